/** The cases of moment-business-time, asked of our calendar. */

import { DAY_SECONDS } from '../../../src/calendar/day.ts'
import { type OpenHours, parseTimeOfDay } from '../../../src/calendar/hours.ts'
import { makeCalendar } from '../../../src/calendar/work-calendar.ts'
import type { WorkCalendar } from '../../../src/model/calendar.ts'
import type { Instant } from '../../../src/model/value.ts'
import { type Differences, instant, type LibraryCase, readCases, shift, utc } from './library-case.ts'

interface Recorded {
  readonly test: string
  readonly op: string
  readonly at: string
  readonly args: readonly unknown[]
  readonly result: unknown
  readonly working_hours: Readonly<Record<string, readonly string[] | null>>
  readonly holidays: readonly string[]
}

export function momentCases(): readonly LibraryCase[] {
  const { cases } = readCases('moment-business-time.json') as { cases: readonly Recorded[] }
  return cases.map(one => ({
    name: `${one.op} ${one.at} ${JSON.stringify(one.args)}`,
    theirs: theirAnswer(one.result),
    ours: ourAnswer(one, calendarOf(one), instant(one.at)),
  }))
}

function theirAnswer(result: unknown): unknown {
  if (typeof result === 'string') return instant(result)
  if (typeof result === 'object' && result !== null && 'moment' in result)
    return { ...result, moment: instant(String(result.moment)) }
  return result === 0 ? 0 : result
}

function calendarOf({ working_hours, holidays }: Recorded): WorkCalendar {
  const weekly = new Map<number, OpenHours[]>()
  for (const [weekday, times] of Object.entries(working_hours)) {
    const hours: OpenHours[] = []
    for (let at = 0; times && at < times.length; at += 2) {
      hours.push({ from: parseTimeOfDay(times[at] ?? '') ?? 0, to: parseTimeOfDay(times[at + 1] ?? '') ?? 0 })
    }
    weekly.set(weekday === '0' ? 7 : Number(weekday), hours)
  }
  // `*-12-25`: every year that the cases speak of.
  const days = holidays.flatMap(text =>
    text.startsWith('*') ? [2015, 2016, 2017, 2018, 2019].map(year => text.replace('*', String(year))) : [text],
  )
  const dates = days.map(text => {
    const day = instant(text) / DAY_SECONDS
    return { range: { from: day, to: day }, hours: [] }
  })
  return makeCalendar({ id: 'moment', zone: utc, weekly, dates })
}

function ourAnswer({ op, args, holidays: _, working_hours }: Recorded, calendar: WorkCalendar, at: Instant): unknown {
  const day = utc.dayOf(at)
  switch (op) {
    case 'isWorkingDay':
      return calendar.isWorkingDay(day)
    case 'isWorkingTime':
      return calendar.isOpen(at)
    case 'nextWorkingDay':
    case 'lastWorkingDay': {
      const next = calendar.addWorkingDays(day, op === 'nextWorkingDay' ? 1 : -1)
      return next === undefined ? undefined : next * DAY_SECONDS + utc.timeOf(at)
    }
    case 'nextWorkingTime':
      return calendar.nextOpening(at)
    case 'lastWorkingTime':
      return shift(at, { value: -0, unit: 'seconds', working: true }, calendar, 'whole')
    case 'nextTransitionTime':
      return calendar.isOpen(at)
        ? close(calendar.openOn(day)?.find(open => open.to > at)?.to)
        : open(calendar.nextOpening(at))
    case 'lastTransitionTime':
      if (calendar.isOpen(at)) return open(calendar.openOn(day)?.findLast(one => one.from <= at)?.from)
      return close(shift(at, { value: -0, unit: 'seconds', working: true }, calendar, 'whole'))
    case 'addWorkingTime':
      return moved(at, args, 1, calendar)
    case 'subtractWorkingTime':
      return moved(at, args, -1, calendar)
    case 'workingDiff':
      return difference(instant(String(args[0])), at, args, calendar, working_hours)
    default:
      return undefined
  }
}

function open(moment: Instant | undefined): unknown {
  return { moment, transition: 'open' }
}

function close(moment: Instant | undefined): unknown {
  return { moment, transition: 'close' }
}

const SECONDS: Readonly<Record<string, number>> = { hour: 3600, minute: 60, second: 1 }

function moved(at: Instant, args: readonly unknown[], sign: 1 | -1, calendar: WorkCalendar): unknown {
  const unit = String(args[1]).replace(/s$/, '')
  if (unit === 'day')
    return shift(at, { value: sign * Number(args[0]), unit: 'days', working: true }, calendar, 'rolling')
  let seconds = 0
  for (let index = 0; index < args.length; index += 2) {
    const one = SECONDS[String(args[index + 1]).replace(/s$/, '')]
    if (one === undefined) return undefined
    seconds += Number(args[index]) * one
  }
  return shift(at, { value: sign * seconds, unit: 'seconds', working: true }, calendar, 'whole')
}

function difference(
  from: Instant,
  to: Instant,
  [, units, isExact]: readonly unknown[],
  calendar: WorkCalendar,
  hours: Recorded['working_hours'],
): unknown {
  const unit = String(units).replace(/s$/, '')
  if (unit === 'calendarDay') return workingDaysBetween(from, to, calendar)
  const seconds = calendar.openSeconds(from, to)
  // Their "day" is as many open hours as a Monday has.
  const [start = '', end = '', ...more] = hours['1'] ?? []
  const monday =
    instant(`2015-01-01T${more.at(-1) ?? end}`) -
    instant(`2015-01-01T${start}`) -
    (more.length > 0 ? instant(`2015-01-01T${more[0]}`) - instant(`2015-01-01T${end}`) : 0)
  const size = unit === 'day' ? monday : SECONDS[unit]
  if (seconds === undefined || size === undefined) return undefined
  const value = seconds / size
  return isExact === true ? value : Math.trunc(value) + 0
}

function workingDaysBetween(from: Instant, to: Instant, calendar: WorkCalendar): number {
  const [first, last] = [utc.dayOf(Math.min(from, to)), utc.dayOf(Math.max(from, to))]
  let count = 0
  for (let day = first + 1; day <= last; day++) if (calendar.isWorkingDay(day)) count++
  return to < from ? -count + 0 : count
}

/** Whole working days of the recorded cases, counted on the dates alone: where both start and how many they are. */
export function momentDayCounts(): readonly { readonly theirs: number; readonly ours: number | undefined }[] {
  const { cases } = readCases('moment-business-time.json') as { cases: readonly Recorded[] }
  return cases
    .filter(({ op, args }) => op !== 'workingDiff' && /^days?$/.test(String(args[1])))
    .map(one => {
      const count = Number(one.args[0]) * (one.op === 'subtractWorkingTime' ? -1 : 1)
      return {
        theirs: utc.dayOf(instant(String(one.result))),
        ours: calendarOf(one).addWorkingDays(utc.dayOf(instant(one.at)), count),
      }
    })
}

export const MOMENT_DIFFERENCES: Differences = {
  'hours are half-open: at 17:00 sharp the office is closed': [5],
  'rolling days that start outside hours run from the next opening (back from the last closing); theirs keep the time of day':
    [31, 63, 299, 301, 303, 307, 309, 311, 315, 321, 323, 325, 329, 331, 333, 335, 337, 360],
  'instants are whole seconds: there are no milliseconds to add': [55, 56, 57, 82, 83, 84],
  'a unit that does not exist is refused; theirs returns the start': [59, 86],
  'months are calendar months, never working time: nothing to ask a calendar': [122, 123],
  'a break is closed time; nothing can look past it': [163],
}
