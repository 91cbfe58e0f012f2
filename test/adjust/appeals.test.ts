/** Appeals from the file to the sheet: what each change does, what stays, and what cannot stand. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Appraisal } from '../../src/model/appraisal.ts'
import { writeWorkbook } from '../../src/workbook/index.ts'
import { appeal, appraiseOffice, type OfficeResult } from './office.ts'

const heard = (entries: string, more: Parameters<typeof appraiseOffice>[0] = {}) =>
  appraiseOffice({ ...more, files: { 'adjustments.yaml': entries, ...more.files } })

/** What was told of the file of appeals, and how. */
const objected = ({ told }: OfficeResult) => told.filter(one => one.includes('adjustments'))

describe('without any appeal', () => {
  it('the office has a late and an untidy repair of 0001, and nothing of 0002', async () => {
    const { person } = await appraiseOffice()
    expect(person('0001')).toMatchObject({ scoreText: '70.50', original: null, adjustments: [] })
    expect(person('0001').sections.map(({ score }) => score)).toEqual([45, 25.5])
    expect(person('0001').ledgers).toEqual({ book: '2' })
    expect(person('0002')).toMatchObject({ scoreText: '100.00', grade: 'good' })
  })
})

describe('overturn', () => {
  it('counts as met; score, money and outcomes follow; what was found stays beside it', async () => {
    const { person, folder } = await heard(appeal({}), { out: 'out' })
    const own = person('0001')
    expect(own).toMatchObject({
      scoreText: '78.00',
      original: { score: 70.5, scoreText: '70.50', grade: 'poor' },
      adjustments: [
        {
          id: 'A-1',
          state: 'decided',
          change: 'overturn',
          finding: 'on-time/R1/0001',
          decidedBy: '考评小组',
          decidedOn: '2024-07-10',
          original: { verdict: 'missed' },
          result: { verdict: 'met' },
        },
      ],
    })
    expect(own.withheld).toMatchObject({ share: 0.2, because: [{ finding: 'on-time/R2/0001' }] })
    expect(own.outcomes.filter(({ id }) => id === 'fine').map(({ because }) => because)).toEqual([['on-time/R2/0001']])
    expect(person('0009').withheld).toMatchObject({ share: 0.1 })
    const line = own.evidence.find(({ id }) => id === 'on-time/R1/0001')
    expect(line).toMatchObject({ verdict: 'met', number: 'K-0001', adjusted: { by: 'A-1', verdict: 'missed' } })
    expect(line?.reason.en).toMatch(/^Appeal A-1 .*As found: /)
    const lines = readFileSync(join(folder, 'out/findings.ndjson'), 'utf8').trim().split('\n')
    expect(lines.map(text => JSON.parse(text)).find(({ id }) => id === 'on-time/R1/0001')).toMatchObject({
      verdict: 'missed',
      adjusted: { by: 'A-1', change: 'overturn', verdict: 'met' },
    })
  })

  it('takes its points off a ledger that counts misses', async () => {
    const { person } = await heard(appeal({ finding: 'tidy/R2/0001' }))
    expect(person('0001')).toMatchObject({ scoreText: '85.00', ledgers: { book: '0' } })
  })
})

describe('exempt', () => {
  it('takes the case out', async () => {
    const { person } = await heard(appeal({ change: 'exempt' }))
    // 6 of 7 met, of 60; and 25.5.
    expect(person('0001')).toMatchObject({ scoreText: '76.93', adjustments: [{ result: { verdict: 'exempt' } }] })
  })
})

describe('reassign', () => {
  it('exempts the one who appealed, and is charged to whoever answers now, whose own score may fall', async () => {
    const { person } = await heard(appeal({ change: 'reassign', to: '0002' }))
    expect(person('0001')).toMatchObject({
      scoreText: '76.93',
      adjustments: [{ change: 'reassign', to: '0002', isReceived: false, result: { verdict: 'exempt' } }],
    })
    const other = person('0002')
    expect(other).toMatchObject({
      scoreText: '88.00',
      original: { scoreText: '100.00' },
      adjustments: [{ isReceived: true, original: { verdict: null }, result: { verdict: 'missed' } }],
    })
    expect(other.withheld).toMatchObject({ share: 0.2, because: [{ finding: 'on-time/R1/0002' }] })
    expect(other.evidence.find(({ id }) => id === 'on-time/R1/0002')).toMatchObject({
      verdict: 'missed',
      adjusted: { by: 'A-1', from: '0001' },
    })
  })
})

