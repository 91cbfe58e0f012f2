/** Durations as rules write them: text to values and back, and the instant so far after or before another. */

import type { DayCounting, WorkCalendar, Zone } from '../model/calendar.ts'
import type { Language } from '../model/message.ts'
import type { Day, Duration, DurationUnit, Instant } from '../model/value.ts'
import { addMonths, civilDate, DAY_SECONDS } from './day.ts'
import { firstInstantFrom } from './zone.ts'

const ENGLISH = /^(\d+(?:\.\d+)?) (working )?(second|minute|hour|day|week|month|year)s?$/
const CHINESE = /^(\d+(?:\.\d+)?|[半两一二三四五六七八九十]) ?个? ?(工作)? ?(秒钟?|分钟?|小时|天|日|周|星期|月|年)$/
const CHINESE_UNITS: Readonly<Record<string, DurationUnit | 'years'>> = {
  秒: 'seconds',
  秒钟: 'seconds',
  分: 'minutes',
  分钟: 'minutes',
  小时: 'hours',
  天: 'days',
  日: 'days',
  周: 'weeks',
  星期: 'weeks',
  月: 'months',
  年: 'years',
}
const CHINESE_NUMBERS = '一二三四五六七八九十'

/** Half of a unit is said in the next smaller one. */
const HALVES: Readonly<Partial<Record<DurationUnit | 'years', Duration>>> = {
  minutes: { value: 30, unit: 'seconds', working: false },
  hours: { value: 30, unit: 'minutes', working: false },
  years: { value: 6, unit: 'months', working: false },
}

const SECONDS: Readonly<Partial<Record<DurationUnit, number>>> = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: DAY_SECONDS,
  weeks: 7 * DAY_SECONDS,
}

/**
 * `30 minutes`, `3 working days`, `1.5 hours`, `30分钟`, `3个工作日`, `两周`, `半年`. Undefined where it is no duration:
 * negative, part of a second, of a day or of a month, or weeks and months of working time.
 */
export function parseDuration(text: string): Duration | undefined {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, ' ')
  const english = ENGLISH.exec(plain)
  if (english) return duration(Number(english[1]), `${english[3]}s` as DurationUnit | 'years', english[2] !== undefined)
  const [, count = '', working, word = ''] = CHINESE.exec(plain) ?? []
  const unit = CHINESE_UNITS[word]
  if (unit === undefined) return undefined
  if (count === '半') return working === undefined ? HALVES[unit] : undefined
  return duration(chineseNumber(count), unit, working !== undefined)
}

function chineseNumber(text: string): number {
  if (text === '两') return 2
  const digit = CHINESE_NUMBERS.indexOf(text)
  return digit < 0 ? Number(text) : digit + 1
}

function duration(value: number, unit: DurationUnit | 'years', working: boolean): Duration | undefined {
  if (unit === 'years') return duration(value * 12, 'months', working)
  const isWholeOnly = unit === 'days' || unit === 'weeks' || unit === 'months'
  const smallest = isWholeOnly ? value : value * (SECONDS[unit] ?? 0)
  if (!isNearlyWhole(smallest)) return undefined
  if (working && (unit === 'weeks' || unit === 'months')) return undefined
  return { value, unit, working }
}

/** 1.1 minutes are 66 seconds, whatever binary fractions make of it. */
function isNearlyWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-6
}

/** Seconds of a unit that has a fixed length; undefined for months. */
export function secondsOf(unit: DurationUnit): number | undefined {
  return SECONDS[unit]
}

const WORDS = { seconds: '秒', minutes: '分钟', hours: '小时', days: '天', weeks: '周', months: '个月' } as const
const WORKING_WORDS = {
  ...WORDS,
  seconds: '个工作秒',
  minutes: '个工作分钟',
  hours: '个工作小时',
  days: '个工作日',
} as const

/** `3 working days`, `3 个工作日`: reads back as the same duration. */
export function formatDuration({ value, unit, working }: Duration, language: Language): string {
  if (language === 'en') return `${value} ${working ? 'working ' : ''}${value === 1 ? unit.slice(0, -1) : unit}`
  return `${value} ${working ? WORKING_WORDS[unit] : WORDS[unit]}`
}

/** How a duration is counted from an instant. */
export interface DurationQuestion {
  readonly from: Instant
  readonly duration: Duration
  readonly days: DayCounting
  readonly zone: Zone
  readonly calendar: WorkCalendar
}

/**
 * An instant, or the year that the holiday table lacks to tell it (of a calendar that never opens again: the year of the
 * start).
 */
export type DurationAnswer = { readonly at: Instant } | { readonly uncoveredYear: number }

/**
 * The last instant that is in time. Minutes and hours run round the clock, working ones over open time; whole days end
 * with the last second of day n; rolling days end at the same time of day; months clamp.
 */
