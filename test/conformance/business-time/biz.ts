/** The cases of zendesk's biz, asked of our calendar. */

import { DAY_SECONDS, weekdayOf } from '../../../src/calendar/day.ts'
import { type OpenHours, parseTimeOfDay, WEEKDAYS } from '../../../src/calendar/hours.ts'
import { makeCalendar } from '../../../src/calendar/work-calendar.ts'
import type { WorkCalendar } from '../../../src/model/calendar.ts'
import type { DurationUnit } from '../../../src/model/value.ts'
import { type Differences, instant, type LibraryCase, readCases, shift, zoneNamed } from './library-case.ts'

type Times = Readonly<Record<string, string>>

interface Recorded {
  readonly op: string
  readonly unit?: string
  readonly n?: number
  readonly at?: string
  readonly from?: string
  readonly to?: string
  readonly result?: boolean | string
  readonly result_seconds?: number
  readonly schedule: {
    readonly hours: Readonly<Record<string, Times>>
    readonly shifts: Readonly<Record<string, Times>>
    readonly breaks: Readonly<Record<string, Times>>
    readonly holidays: readonly string[]
    readonly time_zone: string
  }
}

export function bizCases(): readonly LibraryCase[] {
  return (readCases('biz-spec-cases.json') as readonly Recorded[]).map(one => ({
    name: `${one.op} ${one.n ?? ''} ${one.unit ?? ''} ${one.at ?? `${one.from} ${one.to}`}`,
    theirs: typeof one.result === 'string' ? instant(one.result) : (one.result ?? one.result_seconds),
    ours: ourAnswer(one, calendarOf(one)),
  }))
}

function stretches(times: Times): readonly OpenHours[] {
  return Object.entries(times).map(([from, to]) => ({ from: parseTimeOfDay(from) ?? 0, to: parseTimeOfDay(to) ?? 0 }))
}

/** A shift replaces the hours of its date, a break is cut out of them, a holiday closes the date. */
function calendarOf({ schedule }: Recorded): WorkCalendar {
  const weekly = new Map(
    Object.entries(schedule.hours).map(([name, times]) => [WEEKDAYS.indexOf(name) + 1, stretches(times)]),
  )
  const named = new Set([...Object.keys(schedule.shifts), ...Object.keys(schedule.breaks), ...schedule.holidays])
  const dates = [...named].map(text => {
    const day = instant(text) / DAY_SECONDS
    const shifts = schedule.shifts[text]
    const hours = shifts ? stretches(shifts) : (weekly.get(weekdayOf(day)) ?? [])
    const breaks = stretches(schedule.breaks[text] ?? {})
    return {
      range: { from: day, to: day },
      hours: schedule.holidays.includes(text) ? [] : breaks.reduce(without, hours),
    }
  })
  return makeCalendar({ id: 'biz', zone: zoneNamed(schedule.time_zone), weekly, dates })
}

function without(hours: readonly OpenHours[], pause: OpenHours): readonly OpenHours[] {
  return hours
    .flatMap(one => [
      { from: one.from, to: Math.min(one.to, pause.from) },
      { from: Math.max(one.from, pause.to), to: one.to },
    ])
    .filter(one => one.from < one.to)
}

function ourAnswer(
  { op, n = 0, unit = '', at = '', from = '', to = '', schedule }: Recorded,
  calendar: WorkCalendar,
): unknown {
  switch (op) {
    case 'in_hours?':
      return calendar.isOpen(instant(at))
    case 'on_holiday?':
      return (
        schedule.holidays.length > 0 &&
        schedule.holidays.includes(at.slice(0, 10)) &&
        calendar.isWorkingDay(Math.floor(instant(at) / DAY_SECONDS)) === false
      )
    case 'within':
      return calendar.openSeconds(instant(from), instant(to))
    case 'after':
    case 'before': {
      const value = op === 'after' ? n : -n
      return shift(
        instant(at),
        { value, unit: `${unit.replace(/s$/, '')}s` as DurationUnit, working: true },
        calendar,
        'rolling',
      )
    }
    default:
      return undefined
  }
}

export const BIZ_DIFFERENCES: Differences = {
  'time used up exactly at closing is due at closing; theirs says the next opening here, and closing elsewhere': [52],
  'a break is closed time like any other: nothing asks whether it is a break': [53, 55, 56, 57, 58, 64, 65, 79, 80],
  'backwards is forwards negated; theirs says none': [91],
}
