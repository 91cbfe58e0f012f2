/** More findings than anybody reads: lists tell of the first and count the others; what counts, counts by all, and `findings.ndjson` has all. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type AppraiseRequest, appraise } from '../../src/appraise.ts'
import type { Appraisal, AppraisedPerson } from '../../src/model/appraisal.ts'
import { verifyResults } from '../../src/report/verify.ts'
import { readWorkbook } from '../report/support.ts'
import { yardstickIn } from '../support/command-line.ts'
import { REPAIR_HEADER, smallFolder, YEAR_PACK } from '../support/small-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-many-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Points off for each miss, some of them twice for one order; a proposal and a share withheld that rest on misses; a grade that one miss lowers. */
const PACK = YEAR_PACK.replace(
  'scorecards:',
  `  soon: { title: { zh: 一天内到场, en: There within a day }, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: 1 day, charge: technician, severity: critical }
scorecards:`,
)
  .replace(
    'items: [ { standards: on-time } ] }',
    'items: [ { standards: on-time } ] }, b: { title: { zh: 乙, en: B }, marks: 20, items: [ { standards: soon, method: deduct, each: 0.5, most: 8 } ] }',
  )
  .replace('marks: 100', 'marks: 80')
  .replace('fairness: { minimum-cases: 1 }', 'fairness: { minimum-cases: 1, per-case: any }')
  .replace(
    'outcomes:',
    `outcomes:
  often-late:
    title: { zh: 常迟到, en: Often late }
    when: { fact: missed.soon, operator: greaterThan, value: 2 }
    then: [ { type: training } ]`,
  )

interface Order {
  readonly day: number
  readonly hours: number | null
  readonly fitter: string
}

function recordsOf(orders: readonly Order[]): string {
  const stamp = (hours: number): string =>
    new Date(Date.UTC(2024, 2, 1, hours)).toISOString().slice(0, 16).replace('T', ' ')
  const rows = orders.map(({ day, hours, fitter }, at) => {
    const arrived = hours === null ? '' : stamp(day * 24 + hours)
    return `R${at},${stamp(day * 24)},${arrived},${fitter}`
  })
  return [REPAIR_HEADER, ...rows, ''].join('\n')
}

/** So many orders of 0001, each a day apart and four days late. */
function lateOrders(count: number): string {
  return recordsOf(Array.from({ length: count }, (_, at) => ({ day: at % 90, hours: 100, fitter: '0001' })))
}

let folders = 0

function folderWith(records: string, more: Readonly<Record<string, string>> = {}): string {
  return smallFolder(join(scratch, String(folders++)), {
    'rules/pack.yaml': PACK,
    'records/repair.csv': records,
    ...more,
  })
}

async function appraised(folder: string, more: Partial<AppraiseRequest> = {}): Promise<Appraisal> {
  const { appraisal, diagnostics } = await appraise({ folder, out: join(folder, 'out'), language: 'en', ...more })
  const error = diagnostics.find(({ severity }) => severity === 'error')
  if (!appraisal || error) throw new Error(error?.message.en)
  return appraisal
}

const textOf = (folder: string, file: string): string => readFileSync(join(folder, 'out', file), 'utf8')

interface Line {
  readonly id: string
  readonly number?: string
}

function linesOf(folder: string, of = 'out'): readonly Line[] {
  const lines = readFileSync(join(folder, of, 'findings.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as Line)
}

/** By finding, of lists and of lines. */
function numbersOf(folder: string, { people, unattributed }: Appraisal): ReadonlyMap<string, string> {
  const lists = [...people.flatMap(({ evidence }) => evidence), ...unattributed]
  return new Map(
    [...lists, ...linesOf(folder)].flatMap(({ id, number }) => (number === undefined ? [] : [[id, number]])),
  )
}

function withoutLists({ people, unattributed: _lines, unattributedUnlisted: _counts, ...rest }: Appraisal): unknown {
  const without = ({ evidence: _evidence, unlisted: _unlisted, ...person }: AppraisedPerson) => person
  return { ...rest, people: people.map(without) }
}

const anyOrders = fc.array(
  fc.record({
    day: fc.nat(100),
    hours: fc.option(fc.integer({ min: 1, max: 120 }), { nil: null, freq: 6 }),
    fitter: fc.constantFrom('0001', '0001', '0002'),
  }),
  { minLength: 1, maxLength: 30 },
)

describe('a cap of three', () => {
  it('changes no count, score, proposal, number or line of findings.ndjson', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrders, fc.boolean(), async (orders, keepMet) => {
        const [few, all] = [folderWith(recordsOf(orders)), folderWith(recordsOf(orders))]
        const capped = await appraised(few, { mostListed: 3, keepMet })
        const whole = await appraised(all, { keepMet })
        expect(withoutLists(capped)).toEqual(withoutLists(whole))
        expect(numbersOf(few, capped)).toEqual(numbersOf(all, whole))
        const plain = linesOf(few).map(({ number: _number, ...line }) => JSON.stringify(line))
        expect(`${plain.join('\n')}\n`.trimStart()).toBe(textOf(all, 'findings.ndjson'))
        expect(textOf(few, 'internal/margins.ndjson')).toBe(textOf(all, 'internal/margins.ndjson'))
        capped.people.forEach((person, at) => {
          const own = new Map(whole.people[at]?.evidence.map(line => [line.id, line]))
          for (const line of person.evidence) expect(line).toEqual(own.get(line.id))
          const unlisted = (person.unlisted ?? []).reduce(
            (sum, { missed, pending, undetermined }) => sum + missed + pending + undetermined,
            0,
          )
          expect(person.evidence.length + unlisted).toBe(own.size)
        })
        expect(verifyResults(join(few, 'out'))).toMatchObject({ differences: [] })
      }),
      { numRuns: 12 },
    )
  })

  it('is a cap on how verdicts came about too', async () => {
    const folder = folderWith(lateOrders(20))
    const { people } = await appraised(folder, { mostListed: 3 })
    const listed = new Set(
      people.flatMap(({ evidence }) => evidence.map(({ standard, case: of }) => `${standard}/${of}`)),
    )
    const traces = textOf(folder, 'internal/traces.ndjson').trimEnd().split('\n')
    // The first three; of what is listed because a proposal names it alone nobody knew in time.
    expect([traces.length, listed.size]).toEqual([3, 5])
  })

  it('holds for what nobody answers for', async () => {
    const folder = folderWith(recordsOf(Array.from({ length: 9 }, (_, day) => ({ day, hours: 100, fitter: '' }))), {
      'rules/pack.yaml': PACK.replace('technician: { type: person, required: true', 'technician: { type: person'),
    })
    const { unattributed, unattributedUnlisted, findings } = await appraised(folder, { mostListed: 3 })
    expect([unattributed.length, findings.unattributed]).toEqual([3, 18])
    expect(unattributedUnlisted?.map(({ standard, missed }) => `${standard} ${missed}`)).toEqual([
      'on-time 9',
      'soon 6',
    ])
    expect(linesOf(folder).length).toBe(18)
  })
})

