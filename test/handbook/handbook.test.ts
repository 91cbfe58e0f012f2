/** The handbook: what stands in it, that nothing is left out, and what is told where nothing is called as asked. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { findBrowser, printPages } from '../../src/browser/index.ts'
import { writeHandbook } from '../../src/make-handbook.ts'
import { browserPath } from '../support/browser.ts'
import { yardstickIn } from '../support/command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'yardstick-handbook-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

writeFileSync(
  join(folder, 'pack.yaml'),
  `
pack:
  id: small
  version: "1.0"
  title: { zh: 小规则, en: Small rules }
  time-zone: Asia/Shanghai
  regulation: { title: { zh: 服务标准管理办法, en: Service standards }, number: 后字〔2025〕3号, announced: 2025-08-01, effective: 2025-09-01 }
calendars: { office: { hours: { mon-fri: [ 08:30-17:30 ] } } }
posts:
  mechanic: { title: { zh: 维修工, en: Technician }, level: staff }
  manager: { title: { zh: 经理, en: Manager }, level: department-manager }
sources: { L: { title: { zh: 承诺书, en: Promises }, clauses: { L-1: { text: { zh: 快, en: Fast } }, L-2: { text: { zh: 好, en: Good }, unchecked: { zh: 无法记录, en: no record shows it } } } } }
parameters: { prompt: { title: { zh: 及时, en: Prompt }, value: { 2024-01-01: 40 minutes, 2026-01-01: 20 minutes }, clauses: [L-1] } }
events:
  repair:
    title: { zh: 报修工单, en: Repair order }
    id: no
    at: reported
    fields:
      no: { type: text, required: true, title: { zh: 单号, en: Number } }
      reported: { type: date-time, required: true, title: { zh: 报修时间, en: Reported } }
      arrived: { type: date-time, title: { zh: 到场时间, en: Arrived } }
      neat: { type: yes-no, title: { zh: 整洁, en: Neat } }
      who: { type: person, title: { zh: 维修人, en: Repaired by } }
scorecards:
  card:
    title: { zh: 维修考评表, en: Repair scorecard }
    posts: [mechanic]
    sections:
      one: { title: { zh: 承诺, en: Promises }, marks: 100, method: rate, items: [ { standards: arrival, weight: 2 } ] }
    veto: [ { standards: neat, grade: pass } ]
grades: { bands: { good: { title: { zh: 良好, en: Good }, from: 80 }, pass: { title: { zh: 合格, en: Pass }, from: 0 } } }
outcomes:
  praise: { title: { zh: 表扬, en: Praise }, clauses: [L-1], when: { grade: good }, then: [ { type: bonus, amount: 500, within: 1 month } ] }
cascades:
  up: { title: { zh: 连带, en: Up the line }, clauses: [L-1], on: { standards: arrival }, shares: { person: 10%, department-manager: 5% } }
`,
)
writeFileSync(
  join(folder, 'repairs.yaml'),
  `
subject: { zh: 报修, en: Repairs }
standards:
  arrival: { title: { zh: 及时到场, en: There in time }, clauses: [L-1], kind: deadline, event: repair, to: arrived, within: { parameter: prompt }, charge: who }
  neat: { title: { zh: 整洁, en: Neat work }, clauses: [L-1], kind: requirement, event: repair, require: { neat: true }, charge: who, severity: critical }
  reviewed: { title: { zh: 经理过问, en: The manager looks }, clauses: [L-1], kind: frequency, event: repair, every: month, for: organisation, charge: manager }
`,
)

const make = (more: object = {}) => writeHandbook({ pack: folder, workingDirectory: folder, language: 'en', ...more })

function textOf(page: string | undefined): string {
  const body = page?.replace(/<style>.*?<\/style>/s, '').replaceAll(/<[^>]+>/g, '\n') ?? ''
  return body.replaceAll('&#x27;', "'").replaceAll('&amp;', '&').replaceAll(/\n\s*/g, '\n')
}

