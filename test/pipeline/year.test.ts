/** Two semesters of one year: a case left open is judged once, and outcomes over the year follow. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppraiseResult, appraise } from '../../src/appraise.ts'
import { SMALL_PACK } from '../support/small-pack.ts'

const year = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(year, { recursive: true, force: true }))

const PACK = `${SMALL_PACK}fairness: { minimum-cases: 1 }
standards:
  on-time: { title: { zh: 三天内到场, en: There within 3 days }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: 3 days, charge: technician }
scorecards:
  card: { title: { zh: 表, en: Card }, posts: [fitter], sections: { a: { title: { zh: 甲, en: A }, marks: 100, method: rate, items: [ { standards: on-time } ] } } }
grades: { decimals: 2, bands: { excellent: { title: { zh: 优秀, en: Excellent }, from: 90 }, fail: { title: { zh: 不合格, en: Fail }, from: 0 } } }
outcomes:
  two-excellent:
    title: { zh: 两次优秀, en: Two excellent }
    when: { all: [ { fact: year.complete, operator: equal, value: true }, { fact: year.count.excellent, operator: equal, value: 2 } ] }
    then: [ { type: nomination } ]
`

const HEADER = 'order_no,reported_at,arrived_at,technician'

async function semester(
  name: string,
  setup: string,
  repairs: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<AppraiseResult> {
  const folder = join(year, name)
  mkdirSync(folder, { recursive: true })
  const files = {
    'appraisal.yaml': `rules: ../rules\npeople: people.csv\n${setup}`,
    'people.csv': 'id,name,post\n0001,张三,fitter\n',
    'repair.csv': `${[HEADER, ...repairs].join('\n')}\n`,
    ...more,
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return appraise({ folder, out: join(folder, 'out'), language: 'zh', keepMet: true })
}

const lines = (path: string) =>
  readFileSync(join(year, path), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
const HISTORY = 'history: [ ../h1/out/appraisal.json ]\n'
const CLOSED = 'R2,2024-06-29 10:00,2024-07-02 23:59,0001'

describe('a year', () => {
  beforeAll(async () => {
    mkdirSync(join(year, 'rules'))
    writeFileSync(join(year, 'rules/pack.yaml'), PACK)
    await semester('h1', 'period: 2024-H1\n', [
      'R1,2024-03-05 14:00,2024-03-06 10:00,0001',
      'R2,2024-06-29 10:00,,0001',
    ])
  })

  it('leaves open what is not due, and scores it neither way', () => {
    expect(lines('h1/out/findings.ndjson').map(one => [one.case, one.verdict])).toEqual([
      ['R1', 'met'],
      ['R2', 'pending'],
    ])
    expect(lines('h1/out/carried.ndjson')).toMatchObject([{ standard: 'on-time', case: 'R2', from: '2024-H1' }])
  })

  it('judges it in the next period, once, though the record is handed in again', async () => {
    await semester('h2', `period: 2024-H2\n${HISTORY}`, [CLOSED, 'R3,2024-08-01 09:00,2024-08-02 09:00,0001'])
    expect(lines('h2/out/findings.ndjson').map(one => [one.case, one.verdict])).toEqual([
      ['R2', 'met'],
      ['R3', 'met'],
    ])
    expect(lines('h2/out/carried.ndjson')).toEqual([])
  })

  it('judges it by its carried copy where nobody handed it in again', async () => {
    await semester('h2', `period: 2024-H2\n${HISTORY}`, ['R3,2024-08-01 09:00,2024-08-02 09:00,0001'])
    expect(lines('h2/out/findings.ndjson').map(one => [one.case, one.verdict])).toEqual([
      ['R2', 'missed'],
      ['R3', 'met'],
    ])
  })

  it('two excellent semesters of one year: nominated, a proposal until it is confirmed', async () => {
    const open = await semester('h2', `period: 2024-H2\n${HISTORY}`, [CLOSED])
    expect(open.appraisal?.people[0]).toMatchObject({
      previous: { period: '2024-H1', grade: 'excellent' },
      outcomes: [{ id: 'two-excellent', state: 'proposed' }],
    })
    const confirmation = '- { person: "0001", outcome: two-excellent, state: confirmed, by: 王五, on: 2025-01-03 }\n'
    const decided = await semester('h2', `period: 2024-H2\nconfirmations: c.yaml\n${HISTORY}`, [CLOSED], {
      'c.yaml': confirmation,
    })
    expect(decided.appraisal?.people[0]?.outcomes).toMatchObject([
      { state: 'confirmed', confirmedBy: '王五', confirmedOn: '2025-01-03' },
    ])
  })

  it('one semester is no complete year', async () => {
    const alone = await semester('h2', 'period: 2024-H2\n', [CLOSED])
    expect(alone.appraisal?.people[0]?.outcomes).toEqual([])
  })

  it('a confirmation of what was not proposed is a mistake', async () => {
    const confirmation = '- { person: "0001", outcome: two-excellent, state: confirmed, by: 王五, on: 2025-01-03 }\n'
    const { diagnostics, appraisal } = await semester('h2', 'period: 2024-H2\nconfirmations: c.yaml\n', [CLOSED], {
      'c.yaml': confirmation,
    })
    expect(diagnostics.map(one => one.code)).toContain('confirmation-unmatched')
    expect(appraisal).toBeUndefined()
  })

  it.each<[string, string, string]>([
    ['not there', 'history: [ ../h0/out/appraisal.json ]\n', 'history-unreadable'],
    ['doubled', 'history: [ ../h1/out/appraisal.json, ../h1/out/appraisal.json ]\n', 'history-doubled'],
    ['no appraisal', 'history: [ ../h1/out/manifest.json ]\n', 'history-unreadable'],
  ])('an earlier appraisal that is %s is told, not guessed around', async (_, history, code) => {
    const { diagnostics, appraisal } = await semester('h2', `period: 2024-H2\n${history}`, [CLOSED])
    expect(diagnostics.map(one => one.code)).toContain(code)
    expect(appraisal).toBeUndefined()
  })

  it('last semester on paper: it counts into the year, and the sheet names the document', async () => {
    const paper = '工号,学期,得分,等级,文号\n0001,2024年上半年,95.5,优秀,后勤发〔2024〕12号\n'
    const { appraisal } = await semester(
      'h2',
      'period: 2024-H2\nhistory: [ 上期成绩.csv ]\n',
      [CLOSED, 'R3,2024-08-01 09:00,2024-08-02 09:00,0001'],
      {
        '上期成绩.csv': paper,
      },
    )
    expect(appraisal?.people[0]).toMatchObject({
      previous: { period: '2024-H1', score: 95.5, grade: 'excellent', document: '后勤发〔2024〕12号' },
      outcomes: [{ id: 'two-excellent' }],
    })
    expect(readFileSync(join(year, 'h2/out/people/0001.html'), 'utf8')).toContain('（依据 后勤发〔2024〕12号）')
    rmSync(join(year, 'h2/上期成绩.csv'))
  })
})
