import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OpenHours } from '../../src/calendar/hours.ts'
import { makeCalendar } from '../../src/calendar/work-calendar.ts'
import { at, calendar, day, newYork, OFFICE_HOURS, office, SPRING_2024, shanghai, zoneNamed } from './fixture.ts'

const nights = calendar({ hours: { 'mon-fri': '22:00-06:00' } })

function hoursOf(calendarOf: typeof office, date: string): readonly string[] | undefined {
  const clock = (instant: number): string => calendarOf.zone.format(instant).slice(0, 16).replace('T', ' ')
  return calendarOf.openOn(day(date))?.map(({ from, to }) => `${clock(from)} ${clock(to)}`)
}

describe('open time', () => {
  it('intervals are half-open', () => {
    expect(office.isOpen(at('2024-03-05 08:30'))).toBe(true)
    expect(office.isOpen(at('2024-03-05 11:59:59'))).toBe(true)
    expect(office.isOpen(at('2024-03-05 12:00'))).toBe(false)
    expect(office.isOpen(at('2024-03-05 17:30'))).toBe(false)
  })

  it('split days count both parts', () => {
    expect(office.openSeconds(at('2024-03-05 00:00'), at('2024-03-06 00:00'))).toBe(7.5 * 3600)
    expect(office.openSeconds(at('2024-03-05 11:00'), at('2024-03-05 14:00'))).toBe(1.5 * 3600)
  })

  it('overlapping intervals are merged', () => {
    const overlapping = calendar({ hours: { daily: ['08:00-12:00', '11:00-13:00', '13:00-14:00'] } })
    expect(hoursOf(overlapping, '2024-03-05')).toEqual(['2024-03-05 08:00 2024-03-05 14:00'])
  })

  it('hours over midnight belong to the day they start', () => {
    expect(hoursOf(nights, '2024-03-08')).toEqual(['2024-03-08 22:00 2024-03-09 06:00'])
    expect(hoursOf(nights, '2024-03-09')).toEqual([])
    expect(nights.isWorkingDay(day('2024-03-09'))).toBe(false)
    expect(nights.isOpen(at('2024-03-09 05:00'))).toBe(true)
    expect(nights.isOpen(at('2024-03-11 05:00'))).toBe(false)
    expect(nights.openSeconds(at('2024-03-08 23:00'), at('2024-03-09 12:00'))).toBe(7 * 3600)
  })

  it('runs over the turn of a year', () => {
    expect(nights.isOpen(at('2025-01-01 05:00'))).toBe(true)
    expect(nights.openSeconds(at('2024-12-31 23:00'), at('2025-01-01 07:00'))).toBe(7 * 3600)
    expect(nights.addOpenSeconds(at('2024-12-31 23:00'), 7 * 3600)).toBe(at('2025-01-01 06:00'))
  })

  it('00:00-24:00 every day is round the clock', () => {
    const always = calendar({ hours: { daily: '00:00-24:00' } })
    expect(always.openSeconds(at('2023-05-05 05:05'), at('2031-06-06 06:06'))).toBe(
      at('2031-06-06 06:06') - at('2023-05-05 05:05'),
    )
    expect(always.addOpenSeconds(at('2024-03-05 12:00'), 86_400)).toBe(at('2024-03-06 12:00'))
  })

  it('counts the hours that there are on days of changes', () => {
    const city = calendar({ hours: { daily: '00:00-24:00' } }, { zone: newYork })
    expect(city.openSeconds(at('2024-03-10 00:00', newYork), at('2024-03-11 00:00', newYork))).toBe(23 * 3600)
    expect(city.openSeconds(at('2024-11-03 00:00', newYork), at('2024-11-04 00:00', newYork))).toBe(25 * 3600)
    const night = calendar({ hours: { daily: '22:00-06:00' } }, { zone: newYork })
    expect(night.openSeconds(at('2024-03-09 12:00', newYork), at('2024-03-10 12:00', newYork))).toBe(7 * 3600)
    // Opening in the skipped hour is at its end.
    const early = calendar({ hours: { daily: '02:30-08:00' } }, { zone: newYork })
    expect(hoursOf(early, '2024-03-10')).toEqual(['2024-03-10 03:00 2024-03-10 08:00'])
    const island = calendar({ hours: { daily: '00:00-06:00' } }, { zone: zoneNamed('Australia/Lord_Howe') })
    expect(island.openSeconds(at('2024-04-07 00:00', island.zone), at('2024-04-07 12:00', island.zone))).toBe(
      6.5 * 3600,
    )
    expect(island.openSeconds(at('2024-10-06 00:00', island.zone), at('2024-10-06 12:00', island.zone))).toBe(
      5.5 * 3600,
    )
  })
})

