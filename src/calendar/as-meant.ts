/** Durations, dates and hours as people write them in, as rules write them out; undefined where it cannot be told. */

import { withFigures, withoutLimitWords } from '../lib/as-meant.ts'
import { formatDay, parseDay } from './day.ts'
import { formatDuration, parseDuration } from './duration.ts'
import { parseHours } from './hours.ts'

const UNITS: Readonly<Record<string, string>> = {
  s: 'seconds',
  sec: 'seconds',
  secs: 'seconds',
  m: 'minutes',
  min: 'minutes',
  mins: 'minutes',
  分: 'minutes',
  h: 'hours',
  hr: 'hours',
  hrs: 'hours',
  时: 'hours',
  钟头: 'hours',
  d: 'days',
  w: 'weeks',
}

/** `30min` 30 minutes, `三十分钟` 30 minutes, `不超过30分钟` 30 minutes. */
export function durationMeant(text: string): string | undefined {
  const plain = withoutLimitWords(text)
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+|分|时|个?钟头)$/.exec(plain) ?? []
  const known = UNITS[unit.toLowerCase().replace(/^个/, '')]
  const duration = parseDuration(plain) ?? (known === undefined ? undefined : parseDuration(`${count} ${known}`))
  return duration && formatDuration(duration, 'en')
}

/** `2025.9.1`, `2025年9月1日`, `20250901`: 2025-09-01. */
export function dateMeant(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim()
  const match =
    /^(\d{4})(?:[./-]|年)(\d{1,2})(?:[./-]|月)(\d{1,2})日?(?:\s*(?:起|止|以前|之前|以后))?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const [, year = '', month = '', day = ''] = match ?? []
  const parsed = parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  return parsed === undefined ? undefined : formatDay(parsed)
}

/** `上午8:30-8:50`, `8点半至11点半`: 08:30-08:50. */
export function hoursMeant(text: string): string | undefined {
  const plain = withFigures(text.normalize('NFKC'))
    .replaceAll(/点半/g, ':30')
    .replaceAll(/[点时](?=\d)/g, ':')
    .replaceAll(/[点时]/g, ':00')
    .replaceAll('分', '')
  const [, half, from = '', later, to = ''] =
    /^\s*(上午|下午|早上|晚上)?\s*(\d{1,2}:\d{2})\s*[-~至到—–]\s*(上午|下午|早上|晚上)?\s*(\d{1,2}:\d{2})\s*$/.exec(
      plain,
    ) ?? []
  if (from === '') return undefined
  const clock = (time: string, part: string | undefined): string => {
    const [hour = '', minute = ''] = time.split(':')
    const isAfternoon = (part === '下午' || part === '晚上') && Number(hour) < 12
    return `${String(Number(hour) + (isAfternoon ? 12 : 0)).padStart(2, '0')}:${minute}`
  }
  const meant = `${clock(from, half)}-${clock(to, later ?? half)}`
  return 'ok' in parseHours(meant) ? meant : undefined
}
