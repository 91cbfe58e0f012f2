/** The shipped holiday table, held against four public sources day by day. */

import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseDay, weekdayOf } from '../../../src/calendar/day.ts'
import { readCalendar } from '../../../src/calendar/definition.ts'
import { type HolidaySource, readHolidays } from '../../../src/calendar/holidays.ts'
import { makeCalendar } from '../../../src/calendar/work-calendar.ts'
import { makeZone } from '../../../src/calendar/zone.ts'

const pack = parse(readFileSync(resolve(import.meta.dirname, '../../../rules/holidays-cn.yaml'), 'utf8')) as {
  holidays: { cn: HolidaySource }
}
const { table, problems } = readHolidays('cn', pack.holidays.cn)
const zone = makeZone('Asia/Shanghai')
if (!zone) throw new Error('no Asia/Shanghai')
const { definition } = readCalendar(
  'office',
  { hours: { 'mon-fri': ['08:30-12:00', '13:30-17:30'] } },
  { zone, holidays: table },
)
const office = makeCalendar(definition)

const rows = readFileSync(join(import.meta.dirname, 'workdays_2019_2026.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split(','))

describe('rules/holidays-cn.yaml', () => {
  it('reads without problems', () => {
    expect(problems).toEqual([])
  })

  it('agrees with every line of the table, and with every source where they agree', () => {
    expect(rows).toHaveLength(2922)
    const differing = rows.filter(
      ([date = '', , worked]) => office.isWorkingDay(parseDay(date) ?? 0) !== (worked === '1'),
    )
    expect(differing).toEqual([])
  })

  it('departs from one source on three days, where the notices are on our side', () => {
    const disagreed = rows.filter(row => row.at(-1) === '0').map(([date]) => date)
    expect(disagreed).toEqual(['2020-01-31', '2020-02-01', '2023-01-03'])
  })

  it.each(Object.entries(perYear()))('has the working days of %s', (year, { workdays, makeup }) => {
    const days = rows.map(([date = '']) => date).filter(date => date.startsWith(year))
    expect(days.filter(date => office.isWorkingDay(parseDay(date) ?? 0))).toHaveLength(workdays)
    // 3 February 2020, a Monday, is listed as worked: nothing out of the ordinary, so no make-up day of ours.
    const ours = days.filter(date => table.work.has(parseDay(date) ?? 0)).length
    expect(ours).toBe(year === '2020' ? makeup - 1 : makeup)
  })

  it('takes make-up days from weekends and gives them the hours of a weekday', () => {
    for (const [day, followed] of table.work) {
      expect(weekdayOf(day)).toBeGreaterThan(5)
      expect(followed).toBeLessThan(6)
      expect(office.openOn(day)).toHaveLength(2)
    }
  })

  it('refuses the years around it', () => {
    expect(office.isWorkingDay(parseDay('2018-12-31') ?? 0)).toBeUndefined()
    expect(office.firstUncoveredYear(parseDay('2026-06-01') ?? 0, parseDay('2027-01-01') ?? 0)).toBe(2027)
  })
})

function perYear(): Readonly<Record<string, { readonly workdays: number; readonly makeup: number }>> {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'per_year.json'), 'utf8'))
}