export function addDuration(question: DurationQuestion): DurationAnswer {
  if (fixedSeconds(question.duration) !== undefined || question.days === 'rolling') return shifted(question, 1)
  const day = shiftedDay(question, question.zone.dayOf(question.from), 1)
  return known(day === undefined ? undefined : lastSecondOf(day, question), question, 1)
}

/** The first instant from which on it is not too early: a lower bound of whole days starts its day. */
export function lowerBound(question: DurationQuestion): DurationAnswer {
  if (fixedSeconds(question.duration) !== undefined || question.days === 'rolling') return shifted(question, 1)
  const day = shiftedDay(question, question.zone.dayOf(question.from), 1)
  return known(day === undefined ? undefined : question.zone.startOf(day), question, 1)
}

/**
 * The last instant that is early enough before `from`; with `isStart` the first that is not too early. Whole days: the end
 * (the start) of the n-th day before.
 */
export function subtractDuration(question: DurationQuestion, isStart = false): DurationAnswer {
  if (fixedSeconds(question.duration) !== undefined || question.days === 'rolling') return shifted(question, -1)
  const day = shiftedDay(question, question.zone.dayOf(question.from), -1)
  if (day === undefined) return known(undefined, question, -1)
  return { at: isStart ? question.zone.startOf(day) : lastSecondOf(day, question) }
}

function lastSecondOf(day: Day, { zone }: DurationQuestion): Instant {
  return zone.startOf(day + 1) - 1
}

/** Seconds of what is counted by the clock; undefined for days, weeks and months, which are counted by the calendar. */
export function fixedSeconds({ value, unit }: Duration): number | undefined {
  const isClock = unit === 'seconds' || unit === 'minutes' || unit === 'hours'
  return isClock ? Math.round(value * (SECONDS[unit] ?? 0)) : undefined
}

/** By the clock, or by rolling days. */
function shifted(question: DurationQuestion, sign: 1 | -1): DurationAnswer {
  const seconds = fixedSeconds(question.duration)
  if (seconds === undefined) return known(rolling(question, sign), question, sign)
  const { from, duration, calendar } = question
  if (!duration.working) return { at: from + sign * seconds }
  if (seconds === 0 && sign === -1) return known(previousClosing(from, calendar), question, sign)
  return known(calendar.addOpenSeconds(from, sign * seconds), question, sign)
}

function shiftedDay(
  { duration: { value, unit, working }, calendar }: DurationQuestion,
  day: Day,
  sign: 1 | -1,
): Day | undefined {
  if (unit === 'months') return addMonths(day, sign * value)
  if (unit === 'weeks') return day + sign * 7 * value
  return working ? calendar.addWorkingDays(day, sign * value) : day + sign * value
}

/**
 * As ticket systems count: the same time of day, n days on. Working days start with the next opening (backwards: end with
 * the latest closing) where `from` lies outside open time, and end at that time of day even if the last day closes earlier
 * or opens later: the promise is one of days, not of hours. A time that the zone skips is the first one after.
 */
function rolling(question: DurationQuestion, sign: 1 | -1): Instant | undefined {
  const { from, duration, zone, calendar } = question
  const start = duration.working ? openTime(from, calendar, sign) : from
  if (start === undefined) return undefined
  // A closing at midnight ends the day before.
  const isMidnightClosing =
    duration.working && sign === -1 && zone.timeOf(start) === 0 && calendar.isOpen(start) === false
  const day = shiftedDay(question, zone.dayOf(start) - (isMidnightClosing ? 1 : 0), sign)
  return day === undefined
    ? undefined
    : firstInstantFrom(zone, day, isMidnightClosing ? DAY_SECONDS : zone.timeOf(start))
}

function openTime(from: Instant, calendar: WorkCalendar, sign: 1 | -1): Instant | undefined {
  if (sign === 1) return calendar.nextOpening(from)
  return previousClosing(from, calendar)
}

/** The instant itself where it is open or closes, else the latest closing before it. */
function previousClosing(at: Instant, calendar: WorkCalendar): Instant | undefined {
  if (calendar.isOpen(at)) return at
  const second = calendar.addOpenSeconds(at, -1)
  return second === undefined ? undefined : second + 1
}

function known(at: Instant | undefined, { from, zone, calendar }: DurationQuestion, sign: 1 | -1): DurationAnswer {
  if (at !== undefined) return { at }
  const { year } = civilDate(zone.dayOf(from))
  for (let ahead = 0; ahead < 100; ahead++) {
    const day = zone.dayOf(from) + sign * ahead * 365
    const uncovered = calendar.firstUncoveredYear(day, day)
    if (uncovered !== undefined) return { uncoveredYear: uncovered }
  }
  return { uncoveredYear: year }
}
