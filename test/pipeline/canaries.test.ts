/** Every field of several record types holds what stands nowhere else; after a run each is looked for in every file of the results. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import type { Appraisal } from '../../src/model/appraisal.ts'
import { smallFolder } from '../support/small-folder.ts'
import { textsIn } from '../support/texts.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const TYPES = ['text', 'number', 'date-time', 'date', 'time'] as const
const SHOWN = ['always', 'internal', 'never'] as const

interface Canary {
  readonly field: string
  readonly shown: (typeof SHOWN)[number]
  readonly isRead: boolean
  readonly type: (typeof TYPES)[number]
  /** As the record has it, and as it would be printed. */
  readonly cell: string
  readonly mark: string
}

/** One of each type, for each `shown`, read by rules and not. */
const CANARIES: readonly Canary[] = TYPES.flatMap(type =>
  SHOWN.flatMap((shown, at) =>
    [true, false].map((isRead, which): Canary => {
      const number = 10 + at * 2 + which
      const values = {
        text: [`鸟${number}鸣`, `鸟${number}鸣`],
        number: [`7319${number}.5`, `7319${number}`],
        'date-time': [`2019-03-${number} 04:05:06`, `2019-03-${number}`],
        date: [`2018-05-${number}`, `2018-05-${number}`],
        time: [`04:${number}`, `04:${number}`],
      } as const
      const [cell, mark] = values[type]
      return {
        field: `${type.replace('-', '_')}_${shown}_${isRead ? 'read' : 'unread'}`,
        shown,
        isRead,
        type,
        cell,
        mark,
      }
    }),
  ),
)

const fieldsOf = (some: readonly Canary[]) =>
  some.map(({ field, type, shown }) => `      ${field}: { type: ${type}, shown: ${shown} }\n`).join('')
const read = (type: Canary['type']) => CANARIES.filter(one => one.isRead && one.type === type)
const requirements = TYPES.flatMap(type =>
  read(type).map(({ field }) => {
    const value = { text: '别的', number: 1, 'date-time': '2001-01-01 00:00', date: '2001-01-01', time: '00:01' }[type]
    return `  require-${field.replaceAll('_', '-')}: { title: 甲, kind: requirement, event: visit, require: { fact: ${field}, operator: equal, value: ${JSON.stringify(value)} }, charge: who }\n`
  }),
)

const PACK = `
pack: { id: small, version: 1.0.0, title: 小, time-zone: Asia/Shanghai, calendar: always, currency: CNY }
calendars: { always: { hours: { daily: [ 00:00-24:00 ] } } }
posts: { fitter: { title: 维修岗, level: staff }, head: { title: 主任, level: head } }
fairness: { minimum-cases: 1, measured-marks-at-least: 1 }
events:
  visit:
    title: 走访
    id: no
    at: at
    entered-at: typed_at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      typed_at: { type: date-time }
      who: { type: person, required: true }
${fieldsOf(CANARIES)}    derive:
      handed_on: { first-present: [ text_never_read, text_internal_read ] }
      chosen: { choose: [ { when: { fact: number_never_read, operator: greaterThan, value: 0 }, take: text_never_read } ] }
      sooner: { earliest: [ date_time_never_read, at ] }
      more: { sum: [ number_never_read ] }
  mark:
    title: 评分
    id: no
    at: at
    entered-at: typed_at
    entered-by: rater
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      typed_at: { type: date-time }
      who: { type: person, required: true }
      rater: { type: person, required: true }
      score: { type: number, required: true }
      group: { type: choice, choices: { near: 近处, far: 远处 } }
  view:
    title: 意见
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      who: { type: person, required: true }
      said_by: { type: text, required: true }
      score: { type: number, required: true }
standards:
${requirements.join('')}  hands-on: { title: 甲, kind: requirement, event: visit, require: { handed_on: 别的 }, charge: who }
  chooses: { title: 甲, kind: requirement, event: visit, require: { chosen: 别的 }, charge: who }
  adds: { title: 甲, kind: requirement, event: visit, require: { more: 1 }, charge: who }
  earlier: { title: 甲, kind: requirement, event: visit, require: { fact: sooner, operator: equal, value: "2001-01-01 00:00" }, charge: who }
  rated: { title: 评, kind: rating, event: mark, score: score, rater: rater, groups: { by: group, weights: { near: 1, far: 1 } }, charge: who }
  viewed: { title: 意, kind: rating, event: view, score: score, rater: said_by, charge: who }
  by-the-head: { title: 主, kind: frequency, event: mark, match: { who: owner }, when: { rater: { fact: who.reports_to } }, every: period, for: { each: person, when: { post: fitter } }, at-least: 1, charge: owner }
  well-rated: { title: 高, kind: requirement, event: mark, require: { fact: score, operator: greaterThan, value: 99 }, charge: who }
  twice-a-month: { title: 月, kind: frequency, event: mark, match: { who: owner }, every: month, for: { each: person, when: { post: fitter } }, at-least: 20, grace: 1 month, charge: owner }
scorecards:
  card: { title: 表, posts: [fitter], sections: { a: { title: 甲, marks: 60, method: rate, items: [ { standards: hands-on } ] }, b: { title: 乙, marks: 40, items: [ { standards: rated, method: rating } ] } } }
grades: { decimals: 2, bands: { excellent: { title: 优秀, from: 90 }, fail: { title: 不合格, from: 0 } } }
print: { notice: { shows: names-and-grades } }
`

