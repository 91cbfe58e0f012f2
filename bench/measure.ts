/** Programs in, what they took out: run in turn, each as a process of its own, times from start to end. */

import { spawnSync } from 'node:child_process'
import { existsSync, renameSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Program } from './case.ts'
import { verdictsIn } from './verdicts.ts'

export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

export interface Measured {
  readonly seconds: Spread
  /** The most that any round held. */
  readonly megabytes: number
}

const root = resolve(import.meta.dirname, '..')

interface Run {
  readonly seconds: number
  readonly megabytes: number
}

export interface MeasureOptions {
  readonly rounds: number
  /** Loaded before each program; see `peak.ts`. */
  readonly peak: string
}

/** In turn, so that whatever else the machine does falls on all alike. After the first round all must have said the same. */
export function measure(programs: readonly Program[], options: MeasureOptions): ReadonlyMap<string, Measured> {
  const runs = new Map<string, Run[]>(programs.map(({ name }) => [name, []]))
  for (let round = 1; round <= options.rounds; round++) {
    for (const program of programs) {
      putAside(program)
      runs.get(program.name)?.push(run(program.words, options.peak))
    }
    if (round === 1) holdTogether(programs)
  }
  return new Map(Array.from(runs, ([name, own]) => [name, measured(own)]))
}

/** What it made before. It is not deleted before all is done: the disk would be busy with that for a while. */
export function putAside({ makes }: Program): void {
  if (makes === undefined || !existsSync(makes)) return
  const taken = (at: number): string => `${makes}.${at}`
  let at = 1
  while (existsSync(taken(at))) at++
  renameSync(makes, taken(at))
}

function run(words: readonly string[], peak: string): Run {
  const start = process.hrtime.bigint()
  const { status, stderr, output } = spawnSync(process.execPath, ['--import', peak, ...words], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`)
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, megabytes: Number(output[3]) }
}

function holdTogether(programs: readonly Program[]): void {
  const [first, ...others] = programs.flatMap(({ name, verdicts }) =>
    verdicts === undefined ? [] : [{ name, said: verdictsIn(verdicts) }],
  )
  for (const other of others) {
    if (other.said !== first?.said) throw new Error(`${first?.name} and ${other.name} do not say the same`)
  }
}

function measured(runs: readonly Run[]): Measured {
  const seconds = runs.map(one => one.seconds).toSorted((one, other) => one - other)
  const [low = 0] = seconds
  const upper = seconds[Math.floor(seconds.length / 2)] ?? 0
  const lower = seconds[Math.ceil(seconds.length / 2) - 1] ?? 0
  const spread = { median: (lower + upper) / 2, low, high: seconds.at(-1) ?? 0 }
  return { seconds: spread, megabytes: Math.max(...runs.map(one => one.megabytes)) }
}
