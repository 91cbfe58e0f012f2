/** The example semester in, what is reviewed by hand and held as golden out: who got what, why, and the hash of every file. */

import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { appraise } from '../../src/appraise.ts'
import { comparePacks } from '../../src/compare-packs.ts'
import type { Appraisal } from '../../src/model/appraisal.ts'
import type { Language } from '../../src/model/message.ts'
import { draw, explainFinding, explainPerson, explainStandard, tracesByCase } from '../../src/report/explain/index.ts'
import { comparisonText } from '../../src/report/index.ts'
import { type Results, readResults } from '../../src/report/results.ts'

export const CAMPUS = resolve(import.meta.dirname, '../../examples/campus/2024-H1')
export const GOLDEN = resolve(import.meta.dirname, '../golden/campus')

/** People whose arithmetic is held line by line: a deduction, a veto, a cascade up the line, an open procedure. */
const EXPLAINED = ['0412', '0405', '0004', '0127'] as const

/** Standards told in plain words: a limit, a slot, shares, steps in order, a rating. */
const TOLD = ['repair-arrival-minor', 'night-checks-four-a-month', 'every-service-called-back', 'panel-rating'] as const

/** Findings told condition by condition: a clock, a slot with records that do not count, an exemption, a blank, steps. */
const FOLLOWED = [
  'exam-before-the-post/SG2',
  'vegetables-tested-daily/2024-02-25%40c2',
  'clerk-rises-at-three-metres/EO030112',
  'repair-arrival-minor/R2400379',
  'customer-seen-off/C103',
  'classroom-opened-in-time/K2024010103231',
] as const

export interface Golden {
  /** File name → text. */
  readonly files: ReadonlyMap<string, string>
  readonly appraisal: Appraisal
}

export async function makeGolden(): Promise<Golden> {
  const files = new Map<string, string>()
  const appraisals: Appraisal[] = []
  for (const language of ['zh', 'en'] as const) {
    const out = join(mkdtempSync(join(tmpdir(), 'yardstick-')), 'out')
    const { appraisal } = await appraise({ folder: CAMPUS, out, language })
    if (!appraisal) throw new Error('the example could not be appraised')
    appraisals.push(appraisal)
    files.set(`outputs.${language}.txt`, hashes(out))
    for (const person of EXPLAINED)
      files.set(`explain-${person}.${language}.txt`, `${explained(appraisal, person, language)}\n`)
    files.set(`explain-standards.${language}.txt`, standardsTold(out, language))
    files.set(`explain-findings.${language}.txt`, findingsFollowed(out, language))
    if (language === 'zh') {
      files.set('people.txt', peopleLines(appraisal))
      files.set('standards.txt', standardLines(appraisal))
    }
    rmSync(resolve(out, '..'), { recursive: true })
  }
  for (const [language, text] of await compared()) files.set(`compare.${language}.txt`, text)
  const [appraisal] = appraisals
  if (!appraisal) throw new Error('the example could not be appraised')
  return { files, appraisal }
}

/** A limit tightened, a weight moved, a standard retired. */
const CHANGES = [
  ['standards/repairs.yaml', 'within: 30 minutes', 'within: 25 minutes'],
  [
    'scorecards.yaml',
    '{ standards: repair-arrival-minor, weight: 3 }',
    '{ standards: repair-arrival-minor, weight: 4 }',
  ],
  ['standards/dormitory.yaml', / {2}found-things-registered:\n(?: {4}.*\n)+\n/, ''],
  ['profiles/starter.yaml', '    - found-things-registered\n', ''],
] as const

/** The shipped pack with these changes, without the tests that speak of what is gone. */
export function changedPack(): string {
  const pack = join(mkdtempSync(join(tmpdir(), 'yardstick-')), 'rules')
  const isKept = (file: string) => !/[\\/]tests$/.test(file)
  cpSync(resolve(import.meta.dirname, '../../rules'), pack, { recursive: true, filter: isKept })
  for (const [file, was, becomes] of CHANGES) {
    const text = readFileSync(join(pack, file), 'utf8')
    const changed = text.replace(was, becomes)
    if (changed === text) throw new Error(`${file} no longer holds ${was}`)
    writeFileSync(join(pack, file), changed)
  }
  return pack
}

