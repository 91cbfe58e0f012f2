/** Durations as rules write them: text to values and back, and an instant so far from another. */

import type { DayCounting, WorkCalendar, Zone } from '../model/calendar.ts'
import type { Language } from '../model/message.ts'
import type { Day, Duration, DurationUnit, Instant } from '../model/value.ts'
import { addMonths, civilDate } from './day.ts'

const ENGLISH = /^(\d+(?:\.\d+)?) (working )?(second|minute|hour|day|week|month)s?$/
const CHINESE = /^(\d+(?:\.\d+)?|半|两)(?:个)?(工作)?(秒钟?|分钟?|小时|天|日|周|星期|月|年)$/
const CHINESE_UNITS: Readonly<Record<string, DurationUnit>> = {
  秒: 'seconds', 秒钟: 'seconds', 分: 'minutes', 分钟: 'minutes', 小时: 'hours',
  天: 'days', 日: 'days', 周: 'weeks', 星期: 'weeks', 月: 'months', 年: 'months',
}

/** `30 minutes`, `3 working days`, `30分钟`, `3个工作日`, `半年`. Undefined where it is no duration. */
export function parseDuration(text: string): Duration | undefined {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, ' ')
  const english = ENGLISH.exec(plain)
  if (english) return duration(Number(english[1]), `${english[3]}s` as DurationUnit, english[2] !== undefined)
  const chinese = CHINESE.exec(plain.replaceAll(' ', ''))
  if (!chinese) return undefined
  const [, count = '', working, word = ''] = chinese
  const unit = CHINESE_UNITS[word]
  if (unit === undefined) return undefined
  const number = count === '半' ? 0.5 : count === '两' ? 2 : Number(count)
  return duration(word === '年' ? number * 12 : number, unit, working !== undefined)
}

/** Parts of a second, a day or a month do not exist; weeks and months are never working ones. */
function duration(value: number, unit: DurationUnit, working: boolean): Duration | undefined {
  const seconds = SECONDS[unit]
  if (seconds === undefined || unit === 'days' || unit === 'weeks') {
    if (!Number.isInteger(value)) return undefined
  } else if (!Number.isInteger(value * seconds)) return undefined
  if (working && (unit === 'weeks' || unit === 'months')) return undefined
  return { value, unit, working }
}

const SECONDS: Readonly<Partial<Record<DurationUnit, number>>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400, weeks: 604_800 }

/** Seconds of a unit that has a fixed length; undefined for months. */
export function secondsOf(unit: DurationUnit): number | undefined {
  return SECONDS[unit]
}

export function formatDuration({ value, unit, working }: Duration, language: Language): string {
  if (language === 'en') return `${value} ${working ? 'working ' : ''}${value === 1 ? unit.slice(0, -1) : unit}`
  const words = working
    ? { seconds: '个工作秒', minutes: '个工作分钟', hours: '个工作小时', days: '个工作日', weeks: '周', months: '个月' }
    : { seconds: '秒', minutes: '分钟', hours: '小时', days: '天', weeks: '周', months: '个月' }
  return `${value} ${words[unit]}`
}

/** How a duration is counted from an instant. */
export interface DurationQuestion {
  readonly from: Instant
  readonly duration: Duration
  readonly days: DayCounting
  readonly zone: Zone
  readonly calendar: WorkCalendar
}

/** An instant, or the year that the holiday table lacks to tell it. */
export type DurationAnswer = { readonly at: Instant } | { readonly uncoveredYear: number }

/**
 * The last instant that is in time. Minutes and hours run round the clock, working ones over open time; whole days end
 * with the last second of day n; rolling days end at the same time of day, from the next opening where the start lies
 * outside open time; months clamp.
 */
export function addDuration(question: DurationQuestion): DurationAnswer {
  const { from, duration: { value, unit, working }, days, zone, calendar } = question
  if (unit === 'seconds' || unit === 'minutes' || unit === 'hours') {
    const seconds = value * (SECONDS[unit] ?? 0)
    return working ? known(calendar.addOpenSeconds(from, seconds), question) : { at: from + seconds }
  }
  if (days === 'rolling') return rolling(question)
  const day = wholeDays(question, zone.dayOf(from), 1)
  return day === undefined ? known(undefined, question) : { at: zone.startOf(day + 1) - 1 }
}

/** The first instant from which on it is not too early: a lower bound starts its day. */
export function lowerBound(question: DurationQuestion): DurationAnswer {
  const { from, duration: { unit }, days, zone } = question
  if (unit === 'seconds' || unit === 'minutes' || unit === 'hours' || days === 'rolling') return addDuration(question)
  const day = wholeDays(question, zone.dayOf(from), 1)
  return day === undefined ? known(undefined, question) : { at: zone.startOf(day) }
}

/** The last instant that is early enough before `from`; with `isStart` the first that is not too early (starts its day). */
export function subtractDuration(question: DurationQuestion, isStart = false): DurationAnswer {
  const { from, duration: { value, unit, working }, days, zone, calendar } = question
  if (unit === 'seconds' || unit === 'minutes' || unit === 'hours') {
    const seconds = value * (SECONDS[unit] ?? 0)
    return working ? known(calendar.addOpenSeconds(from, -seconds), question) : { at: from - seconds }
  }
  const day = wholeDays(question, zone.dayOf(from), -1)
  if (day === undefined) return known(undefined, question)
  if (days === 'rolling') return { at: zone.instantOf(day, zone.timeOf(from)) ?? zone.startOf(day) }
  return { at: isStart ? zone.startOf(day) : zone.startOf(day + 1) - 1 }
}

function wholeDays({ duration: { value, unit, working }, calendar }: DurationQuestion, day: Day, sign: 1 | -1): Day | undefined {
  if (unit === 'months') return addMonths(day, sign * value)
  if (unit === 'weeks') return day + sign * 7 * value
  return working ? calendar.addWorkingDays(day, sign * value) : day + sign * value
}

/** As ticket systems count: the same time of day, n days on, from the next opening when it starts outside open time. */
function rolling(question: DurationQuestion): DurationAnswer {
  const { from, duration: { working }, zone, calendar } = question
  const start = working ? calendar.nextOpening(from) : from
  if (start === undefined) return known(undefined, question)
  const day = wholeDays(question, zone.dayOf(start), 1)
  if (day === undefined) return known(undefined, question)
  return { at: zone.instantOf(day, zone.timeOf(start)) ?? zone.startOf(day) }
}

function known(at: Instant | undefined, { from, zone, calendar }: DurationQuestion): DurationAnswer {
  if (at !== undefined) return { at }
  const day = zone.dayOf(from)
  const year = calendar.firstUncoveredYear(day, day) ?? calendar.firstUncoveredYear(day - 366, day + 366)
  return { uncoveredYear: year ?? civilDate(day).year }
}
