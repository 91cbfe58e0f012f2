/** What one way of deriving a fact supplies, and what it is given to compile with. */

import { isMap } from '../../lib/map.ts'
import type { Lens } from '../../model/checker.ts'
import type { EventType, FieldType } from '../../model/event.ts'
import type { Message } from '../../model/message.ts'
import type { Place } from '../../model/source.ts'
import type { Value } from '../../model/value.ts'
import type { Fact, Language, Names } from '../contract.ts'
import type { Needs } from '../needs.ts'
import type { Range } from '../range.ts'

/** A derived fact without the name and title that the pack gives it. */
export interface Derived extends Needs {
  readonly type: FieldType
  readonly choices?: Fact['choices']
  readonly item?: FieldType
  readonly of?: string
  readonly range?: Range
  read(lens: Lens): Value | undefined
  /** 1 when not said. */
  readonly grain?: (lens: Lens) => number
}

export interface DeriveContext {
  readonly language: Language
  readonly type: EventType
  readonly names: Names
  readonly place: Place
}

export interface Derivation {
  /** What its argument looks like, for messages and the handbook. */
  readonly form: string
  readonly summary: Message
  /** Undefined has been complained about. */
  compile(source: unknown, context: DeriveContext): Derived | undefined
}

/** The arguments of a list; undefined where one cannot be read or there are none. */
export function listArguments(
  source: unknown,
  context: DeriveContext,
  expected?: FieldType,
): readonly Fact[] | undefined {
  if (!Array.isArray(source) || source.length === 0) {
    complainForm(context, { zh: '应为字段的列表，如 [a, b]', en: 'a list of fields such as [a, b] is expected' })
    return undefined
  }
  const facts = source.map((one: unknown, at) => argument(one, { ...context, place: context.place.at(at) }, expected))
  const known = facts.filter(fact => fact !== undefined)
  return known.length < facts.length ? undefined : known
}

/** One argument; with `expected`, of that type. */
export function argument(
  source: unknown,
  context: DeriveContext,
  ...expected: readonly (FieldType | undefined)[]
): Fact | undefined {
  const wanted = expected.filter(one => one !== undefined)
  const fact = context.language.argument(
    source,
    context.names,
    context.place,
    isMap(source) || typeof source !== 'string' ? wanted[0] : undefined,
  )
  if (!fact || wanted.length === 0 || wanted.includes(fact.type)) return fact
  context.language.dictionary.complain('value-type', context.place, {
    zh: `“${fact.title.zh}”（${fact.type}）不合适，这里应为 ${wanted.join(' 或 ')}`,
    en: `'${fact.name}' (${fact.type}) does not fit: ${wanted.join(' or ')} is expected here`,
  })
  return undefined
}

/** A map with exactly these keys, the optional ones apart; undefined has been complained about. */
export function readMap(
  source: unknown,
  required: readonly string[],
  optional: readonly string[],
  context: DeriveContext,
): Readonly<Record<string, unknown>> | undefined {
  if (!isMap(source)) {
    complainForm(context, { zh: `应写成 { ${required.join(', ')} }`, en: `{ ${required.join(', ')} } is expected` })
    return undefined
  }
  const missing = required.filter(key => !(key in source))
  const strange = Object.keys(source).filter(key => !required.includes(key) && !optional.includes(key))
  const { complain } = context.language.dictionary
  for (const key of missing) complain('missing-key', context.place, { zh: `缺少 ${key}`, en: `${key} is missing` })
  for (const key of strange) {
    complain(
      'unknown-key',
      context.place.at(key),
      {
        zh: `这里没有“${key}”，可用：${[...required, ...optional].join('、')}`,
        en: `There is no '${key}' here; there are ${[...required, ...optional].join(', ')}`,
      },
      { part: 'key' },
    )
  }
  return missing.length + strange.length > 0 ? undefined : source
}

export function complainForm({ language, place }: DeriveContext, expected: Message): void {
  language.dictionary.complain('wrong-value', place, expected)
}

/** The context of a part of the argument. */
export function under(context: DeriveContext, ...parts: readonly (string | number)[]): DeriveContext {
  return { ...context, place: context.place.at(...parts) }
}

/** A calendar by name, or the pack's own; undefined has been complained about. */
export function calendarNamed(source: unknown, context: DeriveContext): string | undefined {
  const { dictionary } = context.language
  if (source === undefined) return dictionary.defaultCalendar
  if (typeof source === 'string' && dictionary.calendars.has(source)) return source
  dictionary.complain('unknown-calendar', context.place, {
    zh: `没有日历“${String(source)}”，可用：${[...dictionary.calendars].join('、')}`,
    en: `There is no calendar '${String(source)}'; there are ${[...dictionary.calendars].join(', ')}`,
  })
  return undefined
}
