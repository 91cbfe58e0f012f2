/** Civil days: text to day numbers and back, and the days around them. No zone is involved. */

import type { Day } from '../model/value.ts'

export interface CivilDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

const DAY_MILLISECONDS = 86_400_000

/** A day from its parts; undefined where there is no such date. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return Date.UTC(year, month - 1, day) / DAY_MILLISECONDS
}

/** `2024-03-05`; undefined for anything else, 30 February included. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

export function formatDay(day: Day): string {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10)
}

export function civilDate(day: Day): CivilDate {
  const date = new Date(day * DAY_MILLISECONDS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The first day of a month; months outside 1–12 run into the neighbouring years. */
export function firstOfMonth(year: number, month: number): Day {
  return Date.UTC(year, month - 1, 1) / DAY_MILLISECONDS
}

/** The same day of a later (or earlier) month, clamped to the month's end. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: date } = civilDate(day)
  const first = firstOfMonth(year, month + months)
  const target = civilDate(first)
  return first + Math.min(date, daysInMonth(target.year, target.month)) - 1
}

/** The ISO week of a day: the year it belongs to, its number, its Monday. */
export function isoWeek(day: Day): { readonly year: number; readonly week: number; readonly monday: Day } {
  const monday = day - weekdayOf(day) + 1
  const { year } = civilDate(monday + 3)
  const firstThursday = firstOfMonth(year, 1) + ((4 - weekdayOf(firstOfMonth(year, 1)) + 7) % 7)
  return { year, week: (monday + 3 - firstThursday) / 7 + 1, monday }
}
