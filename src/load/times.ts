/** Dates and times as offices write them in, days, times of day and instants out; what could mean two things is refused. */

import { DAY_SECONDS, dayOf, parseDay } from '../calendar/day.ts'
import type { Zone } from '../model/calendar.ts'
import type { Message } from '../model/message.ts'
import type { Day, Instant, TimeOfDay } from '../model/value.ts'
import { type Reading, wrong } from './reading.ts'

const DATE: Message = { zh: '日期，如 2024-03-05 或 2024年3月5日', en: 'a date such as 2024-03-05' }
const DATE_TIME: Message = { zh: '日期和时间，如 2024-03-05 14:30', en: 'a date and time such as 2024-03-05 14:30' }
const TIME: Message = { zh: '时刻，如 08:30', en: 'a time of day such as 08:30' }
const AMBIGUOUS: Message = { zh: '年月日次序不明，不能猜', en: 'could be read in several ways and is not guessed' }

const DATE_FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
]

/** A civil day; a midnight that a spreadsheet has hung on to it counts for nothing. */
export function readDate(raw: unknown): Reading {
  const text = textOf(raw)
  const day = civilDay(text.replace(/[T\s]+0?0:00(:00(\.0+)?)?$/, ''))
  if (day !== undefined) return withGrain(day, DAY_SECONDS)
  const date = /^(.+?)[T\s]+\S/.exec(text)?.[1]
  const hasTime = date !== undefined && civilDay(date) !== undefined
  if (hasTime) return wrong(raw, { zh: '带有时间，这里只要日期', en: 'has a time, where a date alone is wanted' }, DATE)
  return wrong(raw, isAmbiguous(text) ? AMBIGUOUS : { zh: '不是存在的日期', en: 'is no date that exists' }, DATE)
}

/** Seconds since midnight. */
export function readTime(raw: unknown): Reading {
  const read = timeOf(textOf(raw))
  return read ? withGrain(read.time, read.grain) : wrong(raw, { zh: '不是时刻', en: 'is no time of day' }, TIME)
}

/** An instant; without an offset it is civil time of the zone. */
export function readDateTime(raw: unknown, zone: Zone): Reading {
  const text = textOf(raw)
  const usual = usualStamp(text)
  if (usual) {
    const instant = instantOf(usual.day, usual.time, zone)
    return instant === undefined ? wrong(raw, skipped(zone), DATE_TIME) : withGrain(instant, usual.grain)
  }
  const offset =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?:Z|([+-])(\d{2})(?::?([0-5]\d))?)$/.exec(text)
  if (offset) return withOffset(raw, offset)
  if (civilDay(text) !== undefined)
    return wrong(raw, { zh: '只有日期，没有时间', en: 'has a date but no time' }, DATE_TIME)
  const parts = /^(?:([\d/.-]+)(?:T|\s+|(?=[凌早上中下晚]))|(\d+年\d+月\d+日)\s*)(.+)$/.exec(text)
  const day = civilDay(parts?.[1] ?? parts?.[2] ?? '')
  if (day === undefined) {
    return wrong(
      raw,
      isAmbiguous(text) ? AMBIGUOUS : { zh: '不是存在的日期时间', en: 'is no date and time that exists' },
      DATE_TIME,
    )
  }
  const read = timeOf(parts?.[3] ?? '')
  if (!read) return wrong(raw, { zh: '时间写法不对', en: 'has a time that cannot be read' }, DATE_TIME)
  const instant = instantOf(day, read.time, zone)
  return instant === undefined ? wrong(raw, skipped(zone), DATE_TIME) : withGrain(instant, read.grain)
}

