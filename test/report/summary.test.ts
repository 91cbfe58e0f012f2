/** 通报: the trend against earlier periods, inspectors side by side, what changed in the rules. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import type { Appraisal, EarlierPeriod, InspectorCount } from '../../src/model/appraisal.ts'
import { gradeShares } from '../../src/report/charts/grade-shares.ts'
import { inspectorModel } from '../../src/report/pages/inspectors.ts'
import { ruleChangesModel } from '../../src/report/pages/rule-changes.ts'
import { summaryPage } from '../../src/report/pages/summary.ts'
import { trendModel } from '../../src/report/pages/trend.ts'
import { SMALL_PACK } from '../support/small-pack.ts'
import { APPRAISAL } from './fixture.ts'
import { contextOf } from './support.ts'

const context = (given: Partial<Appraisal>) => contextOf({ ...APPRAISAL, ...given })

function earlier(name: string, given: Partial<EarlierPeriod> = {}): EarlierPeriod {
  return {
    period: { name, from: '2023-07-01', to: '2023-12-31', length: 'half-year' },
    pack: { id: 'pack', version: '1.0.0', sha256: APPRAISAL.pack.sha256 },
    grades: [
      { grade: 'excellent', people: 1 },
      { grade: 'third-class', people: 1 },
      { grade: null, people: 2 },
    ],
    units: [{ unit: 'east', scores: [70.1, 80.2] }],
    scores: [70.1, 80.2],
    ...given,
  }
}

describe('the trend', () => {
  it('has mean score and grades of each period of the same length, this one last', () => {
    const quarter = earlier('2023-Q4', {
      period: { name: '2023-Q4', from: '2023-10-01', to: '2023-12-31', length: 'quarter' },
    })
    const trend = trendModel(context({ earlier: [earlier('2023-H2'), quarter] }))
    expect(trend?.periods).toEqual(['2023-H2', '2024-H1'])
    expect(trend?.grades).toEqual(['优秀', '良好', '合格', '不合格', 'third-class', '不定等次'])
    expect(trend?.rows).toEqual([
      { period: '2023-H2', count: 4, scored: 2, mean: '75.15', grades: ['1', '0', '0', '0', '1', '2'] },
      { period: '2024-H1', count: 9, scored: 6, mean: '85.18', grades: ['1', '2', '1', '1', '0', '4'] },
    ])
    expect(trend?.others).toContain('1')
  })

  it('goes by unit as far as that is known', () => {
    const trend = trendModel(context({ earlier: [earlier('2023-H2')] }))
    expect(trend?.units).toEqual([
      { unit: '东区', means: ['75.15', '91.00'] },
      { unit: '北区', means: ['–', '89.04'] },
      { unit: '南区', means: ['–', '60.00'] },
    ])
    expect(trendModel(context({ earlier: [earlier('2023-H2', { units: [] })] }))?.hasUnits).toBe(false)
  })

  it('is said not to be there where nothing can be compared', () => {
    expect(trendModel(context({ earlier: [] }))).toBeNull()
    const [page] = summaryPage(context({}))
    expect(page?.content).toContain('没有同样长短的往期结果')
  })

  it('is a chart that says in words what it shows', () => {
    const chart = gradeShares(
      [
        {
          label: '<H1>',
          parts: [
            { title: '优秀', count: 3 },
            { title: '良好', count: 0 },
          ],
        },
      ],
      '图',
    )
    expect(chart).toContain('>&lt;H1&gt;: 优秀 3, 良好 0</desc>')
    // One part, and two samples of the legend.
    expect(chart.match(/<rect x/g)).toHaveLength(3)
    expect(gradeShares([{ label: 'a', parts: [] }], '图')).not.toContain('NaN')
  })
})

const inspector = (person: string, judged: number, missed: number, type = 'inspection'): InspectorCount => ({
  type,
  person,
  name: `查${person}`,
  judged,
  missed,
})

describe('inspectors', () => {
  it('stand beside the share of all others of the same record type', () => {
    const inspectors = [inspector('1', 20, 10), inspector('2', 80, 20), inspector('3', 20, 4), inspector('4', 5, 5)]
    expect(inspectorModel(context({ inspectors }))).toEqual([
      {
        type: '巡查',
        rows: [
          { id: '1', name: '查1', judged: 20, missed: 10, share: '50.0%', others: '27.6%', difference: '+22.4' },
          { id: '2', name: '查2', judged: 80, missed: 20, share: '25.0%', others: '42.2%', difference: '−17.2' },
          { id: '3', name: '查3', judged: 20, missed: 4, share: '20.0%', others: '33.3%', difference: '−13.3' },
        ],
      },
    ])
  })

  it('are not compared over few records, alone, or across types', () => {
    for (const inspectors of [
      [inspector('1', 20, 10), inspector('2', 19, 1)],
      [inspector('1', 200, 10)],
      [inspector('1', 20, 10), inspector('2', 20, 1, 'survey')],
    ]) {
      expect(inspectorModel(context({ inspectors }))).toEqual([])
      expect(summaryPage(context({ inspectors }))[0]?.content).toContain('不作对照')
    }
  })

  it('are never adjusted by, and the page says so', () => {
    const inspectors = [inspector('1', 20, 10), inspector('2', 80, 20)]
    expect(summaryPage(context({ inspectors }))[0]?.content).toContain('系统不据此调整任何人的得分')
  })
})

describe('what changed in the rules', () => {
  const says = (pack: EarlierPeriod['pack']) =>
    ruleChangesModel(context({ earlier: [earlier('2023-H2', { pack })] })).says
  const { sha256 } = APPRAISAL.pack

  it('is told by the hash, whatever the version says', () => {
    expect(says({ id: 'pack', version: '1.0.0', sha256 })).toContain('完全相同')
    expect(says({ id: 'pack', version: '0.9.0', sha256: 'ff' })).toContain('规则有变动：pack 0.9.0 (ff) → pack 1.0.0')
    expect(says({ id: 'pack', version: '1.0.0', sha256: 'ff' })).toContain('版本号却没有改')
    expect(says({ id: 'other', version: '1.0.0', sha256: 'ff' })).toContain('不是同一个规则包')
    expect(says(null)).toContain('没有写明所用的规则')
    expect(ruleChangesModel(context({})).says).toContain('没有往期结果')
  })
})

// --- from the records and the rules ---------------------------------------------------------------------------------

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const PACK = `${SMALL_PACK}
      seen_by: { type: person, title: { zh: 检查人, en: Seen by } }
      clean: { type: yes-no, title: { zh: 干净, en: Clean } }
      rated: { type: number, title: { zh: 评分, en: Rating } }
    entered-by: seen_by
parameters:
  promptly: { title: { zh: 及时, en: Promptly }, value: { 2020-01-01: 60 minutes, 2024-04-01: 45 minutes }, by-site: { s1: { 2024-05-01: 20 minutes } } }
  long-ago: { title: { zh: 早先, en: Long ago }, value: { 2023-12-31: 1 hour, 2024-07-01: 2 hours } }
standards:
  arrives: { title: { zh: 到场, en: Arrives }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: { 2023-01-01: 30 minutes, 2024-06-30: 20 minutes }, charge: technician }
  prompt: { title: { zh: 及时到场, en: Prompt }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: { parameter: promptly }, charge: technician }
  clean: { title: { zh: 干净, en: Clean }, kind: requirement, event: repair, require: { clean: true }, charge: technician }
grades: { bands: { good: { title: { zh: 好, en: Good }, from: { 2020-01-01: 80, 2024-01-01: 85 } }, fail: { title: { zh: 差, en: Fail }, from: 0 } } }
cascades: { line: { title: { zh: 连带, en: Line }, on: { standards: arrives, verdict: missed }, shares: { person: { 2020-01-01: 50%, 2024-02-01: 40% } }, combine: capped } }
`
const REPAIRS = `order_no,reported_at,arrived_at,technician,seen_by,clean
R1,2024-03-05 14:00,2024-03-05 14:10,0001,0002,是
R2,2024-03-05 14:00,2024-03-05 14:10,0001,0002,否
R3,2024-03-05 14:00,2024-03-05 14:10,0001,0001,否
R4,2024-03-05 14:00,2024-03-05 14:10,0001,,否
`

async function appraised(pack: string) {
  const folder = mkdtempSync(join(scratch, 'round-'))
  mkdirSync(join(folder, 'rules'))
  writeFileSync(join(folder, 'rules/pack.yaml'), pack)
  writeFileSync(join(folder, 'people.csv'), 'id,name,post\n0001,甲,fitter\n0002,乙,head\n')
  writeFileSync(join(folder, 'repair.csv'), REPAIRS)
  writeFileSync(join(folder, 'appraisal.yaml'), 'rules: rules\nperiod: 2024-H1\npeople: people.csv\n')
  const { appraisal, diagnostics } = await appraise({ folder, language: 'zh' })
  if (!appraisal) throw new Error(JSON.stringify(diagnostics))
  return appraisal
}

describe('of an appraisal', () => {
  it('inspectors are those that the type names, for what they found of others', async () => {
    // Three standards judged R1 and R2 each; of the records that 0001 entered, all are about 0001.
    expect((await appraised(PACK)).inspectors).toEqual([
      { type: 'repair', person: '0002', name: '乙', judged: 6, missed: 1 },
    ])
  })

  it('nobody is told where the type does not say who enters it, the field is hidden, or ratings are read from it', async () => {
    const hidden = PACK.replace('seen_by: { type: person,', 'seen_by: { type: person, shown: internal,')
    const rated = PACK.replace(
      'grades:',
      '  rating: { title: { zh: 评, en: R }, kind: rating, event: repair, score: rated, scale: 100, rater: seen_by, charge: technician }\ngrades:',
    )
    for (const pack of [PACK.replace('    entered-by: seen_by\n', ''), hidden, rated])
      expect((await appraised(pack)).inspectors).toEqual([])
  })

  it('dated numbers that came into force within it are listed, each once', async () => {
    const { datedChanges } = await appraised(PACK)
    expect(datedChanges.map(({ from, of, before, after, site }) => [from, of.zh, before?.zh, after?.zh, site])).toEqual(
      [
        ['2024-01-01', '好：最低分', '80', '85', null],
        ['2024-02-01', '连带：person', '50%', '40%', null],
        ['2024-04-01', '及时', '60 分钟', '45 分钟', null],
        ['2024-05-01', '及时', undefined, '20 分钟', 's1'],
        ['2024-06-30', '到场：时限', '30 分钟', '20 分钟', null],
      ],
    )
  })
})
