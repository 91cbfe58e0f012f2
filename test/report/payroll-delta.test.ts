/** What is paid otherwise than was published: published and the difference add up, to the fen. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import Fraction from 'fraction.js'
import { describe, expect, it } from 'vitest'
import type { Appraisal, AppraisedPerson } from '../../src/model/appraisal.ts'
import type { PublishedRun } from '../../src/model/published-run.ts'
import { payrollRows } from '../../src/report/payroll.ts'
import { payrollDelta } from '../../src/report/payroll-delta.ts'
import { appeal, appraiseOffice } from '../adjust/office.ts'
import { APPRAISAL, person } from './fixture.ts'

const appraisalOf = (people: readonly AppraisedPerson[]): Appraisal => ({
  ...APPRAISAL,
  people,
  withheldElsewhere: [],
})
const runOf = (people: readonly AppraisedPerson[]): PublishedRun => ({ file: 'a.json', period: '2024-H1', people })

const anyState = fc.constantFrom('proposed', 'confirmed', 'approved' as const)
const anyContested = fc.option(fc.constant('A-1'), { nil: undefined })
const anyShare = fc.record({
  share: fc.integer({ min: 1, max: 10_000 }).map(hundredths => hundredths / 10_000),
  state: anyState,
  contested: anyContested,
})
const anyOutcome = fc.record({
  type: fc.constantFrom('fine', 'bonus'),
  state: anyState,
  amount: fc.option(fc.integer({ min: 0, max: 100_000 }).map(fen => fen / 100)),
  approval: fc.boolean(),
  contested: anyContested,
})
const anyPaid = fc.record({
  bonusBase: fc.option(fc.integer({ min: 0, max: 10_000_000 }).map(fen => (fen / 1000).toFixed(3))),
  shares: fc.array(anyShare, { maxLength: 4 }),
  outcomes: fc.array(anyOutcome, { maxLength: 3 }),
})
const anyRun = fc.dictionary(fc.constantFrom('0001', '0002', '0003'), anyPaid, { noNullPrototype: true }).map(paid =>
  Object.entries(paid).map(([id, { bonusBase, shares, outcomes }]) =>
    person(id, {
      bonusBase,
      withheld: {
        share: 0,
        amount: null,
        skipped: [],
        because: shares.map(({ share, state, contested }, at) => ({
          cascade: 'c',
          finding: `f/${at}/${id}`,
          role: 'person',
          incident: `i${at}`,
          share,
          state: state as 'proposed',
          ...(contested === undefined ? {} : { contested }),
        })),
      },
      outcomes: outcomes.map(({ contested, ...one }, at) => ({
        ...one,
        id: `o${at}`,
        title: { zh: 'o', en: 'o' },
        state: one.state as 'proposed',
        amountNotSet: one.amount === null,
        due: null,
        clauses: [],
        because: [],
        confirmedBy: null,
        confirmedOn: null,
        ...(contested === undefined ? {} : { contested: [contested] }),
      })),
    }),
  ),
)

describe('the difference', () => {
  it('and what was published add up to what is paid now, for everybody, to the fen', () => {
    fc.assert(
      fc.property(anyRun, anyRun, (before, after) => {
        const netOf = (people: readonly AppraisedPerson[]) =>
          new Map(payrollRows(appraisalOf(people)).map(({ id, net }) => [id, net]))
        const [earlier, later] = [netOf(before), netOf(after)]
        const delta = new Map(
          payrollDelta(runOf(before), appraisalOf(after)).map(({ id, difference }) => [id, difference.net]),
        )
        for (const id of new Set([...earlier.keys(), ...later.keys()])) {
          const [was, is] = [earlier, later].map(nets => (nets.has(id) ? nets.get(id) : new Fraction(0)))
          const change = delta.has(id) ? delta.get(id) : new Fraction(0)
          if (was && is) expect(was.add(change ?? Number.NaN).toString()).toBe(is.toString())
          if (change) expect(change.mul(100).d).toBe(1n)
        }
      }),
    )
  })

  it('of a run to itself is none', () => {
    fc.assert(
      fc.property(anyRun, run => {
        expect(payrollDelta(runOf(run), appraisalOf(run))).toEqual([])
      }),
    )
  })

  it('of what cannot be told is not told as nought', () => {
    const [row] = payrollDelta(
      runOf([person('0001', { bonusBase: null })]),
      appraisalOf([person('0001', { bonusBase: '100' })]),
    )
    expect(row?.difference.net?.toString()).toBe('100')
    const unknown = { bonusBase: null, withheld: withheldShare }
    const [open] = payrollDelta(runOf([person('0001', { bonusBase: '100' })]), appraisalOf([person('0001', unknown)]))
    expect(open?.difference.net).toBeNull()
  })
})

const withheldShare: AppraisedPerson['withheld'] = {
  share: 0.1,
  amount: null,
  skipped: [],
  because: [{ cascade: 'c', finding: 'f/1/0001', role: 'person', share: 0.1, incident: 'i', state: 'confirmed' }],
}

describe('a run after an appeal', () => {
  const confirmations = ['0001', '0009']
    .map(id => `- { person: '${id}', outcome: late, state: confirmed, by: 董, on: 2024-07-04 }\n`)
    .join('')
  const setup = 'confirmations: confirmations.yaml\n'

  it('tells finance whom to pay how much more', async () => {
    const first = await appraiseOffice({ setup, files: { 'confirmations.yaml': confirmations }, out: 'out' })
    const published = readFileSync(join(first.folder, 'out/appraisal.json'), 'utf8')
    const again = await appraiseOffice({
      setup: `${setup}published: first/appraisal.json\n`,
      files: {
        'confirmations.yaml': confirmations,
        'first/appraisal.json': published,
        'adjustments.yaml': appeal({}),
      },
      out: 'out',
    })
    expect(again.told.filter(one => one.startsWith('history'))).toEqual([])
    const text = readFileSync(join(again.folder, 'out/finance/payroll-delta.csv'), 'utf8')
    const [head, ...rows] = parse(text, { bom: true }) as string[][]
    expect(head?.slice(-3)).toEqual(['Net, published', 'Net, now', 'Net, difference'])
    expect(rows.map(row => [row[0], ...row.slice(-3)])).toEqual([
      ['="0001"', '600.00', '800.00', '200.00'],
      ['="0009"', '4000.00', '4500.00', '500.00'],
      ['Sum', '4600.00', '5300.00', '700.00'],
    ])
    const manifest = readFileSync(join(again.folder, 'out/manifest.json'), 'utf8')
    expect(manifest).toContain('"first/appraisal.json"')
  })

  it.each([
    ['not there', undefined],
    ['no appraisal', '{}'],
    ['damaged', '{"format":1,"period":{"name":"2024-H1"},"people":[{"id":"1"}]}'],
    ['of another period', '{"format":1,"period":{"name":"2023-H2"},"people":[]}'],
    [
      'with somebody twice',
      `{"format":1,"period":{"name":"2024-H1"},"people":[${['1', '1'].map(id => `{"id":"${id}","name":"x","withheld":{"because":[]},"outcomes":[]}`).join()}]}`,
    ],
  ])('what was published and is %s is an error', async (_, text) => {
    const files: Readonly<Record<string, string>> = text === undefined ? {} : { 'old.json': text }
    const { told, appraisal } = await appraiseOffice({ setup: 'published: old.json\n', files })
    expect(appraisal).toBeUndefined()
    expect(told).toContain('history-unreadable old.json:1:1')
  })
})
