/** Opening hours, holidays and single dates in, a working calendar out that counts open time by whole seconds. */

import type { Interval, WorkCalendar, Zone } from '../model/calendar.ts'
import type { Day, Instant } from '../model/value.ts'
import { civilDate, DAY_SECONDS, firstOfMonth, weekdayOf } from './day.ts'
import type { HolidayTable } from './holidays.ts'
import type { DayRange, OpenHours } from './hours.ts'
import { merged } from './intervals.ts'
import { firstInstantFrom } from './zone.ts'

export interface CalendarDefinition {
  readonly id: string
  readonly zone: Zone
  /** Hours by weekday, 1 (Monday) to 7; a weekday without an entry is closed. */
  readonly weekly: ReadonlyMap<number, readonly OpenHours[]>
  readonly holidays?: HolidayTable
  /**
   * Single dates and ranges over all the rest. Of several that hold a day the shortest counts (a half day within the
   * vacation). No hours: closed.
   */
  readonly dates: readonly { readonly range: DayRange; readonly hours: readonly OpenHours[] }[]
}

/** How far a search for open time goes before it is clear that there is none. */
const SEARCH_YEARS = 50

/** One civil year: for each day its open stretches from midnight to midnight, and the open seconds of the year before it. */
interface YearTable {
  readonly year: number
  readonly first: Day
  readonly open: readonly (readonly Interval[])[]
  /** One entry more than days; the last is the whole year. */
  readonly before: readonly number[]
}

/** A spot in the running total of open seconds. */
interface Spot {
  readonly table: YearTable
  readonly seconds: number
}

