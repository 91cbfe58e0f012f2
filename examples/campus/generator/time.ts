/** Wall-clock time of the campus as text, and the days that it works. */

import chineseDays from 'chinese-days'

const DAY = 86_400_000

export function isWorkday(day: string): boolean {
  return chineseDays.isWorkday(day)
}

export function daysBetween(from: string, to: string): readonly string[] {
  const count = (Date.parse(to) - Date.parse(from)) / DAY + 1
  return Array.from({ length: count }, (_, at) => new Date(Date.parse(from) + at * DAY).toISOString().slice(0, 10))
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(Date.parse(day)).getUTCDay()
}

/** `2024-03-05 14:02`, so many minutes after the day's midnight; beyond 24 hours on the next day. */
export function stamp(day: string, minutes: number): string {
  return new Date(Date.parse(day) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}

export function later(time: string, minutes: number): string {
  return new Date(Date.parse(`${time.replace(' ', 'T')}:00Z`) + minutes * 60_000)
    .toISOString()
    .slice(0, 16)
    .replace('T', ' ')
}
