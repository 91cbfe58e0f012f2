/** The forms of the process: what each tells, of whom, and how they are asked for. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { report } from '../../src/report/index.ts'
import { appeal, appraiseOffice } from '../adjust/office.ts'
import { yardstickIn } from '../support/command-line.ts'
import { APPRAISAL, appealed, evidence, HOSTILE_NAME, outcome, person } from './fixture.ts'
import { charged, DECIDED, fillIn, INPUT, published } from './form-samples.ts'

/** What a reader sees, tags taken out. */
const textOf = (html: string | undefined) =>
  (html ?? '')
    .replace(/[\s\S]*<main[^>]*>/, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

describe('the deduction notice', () => {
  const notice = { due: '2024-03-15T23:59:59+08:00', toldOn: null, toldBy: null, how: null }
  const misses = [
    charged(1, { notice: { ...notice, toldOn: '2024-03-07', toldBy: '王主任', how: '当面' } }),
    charged(2, { notice }),
    evidence(3),
    evidence(4, { verdict: 'undetermined' }),
  ]
  const people = [
    person('1', { evidence: misses, name: HOSTILE_NAME }),
    person('2', { name: '别人', score: 71.25, scoreText: '71.25' }),
  ]

  it.each([
    [
      'zh',
      '2024-03-07 当面 王主任',
      '须在 2024-03-15 之前（含）告知',
      '可在 2024-07-17 之前（含当日）向考评小组书面申诉',
    ],
    [
      'en',
      '2024-03-07 当面 王主任',
      'to be told by 2024-03-15',
      'may appeal in writing to the appraisal panel until 2024-07-17',
    ],
  ] as const)(
    'lists what costs something, when it was told or has to be, and where to appeal (%s)',
    (language, told, open, until) => {
      const files = fillIn(['deduction-notice'], published(people), language)
      expect(files.map(({ path }) => path)).toEqual(['deduction-notice-1.html'])
      const text = textOf(files[0]?.content)
      expect(text).toContain('K-0001')
      for (const part of ['K-0002', 'arrival/R2/1', told, open, until]) expect(text).toContain(part)
      for (const other of ['K-0003', 'K-0004', '别人', '71.25']) expect(text).not.toContain(other)
      expect(files[0]?.content).not.toContain(HOSTILE_NAME)
    },
  )

  it('tells of what lowered the grade although no item takes it', () => {
    const vetoed = person('3', {
      evidence: [evidence(5)],
      vetoes: [{ standard: 'arrival', grade: 'fail', finding: 'arrival/R5/1' }],
    })
    expect(textOf(fillIn(['deduction-notice'], published([vetoed]), 'zh')[0]?.content)).toContain('K-0005')
  })
})

describe('the appeal form', () => {
  it('names whose result it is, what was missed, and until when; without a publication within what time', () => {
    const one = person('1', { evidence: [charged(1), evidence(2, { verdict: 'exempt' })] })
    const text = textOf(fillIn(['appeal-form'], published([one]), 'en')[0]?.content)
    for (const part of ['90.00', 'K-0001', 'until 2024-07-17', 'decided within 10 working days'])
      expect(text).toContain(part)
    expect(text).not.toContain('K-0002')
    expect(textOf(fillIn(['appeal-form'], { ...APPRAISAL, people: [one] }, 'en')[0]?.content)).toContain(
      'within 5 working days of the publication',
    )
  })
})

describe('the decision', () => {
  const filed = appealed('A-1', { state: 'answered' })
  const own = (more: Parameters<typeof person>[1] = {}) =>
    person('1', {
      evidence: [charged(1)],
      adjustments: [filed, DECIDED, appealed('A-2', { isReceived: true, state: 'decided' })],
      original: { score: 78, scoreText: '78.00', grade: 'good' },
      ...more,
    })

  it('says what was appealed and why, what was found and decided, by whom, and the score before and now', () => {
    const files = fillIn(['appeal-decision'], published([own()]), 'zh')
    expect(files.map(({ path }) => path)).toEqual(['appeal-decision-A-1b.html'])
    const text = textOf(files[0]?.content)
    for (const part of [
      '编号：A-1b',
      'K-0001',
      '门锁着',
      '未达标',
      '改判达标',
      '门卫登记相符',
      '门卫登记 17',
      '2024-07-12',
      '2024-07-30',
      '78.00',
      '90.00',
      '没有奖惩以此为据',
    ])
      expect(text).toContain(part)
  })

  it('lists the money that still rests on the finding', () => {
    const fined = own({ outcomes: [outcome({ because: ['arrival/R1/1'] })] })
    expect(textOf(fillIn(['appeal-decision'], published([fined]), 'en')[0]?.content)).toContain('300.00')
  })

  it('is made of the appeals asked for, and of none that is open', () => {
    const two = person('2', {
      adjustments: [{ ...DECIDED, id: 'B-1', state: 'dismissed', change: null }, appealed('B-2')],
    })
    const paths = (appeals: readonly string[]) =>
      fillIn(['appeal-decision'], published([own(), two]), 'zh', { appeals }).map(({ path }) => path)
    expect(paths([])).toEqual(['appeal-decision-A-1b.html', 'appeal-decision-B-1.html'])
    expect(paths(['B-1'])).toEqual(['appeal-decision-B-1.html'])
  })
})

describe('the register', () => {
  const people = [
    person('1', { adjustments: [appealed('A-1', { state: 'answered' }), DECIDED] }),
    person('2', {
      adjustments: [
        appealed('B-1', { filedOn: '2024-07-18', decideBy: '2024-08-01' }),
        appealed('B-2', { filedOn: '2024-07-17', section: 'promises', finding: null }),
      ],
    }),
  ]
  const rows = (on?: string) => {
    const [page] = fillIn(['appeal-register'], published(people), 'zh', on === undefined ? {} : { on })
    return [...(page?.content ?? '').matchAll(/<tr><td>(.*?)<\/tr>/gs)].map(([row]) => textOf(row).trim())
  }

  it.each([
    ['2024-07-26', '还有 0 天', '还有 6 天'],
    ['2024-07-27', '逾期 1 天', '还有 5 天'],
    ['2024-08-02', '逾期 7 天', '逾期 1 天'],
  ])('has an appeal and its decision in one row, and counts the days (%s)', (on, second, third) => {
    const [one, two, three, ...more] = rows(on)
    expect(one).toMatch(/^A-1、A-1b 1 甲1 .*2024-07-12 按时 2024-07-26 改判达标 考评小组 2024-07-30 逾期 4 天决定$/)
    expect(two).toMatch(new RegExp(`^B-2 2 .*2024-07-17 按时 2024-07-26 待处理.* ${second}$`))
    expect(three).toMatch(new RegExp(`^B-1 2 .*2024-07-18 逾期提出 2024-08-01 待处理.* ${third}$`))
    expect(more).toEqual([])
  })

  it('counts as of the last day that it knows of, bears no scores, and is written only where somebody appealed', () => {
    expect(rows()[1]).toMatch(/逾期 4 天$/)
    expect(rows().join()).not.toContain('90.00')
    const paths = (all: typeof people) => report({ ...INPUT, appraisal: published(all) }).map(({ path }) => path)
    expect(paths(people)).toContain('internal/appeals.html')
    expect(paths([person('1')])).not.toContain('internal/appeals.html')
  })
})

describe('yardstick form', () => {
  it('makes them blank, or filled in from results; overwrites nothing that differs', async () => {
    const { folder } = await appraiseOffice({ out: 'out', files: { 'adjustments.yaml': appeal({}) } })
    const run = (...words: readonly string[]) => yardstickIn(folder, 'en', 'form', ...words)
    expect(run('deduction-notice', '申诉登记簿', '--rules', 'rules', '--out', 'blank')).toMatchObject({
      status: 0,
      err: '',
    })
    expect(readdirSync(join(folder, 'blank'))).toEqual(['appeal-register.html', 'deduction-notice.html'])
    expect(readFileSync(join(folder, 'blank/deduction-notice.html'), 'utf8')).toContain('Rules office 1.0.0')

    const filled = run('deduction-notice', 'appeal-decision', '--from', 'out', '--person', '张三', '--out', 'forms')
    expect(filled).toMatchObject({ status: 0, err: '' })
    expect(readdirSync(join(folder, 'forms'))).toEqual(['appeal-decision-A-1.html', 'deduction-notice-0001.html'])
    const fingerprint = /Results [0-9a-f]{12}/.exec(readFileSync(join(folder, 'out/people/0001.html'), 'utf8'))?.[0]
    expect(readFileSync(join(folder, 'forms/deduction-notice-0001.html'), 'utf8')).toContain(fingerprint)

    expect(run('deduction-notice', '--rules', 'rules', '--lang', 'zh', '--out', 'blank')).toMatchObject({ status: 1 })
    expect(run('deduction-notice', '--rules', 'rules', '--lang', 'zh', '--out', 'blank', '--force')).toMatchObject({
      status: 0,
    })
    for (const [words, status, said] of [
      [['deduction-notise', '--rules', 'rules'], 2, "did you mean 'deduction-notice'"],
      [['appeal-form', 'repair'], 2, 'entry sheets are made by themselves'],
      [['appeal-form', '--person', '0001'], 2, 'go with --from'],
      [['appeal-form', '--from', 'out', '--person', '0O01'], 1, 'Did you mean 0001?'],
      [['appeal-decision', '--from', 'out', '--appeal', 'A-2'], 1, "no appeal 'A-2'"],
      [['deduction-notice', '--from', 'out', '--person', '0002'], 1, 'nothing to fill in'],
      [['appeal-form', '--from', 'nowhere'], 1, 'manifest.json'],
    ] as const) {
      const { status: own, err } = run(...words)
      expect([own, err.includes(said)], `${words.join(' ')}: ${err}`).toEqual([status, true])
    }
  })
})
