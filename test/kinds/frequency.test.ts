/** `frequency`: so many in each slot of each owner. */

import { describe, expect, it } from 'vitest'
import { judge, only, verdicts } from '../support/judge.ts'

const PACK = `
time-zone: Asia/Shanghai
posts: { warden: { title: 管理员 } }
calendars:
  office: { hours: { mon-fri: ['08:30-12:00', '13:30-17:30'] }, holidays: cn, dates: { 2024-02-12..2024-02-18: closed } }
holidays: { cn: { years: [2023, 2024], off: [2024-01-01], work: [] } }
seasons: { term: [2024-02-26..2024-03-17] }
parameters: { interval: { title: 间隔, value: month } }
events:
  inspection:
    title: { zh: 检查, en: Inspection }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      kind: { type: choice, choices: { a: 甲, b: 乙, c: 丙 } }
      amount: { type: number }
      site: { type: site }
      staff: { type: list, item: person }
  waiver:
    title: { zh: 免做, en: Waiver }
    id: no
    at: at
    fields: { no: { type: text, required: true }, at: { type: date-time, required: true }, site: { type: site } }
`
const pack = (rule: string) => `${PACK}
standards:
  it: { title: 次数, kind: frequency, event: inspection, charge: { post: warden }, ${rule} }
`
const PEOPLE = 'people: [ { id: E1, name: 张三, post: warden, sites: [east] } ]\nsites: [ { id: east, name: 东楼 } ]'
const MARCH = 'period: { name: march, from: 2024-03-01, to: 2024-03-31 }'

function story(days: readonly string[], more = ''): string {
  const events = days.map(
    (day, at) => `  - { type: inspection, no: J${at}, at: "${day} 10:00", site: east, kind: a, amount: 2 }`,
  )
  return `${PEOPLE}\n${more === '' ? MARCH : more}\nevents:${events.length === 0 ? ' []' : `\n${events.join('\n')}`}`
}

describe('one case is a slot of an owner', () => {
  it('month and site: 2024-03@east, judged as of the last day', () => {
    const judged = judge(pack('every: month, for: each site, at-least: 2'), story(['2024-03-05', '2024-03-31']))
    expect(only(judged)).toMatchObject({
      id: 'it/2024-03%40east/E1',
      case: '2024-03@east',
      owner: 'east',
      verdict: 'met',
      measured: { value: 2, unit: 'times' },
      limit: { value: 2, unit: 'times' },
    })
    expect(judged.time(only(judged).at)).toBe('2024-03-31T23:59:59+08:00')
    expect(judged.checked.measures).toEqual([{ standard: 'it', owner: 'east', slot: '2024-03', value: 2 }])
  })
  it.each([
    ['day', ['2024-03-01', '2024-03-02', '2024-03-03']],
    ['working day', ['2024-03-01']],
    ['week', ['2024-W09']],
    ['month', []],
  ])('every %s: slots whose last day lies in the period', (every, slots) => {
    const judged = judge(
      pack(`every: ${every}, for: organisation`),
      story([], 'period: { name: short, from: 2024-03-01, to: 2024-03-03 }'),
    )
    expect(judged.findings.map(finding => finding.case)).toEqual(slots.map(slot => `${slot}@organisation`))
  })
  it('half-year, quarter, two months, year, period have the names of the design', () => {
    const cases = (every: string) =>
      judge(pack(`every: ${every}, for: organisation`), story([], 'period: 2024-H1')).findings.map(
        finding => finding.case,
      )
    expect(cases('half-year')).toEqual(['2024-H1@organisation'])
    expect(cases('quarter')).toEqual(['2024-Q1@organisation', '2024-Q2@organisation'])
    expect(cases('two months')).toEqual([
      '2024-M01-02@organisation',
      '2024-M03-04@organisation',
      '2024-M05-06@organisation',
    ])
    expect(cases('year')).toEqual([])
    expect(cases('period')).toEqual(['2024-H1@organisation'])
  })
  it('the interval may be a parameter', () => {
    expect(verdicts(judge(pack('every: { parameter: interval }, for: organisation'), story(['2024-03-05'])))).toEqual([
      '2024-03@organisation met',
    ])
  })
})

describe('only', () => {
  it.each([
    ['every: day, only: [sat]', ['2024-03-02', '2024-03-09', '2024-03-16', '2024-03-23', '2024-03-30']],
    ['every: day, only: first 3 working days', ['2024-03-01', '2024-03-04', '2024-03-05']],
    ['every: day, only: last 2 days', ['2024-03-30', '2024-03-31']],
  ])('%s', (slot, days) => {
    // Saturdays have no open time of the office, so the slots are asked round the clock.
    const judged = judge(pack(`${slot}, hours: "00:00-24:00", for: organisation`), story([]))
    expect(judged.findings.map(finding => finding.case)).toEqual(days.map(day => `${day}@organisation`))
  })
})

