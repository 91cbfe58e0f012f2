/** RECORDS as written in, the records that lie within a window or a slot out: surely, or maybe. */

import type { Fact, Names, Records } from '../conditions/contract.ts'
import type { Interval } from '../model/calendar.ts'
import type { Lens } from '../model/checker.ts'
import type { Event } from '../model/event.ts'
import type { Place } from '../model/source.ts'
import type { Instant } from '../model/value.ts'
import { complainOfType, isTold, type Reader, type Source } from './reader.ts'
import { DAY_SECONDS, isTimeFact, type Stamp, spanOf, stampOf } from './stamp.ts'

/** Records of another type, with the time field that counts. */
export interface TimedRecords {
  readonly records: Records
  /** The field that `at` names. */
  readonly at?: Fact
}

/** Undefined has been complained about. */
export function compileRecordsAt(
  source: unknown,
  asking: Names,
  place: Place,
  reader: Reader,
): TimedRecords | undefined {
  const written: Source = typeof source === 'object' && source !== null ? (source as Source) : { event: source }
  const { at: field, ...rest } = written
  const records = reader.records(typeof source === 'string' ? source : rest, asking, place)
  if (field === undefined || !records) return records && { records }
  const at = reader.fact(String(field), { event: records.eventType }, place.at('at'))
  if (!at) return undefined
  if (!isTimeFact(at)) {
    complainOfType(at, 'date-time / date', place.at('at'), reader.complain)
    return undefined
  }
  return isTold(at, place.at('at'), reader.complain) ? { records, at } : undefined
}

/** Without a match any record anywhere would answer: complained about. */
export function isMatched({ records }: TimedRecords, place: Place, { complain }: Pick<Reader, 'complain'>): boolean {
  if (records.matched) return true
  complain('match-missing', place, {
    zh: `没有说明“${records.eventType.title.zh}”如何与触发记录对应，请写 match: { 对方字段: 本方字段 }`,
    en: `How '${records.eventType.id}' is matched with the trigger is not said; write match: { their field: our field }`,
  })
  return false
}

/** A record with the moment that counts of it. */
export interface Hit {
  readonly event: Event
  readonly at: Instant
}

export interface Hits {
  /** Meet the condition and lie within. */
  readonly sure: readonly Hit[]
  /** May do so: something about them is blank, or their stamp is too coarse to tell. */
  readonly unsure: readonly Hit[]
  /** Meet the condition, but lie before or after. */
  readonly outside: readonly Hit[]
  /** True where a stamp is too coarse to tell whether its record lies within. */
  readonly isCoarse: boolean
}

/** Where something may lie: surely within `inner`, not outside of `outer`; ends inclusive. */
export interface Bounds {
  readonly inner: { readonly from?: Instant; readonly to: Instant }
  readonly outer: { readonly from?: Instant; readonly to: Instant }
}

/** Sorts the records that answer a trigger by whether they lie within the window. `unit`: seconds of the limit's unit. */
export function hitsWithin({ records, at }: TimedRecords, lens: Lens, bounds: Bounds, unit: number): Hits {
  const sure: Hit[] = []
  const unsure: Hit[] = []
  const outside: Hit[] = []
  let isCoarse = false
  const sort = (event: Event, isSure: boolean): void => {
    const stamp = stampOf(event, at, records, lens)
    if (stamp && stamp.at > lens.scope.knownThrough) return
    if (!stamp) {
      unsure.push({ event, at: event.at })
      return
    }
    const lies = liesWithin(stamp, bounds, unit)
    const hit = {
      event,
      at:
        bounds.inner.from === undefined
          ? stamp.at
          : Math.max(stamp.at, lies === 'inside' ? bounds.inner.from : stamp.at),
    }
    if (lies === 'outside') {
      if (isSure) outside.push({ event, at: stamp.at })
    } else if (lies === 'inside' && isSure) sure.push(hit)
    else unsure.push(hit)
    isCoarse ||= lies === 'open'
  }
  const found = records.sift(lens)
  for (const event of found.sure) sort(event, true)
  for (const event of found.unsure) sort(event, false)
  return { sure: inOrder(sure), unsure: inOrder(unsure), outside: inOrder(outside), isCoarse }
}

