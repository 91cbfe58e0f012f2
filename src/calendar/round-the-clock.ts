/** A zone in, the calendar in which all time counts out: for packs without calendars, nothing of which counts working time. */

import type { WorkCalendar, Zone } from '../model/calendar.ts'
import { parseHours } from './hours.ts'
import { makeCalendar } from './work-calendar.ts'

const alwaysOpen = new WeakMap<Zone, WorkCalendar>()

export function roundTheClock(zone: Zone): WorkCalendar {
  const known = alwaysOpen.get(zone)
  if (known) return known
  const hours = parseHours('00:00-24:00')
  const open = 'ok' in hours ? [hours.ok] : []
  const calendar = makeCalendar({
    id: 'always',
    zone,
    weekly: new Map([1, 2, 3, 4, 5, 6, 7].map(weekday => [weekday, open])),
    dates: [],
  })
  alwaysOpen.set(zone, calendar)
  return calendar
}
