/** The year of the example in, played with the program as it is shipped; what it prints and what came of it out, as reviewed by hand. */

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { playYear, type Step } from '../../examples/campus/year.ts'
import type { Appraisal, AppraisedPerson } from '../../src/model/appraisal.ts'
import { buildProgram } from './built.ts'

export const YEAR_GOLDEN = resolve(import.meta.dirname, '../golden/year')

/** File name → text. */
export async function yearFiles(): Promise<ReadonlyMap<string, string>> {
  const scratch = mkdtempSync(join(tmpdir(), 'yardstick-year-'))
  const folder = join(scratch, 'year')
  const program = await buildProgram()
  const told = { zh: '', en: '' }
  const results: string[] = []
  const before = new Map<string, readonly string[]>()
  try {
    playYear({
      folder,
      program: program.path,
      languages: ['zh', 'en'],
      print: (line, language) => {
        told[language] += `${steady(line)}\n`
      },
      onStep: step => results.push(...resultsOf(step, folder, before)),
    })
  } finally {
    program.remove()
    rmSync(scratch, { recursive: true, force: true })
  }
  return new Map([
    ['year.zh.txt', told.zh.trimStart()],
    ['year.en.txt', told.en.trimStart()],
    ['results.txt', results.join('')],
  ])
}

/** Fingerprints and numbers of files change with every template: they are held elsewhere. */
function steady(line: string): string {
  return line.replace(/\b[0-9a-f]{64}\b/, '…').replace(/\b\d+(?= files| 个文件)/, '…')
}

/** Of each period that the step appraised: whose results are not those of the time before, what is paid otherwise, what is carried. */
function resultsOf(step: Step, folder: string, before: Map<string, readonly string[]>): readonly string[] {
  return step.commands.flatMap(({ words: [command, period] }) => {
    if (command !== 'appraise' || typeof period !== 'string') return []
    const out = join(folder, period, 'out')
    const appraisal = JSON.parse(readFileSync(join(out, 'appraisal.json'), 'utf8')) as Appraisal
    const lines = appraisal.people.map(personLine)
    const was = new Set(before.get(period) ?? [])
    before.set(period, lines)
    const delta = join(out, 'finance/payroll-delta.csv')
    return [
      `── ${step.on} ${period}: issue ${appraisal.issue.number}, ${appraisal.state}\n`,
      ...lines.filter(line => !was.has(line)),
      ...(existsSync(delta)
        ? ['paid otherwise\n', readFileSync(delta, 'utf8').replace('\uFEFF', '').replaceAll('\r', '')]
        : []),
      'carried\n',
      ...carried(out).map(({ standard, name }) => `${standard} ${name}\n`),
      ...judged(appraisal, folder),
    ]
  })
}

function personLine(person: AppraisedPerson): string {
  const outcomes = person.outcomes.map(({ id, type, state }) => `${id}/${type} ${state}`)
  const withheld = person.withheld.share > 0 ? [`withheld ${person.withheld.share} = ${person.withheld.amount}`] : []
  const appeals = person.adjustments.map(({ id, state }) => `${id} ${state}`)
  const previous = person.previous ? [`before ${person.previous.score ?? '–'} ${person.previous.grade ?? '–'}`] : []
  const grade = person.grade ?? `no grade (${person.gradeReason})`
  const parts = [`${person.scoreText ?? '–'} ${grade}`, ...previous, ...outcomes, ...withheld, ...appeals]
  return `${person.id} ${person.name} ${person.post}: ${parts.join('; ')}\n`
}

interface Carried {
  readonly standard: string
  readonly name: string
}

function carried(out: string): readonly Carried[] {
  const lines = readFileSync(join(out, 'carried.ndjson'), 'utf8').split('\n').filter(Boolean)
  return lines.map(line => {
    const { standard, case: name } = JSON.parse(line) as { readonly standard: string; readonly case: string }
    return { standard, name }
  })
}

/** What the second half says of the cases that the first left open: each once, or met, which is not written. */
function judged({ period }: Appraisal, folder: string): readonly string[] {
  if (period.name !== '2024-H2') return []
  const found = readFileSync(join(folder, '2024-H2/out/findings.ndjson'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as { readonly standard: string; readonly case: string; readonly verdict: string })
  const open = carried(join(folder, '2024-H1/out'))
  return [
    'judged of what the first half left open\n',
    ...open.map(({ standard, name }) => {
      const own = found.filter(one => one.standard === standard && one.case === name)
      return `${standard} ${name}: ${own.map(({ verdict }) => verdict).join(', ') || 'met'}\n`
    }),
  ]
}
