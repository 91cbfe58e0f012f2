/** Workbooks as leaders fill them in: what becomes of each cell, and what is said of those that cannot be taken. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { importSheets } from '../../src/import-limits.ts'
import { BASELINE } from '../../src/limits/columns.ts'
import { numbersOf } from '../../src/limits/numbers.ts'
import type { PlannedSheet } from '../../src/limits/plan.ts'
import type { FilledSheet } from '../../src/limits/rows.ts'
import { plannedSheets } from '../../src/limits/sheets.ts'
import { loadPack } from '../../src/load/pack.ts'
import type { Language } from '../../src/model/message.ts'
import { SMALL_PACK } from '../support/small-pack.ts'
import { type Fill, filled } from './filled.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-limits-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const RULES = `${SMALL_PACK}sources:
  X: { title: { zh: 承诺, en: Promises }, effective: { from: 2018-05-01 }, clauses: { X-1: { text: { zh: 快, en: Fast } } } }
  Y: { title: { zh: 其他, en: Others }, clauses: { Y-1: { text: { zh: 好, en: Good } } } }
parameters:
  prompt: { title: { zh: 及时, en: Promptly }, value: 24 hours, clauses: [X-1] }
  prize:
    title: { zh: 奖金, en: Prize }
    clauses: [X-1]
standards:
  on-time:
    title: { zh: 准时, en: On time }
    clauses: [X-1]
    kind: deadline
    event: repair
    from: reported_at
    to: arrived_at
    within: 30 minutes # 承诺书
    grace: { 2019-01-01: 2 minutes, 2024-01-01: 1 minute }
    charge: technician
  soon: { title: { zh: 及时到, en: Soon }, clauses: [X-1], kind: deadline, event: repair, from: reported_at, to: arrived_at, within: { parameter: prompt }, charge: technician }
  half:
    title: { zh: 一半, en: Half }
    clauses: [Y-1]
    kind: share
    every: month
    for: organisation
    over: repair
    meeting: { fact: arrived_at, operator: present }
    at-least: 50%
    charge: { post: head }
  rated: { title: { zh: 评分, en: Rated }, clauses: [X-1], kind: requirement, event: repair, require: { fact: arrived_at, operator: present }, charge: technician }
scorecards:
  fitters:
    title: { zh: 考评表, en: Sheet }
    posts: [fitter]
    sections:
      work: { title: { zh: 工作, en: Work }, marks: 60, method: rate, items: [ { standards: on-time, weight: 2 }, { standards: soon } ] }
      rest: { title: { zh: 其他, en: Rest }, marks: 40, method: rate, items: [ { standards: rated } ] }
grades: { decimals: 1, bands: { good: { title: { zh: 好, en: Good }, from: 60 }, bad: { title: { zh: 差, en: Bad }, from: 0 } } }
outcomes:
  paid: { title: { zh: 奖, en: Paid }, clauses: [X-1], when: { grade: good }, then: [ { type: bonus, amount: { parameter: prize } } ] }
`

let count = 0
function pack(text = RULES): string {
  const folder = join(scratch, `pack-${++count}`)
  mkdirSync(join(folder, 'rules'), { recursive: true })
  writeFileSync(join(folder, 'rules/all.yaml'), text)
  return join(folder, 'rules')
}

function sheets(folder: string, language: Language = 'zh', on?: string): readonly PlannedSheet[] {
  const { files, sha256 } = loadPack(folder)
  const { rulebook, diagnostics } = compile(files, { sha256 })
  if (!rulebook) throw new Error(JSON.stringify(diagnostics))
  return plannedSheets({
    pack: rulebook.pack,
    numbers: numbersOf(files, rulebook),
    language,
    ...(on === undefined ? {} : { on }),
  })
}

function importInto(folder: string, workbook: readonly FilledSheet[], since?: string) {
  return importSheets({
    pack: folder,
    sheets: workbook,
    name: 'w.xlsx',
    workingDirectory: dirname(folder),
    today: '2025-01-01',
    ...(since === undefined ? {} : { since }),
  })
}

/** What the filled-in workbook of a pack gives: the lines that are new, and what is said. */
function tried(
  fill: Fill,
  { since, text = RULES, language = 'zh' }: { since?: string; text?: string; language?: Language } = {},
) {
  const folder = pack(text)
  const { files, diagnostics } = importInto(folder, filled(sheets(folder, language), fill), since)
  const before = new Set(text.split('\n'))
  return {
    lines: files.flatMap(({ after }) => after.split('\n').filter(line => !before.has(line))),
    told: diagnostics.map(({ code, span, message }) => `${code} ${span.line}:${span.column} ${message.en}`),
    messages: diagnostics.map(({ message }) => message.zh),
  }
}