describe('the handbook of a pack', () => {
  it('tells the regulation, each standard in words, its marks, vetoes, consequences and clauses', async () => {
    const text = textOf((await make()).page)
    for (const told of [
      'Service standards',
      '后字〔2025〕3号',
      '2025-08-01',
      '2025-09-01',
      "Each 'Repair order'",
      "From 'Reported' to 'Arrived': within 'Prompt' (20 minutes (40 minutes before 2026-01-01))",
      'Repair scorecard: Promises (100 marks), by the share met, weight 2',
      "Repair scorecard: veto: the grade is at most 'Pass'",
      'critical',
      "'Grade' is 'Good'",
      'bonus, 500 CNY, within 1 month',
      'a miss of 1.1',
      'person concerned 10%, department manager 5%',
      'no record shows it',
      'I have read and understood',
    ])
      expect(text).toContain(told)
  })

  it('speaks Chinese too', async () => {
    const text = textOf((await make({ language: 'zh' })).page)
    for (const told of ['服务标准管理办法', '从“报修时间”到“到场时间”', '经理过问', '本人已阅读'])
      expect(text).toContain(told)
  })

  it('of one post holds what its scorecard takes and what names it, by id or title', async () => {
    const titles = async (post: string) =>
      (await make({ post })).handbook?.subjects.flatMap(({ standards }) => standards.map(({ id }) => id))
    expect(await titles('mechanic')).toEqual(['arrival', 'neat'])
    expect(await titles('经理')).toEqual(['reviewed'])
    expect((await make({ post: 'mechanc' })).problem?.en).toBe("There is no post 'mechanc'. Did you mean mechanic?")
  })

  it('of a day gives the values in force on it', async () => {
    expect(textOf((await make({ day: '2025-01-01' })).page)).toContain("within 'Prompt' (40 minutes)")
  })

  it('without a regulation leaves blanks, and says so', async () => {
    const text = textOf((await writeHandbook({ workingDirectory: folder, language: 'en', post: 'guard' })).page)
    expect(text).toContain('To be filled in by the company')
  })
})

describe('the handbook of the shipped pack', async () => {
  const { handbook } = await writeHandbook({ workingDirectory: folder, language: 'zh' })
  if (!handbook) throw new Error('no handbook')

  it('holds every standard once, and every clause', () => {
    const ids = handbook.subjects.flatMap(({ standards }) => standards.map(({ id }) => id))
    expect(ids.length).toBe(488)
    expect(new Set(ids).size).toBe(ids.length)
    expect(handbook.clauses.flatMap(({ clauses }) => clauses).length).toBe(448)
    expect(handbook.posts.filter(({ scorecard }) => scorecard).length).toBeGreaterThan(15)
  })

  it('refers to standards that are there', () => {
    const numbers = new Set(handbook.subjects.flatMap(({ standards }) => standards.map(({ number }) => number)))
    const named = [
      ...handbook.posts.flatMap(({ scorecard, others }) => [
        ...others,
        ...(scorecard?.gates ?? []),
        ...(scorecard?.sections.flatMap(({ items }) => items.flatMap(({ standards }) => standards)) ?? []),
      ]),
      ...handbook.clauses.flatMap(({ clauses }) => clauses.flatMap(({ standards }) => standards)),
    ]
    expect(named.filter(number => !numbers.has(number))).toEqual([])
    expect(named.length).toBeGreaterThan(500)
  })

  it('gives every subject a name of its own', () => {
    for (const { title } of handbook.subjects) expect(title.zh).toMatch(/[\u4e00-\u9fff]/)
  })
})

describe('the command', () => {
  it('writes the page, and tells what is not called so and what is no date', () => {
    const run = yardstickIn(folder, 'en', 'handbook', '.', '--post', 'mechanic', '--out', 'm.html')
    expect(run).toMatchObject({ status: 0, out: 'Handbook  m.html\n' })
    expect(readFileSync(join(folder, 'm.html'), 'utf8')).toContain('There in time')
    expect(yardstickIn(folder, 'zh', 'handbook', '.', '--post', '维修')).toMatchObject({ status: 1 })
    expect(yardstickIn(folder, 'en', 'handbook', '.', '--on', '2025-13-01')).toMatchObject({ status: 2 })
    expect(yardstickIn(folder, 'en', 'handbook', 'nowhere')).toMatchObject({ status: 1, out: '' })
  })
})

describe('a browser', () => {
  it('is looked for where systems have it; CHROME_PATH goes first', () => {
    const at = (path: string) => (one: string) => one.replaceAll('\\', '/') === path
    expect(findBrowser('linux', {}, at('/usr/bin/chromium'))).toBe('/usr/bin/chromium')
    expect(findBrowser('darwin', {}, () => false)).toBeUndefined()
    expect(findBrowser('win32', { PROGRAMFILES: 'C:/P' }, one => one.includes('Edge'))).toContain('msedge.exe')
    expect(findBrowser('linux', { CHROME_PATH: '/x' }, at('/usr/bin/chromium'))).toBeUndefined()
    expect(findBrowser('linux', { CHROME_PATH: '/x' }, at('/x'))).toBe('/x')
  })

  it.skipIf(browserPath === undefined)('prints the book: the same page, the same bytes', async () => {
    const file = join(folder, 'book.html')
    writeFileSync(file, (await make()).page ?? '')
    const address = pathToFileURL(file)
    const [one, other] = await printPages(browserPath ?? '', [address, address])
    const text = Buffer.from(one ?? []).toString('latin1')
    expect(text.slice(0, 5)).toBe('%PDF-')
    expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(5)
    expect(text).toContain('/CreationDate (D:20000101000000')
    expect(Buffer.from(one ?? []).equals(Buffer.from(other ?? []))).toBe(true)
    await expect(printPages('/nowhere/chrome', [address])).rejects.toThrow()
  })
})
