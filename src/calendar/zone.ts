/** A zone's name in, civil time to instants and back out; luxon finds the changes of offset, integers do the rest. */

import { IANAZone } from 'luxon'
import type { Zone } from '../model/calendar.ts'
import type { Day, Instant } from '../model/value.ts'
import { formatDay } from './day.ts'

const DAY_SECONDS = 86_400

/** Undefined: there is no such zone. */
export function makeZone(name: string): Zone | undefined {
  if (!IANAZone.isValidZone(name)) return undefined
  const zone = IANAZone.create(name)
  const offsetAt = (instant: Instant): number => Math.round(zone.offset(instant * 1000) * 60)
  // By UTC day: the offset where it holds all day, else undefined and the day is asked second by second.
  const steady = new Map<number, number | undefined>()
  const offset = (instant: Instant): number => {
    const day = Math.floor(instant / DAY_SECONDS)
    if (!steady.has(day)) {
      const start = offsetAt(day * DAY_SECONDS)
      steady.set(day, start === offsetAt((day + 1) * DAY_SECONDS) ? start : undefined)
    }
    return steady.get(day) ?? offsetAt(instant)
  }

  const instantOf = (day: Day, time: number): Instant | undefined => {
    const wall = day * DAY_SECONDS + time
    // The offsets that can hold around a wall time; the earlier instant is the one with the larger offset.
    const offsets = [offset(wall - DAY_SECONDS), offset(wall + DAY_SECONDS)]
    const instants = offsets.map(one => wall - one).filter((instant, at) => offset(instant) === offsets[at])
    return instants.length === 0 ? undefined : Math.min(...instants)
  }

  const startOf = (day: Day): Instant => {
    const midnight = instantOf(day, 0)
    if (midnight !== undefined) return midnight
    // Midnight itself was skipped: the day starts where the offset changes.
    const before = day * DAY_SECONDS - offset(day * DAY_SECONDS - DAY_SECONDS)
    return before
  }

  return {
    name,
    dayOf: instant => Math.floor((instant + offset(instant)) / DAY_SECONDS),
    timeOf: instant => (((instant + offset(instant)) % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS,
    startOf,
    instantOf,
    format: instant => formatInstant(instant, offset(instant)),
  }
}

function formatInstant(instant: Instant, offset: number): string {
  const wall = instant + offset
  const day = Math.floor(wall / DAY_SECONDS)
  const zone = `${offset < 0 ? '-' : '+'}${clock(Math.abs(offset)).slice(0, 5)}`
  return `${formatDay(day)}T${clock(wall - day * DAY_SECONDS)}${zone}`
}

/** `14:30:00`. */
export function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map(part => String(part).padStart(2, '0')).join(':')
}
