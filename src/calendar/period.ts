/** The periods that appraisals cover: `2024-H1`, `2024-Q1`, `2024-03`, `2024`, or two dates. */

import type { Period, PeriodLength } from '../model/period.ts'
import type { Day } from '../model/value.ts'
import { civilDate, firstOfMonth } from './day.ts'

/** Undefined where the text names no period. */
export function parsePeriod(text: string): Period | undefined {
  const match = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!match) return undefined
  const year = Number(match[1])
  if (match[2]) return months(text, year, Number(match[2]) * 6 - 5, 6)
  if (match[3]) return months(text, year, Number(match[3]) * 3 - 2, 3)
  if (match[4]) return months(text, year, Number(match[4]), 1)
  return months(text, year, 1, 12)
}

const LENGTHS: Readonly<Record<number, PeriodLength>> = { 1: 'month', 3: 'quarter', 6: 'half-year', 12: 'year' }

function months(name: string, year: number, first: number, count: number): Period {
  return {
    name,
    from: firstOfMonth(year, first),
    to: firstOfMonth(year, first + count) - 1,
    year,
    length: LENGTHS[count] ?? 'other',
  }
}

/** A period of its own name; its length is that of the calendar period it coincides with. */
export function makePeriod({ name, from, to, year }: { name: string; from: Day; to: Day; year?: number }): Period {
  const start = civilDate(from)
  const lengths = [1, 3, 6, 12].filter(count => {
    const isStart = start.day === 1 && (start.month - 1) % count === 0
    return isStart && firstOfMonth(start.year, start.month + count) - 1 === to
  })
  return { name, from, to, year: year ?? civilDate(to).year, length: LENGTHS[lengths[0] ?? 0] ?? 'other' }
}