/** Six raters, of whom one stands alone in a group; they left before the period, and so have no sheet of their own. */
const RATERS = ['评委甲鹤', '评委乙鹭', '评委丙鹳', '评委丁鸥', '评委戊雁', '评委己鹃']
const NUMBERS = RATERS.map((_, at) => `RX77${at}`)
const SCORES = ['61.0371', '67.1372', '71.2373', '73.3374', '79.4375', '83.5376']
const people = ['0001,张三,fitter,0009,,', '0002,张三,fitter,0009,,', '0009,王主任,head,,,']
const rows = (all: readonly (readonly string[])[]) => all.map(row => `${row.join(',')}\n`).join('')

const FILES = {
  'rules/pack.test.yaml': '',
  'records/repair.csv': '',
  'rules/pack.yaml': PACK,
  'appraisal.yaml': 'period: 2024-H1\nrules: rules\npeople: people.csv\nentries-until: 2024-06-15\nas-of: 2024-06-30\n',
  'people.csv': `id,name,post,reports_to,from,to\n${people.join('\n')}\n${NUMBERS.map((id, at) => `${id},${RATERS[at]},head,,2020-01-01,2023-12-31`).join('\n')}\n`,
  'records/visit.csv': `no,at,typed_at,who,${CANARIES.map(({ field }) => field).join(',')}\n${rows([
    ['V1', '2024-03-05 10:00', '2024-03-05 10:00', '0001', ...CANARIES.map(({ cell }) => cell)],
    ['V2', '2024-06-28 10:00', '2024-06-29 10:00', '0001', ...CANARIES.map(({ cell }) => cell)],
    ['V3', '昨天', '2024-03-05 10:00', '0001', ...CANARIES.map(({ cell }) => cell)],
  ])}`,
  'records/mark.csv': `no,at,typed_at,who,rater,score,group\n${rows(
    NUMBERS.map((id, at) => [
      `M${at}`,
      `2024-06-1${at} 10:00`,
      `2024-06-2${at} 10:00`,
      '0001',
      id,
      SCORES[at] ?? '',
      at === 5 ? 'far' : 'near',
    ]),
  )}`,
  'records/view.csv': `no,at,who,said_by,score\n${rows(
    RATERS.map((name, at) => [`W${at}`, '2024-05-10 10:00', '0001', `访客${name}`, SCORES[at] ?? '']),
  )}`,
}

let texts: ReadonlyMap<string, string>
let appraisal: Appraisal

beforeAll(async () => {
  const folder = smallFolder(join(scratch, 'folder'), FILES)
  const result = await appraise({ folder, out: join(folder, 'out'), language: 'zh', keepMet: true })
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  if (!result.appraisal) throw new Error('no appraisal')
  appraisal = result.appraisal
  expect(appraisal.records.rejected).toBe(1)
  expect(appraisal.completeness.late.length).toBeGreaterThan(4)
  texts = textsIn(join(folder, 'out'))
  expect(texts.get('carried.ndjson')).toContain('twice-a-month')
})

const holding = (what: string): readonly string[] =>
  [...texts].filter(([, text]) => text.includes(what)).map(([path]) => path)

describe('a field', () => {
  const isInternal = (path: string) => path.startsWith('internal/')
  it.each(CANARIES.filter(({ isRead }) => !isRead))('$field, which no rule reads, stands nowhere', ({ mark }) =>
    expect(holding(mark)).toEqual([]),
  )
  it.each(CANARIES.filter(({ isRead, shown }) => isRead && shown === 'never'))('$field stands nowhere', ({ mark }) =>
    expect(holding(mark)).toEqual([]),
  )
  it.each(CANARIES.filter(({ isRead, shown }) => isRead && shown === 'internal'))(
    '$field stands in internal files at most',
    ({ mark }) => expect(holding(mark).filter(path => !isInternal(path))).toEqual([]),
  )
  it.each(CANARIES.filter(({ isRead, shown, type }) => isRead && shown === 'always' && type !== 'date-time'))(
    '$field is told: what is looked for above would be found',
    ({ mark }) => expect(holding(mark)).not.toEqual([]),
  )
})

describe('raters', () => {
  it('are named in no file', () => {
    for (const one of [...RATERS, ...NUMBERS]) expect([one, holding(one)]).toEqual([one, []])
  })

  it('have their ratings in no file, whatever other rules read them', () => {
    const found = SCORES.flatMap(score => holding(score.slice(0, 5)).map(path => `${path}: ${score}`))
    expect(found).toEqual([])
  })

  it('of a group that stands alone are not told with the others either', () => {
    expect(appraisal.people.find(({ id }) => id === '0001')?.ratings).toEqual([
      { standard: 'rated', groups: [] },
      expect.objectContaining({ standard: 'viewed' }),
    ])
    expect(texts.get('people/0001.html')).toContain('有的组评分人太少')
  })
})

describe('what hangs on the wall', () => {
  it('has no score, and staff numbers of those alone who bear one name', () => {
    const pages = [...texts].filter(([path]) => path.startsWith('public/'))
    expect(pages.map(([path]) => path)).toEqual(['public/notice.html'])
    const main = pages.map(([, text]) => text.slice(text.indexOf('<main'), text.indexOf('</main>'))).join()
    expect(main).toContain('张三 0001')
    for (const { id, scoreText, sections } of appraisal.people) {
      const figures = [scoreText, ...sections.flatMap(one => [one.score, ...one.items.map(({ percent }) => percent)])]
      for (const figure of figures)
        if (figure !== null && String(figure).length > 1) expect(main).not.toContain(String(figure))
      if (!['0001', '0002'].includes(id)) expect(main).not.toContain(id)
    }
  })
})