describe('an unchanged workbook', () => {
  it.each(['zh', 'en'] as const)('changes nothing (%s)', language => {
    expect(tried({}, { language })).toEqual({ lines: [], told: [], messages: [] })
  })

  it('changes nothing where it shows the values of an earlier day', () => {
    const folder = pack()
    expect(importInto(folder, filled(sheets(folder, 'zh', '2020-01-01')))).toMatchObject({ files: [], diagnostics: [] })
  })
})

describe('a value written with more blanks than one', () => {
  it('is no change, and changed in the workbook no conflict', () => {
    const text = RULES.replace('within: 30 minutes', 'within: 30  minutes').replace('weight: 2', 'weight: 1e-7')
    expect(tried({}, { text })).toEqual({ lines: [], told: [], messages: [] })
    expect(tried({ 'on-time.within': { term: '20分钟', from: '2025-09-01' } }, { text }).told).toEqual([])
  })
})

describe('a changed value', () => {
  const DAY = { from: '2025-09-01' }

  it.each<[string, Fill, readonly string[]]>([
    [
      'a limit, with its reason; the old one holds since its source does',
      { 'on-time.within': { term: '20分钟', ...DAY, reason: '第 3 次办公会' } },
      ['    within:', '      2018-05-01: 30 minutes # 承诺书', '      2025-09-01: 20 minutes # 第 3 次办公会'],
    ],
    [
      'without a reason, in full-width figures, the day as offices write it',
      { 'on-time.within': { term: '２０ 分钟', from: '2025年9月1日' } },
      ['    within: { 2018-05-01: 30 minutes, 2025-09-01: 20 minutes } # 承诺书'],
    ],
    [
      'a dated one',
      { 'on-time.grace': { term: '90秒', ...DAY } },
      ['    grace: { 2019-01-01: 2 minutes, 2024-01-01: 1 minute, 2025-09-01: 90 seconds }'],
    ],
    [
      'points',
      { 'scorecard:fitters.work.on-time.weight': { points: '３', ...DAY } },
      [expect.stringContaining('weight: { 2020-01-01: 2, 2025-09-01: 3 }')],
    ],
    [
      'a bound of grades',
      { 'grade:good.from': { points: 65, ...DAY } },
      [expect.stringContaining('from: { 2020-01-01: 60, 2025-09-01: 65 }')],
    ],
    [
      'an amount never set before',
      { 'parameter:prize': { amount: '1,500元', ...DAY } },
      ['    value: { 2025-09-01: 1500 }'],
    ],
    ['a share', { 'half.at-least': { count: '55％', ...DAY } }, ['    at-least: { 2020-01-01: 50%, 2025-09-01: 55% }']],
  ])('%s', (_, fill, lines) => {
    expect(tried(fill, { since: '2020-01-01' })).toMatchObject({ told: [] })
    const own = Object.keys(fill)[0]?.startsWith('on-time') ? {} : { since: '2020-01-01' }
    expect(tried(fill, own).lines).toEqual(lines)
  })

  it('without a date holds since the earlier of what the pack says and what is said', () => {
    const first = (since: string) => tried({ 'on-time.within': { term: '20分钟', ...DAY } }, { since }).lines[0]
    expect(first('2017-01-01')).toContain('{ 2017-01-01: 30 minutes')
    expect(first('2020-01-01')).toContain('{ 2018-05-01: 30 minutes')
  })

  it('of a parameter changes there, once for all its standards', () => {
    const { lines, told } = tried({ 'parameter:prompt': { term: '12小时', ...DAY } })
    expect(told).toEqual([])
    expect(lines).toEqual([expect.stringContaining('value: { 2018-05-01: 24 hours, 2025-09-01: 12 hours }')])
  })

  it('is written once: the same workbook again changes nothing', () => {
    const folder = pack()
    const workbook = filled(sheets(folder), { 'on-time.within': { term: '20分钟', ...DAY, reason: '办公会' } })
    const [file] = importInto(folder, workbook).files
    writeFileSync(join(folder, 'all.yaml'), file?.after ?? '')
    expect(importInto(folder, workbook)).toMatchObject({ files: [], diagnostics: [] })
    const again = filled(sheets(folder))
    expect(importInto(folder, again)).toMatchObject({ files: [], diagnostics: [] })
    const table = sheets(folder)[1]
    const row = table?.rows.find(cells => cells[0]?.value === 'on-time.within')?.map(({ value }) => value)
    expect(row).toContain('2025-09-01')
    expect(row).toContain('办公会')
    expect(row).toContain('2018-05-01 起 30 分钟（承诺书）')
  })

  it('does not take the reason of the last change for its own', () => {
    const text = RULES.replace(
      'within: 30 minutes # 承诺书',
      'within:\n      2018-05-01: 30 minutes\n      2024-01-01: 25 minutes # 第 1 次办公会',
    )
    const { lines, told } = tried({ 'on-time.within': { term: '20分钟', ...DAY } }, { text })
    expect(lines).toEqual(['      2025-09-01: 20 minutes'])
    expect(told).toEqual(['limits-ignored 2:9 标准!I2: The reason is still that of 2024-01-01; none is written.'])
  })

  it('in several places of one file comes out whole', () => {
    const { lines, told } = tried(
      {
        'scorecard:fitters.work.marks': { points: 70, ...DAY, reason: '调整' },
        'scorecard:fitters.rest.marks': { points: 30, ...DAY, reason: '调整' },
        'on-time.within': { term: '20分钟', ...DAY },
      },
      { since: '2020-01-01' },
    )
    expect(told).toEqual([])
    expect(lines.filter(line => line.includes('# 调整'))).toEqual([
      '          2025-09-01: 70, # 调整',
      '          2025-09-01: 30, # 调整',
    ])
  })
})

