/** What finance pays: sums to the fen, only what is confirmed, what is not set never a nought, staff numbers as they are. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import Fraction from 'fraction.js'
import { afterAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import type { Appraisal, AppraisedOutcome, AppraisedPerson, Withheld } from '../../src/model/appraisal.ts'
import { payrollFiles } from '../../src/report/pages/payroll.ts'
import { payrollRows } from '../../src/report/payroll.ts'
import { SMALL_PACK } from '../support/small-pack.ts'
import { APPRAISAL, person } from './fixture.ts'
import { contextOf, readWorkbook } from './support.ts'

function fileOf(appraisal: Appraisal, path: string) {
  const file = payrollFiles(contextOf(appraisal)).find(one => one.path === path)
  if (!file) throw new Error(`no ${path}`)
  return file.content
}

type Because = Withheld['because'][number]

function withheld(shares: readonly (readonly [share: number, state: Because['state']])[]): Withheld {
  const because = shares.map(([share, state], at) => ({
    cascade: 'zero-defect',
    finding: `arrival/R${at}/1`,
    role: 'person',
    share,
    incident: `repair:R${at}`,
    ...(state === undefined ? {} : { state }),
  }))
  return { share: 0, amount: null, because, skipped: [] }
}

function outcome(given: Partial<AppraisedOutcome>): AppraisedOutcome {
  return {
    id: 'reward',
    title: { zh: '奖励', en: 'Reward' },
    type: 'bonus',
    state: 'confirmed',
    amount: 300,
    amountNotSet: false,
    approval: false,
    due: null,
    clauses: ['S1-39'],
    because: [],
    confirmedBy: 'HR',
    confirmedOn: '2024-07-20',
    ...given,
  }
}

const appraisalOf = (...people: readonly AppraisedPerson[]): Appraisal => ({
  ...APPRAISAL,
  people,
  withheldElsewhere: [],
})

function rowOf(given: Partial<AppraisedPerson>) {
  const [row] = payrollRows(appraisalOf(person('0012', given)))
  if (!row) throw new Error('no row')
  const text = (amount: Fraction | null) => amount?.toString() ?? null
  return { ...row, money: [row.base, row.deducted, row.rewarded, row.net].map(text) }
}

describe('what is paid', () => {
  it('is the base less what was withheld, and what was rewarded on top', () => {
    const row = rowOf({
      bonusBase: '3000.50',
      withheld: withheld([[0.3, 'confirmed']]),
      outcomes: [outcome({}), outcome({ type: 'penalty', amount: 50 })],
    })
    expect(row.money).toEqual(['3000.5', '950.15', '300', '2350.35'])
  })

  it('is nothing that is only proposed, or still to be approved; it stands apart', () => {
    const row = rowOf({
      bonusBase: '1000',
      withheld: withheld([
        [0.3, 'proposed'],
        [0.05, undefined],
      ]),
      outcomes: [
        outcome({ state: 'proposed' }),
        outcome({ approval: true }),
        outcome({ approval: true, state: 'approved', amount: 7 }),
      ],
    })
    expect(row.money).toEqual(['1000', '0', '7', '1007'])
    expect(row.open.map(({ amount, state, needsApproval }) => [amount?.toString(), state, needsApproval])).toEqual([
      ['300', 'proposed', false],
      ['50', 'proposed', false],
      ['300', 'proposed', false],
      ['300', 'confirmed', true],
    ])
  })

  it('is never more withheld than the whole base', () => {
    const shares = withheld([
      [0.7, 'confirmed'],
      [0.7, 'approved'],
    ])
    expect(rowOf({ bonusBase: '1000', withheld: shares }).money).toEqual(['1000', '1000', '0', '0'])
  })

  it('cannot be told where the base or an amount is not set', () => {
    expect(rowOf({ bonusBase: null, withheld: withheld([[0.3, 'confirmed']]) }).money).toEqual([null, null, '0', null])
    const unset = outcome({ amount: null, amountNotSet: true })
    expect(rowOf({ bonusBase: '1000', outcomes: [unset] }).money).toEqual(['1000', '0', null, null])
    expect(rowOf({ bonusBase: '1000', outcomes: [{ ...unset, type: 'penalty' }] }).money).toEqual([
      '1000',
      null,
      '0',
      null,
    ])
  })

  it('counts an amount on neither side whose kind is neither reward nor deduction', () => {
    const row = rowOf({ bonusBase: '1000', outcomes: [outcome({ type: 'surprise' })] })
    expect(row.money).toEqual(['1000', '0', '0', '1000'])
    expect(row.open).toMatchObject([{ effect: 'unknown', state: 'confirmed' }])
  })

  it('takes an amount below zero for a deduction', () => {
    expect(rowOf({ bonusBase: '1000', outcomes: [outcome({ amount: -20 })] }).money).toEqual(['1000', '20', '0', '980'])
  })

  it('has a row for everybody with a base or anything about money, and for nobody else', () => {
    const people = [
      person('1', { bonusBase: '1' }),
      person('2'),
      person('3', { outcomes: [outcome({ state: 'proposed', amount: null, amountNotSet: true })] }),
      person('4', { outcomes: [outcome({ type: 'criticism', amount: null })] }),
    ]
    const elsewhere = [{ person: '0', name: '乙', bonusBase: null, withheld: withheld([[0.05, 'proposed']]) }]
    const rows = payrollRows({ ...appraisalOf(...people), withheldElsewhere: elsewhere })
    expect(rows.map(({ id }) => id)).toEqual(['0', '1', '3'])
  })
})

const money = fc.integer({ min: 0, max: 10_000_000 }).map(fen => (fen / 100).toFixed(2))
const state = fc.constantFrom('proposed', 'confirmed', 'approved') as fc.Arbitrary<AppraisedOutcome['state']>
const anybody = fc.record({
  base: fc.option(money),
  shares: fc.array(fc.tuple(fc.constantFrom(0.05, 0.15, 0.3, 1 / 8, 0.3333), state), { maxLength: 4 }),
  outcomes: fc.array(
    fc.record({
      type: fc.constantFrom('bonus', 'penalty', 'other'),
      amount: fc.option(money),
      state,
      approval: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
})
const crowd = fc.array(anybody, { maxLength: 12 }).map(all =>
  appraisalOf(
    ...all.map(({ base, shares, outcomes }, at) =>
      person(String(at).padStart(4, '0'), {
        bonusBase: base,
        withheld: withheld(shares),
        outcomes: outcomes.map(one =>
          outcome({
            ...one,
            amount: one.amount === null ? null : Number(one.amount),
            amountNotSet: one.amount === null,
          }),
        ),
      }),
    ),
  ),
)

describe('the list', () => {
  it('adds up to the fen, line by line and at the foot, as printed', async () => {
    await fc.assert(
      fc.asyncProperty(crowd, async appraisal => {
        const lines = parse(String(fileOf(appraisal, 'finance/payroll.csv')), { bom: true }) as string[][]
        const body = lines.slice(1, -1)
        const foot = lines.at(-1) ?? []
        const isAmount = (text = '') => /^-?\d+\.\d{2}$/.test(text)
        for (const line of body) {
          const [base = '', , deducted = '', rewarded = '', net = ''] = line.slice(4)
          const isTold = [base, deducted, rewarded].every(isAmount)
          expect(isAmount(net)).toBe(isTold)
          if (isTold) expect(new Fraction(base).sub(deducted).add(rewarded).equals(new Fraction(net))).toBe(true)
        }
        for (const column of [4, 6, 7, 8]) {
          const amounts = body.map(line => line[column]).filter(isAmount)
          const sum = amounts.reduce((whole, one) => whole.add(one ?? 0), new Fraction(0))
          expect(sum.equals(new Fraction(foot[column] ?? ''))).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  const people = [
    person('0012', {
      bonusBase: '3000',
      withheld: withheld([[0.3, 'confirmed']]),
      outcomes: [outcome({}), outcome({ state: 'proposed', title: { zh: '另一项', en: 'Another' } })],
    }),
    person('1E5', { bonusBase: null, outcomes: [outcome({})] }),
    person('3-5', { bonusBase: '10', name: '=HYPERLINK("http://x")' }),
  ]

  it('is the same as a workbook, whose staff numbers are text and whose amounts are numbers', async () => {
    const sheets = await readWorkbook(fileOf(appraisalOf(...people), 'finance/payroll.xlsx'))
    expect([...sheets.keys()]).toEqual(['奖金发放表', '尚未确认的奖惩'])
    const [title, header, ...rows] = sheets.get('奖金发放表') ?? []
    expect(title?.[0]).toContain('草稿·未定稿')
    expect(header).toEqual('工号 姓名 部门 岗位 奖金基数 扣减比例 扣减金额 奖励金额 净额 依据编号 审批状态'.split(' '))
    expect(rows[0]).toEqual([
      '0012',
      '甲0012',
      '东区',
      '公寓管理员',
      3000,
      0.3,
      900,
      300,
      2400,
      'R0（S1-12、S1-13、S1-39）',
      '已确认；已确认 HR 2024-07-20；另有 1 项尚未确认，不在金额内',
    ])
    expect(rows[1]?.slice(4, 9)).toEqual(['未设定', 0, 0, 300, '未定'])
    expect(rows[2]?.slice(0, 2)).toEqual(['3-5', '=HYPERLINK("http://x")'])
    expect(rows[3]).toEqual([
      '合计',
      undefined,
      undefined,
      undefined,
      3010,
      undefined,
      900,
      600,
      2410,
      undefined,
      '有 1 人净额未定，不在净额合计内',
    ])
    expect(sheets.get('尚未确认的奖惩')?.[2]?.slice(0, 8)).toEqual([
      '0012',
      '甲0012',
      '东区',
      '公寓管理员',
      '另一项',
      '奖励',
      undefined,
      300,
    ])
  })

  it('has the same bytes each time', () => {
    for (const path of ['finance/payroll.xlsx', 'finance/payroll.csv', 'finance/payroll-open.csv'])
      expect(fileOf(appraisalOf(...people), path)).toEqual(fileOf(appraisalOf(...people), path))
  })
})

describe('staff numbers in the CSV', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  it('are read back by our own reader as they were, and its sums as sums', async () => {
    const ids = ['00.10', '0012', '1E5', '20240305123456789012', '3-5', '工"1']
    const postTitle = { zh: '维修岗', en: 'Fitter' }
    const people = ids.map(id => person(id, { bonusBase: '1', postTitle, unit: 'east' }))
    writeFileSync(join(scratch, 'people.csv'), fileOf(appraisalOf(...people), 'finance/payroll.csv'))
    mkdirSync(join(scratch, 'rules'))
    writeFileSync(join(scratch, 'rules/pack.yaml'), SMALL_PACK)
    writeFileSync(
      join(scratch, 'appraisal.yaml'),
      'rules: rules\nperiod: 2024-H1\npeople: people.csv\nrecords: { repair: none }\n',
    )
    const { appraisal, problems } = await appraise({ folder: scratch, language: 'zh' })
    expect(problems).toEqual([])
    expect(appraisal?.people.map(({ id }) => id)).toEqual(ids)
    expect(appraisal?.people.map(({ bonusBase }) => bonusBase)).toEqual(
      ids.map(() => expect.stringMatching(/^1(\.00)?$/)),
    )
  })
})