describe('only, of slots longer than a day, says which of their days count', () => {
  it.each([
    ['first 3 working days', '2024-03-05', 'met'],
    ['first 3 working days', '2024-03-06', 'missed'],
    ['last 5 days', '2024-03-27', 'met'],
    ['last 5 days', '2024-03-26', 'missed'],
    ['[tue]', '2024-03-12', 'met'],
    ['[tue]', '2024-03-13', 'missed'],
  ])('every month, only %s: a record of %s', (chosen, day, verdict) => {
    const judged = judge(pack(`every: month, only: ${chosen}, for: organisation`), story([day]))
    expect(verdicts(judged)).toEqual([`2024-03@organisation ${verdict}`])
  })
  it('is decided once the last of these days is over', () => {
    const rule = pack('every: month, only: first 3 working days, for: organisation')
    const on = (day: string) => verdicts(judge(rule, story([], `period: 2024-03\nas-of: ${day}`)))
    expect(on('2024-03-04')).toEqual(['2024-03@organisation pending'])
    expect(on('2024-03-05')).toEqual(['2024-03@organisation missed'])
  })
})

it('a season keeps slots that lie in it alone', () => {
  const judged = judge(pack('every: week, during: term, for: organisation'), story([], 'period: 2024-H1'))
  expect(judged.findings.map(finding => finding.case)).toEqual([
    '2024-W09@organisation',
    '2024-W10@organisation',
    '2024-W11@organisation',
  ])
})

describe('unfinished slot at the cut-off', () => {
  const cut = 'period: { name: march, from: 2024-03-01, to: 2024-03-31 }\nas-of: 2024-03-20'
  it.each([
    ['at-least: 1', ['2024-03-05'], 'met'],
    ['at-least: 2', ['2024-03-05'], 'pending'],
    ['at-most: 0', ['2024-03-05'], 'missed'],
    ['at-most: 1', ['2024-03-05'], 'pending'],
  ])('%s with %j: %s', (amount, days, verdict) => {
    expect(only(judge(pack(`every: month, for: organisation, ${amount}`), story(days, cut))).verdict).toBe(verdict)
  })
  it('a pending slot is carried by its case id', () => {
    const { checked } = judge(pack('every: month, for: organisation'), story([], cut))
    expect(checked.carried).toMatchObject([
      { standard: 'it', case: '2024-03@organisation', slot: { owner: 'organisation' } },
    ])
  })
  it('grace delays the verdict; records within it count', () => {
    const late = `${PEOPLE}\n${MARCH}\nas-of: 2024-04-05\nevents: [ { type: inspection, no: J1, at: "2024-04-03 10:00" } ]`
    expect(only(judge(pack('every: month, for: organisation, grace: 10 days'), late)).verdict).toBe('met')
    expect(only(judge(pack('every: month, for: organisation'), late)).verdict).toBe('missed')
  })
})

it('records-from: a slot that reaches further back is undetermined unless what is there decides', () => {
  const since = `${MARCH}\nrecords-from: 2024-03-10`
  expect(only(judge(pack('every: month, for: organisation'), story([], since))).verdict).toBe('undetermined')
  expect(only(judge(pack('every: month, for: organisation'), story(['2024-03-20'], since))).verdict).toBe('met')
})

describe('amounts', () => {
  it('all-of names what is missing', () => {
    const finding = only(
      judge(pack('every: month, for: organisation, all-of: { kind: [a, b] }'), story(['2024-03-05'])),
    )
    expect(finding.verdict).toBe('missed')
    expect(finding.reason.zh).toContain('乙')
  })
  it('sums decimals exactly', () => {
    const tenths = story(['2024-03-05', '2024-03-06', '2024-03-07']).replaceAll('amount: 2', 'amount: 0.1')
    expect(only(judge(pack('every: month, for: organisation, sum: amount, at-most: 0.3'), tenths)).verdict).toBe('met')
  })
  it('each-of makes a case of each member', () => {
    expect(
      verdicts(judge(pack('every: month, for: organisation, each-of: { kind: [a, b] }'), story(['2024-03-05']))),
    ).toEqual(['2024-03@organisation/a met', '2024-03@organisation/b missed'])
  })
  it.each([
    ['sum: amount, at-least: 4', 'met'],
    ['sum: amount, at-least: 5', 'missed'],
    ['distinct: kind, at-least: 2', 'missed'],
  ])('%s: %s', (amount, verdict) => {
    expect(
      only(judge(pack(`every: month, for: organisation, ${amount}`), story(['2024-03-05', '2024-03-06']))).verdict,
    ).toBe(verdict)
  })
})

