/** Instants, amounts and lists in, the words for them in both languages out. */

import { formatDay } from '../calendar/day.ts'
import { formatDuration } from '../calendar/duration.ts'
import type { Zone } from '../model/calendar.ts'
import type { Message } from '../model/message.ts'
import type { Duration, Instant, QuantityUnit } from '../model/value.ts'

export function joined(messages: readonly Message[], zh: string, en: string): Message {
  return { zh: messages.map(one => one.zh).join(zh), en: messages.map(one => one.en).join(en) }
}

/** `2024-03-05 14:00`, or the time alone where the day is the one just named; seconds where they are not zero. */
export function timeText(at: Instant, zone: Zone, sameDayAs?: Instant): string {
  const time = clockText(zone.timeOf(at))
  const day = zone.dayOf(at)
  return sameDayAs !== undefined && zone.dayOf(sameDayAs) === day ? time : `${formatDay(day)} ${time}`
}

export function clockText(time: number): string {
  const parts = [Math.floor(time / 3600), Math.floor(time / 60) % 60]
  if (time % 60 !== 0) parts.push(time % 60)
  return parts.map(part => String(part).padStart(2, '0')).join(':')
}

export function durationWords(duration: Duration): Message {
  return { zh: formatDuration(duration, 'zh'), en: formatDuration(duration, 'en') }
}

const STEPS = [
  { unit: 'days', seconds: 86_400, zh: '天', en: 'day' },
  { unit: 'hours', seconds: 3600, zh: '小时', en: 'hour' },
  { unit: 'minutes', seconds: 60, zh: '分钟', en: 'minute' },
  { unit: 'seconds', seconds: 1, zh: '秒', en: 'second' },
] as const

/** Whole seconds in the limit's own unit and the smaller ones, never rounded: `30 分钟 15 秒`. */
export function elapsedWords(seconds: number, largest: QuantityUnit): Message {
  const first = Math.max(
    0,
    STEPS.findIndex(step => step.unit === largest),
  )
  const zh: string[] = []
  const en: string[] = []
  let left = Math.abs(seconds)
  for (const step of STEPS.slice(first)) {
    const count = Math.floor(left / step.seconds)
    left -= count * step.seconds
    if (count === 0) continue
    zh.push(`${count} ${step.zh}`)
    en.push(`${count} ${step.en}${count === 1 ? '' : 's'}`)
  }
  const zero = STEPS[first] ?? STEPS[3]
  return { zh: zh.join(' ') || `0 ${zero.zh}`, en: en.join(' ') || `0 ${zero.en}s` }
}

/** A number with at most four decimals and no idle zeros. */
export function numberText(value: number): string {
  return String(Math.round(value * 10_000) / 10_000)
}

/** `报修时间` → `报修`, `Reported at` → `reported`: a time's title as it stands before the time itself. */
export function momentWords(title: Message): Message {
  const en = title.en.replace(/ (at|on|time|date)$/i, '')
  return {
    zh: title.zh.replace(/(时间|时刻|日期)$/, '') || title.zh,
    en: startsWithWord(en) ? en.charAt(0).toLowerCase() + en.slice(1) : en,
  }
}

/** False for abbreviations such as `GM office`. */
function startsWithWord(text: string): boolean {
  return !/^[A-Z]{2}/.test(text)
}

export function capitalised(message: Message): Message {
  return { zh: message.zh, en: message.en.charAt(0).toUpperCase() + message.en.slice(1) }
}

/** Quotes within quotes are single ones in Chinese. */
export function quoted({ zh, en }: Message): Message {
  return { zh: `“${zh.replaceAll('“', '‘').replaceAll('”', '’')}”`, en: `'${en}'` }
}

export function plain(text: string): Message {
  return { zh: text, en: text }
}
