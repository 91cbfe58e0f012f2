/** `calendar` and `days` of a standard in, how its durations are counted out. */

import { addDuration, type DurationAnswer, lowerBound, subtractDuration } from '../calendar/duration.ts'
import { roundTheClock } from '../calendar/round-the-clock.ts'
import { valueOn } from '../lib/dated.ts'
import { isMap } from '../lib/map.ts'
import type { DayCounting, WorkCalendar, Zone } from '../model/calendar.ts'
import type { Scope } from '../model/checker.ts'
import type { Place } from '../model/source.ts'
import type { Day, Duration, Instant, Setting } from '../model/value.ts'
import { type Reader, type Source, unknown } from './reader.ts'

export interface Timing {
  readonly days: DayCounting
  /** True where the standard names a calendar itself. */
  readonly hasOwnCalendar: boolean
  calendar(scope: Scope, day: Day, site: string | undefined): WorkCalendar
  /** Says that working time is counted: then a calendar must exist. False has been complained about. */
  needsCalendar(place: Place): boolean
}

/** Undefined has been complained about. */
export function compileTiming(source: Source, place: Place, reader: Reader): Timing | undefined {
  const id = calendarId(source.calendar, place.at('calendar'), reader)
  if (!id) return undefined
  return {
    days: source.days === 'rolling' ? 'rolling' : 'whole',
    hasOwnCalendar: source.calendar !== undefined,
    calendar: (scope, day, site) => scope.calendars.get(id(day, site)) ?? roundTheClock(scope.zone),
    needsCalendar: at =>
      source.calendar !== undefined || reader.calendar(reader.dictionary.defaultCalendar, at) !== undefined,
  }
}

type CalendarId = (day: Day, site: string | undefined) => string

function calendarId(source: unknown, place: Place, reader: Reader): CalendarId | undefined {
  const { dictionary } = reader
  if (source === undefined) return () => dictionary.defaultCalendar
  if (!isMap(source)) {
    const id = reader.calendar(String(source), place)
    return id === undefined ? undefined : () => id
  }
  const setting = textParameter(source.parameter, place.at('parameter'), reader)
  if (!setting) return undefined
  const wrong = namesIn(setting).filter(id => reader.calendar(id, place) === undefined)
  return wrong.length > 0 ? undefined : (day, site) => valueOn(setting, day, site) ?? dictionary.defaultCalendar
}

/** A parameter that holds text; undefined has been complained about. */
export function textParameter(name: unknown, place: Place, reader: Reader): Setting<string> | undefined {
  const parameter = reader.dictionary.parameters.get(String(name))
  if (!parameter) {
    const known = [...reader.dictionary.parameters.keys()]
    unknown('unknown-parameter', String(name), known, place, reader.complain, { zh: '参数', en: 'parameter' })
    return undefined
  }
  reader.parameter(parameter.id)
  const { setting } = parameter
  const text = (dated: Setting<unknown>['dated']) =>
    dated.map(({ from, value }) => ({ from, value: value === null ? null : String(value) }))
  return {
    parameter: parameter.id,
    dated: text(setting.dated),
    ...(setting.bySite
      ? { bySite: Object.fromEntries(Object.entries(setting.bySite).map(([site, dated]) => [site, text(dated)])) }
      : {}),
  }
}

/** Every text that a setting can have. */
export function namesIn(setting: Setting<string>): readonly string[] {
  const all = [setting.dated, ...Object.values(setting.bySite ?? {})].flat()
  return [...new Set(all.flatMap(entry => (entry.value === null ? [] : [entry.value])))]
}

/** How durations are counted for one case. */
export interface Counting {
  readonly days: DayCounting
  readonly zone: Zone
  readonly calendar: WorkCalendar
}

export function after(from: Instant, duration: Duration, counting: Counting): DurationAnswer {
  return addDuration({ from, duration, ...counting })
}

/** The first instant that is not too early. */
export function notBefore(from: Instant, duration: Duration, counting: Counting): DurationAnswer {
  return lowerBound({ from, duration, ...counting })
}

export function before(from: Instant, duration: Duration, counting: Counting, isStart = false): DurationAnswer {
  return subtractDuration({ from, duration, ...counting }, isStart)
}

/** Days of work after `from` through `to`; undefined where a year is not covered. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number | undefined {
  let count = 0
  for (let day = Math.min(from, to) + 1; day <= Math.max(from, to); day++) {
    const isWorking = calendar.isWorkingDay(day)
    if (isWorking === undefined) return undefined
    if (isWorking) count++
  }
  return to < from ? -count : count
}