export function makeCalendar(definition: CalendarDefinition): WorkCalendar {
  const { zone } = definition
  const hours = dailyHours(definition)
  const isUncovered = coverage(definition)
  const years = new Map<number, YearTable | undefined>()

  const openOn = (day: Day): readonly Interval[] | undefined => {
    const own = hours(day)
    return (
      own &&
      merged(own.map(one => ({ from: firstInstantFrom(zone, day, one.from), to: firstInstantFrom(zone, day, one.to) })))
    )
  }

  const yearTable = (year: number): YearTable | undefined => {
    if (!years.has(year)) years.set(year, isUncovered(year) === undefined ? buildYear(year, zone, openOn) : undefined)
    return years.get(year)
  }

  const spotOf = (at: Instant): Spot | undefined => {
    const day = zone.dayOf(at)
    const table = yearTable(civilDate(day).year)
    if (!table) return undefined
    const index = day - table.first
    let seconds = table.before[index] ?? 0
    for (const { from, to } of table.open[index] ?? []) {
      if (at <= from) break
      seconds += Math.min(at, to) - from
    }
    return { table, seconds }
  }

  const openSeconds = (from: Instant, to: Instant): number | undefined => {
    const start = spotOf(from)
    const end = spotOf(to)
    if (!start || !end) return undefined
    let seconds = end.seconds - start.seconds
    if (start.table === end.table) return seconds
    const [early, late] = [start.table.year, end.table.year].toSorted((one, other) => one - other)
    for (let year = early ?? 0; year < (late ?? 0); year++) {
      const table = yearTable(year)
      if (!table) return undefined
      seconds += start.table.year < end.table.year ? wholeYear(table) : -wholeYear(table)
    }
    return seconds
  }

  /** The instant in this or a later year with so many open seconds of this year before it. */
  const forward = (table: YearTable, seconds: number, find: typeof earliest): Instant | undefined => {
    let year: YearTable | undefined = table
    let wanted = seconds
    for (let tries = 0; year && tries < SEARCH_YEARS; tries++) {
      const found = find(year, wanted)
      if (found !== undefined) return found
      wanted -= wholeYear(year)
      year = yearTable(year.year + 1)
    }
    return undefined
  }

  /** Forward the earliest instant with so many open seconds in between; backward, and for none, the latest. */
  const addOpenSeconds = (from: Instant, seconds: number): Instant | undefined => {
    const start = spotOf(from)
    if (!start) return undefined
    let { table, seconds: wanted } = start
    wanted += seconds
    if (seconds > 0) return forward(table, wanted, earliest)
    for (let tries = 0; wanted < 0; tries++) {
      const previous = yearTable(table.year - 1)
      if (!previous || tries > SEARCH_YEARS) return undefined
      wanted += wholeYear(previous)
      table = previous
    }
    return forward(table, wanted, latest)
  }

  const isWorkingDay = (day: Day): boolean | undefined => {
    const own = hours(day)
    return own && own.length > 0
  }

  const addWorkingDays = (day: Day, count: number): Day | undefined => {
    const step = count < 0 ? -1 : 1
    let at = day
    let left = Math.abs(count)
    for (let idle = 0; left > 0; idle++) {
      at += step
      const isWorking = isWorkingDay(at)
      if (isWorking === undefined || idle > SEARCH_YEARS * 366) return undefined
      if (!isWorking) continue
      left--
      idle = 0
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
    nextOpening: at => addOpenSeconds(at, 0),
    firstUncoveredYear(from, to) {
      for (let { year } = civilDate(from); year <= civilDate(to).year; year++) {
        const uncovered = isUncovered(year)
        if (uncovered !== undefined) return uncovered
      }
      return undefined
    },
  }
}

function wholeYear(table: YearTable): number {
  return table.before.at(-1) ?? 0
}

/** The hours that belong to a day; undefined where the holiday table does not cover its year. Looked up once a day. */
function dailyHours({ weekly, holidays, dates }: CalendarDefinition): (day: Day) => readonly OpenHours[] | undefined {
  const length = ({ from, to }: DayRange): number => to - from
  const byLength = dates.toSorted((one, other) => length(one.range) - length(other.range))
  const find = (day: Day): readonly OpenHours[] | undefined => {
    const single = byLength.find(({ range }) => range.from <= day && day <= range.to)
    if (single) return single.hours
    if (!holidays) return weekly.get(weekdayOf(day)) ?? []
    if (!holidays.years.has(civilDate(day).year)) return undefined
    if (holidays.off.has(day)) return []
    return weekly.get(holidays.work.get(day) ?? weekdayOf(day)) ?? []
  }
  const known = new Map<Day, readonly OpenHours[] | undefined>()
  return day => {
    const kept = known.get(day)
    if (kept || known.has(day)) return kept
    const found = find(day)
    known.set(day, found)
    return found
  }
}

/**
 * The year without data that makes the open time of a year unknown: itself or, where a night may reach over from the eve,
 * the year before.
 */
function coverage({ weekly, holidays }: CalendarDefinition): (year: number) => number | undefined {
  if (!holidays) return () => undefined
  const hasNights = [...weekly.values()].flat().some(({ to }) => to > DAY_SECONDS)
  return year => {
    if (!holidays.years.has(year)) return year
    return hasNights && !holidays.years.has(year - 1) ? year - 1 : undefined
  }
}

function buildYear(year: number, zone: Zone, openOn: (day: Day) => readonly Interval[] | undefined): YearTable {
  const first = firstOfMonth(year, 1)
  const next = firstOfMonth(year + 1, 1)
  const open: (readonly Interval[])[] = []
  const before = [0]
  // Nobody asks for a year whose days are not known; the eve of one that is may be, but then has no night (see `coverage`).
  let eve = openOn(first - 1) ?? []
  let from = zone.startOf(first)
  for (let day = first; day < next; day++) {
    const own = openOn(day) ?? []
    const to = zone.startOf(day + 1)
    const start = from
    const today = merged([...eve, ...own].map(one => ({ from: Math.max(one.from, start), to: Math.min(one.to, to) })))
    open.push(today)
    before.push((before.at(-1) ?? 0) + today.reduce((sum, one) => sum + one.to - one.from, 0))
    eve = own
    from = to
  }
  return { year, first, open, before }
}

/** The first instant of the year with so many open seconds before it (at least one, at most the year's). */
function earliest(table: YearTable, seconds: number): Instant | undefined {
  const index = lastIndex(table.before, before => before < seconds)
  let left = seconds - (table.before[index] ?? 0)
  for (const { from, to } of table.open[index] ?? []) {
    if (left <= to - from) return from + left
    left -= to - from
  }
  return undefined
}

/** The last such instant that is open; undefined where no open time of the year follows. */
function latest(table: YearTable, seconds: number): Instant | undefined {
  const index = lastIndex(table.before, before => before <= seconds)
  let left = seconds - (table.before[index] ?? 0)
  for (const { from, to } of table.open[index] ?? []) {
    if (left < to - from) return from + left
    left -= to - from
  }
  return undefined
}

/** The last index of a rising list for which it holds; 0 where it holds for none. */
function lastIndex(rising: readonly number[], holds: (value: number) => boolean): number {
  let low = 0
  let high = rising.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(rising[middle] ?? 0)) low = middle
    else high = middle - 1
  }
  return low
}
