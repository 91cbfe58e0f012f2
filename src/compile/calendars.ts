/** Calendars, tables of holidays and seasons as written in, working calendars and ranges of days out. */

import { type CalendarSource, readCalendar, readSeason } from '../calendar/definition.ts'
import { type HolidaySource, type HolidayTable, readHolidays } from '../calendar/holidays.ts'
import type { DayRange } from '../calendar/hours.ts'
import type { Problem } from '../calendar/problem.ts'
import { makeCalendar } from '../calendar/work-calendar.ts'
import { makeZone } from '../calendar/zone.ts'
import type { Complain } from '../conditions/contract.ts'
import { asMap } from '../lib/map.ts'
import type { WorkCalendar, Zone } from '../model/calendar.ts'
import type { Place } from '../model/source.ts'
import type { Definition } from './definitions.ts'
import { asText, asTexts } from './read.ts'
import { tellUnknown } from './settings.ts'

type Defined = ReadonlyMap<string, Definition>

/** Undefined has been complained about. */
export function readZone(source: unknown, place: Place, complain: Complain): Zone | undefined {
  const name = String(source)
  const zone = makeZone(name)
  if (!zone) {
    const some = ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Urumqi', 'UTC']
    tellUnknown('unknown-zone', name, some, { zh: '时区', en: 'time zone' }, place, complain)
  }
  return zone
}

/** Broken ones have no ranges; what rests on them is not told as well. */
export function compileSeasons(defined: Defined, complain: Complain): ReadonlyMap<string, readonly DayRange[]> {
  const seasons = new Map<string, readonly DayRange[]>()
  for (const { id, source, place, isBroken } of defined.values()) {
    const { ranges, problems } = readSeason(isBroken ? [] : asTexts(source))
    tell(problems, place, complain)
    seasons.set(id, ranges)
  }
  return seasons
}

export function compileHolidays(defined: Defined, complain: Complain): ReadonlyMap<string, HolidayTable> {
  const tables = new Map<string, HolidayTable>()
  for (const { id, source, place, isBroken } of defined.values()) {
    // The shape was checked: the value is what `HolidaySource` says.
    const { table, problems } = readHolidays(id, isBroken ? { years: [] } : (source as HolidaySource))
    tell(problems, place, complain)
    tables.set(id, table)
  }
  return tables
}

export interface CalendarContext {
  readonly zone: Zone
  readonly holidays: ReadonlyMap<string, HolidayTable>
  readonly complain: Complain
}

export function compileCalendars(defined: Defined, context: CalendarContext): ReadonlyMap<string, WorkCalendar> {
  return new Map([...defined.values()].map(definition => [definition.id, compileCalendar(definition, context)]))
}

function compileCalendar({ id, source, place, isBroken }: Definition, context: CalendarContext): WorkCalendar {
  if (isBroken) return makeCalendar({ id, zone: context.zone, weekly: new Map(), dates: [] })
  const { complain } = context
  const { 'time-zone': zoneName, holidays: tableName } = asMap(source)
  const own = zoneName === undefined ? context.zone : readZone(zoneName, place.at('time-zone'), complain)
  const holidays = holidayTable(asText(tableName), place.at('holidays'), context)
  const surroundings = { zone: own ?? context.zone, ...(holidays ? { holidays } : {}) }
  const { definition, problems } = readCalendar(id, source as CalendarSource, surroundings)
  tell(problems, place, complain)
  return makeCalendar(definition)
}

function holidayTable(
  name: string | undefined,
  place: Place,
  { holidays, complain }: CalendarContext,
): HolidayTable | undefined {
  const table = name === undefined ? undefined : holidays.get(name)
  if (name !== undefined && !table) {
    tellUnknown(
      'unknown-calendar',
      name,
      [...holidays.keys()],
      { zh: '节假日表', en: 'table of holidays' },
      place,
      complain,
    )
  }
  return table
}

function tell(problems: readonly Problem[], place: Place, complain: Complain): void {
  for (const { code, path, message, part } of problems) complain(code, place.at(...path), message, part ? { part } : {})
}
