import { describe, expect, it } from 'vitest'
import type { Appraisal, AppraisedPerson, EvidenceCharge, ItemScore, SectionScore } from '../../src/model/appraisal.ts'
import type { Language } from '../../src/model/message.ts'
import { report } from '../../src/report/index.ts'
import { APPRAISAL, evidence, person } from './fixture.ts'
import { inputOf } from './support.ts'

function pages(given: Partial<AppraisedPerson>, language: Language = 'zh', more: Partial<Appraisal> = {}) {
  return report({
    ...inputOf({ ...APPRAISAL, ...more, people: [person('1', given)] }, language),
    findings: [{ id: 'rated/2024-H1%401/1', evidence: [{ file: 'ratings.csv', row: 7, id: 'by-the-boss' }] }],
  })
}

/** What a reader sees: no style, no tags. */
function read(path: string, ...given: Parameters<typeof pages>): string {
  const file = pages(...given).find(one => one.path === path)
  if (!file) throw new Error(`no ${path}`)
  return String(file.content)
    .replace(/<style>[\s\S]*<\/style>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')
}

const sheet = (...given: Parameters<typeof pages>): string => read('people/1.html', ...given)

const [whole] = person('1').sections
if (!whole) throw new Error('no section')
const [rate] = whole.items
if (!rate) throw new Error('no item')
const section = (id: string, items: readonly ItemScore[], given: Partial<SectionScore> = {}): SectionScore => ({
  ...whole,
  id,
  items,
  ...given,
})
const charge = (effect: EvidenceCharge['effect'], points: number | null, given: Partial<EvidenceCharge> = {}) => ({
  section: 'duties',
  item: 0,
  effect,
  points,
  exactPoints: points === null ? null : String(points),
  sameIncidentAs: null,
  ...given,
})

describe('the head of a sheet', () => {
  it('has the last period and the same semester a year ago', () => {
    const text = sheet({
      previous: { period: '2023-H2', score: 88.5, grade: 'good' },
      yearBefore: { period: '2023-H1', score: null, grade: null },
    })
    expect(text).toContain('上期 2023-H2 88.5 良好')
    expect(text).toContain('去年同期 2023-H1 无得分')
    expect(sheet({}, 'en')).toContain('A year earlier no result a year earlier')
  })

  it('has each section with counts, the rate missed and points before any evidence', () => {
    const text = sheet({ sections: [section('a', [rate, { ...rate, met: 1, missed: 1 }])] })
    const glance = text.slice(text.indexOf('各部分得分'), text.indexOf('分项得分与计算'))
    expect(glance).toContain('服务承诺 100 12 2 16.67% 90 得到 90%')
    expect(text.indexOf('各部分得分')).toBeLessThan(text.indexOf('检查结果明细'))
  })

  it('has what was met most, in numbers, without ratings and ledgers', () => {
    const none = { pending: 0, undetermined: 0, exempt: 0 }
    const text = sheet({
      tallies: [
        { ...none, standard: 'asked', met: 3, missed: 0 },
        { ...none, standard: 'arrival', met: 882, missed: 18 },
        { ...none, standard: 'looked', met: 0, missed: 4 },
      ],
    })
    expect(text).toContain('达标最多的标准 达标次数／检查次数 标准 arrival 882／900 标准 asked 3／3')
    expect(text).not.toContain('标准 looked 0')
  })
})

describe('items', () => {
  it('stand against the mean of peers, or say that there is none', () => {
    const text = sheet({
      sections: [
        section('a', [
          { ...rate, peers: { people: 6, missedPercent: 12.5 } },
          { ...rate, missed: 2 },
        ]),
      ],
    })
    expect(text).toContain('标准 arrival 9 1'.replace('9 1', '10 1 10% 12.5% 36 / 40'))
    expect(text).toContain('11 2 18.18% – 36 / 40')
    expect(text).toContain('有检查的他人不足 5 名的不列')
    expect(sheet({})).not.toContain('有检查的他人不足 5 名的不列')
  })

  it('tell bounds of deductions and bonuses', () => {
    const deduct: ItemScore = {
      ...rate,
      method: 'deduct',
      points: -5,
      outOf: null,
      reckoned: -8,
      most: 5,
      capped: true,
      missed: 4,
      sameIncident: 1,
    }
    const bonus: ItemScore = { ...rate, method: 'bonus', points: 4, outOf: null, reckoned: 4, met: 4, missed: 0 }
    const text = sheet({
      sections: [
        section('duties', [deduct]),
        section('more', [bonus], { marks: null, weight: null, score: 3, most: 3, capped: true }),
      ],
    })
    const rows = text.slice(text.indexOf('扣分与加分'), text.indexOf('奖惩建议'))
    expect(rows).toContain('未达标 4 −8 5 −5 已到封顶 5 分，超出部分不计；1 次与别处属同一事件，只计一次')
    expect(rows).toContain('达标 4 +4 – +4')
    expect(rows).toContain('小计 3 +3 已到封顶 3 分，超出部分不计')
  })
})

describe('the evidence', () => {
  const incident = 'repair:R1'
  const lines = [
    evidence(1, {
      incident,
      standard: 'asked',
      charges: [charge('same-incident', 0, { sameIncidentAs: 'arrival/R2/1' })],
    }),
    evidence(2, { incident, charges: [charge('charged', -2)] }),
    evidence(3, { charges: [charge('capped', -0.5)] }),
    evidence(4, { charges: [charge('in-rate', null)] }),
    evidence(5, { verdict: 'pending', measured: null, limit: null, due: '2024-07-09T17:30:00+08:00' }),
  ]

  it('has what was measured against its limit and what it cost, worst first, one incident together', () => {
    const text = sheet({ evidence: lines })
    expect(text.match(/K-000\d/g)?.slice(0, 6)).toEqual(['K-0002', 'K-0001', 'K-0002', 'K-0003', 'K-0004', 'K-0005'])
    expect(text).toContain('未达标 4 条 K-0002')
    expect(text).toContain('S1-02 45分钟 30分钟 −2 用时')
    expect(text).toContain('45分钟 30分钟 0 同一事件；已计于 K-0002')
    expect(text).toContain('−0.5 已到封顶')
    expect(text).toContain('计入达标率')
    expect(text).toContain('– 2024-07-09 17:30 前 不计')
  })

  it('says the same in English', () => {
    const text = sheet({ evidence: lines }, 'en')
    expect(text).toContain('45 minutes 30 minutes −2 took')
    expect(text).toContain('0 same incident; counted with K-0002')
    expect(text).toContain('by 2024-07-09 17:30')
  })

  it('never names a record of a rating', () => {
    const rated = { ...APPRAISAL.standards[0], id: 'rated', kind: 'rating' } as Appraisal['standards'][number]
    const line = evidence(1, { id: 'rated/2024-H1%401/1', standard: 'rated' })
    const text = sheet({ evidence: [line] }, 'zh', { standards: [...APPRAISAL.standards, rated] })
    expect(text).toContain('评分记录不列出')
    expect(text).not.toContain('by-the-boss')
  })
})

it('groups of raters have number and mean', () => {
  const ratings = [
    {
      standard: 'arrival',
      groups: [
        { title: { zh: '互评', en: 'Peers' }, raters: 7, mean: 83.33 },
        { title: null, raters: 12, mean: 80 },
      ],
    },
  ]
  expect(sheet({ ratings })).toContain('互评 7 83.33 标准 arrival 全体评分人 12 80.00')
  expect(sheet({ ratings }, 'en')).toContain('Peers 7 83.33 Standard arrival all raters 12 80.00')
  const few = [{ standard: 'arrival', groups: [] }]
  expect(sheet({ ratings: few })).toContain('标准 arrival 有的组评分人太少，各组不显示')
  expect(sheet({ ratings: few }, 'en')).toContain('Standard arrival too few raters in some group: none is shown')
})

it('proposals have clause, base, share, amount and state', () => {
  const withheld = {
    share: 0.3,
    amount: 900,
    skipped: [],
    because: [
      {
        cascade: 'zero-defect',
        finding: 'arrival/R7/2',
        incident: 'repair:R7',
        role: 'manager',
        share: 0.3,
        state: 'confirmed' as const,
      },
    ],
  }
  const text = sheet({ withheld, bonusBase: '3000' })
  expect(text).toContain('管理连带责任（建议扣减） S1-12、S1-13 3,000.00 CNY 30% −900.00 CNY – 已确认')
})

describe('forms to sign', () => {
  const tallies = ['arrival', 'asked'].map((standard, at) => ({
    standard,
    met: 10,
    missed: at + 1,
    pending: 0,
    undetermined: 0,
    exempt: 0,
  }))

  it('begin with whose they are and what came out', () =>
    expect(sheet({})).toContain('考评结果 1 甲1 公寓管理员 东区 得分 90.00 等级 优秀'))

  it('the plan has the standards that cost most, and lines to fill in', () => {
    const items = [
      { ...rate, standards: ['asked'], standard: 'asked', points: 10, outOf: 20, missed: 2 },
      { ...rate, points: 19, outOf: 20, missed: 1 },
    ]
    const text = sheet({ tallies, sections: [section('a', items)] })
    expect(text).toContain('1 标准 asked 未达标 2／12 2 标准 arrival 未达标 1／11 3 4 5 绩效面谈记录')
  })

  it.each([
    [
      'zh',
      [
        '□ 已阅，无异议',
        '□ 已收到，有异议（签收不代表同意结果）',
        '见证人一',
        '见证人二',
        '送达方式',
        '5 个工作日内向考评小组书面申诉',
        '面谈日期',
      ],
    ],
    [
      'en',
      [
        '□ Read, no objection',
        'signing for receipt is no agreement',
        'First witness',
        'Second witness',
        'Manner',
        'within 5 working days',
      ],
    ],
  ] as const)('have all parts in %s', (language, parts) => {
    const text = sheet({}, language)
    for (const part of parts) expect(text).toContain(part)
  })
})

describe('the notice of rectification', () => {
  const failed: Partial<AppraisedPerson> = {
    grade: 'fail',
    score: 50,
    scoreText: '50.00',
    vetoes: [{ standard: 'safety', grade: 'fail', finding: 'safety/R2/1' }],
    tallies: ['arrival', 'safety', 'looked'].map(standard => ({
      standard,
      met: 1,
      missed: 2,
      pending: 0,
      undetermined: 0,
      exempt: 0,
    })),
    evidence: [
      ...Array.from({ length: 10 }, (_, at) => evidence(at + 1)),
      evidence(11, { id: 'safety/R2/1', standard: 'safety' }),
    ],
  }
  const words = {
    ...APPRAISAL.words,
    clauses: {
      'S1-01': { text: { zh: '半小时内到场', en: 'There within half an hour' }, source: { zh: '承诺', en: 'Promise' } },
    },
  }
  const notice = (given: Partial<AppraisedPerson>, language: Language = 'zh') =>
    read('people/1-rectification.html', { ...failed, ...given }, language, { words })

  it('is for the lowest grade alone, and linked from the sheet and the index', () => {
    for (const { id } of APPRAISAL.words.grades.slice(0, -1))
      expect(pages({ grade: id }).map(({ path }) => path)).not.toContain('people/1-rectification.html')
    const files = pages(failed)
    expect(files.map(({ path }) => path)).toContain('people/1-rectification.html')
    const text = (path: string) => String(files.find(file => file.path === path)?.content)
    expect(text('people/1.html')).toContain('href="1-rectification.html"')
    expect(text('index.html')).toContain('href="people/1-rectification.html"')
  })

  it('has each standard that counted, what lowered the grade first, with numbers, demand and room for reply and second check', () => {
    const text = notice({})
    expect(text.indexOf('标准 safety')).toBeLessThan(text.indexOf('标准 arrival'))
    expect(text).not.toContain('标准 looked')
    expect(text).toContain('K-0001、K-0002、K-0003、K-0004、K-0005、K-0006、K-0007、K-0008 +2')
    expect(text).toContain('半小时内到场 S1-01')
    expect(text.match(/□ 合格 □ 仍不合格/g)?.length).toBe(2)
    for (const part of ['整改回复', '复查人、日期', '被通知人签收', '复查结论']) expect(text).toContain(part)
  })

  it('has the date that the rules know, or room for one', () => {
    const [proposed] = APPRAISAL.people.flatMap(({ outcomes }) => outcomes)
    if (!proposed) throw new Error('no outcome')
    const outcomes = [{ ...proposed, type: 'rectification', due: '2024-09-06', clauses: ['S1-43'] }]
    expect(notice({ outcomes })).toContain('整改期限 2024年9月6日')
    expect(notice({ outcomes })).toContain('依据条款 S1-43')
    expect(notice({ outcomes }, 'en')).toContain('Due 6 September 2024')
    expect(notice({ outcomes: [{ ...proposed, due: '2024-09-06' }] })).not.toContain('9月6日')
    expect(notice({})).toMatch(/整改期限 年 月 日/)
  })
})