describe('points', () => {
  it('go to a section, as far as there is room', async () => {
    const section = { finding: '', person: '0001', change: 'points', section: '工作' }
    const some = (await heard(appeal({ ...section, points: 4.5 }))).person('0001')
    expect(some).toMatchObject({
      scoreText: '75.00',
      adjustments: [{ section: 'work', given: 4.5, original: { points: 45 }, result: { points: 49.5 } }],
    })
    expect(some.sections[0]?.reason?.en).toBe('45 of 60 reached; 4.5 given back on appeal: 49.5')
    expect((await heard(appeal({ ...section, points: 40 }))).person('0001')).toMatchObject({
      scoreText: '85.50',
      adjustments: [{ given: 15 }],
    })
  })

  it('on a finding never come to more than taking the miss back would', async () => {
    const finding = { change: 'points' }
    expect((await heard(appeal({ ...finding, points: 2 }))).person('0001')).toMatchObject({ scoreText: '72.50' })
    expect((await heard(appeal({ ...finding, points: 20 }))).person('0001')).toMatchObject({
      scoreText: '78.00',
      adjustments: [{ given: 7.5 }],
    })
  })
})

describe('an appeal that is not decided', () => {
  const open = appeal({ change: '', evidence: '', 'decided-by': '', 'decided-on': '', 'filed-on': '2024-07-03' })
  const confirmed = {
    setup: 'confirmations: confirmations.yaml\n',
    files: {
      'confirmations.yaml':
        "- { person: '0001', outcome: late, state: confirmed, by: 王, on: 2024-07-04 }\n- { person: '0009', outcome: late, state: confirmed, by: 董, on: 2024-07-04 }\n",
    },
    out: 'out',
  }

  it('leaves the points; the money of what it contests waits, up the line too', async () => {
    const { person, folder } = await heard(open, confirmed)
    const own = person('0001')
    expect(own).toMatchObject({ scoreText: '70.50', original: null, adjustments: [{ state: 'open' }] })
    expect(own.evidence.find(({ id }) => id === 'on-time/R1/0001')).toMatchObject({
      verdict: 'missed',
      contested: 'A-1',
    })
    expect(own.withheld.because).toMatchObject([
      { finding: 'on-time/R1/0001', state: 'confirmed', contested: 'A-1' },
      { finding: 'on-time/R2/0001', state: 'confirmed' },
    ])
    expect(own.outcomes.find(({ id }) => id === 'talk')).toMatchObject({ contested: ['A-1'] })
    expect(own.outcomes.filter(({ id }) => id === 'fine').map(({ contested }) => contested)).toEqual([
      ['A-1'],
      undefined,
    ])
    const payroll = readFileSync(join(folder, 'out/finance/payroll.csv'), 'utf8')
    // 20 % of 1,000 and 10 % of 5,000: R2 alone.
    expect(payroll).toMatch(/0001.*1000\.00,20%,200\.00/)
    expect(payroll).toMatch(/0009.*5000\.00,10%,500\.00/)
    const waiting = readFileSync(join(folder, 'out/finance/payroll-open.csv'), 'utf8')
    expect(waiting.split('\n').filter(line => line.includes('under appeal'))).toHaveLength(4)
  })

  it.each([
    ['dismissed', { change: '', state: 'dismissed' }, '70.50'],
    ['decided', {}, '78.00'],
  ])('is answered by an entry that follows: %s', async (state, entry, scoreText) => {
    const { person } = await heard(open + appeal({ id: 'A-2', ...entry }), confirmed)
    expect(person('0001')).toMatchObject({ scoreText, adjustments: [{ state: 'answered' }, { state }] })
    expect(person('0001').withheld.because.every(({ contested }) => contested === undefined)).toBe(true)
  })

  it('of a section: what rests on the score waits', async () => {
    const section = { finding: '', person: '0001', section: 'care', change: '', evidence: '' }
    const { person } = await heard(appeal({ ...section, 'decided-by': '', 'decided-on': '', 'filed-on': '2024-07-03' }))
    const { outcomes } = person('0001')
    expect(outcomes.filter(({ contested }) => contested).map(({ id }) => id)).toEqual(['talk'])
  })
})

