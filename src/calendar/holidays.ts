/** `holidays:` of a pack in, a table of days off and make-up working days and of the years it speaks of out. */

import type { Message } from '../model/message.ts'
import type { Part } from '../model/source.ts'
import type { Day } from '../model/value.ts'
import { civilDate, formatDay } from './day.ts'
import { type DayRange, parseDayRange, parseWeekday } from './hours.ts'
import type { Problem } from './problem.ts'

export interface HolidayTable {
  readonly id: string
  /** Years that the table covers whole; nothing is assumed of any other. */
  readonly years: ReadonlySet<number>
  readonly off: ReadonlySet<Day>
  /** Make-up working days, with the weekday (1–7) whose hours they follow. */
  readonly work: ReadonlyMap<Day, number>
}

/**
 * As a pack writes it:
 *
 * ```yaml
 * cn:
 *   title: { zh: 中国法定节假日, en: Public holidays of China }
 *   sources: { 2024: https://… }               # where the year was announced
 *   years: [2024]                              # covered whole
 *   off: [2024-01-01, 2024-02-10..2024-02-17]
 *   work: { 2024-02-04: thu }                  # make-up working day: weekday whose hours it follows
 * ```
 */
export interface HolidaySource {
  readonly title?: string | Message
  readonly sources?: Readonly<Record<string, string>>
  readonly years: readonly number[]
  readonly off?: readonly string[]
  /** A plain list where it does not matter which weekday: the hours of Monday. */
  readonly work?: Readonly<Record<string, string>> | readonly string[]
}

/** The table of what could be read, and everything that is wrong with the rest. */
export function readHolidays(
  id: string,
  source: HolidaySource,
): { readonly table: HolidayTable; readonly problems: readonly Problem[] } {
  const years = new Set(source.years)
  const off = new Set<Day>()
  const work = new Map<Day, number>()
  const problems: Problem[] = []

  /** The days of a range that can be read and lies within the years. */
  const days = (text: string, path: Problem['path'], part: Part): readonly Day[] => {
    const read = parseDayRange(text)
    if ('ok' in read && covers(years, read.ok)) {
      const { from, to } = read.ok
      return Array.from({ length: to - from + 1 }, (_, at) => from + at)
    }
    problems.push('ok' in read ? outside(text, path, part) : { code: read.code, path, message: read.problem, part })
    return []
  }

  source.off?.forEach((text, at) => {
    for (const day of days(text, ['off', at], 'value')) off.add(day)
  })
  for (const { text, followed, path, part } of workEntries(source.work ?? [])) {
    const weekday = parseWeekday(followed)
    if (weekday === undefined) problems.push(notAWeekday(followed, path))
    for (const day of days(text, path, part)) {
      if (off.has(day)) problems.push(both(day, path, part))
      else if (weekday !== undefined) work.set(day, weekday)
    }
  }
  return { table: { id, years, off, work }, problems }
}

interface WorkEntry {
  readonly text: string
  readonly followed: string
  readonly path: Problem['path']
  readonly part: Part
}

function workEntries(work: NonNullable<HolidaySource['work']>): readonly WorkEntry[] {
  if (isList(work)) return work.map((text, at) => ({ text, followed: 'mon', path: ['work', at], part: 'value' }))
  return Object.entries(work).map(([text, followed]) => ({ text, followed, path: ['work', text], part: 'key' }))
}

function isList(work: NonNullable<HolidaySource['work']>): work is readonly string[] {
  return Array.isArray(work)
}

function notAWeekday(text: string, path: Problem['path']): Problem {
  return {
    code: 'wrong-value',
    path,
    message: {
      zh: `补班日后面写它按星期几的时间上班，如 thu 或 周四，不是“${text}”`,
      en: `A make-up working day names the weekday whose hours it follows, like thu, not '${text}'`,
    },
  }
}

function both(day: Day, path: Problem['path'], part: Part): Problem {
  return {
    code: 'wrong-value',
    path,
    message: {
      zh: `${formatDay(day)} 既在 off（放假）又在 work（补班）里，应删去一处`,
      en: `${formatDay(day)} is both in off and in work; remove it from one of them`,
    },
    part,
  }
}

function covers(years: ReadonlySet<number>, { from, to }: DayRange): boolean {
  for (let { year } = civilDate(from); year <= civilDate(to).year; year++) if (!years.has(year)) return false
  return true
}

function outside(text: string, path: Problem['path'], part: Part): Problem {
  return {
    code: 'wrong-value',
    path,
    part,
    message: {
      zh: `“${text}”不在 years 所列的年份里：补上这一年（须把全年的节假日都列出），或改正日期`,
      en: `'${text}' lies outside the years listed: add the year to years (with all of its holidays), or correct the date`,
    },
  }
}
