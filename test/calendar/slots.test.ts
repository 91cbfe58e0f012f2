import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCutOff } from '../../src/calendar/cut-off.ts'
import { makePeriod, parsePeriod } from '../../src/calendar/period.ts'
import {
  parseEdge,
  parseMonth,
  SLOT_LENGTHS,
  type SlotRule,
  slotIntervals,
  slotOf,
  slotsWithin,
} from '../../src/calendar/slots.ts'
import type { Slot } from '../../src/model/calendar.ts'
import type { Period } from '../../src/model/period.ts'
import { at, calendar, day, newYork, office, shanghai } from './fixture.ts'

function period(name: string): Period {
  const read = parsePeriod(name)
  if (!read) throw new Error(`no period ${name}`)
  return read
}

const half = period('2024-H1')

function ids(rule: SlotRule, within = half): readonly string[] | undefined {
  return slotsWithin(rule, within.from, within.to, within, office)?.map(slot => slot.id)
}

describe('periods', () => {
  it.each([
    ['2024-H1', '2024-01-01', '2024-06-30', 'half-year'],
    ['2024-H2', '2024-07-01', '2024-12-31', 'half-year'],
    ['2024-Q1', '2024-01-01', '2024-03-31', 'quarter'],
    ['2024-02', '2024-02-01', '2024-02-29', 'month'],
    ['2024', '2024-01-01', '2024-12-31', 'year'],
  ])('%s runs from %s to %s', (name, from, to, length) => {
    expect(parsePeriod(name)).toEqual({ name, from: day(from), to: day(to), year: 2024, length })
  })

  it.each(['2024-H3', '2024-Q5', '2024-13', '2024-1', '24', '2024-W10', ''])('refuses %j', text => {
    expect(parsePeriod(text)).toBeUndefined()
  })

  it('has the length of the calendar period that it coincides with', () => {
    expect(makePeriod({ name: '春季学期', from: day('2024-02-26'), to: day('2024-07-07') })).toMatchObject({
      length: 'other',
      year: 2024,
    })
    expect(makePeriod({ name: '上半年', from: day('2024-01-01'), to: day('2024-06-30') })).toMatchObject({
      length: 'half-year',
    })
    expect(makePeriod({ name: 'term', from: day('2024-09-02'), to: day('2025-01-12'), year: 2024 })).toMatchObject({
      year: 2024,
    })
  })
})

describe('slotOf', () => {
  it.each([
    ['day', '2024-03-05', '2024-03-05'],
    ['working day', '2024-03-05', '2024-03-05'],
    ['week', '2024-03-05', '2024-W10'],
    ['week', '2024-12-30', '2025-W01'],
    ['month', '2024-03-05', '2024-03'],
    ['two months', '2024-02-29', '2024-M01-02'],
    ['two months', '2024-12-29', '2024-M11-12'],
    ['quarter', '2024-03-31', '2024-Q1'],
    ['half-year', '2024-07-01', '2024-H2'],
    ['year', '2024-07-01', '2024'],
    ['period', '2024-03-05', '2024-H1'],
  ] as const)('a %s with %s is %s', (every, date, id) => {
    expect(slotOf(every, day(date), half).id).toBe(id)
  })

  it('holds the day, and nothing is between two slots', () => {
    const lengths = fc.constantFrom(...SLOT_LENGTHS.filter(every => every !== 'period'))
    fc.assert(
      fc.property(lengths, fc.integer({ min: 0, max: 40_000 }), (every, one) => {
        const slot = slotOf(every, one, half)
        expect(slot.firstDay <= one && one <= slot.lastDay).toBe(true)
        expect(slotOf(every, slot.firstDay, half)).toEqual(slot)
        expect(slotOf(every, slot.lastDay + 1, half).firstDay).toBe(slot.lastDay + 1)
      }),
    )
  })
})

describe('slotsWithin', () => {
  it('a slot, whole, belongs to the period of its last day', () => {
    // 1 January 2024 is a Monday, 30 June a Sunday: the half-year holds whole weeks.
    expect(ids({ every: 'week' })).toHaveLength(26)
    expect(ids({ every: 'week' }, period('2024-02'))).toEqual(['2024-W05', '2024-W06', '2024-W07', '2024-W08'])
    expect(ids({ every: 'week' }, period('2024-03'))).toEqual([
      '2024-W09',
      '2024-W10',
      '2024-W11',
      '2024-W12',
      '2024-W13',
    ])
    expect(ids({ every: 'quarter' }, period('2024-02'))).toEqual([])
    expect(ids({ every: 'quarter' }, period('2024-03'))).toEqual(['2024-Q1'])
    expect(ids({ every: 'year' })).toEqual([])
    expect(ids({ every: 'year' }, period('2024-H2'))).toEqual(['2024'])
    expect(ids({ every: 'two months' }, period('2024-H1'))).toEqual(['2024-M01-02', '2024-M03-04', '2024-M05-06'])
  })

  it('has one slot for the period, whose name it bears', () => {
    const term = makePeriod({ name: '春季学期', from: day('2024-02-26'), to: day('2024-07-07') })
    expect(ids({ every: 'period' }, term)).toEqual(['春季学期'])
    expect(slotsWithin({ every: 'period' }, term.from, term.to - 1, term, office)).toEqual([])
  })

  it('takes working days from the calendar', () => {
    expect(ids({ every: 'day' }, period('2024-02'))).toHaveLength(29)
    expect(ids({ every: 'working day' }, period('2024-02'))).toEqual(
      expect.arrayContaining(['2024-02-04', '2024-02-18', '2024-02-19']),
    )
    expect(ids({ every: 'working day' }, period('2024-02'))).toHaveLength(18)
  })

  it('is not known where the holidays of a year are not', () => {
    expect(ids({ every: 'working day' }, period('2025-H1'))).toBeUndefined()
    expect(ids({ every: 'day' }, period('2025-01'))).toHaveLength(31)
  })

  it('takes only the weekdays, months, first or last days named', () => {
    const february = period('2024-02')
    expect(ids({ every: 'day', only: { weekdays: [1, 4] } }, february)).toEqual([
      '2024-02-01',
      '2024-02-05',
      '2024-02-08',
      '2024-02-12',
      '2024-02-15',
      '2024-02-19',
      '2024-02-22',
      '2024-02-26',
      '2024-02-29',
    ])
    expect(ids({ every: 'month', only: { months: [6, 11] } })).toEqual(['2024-06'])
    expect(ids({ every: 'day', only: parseEdge('first 3 working days') ?? { weekdays: [] } }, february)).toEqual([
      '2024-02-01',
      '2024-02-02',
      '2024-02-04',
    ])
    expect(ids({ every: 'day', only: parseEdge('last 5 days') ?? { weekdays: [] } }, february)).toEqual([
      '2024-02-25',
      '2024-02-26',
      '2024-02-27',
      '2024-02-28',
      '2024-02-29',
    ])
  })

  it('leaves no slot out and has none twice, however a year is cut into periods', () => {
    const lengths = fc.constantFrom(...SLOT_LENGTHS.filter(every => every !== 'period'))
    const year = period('2024')
    fc.assert(
      fc.property(lengths, fc.integer({ min: year.from, max: year.to - 1 }), (every, cut) => {
        const within = (from: number, to: number): readonly Slot[] =>
          slotsWithin({ every }, from, to, year, office) ?? []
        expect([...within(year.from, cut), ...within(cut + 1, year.to)]).toEqual(within(year.from, year.to))
      }),
    )
  })
})