describe('the register as a table', () => {
  const head = '编号,检查结果编号,申诉人,考评部分,处理结果,改由谁负责,分值,理由,依据,申诉日期,决定人,决定日期'
  const row = 'A-1,on-time/R1/0001,张三,,改判达标,,,门卫记录证明已到,门卫登记 17,2024-07-03,考评小组,2024年7月10日'

  it('is found by its name, with Chinese headers', async () => {
    const { person, told } = await appraiseOffice({ files: { '申诉处理登记表.csv': `${head}\n${row}\n` } })
    expect(told.filter(one => one.includes('登记表'))).toEqual([])
    expect(person('0001')).toMatchObject({ scoreText: '78.00', adjustments: [{ filedOn: '2024-07-03' }] })
  })

  it('may be a workbook', async () => {
    const rows = [head.split(','), row.split(',')]
    const columns = head.split(',').map(() => ({ width: 12 }))
    const book = writeWorkbook([{ name: '登记表', columns, rows: rows.map(cells => cells.map(value => ({ value }))) }])
    const { person } = await appraiseOffice({ files: { '申诉处理登记表.xlsx': book } })
    expect(person('0001')).toMatchObject({ scoreText: '78.00' })
  })

  it('tells a row that cannot be read at its cell', async () => {
    const wrong = row.replace('改判达标', '改判').replace('2024年7月10日', '下周')
    const { told } = await appraiseOffice({ files: { '申诉处理登记表.csv': `${head}\n${wrong}\n` } })
    expect(told.filter(one => one.includes('登记表'))).toEqual([
      'wrong-value 申诉处理登记表.csv:2:5',
      'wrong-date 申诉处理登记表.csv:2:12',
    ])
  })
})

describe('an entry that cannot be read', () => {
  it.each([
    ['no reason', appeal({ reason: '' }), ['missing-key 1']],
    ['no evidence for a change', appeal({ evidence: '' }), ['missing-key 1']],
    ['nobody decided', appeal({ 'decided-by': '' }), ['missing-key 1']],
    ['a day that does not exist', appeal({ 'decided-on': '2024-02-30' }), ['wrong-date 1']],
    ['an unknown change', appeal({ change: 'lower' }), ['wrong-value 1']],
    ['an unknown person', appeal({ person: '0077' }), ['wrong-value 1']],
    ['a key that there is not', appeal({ chnage: 'exempt' }), ['unknown-key 1']],
    ['both targets', appeal({ person: '0001', section: 'work' }), ['wrong-value 1']],
    ['neither target', appeal({ finding: '' }), ['missing-key 1']],
    ['points below nought', appeal({ change: 'points', points: -1 }), ['wrong-value 1']],
    ['points that are not given', appeal({ change: 'points' }), ['wrong-value 1']],
    ['points of another change', appeal({ points: 3 }), ['wrong-value 1']],
    ['nobody to answer', appeal({ change: 'reassign' }), ['wrong-value 1']],
    ['somebody for another change', appeal({ to: '0002' }), ['wrong-value 1']],
    ['a section overturned', appeal({ finding: '', person: '0001', section: 'work' }), ['wrong-value 1']],
    ['open without a day', appeal({ change: '', 'decided-by': '', 'decided-on': '' }), ['missing-key 1']],
    ['decided without saying what', appeal({ change: '', 'filed-on': '2024-07-03' }), ['missing-key 1']],
    ['open and decided', appeal({ state: 'open' }), ['wrong-value 1']],
    ['the same id twice', appeal({}) + appeal({ finding: 'on-time/R2/0001' }), ['duplicate-id 2']],
    ['no list', 'id: A-1\n', ['wrong-value 1']],
    ['no entry', '- A-1\n', ['wrong-value 1']],
  ])('%s', async (_, entries, expected) => {
    const result = await heard(entries)
    expect(result.appraisal).toBeUndefined()
    expect(objected(result).map(one => one.replace(/ adjustments\.yaml:(\d+):\d+/, ' $1'))).toEqual(expected)
  })

  it('a file without any entry changes nothing', async () => {
    expect((await heard('')).person('0001').scoreText).toBe('70.50')
    expect((await heard('[]\n')).person('0001').scoreText).toBe('70.50')
  })

  it('a file that is named and not there', async () => {
    const { told } = await appraiseOffice({ setup: 'adjustments: appeals.yaml\n' })
    expect(told).toContain('file-unreadable appeals.yaml:1:1')
  })
})

