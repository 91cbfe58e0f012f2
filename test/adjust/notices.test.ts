/** Telling people of their misses: which notice is in time, what becomes of those that are not, and what cannot stand. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyPart, joinParts } from '../../src/check/judge.ts'
import { appeal, appraiseOffice, type OfficeResult, PACK } from './office.ts'

const CALENDAR = `
calendars:
  always: { hours: { daily: [ 00:00-24:00 ] } }
  office: { hours: { mon-fri: [ 08:30-17:30 ] }, holidays: cn }
holidays: { cn: { years: [ 2024 ], off: [ 2024-04-04..2024-04-06 ], work: [ 2024-04-07 ] } }
`

/** The office with a time within which misses must be told, counted by days of work. */
function packWith(within: string): string {
  return PACK.replace(/\ncalendars:.*\n/, CALENDAR)
    .replace('calendar: always', 'calendar: office')
    .replace('    at: reported_at\n', '    at: reported_at\n    entered-at: entered_at\n')
    .replace('minimum-cases: 3,', `minimum-cases: 3, notify-within: ${within},`)
    .replace(
      'title: { zh: 到场时间, en: Arrived } }',
      'title: { zh: 到场时间, en: Arrived } }\n      entered_at: { type: date, title: { zh: 录入日期, en: Entered } }',
    )
}

interface Told {
  readonly within?: string
  readonly notices?: string
  readonly setup?: string
  readonly files?: Readonly<Record<string, string>>
}

function office({ within = '5 working days', notices, setup = '', files = {} }: Told) {
  const own = notices === undefined ? {} : { 'notices.yaml': notices }
  return appraiseOffice({ setup, files: { 'rules/pack.yaml': packWith(within), ...own, ...files } })
}

function notice(given: Readonly<Record<string, string>>): string {
  const entry = { finding: 'on-time/R1/0001', 'told-on': '2024-03-08', 'told-by': '王主任', ...given }
  const written = Object.entries(entry).filter(([, value]) => value !== '')
  return `- { ${written.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')} }\n`
}

const lineOf = (result: OfficeResult, id = 'on-time/R1/0001') =>
  result.person('0001').evidence.find(one => one.id === id)
const objected = ({ told }: OfficeResult) => told.filter(one => one.startsWith('notice'))

/** R1 was reported on Tuesday the 5th of March 2024 and due within three days, on Friday the 8th. */
describe('in time', () => {
  it.each([
    ['on the day it was known', '5 working days', '2024-03-08', true],
    ['on the last day, a week of work on', '5 working days', '2024-03-15', true],
    ['a day later', '5 working days', '2024-03-16', false],
    ['calendar days over a weekend, the last', '2 days', '2024-03-10', true],
    ['calendar days, one later', '2 days', '2024-03-11', false],
    ['working days that skip the weekend', '1 working day', '2024-03-11', true],
    ['a dated demand not yet in force', '{ 2024-04-01: 1 day }', '2024-06-30', true],
    ['a dated demand in force', '{ 2024-03-01: 1 day }', '2024-06-30', false],
  ])('%s (%s): told on %s', async (_, within, day, isCharged) => {
    const line = lineOf(await office({ within, notices: notice({ 'told-on': day }) }))
    expect(line).toMatchObject({ verdict: isCharged ? 'missed' : 'exempt', notice: { toldOn: day } })
  })

  it('counts over holidays and make-up working days', async () => {
    const line = lineOf(await office({ within: '20 working days', notices: '' }))
    // From the 11th of March; Thursday the 4th to Saturday the 6th of April off, Sunday the 7th worked.
    expect(line?.notice?.due).toBe('2024-04-08T23:59:59+08:00')
  })

  it.each([
    ['17:00', true],
    ['23:59', true],
  ])('the time of day counts where it is written down: %s', async (time, isCharged) => {
    const line = lineOf(await office({ within: '0 days', notices: notice({ 'told-at': time }) }))
    expect(line?.verdict).toBe(isCharged ? 'missed' : 'exempt')
  })

  it('of hours, to the minute', async () => {
    const told = (time: string) =>
      office({ within: '10 hours', notices: notice({ 'told-on': '2024-03-09', 'told-at': time }) })
    expect(lineOf(await told('09:59'))).toMatchObject({ verdict: 'missed' })
    expect(lineOf(await told('10:00'))).toMatchObject({ verdict: 'exempt' })
  })

  it('waits for the record to be entered', async () => {
    const entered = (day: string) => ({
      'repair.csv': `order_no,reported_at,arrived_at,tidy,technician,site,entered_at\nR1,2024-03-05 10:00,2024-03-20 10:00,是,0001,east,${day}\n`,
    })
    const told = { within: '2 days', notices: notice({ 'told-on': '2024-04-03' }) }
    expect(lineOf(await office({ ...told, files: entered('2024-04-01') }))).toMatchObject({ verdict: 'missed' })
    expect(lineOf(await office({ ...told, files: entered('2024-03-31') }))).toMatchObject({ verdict: 'exempt' })
  })
})

