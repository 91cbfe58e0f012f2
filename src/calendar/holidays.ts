/** `holidays:` of a pack in, a table of days off and make-up working days and of the years it speaks of out. */

import type { Message } from '../model/message.ts'
import type { Day } from '../model/value.ts'
import { civilDate, formatDay, parseDay } from './day.ts'
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
  readonly sources?: Readonly<Record<string, string | readonly string[]>>
  readonly years: readonly number[]
  readonly off?: readonly string[]
  readonly work?: Readonly<Record<string, string>>
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

  source.off?.forEach((text, at) => {
    const read = parseDayRange(text)
    if (!('ok' in read)) problems.push({ code: read.code, path: ['off', at], message: read.problem })
    else if (!covers(years, read.ok)) problems.push(outside(text, ['off', at], 'value'))
    else for (let day = read.ok.from; day <= read.ok.to; day++) off.add(day)
  })

  for (const [text, followed] of Object.entries(source.work ?? {})) {
    const read = parseDayRange(text)
    const day = parseDay(text)
    const weekday = parseWeekday(followed)
    if (day === undefined || !('ok' in read)) {
      const message =
        'ok' in read
          ? {
              zh: `补班日要一天一天写，如 2024-02-04: thu，不能写“${text}”`,
              en: `Make-up working days are written one by one, like 2024-02-04: thu, not '${text}'`,
            }
          : read.problem
      problems.push({ code: 'wrong-date', path: ['work', text], message, part: 'key' })
    } else if (!covers(years, { from: day, to: day })) problems.push(outside(text, ['work', text], 'key'))
    else if (weekday === undefined) {
      problems.push({
        code: 'wrong-value',
        path: ['work', text],
        message: {
          zh: `补班日后面写它按星期几的时间上班，如 thu 或 周四，不是“${followed}”`,
          en: `A make-up working day names the weekday whose hours it follows, like thu, not '${followed}'`,
        },
      })
    } else if (off.has(day)) {
      problems.push({
        code: 'wrong-value',
        path: ['work', text],
        message: {
          zh: `${formatDay(day)} 既在 off（放假）又在 work（补班）里，应删去一处`,
          en: `${formatDay(day)} is both in off and in work; remove it from one of them`,
        },
        part: 'key',
      })
    } else work.set(day, weekday)
  }
  return { table: { id, years, off, work }, problems }
}

function covers(years: ReadonlySet<number>, { from, to }: DayRange): boolean {
  for (let { year } = civilDate(from); year <= civilDate(to).year; year++) if (!years.has(year)) return false
  return true
}

function outside(text: string, path: Problem['path'], part: 'key' | 'value'): Problem {
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