describe('an appeal that cannot stand', () => {
  const move = { change: 'reassign', to: '0002' }
  it.each([
    ['matches no finding', appeal({ finding: 'on-time/R9/0001' }), ['adjustment-unmatched 1']],
    ['names no standard', appeal({ finding: '%/R9/0001' }), ['adjustment-unmatched 1']],
    ['is said to be of somebody else', appeal({ person: '0002' }), ['adjustment-unmatched 1']],
    [
      'is about a section that there is not',
      appeal({ finding: '', person: '0001', section: 'x', change: 'points', points: 1 }),
      ['adjustment-unmatched 1'],
    ],
    ['was decided before its finding', appeal({ 'decided-on': '2024-03-04' }), ['adjustment-early 1']],
    ['was filed before its finding', appeal({ 'filed-on': '2024-03-04' }), ['adjustment-early 1']],
    ['was decided before it was filed', appeal({ 'filed-on': '2024-07-11' }), ['adjustment-early 1']],
    [
      'is about a section, before the period is over',
      appeal({ finding: '', person: '0001', section: 'work', change: 'points', points: 1, 'decided-on': '2024-06-29' }),
      ['adjustment-early 1'],
    ],
    ['contradicts another', appeal({}) + appeal({ id: 'A-2', change: 'exempt' }), ['adjustment-conflict 2']],
    [
      'is dismissed beside a change',
      appeal({}) + appeal({ id: 'A-2', change: '', state: 'dismissed' }),
      ['adjustment-conflict 2'],
    ],
    [
      'gives points a second time',
      appeal({ change: 'points', points: 1 }) + appeal({ id: 'A-2', change: 'points', points: 1 }),
      ['adjustment-conflict 2'],
    ],
    ['was decided by the person concerned', appeal({ 'decided-by': '0001' }), ['adjustment-own-case 1']],
    ['the same by name', appeal({ 'decided-by': '张三 ' }), ['adjustment-own-case 1']],
    ['overturns nothing', appeal({ finding: 'on-time/R3/0001' }), ['adjustment-no-effect 1']],
    ['exempts what was met', appeal({ finding: 'on-time/R3/0001', change: 'exempt' }), ['adjustment-no-effect 1']],
    ['moves a finding to its own', appeal({ change: 'reassign', to: '0001' }), ['adjustment-no-effect 1']],
    [
      'gives points on what costs none',
      appeal({ finding: 'monthly/2024-04%400001/0001', change: 'points', points: 1 }),
      ['adjustment-no-effect 1'],
    ],
    [
      'gives points where there is no room',
      appeal({ finding: '', person: '0002', section: 'work', change: 'points', points: 1 }),
      ['adjustment-no-effect 1'],
    ],
    ['moves it to somebody who was not there', appeal({ change: 'reassign', to: '0003' }), ['adjustment-unmatched 1']],
    [
      'moves one case twice to one person',
      appeal({ ...move, finding: 'pair/P1/0001', to: '0009' }) +
        appeal({ ...move, id: 'A-2', finding: 'pair/P1/0002', to: '0009' }),
      ['adjustment-conflict 2'],
    ],
    [
      'moves a case to somebody who answers for it already',
      appeal({ ...move, finding: 'pair/P1/0001' }),
      ['adjustment-conflict 1'],
    ],
  ])('%s', async (_, entries, expected) => {
    const result = await heard(entries, {
      files: {
        'people.csv':
          'id,name,post,sites,reports_to,bonus_base,from,to\n0001,张三,fitter,east,0009,1000,,\n0002,李四,fitter,west,0009,1000,,\n0003,赵六,fitter,west,0009,1000,2024-06-01,\n0009,王主任,head,,,5000,,\n',
        'rules/pair.yaml': `events:
  pair: { title: { zh: 双人, en: Pair }, id: no, at: at, fields: { no: { type: text, required: true }, at: { type: date-time, required: true }, both: { type: list, item: person }, ok: { type: yes-no } } }
standards:
  pair: { title: { zh: 双, en: Pair }, kind: requirement, event: pair, require: { ok: true }, charge: both }
`,
        'pair.csv': 'no,at,both,ok\nP1,2024-04-05 10:00,0001、0002,否\n',
      },
    })
    expect(result.appraisal).toBeUndefined()
    expect(objected(result).map(one => one.replace(/ adjustments\.yaml:(\d+):\d+/, ' $1'))).toEqual(expected)
  })

  it('lowers the score: an exemption leaves too few cases to count', async () => {
    const people = `id,name,post,reports_to\n0001,张三,fitter,\n0003,赵六,fitter,\n`
    const repairs = `order_no,reported_at,arrived_at,tidy,technician
R1,2024-03-05 10:00,2024-03-20 10:00,是,0003
R2,2024-03-06 10:00,2024-03-07 10:00,是,0003
R3,2024-03-07 10:00,2024-03-08 10:00,是,0003
`
    const files = {
      'people.csv': people,
      'repair.csv': repairs,
      'check.csv': 'no,at,by,points\nC1,2024-01-10 09:00,0001,0\n',
    }
    const exempted = await heard(appeal({ finding: 'on-time/R1/0003', change: 'exempt' }), { files })
    expect(exempted.appraisal).toBeUndefined()
    expect(objected(exempted)).toEqual(['adjustment-lowers adjustments.yaml:1:3'])
    const overturned = await heard(appeal({ finding: 'on-time/R1/0003' }), { files })
    expect(overturned.person('0003')).toMatchObject({ scoreText: '100.00' })
  })

  it('each by itself, though another of the same person gives more than it takes', async () => {
    const people = `id,name,post,reports_to\n0003,赵六,fitter,\n`
    // Exempting a miss that shares its incident leaves the charge and makes each of the fewer cases dearer.
    const repairs = `order_no,reported_at,arrived_at,tidy,technician,incident
R1,2024-03-05 10:00,2024-03-20 10:00,否,0003,X
R2,2024-03-06 10:00,2024-03-07 10:00,否,0003,X
R3,2024-03-07 10:00,2024-03-08 10:00,是,0003,
R4,2024-03-07 10:00,2024-03-08 10:00,是,0003,
R5,2024-03-07 10:00,2024-03-08 10:00,是,0003,
`
    const files = {
      'people.csv': people,
      'repair.csv': repairs,
      'check.csv': 'no,at,by,points\nC1,2024-01-10 09:00,0003,0\n',
    }
    const exempt = appeal({ id: 'A-2', finding: 'tidy/R1/0003', change: 'exempt' })
    expect(objected(await heard(exempt, { files }))).toEqual(['adjustment-lowers adjustments.yaml:1:3'])
    const both = appeal({ finding: 'on-time/R1/0003' }) + exempt
    expect(objected(await heard(both, { files }))).toEqual(['adjustment-lowers adjustments.yaml:2:3'])
  })
})

