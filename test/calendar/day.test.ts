import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import {
  addMonths,
  civilDate,
  dayOf,
  daysInMonth,
  firstOfMonth,
  formatDay,
  isoWeek,
  parseDay,
  startOfMonth,
  startOfWeek,
  startOfYear,
  weekdayOf,
} from '../../src/calendar/day.ts'
import { day } from './fixture.ts'

const anyDay = fc.integer({ min: -700_000, max: 2_900_000 })

describe('parseDay', () => {
  it.each([
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-3-5',
    '24-03-05',
    '2024/03/05',
    '2024-03-05 ',
    '',
  ])('refuses %j', text => {
    expect(parseDay(text)).toBeUndefined()
  })

  it('counts from 1970-01-01', () => {
    expect(parseDay('1970-01-01')).toBe(0)
    expect(parseDay('2024-02-29')).toBe(19_782)
  })

  it('reads what formatDay writes', () => {
    fc.assert(fc.property(anyDay, one => parseDay(formatDay(one)) === one))
  })
})

describe('civil dates', () => {
  it('are those of luxon', () => {
    fc.assert(
      fc.property(anyDay, one => {
        const expected = DateTime.fromMillis(one * 86_400_000, { zone: 'utc' })
        const { year, month, day: date } = civilDate(one)
        expect([year, month, date, weekdayOf(one)]).toEqual([
          expected.year,
          expected.month,
          expected.day,
          expected.weekday,
        ])
        expect([isoWeek(one).year, isoWeek(one).week]).toEqual([expected.weekYear, expected.weekNumber])
        expect(daysInMonth(year, month)).toBe(expected.daysInMonth)
        expect(dayOf(year, month, date)).toBe(one)
      }),
    )
  })

  it('start their week on Monday, their month on the first', () => {
    expect([startOfWeek(day('2024-03-10')), startOfMonth(day('2024-02-29')), startOfYear(day('2024-12-31'))]).toEqual([
      day('2024-03-04'),
      day('2024-02-01'),
      day('2024-01-01'),
    ])
    expect(firstOfMonth(2024, 13)).toBe(day('2025-01-01'))
  })
})

describe('addMonths', () => {
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-11-30', 3, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 6, '2024-08-29'],
  ])('months clamp to the month’s end: %s and %i months is %s', (from, months, to) => {
    expect(formatDay(addMonths(day(from), months))).toBe(to)
  })
})
