import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDuration,
  formatDuration,
  lowerBound,
  parseDuration,
  subtractDuration,
} from '../../src/calendar/duration.ts'
import type { DayCounting, WorkCalendar } from '../../src/model/calendar.ts'
import type { Duration, DurationUnit } from '../../src/model/value.ts'
import { at, calendar, newYork, OFFICE_HOURS, office, SPRING_2024 } from './fixture.ts'

function duration(text: string): Duration {
  const read = parseDuration(text)
  if (!read) throw new Error(`no duration: ${text}`)
  return read
}

function question(from: string, text: string, days: DayCounting = 'whole', hours: WorkCalendar = office) {
  return { from: at(from, hours.zone), duration: duration(text), days, zone: hours.zone, calendar: hours }
}

function shown(answer: ReturnType<typeof addDuration>, { zone }: { zone: WorkCalendar['zone'] } = office): string {
  return 'at' in answer ? zone.format(answer.at).slice(0, 19).replace('T', ' ') : `? ${answer.uncoveredYear}`
}

describe('parseDuration', () => {
  it.each<[string, number, DurationUnit, boolean]>([
    ['30 minutes', 30, 'minutes', false],
    ['1 minute', 1, 'minutes', false],
    ['2 hours', 2, 'hours', false],
    ['1.1 minutes', 1.1, 'minutes', false],
    ['25 seconds', 25, 'seconds', false],
    ['3 days', 3, 'days', false],
    ['3 working days', 3, 'days', true],
    ['90 working minutes', 90, 'minutes', true],
    ['2 weeks', 2, 'weeks', false],
    ['6 months', 6, 'months', false],
    ['1 year', 12, 'months', false],
    ['30分钟', 30, 'minutes', false],
    ['３０ 分钟', 30, 'minutes', false],
    ['3个工作日', 3, 'days', true],
    ['三个工作日', 3, 'days', true],
    ['90个工作分钟', 90, 'minutes', true],
    ['2小时', 2, 'hours', false],
    ['2 个小时', 2, 'hours', false],
    ['25秒', 25, 'seconds', false],
    ['6个月', 6, 'months', false],
    ['两周', 2, 'weeks', false],
    ['半年', 6, 'months', false],
    ['半小时', 30, 'minutes', false],
    ['一年', 12, 'months', false],
    ['0 minutes', 0, 'minutes', false],
  ])('reads %j', (text, value, unit, working) => {
    expect(parseDuration(text)).toEqual({ value, unit, working })
  })

  it.each([
    '-3 days',
    '3',
    'minutes',
    '3 fortnights',
    '1.5 days',
    '0.5 months',
    '2 working weeks',
    '6 working months',
    '半天',
    '半个工作日',
    '3 days 2 hours',
    '1.0001 seconds',
    '3 0 分钟',
    '三十分钟',
    '',
  ])('refuses %j', text => {
    expect(parseDuration(text)).toBeUndefined()
  })

  it('reads what formatDuration writes, in either language', () => {
    const units = fc.constantFrom<DurationUnit>('seconds', 'minutes', 'hours', 'days', 'weeks', 'months')
    fc.assert(
      fc.property(fc.nat(1000), units, fc.boolean(), (value, unit, wantsWorking) => {
        const one = { value, unit, working: wantsWorking && unit !== 'weeks' && unit !== 'months' }
        expect(parseDuration(formatDuration(one, 'en'))).toEqual(one)
        expect(parseDuration(formatDuration(one, 'zh'))).toEqual(one)
      }),
    )
  })

  it('speaks both languages', () => {
    expect(formatDuration(duration('1 working day'), 'en')).toBe('1 working day')
    expect(formatDuration(duration('3 working days'), 'zh')).toBe('3 个工作日')
    expect(formatDuration(duration('半小时'), 'zh')).toBe('30 分钟')
  })
})

