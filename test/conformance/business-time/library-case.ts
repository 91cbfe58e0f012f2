/** What the adapters of other libraries hand to the test: one recorded case, their answer and ours. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY_SECONDS, parseDay } from '../../../src/calendar/day.ts'
import { addDuration, subtractDuration } from '../../../src/calendar/duration.ts'
import { makeZone } from '../../../src/calendar/zone.ts'
import type { DayCounting, WorkCalendar, Zone } from '../../../src/model/calendar.ts'
import type { Duration, Instant } from '../../../src/model/value.ts'

export interface LibraryCase {
  readonly name: string
  readonly theirs: unknown
  /** Undefined: a question that ours does not answer. */
  readonly ours: unknown
}

/** Why ours differs → the places of the cases in the recorded file. */
export type Differences = Readonly<Record<string, readonly number[]>>

export const utc = zoneNamed('UTC')

export function zoneNamed(name: string): Zone {
  const zone = makeZone(name)
  if (!zone) throw new Error(`no zone ${name}`)
  return zone
}

export function readCases(file: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'))
}

/** `2015-02-26T10:12:34.000` in UTC; parts of a second are cut off, as our instants are whole seconds. */
export function instant(text: string): Instant {
  const [date = '', time = '00:00:00'] = text.replace(/(Z|\+00:00)$/, '').split('T')
  const day = parseDay(date)
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  if (day === undefined) throw new Error(`no date in ${text}`)
  return day * DAY_SECONDS + hours * 3600 + minutes * 60 + Math.floor(seconds)
}

/** `count` of working time after (before, for negative counts) an instant. */
export function shift(
  from: Instant,
  duration: Duration,
  calendar: WorkCalendar,
  days: DayCounting,
): Instant | undefined {
  const question = {
    from,
    duration: { ...duration, value: Math.abs(duration.value) },
    days,
    zone: calendar.zone,
    calendar,
  }
  const answer =
    duration.value < 0 || Object.is(duration.value, -0) ? subtractDuration(question) : addDuration(question)
  return 'at' in answer ? answer.at : undefined
}
