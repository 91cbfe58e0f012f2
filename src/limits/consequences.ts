/** The outcomes and cascades of a rule pack in, a row for each of their amounts, terms and shares out. */

import { asMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { Measure, RuleNumber, ValueColumn } from './number.ts'
import { numberAt, titles } from './number-at.ts'
import type { Numbering } from './standards.ts'
import type { Definition } from './written.ts'

const OUTCOMES: Message = { zh: '奖惩建议', en: 'Outcomes' }
const CASCADES: Message = { zh: '管理连带责任', en: 'Cascades' }
const CONCERNED: Message = { zh: '本人', en: 'The person concerned' }

export function numbersOfOutcome(definition: Definition, numbering: Numbering): readonly RuleNumber[] {
  const { id, source } = definition
  const outcome = numbering.rulebook.outcomes.find(one => one.id === id)
  if (!outcome || !Array.isArray(source.then)) return []
  const seen = new Map<string, number>()
  return source.then.flatMap((one: unknown, nth) => {
    const action = asMap(one)
    const type = String(action.type)
    const count = (seen.get(type) ?? 0) + 1
    seen.set(type, count)
    const name = `outcome:${id}.${count === 1 ? type : `${type}-${count}`}`
    const what = outcome.then[nth]?.title
    const spot = { group: OUTCOMES, title: outcome.title, clauses: outcome.clauses, charge: CONCERNED }
    const at = (key: string, item: Message, column: ValueColumn, measure: Measure) =>
      numberAt(
        definition,
        'outcomes',
        action[key],
        {
          ...spot,
          name: `${name}.${key}`,
          path: ['then', nth, key],
          item: what ? { zh: `${what.zh}：${item.zh}`, en: `${what.en}: ${item.en}` } : item,
          column,
          measure,
        },
        numbering,
      )
    return [
      ...at('amount', { zh: '金额', en: 'amount' }, 'amount', 'number'),
      ...at('within', { zh: '期限', en: 'within' }, 'term', 'duration'),
    ]
  })
}

export function numbersOfCascade(definition: Definition, numbering: Numbering): readonly RuleNumber[] {
  const { id, source } = definition
  const { rulebook } = numbering
  const cascade = rulebook.cascades.find(one => one.id === id)
  if (!cascade) return []
  return Object.entries(asMap(source.shares)).flatMap(([level, share]) => {
    const posts = [...rulebook.posts.values()].filter(post => post.level === level).map(post => post.id)
    return numberAt(
      definition,
      'outcomes',
      share,
      {
        name: `cascade:${id}.${level}`,
        path: ['shares', level],
        group: CASCADES,
        title: cascade.title,
        item: { zh: '扣减比例', en: 'Share withheld' },
        clauses: cascade.clauses,
        charge: level === 'person' ? CONCERNED : titles(posts, rulebook),
        column: 'count',
        measure: 'percent',
      },
      numbering,
    )
  })
}
