import { describe, expect, it } from 'vitest'
import { type CalendarSource, readCalendar, readSeason } from '../../src/calendar/definition.ts'
import { type HolidaySource, readHolidays } from '../../src/calendar/holidays.ts'
import { isInRanges, parseDayRange, parseHours, parseTimeOfDay, parseWeekdays } from '../../src/calendar/hours.ts'
import type { Problem } from '../../src/calendar/problem.ts'
import { day, shanghai } from './fixture.ts'

function places(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, path, part = 'value' }) => `${code} ${path.join('/')} ${part}`)
}

describe('times and hours', () => {
  it.each([
    ['08:30', 30_600],
    ['8:30', 30_600],
    ['08：30', 30_600],
    ['24:00', 86_400],
    ['00:00:01', 1],
  ])('reads the time %s', (text, seconds) => {
    expect(parseTimeOfDay(text)).toBe(seconds)
  })

  it.each(['24:01', '8', '08:60', '25:00', '8:3', ''])('refuses the time %j', text => {
    expect(parseTimeOfDay(text)).toBeUndefined()
  })

  it.each([
    ['08:30-12:00', 30_600, 43_200],
    ['08:30 – 12:00', 30_600, 43_200],
    ['08:30～12:00', 30_600, 43_200],
    ['8:30至12:00', 30_600, 43_200],
    ['22:00-06:00', 79_200, 108_000],
    ['00:00-24:00', 0, 86_400],
    ['18:00-24:00', 64_800, 86_400],
    ['18:00-00:00', 64_800, 86_400],
  ])('reads the hours %s', (text, from, to) => {
    expect(parseHours(text)).toEqual({ ok: { from, to } })
  })

  it.each(['08:30', '08:30-08:30', '24:00-06:00', '08:30-12:00-13:00', 'morning'])(
    'refuses the hours %j in both languages',
    text => {
      const read = parseHours(text)
      expect(read).toMatchObject({
        code: 'wrong-value',
        problem: { zh: expect.stringContaining('08:30-12:00'), en: expect.stringContaining('08:30-12:00') },
      })
    },
  )

  it.each([
    ['mon', [1]],
    ['mon-fri', [1, 2, 3, 4, 5]],
    ['sat-sun', [6, 7]],
    ['sun-tue', [7, 1, 2]],
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['周一', [1]],
    ['星期天', [7]],
    ['周一至周五', [1, 2, 3, 4, 5]],
    ['每天', [1, 2, 3, 4, 5, 6, 7]],
  ])('reads the weekdays %s', (text, weekdays) => {
    expect(parseWeekdays(text)).toEqual({ ok: weekdays })
  })

  it.each(['monday-ish', 'mon-fri-sun', '周八', ''])('refuses the weekdays %j', text => {
    expect(parseWeekdays(text)).toMatchObject({ code: 'wrong-value' })
  })

  it('reads dates and ranges, both ends included', () => {
    expect(parseDayRange('2024-02-09')).toEqual({ ok: { from: day('2024-02-09'), to: day('2024-02-09') } })
    expect(parseDayRange('2024-01-15..2024-02-25')).toEqual({ ok: { from: day('2024-01-15'), to: day('2024-02-25') } })
    expect(parseDayRange('2024-02-30')).toMatchObject({ code: 'wrong-date' })
    expect(parseDayRange('2024-02-25..2024-01-15')).toMatchObject({ code: 'range-reversed' })
  })
})