describe('holidays', () => {
  it('days off are closed, make-up working days follow the hours of their weekday', () => {
    const fridayShort = calendar({ hours: { 'mon-thu': '08:30-17:30', fri: '08:30-12:00' } }, { holidays: SPRING_2024 })
    expect(fridayShort.isWorkingDay(day('2024-02-12'))).toBe(false)
    expect(hoursOf(fridayShort, '2024-02-04')).toEqual(['2024-02-04 08:30 2024-02-04 17:30'])
    expect(hoursOf(fridayShort, '2024-02-18')).toEqual(['2024-02-18 08:30 2024-02-18 12:00'])
    expect(fridayShort.isWorkingDay(day('2024-02-25'))).toBe(false)
  })

  it('refuses a year that its table does not cover, and says which', () => {
    expect(office.isWorkingDay(day('2025-01-02'))).toBeUndefined()
    expect(office.openOn(day('2025-01-02'))).toBeUndefined()
    expect(office.isOpen(at('2025-01-02 09:00'))).toBeUndefined()
    expect(office.openSeconds(at('2024-12-31 09:00'), at('2025-01-02 09:00'))).toBeUndefined()
    expect(office.openSeconds(at('2025-01-02 09:00'), at('2024-12-31 09:00'))).toBeUndefined()
    expect(office.addOpenSeconds(at('2024-12-31 17:00'), 3600)).toBeUndefined()
    expect(office.nextOpening(at('2024-12-31 18:00'))).toBeUndefined()
    expect(office.addWorkingDays(day('2024-12-31'), 1)).toBeUndefined()
    expect(office.firstUncoveredYear(day('2024-03-01'), day('2026-03-01'))).toBe(2025)
    expect(office.firstUncoveredYear(day('2024-01-01'), day('2024-12-31'))).toBeUndefined()
  })

  it('does not assume that nobody worked on the eve of the first year, where nights run over midnight', () => {
    const guards = calendar({ hours: { daily: '22:00-06:00' } }, { holidays: { years: [2024, 2025] } })
    expect(guards.isOpen(at('2024-01-01 05:00'))).toBeUndefined()
    expect(guards.firstUncoveredYear(day('2024-01-01'), day('2024-06-30'))).toBe(2023)
    expect(guards.isOpen(at('2025-01-01 05:00'))).toBe(true)
  })

  it('knows a single date of an uncovered year that the calendar states itself', () => {
    const stated = calendar({ hours: OFFICE_HOURS, dates: { '2025-01-02': '09:00-10:00' } }, { holidays: SPRING_2024 })
    expect(stated.isWorkingDay(day('2025-01-02'))).toBe(true)
    expect(stated.isWorkingDay(day('2025-01-03'))).toBeUndefined()
  })
})

describe('single dates and ranges', () => {
  const school = calendar(
    {
      hours: OFFICE_HOURS,
      dates: {
        '2024-02-09': ['08:30-12:00'],
        '2024-12-24': 'closed',
        '2024-01-15..2024-02-25': 'closed',
        '2024-02-19..2024-02-23': ['09:00-11:00'],
      },
    },
    { holidays: SPRING_2024 },
  )

  it('hold over all the rest, make-up working days included', () => {
    expect(school.isWorkingDay(day('2024-12-24'))).toBe(false)
    expect(school.isWorkingDay(day('2024-02-04'))).toBe(false)
    expect(school.isWorkingDay(day('2024-01-14'))).toBe(false)
    expect(school.isWorkingDay(day('2024-02-26'))).toBe(true)
  })

  it('the shortest that holds a day counts, in whatever order they are written', () => {
    expect(hoursOf(school, '2024-02-09')).toEqual(['2024-02-09 08:30 2024-02-09 12:00'])
    expect(hoursOf(school, '2024-02-20')).toEqual(['2024-02-20 09:00 2024-02-20 11:00'])
  })
})

describe('moving on', () => {
  it.each([
    ['2024-03-05 08:00', 0, '2024-03-05 08:30'],
    ['2024-03-05 12:00', 0, '2024-03-05 13:30'],
    ['2024-03-08 17:30', 0, '2024-03-11 08:30'],
    ['2024-03-05 09:00', 3600, '2024-03-05 10:00'],
    ['2024-03-05 11:00', 3600, '2024-03-05 12:00'],
    ['2024-03-05 11:00', 3601, '2024-03-05 13:30:01'],
    ['2024-03-09 11:00', 1, '2024-03-11 08:30:01'],
    ['2024-03-11 09:00', -1800, '2024-03-11 08:30'],
    ['2024-03-11 09:00', -1801, '2024-03-08 17:29:59'],
  ])('%s and %i open seconds is %s', (from, seconds, to) => {
    expect(office.addOpenSeconds(at(from), seconds)).toBe(at(to))
  })

  it('finds no opening in a calendar that is never open', () => {
    const closed = makeCalendar({ id: 'closed', zone: shanghai, weekly: new Map(), dates: [] })
    expect(closed.nextOpening(0)).toBeUndefined()
    expect(closed.addOpenSeconds(0, 60)).toBeUndefined()
    expect(closed.addOpenSeconds(0, -60)).toBeUndefined()
    expect(closed.addWorkingDays(0, 1)).toBeUndefined()
    expect(closed.openSeconds(0, 1e9)).toBe(0)
  })

  it('counts working days both ways, the day itself being 0', () => {
    expect(office.addWorkingDays(day('2024-03-09'), 0)).toBe(day('2024-03-09'))
    expect(office.addWorkingDays(day('2024-03-08'), 1)).toBe(day('2024-03-11'))
    expect(office.addWorkingDays(day('2024-03-09'), -1)).toBe(day('2024-03-08'))
    expect(office.addWorkingDays(day('2024-02-19'), -3)).toBe(day('2024-02-08'))
  })
})

