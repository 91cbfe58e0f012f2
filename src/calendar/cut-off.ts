/** `as-of` as written in, the instants it stands for out. */

import type { Zone } from '../model/calendar.ts'
import type { CutOff } from '../model/setup.ts'
import { parseDay } from './day.ts'
import { parseTimeOfDay } from './hours.ts'

/** A date means through its end. Undefined where it is neither a date nor a date-time. */
export function parseCutOff(text: string, zone: Zone): CutOff | undefined {
  const [date = '', time, ...more] = text.trim().split(/[T ]/)
  const day = parseDay(date)
  if (day === undefined || more.length > 0) return undefined
  if (time === undefined) {
    const end = zone.startOf(day + 1)
    return { asOf: end, knownThrough: end - 1 }
  }
  const seconds = parseTimeOfDay(time)
  const at = seconds === undefined ? undefined : zone.instantOf(day, seconds)
  return at === undefined ? undefined : { asOf: at, knownThrough: at }
}