describe('readCalendar', () => {
  const read = (source: CalendarSource) => readCalendar('office', source, { zone: shanghai })

  it('reads weekdays, lists, closed days and ranges', () => {
    const { definition, problems } = read({
      hours: { 周一至周五: ['08:30-12:00', '13:30-17:30'], sat: '09:00-12:00', sun: '休' },
      dates: { '2024-12-24': 'closed' },
    })
    expect(problems).toEqual([])
    expect(definition.weekly.get(5)).toHaveLength(2)
    expect(definition.weekly.get(6)).toHaveLength(1)
    expect(definition.weekly.get(7)).toEqual([])
    expect(definition.dates).toEqual([{ range: { from: day('2024-12-24'), to: day('2024-12-24') }, hours: [] }])
  })

  it('lets the key that names fewer weekdays speak for a weekday', () => {
    const { definition, problems } = read({ hours: { daily: '08:00-22:00', sun: 'closed' } })
    expect(problems).toEqual([])
    expect([definition.weekly.get(6)?.length, definition.weekly.get(7)?.length]).toEqual([1, 0])
  })

  it('gathers everything wrong, each at its place', () => {
    const { problems } = read({
      hours: { 'mon-fry': '08:30-12:00', tue: ['08:30-12:00', '13:30'] },
      dates: { '2024-02-30': 'closed', '2024-03-01': 'shut' },
    })
    expect(places(problems)).toEqual([
      'wrong-value hours/mon-fry key',
      'wrong-value hours/tue/1 value',
      'wrong-date dates/2024-02-30 key',
      'wrong-value dates/2024-03-01 value',
    ])
  })

  it('refuses a weekday written twice, once for each key', () => {
    expect(places(read({ hours: { 'mon-wed': '08:00-12:00', 'tue-thu': '09:00-12:00' } }).problems)).toEqual([
      'ambiguous-name hours/tue-thu key',
    ])
  })

  it('refuses two equally long ranges that overlap, for neither would go first', () => {
    const dates = {
      '2024-02-01..2024-02-10': 'closed',
      '2024-02-05..2024-02-14': '09:00-12:00',
      '2024-02-06..2024-02-07': 'closed',
    }
    expect(places(read({ hours: { daily: '08:00-22:00' }, dates }).problems)).toEqual([
      'ambiguous-name dates/2024-02-05..2024-02-14 key',
    ])
  })

  it('refuses a calendar that is never open', () => {
    expect(places(read({ hours: { daily: 'closed' } }).problems)).toEqual(['wrong-value hours key'])
    expect(places(read({}).problems)).toEqual(['wrong-value  key'])
  })
})

describe('readHolidays', () => {
  const read = (source: HolidaySource) => readHolidays('cn', source)

  it('reads days off, ranges and make-up working days with the weekday they follow', () => {
    const { table, problems } = read({
      years: [2024],
      off: ['2024-01-01', '2024-02-10..2024-02-17'],
      work: { '2024-02-04': 'thu', '2024-02-18': '周五' },
    })
    expect(problems).toEqual([])
    expect(table.off.size).toBe(9)
    expect([...table.work]).toEqual([
      [day('2024-02-04'), 4],
      [day('2024-02-18'), 5],
    ])
  })

  it('gives a plain list of make-up working days the hours of Monday', () => {
    expect([...read({ years: [2024], work: ['2024-02-04'] }).table.work]).toEqual([[day('2024-02-04'), 1]])
  })

  it('gathers everything wrong, each at its place', () => {
    const { problems } = read({
      years: [2024],
      off: ['2024-02-10..2024-02-17', '2025-01-01', '2024-12-30..2025-01-02', 'New Year'],
      work: { '2024-02-12': 'thu', '2024-02-04': 'yes', '2024-02-31': 'mon', '2023-12-30': 'mon' },
    })
    expect(places(problems)).toEqual([
      'wrong-value off/1 value',
      'wrong-value off/2 value',
      'wrong-date off/3 value',
      'wrong-value work/2024-02-12 key',
      'wrong-value work/2024-02-04 value',
      'wrong-date work/2024-02-31 key',
      'wrong-value work/2023-12-30 key',
    ])
  })
})

describe('seasons', () => {
  it('hold from the first to the last day of each range', () => {
    const { ranges, problems } = readSeason(['2024-09-02..2025-01-12', '2024-02-26..2024-07-07'])
    expect(problems).toEqual([])
    expect(ranges.map(range => range.from)).toEqual([day('2024-02-26'), day('2024-09-02')])
    expect(
      ['2024-02-25', '2024-02-26', '2024-07-07', '2024-07-08', '2025-01-12'].map(text => isInRanges(ranges, day(text))),
    ).toEqual([false, true, true, false, true])
  })

  it('say which range cannot be read', () => {
    expect(places(readSeason(['2024-02-26', '2024-07-07..2024-02-26']).problems)).toEqual(['range-reversed 1 value'])
  })
})
