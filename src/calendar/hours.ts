/** Opening hours as a pack writes them: `08:30-12:00`, weekdays, dates and ranges of dates; text in, seconds and days out. */

import type { Message } from '../model/message.ts'
import type { Day, TimeOfDay } from '../model/value.ts'
import { parseDay } from './day.ts'

/** Seconds since midnight of the day it belongs to; `to` beyond 86 400 runs over midnight. */
export interface OpenHours {
  readonly from: TimeOfDay
  readonly to: number
}

export interface DayRange {
  readonly from: Day
  readonly to: Day
}

/** What was read, or what is wrong with it. */
export type Reading<T> = { readonly ok: T } | { readonly problem: Message }

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const CHINESE_WEEKDAYS = '一二三四五六日'

/** `08:30`, up to `24:00`; undefined for anything else. */
export function parseTimeOfDay(text: string): TimeOfDay | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim())
  if (!match) return undefined
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  if (minutes > 59 || seconds > 59) return undefined
  const time = hours * 3600 + minutes * 60 + seconds
  return time <= 86_400 ? time : undefined
}

/** `08:30-12:00`; `22:00-06:00` runs over midnight. */
export function parseHours(text: string): Reading<OpenHours> {
  const [start = '', end = '', ...more] = text.split(/[-–—~]/)
  const from = parseTimeOfDay(start)
  const to = parseTimeOfDay(end)
  if (from === undefined || to === undefined || more.length > 0 || from === to || from === 86_400) {
    return { problem: { zh: `“${text}”不是时段，应写成 08:30-12:00（最晚 24:00；22:00-06:00 表示跨午夜）`, en: `'${text}' is no stretch of hours; write 08:30-12:00 (up to 24:00; 22:00-06:00 runs over midnight)` } }
  }
  return { ok: { from, to: to > from ? to : to + 86_400 } }
}

/** `mon`, `mon-fri`, `sat-sun`, `daily`, `周一`, `周一至周五`, `每天`: weekdays from 1 (Monday) to 7. */
export function parseWeekdays(text: string): Reading<readonly number[]> {
  const plain = text.trim().toLowerCase()
  if (plain === 'daily' || plain === '每天' || plain === '每日') return { ok: [1, 2, 3, 4, 5, 6, 7] }
  const [first = '', last = first] = plain.split(/-|至|到/)
  const from = weekday(first)
  const to = weekday(last)
  if (from === undefined || to === undefined || plain.split(/-|至|到/).length > 2) {
    return { problem: { zh: `“${text}”不是星期，应写成 mon、mon-fri、sat-sun 或 daily`, en: `'${text}' is no weekday; write mon, mon-fri, sat-sun or daily` } }
  }
  const count = ((to - from + 7) % 7) + 1
  return { ok: Array.from({ length: count }, (_, at) => ((from - 1 + at) % 7) + 1) }
}

function weekday(text: string): number | undefined {
  const english = WEEKDAYS.findIndex(name => name === text)
  if (english >= 0) return english + 1
  const chinese = /^(?:周|星期)([一二三四五六日天])$/.exec(text)?.[1]
  if (chinese === undefined) return undefined
  return chinese === '天' ? 7 : CHINESE_WEEKDAYS.indexOf(chinese) + 1
}

/** `2024-02-09`, or `2024-01-15..2024-02-25`, both ends included. */
export function parseDayRange(text: string): Reading<DayRange> {
  const [start = '', end = start, ...more] = text.trim().split('..')
  const from = parseDay(start.trim())
  const to = parseDay(end.trim())
  if (from === undefined || to === undefined || more.length > 0) {
    return { problem: { zh: `“${text}”不是日期，应写成 2024-02-09 或 2024-01-15..2024-02-25`, en: `'${text}' is no date; write 2024-02-09 or 2024-01-15..2024-02-25` } }
  }
  if (to < from) return { problem: { zh: `“${text}”的结束早于开始`, en: `'${text}' ends before it starts` } }
  return { ok: { from, to } }
}

export function isInRanges(ranges: readonly DayRange[], day: Day): boolean {
  return ranges.some(range => range.from <= day && day <= range.to)
}