describe('a miss that was not told in time', () => {
  it('is recorded and costs nothing: no points, no ledger, no money; what was found stays beside it', async () => {
    const result = await office({ notices: '' })
    const own = result.person('0001')
    expect(own).toMatchObject({ scoreText: '100.00', ledgers: { book: '0' }, withheld: { share: 0 } })
    expect(own.outcomes).toEqual([])
    expect(result.person('0009').withheld).toMatchObject({ share: 0 })
    const line = lineOf(result)
    expect(line).toMatchObject({
      verdict: 'exempt',
      number: 'K-0001',
      charges: [],
      measured: { value: 15 },
      adjusted: { by: 'notify-within', change: 'not-told', verdict: 'missed' },
      notice: { due: '2024-03-15T23:59:59+08:00', toldOn: null },
    })
    expect(line?.reason.zh).toMatch(/^应在 2024-03-15 之前（含）告知本人，没有告知记录：只记录，不扣分。原结论：/)
    expect(line?.reason.en).toMatch(/^To be told by 2024-03-15, .*recorded, not charged. As found: /)
  })

  it('still is a case that was judged: nobody falls below the three cases that a score needs', async () => {
    const repairs = [20, 20, 6]
      .map((day, at) => `R${at},2024-03-05 10:00,2024-03-${String(day).padStart(2, '0')} 10:00,是,0001,east,`)
      .join('\n')
    const files = { 'repair.csv': `order_no,reported_at,arrived_at,tidy,technician,site,incident\n${repairs}\n` }
    const [first] = (await office({ notices: '', files })).person('0001').sections
    expect(first).toMatchObject({ score: 60, items: [{ met: 1, missed: 0, exempt: 2, percent: 100 }] })
    expect(first?.items[0]?.reason.en).toContain('2 of them not told in time: recorded, not charged')
  })

  it('earns no bonus either', async () => {
    const bonus = packWith('1 day').replace(
      '{ standards: tidy, each: 1, per: 100 cases }, { standards: book, each: 1 } ] }',
      '{ standards: book, each: 1 } ] }\n      plus: { title: { zh: 加分, en: Plus }, method: bonus, items: [ { standards: tidy, each: 1 } ] }',
    )
    expect(bonus).toContain('plus:')
    const result = await office({ notices: '', files: { 'rules/pack.yaml': bonus } })
    expect(lineOf(result, 'tidy/R2/0001')).toMatchObject({ verdict: 'exempt' })
    expect(result.person('0001').sections.at(-1)).toMatchObject({ id: 'plus', score: 7 })
  })

  it('is charged as long as there is time, and listed as to be told', async () => {
    const result = await office({ within: '60 working days', setup: 'as-of: 2024-05-01\n' })
    expect(lineOf(result)).toMatchObject({ verdict: 'missed', notice: { toldOn: null } })
    expect(objected(result)).toEqual(['notices-due pack.yaml:7:46'])
  })

  it('of other standards than those named is charged all the same', async () => {
    const result = await office({ within: '{ within: 1 day, standards: tidy }', notices: '' })
    expect(lineOf(result)).toMatchObject({ verdict: 'missed', notice: null })
    expect(lineOf(result, 'tidy/R2/0001')).toMatchObject({ verdict: 'exempt' })
  })

  it('warns where there is no register at all', async () => {
    expect(objected(await office({}))).toEqual(['notices-missing pack.yaml:7:46'])
    expect(objected(await office({ notices: '' }))).toEqual([])
  })

  it('is contested by nobody: no money rests on it', async () => {
    const open = '- { id: A-1, finding: on-time/R1/0001, filed-on: 2024-07-08, reason: x }\n'
    const result = await office({ notices: '', files: { 'adjustments.yaml': open } })
    expect(lineOf(result)).toMatchObject({ verdict: 'exempt', contested: null })
  })

  it('adds up over parts of the cases', () => {
    const counts = { met: 0, missed: 0, pending: 0, undetermined: 0, exempt: 1 }
    const part = (spared: number) => ({
      ...emptyPart(),
      tallies: [{ standard: 'on-time', person: '1', counts, spared }],
    })
    expect(joinParts([part(1), part(2)]).tallies).toMatchObject([{ spared: 3 }])
  })

  it('leaves an appeal nothing to change', async () => {
    const result = await office({ notices: '', files: { 'adjustments.yaml': appeal({}) } })
    expect(result.told.filter(one => one.startsWith('adjustment'))).toEqual([
      'adjustment-no-effect adjustments.yaml:1:3',
    ])
  })
})

