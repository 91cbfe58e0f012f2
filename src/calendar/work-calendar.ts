/** Opening hours, holidays and single dates in, a working calendar out that counts open time by whole seconds. */

import type { Interval, WorkCalendar, Zone } from '../model/calendar.ts'
import type { Day, Instant } from '../model/value.ts'
import { civilDate, firstOfMonth, weekdayOf } from './day.ts'
import type { HolidayTable } from './holidays.ts'
import type { DayRange, OpenHours } from './hours.ts'

export interface CalendarDefinition {
  readonly id: string
  readonly zone: Zone
  /** Hours by weekday, 1 (Monday) to 7; a weekday without an entry is closed. */
  readonly weekly: ReadonlyMap<number, readonly OpenHours[]>
  readonly holidays?: HolidayTable
  /** Single dates and ranges over all the rest; the last one that holds a day counts. Empty hours: closed. */
  readonly dates: readonly { readonly range: DayRange; readonly hours: readonly OpenHours[] }[]
}

/** How far a search for open time goes before it is clear that there is none. */
const SEARCH_YEARS = 50

/** One civil year: for each day its open stretches within the day, and the open seconds before it. */
interface YearTable {
  readonly first: Day
  readonly open: readonly (readonly Interval[])[]
  /** Open seconds from the start of the year to the start of each day; one entry more than days. */
  readonly before: readonly number[]
}

export function makeCalendar(definition: CalendarDefinition): WorkCalendar {
  const { zone } = definition
  const years = new Map<number, YearTable | undefined>()

  const openOn = (day: Day): readonly Interval[] | undefined => {
    const hours = hoursOn(definition, day)
    return hours && merged(hours.map(one => stretch(zone, day, one)))
  }

  const yearTable = (year: number): YearTable | undefined => {
    if (!years.has(year)) years.set(year, buildYear(year, zone, openOn))
    return years.get(year)
  }

  /** Open seconds of the instant's year that lie before it. */
  const before = (at: Instant): { readonly year: number; readonly seconds: number } | undefined => {
    const day = zone.dayOf(at)
    const { year } = civilDate(day)
    const table = yearTable(year)
    if (!table) return undefined
    const index = day - table.first
    let seconds = table.before[index] ?? 0
    for (const { from, to } of table.open[index] ?? []) {
      if (at <= from) break
      seconds += Math.min(at, to) - from
    }
    return { year, seconds }
  }

  const openSeconds = (from: Instant, to: Instant): number | undefined => {
    if (to < from) {
      const reverse = openSeconds(to, from)
      return reverse === undefined ? undefined : -reverse
    }
    const start = before(from)
    const end = before(to)
    if (!start || !end) return undefined
    let seconds = end.seconds - start.seconds
    for (let year = start.year; year < end.year; year++) {
      const table = yearTable(year)
      if (!table) return undefined
      seconds += table.before.at(-1) ?? 0
    }
    return seconds
  }

  /** The instant at which `seconds` open seconds of the year have passed. */
  const within = (table: YearTable, seconds: number): Instant | undefined => {
    const index = lastBelow(table.before, seconds)
    let left = seconds - (table.before[index] ?? 0)
    for (const { from, to } of table.open[index] ?? []) {
      if (left <= to - from) return from + left
      left -= to - from
    }
    return undefined
  }

  const addOpenSeconds = (from: Instant, seconds: number): Instant | undefined => {
    if (seconds === 0) return nextOpening(from)
    const start = before(from)
    if (!start) return undefined
    let wanted = start.seconds + seconds
    if (seconds > 0) {
      for (let year = start.year; year < start.year + SEARCH_YEARS; year++) {
        const table = yearTable(year)
        if (!table) return undefined
        const whole = table.before.at(-1) ?? 0
        if (wanted <= whole) return within(table, wanted)
        wanted -= whole
      }
      return undefined
    }
    for (let year = start.year; year > start.year - SEARCH_YEARS; year--) {
      const table = yearTable(year)
      if (!table) return undefined
      if (wanted >= 0) return latestWithin(table, wanted)
      wanted += yearTable(year - 1)?.before.at(-1) ?? 0
    }
    return undefined
  }

  const nextOpening = (at: Instant): Instant | undefined => {
    const { year: firstYear } = civilDate(zone.dayOf(at))
    for (let day = zone.dayOf(at); civilDate(day).year < firstYear + SEARCH_YEARS; day++) {
      const { year } = civilDate(day)
      const table = yearTable(year)
      if (!table) return undefined
      for (const { from, to } of table.open[day - table.first] ?? []) if (to > at) return Math.max(from, at)
    }
    return undefined
  }

  const isWorkingDay = (day: Day): boolean | undefined => {
    const hours = hoursOn(definition, day)
    return hours && hours.length > 0
  }

  const addWorkingDays = (day: Day, count: number): Day | undefined => {
    const step = count < 0 ? -1 : 1
    let left = Math.abs(count)
    let at = day
    for (let tries = 0; left > 0; tries++) {
      at += step
      const isWorking = isWorkingDay(at)
      if (isWorking === undefined || tries > SEARCH_YEARS * 366) return undefined
      if (isWorking) left--
    }
    return at
  }

  return {
    id: definition.id,
    zone,
    isWorkingDay,
    openOn,
    isOpen(at) {
      const day = zone.dayOf(at)
      const table = yearTable(civilDate(day).year)
      return table && (table.open[day - table.first] ?? []).some(({ from, to }) => from <= at && at < to)
    },
    openSeconds,
    addOpenSeconds,
    addWorkingDays,
    nextOpening,
    firstUncoveredYear(from, to) {
      for (let { year } = civilDate(from); year <= civilDate(to).year; year++) {
        if (definition.holidays && !definition.holidays.years.has(year)) return year
      }
      return undefined
    },
  }
}

