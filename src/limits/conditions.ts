/** The files of a rule pack in, the numbers and times that its conditions compare with out: bounds that no key of their own bears. */

import { parseDay } from '../calendar/day.ts'
import { parseTimeOfDay } from '../calendar/hours.ts'
import { textOf } from '../kinds/text.ts'
import { isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { PathPart, RuleFile } from '../model/source.ts'
import type { Literal, RuleNumber } from './number.ts'
import type { PublishedNumber } from './published.ts'
import { type Definition, definitionsOf } from './written.ts'

/** Which definitions hold conditions, how their numbers are named, and whether a parameter may stand for one. */
const GROUPS = [
  { group: 'standards', prefix: '', takesParameters: true },
  { group: 'events', prefix: 'event:', takesParameters: true },
  { group: 'scorecards', prefix: 'scorecard:', takesParameters: false },
  { group: 'outcomes', prefix: 'outcome:', takesParameters: false },
] as const

/** `others`: those that keys of their own bear, parameters among them. */
export function numbersOfConditions(
  files: readonly RuleFile[],
  others: readonly RuleNumber[],
): readonly PublishedNumber[] {
  const entriesOf = new Map(others.map(({ id, entries }) => [id, entries]))
  return GROUPS.flatMap(group =>
    definitionsOf(files, group.group).flatMap(definition => numbersIn(definition, group, entriesOf)),
  )
}

function numbersIn(
  { id, source, file, path: root }: Definition,
  { prefix, takesParameters }: (typeof GROUPS)[number],
  entriesOf: ReadonlyMap<string, RuleNumber['entries']>,
): readonly PublishedNumber[] {
  const seen = new Map<string, number>()
  return boundsIn(source, []).map(bound => {
    const { fact, operator, value, path } = bound
    const name = nameOf(bound, `${prefix}${id}`)
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    const common = {
      id: before === 0 ? name : `${name}.again-${before}`,
      title: textOf(source.title ?? id),
      item: itemOf(fact, operator),
      file,
      path: [...root, ...path],
    }
    if (!isMap(value)) {
      const lock = { why: takesParameters ? 'condition' : 'undated' } as const
      return { ...common, entries: [{ from: null, value }], lock }
    }
    const parameter = String(value.parameter)
    return { ...common, entries: entriesOf.get(`parameter:${parameter}`) ?? [], lock: { why: 'parameter', parameter } }
  })
}

/** Of the keys above alone: the place in a list changes with every line put before it. */
function nameOf({ fact, operator, nth, path }: Bound, name: string): string {
  const keys = path.filter(part => typeof part === 'string' && !WITHIN_CONDITIONS.has(part))
  // The short form ends in the fact itself.
  if (keys.at(-1) === fact && path.at(-1) === fact) keys.pop()
  return [name, ...keys, fact, operator, ...nth].join('.')
}

function itemOf(fact: string, operator: string): Message {
  const words = COMPARISONS[operator] ?? { zh: operator, en: operator }
  return { zh: ` ${fact} ${words.zh}`, en: `${fact} ${words.en}` }
}

const COMPARISONS: Readonly<Record<string, Message>> = {
  equal: { zh: '等于', en: 'equal to' },
  notEqual: { zh: '不等于', en: 'not equal to' },
  lessThan: { zh: '小于', en: 'less than' },
  lessThanInclusive: { zh: '不大于', en: 'at most' },
  greaterThan: { zh: '大于', en: 'more than' },
  greaterThanInclusive: { zh: '不小于', en: 'at least' },
  before: { zh: '早于', en: 'before' },
  after: { zh: '晚于', en: 'after' },
  between: { zh: '介于', en: 'between' },
}

const WITHIN_CONDITIONS: ReadonlySet<PathPart> = new Set(['all', 'any', 'value'])

interface Bound {
  readonly fact: string
  readonly operator: string
  /** Which of the two of `between`, from 1. */
  readonly nth: readonly number[]
  readonly value: Literal | { readonly parameter: unknown }
  readonly path: readonly PathPart[]
}

/** Every `{ fact, operator, value }`, and in short form every number under a key of conditions. */
function boundsIn(source: unknown, path: readonly PathPart[]): readonly Bound[] {
  if (Array.isArray(source)) return source.flatMap((one, at) => boundsIn(one, [...path, at]))
  if (!isMap(source)) return []
  if (typeof source.fact === 'string' && typeof source.operator === 'string') {
    return boundsOf(source.fact, source.operator, source.value, [...path, 'value'])
  }
  const isCondition = CONDITIONS.has(path.findLast(part => typeof part === 'string' && !WITHIN_CONDITIONS.has(part)))
  return Object.entries(source).flatMap(([key, value]) =>
    isCondition && typeof value === 'number'
      ? boundsOf(key, 'equal', value, [...path, key])
      : boundsIn(value, [...path, key]),
  )
}

const CONDITIONS: ReadonlySet<PathPart | undefined> = new Set(['when', 'require', 'meeting', 'is', 'not'])

function boundsOf(fact: string, operator: string, value: unknown, path: readonly PathPart[]): readonly Bound[] {
  if (Array.isArray(value) && operator === 'between') {
    return value.flatMap((one, at) =>
      isBound(one) ? [{ fact, operator, nth: [at + 1], value: one, path: [...path, at] }] : [],
    )
  }
  return isBound(value) ? [{ fact, operator, nth: [], value, path }] : []
}

/** Numbers, times of day and days, in place or of a parameter; a choice is no bound. */
function isBound(value: unknown): value is Bound['value'] {
  if (isMap(value)) return 'parameter' in value
  if (typeof value !== 'string') return typeof value === 'number'
  return parseTimeOfDay(value) !== undefined || parseDay(value.slice(0, 'yyyy-mm-dd'.length)) !== undefined
}
