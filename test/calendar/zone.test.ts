import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { firstInstantFrom, makeZone } from '../../src/calendar/zone.ts'
import { at, day, newYork, shanghai, zoneNamed } from './fixture.ts'

const lordHowe = zoneNamed('Australia/Lord_Howe')
const santiago = zoneNamed('America/Santiago')
const apia = zoneNamed('Pacific/Apia')

describe('makeZone', () => {
  it.each(['Asia/Peking', 'Mars/Olympus', '', 'local'])('knows no zone %j', name => {
    expect(makeZone(name)).toBeUndefined()
  })
})

describe('civil time', () => {
  it('formats with the offset of the moment', () => {
    expect(shanghai.format(at('2024-03-05 14:30'))).toBe('2024-03-05T14:30:00+08:00')
    expect(newYork.format(at('2024-07-01 09:00', newYork))).toBe('2024-07-01T09:00:00-04:00')
    expect(newYork.format(at('2024-12-01 09:00', newYork))).toBe('2024-12-01T09:00:00-05:00')
    expect(lordHowe.format(at('2024-07-01 09:00', lordHowe))).toBe('2024-07-01T09:00:00+10:30')
  })

  it('in the repeated hour of autumn the first is taken', () => {
    expect(newYork.format(at('2024-11-03 01:30', newYork))).toBe('2024-11-03T01:30:00-04:00')
    // Lord Howe goes back by half an hour only: 01:30 to 02:00 comes twice.
    expect(lordHowe.format(at('2024-04-07 01:45', lordHowe))).toBe('2024-04-07T01:45:00+11:00')
    expect(lordHowe.format(at('2024-04-07 01:15', lordHowe))).toBe('2024-04-07T01:15:00+11:00')
  })

  it('a time in the skipped hour of spring does not exist', () => {
    expect(newYork.instantOf(day('2024-03-10'), 2.5 * 3600)).toBeUndefined()
    expect(newYork.instantOf(day('2024-03-10'), 3 * 3600)).toBeDefined()
    expect(lordHowe.instantOf(day('2024-10-06'), 2.25 * 3600)).toBeUndefined()
    expect(lordHowe.instantOf(day('2024-10-06'), 2.5 * 3600)).toBeDefined()
  })

  it('a day whose midnight is skipped starts at the first moment it has', () => {
    expect(santiago.format(santiago.startOf(day('2024-09-08')))).toBe('2024-09-08T01:00:00-03:00')
    expect(santiago.startOf(day('2024-09-08')) - santiago.startOf(day('2024-09-07'))).toBe(24 * 3600)
  })

  it('a day that the zone skipped is empty', () => {
    expect(apia.instantOf(day('2011-12-30'), 12 * 3600)).toBeUndefined()
    expect(apia.startOf(day('2011-12-30'))).toBe(apia.startOf(day('2011-12-31')))
  })

  it('days of changes have 23 and 25 hours', () => {
    expect(newYork.startOf(day('2024-03-11')) - newYork.startOf(day('2024-03-10'))).toBe(23 * 3600)
    expect(newYork.startOf(day('2024-11-04')) - newYork.startOf(day('2024-11-03'))).toBe(25 * 3600)
  })

  it('finds the first moment after a skipped time', () => {
    expect(newYork.format(firstInstantFrom(newYork, day('2024-03-10'), 2.5 * 3600))).toBe('2024-03-10T03:00:00-04:00')
    expect(lordHowe.format(firstInstantFrom(lordHowe, day('2024-10-06'), 2.25 * 3600))).toBe(
      '2024-10-06T02:30:00+11:00',
    )
    expect(newYork.format(firstInstantFrom(newYork, day('2024-03-09'), 26.5 * 3600))).toBe('2024-03-10T03:00:00-04:00')
  })

  it.each([shanghai, newYork, lordHowe, santiago, apia, zoneNamed('Africa/Casablanca'), zoneNamed('UTC')])(
    'is that of luxon in $name',
    zone => {
      fc.assert(
        fc.property(fc.integer({ min: -800_000_000, max: 2_400_000_000 }), instant => {
          const expected = DateTime.fromSeconds(instant, { zone: zone.name })
          const date = expected.toFormat('yyyy-MM-dd')
          expect(zone.dayOf(instant)).toBe(day(date))
          expect(zone.timeOf(instant)).toBe(expected.hour * 3600 + expected.minute * 60 + expected.second)
          expect(zone.startOf(day(date))).toBe(expected.startOf('day').toSeconds())
          const back = zone.instantOf(zone.dayOf(instant), zone.timeOf(instant))
          // The first of two: never later, and at most the repeated stretch earlier.
          expect(back).toBeLessThanOrEqual(instant)
          expect(instant - (back ?? 0)).toBeLessThanOrEqual(3600)
        }),
        { numRuns: 300 },
      )
    },
  )
})
