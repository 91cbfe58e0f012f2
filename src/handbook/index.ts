/** A rulebook in, the handbook of its standards out: by subject, by post, with what follows from them. */

import { formatDay } from '../calendar/day.ts'
import { formatDuration } from '../calendar/duration.ts'
import { valueOn } from '../lib/dated.ts'
import type {
  Handbook,
  HandbookConsequence,
  HandbookItem,
  HandbookPost,
  HandbookStandard,
  HandbookSubject,
} from '../model/handbook.ts'
import type { Message } from '../model/message.ts'
import type {
  Cascade,
  OutcomeAction,
  OutcomeRule,
  Post,
  Rulebook,
  Scorecard,
  ScorecardItem,
  Standard,
} from '../model/rulebook.ts'
import type { Day } from '../model/value.ts'

export interface HandbookInput {
  readonly rulebook: Rulebook
  /** What the standards of a file are about, by file as the pack names it. */
  readonly subjects: ReadonlyMap<string, Message>
  /** Only what concerns this post. */
  readonly post?: Post
  /** Values in force on this day; left out: the newest. */
  readonly day?: Day
  /** Words that other stages make too. */
  readonly words: {
    uses(standard: string, day: Day): readonly Message[]
    item(item: ScorecardItem, day: Day): Message
    readonly fairness: readonly Message[]
    readonly parameters: Handbook['parameters']
    readonly levels: Readonly<Record<string, Message>>
  }
}

export function makeHandbook(input: HandbookInput): Handbook {
  const { rulebook, post } = input
  const day = input.day ?? Number.MAX_SAFE_INTEGER
  const wanted = post ? concerning(post, rulebook) : new Set(rulebook.standards.map(({ id }) => id))
  const subjects = makeSubjects(input, wanted, day)
  const numbers = new Map(subjects.flatMap(({ standards }) => standards.map(({ id, number }) => [id, number] as const)))
  const used = new Set(
    rulebook.standards
      .filter(({ id }) => wanted.has(id))
      .flatMap(standard => standard.values().flatMap(({ parameter }) => parameter ?? [])),
  )
  const posts = [...rulebook.posts.values()].filter(one => post === undefined || one.id === post.id)
  const cited = new Set(subjects.flatMap(({ standards }) => standards.flatMap(({ clauses }) => clauses)))
  return {
    pack: {
      id: rulebook.pack.id,
      version: rulebook.pack.version,
      sha256: rulebook.pack.sha256,
      title: rulebook.pack.title,
    },
    regulation: rulebook.pack.regulation ?? {},
    day: input.day === undefined ? null : formatDay(input.day),
    post: post?.title ?? null,
    fairness: input.words.fairness,
    grades: (rulebook.grades?.bands ?? []).map(band => ({ title: band.title, from: valueOn(band.from, day) ?? null })),
    subjects,
    posts: posts
      .map(one => makePost(one, input, numbers, day))
      .filter(one => one.scorecard !== null || one.others.length > 0),
    outcomes: rulebook.outcomes.map(one => outcome(one, rulebook.pack.currency, day)),
    cascades: rulebook.cascades
      .filter(one => one.standards.some(id => wanted.has(id)))
      .map(one => cascade(one, numbers, input, day)),
    parameters: input.words.parameters.filter(({ id }) => !post || used.has(id)),
    clauses: clauseIndex(rulebook, numbers, post ? cited : undefined),
  }
}

/** What the post's scorecard takes, and what names the post as answering. */
function concerning(post: Post, { standards, scorecards }: Rulebook): ReadonlySet<string> {
  const card = scorecards.find(one => one.posts.includes(post.id))
  return new Set([...(card ? takenBy(card) : []), ...standards.filter(one => names(one, post)).map(({ id }) => id)])
}

function takenBy({ sections, veto, gates }: Scorecard): readonly string[] {
  return [
    ...sections.flatMap(section => section.items.flatMap(item => item.standards)),
    ...veto.flatMap(one => one.standards),
    ...gates.flatMap(one => one.standards),
  ]
}

function names(standard: Standard, post: Post): boolean {
  return standard.describe().some(line => line.posts?.includes(post.id) ?? false)
}

function makeSubjects(input: HandbookInput, wanted: ReadonlySet<string>, day: Day): readonly HandbookSubject[] {
  const byFile = Map.groupBy(
    input.rulebook.standards.filter(({ id }) => wanted.has(id)),
    ({ span }) => span.file,
  )
  return [...byFile].map(([file, standards], at) => ({
    number: at + 1,
    title: input.subjects.get(file) ?? fileTitle(file),
    standards: standards.map((standard, index) => makeStandard(standard, `${at + 1}.${index + 1}`, input, day)),
  }))
}