describe('a mean', () => {
  const rule = 'every: month, for: organisation, mean: amount, at-least: 2'
  const of = (...amounts: readonly (number | undefined)[]) =>
    amounts.map((amount, at) => {
      const value = amount === undefined ? '' : `, amount: ${amount}`
      return `  - { type: inspection, no: J${at}, at: "2024-03-0${at + 1} 10:00", kind: a${value} }`
    })
  const events = (rows: readonly string[], more = MARCH) => `${PEOPLE}\n${more}\nevents:\n${rows.join('\n')}`

  it.each([
    [[1, 3], 'met', 2],
    [[1, 2.9], 'missed', 1.95],
    [[2], 'met', 2],
    [[9, undefined], 'undetermined', undefined],
  ] as const)('%j: %s', (amounts, verdict, value) => {
    const finding = only(judge(pack(rule), events(of(...amounts))))
    expect(finding.verdict).toBe(verdict)
    if (value !== undefined) expect(finding.measured).toEqual({ value, unit: 'number' })
  })
  it('of nothing is not known, never zero', () => {
    const finding = only(judge(pack(rule), story([])))
    expect(finding.verdict).toBe('undetermined')
    expect(finding.reason.en).toContain('no record to take the mean of')
  })
  it('waits for the end of its slot: records to come may turn it', () => {
    const soFar = events(of(9), `${MARCH}\nas-of: 2024-03-20`)
    expect(only(judge(pack(rule), soFar)).verdict).toBe('pending')
    expect(only(judge(pack(rule.replace('at-least: 2', 'at-most: 2')), soFar)).verdict).toBe('pending')
    expect(only(judge(pack(rule.replace('at-least: 2', 'at-most: 2')), events(of(9)))).verdict).toBe('missed')
  })
  it('wants complete records', () => {
    expect(only(judge(pack(rule), events(of(9), `${MARCH}\nrecords-from: 2024-03-01`))).verdict).toBe('met')
    expect(only(judge(pack(rule), story(['2024-03-20'], `${MARCH}\nrecords-from: 2024-03-10`))).verdict).toBe(
      'undetermined',
    )
  })
  it.each([
    ['2 beside one that may be 0 or more', '0', 'undetermined'],
    ['2 beside one that can only raise it', '3', 'met'],
  ])('%s', (_, amount, verdict) => {
    const rows = [...of(2), `  - { type: inspection, no: J9, at: "2024-03-09 10:00", amount: ${amount} }`]
    expect(only(judge(pack(`${rule}, when: { kind: a }`), events(rows))).verdict).toBe(verdict)
  })
  it('compares with the mean of the slot before, however many records either has', () => {
    const months = [
      '  - { type: inspection, no: J1, at: "2024-02-01 10:00", amount: 90 }',
      '  - { type: inspection, no: J2, at: "2024-02-02 10:00", amount: 90 }',
      '  - { type: inspection, no: J3, at: "2024-03-02 10:00", amount: 99 }',
    ]
    const both = 'period: { name: both, from: 2024-02-01, to: 2024-03-31 }'
    const judged = judge(
      pack('every: month, for: organisation, mean: amount, at-least: { previous: 100% }'),
      events(months, both),
    )
    expect(verdicts(judged)).toEqual(['2024-03@organisation met'])
  })
})

describe('owners', () => {
  it('persons in their spell; a slot not wholly inside it is exempt and shown', () => {
    const people =
      'people: [ { id: E1, name: 甲, post: warden }, { id: E2, name: 乙, post: warden, from: 2024-03-10 } ]'
    const events = 'events: [ { type: inspection, no: J1, at: "2024-03-20 10:00", staff: [E1, E2] } ]'
    const rule = pack('every: month, for: each person, match: { staff: owner }').replace(
      'charge: { post: warden }',
      'charge: owner',
    )
    expect(verdicts(judge(rule, `${people}\n${MARCH}\n${events}`))).toEqual(['2024-03@E1 met', '2024-03@E2 exempt'])
  })
  it('a record of another owner does not count', () => {
    const two = story(['2024-03-05']).replace('sites: [ {', 'sites: [ { id: west, name: 西楼 }, {')
    expect(verdicts(judge(pack('every: month, for: each site'), two))).toEqual([
      '2024-03@east met',
      '2024-03@west missed',
    ])
  })
  it('a recorded waiver in the slot exempts it', () => {
    const waived = `${story([]).replace('events: []', 'events: [ { type: waiver, no: W1, at: "2024-03-08 09:00", site: east } ]')}`
    expect(
      only(judge(pack('every: month, for: each site, except: { waived: { title: 免做, event: waiver } }'), waived))
        .verdict,
    ).toBe('exempt')
  })
})
