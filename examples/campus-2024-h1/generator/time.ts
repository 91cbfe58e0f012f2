/** Wall-clock time of the campus as text, and the days that it works. */

import chineseDays from 'chinese-days'

const DAY = 86_400_000

/** Every day of the semester, `2024-01-01` to `2024-06-30`. */
export const DAYS: readonly string[] = daysBetween('2024-01-01', '2024-06-30')
export const WORKING_DAYS: readonly string[] = DAYS.filter(day => chineseDays.isWorkday(day))
/** Days with students on campus. */
export const TERM_DAYS: readonly string[] = DAYS.filter(day => day <= '2024-01-14' || day >= '2024-02-26')
/** The canteens close around the Spring Festival. */
export const MEAL_DAYS: readonly string[] = DAYS.filter(day => day < '2024-02-04' || day > '2024-02-18')

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