function fileTitle(file: string): Message {
  const stem = file.replace(/^.*\//, '').replace(/\.ya?ml$/, '')
  return { zh: stem, en: stem }
}

function makeStandard(standard: Standard, number: string, { words }: HandbookInput, day: Day): HandbookStandard {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = standard.effective ?? {}
  return {
    number,
    id: standard.id,
    title: standard.title,
    severity: standard.severity,
    words: standard.describe(),
    uses: words.uses(standard.id, day),
    clauses: standard.clauses,
    note: standard.note ?? null,
    isChanging: from > day || to < day,
  }
}

function makePost(
  post: Post,
  { rulebook, words }: HandbookInput,
  numbers: ReadonlyMap<string, string>,
  day: Day,
): HandbookPost {
  const card = rulebook.scorecards.find(one => one.posts.includes(post.id))
  const numbered = (ids: readonly string[]) => ids.flatMap(id => numbers.get(id) ?? [])
  const taken = new Set(card ? takenBy(card) : [])
  const others = rulebook.standards.filter(one => !taken.has(one.id) && names(one, post)).map(({ id }) => id)
  if (!card) return { id: post.id, title: post.title, scorecard: null, others: numbered(others) }
  const grades = new Map((rulebook.grades?.bands ?? []).map(band => [band.id, band.title]))
  return {
    id: post.id,
    title: post.title,
    scorecard: {
      title: card.title,
      sections: card.sections.map(section => ({
        title: section.title,
        marks: section.marks ? (valueOn(section.marks, day) ?? null) : null,
        when: section.when?.words ?? null,
        items: section.items.map(
          (item): HandbookItem => ({
            title: item.title ?? titleOf(item.standards, rulebook),
            how: words.item(item, day),
            standards: numbered(item.standards),
          }),
        ),
      })),
      vetoes: card.veto.map(one => ({
        grade: grades.get(one.grade) ?? { zh: one.grade, en: one.grade },
        standards: numbered(one.standards),
      })),
      gates: numbered(card.gates.flatMap(one => one.standards)),
    },
    others: numbered(others),
  }
}

function titleOf(ids: readonly string[], { standards }: Rulebook): Message {
  const titles = ids.flatMap(id => standards.find(one => one.id === id)?.title ?? [])
  return { zh: titles.map(one => one.zh).join('；'), en: titles.map(one => one.en).join('; ') }
}

function outcome({ title, when, then, clauses }: OutcomeRule, currency: string, day: Day): HandbookConsequence {
  // biome-ignore lint/suspicious/noThenProperty: the key of the rule language
  return { title, when: when.words, then: then.map(action => actionWords(action, currency, day)), clauses }
}

/** What packs usually call consequences; any other name stands for itself. */
const TYPES: Readonly<Record<string, Message>> = {
  bonus: { zh: '奖金', en: 'bonus' },
  'material-reward': { zh: '物质奖励', en: 'material reward' },
  criticism: { zh: '通报批评', en: 'criticism' },
  penalty: { zh: '处罚', en: 'penalty' },
  rectification: { zh: '限期整改', en: 'rectification' },
  'improvement-plan': { zh: '改进计划', en: 'improvement plan' },
  'leave-post': { zh: '离岗', en: 'leaving the post' },
  'not-renewed': { zh: '不续聘', en: 'contract not renewed' },
}

function actionWords({ type, title, amount, within, approval }: OutcomeAction, currency: string, day: Day): Message {
  const value = amount && valueOn(amount, day)
  const term = within && valueOn(within, day)
  const name = title ?? TYPES[type] ?? { zh: type, en: type }
  const zh = [
    name.zh,
    ...(amount ? [value === undefined ? '金额未设定' : `${value} ${currency}`] : []),
    ...(term ? [`${formatDuration(term, 'zh')}内`] : []),
    ...(approval ? ['须经批准'] : []),
  ]
  const en = [
    name.en,
    ...(amount ? [value === undefined ? 'amount not set' : `${value} ${currency}`] : []),
    ...(term ? [`within ${formatDuration(term, 'en')}`] : []),
    ...(approval ? ['needs approval'] : []),
  ]
  return { zh: zh.join('，'), en: en.join(', ') }
}

function cascade(
  { title, clauses, standards, shares }: Cascade,
  numbers: ReadonlyMap<string, string>,
  { words }: HandbookInput,
  day: Day,
): HandbookConsequence {
  const which = standards.flatMap(id => numbers.get(id) ?? [])
  const parts = Object.entries(shares).map(([level, share]) => {
    const name = words.levels[level] ?? { zh: level, en: level }
    const value = valueOn(share, day)
    return value === undefined
      ? { zh: `${name.zh} 未设定`, en: `${name.en} not set` }
      : { zh: `${name.zh} ${value}%`, en: `${name.en} ${value}%` }
  })
  return {
    title,
    when: { zh: `以下标准未达标：${which.join('、')}`, en: `a miss of ${which.join(', ')}` },
    // biome-ignore lint/suspicious/noThenProperty: as in the rule language
    then: [
      {
        zh: `建议扣减本人奖金的：${parts.map(one => one.zh).join('，')}`,
        en: `share of the own bonus withheld, proposed: ${parts.map(one => one.en).join(', ')}`,
      },
    ],
    clauses,
  }
}

/** `only`: of these clauses alone. */
function clauseIndex(
  { sources, standards }: Rulebook,
  numbers: ReadonlyMap<string, string>,
  only: ReadonlySet<string> | undefined,
): Handbook['clauses'] {
  const citing = new Map<string, string[]>()
  for (const standard of standards) {
    const number = numbers.get(standard.id)
    const cited = [...standard.clauses, ...standard.describe().flatMap(line => line.clauses ?? [])]
    if (number === undefined) continue
    for (const clause of new Set(cited)) citing.set(clause, [...(citing.get(clause) ?? []), number])
  }
  return [...sources.values()]
    .map(source => ({
      source: source.title,
      clauses: [...source.clauses.values()]
        .filter(({ id }) => only?.has(id) ?? true)
        .map(({ id, text, unchecked }) => ({
          id,
          text,
          standards: citing.get(id) ?? [],
          unchecked: unchecked ?? null,
        })),
    }))
    .filter(one => one.clauses.length > 0)
}