describe('more than two hundred', () => {
  const folder = folderWith(lateOrders(230))
  const more = 460 - 200

  it('are told as a number wherever lists are printed', async () => {
    const { people } = await appraised(folder)
    const [person] = people
    expect(person?.unlisted).toEqual([
      { standard: 'on-time', met: 0, missed: 230, pending: 0, undetermined: 0, exempt: 0, points: 0, costing: 230 },
      { standard: 'soon', met: 0, missed: 30, pending: 0, undetermined: 0, exempt: 0, points: 0, costing: 30 },
    ])
    expect(person?.evidence.length).toBe(200)
    const sheet = textOf(folder, 'people/0001.html')
    expect(sheet).toContain(`${more} more in findings.ndjson.`)
    expect(sheet).toContain('460')
    const workbook = await readWorkbook(readFileSync(join(folder, 'out/internal/appraisals.xlsx')))
    expect(JSON.stringify([...workbook])).toContain(`${more} more in findings.ndjson.`)
    expect(textOf(folder, 'internal/explain/0001.html')).toContain(
      'and 30 more that are not listed, in findings.ndjson',
    )
    expect(textOf(folder, 'index.html')).toContain('460')
    await appraised(folder, { language: 'zh' })
    expect(textOf(folder, 'people/0001.html')).toContain(`另有 ${more} 条，见 findings.ndjson。`)
    expect(textOf(folder, 'internal/explain/0001.html')).toContain('另有 230 条没有逐条列出，见 findings.ndjson')
  })

  it('are explained, by standard and by number, and made again byte for byte', async () => {
    await appraised(folder)
    const line = linesOf(folder).find(({ number }) => number === 'K-0301')
    const found = yardstickIn(folder, 'en', 'explain', 'out', '0001', 'k-0301')
    expect(found).toMatchObject({ status: 0, err: '' })
    expect(found.out).toContain(`K-0301`)
    expect(found.out).toContain(line?.id)
    expect(found.out).toContain('how this one came about was not kept')
    expect(yardstickIn(folder, 'zh', 'explain', 'out', '0001', 'on-time').out).toContain('另有 230 条没有逐条列出')
    expect(yardstickIn(folder, 'en', 'verify', 'out', '--rerun', '.')).toMatchObject({ status: 0, err: '' })
  })

  it('are all in a copy without names, and none of them names anybody', async () => {
    await appraised(folder)
    await appraised(folder, { out: join(folder, 'copy'), redactedFrom: join(folder, 'out') })
    const lines = linesOf(folder, 'copy')
    expect([lines.length, lines.filter(({ number }) => number !== undefined).length]).toEqual([460, more])
    expect(JSON.stringify(lines)).not.toMatch(/[^-]0001|张三/)
    expect(verifyResults(join(folder, 'copy'))).toMatchObject({ differences: [] })
  })
})

describe('another issue', () => {
  it('lists a finding that somebody appeals against, under the number that it had; all others keep theirs', async () => {
    const folder = folderWith(lateOrders(30), {
      'appraisal.yaml': 'period: 2024-H1\nrules: rules\npeople: people.csv\nstate: final\n',
    })
    const before = await appraised(folder, { mostListed: 5 })
    const numbers = numbersOf(folder, before)
    const appealed = linesOf(folder).find(({ number }) => number === 'K-0060')?.id ?? ''
    const decision =
      'change: overturn, reason: "gate log", evidence: "page 1", decided-by: panel, decided-on: 2024-07-12'
    writeFileSync(
      join(folder, 'adjustments.yaml'),
      `- { id: A-1, finding: ${appealed}, filed-on: 2024-07-08, ${decision} }\n`,
    )
    const after = await appraised(folder, { mostListed: 5, reissue: 'appeal A-1' })
    expect(after.people[0]?.evidence.find(({ id }) => id === appealed)).toMatchObject({
      number: 'K-0060',
      verdict: 'met',
    })
    expect(numbersOf(folder, after)).toEqual(numbers)
    expect(textOf(folder, 'people/0001.html')).toContain('K-0060')
  })
})