/** A stamp no coarser than the unit is taken as it stands; but the minute that holds the start is not before it. */
export function liesWithin(stamp: Stamp, { inner, outer }: Bounds, unit: number): 'inside' | 'outside' | 'open' {
  const { at, grain } = stamp
  const last = at + grain - 1
  const earliest = grain > unit ? at : last
  const latest = lastMoment(stamp, unit)
  const isInside = (inner.from === undefined || earliest >= inner.from) && latest <= inner.to
  if (isInside) return 'inside'
  const isOutside = (outer.from !== undefined && last < outer.from) || at > outer.to
  return isOutside ? 'outside' : 'open'
}

/** The latest that it may have been, as far as that matters. */
export function lastMoment({ at, grain }: Stamp, unit: number): Instant {
  return grain > unit ? at + grain - 1 : at
}

/** Where a slot's records may lie: half-open stretches, in order. */
export interface SlotWindow {
  readonly open: readonly Interval[]
  /** Records up to this instant (inclusive) still count; only where `at` names no other field. */
  readonly until: Instant
  /** Coarser stamps leave it open whether a record lies within. */
  readonly unit: number
}

/** Sorts the records of a slot's owner by whether they lie in the slot; a record with a span counts wherever it overlaps. */
export function hitsInSlot({ records, at }: TimedRecords, lens: Lens, window: SlotWindow): Hits {
  const sure: Hit[] = []
  const unsure: Hit[] = []
  const { zone, knownThrough } = lens.scope
  let isCoarse = false
  const sort = (event: Event, isSure: boolean): void => {
    const span = at ? undefined : spanOf(event, records.eventType, zone)
    const stamp = span ? { at: span.from, grain: 1 } : stampOf(event, at, records, lens)
    if (!stamp) {
      unsure.push({ event, at: event.at })
      return
    }
    if (stamp.at > knownThrough) return
    const lies = span ? overlaps(span, window) : liesInSlot(stamp, window, at === undefined)
    if (lies === 'outside') return
    if (lies === 'inside' && isSure) sure.push({ event, at: stamp.at })
    else unsure.push({ event, at: stamp.at })
    isCoarse ||= lies === 'open'
  }
  // A slot holds few of all records; one that is stamped by the day may begin before it.
  const last = Math.max(window.until, window.open.at(-1)?.to ?? window.until)
  const near = { from: (window.open[0]?.from ?? window.until) - DAY_SECONDS, to: last }
  const found = records.sift(lens, at || records.eventType.span ? undefined : near)
  for (const event of found.sure) sort(event, true)
  for (const event of found.unsure) sort(event, false)
  return { sure: inOrder(sure), unsure: inOrder(unsure), outside: [], isCoarse }
}

function overlaps(span: { readonly from: Instant; readonly to?: Instant }, { open }: SlotWindow): 'inside' | 'outside' {
  const { from, to = Number.POSITIVE_INFINITY } = span
  return open.some(one => from < one.to && (to > one.from || (to === from && from >= one.from))) ? 'inside' : 'outside'
}

function liesInSlot(
  { at, grain }: Stamp,
  { open, until, unit }: SlotWindow,
  mayBeLate: boolean,
): 'inside' | 'outside' | 'open' {
  const last = grain > unit ? at + grain - 1 : at
  const end = open.at(-1)?.to ?? until
  const holds = (instant: Instant) =>
    open.some(one => instant >= one.from && instant < one.to) || (mayBeLate && instant >= end && instant <= until)
  const [first, final] = [holds(at), holds(last)]
  if (first && final) return 'inside'
  if (first || final) return 'open'
  return open.some(one => at < one.to && last >= one.from) ? 'open' : 'outside'
}

function inOrder(hits: readonly Hit[]): readonly Hit[] {
  return hits.toSorted(
    (one, other) => one.at - other.at || (one.event.id < other.event.id ? -1 : one.event.id > other.event.id ? 1 : 0),
  )
}
