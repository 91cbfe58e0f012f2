/** The standards of a rule pack in, a row for each limit, count, share, weight and point of theirs out. */

import { LENGTHS } from '../describe/slots.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { Rulebook, Standard } from '../model/rulebook.ts'
import type { PathPart } from '../model/source.ts'
import type { Measure, RuleNumber, ValueColumn } from './number.ts'
import { type Definition, headingOf, lockOf, measureOf, writtenValue } from './written.ts'

/** What the collecting of one pack works with. */
export interface Numbering {
  readonly rulebook: Rulebook
  /** The numbers of parameters, by parameter. */
  readonly parameters: ReadonlyMap<string, RuleNumber>
  /** Since when the clauses' sources have been in force; undefined where none says so. */
  since(clauses: readonly string[]): string | undefined
}

interface Kind {
  readonly item: Message
  readonly column: ValueColumn
  readonly measure: Measure
  /** The language has no dated form for it. */
  readonly isUndated?: boolean
}

const TERM = { column: 'term', measure: 'duration' } as const
const COUNT = { column: 'count', measure: 'number' } as const
const POINTS = { column: 'points', measure: 'number' } as const

/** What each key means that holds a number, whatever the kind. */
const KEYS: Readonly<Record<string, Kind>> = {
  within: { ...TERM, item: { zh: '不超过', en: 'Within' } },
  'at-least-before': { ...TERM, item: { zh: '至少提前', en: 'Ahead at least' } },
  grace: { ...TERM, item: { zh: '宽限', en: 'Grace' } },
  'at-least': { ...COUNT, item: { zh: '至少', en: 'At least' } },
  'at-most': { ...COUNT, item: { zh: '至多', en: 'At most' } },
  minimum: { ...COUNT, item: { zh: '满多少条才判', en: 'Judged from (records)' } },
  trim: { ...COUNT, item: { zh: '去掉最高、最低各几个', en: 'Highest and lowest left out' } },
  points: { ...POINTS, item: { zh: '每条记录记分', en: 'Points for each record' } },
}

/** What is otherwise in some kinds. */
const OF_KINDS: Readonly<Record<string, Readonly<Record<string, Partial<Kind>>>>> = {
  share: {
    'at-least': { measure: 'percent', item: { zh: '比例至少', en: 'Share at least' } },
    'at-most': { measure: 'percent', item: { zh: '比例至多', en: 'Share at most' } },
  },
  rating: {
    'at-least': { ...POINTS, item: { zh: '得分至少', en: 'Rating at least' } },
    minimum: { item: { zh: '满几人评分才判', en: 'Judged from (ratings)' } },
  },
  ledger: { 'at-most': { column: 'cap', item: { zh: '积分至多', en: 'Points at most' } } },
}

const ENDS = {
  between: [
    { zh: '不早于', en: 'Not sooner than' },
    { zh: '不晚于', en: 'Not later than' },
  ],
  'at-least-before': [
    { zh: '至少提前', en: 'Ahead at least' },
    { zh: '至多提前', en: 'Ahead at most' },
  ],
} as const

export function numbersOfStandard(
  definition: Definition,
  standard: Standard,
  numbering: Numbering,
): readonly RuleNumber[] {
  const { id, source } = definition
  const effective = asMap(source.effective).from
  const since = typeof effective === 'string' ? effective : numbering.since(standard.clauses)
  const common = {
    subject: 'standards',
    group: headingOf(definition.file),
    title: standard.title,
    clauses: standard.clauses,
    charge: chargeOf(standard),
    file: definition.file,
    ...(since === undefined ? {} : { since }),
  } as const

  const number = (name: string, path: readonly PathPart[], written: unknown, kind: Kind): readonly RuleNumber[] => {
    const place = [...definition.path, ...path]
    const value = writtenValue(written, definition.file, place)
    const { item, column, measure, isUndated } = kind
    const row = { ...common, id: `${id}.${name}`, item, path: place }
    if (value.form === 'other') return []
    if (value.form === 'parameter') {
      const { entries = [], measure: own = measure } = numbering.parameters.get(value.parameter) ?? {}
      const lock = { why: 'parameter', parameter: value.parameter } as const
      return [{ ...row, column, measure: own === 'any' ? measure : own, entries, lock }]
    }
    const { entries } = value
    const isName = measure === 'number' && entries.some(entry => typeof entry.value === 'string')
    if (isName) return []
    return [{ ...row, column, measure: measureFor(measure, entries), entries, ...lockOf(definition, isUndated) }]
  }

  const keys = (part: Readonly<Record<string, unknown>>, path: readonly string[]): readonly RuleNumber[] =>
    Object.keys(part).flatMap(key => {
      const kind = kindOf(key, part, source)
      const written = part[key]
      const ends = ENDS[key as keyof typeof ENDS]
      const at = [...path, key]
      if (ends && Array.isArray(written))
        return written.flatMap((end, nth) =>
          number(`${at.join('.')}.${nth + 1}`, [...at, nth], end, { ...TERM, item: ends[nth === 0 ? 0 : 1] }),
        )
      return kind ? number(at.join('.'), at, written, kind) : undated(part, key, at, number)
    })

  return [
    ...keys(source, []),
    ...keys(asMap(source.expect), ['expect']),
    ...weights(source, numbering, number),
    ...ledgerPoints(source, number),
  ]
}