/** `2024-03-05 14:02`, `2024-03-05T14:02:07`: what most exports hold, without any search. Undefined: another form, or no such time. */
function usualStamp(text: string): (TimeReading & { readonly day: Day }) | undefined {
  const hasSeconds = text.length === 19
  const isShaped =
    (text.length === 16 || (hasSeconds && text[16] === ':')) &&
    text[4] === '-' &&
    text[7] === '-' &&
    (text[10] === ' ' || text[10] === 'T') &&
    text[13] === ':'
  if (!isShaped) return undefined
  const [hour, minute, second] = [twoDigitsAt(text, 11), twoDigitsAt(text, 14), hasSeconds ? twoDigitsAt(text, 17) : 0]
  const year = twoDigitsAt(text, 0) * 100 + twoDigitsAt(text, 2)
  const day = dayOf(year, twoDigitsAt(text, 5), twoDigitsAt(text, 8))
  if (day === undefined || !(hour < 24 && minute < 60 && second < 60)) return undefined
  return { day, time: hour * 3600 + minute * 60 + second, grain: hasSeconds ? 1 : 60 }
}

/** Not a number where there are other signs. */
function twoDigitsAt(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48]
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** Undefined: the zone skips that hour. 24:00 is the midnight that ends the day. */
export function instantOf(day: Day, time: TimeOfDay, zone: Zone): Instant | undefined {
  return time === DAY_SECONDS ? zone.instantOf(day + 1, 0) : zone.instantOf(day, time)
}

export function skipped({ name }: Zone): Message {
  return {
    zh: `在 ${name} 不存在（夏令时跳过了这一小时）`,
    en: `does not exist in ${name} (the hour that summer time skips)`,
  }
}

function textOf(raw: unknown): string {
  return typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw) : ''
}

/** Undefined: not a date, or one that does not exist. */
function civilDay(text: string): Day | undefined {
  for (const form of DATE_FORMS) {
    const match = form.exec(text)
    if (match) return dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
  }
  return undefined
}

function isAmbiguous(text: string): boolean {
  return /^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)/.test(text)
}

interface TimeReading {
  readonly time: TimeOfDay
  readonly grain: number
}

/** `14:30`, `14:30:05`, `下午2:30`, `2:30 PM`, `14时30分`. */
function timeOf(text: string): TimeReading | undefined {
  const match =
    /^(凌晨|早上|上午|中午|下午|晚上)?\s*(\d{1,2})(?::|点|时)(\d{1,2})(?:(?::|分)(\d{1,2})(?:\.\d+)?秒?|分)?\s*([AP]M)?$/i.exec(
      text,
    )
  if (!match) return undefined
  const [, chinese, hourText, minuteText, secondText, english] = match
  if (chinese !== undefined && english !== undefined) return undefined
  const hour = hourOf(Number(hourText), (chinese ?? english)?.toUpperCase())
  const [minute, second] = [Number(minuteText), Number(secondText ?? 0)]
  if (hour === undefined || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return undefined
  return { time: hour * 3600 + minute * 60 + second, grain: secondText === undefined ? 60 : 1 }
}

/** Undefined: no such hour at that part of the day, or one that may be meant in two ways (晚上12点). */
function hourOf(hour: number, part: string | undefined): number | undefined {
  const is = (from: number, to: number) => hour >= from && hour <= to
  switch (part) {
    case undefined:
      return is(0, 24) ? hour : undefined
    case '上午':
    case '凌晨':
    case 'AM':
      return is(0, 12) ? hour % 12 : undefined
    case '早上':
      return is(0, 11) ? hour : undefined
    case '中午':
      return is(11, 14) ? hour : is(1, 2) ? hour + 12 : undefined
    case '晚上':
      return is(17, 23) ? hour : is(5, 11) ? hour + 12 : undefined
    default:
      return is(12, 23) ? hour : is(1, 11) ? hour + 12 : undefined
  }
}

/** Offsets reach from -12:00 to +14:00. */
function withOffset(raw: unknown, match: RegExpExecArray): Reading {
  const [, date = '', clock = '', sign, hours = '0', minutes = '0'] = match
  const day = parseDay(date)
  const read = timeOf(clock)
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1)
  if (day === undefined || !read || offset < -12 * 3600 || offset > 14 * 3600) {
    return wrong(raw, { zh: '不是存在的日期时间', en: 'is no date and time that exists' }, DATE_TIME)
  }
  return withGrain(day * DAY_SECONDS + read.time - offset, read.grain)
}

function withGrain(value: number, grain: number): Reading {
  return grain > 1 ? { value, grain } : { value }
}
