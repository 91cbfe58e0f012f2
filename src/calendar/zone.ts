/** A zone's name in, civil time to instants and back out; luxon finds the changes of offset, integers do the rest. */

import { IANAZone } from 'luxon'
import type { Zone } from '../model/calendar.ts'
import type { Day, Instant, TimeOfDay } from '../model/value.ts'
import { DAY_SECONDS, formatDay, twoDigits } from './day.ts'

/** A stretch of one offset, `to` not included. */
interface Stretch {
  readonly from: Instant
  readonly to: Instant
  /** Seconds to add to an instant for the time on the wall. */
  readonly offset: number
}

/** Offsets are looked up in blocks of so many seconds: few enough stretches to walk, few enough blocks to keep. */
const BLOCK_SECONDS = 64 * DAY_SECONDS

/** What was found out of a zone holds for every pack that names it. */
const ZONES = new Map<string, Zone>()

/** Undefined: there is no such zone. */
export function makeZone(name: string): Zone | undefined {
  const known = ZONES.get(name)
  if (known) return known
  if (!IANAZone.isValidZone(name)) return undefined
  const zone = openZone(name)
  ZONES.set(name, zone)
  return zone
}

function openZone(name: string): Zone {
  const zone = IANAZone.create(name)
  const offset = offsets(instant => Math.round(zone.offset(instant * 1000) * 60))

  const instantOf = (day: Day, time: TimeOfDay): Instant | undefined => {
    const wall = day * DAY_SECONDS + time
    // What holds a day before and a day after are the only offsets that can hold now.
    const early = offset(wall - DAY_SECONDS)
    const late = offset(wall + DAY_SECONDS)
    // Of two instants with the same time on the wall the first is the one with the larger offset.
    const first = wall - Math.max(early, late)
    if (early === late || offset(first) === Math.max(early, late)) return first
    const second = wall - Math.min(early, late)
    return offset(second) === Math.min(early, late) ? second : undefined
  }

  const known: Omit<Zone, 'startOf'> = {
    name,
    dayOf: instant => Math.floor((instant + offset(instant)) / DAY_SECONDS),
    timeOf: instant => {
      const wall = instant + offset(instant)
      return wall - Math.floor(wall / DAY_SECONDS) * DAY_SECONDS
    },
    instantOf,
    format: instant => formatInstant(instant, offset(instant)),
  }
  return { ...known, startOf: day => firstInstantFrom(known, day, 0) }
}

/**
 * The first instant whose civil date and time are the given ones or, where the zone skips them, later: an opening at 02:30
 * on the night that goes from 02:00 to 03:00 is at 03:00. A time beyond 86,400 is one of the following days.
 */
export function firstInstantFrom(zone: Pick<Zone, 'dayOf' | 'timeOf' | 'instantOf'>, day: Day, time: number): Instant {
  const days = Math.floor(time / DAY_SECONDS)
  const exact = zone.instantOf(day + days, time - days * DAY_SECONDS)
  if (exact !== undefined) return exact
  const wall = day * DAY_SECONDS + time
  const isBefore = (instant: Instant): boolean => zone.dayOf(instant) * DAY_SECONDS + zone.timeOf(instant) < wall
  // No zone is farther than a day from UTC, and no gap is longer than a day.
  let low = wall - 2 * DAY_SECONDS
  let high = wall + 2 * DAY_SECONDS
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isBefore(middle)) low = middle
    else high = middle
  }
  return high
}

/** The offset at an instant, asked for once a day in blocks and searched to the second where it changes. */
function offsets(ask: (instant: Instant) => number): (instant: Instant) => number {
  const looked = new Set<number>()
  /** Of the blocks that were looked at; what touches and has one offset is one. */
  let known: readonly Stretch[] = []
  let latest: Stretch = { from: 0, to: 0, offset: 0 }
  return instant => {
    if (latest.from <= instant && instant < latest.to) return latest.offset
    const block = Math.floor(instant / BLOCK_SECONDS)
    if (!looked.has(block)) {
      looked.add(block)
      for (const stretch of stretchesOf(block * BLOCK_SECONDS, ask)) known = withStretch(known, stretch)
    }
    const found = known.find(({ from, to }) => from <= instant && instant < to)
    if (!found) throw new Error(`instant ${instant} lies outside its block`)
    latest = found
    return found.offset
  }
}

function withStretch(known: readonly Stretch[], { from, to, offset }: Stretch): readonly Stretch[] {
  const isNext = (one: Stretch): boolean => one.offset === offset && (one.to === from || one.from === to)
  const next = known.filter(isNext)
  const joined = {
    from: Math.min(from, ...next.map(one => one.from)),
    to: Math.max(to, ...next.map(one => one.to)),
    offset,
  }
  return [...known.filter(one => !isNext(one)), joined]
}

function stretchesOf(start: Instant, ask: (instant: Instant) => number): readonly Stretch[] {
  const stretches: Stretch[] = []
  let from = start
  let offset = ask(start)
  for (let at = start + DAY_SECONDS; at <= start + BLOCK_SECONDS; at += DAY_SECONDS) {
    const next = ask(at)
    if (next === offset) continue
    const change = firstChange(at - DAY_SECONDS, at, offset, ask)
    stretches.push({ from, to: change, offset })
    from = change
    offset = next
  }
  stretches.push({ from, to: start + BLOCK_SECONDS, offset })
  return stretches
}

/** The first instant after `low` at which another offset holds; it holds at `high`. */
function firstChange(low: Instant, high: Instant, offset: number, ask: (instant: Instant) => number): Instant {
  let before = low
  let after = high
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (ask(middle) === offset) before = middle
    else after = middle
  }
  return after
}

function formatInstant(instant: Instant, offset: number): string {
  const wall = instant + offset
  const day = Math.floor(wall / DAY_SECONDS)
  const zone = `${offset < 0 ? '-' : '+'}${clock(Math.abs(offset)).slice(0, 5)}`
  return `${formatDay(day)}T${clock(wall - day * DAY_SECONDS)}${zone}`
}

/** `14:30:00`. */
function clock(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':')
}
