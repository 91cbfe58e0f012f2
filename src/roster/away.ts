/** A roster, a person and days in, how many of the days the person was away out. */

import type { Roster } from '../model/people.ts'
import type { Day } from '../model/value.ts'

/** Each day once, however many absences name it. */
export function daysAway(roster: Roster, person: string, from: Day, to: Day): number {
  let days = 0
  let next = from
  for (const away of roster.awayWithin(person, from, to)) {
    const last = Math.min(away.to ?? to, to)
    const first = Math.max(away.from, next)
    if (last < first) continue
    days += last - first + 1
    next = last + 1
  }
  return days
}