describe('what cannot be taken', () => {
  const DAY = { from: '2025-09-01' }

  it.each<[string, Fill, string]>([
    [
      'no duration',
      { 'on-time.within': { term: '快一点', ...DAY } },
      "limits-value 2:6 标准!F2: '快一点' cannot be read: a duration such as 20 minutes, 3 working days is expected here.",
    ],
    [
      'a bare number for a duration',
      { 'on-time.within': { term: 20, ...DAY } },
      "limits-value 2:6 标准!F2: '20' cannot be read",
    ],
    [
      'no number',
      { 'scorecard:fitters.work.marks': { points: '六十', ...DAY } },
      "limits-value 2:6 考评表!F2: '六十' cannot be read: a number such as 3 or 0.5",
    ],
    [
      'a share that may be meant in two ways',
      { 'half.at-least': { count: 0.6, ...DAY } },
      "limits-value 5:7 标准!G5: '0.6' cannot be read: a percentage such as 25%",
    ],
    [
      'what a terminal would obey',
      { 'on-time.within': { term: '\u001b[31m快\n\u202e', ...DAY } },
      "limits-value 2:6 标准!F2: '[31m快' cannot be read",
    ],
    [
      'a novel',
      { 'on-time.within': { term: '快'.repeat(99), ...DAY } },
      `limits-value 2:6 标准!F2: '${'快'.repeat(60)}…' cannot be read`,
    ],
    ['a blank', { 'on-time.within': { term: '' } }, 'limits-value 2:1 标准!A2: The value is blank; it was 30 minutes.'],
    [
      'a value in the wrong column',
      { 'on-time.within': { count: 20, ...DAY } },
      "limits-value 2:7 标准!G2: The value of 'on-time.within' stands in the column 'Limit', not in 'Number'.",
    ],
    [
      'no day',
      { 'on-time.within': { term: '20分钟' } },
      'limits-date 2:6 标准!F2: The value changed and no day is given.',
    ],
    [
      'a day that does not exist',
      { 'on-time.within': { term: '20分钟', from: '2025-02-30' } },
      "limits-date 2:8 标准!H2: '2025-02-30' is no date that exists",
    ],
    [
      'a day before the value as it is',
      { 'on-time.grace': { term: '90秒', from: '2024-01-01' } },
      'limits-date 3:8 标准!H3: 2024-01-01 must be later than 2024-01-01, from which 1 minute holds',
    ],
    [
      'a day before the old value began',
      { 'on-time.within': { term: '20分钟', from: '2018-01-01' } },
      'limits-date 2:8 标准!H2: 2018-01-01 must be later than 2018-05-01',
    ],
    [
      'an old value of unknown age',
      { 'half.at-least': { count: '60%', ...DAY } },
      'limits-date 5:8 标准!H5: The old values of 1 changes stand without a date in the rule files, and since when they have held is not known: half.at-least (50%). Add --since',
    ],
    [
      'a number of a parameter',
      { 'soon.within': { term: '12小时', ...DAY } },
      "limits-locked 4:6 标准!F4: It is not changed here: From a parameter: change parameter:prompt on the sheet 'Parameters'.",
    ],
    ['a number without a dated form', { 'grades.decimals': { count: 2, ...DAY } }, 'limits-locked'],
    [
      'an id that is not there',
      { 'on-time.within': { id: 'on-time.wihtin' } },
      "limits-row 2:1 标准!A2: The pack has no number 'on-time.wihtin'.",
    ],
    ['a row without an id', { 'on-time.within': { id: '' } }, 'limits-row 2:2 标准!B2: This row has no id.'],
    [
      'an id twice',
      { 'on-time.within': { id: 'on-time.grace' } },
      "limits-row 3:1 标准!A3: 'on-time.grace' has a row already (标准!A2)",
    ],
    [
      'a day alone',
      { 'on-time.within': { ...DAY } },
      "limits-ignored 2:8 标准!H2: The value of 'on-time.within' did not change; its day alone does nothing.",
    ],
    ['a reason alone', { 'on-time.within': { reason: '?' } }, 'limits-ignored 2:9'],
    [
      'another title',
      { 'on-time.within': { title: '很准时' } },
      "limits-ignored 2:2 标准!B2: The column 'Standard' is not read",
    ],
    [
      'another clause',
      { 'on-time.within': { clauses: 'X-9' } },
      "limits-ignored 2:3 标准!C2: The column 'Clauses' is not read",
    ],
  ])('%s', (_, fill, words) => {
    const { lines, told, messages } = tried(fill)
    expect(lines).toEqual([])
    expect(told.find(one => one.startsWith(words)) ?? told).toContain(words)
    for (const message of messages) expect(message).toMatch(/\p{Script=Han}/u)
  })

  it('is told all at once, and nothing is written', () => {
    const { lines, told } = tried({
      'on-time.within': { term: '20分钟', ...DAY },
      'on-time.grace': { term: '?', ...DAY },
      'half.at-least': { count: '60%' },
    })
    expect(told).toHaveLength(2)
    expect(lines).toEqual([])
  })

  it('is a change that would break the pack, told at the line as it would be', () => {
    const { lines, told } = tried({ 'scorecard:fitters.work.marks': { points: 70, ...DAY } }, { since: '2020-01-01' })
    expect(lines).toEqual([])
    expect(told).toEqual([
      'marks-total 50:5 From 2025-09-01 on the marks total 110 (70 + 40); they must total 100. Bonus sections do not count.',
    ])
  })

  it('is a row that is gone: it is not taken as deleted', () => {
    const folder = pack()
    const all = filled(sheets(folder)).map(sheet => ({
      ...sheet,
      rows: sheet.rows.filter(({ cells }) => sheet.name === BASELINE || cells[0]?.text !== 'on-time.within'),
    }))
    const [told] = importInto(folder, all).diagnostics
    expect(told).toMatchObject({ code: 'limits-ignored', severity: 'warning' })
    expect(told?.message.en).toBe(
      '1 rows are not in the workbook: on-time.within. They are not taken as deleted; these numbers stay.',
    )
  })

  const fill = { 'on-time.within': { term: '20分钟', ...DAY } }

  it('is a number that the pack changed since the export', () => {
    const folder = pack()
    const workbook = filled(sheets(folder), fill)
    writeFileSync(join(folder, 'all.yaml'), RULES.replace('within: 30 minutes', 'within: 25 minutes'))
    const { diagnostics, files } = importInto(folder, workbook)
    expect(files).toEqual([])
    expect(diagnostics.map(({ code, message }) => `${code} ${message.en}`)).toEqual([
      "limits-conflict 标准!F2: 'on-time.within' was 30 minutes when the workbook was made, is 25 minutes in the pack now, and 20 minutes in the workbook. Both changed, and neither is guessed: export anew and fill in this one.",
    ])
  })

  it('is no number that the pack changed since and the workbook did not', () => {
    const folder = pack()
    const workbook = filled(sheets(folder), fill)
    writeFileSync(join(folder, 'all.yaml'), RULES.replace('at-least: 50%', 'at-least: 45%'))
    const { diagnostics, files } = importInto(folder, workbook)
    expect(diagnostics).toEqual([])
    expect(files).toHaveLength(1)
  })

  it('is a number whose rule is gone since', () => {
    const folder = pack()
    const workbook = filled(sheets(folder), fill)
    writeFileSync(join(folder, 'all.yaml'), RULES.replaceAll('on-time', 'in-time'))
    expect(importInto(folder, workbook).diagnostics[0]?.message.en).toContain('is in the pack no more')
  })

  it.each<[string, (all: readonly FilledSheet[]) => readonly FilledSheet[], string]>([
    ['a workbook without a table', () => [], 'There is no table of numbers in it'],
    ['one whose hidden sheet is gone', all => all.slice(0, -1), "The hidden sheet 'yardstick' is gone"],
    [
      'one of another pack',
      all => JSON.parse(JSON.stringify(all).replaceAll('"small"', '"large"')) as readonly FilledSheet[],
      "It is the workbook of the pack 'large'; the pack here is 'small'.",
    ],
  ])('is %s', (_, spoiled, words) => {
    const folder = pack()
    const { diagnostics, files } = importInto(folder, spoiled(filled(sheets(folder), fill)))
    expect(files).toEqual([])
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]?.code).toBe('limits-unreadable')
    expect(diagnostics[0]?.message.en).toContain(words)
  })

  it('is a pack that has errors of its own', () => {
    const folder = pack()
    const workbook = filled(sheets(folder), fill)
    writeFileSync(join(folder, 'all.yaml'), RULES.replace('kind: share', 'kind: shore'))
    expect(importInto(folder, workbook)).toMatchObject({ files: [], diagnostics: [{ code: 'unknown-kind' }] })
  })

  it('is a number of the pack that this one extends', () => {
    const base = pack()
    const own = join(scratch, `pack-${++count}`, 'rules')
    mkdirSync(own, { recursive: true })
    writeFileSync(
      join(own, 'pack.yaml'),
      `pack: { id: own, version: "1", title: 自己, time-zone: Asia/Shanghai, extends: ${base} }\n`,
    )
    const { diagnostics } = importInto(own, filled(sheets(own), fill))
    expect(diagnostics.map(({ code }) => code)).toEqual(['limits-locked'])
  })
})
