/** Civil days: text to day numbers and back, and the days around them; integers only, no zone is involved. */

import type { Day } from '../model/value.ts'

export interface CivilDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

export const DAY_SECONDS = 86_400

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day from its parts; undefined where there is no such date. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined
  return firstOfMonth(year, month) + day - 1
}

/** `2024-03-05`; undefined for anything else, 30 February included. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

export function formatDay(day: Day): string {
  const { year, month, day: date } = civilDate(day)
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(date)}`
}

/** `5` as `05`. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

export function civilDate(day: Day): CivilDate {
  // Years are taken to begin in March, so that the leap day comes last: 146,097 days make 400 years, 153 make 5 months.
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

export function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0)
}

/** The first day of a month; months outside 1–12 run into the neighbouring years. */
export function firstOfMonth(year: number, month: number): Day {
  // The inverse of `civilDate`, with the same years that begin in March.
  const months = year * 12 + month - 3
  const marchYear = Math.floor(months / 12)
  const marchMonth = months - marchYear * 12
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5)
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

export function startOfMonth(day: Day): Day {
  return day - civilDate(day).day + 1
}

export function startOfYear(day: Day): Day {
  return firstOfMonth(civilDate(day).year, 1)
}

/** The Monday of the day's week. */
export function startOfWeek(day: Day): Day {
  return day - weekdayOf(day) + 1
}

/** The same day of a later (or earlier) month, clamped to the month's end. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: date } = civilDate(day)
  const first = firstOfMonth(year, month + months)
  const target = civilDate(first)
  return first + Math.min(date, daysInMonth(target.year, target.month)) - 1
}

/** The ISO week of a day: the year it belongs to (that of its Thursday), its number, its Monday. */
export function isoWeek(day: Day): { readonly year: number; readonly week: number; readonly monday: Day } {
  const monday = startOfWeek(day)
  const thursday = monday + 3
  return { year: civilDate(thursday).year, week: Math.floor((thursday - startOfYear(thursday)) / 7) + 1, monday }
}