describe('laws', () => {
  const from = at('2023-11-01 00:00')
  const instant = fc.integer({ min: from, max: from + 500 * 86_400 })
  const stretch = fc
    .tuple(fc.nat(23 * 60), fc.integer({ min: 1, max: 20 * 60 }))
    .map(([start, length]) => ({ from: start * 60, to: (start + length) * 60 }))
  const hours = fc.array(stretch, { maxLength: 3 })
  const weekly = fc
    .dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), hours)
    .map(
      week =>
        new Map<number, readonly OpenHours[]>(Object.entries(week).map(([weekday, open]) => [Number(weekday), open])),
    )
  const dates = fc.array(
    fc.record({
      range: fc
        .tuple(fc.nat(400), fc.nat(20))
        .map(([start, length]) => ({ from: day('2023-11-10') + start, to: day('2023-11-10') + start + length })),
      hours,
    }),
    { maxLength: 4 },
  )
  const zone = fc.constantFrom(shanghai, newYork, zoneNamed('Australia/Lord_Howe'))
  // Open every Wednesday for a while, so that every search ends.
  const anyCalendar = fc
    .record({ id: fc.constant('any'), zone, weekly, dates })
    .map(definition =>
      makeCalendar({ ...definition, weekly: new Map([...definition.weekly, [3, [{ from: 36_000, to: 40_000 }]]]) }),
    )

  it('open seconds are the lengths of what is open on the days', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.nat(40 * 86_400), (one, start, length) => {
        const end = start + length
        const changes = new Set([start, end])
        for (let today = one.zone.dayOf(start) - 2; today <= one.zone.dayOf(end) + 1; today++) {
          for (const open of one.openOn(today) ?? [])
            for (const edge of [open.from, open.to]) if (edge > start && edge < end) changes.add(edge)
        }
        const edges = [...changes].toSorted((some, other) => some - other)
        const expected = edges
          .slice(1)
          .reduce((sum, edge, index) => sum + (one.isOpen(edges[index] ?? 0) ? edge - (edges[index] ?? 0) : 0), 0)
        expect(one.openSeconds(start, end)).toBe(expected)
      }),
    )
  })

  it('open seconds add up, and backwards they are the same with a minus', () => {
    fc.assert(
      fc.property(anyCalendar, instant, instant, instant, (one, a, b, c) => {
        const [ab, bc, ac, ba] = [
          one.openSeconds(a, b),
          one.openSeconds(b, c),
          one.openSeconds(a, c),
          one.openSeconds(b, a),
        ]
        expect((ab ?? 0) + (bc ?? 0)).toBe(ac)
        expect((ab ?? 0) + (ba ?? 0)).toBe(0)
      }),
    )
  })

  it('adding open seconds is undone by counting them, forward at the earliest, backward at the latest instant', () => {
    fc.assert(
      fc.property(anyCalendar, instant, fc.integer({ min: -400_000, max: 400_000 }), (one, start, seconds) => {
        const end = one.addOpenSeconds(start, seconds)
        if (end === undefined) throw new Error('every Wednesday is open')
        expect(one.openSeconds(start, end)).toBe(seconds)
        if (seconds > 0) expect(one.openSeconds(start, end - 1)).toBe(seconds - 1)
        else expect(one.isOpen(end)).toBe(true)
      }),
    )
  })

  it('the next opening is open, and nothing before it is', () => {
    fc.assert(
      fc.property(anyCalendar, instant, (one, start) => {
        const opening = one.nextOpening(start) ?? Number.NaN
        expect(opening).toBeGreaterThanOrEqual(start)
        expect(one.isOpen(opening)).toBe(true)
        expect(one.openSeconds(start, opening)).toBe(0)
      }),
    )
  })

  it('counting n working days passes n working days', () => {
    fc.assert(
      fc.property(anyCalendar, fc.nat(400), fc.integer({ min: -15, max: 15 }), (one, start, count) => {
        const first = day('2023-11-10') + start
        const last = one.addWorkingDays(first, count) ?? Number.NaN
        const days = Array.from({ length: Math.abs(last - first) }, (_, index) =>
          count > 0 ? first + index + 1 : first - index - 1,
        )
        expect(days.filter(each => one.isWorkingDay(each))).toHaveLength(Math.abs(count))
        expect(count === 0 || one.isWorkingDay(last)).toBe(true)
      }),
    )
  })
})
