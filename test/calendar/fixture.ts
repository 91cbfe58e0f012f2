/** Zones, days, instants and calendars for tests, by their plain text. */

import { parseDay } from '../../src/calendar/day.ts'
import { type CalendarSource, readCalendar } from '../../src/calendar/definition.ts'
import { type HolidaySource, readHolidays } from '../../src/calendar/holidays.ts'
import { parseTimeOfDay } from '../../src/calendar/hours.ts'
import { makeCalendar } from '../../src/calendar/work-calendar.ts'
import { makeZone } from '../../src/calendar/zone.ts'
import type { WorkCalendar, Zone } from '../../src/model/calendar.ts'
import type { Day, Instant } from '../../src/model/value.ts'

export function zoneNamed(name: string): Zone {
  const zone = makeZone(name)
  if (!zone) throw new Error(`no zone ${name}`)
  return zone
}

export const shanghai = zoneNamed('Asia/Shanghai')
export const newYork = zoneNamed('America/New_York')

export function day(text: string): Day {
  const read = parseDay(text)
  if (read === undefined) throw new Error(`no date: ${text}`)
  return read
}

/** `2024-03-05 14:30`; a time that the zone skips is a mistake of the test. */
export function at(text: string, zone: Zone = shanghai): Instant {
  const [date = '', time = '00:00'] = text.split(' ')
  const seconds = parseTimeOfDay(time)
  const instant = seconds === undefined ? undefined : zone.instantOf(day(date), seconds)
  if (instant === undefined) throw new Error(`no time: ${text}`)
  return instant
}

export function calendar(
  source: CalendarSource,
  more: { readonly zone?: Zone; readonly holidays?: HolidaySource } = {},
): WorkCalendar {
  const holidays = more.holidays && readHolidays('test', more.holidays)
  const read = readCalendar('test', source, {
    zone: more.zone ?? shanghai,
    ...(holidays ? { holidays: holidays.table } : {}),
  })
  const problems = [...(holidays?.problems ?? []), ...read.problems]
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  return makeCalendar(read.definition)
}

export const OFFICE_HOURS = { 'mon-fri': ['08:30-12:00', '13:30-17:30'] }
/** Spring Festival of 2024 and its two make-up days. */
export const SPRING_2024: HolidaySource = {
  years: [2024],
  off: ['2024-01-01', '2024-02-10..2024-02-17'],
  work: { '2024-02-04': 'thu', '2024-02-18': 'fri' },
}
export const office = calendar({ hours: OFFICE_HOURS }, { holidays: SPRING_2024 })
