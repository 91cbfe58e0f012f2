/** The cases of seatgeek's businesstime, asked of our calendar. */

import { civilDate, DAY_SECONDS, weekdayOf } from '../../../src/calendar/day.ts'
import { type HolidayTable, readHolidays } from '../../../src/calendar/holidays.ts'
import { makeCalendar } from '../../../src/calendar/work-calendar.ts'
import type { WorkCalendar } from '../../../src/model/calendar.ts'
import { type Differences, instant, type LibraryCase, readCases, utc } from './library-case.ts'

interface Recorded {
  readonly op: string
  readonly args: readonly [string, string?]
  readonly schedule: { readonly holidays: string | readonly string[] }
  readonly result?: boolean
  readonly result_business_minutes?: number
}

interface Recording {
  readonly us_federal_holidays: readonly string[]
  readonly cases: readonly Recorded[]
}

const HOURS = [{ from: 9 * 3600, to: 17 * 3600 }]

export function seatgeekCases(): readonly LibraryCase[] {
  const recording = readCases('seatgeek-businesstime.json') as Recording
  return recording.cases.map(one => ({
    name: `${one.op} ${one.args.join(' ')}`,
    theirs: one.result ?? one.result_business_minutes,
    ours: ourAnswer(one, holidaysOf(one, recording)),
  }))
}

function holidaysOf({ schedule }: Recorded, { us_federal_holidays: federal }: Recording): HolidayTable | undefined {
  if (schedule.holidays === 'NoneType') return undefined
  const off = typeof schedule.holidays === 'string' ? federal : schedule.holidays
  const years = [...new Set(off.map(text => civilDate(instant(text) / DAY_SECONDS).year))]
  return readHolidays('federal', { years, off }).table
}

function calendarOf(weekdays: readonly number[], holidays: HolidayTable | undefined): WorkCalendar {
  const weekly = new Map(weekdays.map(weekday => [weekday, HOURS]))
  return makeCalendar({ id: 'seatgeek', zone: utc, weekly, dates: [], ...(holidays ? { holidays } : {}) })
}

function ourAnswer({ op, args: [from, to] }: Recorded, holidays: HolidayTable | undefined): unknown {
  const day = utc.dayOf(instant(from))
  switch (op) {
    case 'isweekend':
      return weekdayOf(day) > 5
    case 'isholiday': {
      // Open every day of the week: closed then means a holiday.
      const isWorking = calendarOf([1, 2, 3, 4, 5, 6, 7], holidays).isWorkingDay(day)
      return isWorking === undefined ? undefined : !isWorking
    }
    case 'isduringbusinesshours':
      return calendarOf([1, 2, 3, 4, 5], holidays).isOpen(instant(from))
    case 'businesstimedelta': {
      const seconds = calendarOf([1, 2, 3, 4, 5], holidays).openSeconds(instant(from), instant(to ?? ''))
      return seconds === undefined ? undefined : seconds / 60
    }
    default:
      return undefined
  }
}

export const SEATGEEK_DIFFERENCES: Differences = {
  'a year that the holiday table does not cover is refused; theirs reckons federal holidays for any year': [
    0, 1, 2, 46, 47, 48, 49, 50, 51,
  ],
  'backwards is forwards negated (-478 as 478 minutes forwards); theirs mixes negative days with positive seconds': [
    21,
  ],
}