describe('laws of appeals', () => {
  const entries = [
    appeal({ id: 'A-1' }),
    appeal({ id: 'A-2', finding: 'on-time/R2/0001', change: 'reassign', to: '0002' }),
    appeal({ id: 'A-3', finding: 'tidy/R2/0001', change: 'exempt' }),
    appeal({ id: 'A-4', finding: '', person: '0001', section: 'care', change: 'points', points: 3 }),
    appeal({ id: 'A-5', finding: 'monthly/2024-04%400002/0002' }),
    appeal({
      ...{ id: 'A-6', finding: 'monthly/2024-05%400002/0002', change: '', evidence: '' },
      ...{ 'decided-by': '', 'decided-on': '', 'filed-on': '2024-07-03' },
    }),
    appeal({ id: 'A-7', finding: '', person: '0001', section: 'work', change: 'points', points: 0.3 }),
  ]
  const sheets = ({ appraisal }: OfficeResult): Appraisal['people'] | undefined => appraisal?.people

  it('they commute: the order in which they stand changes nothing', async () => {
    const first = await heard(entries.join(''))
    const inOrder = JSON.stringify(sheets(first))
    expect(inOrder).toBeDefined()
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(entries, { minLength: entries.length }), async shuffled => {
        expect(JSON.stringify(sheets(await heard(shuffled.join(''))))).toBe(inOrder)
      }),
      { numRuns: 12 },
    )
  })

  it('an overturn never lowers the score of whoever appealed, alone or among others', async () => {
    const anyRepair = fc.record({
      late: fc.boolean(),
      untidy: fc.boolean(),
      incident: fc.constantFrom('', 'X', 'Y'),
      by: fc.constantFrom('0001', '0002'),
    })
    let overturned = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRepair, { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.boolean()),
        async (all, picks) => {
          const rows = all.map(
            ({ late, untidy, incident, by }, at) =>
              `R${at},2024-03-05 10:00,2024-03-${late ? '20' : '06'} 10:00,${untidy ? '否' : '是'},${by},east,${incident}`,
          )
          const files = {
            'repair.csv': `order_no,reported_at,arrived_at,tidy,technician,site,incident\n${rows.join('\n')}\n`,
          }
          const before = await appraiseOffice({ files })
          const missed = (before.appraisal?.people ?? [])
            .flatMap(({ evidence }) => evidence)
            .filter(({ verdict, standard }) => verdict === 'missed' && standard !== 'book')
            .filter(() => picks.next().value)
          if (missed.length === 0) return
          overturned++
          const after = await heard(missed.map(({ id }, at) => appeal({ id: `A-${at}`, finding: id })).join(''), {
            files,
          })
          for (const { id, score } of before.appraisal?.people ?? []) {
            const now = after.person(id).score
            expect(now === null).toBe(score === null)
            if (now !== null && score !== null) expect(now).toBeGreaterThanOrEqual(score)
          }
        },
      ),
      { numRuns: 25 },
    )
    expect(overturned).toBeGreaterThan(10)
  })
})