async function compared(): Promise<readonly (readonly [Language, string])[]> {
  const pack = changedPack()
  const { comparison } = await comparePacks({ folder: CAMPUS, with: pack, language: 'zh', workingDirectory: CAMPUS })
  if (!comparison) throw new Error('the changed pack could not be compared')
  rmSync(resolve(pack, '..'), { recursive: true })
  return (['zh', 'en'] as const).map(
    language => [language, `${comparisonText(comparison, language, false)}\n`] as const,
  )
}

function explained(appraisal: Appraisal, id: string, language: Language): string {
  const person = appraisal.people.find(one => one.id === id)
  if (!person) throw new Error(`nobody is ${id}`)
  const { headline, trees } = explainPerson(appraisal, person, { language })
  return [headline, ...trees.flatMap(tree => draw(tree))].join('\n')
}

function resultsIn(out: string): Results {
  const results = readResults(out)
  if ('problem' in results) throw new Error(`${results.file} ${results.problem.en}`)
  return results
}

function standardsTold(out: string, language: Language): string {
  const { standards, appraisal, findings } = resultsIn(out)
  return TOLD.map(id => {
    const standard = standards.find(one => one.id === id)
    if (!standard) throw new Error(`no standard ${id}`)
    const own = findings.filter(finding => finding.standard === id)
    const { headline, trees } = explainStandard(standard, appraisal, own, language)
    return `${[headline, ...trees.flatMap(tree => draw(tree))].join('\n')}\n`
  }).join('\n')
}

function findingsFollowed(out: string, language: Language): string {
  const { appraisal, findings, traces } = resultsIn(out)
  const all = traces()
  if ('problem' in all) throw new Error(`${all.file} ${all.problem.en}`)
  return FOLLOWED.map(id => {
    const finding = findings.find(one => one.id.startsWith(`${id}/`))
    if (!finding) throw new Error(`no finding ${id}`)
    const trace = tracesByCase(all).get(finding.standard)?.get(finding.case)
    const { headline, trees } = explainFinding(finding, appraisal, trace, language)
    return `${[headline, ...trees.flatMap(tree => draw(tree))].join('\n')}\n`
  }).join('\n')
}

function hashes(out: string): string {
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
    readonly outputs: readonly { readonly file: string; readonly sha256: string }[]
  }
  // Hundreds of pages that change together are held by one line each sort.
  const sortOf = ({ file }: { readonly file: string }) => /^internal\/(?:explain|standards)\//.exec(file)?.[0] ?? file
  return [...Map.groupBy(manifest.outputs, sortOf)]
    .map(([name, own]) => {
      const [only] = own
      if (own.length === 1 && only) return `${only.sha256}  ${name}\n`
      const joined = createHash('sha256').update(own.map(({ sha256 }) => sha256).join('\n'))
      return `${joined.digest('hex')}  ${name} (${own.length} files)\n`
    })
    .join('')
}

function peopleLines({ people }: Appraisal): string {
  return people
    .map(person => {
      const sections = person.sections.map(section => `${section.id} ${section.score ?? '–'}`).join(', ')
      const outcomes = person.outcomes.map(outcome => `${outcome.id}/${outcome.type}`).join(', ')
      const withheld =
        person.withheld.share > 0 ? ` withheld ${person.withheld.share} = ${person.withheld.amount ?? 'not set'}` : ''
      return `${person.id} ${person.name} ${person.post}: ${person.scoreText ?? '–'} ${person.grade ?? `no grade (${person.gradeReason})`} [${sections}] ${outcomes}${withheld}\n`
    })
    .join('')
}

function standardLines({ standards }: Appraisal): string {
  return standards
    .map(
      ({ id, state, met, missed, pending, undetermined, exempt }) =>
        `${id}: ${state} met ${met} missed ${missed} pending ${pending} undetermined ${undetermined} exempt ${exempt}\n`,
    )
    .join('')
}