/** The hours that belong to a day; undefined where the holiday table does not cover its year. */
function hoursOn({ weekly, holidays, dates }: CalendarDefinition, day: Day): readonly OpenHours[] | undefined {
  const single = dates.findLast(({ range }) => range.from <= day && day <= range.to)
  if (single) return single.hours
  if (!holidays) return weekly.get(weekdayOf(day)) ?? []
  if (!holidays.years.has(civilDate(day).year)) return undefined
  if (holidays.off.has(day)) return []
  return weekly.get(holidays.work.get(day) ?? weekdayOf(day)) ?? []
}

/** Hours on the wall as instants; a time that the zone skips starts with the first one after it. */
function stretch(zone: Zone, day: Day, { from, to }: OpenHours): Interval {
  const wall = (seconds: number): Instant => {
    const days = Math.floor(seconds / 86_400)
    const time = seconds - days * 86_400
    return zone.instantOf(day + days, time) ?? zone.instantOf(day + days, time + 3600) ?? zone.startOf(day + days)
  }
  return { from: wall(from), to: wall(to) }
}

/** In order, without overlap or empty stretches. */
export function merged(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = []
  for (const next of intervals.filter(({ from, to }) => from < to).toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1)
    if (last && next.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) }
    else result.push(next)
  }
  return result
}

/** Undefined where a day of the year (or the eve of the year, whose night may reach into it) is not covered. */
function buildYear(year: number, zone: Zone, openOn: (day: Day) => readonly Interval[] | undefined): YearTable | undefined {
  const first = firstOfMonth(year, 1)
  const next = firstOfMonth(year + 1, 1)
  const open: (readonly Interval[])[] = []
  const before = [0]
  // The eve of an uncovered year is taken as having no night that reaches over.
  let eve = openOn(first - 1) ?? []
  for (let day = first; day < next; day++) {
    const own = openOn(day)
    if (!own) return undefined
    const from = zone.startOf(day)
    const to = zone.startOf(day + 1)
    const clipped = merged([...eve, ...own].map(one => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) })))
    open.push(clipped)
    before.push((before.at(-1) ?? 0) + clipped.reduce((sum, one) => sum + one.to - one.from, 0))
    eve = own
  }
  return { first, open, before }
}

/** The last index whose sum is below the wanted seconds. */
function lastBelow(sums: readonly number[], wanted: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((sums[middle] ?? 0) < wanted) low = middle
    else high = middle - 1
  }
  return low
}

/** The latest instant of the year with so many open seconds before it that lies at the start of open time. */
function latestWithin(table: YearTable, seconds: number): Instant | undefined {
  let low = 0
  let high = table.before.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((table.before[middle] ?? 0) <= seconds) low = middle
    else high = middle - 1
  }
  for (let index = low; index < table.open.length; index++) {
    let left = seconds - (table.before[index] ?? 0)
    for (const { from, to } of table.open[index] ?? []) {
      if (left < to - from) return from + left
      left -= to - from
    }
  }
  return undefined
}