describe('addDuration', () => {
  it.each([
    // 8 March 2024 is a Friday.
    ['minutes and hours are elapsed time round the clock', '2024-03-08 22:00', '30 minutes', '2024-03-08 22:30:00'],
    ['minutes and hours are elapsed time round the clock', '2024-03-08 22:00', '72 hours', '2024-03-11 22:00:00'],
    [
      'n days: due at the end of day n, the day of the start being day 0',
      '2024-03-08 09:00',
      '3 days',
      '2024-03-11 23:59:59',
    ],
    [
      'n days: due at the end of day n, the day of the start being day 0',
      '2024-03-08 09:00',
      '0 days',
      '2024-03-08 23:59:59',
    ],
    ['weeks are calendar days', '2024-03-08 09:00', '2 weeks', '2024-03-22 23:59:59'],
    ['n working days likewise over the calendar', '2024-03-08 09:00', '1 working day', '2024-03-11 23:59:59'],
    ['holidays out, make-up working days in', '2024-02-08 09:00', '1 working day', '2024-02-09 23:59:59'],
    ['holidays out, make-up working days in', '2024-02-08 09:00', '2 working days', '2024-02-18 23:59:59'],
    ['holidays out, make-up working days in', '2024-02-08 09:00', '3 working days', '2024-02-19 23:59:59'],
    ['n working hours counts open intervals only', '2024-03-08 11:00', '2 working hours', '2024-03-08 14:30:00'],
    ['n working hours counts open intervals only', '2024-03-08 17:00', '90 working minutes', '2024-03-11 09:30:00'],
    [
      'working time that is used up at closing ends at closing',
      '2024-03-08 16:30',
      '1 working hour',
      '2024-03-08 17:30:00',
    ],
    [
      'started outside hours, working time runs from the next opening',
      '2024-03-09 10:00',
      '30 working minutes',
      '2024-03-11 09:00:00',
    ],
    ['months clamp to the month’s end', '2024-01-31 09:00', '1 month', '2024-02-29 23:59:59'],
  ])('%s: %s and %s', (_sentence, from, text, due) => {
    expect(shown(addDuration(question(from, text)))).toBe(due)
  })

  it.each([
    ['rolling counts to the same time of day', '2024-03-08 09:15', '1 working day', '2024-03-11 09:15:00'],
    [
      'started outside opening hours: from the next opening',
      '2024-03-08 20:00',
      '1 working day',
      '2024-03-12 08:30:00',
    ],
    [
      'started outside opening hours: from the next opening',
      '2024-03-08 12:30',
      '1 working day',
      '2024-03-11 13:30:00',
    ],
    ['rolling days without working time roll round the clock', '2024-03-08 20:00', '3 days', '2024-03-11 20:00:00'],
    ['rolling months clamp', '2024-01-31 20:00', '1 month', '2024-02-29 20:00:00'],
  ])('%s: %s and %s', (_sentence, from, text, due) => {
    expect(shown(addDuration(question(from, text, 'rolling')))).toBe(due)
  })

  it('rolls to the same time of day even where the last day closes earlier', () => {
    const shortSaturday = calendar({ hours: { 'mon-fri': '09:00-17:00', sat: '09:00-12:00' } })
    expect(shown(addDuration(question('2024-03-08 15:00', '1 working day', 'rolling', shortSaturday)))).toBe(
      '2024-03-09 15:00:00',
    )
  })

  it('rolls over the changes of the clock: the same time of day, the first after a skipped one', () => {
    const city = calendar({ hours: { daily: '00:00-24:00' } }, { zone: newYork })
    expect(shown(addDuration(question('2024-03-09 08:00', '1 day', 'rolling', city)), city)).toBe('2024-03-10 08:00:00')
    expect(shown(addDuration(question('2024-03-09 02:30', '1 day', 'rolling', city)), city)).toBe('2024-03-10 03:00:00')
    expect(shown(addDuration(question('2024-03-09 08:00', '24 hours', 'whole', city)), city)).toBe(
      '2024-03-10 09:00:00',
    )
  })

  it('a calendar that names holidays refuses a year that its table does not cover, and says which', () => {
    expect(shown(addDuration(question('2024-12-31 09:00', '1 working day')))).toBe('? 2025')
    expect(shown(addDuration(question('2024-12-31 17:00', '1 working hour')))).toBe('? 2025')
    expect(shown(addDuration(question('2024-12-31 20:00', '1 working day', 'rolling')))).toBe('? 2025')
    expect(shown(addDuration(question('2025-03-05 09:00', '0 working minutes')))).toBe('? 2025')
    expect(shown(subtractDuration(question('2024-01-02 09:00', '2 working days')))).toBe('? 2023')
    expect(shown(subtractDuration(question('2024-01-02 09:00', '8 working hours')))).toBe('? 2023')
    expect(shown(addDuration(question('2024-12-31 09:00', '3 days')))).toBe('2025-01-03 23:59:59')
  })
})

