/** A program of ours in; where one run of it spends its time, stage by stage, out. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

export interface StageTime {
  readonly stage: string
  readonly milliseconds: number
}

/** By the functions that a stage begins with, or goes on with after it waited. What is called within another one's counts for the inner one. */
const STAGES: ReadonlyMap<string, string> = new Map([
  ['prepareGround', 'reading setup, rules and roster'],
  ['sourceOf', 'records as they pass'],
  ['readSources', 'rows that were kept'],
  ['readRows', 'rows that were kept'],
  ['joinRows', 'rows that were kept'],
  ['loadRecords', 'rows that were kept'],
  ['hearAppeals', 'judging what was kept, scoring'],
  ['work', 'outcomes, and the appraisal put together'],
  ['sheetPages', "people's sheets"],
  ['explanationPages', 'explanations'],
  ['standardPages', 'pages of standards'],
  ['appraisalsWorkbook', 'the workbook of appraisals'],
  ['issue', 'all other files, and writing'],
  ['writeWhole', 'all other files, and writing'],
])
const ENGINE: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'collecting garbage'],
  ['(program)', 'the engine itself'],
])
const STARTING = 'starting, loading code'

const root = resolve(import.meta.dirname, '..')

/** Of the main thread; the profiler makes all of it slower. */
export function profileOf(words: readonly string[], scratch: string): readonly StageTime[] {
  const folder = join(scratch, 'profile')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const flags = ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', folder]
  const { status, stderr } = spawnSync(process.execPath, [...flags, ...words], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status} under the profiler: ${stderr}`)
  const [file = ''] = readdirSync(folder)
  const profile: Profile = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  rmSync(folder, { recursive: true })
  return stagesOf(profile)
}

/** As V8 writes it. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string }
    readonly children?: readonly number[]
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

function stagesOf({ nodes, samples, timeDeltas }: Profile): readonly StageTime[] {
  const stageOfNode = new Map<number, string>()
  // Parents stand before their children.
  for (const { id, callFrame, children = [] } of nodes) {
    const { functionName } = callFrame
    if (functionName === '(idle)') continue
    const stage = STAGES.get(functionName) ?? ENGINE.get(functionName) ?? stageOfNode.get(id) ?? STARTING
    stageOfNode.set(id, stage)
    for (const child of children) stageOfNode.set(child, stage)
  }
  const times = new Map<string, number>()
  for (const [at, sample] of samples.entries()) {
    const stage = stageOfNode.get(sample)
    if (stage !== undefined) times.set(stage, (times.get(stage) ?? 0) + (timeDeltas[at] ?? 0) / 1000)
  }
  return [...times]
    .map(([stage, milliseconds]) => ({ stage, milliseconds }))
    .toSorted((one, other) => other.milliseconds - one.milliseconds)
}
