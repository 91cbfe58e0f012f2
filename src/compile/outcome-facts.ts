/** The names that the `when` of outcomes and bonus sections may use, with their types. */

import type { OutcomeFactType } from '../conditions/outcome-facts.ts'
import { COUNT, type Range } from '../conditions/range.ts'
import type { Message } from '../model/message.ts'
import type { Grades, Post } from '../model/rulebook.ts'

export interface OutcomeFactNames {
  typeOf(name: string): OutcomeFactType | undefined
  /** For suggestions. */
  readonly known: readonly string[]
}

export interface OutcomeFactContext {
  readonly grades: Grades | undefined
  readonly posts: ReadonlyMap<string, Post>
  /** Standard id → its kind. */
  readonly kinds: ReadonlyMap<string, string>
  /** Standards by id, for their titles; one that has mistakes is called by its id. */
  readonly standards: ReadonlyMap<string, { readonly title: Message }>
  readonly sections: ReadonlySet<string>
}

/** Scores and percentages of marks. */
const PERCENT: Range = { low: 0, high: 100 }

export function outcomeFactNames({ grades, posts, kinds, standards, sections }: OutcomeFactContext): OutcomeFactNames {
  const gradeTitles = new Map(grades?.bands.map(band => [band.id, band.title]))
  const postTitles = new Map([...posts.values()].map(post => [post.id, post.title]))
  const number = (zh: string, en: string, range?: Range): OutcomeFactType => ({
    type: 'number',
    title: { zh, en },
    ...(range ? { range } : {}),
  })
  const grade = (zh: string, en: string): OutcomeFactType => ({
    type: 'choice',
    title: { zh, en },
    choices: gradeTitles,
  })
  const facts = new Map<string, OutcomeFactType>([
    ['score', number('得分', 'Score', PERCENT)],
    ['grade', grade('等级', 'Grade')],
    ['previous.score', number('上期得分', 'Previous score', PERCENT)],
    ['previous.grade', grade('上期等级', 'Previous grade')],
    ['year.complete', { type: 'yes-no', title: { zh: '本年度各期齐全', en: 'Year complete' } }],
    ['cascade.share', number('连带扣减比例', 'Share withheld', COUNT)],
    ['post', { type: 'choice', title: { zh: '岗位', en: 'Post' }, choices: postTitles }],
    ['tenure', number('任职月数', 'Months in post', COUNT)],
  ])
  for (const [id, title] of gradeTitles) facts.set(`year.count.${id}`, counted('本年度', 'this year', title))
  for (const [id, kind] of kinds) {
    const title = standards.get(id)?.title ?? { zh: id, en: id }
    facts.set(`missed.${id}`, number(`未达标次数：${title.zh}`, `Misses of ${title.en}`, COUNT))
    if (kind === 'ledger') facts.set(`ledger.${id}`, number(`余额：${title.zh}`, `Balance of ${title.en}`))
  }
  for (const id of sections) facts.set(`section.${id}.percent`, number(`得分率：${id}`, `Percentage of ${id}`, PERCENT))
  const known = [...facts.keys()]
  return { typeOf: name => facts.get(name), known }
}

function counted(zh: string, en: string, title: Message): OutcomeFactType {
  return { type: 'number', range: COUNT, title: { zh: `${zh}${title.zh}次数`, en: `${title.en} ${en}` } }
}
