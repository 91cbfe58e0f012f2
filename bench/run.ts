/** Runs all cases, or those that are named, each in turn with its rivals; prints what was found and, after all, writes `bench/RESULTS.md`. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildPrograms, PEAK } from './build-programs.ts'
import { type Case, reasonToSkip } from './case.ts'
import { casesOf } from './cases.ts'
import { measure, putAside } from './measure.ts'
import { profileOf } from './profile.ts'
import { type CaseResult, overviewRows, resultsPage } from './results-page.ts'

const root = resolve(import.meta.dirname, '..')
const words = process.argv.slice(2)
/** Everything tried with a hundredth of the records: whether it runs, and nothing about how fast. */
const isSmall = words.includes('--small')
const cases = casesOf(isSmall ? 10_000 : 1_000_000)
const names = words.filter(word => word !== '--small').map(name => name.toLowerCase())
const isNamed = ({ key, title }: Case) => names.some(name => key.includes(name) || title.toLowerCase().includes(name))
const chosen = names.length === 0 ? cases : cases.filter(isNamed)
if (chosen.length === 0) throw new Error(`No such case. There are ${cases.map(({ key }) => key).join(', ')}.`)

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-bench-'))
try {
  await buildPrograms()
  if (isSmall) console.log('A hundredth of the records: these figures say nothing.')
  const results = chosen.map(runCase)
  if (names.length === 0 && !isSmall) writeFileSync(join(root, 'bench/RESULTS.md'), resultsPage(results))
  else console.log(`\n${resultsPage(results)}`)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** Large inputs are there for their own case alone. A case that fails costs the others nothing. */
function runCase(one: Case): CaseResult {
  const folder = join(scratch, one.key)
  const programs = one.programs(folder)
  const told = {
    case: one,
    programs: programs.map(({ name, words }) => ({ name, command: commandIn(words, folder) })),
    measured: new Map(),
  }
  const skipped = reasonToSkip(one, scratch)
  if (skipped !== undefined) return say({ ...told, skipped })
  try {
    mkdirSync(folder)
    one.prepare?.(folder)
    const measured = measure(programs, { rounds: one.rounds, peak: PEAK })
    const profiled = programs.find(({ name }) => name === one.profiled)
    if (one.profiled === undefined) return say({ ...told, measured })
    if (!profiled) throw new Error(`${one.key}: '${one.profiled}' is none of its programs`)
    putAside(profiled)
    const profile = { program: profiled.name, stages: profileOf(profiled.words, folder) }
    return say({ ...told, measured, profile })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    process.exitCode = 1
    const [line = ''] = withoutFolders(error.message, folder).split('\n')
    return say({ ...told, skipped: `it failed: ${line}` })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function say(result: CaseResult): CaseResult {
  for (const row of overviewRows(result)) console.log(row)
  return result
}

/** As a person would type it. */
function commandIn(words: readonly string[], folder: string): string {
  const command = withoutFolders(['node', ...words].join(' '), folder).replace('node dist/cli.js', 'yardstick')
  return command.replace(/node_modules\/.cache\/yardstick-bench\/(\S+)\.mjs/, 'bench/$1.ts')
}

/** Nothing that is printed names the folders of this machine. */
function withoutFolders(text: string, folder: string): string {
  return text.replaceAll(`${folder}/`, '').replaceAll(`${root}/`, '')
}