describe('only', () => {
  it.each([
    ['first 3 working days', { edge: 'first', count: 3, working: true }],
    ['last 5 days', { edge: 'last', count: 5, working: false }],
    ['每月前3个工作日', { edge: 'first', count: 3, working: true }],
    ['最后5天', { edge: 'last', count: 5, working: false }],
  ])('reads %s', (text, choice) => {
    expect(parseEdge(text)).toEqual(choice)
  })

  it('reads months by name', () => {
    expect(['june', 'November', 'jun', '6月', '13月', 'summer'].map(parseMonth)).toEqual([
      6,
      11,
      6,
      6,
      undefined,
      undefined,
    ])
  })
})

describe('slotIntervals', () => {
  const monday = slotOf('day', day('2024-03-04'), half)
  const peak = [{ from: 8 * 3600 + 1800, to: 8 * 3600 + 3000 }]

  it('is the whole slot where nothing else is said', () => {
    expect(slotIntervals(slotOf('month', day('2024-02-05'), half), { zone: shanghai })).toEqual([
      { from: at('2024-02-01 00:00'), to: at('2024-03-01 00:00') },
    ])
  })

  it('is certain hours of each of its days', () => {
    expect(slotIntervals(monday, { zone: shanghai, hours: peak })).toEqual([
      { from: at('2024-03-04 08:30'), to: at('2024-03-04 08:50') },
    ])
    expect(slotIntervals(slotOf('week', day('2024-03-04'), half), { zone: shanghai, hours: peak })).toHaveLength(7)
  })

  it('is the open time of a calendar, cut to the hours', () => {
    expect(slotIntervals(monday, { zone: shanghai, calendar: office })).toHaveLength(2)
    expect(
      slotIntervals(monday, { zone: shanghai, calendar: office, hours: [{ from: 11 * 3600, to: 14 * 3600 }] }),
    ).toEqual([
      { from: at('2024-03-04 11:00'), to: at('2024-03-04 12:00') },
      { from: at('2024-03-04 13:30'), to: at('2024-03-04 14:00') },
    ])
  })

  it('a slot without open time does not exist', () => {
    expect(slotIntervals(slotOf('day', day('2024-03-09'), half), { zone: shanghai, calendar: office })).toEqual([])
  })

  it('is not known in a year without data', () => {
    expect(slotIntervals(slotOf('day', day('2025-03-04'), half), { zone: shanghai, calendar: office })).toBeUndefined()
  })

  it('night hours belong to the day they start', () => {
    const night = calendar({ hours: { daily: '22:00-06:00' } }, { zone: newYork })
    const saturday = slotOf('day', day('2024-03-09'), half)
    const [one, ...more] = slotIntervals(saturday, { zone: newYork, calendar: night }) ?? []
    expect(more).toEqual([])
    expect(one && [newYork.format(one.from), newYork.format(one.to)]).toEqual([
      '2024-03-09T22:00:00-05:00',
      '2024-03-10T06:00:00-04:00',
    ])
  })
})

describe('the cut-off', () => {
  it('as-of is a date (through its end) or a date-time', () => {
    const end = shanghai.startOf(day('2024-07-06'))
    expect(parseCutOff('2024-07-05', shanghai)).toEqual({ asOf: end, knownThrough: end - 1 })
    expect(parseCutOff('2024-07-05 14:00', shanghai)).toEqual({
      asOf: at('2024-07-05 14:00'),
      knownThrough: at('2024-07-05 14:00'),
    })
    expect(parseCutOff('2024-07-05T14:00', shanghai)).toEqual(parseCutOff('2024-07-05 14:00', shanghai))
  })

  it.each(['2024-07-32', 'today', '2024-07-05 25:00', '2024-07-05 14:00 +08', ''])('refuses %j', text => {
    expect(parseCutOff(text, shanghai)).toBeUndefined()
  })

  it('a time in the skipped hour is refused', () => {
    expect(parseCutOff('2024-03-10 02:30', newYork)).toBeUndefined()
  })
})
