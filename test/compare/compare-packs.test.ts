/** A folder of records and another pack in; who moves and why, in words, in JSON and on a page, out. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { comparePacks } from '../../src/compare-packs.ts'
import { comparisonText } from '../../src/report/index.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-compare-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const RULES = `pack: { id: small, version: "1", title: 小, time-zone: Asia/Shanghai }
posts: { fitter: { title: 维修工, level: staff } }
fairness: { minimum-cases: 1, measured-marks-at-least: 0, minimum-days: 0% }
grades: { decimals: 1, bands: { good: { title: { zh: 好, en: Good }, from: 60 }, bad: { title: { zh: 差, en: Bad }, from: 0 } } }
events:
  repair:
    title: { zh: 报修, en: Repair }
    id: no
    at: reported_at
    fields:
      no: { type: text, required: true }
      reported_at: { type: date-time, required: true }
      arrived_at: { type: date-time }
      signed: { type: yes-no, title: { zh: 签字, en: Signed } }
      technician: { type: person }
standards:
  on-time: { title: { zh: 准时, en: On time }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: { 2023-01-01: 30 minutes, 2025-01-01: 20 minutes }, charge: technician }
scorecards:
  fitters: { title: 表, posts: [fitter], sections: { work: { title: { zh: 工作, en: Work }, marks: 100, method: rate, items: [ { standards: on-time } ] } } }
outcomes:
  warned: { title: { zh: 警告, en: Warned }, when: { grade: bad }, then: [ { type: warning } ] }
`
const folder = join(scratch, '2024-H1')
mkdirSync(join(folder, 'records'), { recursive: true })
mkdirSync(join(scratch, 'rules'))
writeFileSync(join(scratch, 'rules/pack.yaml'), RULES)
writeFileSync(join(folder, 'appraisal.yaml'), 'period: 2024-H1\nrules: ../rules\npeople: people.csv\n')
writeFileSync(join(folder, 'people.csv'), 'id,name,post,from\nE1,张三,fitter,2023-01-01\nE2,李四,fitter,2023-01-01\n')
const rows = [5, 15, 25, 25, 25].map(
  (late, at) => `R${at},2024-03-0${at + 1} 09:00,2024-03-0${at + 1} 09:${String(late).padStart(2, '0')},E1`,
)
writeFileSync(
  join(folder, 'records/repair.csv'),
  `no,reported_at,arrived_at,technician\n${rows.join('\n')}\nR9,2024-03-09 09:00,2024-03-09 09:05,E2\n`,
)

let count = 0
function other(...changes: readonly (readonly [string, string])[]): string {
  const pack = join(scratch, `other-${++count}`)
  cpSync(join(scratch, 'rules'), pack, { recursive: true })
  const text = changes.reduce((all, [was, is]) => all.replace(was, is), RULES)
  expect(text === RULES).toBe(changes.length === 0)
  writeFileSync(join(pack, 'pack.yaml'), text)
  return pack
}
const against = (options: { readonly with?: string; readonly valuesOf?: string; readonly asPage?: boolean }) =>
  comparePacks({ folder, workingDirectory: scratch, language: 'en', ...options })

const TIGHTER = ['2023-01-01: 30 minutes', '2023-01-01: 20 minutes'] as const

describe('a limit tightened', () => {
  it('says what changed, who moves, by how much, across which band, and which findings did it', async () => {
    const { comparison } = await against({ with: other(TIGHTER) })
    expect(comparison?.rules.map(({ id, values }) => [id, values])).toEqual([
      ['on-time', [{ path: 'within.2023-01-01', before: '30 minutes', after: '20 minutes' }]],
    ])
    expect(comparison?.people.all).toBe(2)
    const [person, ...more] = comparison?.people.changed ?? []
    expect(more).toEqual([])
    expect(person).toMatchObject({
      id: 'E1',
      score: { before: 100, after: 40 },
      difference: -60,
      grade: { before: 'good', after: 'bad' },
      sections: [{ id: 'work', before: 100, after: 40 }],
      outcomes: { gained: [{ id: 'warned', type: 'warning' }], lost: [] },
    })
    expect(person?.findings.map(one => [one.case, one.before, one.after])).toEqual([
      ['R2', 'met', 'missed'],
      ['R3', 'met', 'missed'],
      ['R4', 'met', 'missed'],
    ])
  })

  it('in words, in both languages', async () => {
    const { comparison } = await against({ with: other(TIGHTER) })
    if (!comparison) throw new Error('nothing was compared')
    const english = comparisonText(comparison, 'en', true)
    expect(english).toContain('within.2023-01-01: 30 minutes → 20 minutes')
    expect(english).toContain('E1 张三  100 Good → 40 Bad  −60')
    expect(english).toContain('+ Warned')
    expect(comparisonText(comparison, 'zh', true)).toContain('2 人中 1 人有变化；得分升 0 人、降 1 人，等次变 1 人')
  })

  it('as a page of its own: no script, no outside resource, words escaped', async () => {
    const { page = '' } = await against({
      with: other(TIGHTER, ['zh: 准时, en: On time', 'zh: 准时, en: "<b>On time"']),
      asPage: true,
    })
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/i)
    expect(page).toContain('E1 张三 100 → 40')
    expect(page).toContain('&lt;b&gt;On time')
    expect(page).not.toMatch(/<script|<b>On|https?:\/\/(?!www\.w3\.org)/)
  })
})

it('values in force on a later day, on the records of this period', async () => {
  const { comparison } = await against({ valuesOf: '2025-06-01' })
  expect(comparison?.rules.map(one => one.values)).toEqual([
    [{ path: 'within', before: '{ 2023-01-01: 30 minutes, 2025-01-01: 20 minutes }', after: '20 minutes' }],
  ])
  expect(comparison?.people.changed.map(one => [one.id, one.difference])).toEqual([['E1', -60]])
})

it('the same pack changes nothing', async () => {
  const { comparison } = await against({ with: other() })
  expect(comparison).toMatchObject({ rules: [], undetermined: [], people: { changed: [] } })
  if (comparison) expect(comparisonText(comparison, 'en', false)).toContain('nothing changes')
})

it('a field that no record carries makes a new standard one that cannot be judged', async () => {
  const added =
    '  signed: { title: { zh: 签字, en: Signed for }, kind: requirement, event: repair, require: { signed: true }, charge: technician }\nscorecards:'
  const { comparison } = await against({ with: other(['scorecards:', added]) })
  expect(comparison?.undetermined).toMatchObject([{ id: 'signed', state: { before: null, after: 'not-supplied' } }])
})

it('a pack that does not compile is told, and nothing compared', async () => {
  const { comparison, diagnostics } = await against({ with: other(['kind: deadline', 'kind: deadlines']) })
  expect(comparison).toBeUndefined()
  expect(diagnostics.map(({ code }) => code)).toContain('unknown-kind')
  expect(readFileSync(join(folder, 'people.csv'), 'utf8')).toContain('E1')
})
