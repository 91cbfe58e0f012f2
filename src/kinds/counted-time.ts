/** A stretch of time and how it is counted in, what of it counts out: open hours, or the days of work. */

import type { Interval } from '../model/calendar.ts'
import type { Day, Duration, Instant } from '../model/value.ts'
import type { Counting } from './timing.ts'

export interface CountedTime {
  /** The id of the calendar. */
  readonly calendar: string
  readonly seconds: number
  /** For hours, minutes and seconds of work: the open stretches between the two instants. */
  readonly open: readonly Interval[]
  /** For days of work: those counted, and those between them that are none. */
  readonly days: readonly Day[]
  readonly skipped: readonly Day[]
}

/** Undefined where every hour and day counts alike, and where the holiday table does not cover a year. */
export function countedTime(
  duration: Duration,
  { calendar, zone }: Counting,
  from: Instant,
  to: Instant,
): CountedTime | undefined {
  if (!duration.working || to < from) return undefined
  const [first, last] = [zone.dayOf(from), zone.dayOf(to)]
  const none = { calendar: calendar.id, seconds: 0, open: [], days: [], skipped: [] }
  if (duration.unit === 'seconds' || duration.unit === 'minutes' || duration.unit === 'hours') {
    const open: Interval[] = []
    // A night shift belongs to the day on which it starts.
    for (let day = first - 1; day <= last; day++) {
      for (const stretch of calendar.openOn(day) ?? []) {
        const [start, end] = [Math.max(from, stretch.from), Math.min(to, stretch.to)]
        if (start < end) open.push({ from: start, to: end })
      }
    }
    const seconds = calendar.openSeconds(from, to)
    return seconds === undefined ? undefined : { ...none, seconds, open }
  }
  const days: Day[] = []
  const skipped: Day[] = []
  for (let day = first + 1; day <= last; day++) {
    const isWorking = calendar.isWorkingDay(day)
    if (isWorking === undefined) return undefined
    if (isWorking) days.push(day)
    else skipped.push(day)
  }
  return { ...none, days, skipped }
}