describe('a notice that cannot stand', () => {
  it.each([
    ['matches nothing', notice({ finding: 'on-time/R9/0001' }), 'notice-unmatched 1'],
    ['is of somebody else', notice({ person: '0002' }), 'notice-unmatched 1'],
    ['is dated before its finding', notice({ 'told-on': '2024-03-04' }), 'notice-early 1'],
    ['was given by nobody', notice({ 'told-by': '' }), 'missing-key 1'],
    ['has no day', notice({ 'told-on': '' }), 'missing-key 1'],
    ['has no day that exists', notice({ 'told-on': '2024-02-30' }), 'wrong-date 1'],
    ['stands twice with different days', notice({}) + notice({ 'told-on': '2024-03-11' }), 'notice-conflict 2'],
    ['bears an id twice', notice({ id: 'N-1' }) + notice({ id: 'N-1' }), 'duplicate-id 2'],
  ])('%s', async (_, notices, expected) => {
    const { told, appraisal } = await office({ notices })
    const found = told
      .filter(one => one.includes('notices.yaml'))
      .map(one => one.replace(/ notices\.yaml:(\d+):\d+$/, ' $1'))
    expect(found).toEqual([expected])
    expect(appraisal).toBeUndefined()
  })

  it('is none of what was met since, or told twice on one day', async () => {
    const { told } = await office({
      notices: notice({ finding: 'on-time/R3/0001', 'told-on': '2024-04-08' }) + notice({}) + notice({ how: '短信' }),
    })
    expect(told.filter(one => one.includes('notices.yaml'))).toEqual([])
  })

  it('is found in a table by its Chinese name', async () => {
    const table = '检查结果编号,被告知人,告知日期,告知人,告知方式\non-time/R1/0001,0001,2024-03-08,王主任,当面\n'
    const result = await office({ files: { '扣分告知登记表.csv': table } })
    expect(lineOf(result)).toMatchObject({ verdict: 'missed', notice: { toldBy: '王主任', how: '当面' } })
  })

  it('needs a year that the holiday table has', async () => {
    const { told } = await office({ within: '300 working days', notices: notice({}) })
    expect(told).toContain('calendar-year pack.yaml:7:46')
  })
})

it('told later never raises what is charged, and the order of entries never matters', async () => {
  const day = fc.integer({ min: 8, max: 30 }).map(one => `2024-03-${String(one).padStart(2, '0')}`)
  const scoreOf = async (days: readonly string[], isTurned: boolean) => {
    const entries = days.map((one, at) => notice({ finding: `on-time/R${at + 1}/0001`, 'told-on': one }))
    const result = await office({
      within: '3 working days',
      notices: (isTurned ? entries.toReversed() : entries).join(''),
    })
    return result.person('0001').score ?? Number.NaN
  }
  await fc.assert(
    fc.asyncProperty(day, day, day, async (one, other, second) => {
      const [early = '', late = ''] = [one, other].toSorted()
      const before = await scoreOf([early, second], false)
      expect(await scoreOf([late, second], true)).toBeGreaterThanOrEqual(before)
      expect(await scoreOf([early, second], true)).toBe(before)
    }),
    { numRuns: 12 },
  )
})
