/** `calendars:` and `seasons:` of a pack in, calendar definitions and ranges of days out, with everything wrong gathered. */

import type { Zone } from '../model/calendar.ts'
import type { PathPart } from '../model/source.ts'
import type { HolidayTable } from './holidays.ts'
import { type DayRange, isClosed, type OpenHours, parseDayRange, parseHours, parseWeekdays, WEEKDAYS } from './hours.ts'
import type { Problem } from './problem.ts'
import type { CalendarDefinition } from './work-calendar.ts'

/** `08:30-12:00`, a list of such, or `closed`. */
export type HoursSource = string | readonly string[]

/** As a pack writes it; the names of its zone and of its holiday table have been looked up already. */
export interface CalendarSource {
  readonly hours?: Readonly<Record<string, HoursSource>>
  readonly dates?: Readonly<Record<string, HoursSource>>
}

export interface CalendarSurroundings {
  readonly zone: Zone
  readonly holidays?: HolidayTable
}

export function readCalendar(
  id: string,
  source: CalendarSource,
  { zone, holidays }: CalendarSurroundings,
): { readonly definition: CalendarDefinition; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const weekly = readWeek(source.hours ?? {}, problems)
  const dates = readDates(source.dates ?? {}, problems)
  const isEverOpen = [...weekly.values(), ...dates.map(one => one.hours)].some(hours => hours.length > 0)
  if (!isEverOpen && problems.length === 0) {
    problems.push({
      code: 'wrong-value',
      path: source.hours ? ['hours'] : [],
      message: {
        zh: `日历“${id}”没有任何上班时间，应写 hours，如 { mon-fri: [08:30-12:00, 13:30-17:30] }`,
        en: `The calendar '${id}' is never open; give it hours, like { mon-fri: [08:30-12:00, 13:30-17:30] }`,
      },
      part: 'key',
    })
  }
  return { definition: { id, zone, weekly, dates, ...(holidays ? { holidays } : {}) }, problems }
}

/** The ranges of one season; each must be a date or `2024-02-26..2024-07-07`. */
export function readSeason(source: readonly string[]): {
  readonly ranges: readonly DayRange[]
  readonly problems: readonly Problem[]
} {
  const problems: Problem[] = []
  const ranges = source.flatMap((text, at) => {
    const read = parseDayRange(text)
    if ('ok' in read) return [read.ok]
    problems.push({ code: read.code, path: [at], message: read.problem })
    return []
  })
  return { ranges: ranges.toSorted((one, other) => one.from - other.from || one.to - other.to), problems }
}

/** One stretch of hours, a list of them, or `closed`; what cannot be read is left out and complained about. */
export function readHours(source: HoursSource, path: readonly PathPart[], problems: Problem[]): readonly OpenHours[] {
  const isList = typeof source !== 'string'
  if (!isList && isClosed(source)) return []
  return (isList ? source : [source]).flatMap((text, at) => {
    const read = parseHours(text)
    if ('ok' in read) return [read.ok]
    problems.push({ code: read.code, path: isList ? [...path, at] : path, message: read.problem })
    return []
  })
}

/** Of ranges that overlap the shorter counts; two equally long ones that overlap are an error. */
function readDates(source: Readonly<Record<string, HoursSource>>, problems: Problem[]): CalendarDefinition['dates'] {
  const dates: { readonly key: string; readonly range: DayRange; readonly hours: readonly OpenHours[] }[] = []
  for (const [key, value] of Object.entries(source)) {
    const read = parseDayRange(key)
    const hours = readHours(value, ['dates', key], problems)
    if (!('ok' in read)) {
      problems.push({ code: read.code, path: ['dates', key], message: read.problem, part: 'key' })
      continue
    }
    const { from, to } = read.ok
    const rival = dates.find(({ range }) => range.from <= to && from <= range.to && range.to - range.from === to - from)
    if (rival) problems.push(twice(key, rival.key))
    dates.push({ key, range: read.ok, hours })
  }
  return dates.map(({ range, hours }) => ({ range, hours }))
}

function twice(key: string, other: string): Problem {
  return {
    code: 'ambiguous-name',
    path: ['dates', key],
    message: {
      zh: `“${key}”与“${other}”重叠而且一样长，分不清以哪一个为准（重叠时以较短的为准）；应错开或合并`,
      en: `'${key}' and '${other}' overlap and are equally long, so that neither goes first (the shorter one would); set them apart or join them`,
    },
    part: 'key',
  }
}

/** A weekday that several keys name follows the one that names fewest (`daily` and `sun`); two equally narrow are an error. */
function readWeek(
  source: Readonly<Record<string, HoursSource>>,
  problems: Problem[],
): ReadonlyMap<number, readonly OpenHours[]> {
  const keys = Object.entries(source).flatMap(([key, value]) => {
    const read = parseWeekdays(key)
    const hours = readHours(value, ['hours', key], problems)
    if ('ok' in read) return [{ key, weekdays: read.ok, hours }]
    problems.push({ code: read.code, path: ['hours', key], message: read.problem, part: 'key' })
    return []
  })
  const weekly = new Map<number, readonly OpenHours[]>()
  for (const [at, name] of WEEKDAYS.entries()) {
    const named = keys
      .filter(({ weekdays }) => weekdays.includes(at + 1))
      .toSorted((one, other) => one.weekdays.length - other.weekdays.length)
    const [first, second] = named
    if (!first) continue
    weekly.set(at + 1, first.hours)
    if (second?.weekdays.length !== first.weekdays.length) continue
    const isTold = problems.some(({ path }) => path[1] === second.key)
    if (isTold) continue
    problems.push({
      code: 'ambiguous-name',
      path: ['hours', second.key],
      message: {
        zh: `${name} 的时间在“${first.key}”和“${second.key}”里各写了一次，应只写一处`,
        en: `The hours of ${name} are written under '${first.key}' and again under '${second.key}'; write them once`,
      },
      part: 'key',
    })
  }
  return weekly
}
