/** Bytes of a date with a time in the form that most exports write in, the instant out; the zone is asked once a day. */

import { DAY_SECONDS, dayOf } from '../../calendar/day.ts'
import type { Zone } from '../../model/calendar.ts'
import type { Instant } from '../../model/value.ts'

const FIRST_YEAR = 1900
const YEARS = 200
const [DASH, COLON, SPACE, LETTER_T] = [0x2d, 0x3a, 0x20, 0x54]

export interface StampReader {
  /** Of `2024-03-05 14:02`, `2024-03-05T14:02:07`; not a number where it is written otherwise, or the day has another offset at some time. */
  read(bytes: Uint8Array, from: number, to: number): Instant
}

/** The same instants as the plain reader's. */
export function makeStampReader(zone: Zone): StampReader {
  /** Midnight of each day that has one offset from beginning to end; 0: not looked at; not a number: no such day, or another. */
  const midnights = new Float64Array(YEARS * 12 * 31)

  const midnightOf = (year: number, month: number, date: number, at: number): number => {
    const day = dayOf(year, month, date)
    const start = day === undefined ? undefined : zone.instantOf(day, 0)
    const last = day === undefined ? undefined : zone.instantOf(day, DAY_SECONDS - 1)
    const isRegular = start !== undefined && last === start + DAY_SECONDS - 1 && start !== 0
    const known = isRegular ? start : Number.NaN
    midnights[at] = known
    return known
  }

  return {
    read(bytes, from, to) {
      const length = to - from
      if (length !== 16 && length !== 19) return Number.NaN
      const between = bytes[from + 10]
      if (
        bytes[from + 4] !== DASH ||
        bytes[from + 7] !== DASH ||
        (between !== SPACE && between !== LETTER_T) ||
        bytes[from + 13] !== COLON ||
        (length === 19 && bytes[from + 16] !== COLON)
      )
        return Number.NaN
      const year = two(bytes, from) * 100 + two(bytes, from + 2)
      const month = two(bytes, from + 5)
      const date = two(bytes, from + 8)
      const hour = two(bytes, from + 11)
      const minute = two(bytes, from + 14)
      const second = length === 19 ? two(bytes, from + 17) : 0
      // What is no number fails every comparison.
      const isTime = hour < 24 && minute < 60 && second < 60
      const isDate =
        year >= FIRST_YEAR && year < FIRST_YEAR + YEARS && month >= 1 && month <= 12 && date >= 1 && date <= 31
      if (!isTime || !isDate) return Number.NaN
      const at = (year - FIRST_YEAR) * 372 + (month - 1) * 31 + date - 1
      const midnight = midnights[at] ?? 0
      return (midnight === 0 ? midnightOf(year, month, date, at) : midnight) + hour * 3600 + minute * 60 + second
    },
  }
}

/** Not a number where there are other signs. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - 48
  const ones = (bytes[at + 1] ?? 0) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}
