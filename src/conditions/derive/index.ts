/** The ways of deriving a fact, and the one way in: a derived fact as written in, the fact out. */

import { didYouMean } from '../../lib/did-you-mean.ts'
import { isMap } from '../../lib/map.ts'
import { nearest } from '../../lib/nearest.ts'
import type { Index, Lens } from '../../model/checker.ts'
import type { DerivedSource, Event, EventType } from '../../model/event.ts'
import type { Message } from '../../model/message.ts'
import type { Value } from '../../model/value.ts'
import type { Fact, Language } from '../contract.ts'
import { isPrivate } from '../privacy.ts'
import { count, difference, percent, product, sum } from './arithmetic.ts'
import type { Derivation } from './derivation.ts'
import { elapsed } from './elapsed.ts'
import { firstFree } from './first-free.ts'
import { nextInTurn } from './next-in-turn.ts'
import { related } from './related.ts'
import { choose, earliest, firstPresent, is, latest } from './selection.ts'
import { endOf, isOpen, isWorkingDay, plus, slot, timeOfDay, weekday } from './times.ts'

export const DERIVATIONS = {
  elapsed,
  difference,
  plus,
  sum,
  product,
  percent,
  count,
  earliest,
  latest,
  'first-present': firstPresent,
  'first-free': firstFree,
  'next-in-turn': nextInTurn,
  choose,
  is,
  related,
  'end-of': endOf,
  'time-of-day': timeOfDay,
  weekday,
  'is-working-day': isWorkingDay,
  'is-open': isOpen,
  slot,
} as const satisfies Record<string, Derivation>

/** What these come to tells something of the fields that they read, and is none of their values. */
const ONLY_TELL_OF: ReadonlySet<string> = new Set([
  'elapsed',
  'difference',
  'percent',
  'count',
  'is',
  'weekday',
  'is-working-day',
  'is-open',
])

/** Whether there are other records, or how many. */
function isOnlyCounted(source: unknown): boolean {
  return isMap(source) && (source.take === 'exists' || source.take === 'count')
}

/** Undefined has been complained about. */
export function compileDerived(source: DerivedSource, type: EventType, language: Language): Fact | undefined {
  const { complain } = language.dictionary
  const keys = isMap(source.source) ? Object.keys(source.source) : []
  const { title = { zh: source.name, en: source.name }, ...rest } = isMap(source.source) ? source.source : {}
  const [how, ...more] = Object.keys(rest)
  const names = Object.keys(DERIVATIONS)
  if (how === undefined || more.length > 0) {
    complain('wrong-value', source.place, {
      zh: `推算的事实恰好写一种算法：${names.join('、')}`,
      en: `A derived fact names exactly one way: ${names.join(', ')}`,
    })
    return undefined
  }
  const derivation: Derivation | undefined = Object.hasOwn(DERIVATIONS, how)
    ? DERIVATIONS[how as keyof typeof DERIVATIONS]
    : undefined
  if (!derivation) {
    const meant = nearest(how, names)
    complain(
      'unknown-key',
      source.place.at(how),
      {
        zh: `没有算法“${how}”，可用：${names.join('、')}`,
        en: `There is no way '${how}' to derive a fact; there are ${names.join(', ')}`,
      },
      { part: 'key', ...didYouMean(meant) },
    )
    return undefined
  }
  const derived = derivation.compile(rest[how], { language, type, names: { event: type }, place: source.place.at(how) })
  if (!derived || keys.length === 0) return undefined
  const { grain = () => 1, choices, ...typed } = derived
  const isHidden = ({ event, field }: Fact['uses'][number]): boolean => {
    const known = language.dictionary.eventTypes.get(event)?.fields.get(field)
    return known !== undefined && isPrivate(known)
  }
  const handsOn = !ONLY_TELL_OF.has(how) && !isOnlyCounted(rest[how])
  return {
    ...typed,
    ...(handsOn && derived.uses.some(isHidden) ? { isPrivate: true } : {}),
    ...(choices ? { choices } : {}),
    grain,
    name: source.name,
    title: titleOf(title, source.name),
    read: remembered(derived.read),
  }
}

function titleOf(title: unknown, name: string): Message {
  if (typeof title === 'string') return { zh: title, en: title }
  return isMap(title) && typeof title.zh === 'string' && typeof title.en === 'string'
    ? { zh: title.zh, en: title.en }
    : { zh: name, en: name }
}

/** A derived fact depends on its record and the index alone: it is worked out once for each record. */
function remembered(read: (lens: Lens) => Value | undefined): (lens: Lens) => Value | undefined {
  const known = new WeakMap<Index, WeakMap<Event, { readonly value: Value | undefined }>>()
  return lens => {
    const { event, index } = lens
    if (!event) return undefined
    if (index.isPassing) return read({ event, at: event.at, index, scope: lens.scope })
    const byEvent = known.get(index) ?? new WeakMap<Event, { readonly value: Value | undefined }>()
    known.set(index, byEvent)
    const before = byEvent.get(event)
    if (before) return before.value
    const value = read({ event, at: event.at, index, scope: lens.scope })
    byEvent.set(event, { value })
    return value
  }
}