describe('lowerBound', () => {
  it('lower bounds start their day', () => {
    expect(shown(lowerBound(question('2024-03-08 09:00', '7 days')))).toBe('2024-03-15 00:00:00')
    expect(shown(lowerBound(question('2024-03-08 09:00', '1 working day')))).toBe('2024-03-11 00:00:00')
    expect(shown(lowerBound(question('2024-03-08 09:00', '2 hours')))).toBe('2024-03-08 11:00:00')
    expect(shown(lowerBound(question('2024-03-08 09:00', '7 days', 'rolling')))).toBe('2024-03-15 09:00:00')
  })
})

describe('subtractDuration', () => {
  it.each([
    ['2024-03-11 09:00', '3 days', '2024-03-08 23:59:59'],
    ['2024-03-11 09:00', '1 working day', '2024-03-08 23:59:59'],
    ['2024-03-11 09:00', '1 working hour', '2024-03-08 17:00:00'],
    ['2024-03-11 09:00', '2 hours', '2024-03-11 07:00:00'],
    ['2024-03-31 09:00', '1 month', '2024-02-29 23:59:59'],
    ['2024-03-09 10:00', '0 working hours', '2024-03-08 17:30:00'],
    ['2024-03-08 12:00', '0 working hours', '2024-03-08 12:00:00'],
  ])('%s less %s is early enough until %s', (from, text, latest) => {
    expect(shown(subtractDuration(question(from, text)))).toBe(latest)
  })

  it('starts the day where it is the earliest that counts', () => {
    expect(shown(subtractDuration(question('2024-03-11 09:00', '3 days'), true))).toBe('2024-03-08 00:00:00')
  })

  it('rolls back to the same time of day, from the last closing where it starts outside hours', () => {
    expect(shown(subtractDuration(question('2024-03-12 10:00', '2 working days', 'rolling')))).toBe(
      '2024-03-08 10:00:00',
    )
    expect(shown(subtractDuration(question('2024-03-10 10:00', '1 working day', 'rolling')))).toBe(
      '2024-03-07 17:30:00',
    )
  })

  it('takes a closing at midnight for the end of the day before', () => {
    const late = calendar({ hours: { 'mon-fri': '16:00-24:00' } })
    expect(shown(subtractDuration(question('2024-03-08 10:00', '1 working day', 'rolling', late)))).toBe(
      '2024-03-07 00:00:00',
    )
  })
})

describe('there and back', () => {
  const from = at('2024-02-01 00:00')
  const instants = fc.integer({ min: from, max: from + 200 * 86_400 })

  it('whole days back from a due time lead to the day of the start, over any calendar', () => {
    const whole = calendar({ hours: OFFICE_HOURS }, { holidays: { ...SPRING_2024, years: [2023, 2024, 2025] } })
    const start = instants.filter(one => whole.isWorkingDay(whole.zone.dayOf(one)) === true)
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 30 }), fc.boolean(), (instant, value, working) => {
        const rule = {
          duration: { value, unit: 'days', working },
          days: 'whole',
          zone: whole.zone,
          calendar: whole,
        } as const
        const due = addDuration({ from: instant, ...rule })
        if (!('at' in due)) throw new Error('covered')
        const back = subtractDuration({ from: due.at, ...rule }, true)
        expect(back).toEqual({ at: whole.zone.startOf(whole.zone.dayOf(instant)) })
      }),
    )
  })
})
