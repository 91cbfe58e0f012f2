/** Time facts of records in, instants with the coarseness of their stamps out. */

import type { Fact, Records } from '../conditions/contract.ts'
import type { Zone } from '../model/calendar.ts'
import type { Lens } from '../model/checker.ts'
import type { Event, EventType } from '../model/event.ts'
import type { Instant, Value } from '../model/value.ts'

/** A moment as recorded: it lies in [at, at + grain). */
export interface Stamp {
  readonly at: Instant
  /** Seconds that the stamp was cut off to; 1 where it is to the second. */
  readonly grain: number
}

export const DAY_SECONDS = 86_400

/** A date-time, or a date as the start of its day. Undefined: empty, or not known by the cut-off. */
export function readStamp(fact: Fact, lens: Lens): Stamp | undefined {
  const value = fact.read(lens)
  if (typeof value !== 'number') return undefined
  if (fact.type === 'date') return { at: lens.scope.zone.startOf(value), grain: DAY_SECONDS }
  return { at: value, grain: fact.grain(lens) }
}

/** Likewise, but what lies after the cut-off has not happened yet as far as anybody may know. */
export function readKnownStamp(fact: Fact, lens: Lens): Stamp | undefined {
  const stamp = readStamp(fact, lens)
  return stamp && stamp.at <= lens.scope.knownThrough ? stamp : undefined
}

export function isTimeFact(fact: Fact): boolean {
  return fact.type === 'date-time' || fact.type === 'date'
}

/** The time of a record that counts: the field named by `at`, else its own. */
export function stampOf(event: Event, own: Fact | undefined, records: Records, lens: Lens): Stamp | undefined {
  if (own) return readStamp(own, { ...lens, event })
  const at = records.at(event, lens)
  return at === undefined ? undefined : { at, grain: records.grain(event, lens) }
}

/** The stretch over which a record holds; `to` is the first instant after it, absent where it is open. */
export function spanOf(
  event: Event,
  type: EventType,
  zone: Zone,
): { readonly from: Instant; readonly to?: Instant } | undefined {
  if (!type.span) return undefined
  const from = edge(event.values[type.span.from], type.span.from, type, zone, 'start')
  if (from === undefined) return undefined
  const to = edge(event.values[type.span.to], type.span.to, type, zone, 'end')
  return to === undefined ? { from } : { from, to }
}

/** A date at the end of a span means through that day. */
function edge(
  value: Value | undefined,
  field: string,
  type: EventType,
  zone: Zone,
  side: 'start' | 'end',
): Instant | undefined {
  if (typeof value !== 'number') return undefined
  if (type.fields.get(field)?.type !== 'date') return value
  return zone.startOf(side === 'start' ? value : value + 1)
}