type Number = (name: string, path: readonly PathPart[], written: unknown, kind: Kind) => readonly RuleNumber[]

/** A percentage is also a number; as written it stays. */
function measureFor(measure: Measure, entries: RuleNumber['entries']): Measure {
  return measure === 'percent' && measureOf(entries) !== 'any' ? 'percent' : measure
}

/** Undefined: it holds no number that can be dated. */
function kindOf(
  key: string,
  part: Readonly<Record<string, unknown>>,
  { kind, every }: Readonly<Record<string, unknown>>,
): Kind | undefined {
  const general = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined
  if (!general || (isMap(part[key]) && 'previous' in part[key])) return undefined
  const own = { ...general, ...OF_KINDS[String(kind)]?.[key] }
  const isAmount = key === 'at-least' || key === 'at-most'
  if (!isAmount) return own
  const of = measured(part)
  const length = kind === 'frequency' || kind === 'share' ? LENGTHS[String(every)] : undefined
  const words = [...(length ? [length] : []), ...(of ? [of] : []), own.item]
  return {
    ...own,
    item: { zh: words.map(({ zh }) => zh).join(''), en: capitalised(words.map(({ en }) => en).join(', ')) },
  }
}

function measured({ sum, mean, distinct }: Readonly<Record<string, unknown>>): Message | undefined {
  if (sum !== undefined) return { zh: '合计', en: 'total' }
  if (mean !== undefined) return { zh: '平均', en: 'mean' }
  return distinct === undefined ? undefined : { zh: '不同的', en: 'different ones' }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
}

/** `covers`, `scale`, and what is asked of the slot before: numbers that are written without dates. */
function undated(
  part: Readonly<Record<string, unknown>>,
  key: string,
  path: readonly string[],
  number: Number,
): readonly RuleNumber[] {
  const written = part[key]
  const name = path.join('.')
  if (key === 'covers') {
    const measure = typeof written === 'string' && /[%％]\s*$/.test(written) ? 'percent' : 'duration'
    const item = { zh: '覆盖开放时间', en: 'Open time covered' }
    return number(name, path, written, {
      item,
      column: measure === 'percent' ? 'count' : 'term',
      measure,
      isUndated: true,
    })
  }
  if ((key === 'at-least' || key === 'at-most') && isMap(written)) {
    const isLeast = key === 'at-least'
    const item = isLeast
      ? { zh: '至少为上一时段的', en: 'Of the slot before, at least' }
      : { zh: '至多为上一时段的', en: 'Of the slot before, at most' }
    const kind = { item, column: 'count', measure: 'percent', isUndated: true } as const
    return number(name, [...path, 'previous'], written.previous, kind)
  }
  if (key !== 'scale') return []
  const of = (words: Message): Kind => ({ ...POINTS, item: words, isUndated: true })
  if (Array.isArray(written))
    return written.flatMap((end: unknown, nth) =>
      number(`${name}.${nth + 1}`, [...path, nth], end, of(nth === 0 ? SCALE_FROM : SCALE_TO)),
    )
  if (!isMap(written)) return number(name, path, written, of(SCALE_TO))
  return Object.entries(written).flatMap(([level, points]) =>
    number(`${name}.${level}`, [...path, level], points, of({ zh: `“${level}”相当于`, en: `'${level}' stands for` })),
  )
}

const SCALE_FROM: Message = { zh: '分制：最低', en: 'Scale: from' }
const SCALE_TO: Message = { zh: '分制：满分', en: 'Scale: up to' }

function weights(
  source: Readonly<Record<string, unknown>>,
  { rulebook }: Numbering,
  number: Number,
): readonly RuleNumber[] {
  const { by, weights: written } = asMap(source.groups)
  const choices = rulebook.eventTypes.get(String(source.event))?.fields.get(String(by))?.choices
  return Object.entries(asMap(written)).flatMap(([group, weight]) => {
    const title = [...(choices ?? [])].find(([id, { zh, en }]) => [id, zh, en].includes(group))?.[1] ?? {
      zh: `“${group}”`,
      en: `'${group}'`,
    }
    const item = { zh: `权重：${title.zh}`, en: `Weight: ${title.en}` }
    return number(`groups.weights.${group}`, ['groups', 'weights', group], weight, { ...POINTS, item })
  })
}

function ledgerPoints({ kind, from }: Readonly<Record<string, unknown>>, number: Number): readonly RuleNumber[] {
  if (kind !== 'ledger' || !Array.isArray(from)) return []
  return from.flatMap((entry: unknown, at) => {
    const { standards, points } = asMap(entry)
    const selection = Array.isArray(standards) ? standards.join(', ') : String(standards)
    const item = { zh: `“${selection}”每次未达标记分`, en: `Points for each miss of '${selection}'` }
    return number(`from.${selectionName(standards)}.points`, ['from', at, 'points'], points, { ...POINTS, item })
  })
}

/** A selection of standards by its first part: within one list no standard can be selected twice. */
export function selectionName(selection: unknown): string {
  return String(Array.isArray(selection) ? selection[0] : selection)
}

export function chargeOf(standard: Standard): Message {
  return standard.describe().find(({ part }) => part === 'charge')?.text ?? { zh: '', en: '' }
}
