/** Opening hours as a pack writes them: `08:30-12:00`, weekdays, dates and ranges of dates; text in, seconds and days out. */

import type { DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Message } from '../model/message.ts'
import type { Day, TimeOfDay } from '../model/value.ts'
import { DAY_SECONDS, parseDay } from './day.ts'

/** Seconds since midnight of the day it belongs to; `to` beyond 86 400 runs over midnight. */
export interface OpenHours {
  readonly from: TimeOfDay
  readonly to: number
}

/** Both ends included. */
export interface DayRange {
  readonly from: Day
  readonly to: Day
}

/** What was read, or what is wrong with it. */
export type Reading<T> = { readonly ok: T } | TextProblem

export interface TextProblem {
  readonly code: DiagnosticCode
  readonly problem: Message
}

/** Weekdays as rules write them; the place in the list plus one is the number of the weekday. */
export const WEEKDAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const CHINESE_WEEKDAYS = '一二三四五六日'
const CLOSED = ['closed', '休', '休息']
/** Between two times or two weekdays: hyphens and dashes, 至, 到. */
const TO = /\s*(?:[-–—~～]|至|到)\s*/

/** `08:30`, up to `24:00`; undefined for anything else. */
export function parseTimeOfDay(text: string): TimeOfDay | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.normalize('NFKC').trim())
  if (!match) return undefined
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  if (minutes > 59 || seconds > 59) return undefined
  const time = hours * 3600 + minutes * 60 + seconds
  return time <= DAY_SECONDS ? time : undefined
}

/** `08:30-12:00`; `22:00-06:00` runs over midnight; `00:00-24:00` is the whole day. */
export function parseHours(text: string): Reading<OpenHours> {
  const [start = '', end = '', ...more] = text.split(TO)
  const from = parseTimeOfDay(start)
  const to = parseTimeOfDay(end)
  if (from === undefined || to === undefined || more.length > 0 || from === to || from === DAY_SECONDS) {
    return problem(
      'wrong-value',
      `“${text}”不是时段，应写成 08:30-12:00（最晚 24:00；22:00-06:00 表示跨午夜，全天写 00:00-24:00）`,
      `'${text}' is no stretch of hours; write 08:30-12:00 (up to 24:00; 22:00-06:00 runs over midnight, the whole day is 00:00-24:00)`,
    )
  }
  return { ok: { from, to: to > from ? to : to + DAY_SECONDS } }
}

/** `closed` or `休`: open at no time. */
export function isClosed(text: string): boolean {
  return CLOSED.includes(text.trim())
}

/** `mon`, `mon-fri`, `sat-sun`, `daily`, `周一`, `周一至周五`, `每天`: weekdays from 1 (Monday) to 7. */
export function parseWeekdays(text: string): Reading<readonly number[]> {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (plain === 'daily' || plain === '每天' || plain === '每日') return { ok: [1, 2, 3, 4, 5, 6, 7] }
  const [first = '', last = first, ...more] = plain.split(TO)
  const from = parseWeekday(first)
  const to = parseWeekday(last)
  if (from === undefined || to === undefined || more.length > 0) {
    return problem(
      'wrong-value',
      `“${text}”不是星期，应写成 mon、mon-fri、sat-sun、daily（或周一、周一至周五、每天）`,
      `'${text}' is no weekday; write mon, mon-fri, sat-sun or daily`,
    )
  }
  const count = ((to - from + 7) % 7) + 1
  return { ok: Array.from({ length: count }, (_, at) => ((from - 1 + at) % 7) + 1) }
}

/** `mon`, `周一`, `星期天`: 1 (Monday) to 7; undefined for anything else. */
export function parseWeekday(text: string): number | undefined {
  const plain = text.trim().toLowerCase()
  const english = WEEKDAYS.indexOf(plain)
  if (english >= 0) return english + 1
  const chinese = /^(?:周|星期)([一二三四五六日天])$/.exec(plain)?.[1]
  if (chinese === undefined) return undefined
  return chinese === '天' ? 7 : CHINESE_WEEKDAYS.indexOf(chinese) + 1
}

/** `2024-02-09`, or `2024-01-15..2024-02-25`, both ends included. */
export function parseDayRange(text: string): Reading<DayRange> {
  const [start = '', end = start, ...more] = text.trim().split('..')
  const from = parseDay(start.trim())
  const to = parseDay(end.trim())
  if (from === undefined || to === undefined || more.length > 0) {
    return problem(
      'wrong-date',
      `“${text}”不是日期，应写成 2024-02-09 或 2024-01-15..2024-02-25`,
      `'${text}' is no date; write 2024-02-09 or 2024-01-15..2024-02-25`,
    )
  }
  if (to < from)
    return problem(
      'range-reversed',
      `“${text}”的结束早于开始，应把两个日期对调`,
      `'${text}' ends before it starts; swap the two dates`,
    )
  return { ok: { from, to } }
}

/** Whether a day lies in one of the ranges: in a season, for instance. */
export function isInRanges(ranges: readonly DayRange[], day: Day): boolean {
  return ranges.some(({ from, to }) => from <= day && day <= to)
}

function problem(code: DiagnosticCode, zh: string, en: string): TextProblem {
  return { code, problem: { zh, en } }
}
