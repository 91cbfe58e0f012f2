/**
 * The program as it is shipped, built into a folder of its own; what a run of it says in both languages, how it ends, and how much
 * memory it took.
 */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { BUNDLE } from '../../scripts/bundle-options.ts'
import type { Run } from './command-line.ts'

export interface MeasuredRuns {
  readonly zh: Run
  readonly en: Run
  /** The most that the process held at a time; undefined where it was killed. */
  readonly peakMegabytes: number | undefined
}

export interface BuiltProgram {
  /** Where it starts. */
  readonly path: string
  /** What each of its files is made of, by the file's name: `src/cli.ts`, `node_modules/yaml/…`. */
  readonly sources: ReadonlyMap<string, readonly string[]>
  /** The same words in both languages, in one process: starting takes longer than most of what is tried. `isApart`: in two. */
  run(folder: string, words: readonly string[], isApart?: boolean): Promise<MeasuredRuns>
  remove(): void
}

const root = resolve(import.meta.dirname, '../..')

/** Whoever waits for a pipe or reads without end is ended. */
const LONGEST_MILLISECONDS = 60_000

/** Stands between what was said in one language and in the other. */
const NEXT = '\u0000\u0000next\u0000\u0000'

export async function buildProgram(): Promise<BuiltProgram> {
  const home = mkdtempSync(join(tmpdir(), 'yardstick-built-'))
  const { metafile } = await build({
    ...BUNDLE,
    absWorkingDir: root,
    entryPoints: ['src/cli.ts', 'src/pass-worker.ts'],
    outdir: join(home, 'dist'),
    legalComments: 'none',
    metafile: true,
  })
  // The bundle looks for these one folder above itself.
  for (const name of ['package.json', 'rules', 'templates', 'schemas']) symlinkSync(join(root, name), join(home, name))
  const program = join(home, 'dist/cli.js')
  return {
    path: program,
    sources: new Map(
      Object.entries(metafile.outputs).map(([path, { inputs }]) => [basename(path), Object.keys(inputs)]),
    ),
    async run(folder, words, isApart = false) {
      if (!isApart) return await runMeasured(program, folder, words, ['zh', 'en'])
      const zh = await runMeasured(program, folder, words, ['zh'])
      const en = await runMeasured(program, folder, words, ['en'])
      const peaks = [zh, en].map(({ peakMegabytes }) => peakMegabytes ?? Number.NaN)
      return { zh: zh.zh, en: en.en, peakMegabytes: Math.max(...peaks) }
    },
    remove: () => rmSync(home, { recursive: true }),
  }
}

/** The program knows nothing of being measured: status and memory are told on a pipe of their own. */
function driver(program: string, languages: readonly ('zh' | 'en')[]): string {
  return `
import { existsSync, readFileSync, writeSync } from 'node:fs'
const statuses = []
// Linux counts what the parent held at the time as the child's own, in maxRSS; its other figure begins with the child.
const status = '/proc/self/status'
const peak = () =>
  existsSync(status) ? Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync(status, 'utf8'))[1]) : process.resourceUsage().maxRSS
process.on('exit', () => writeSync(3, JSON.stringify({ statuses, kilobytes: peak() })))
for (const language of ${JSON.stringify(languages)}) {
  process.env.YARDSTICK_LANG = language
  process.exitCode = undefined
  await import(${JSON.stringify(pathToFileURL(program).href)} + '?' + language)
  statuses.push(process.exitCode ?? 0)
  process.stdout.write(${JSON.stringify(NEXT)})
  process.stderr.write(${JSON.stringify(NEXT)})
}`
}

function runMeasured(
  program: string,
  folder: string,
  words: readonly string[],
  languages: readonly ('zh' | 'en')[],
): Promise<MeasuredRuns> {
  // The name of the program stands where it does when it is called by itself.
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', driver(program, languages), program, ...words],
    {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      timeout: LONGEST_MILLISECONDS,
      killSignal: 'SIGKILL',
    },
  )
  const [, out, err, measured] = child.stdio.map(stream => {
    const chunks: Buffer[] = []
    stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
    return () => Buffer.concat(chunks).toString('utf8')
  })
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', status => {
      const told = JSON.parse(measured?.() || '{"statuses":[]}') as { statuses: number[]; kilobytes?: number }
      const said = [out, err].map(read => read?.().split(NEXT) ?? [])
      const runOf = (at: number): Run => ({
        status: told.statuses[at] ?? status,
        out: said[0]?.[at] ?? '',
        err: said[1]?.[at] ?? '',
      })
      const peakMegabytes = told.kilobytes === undefined ? undefined : told.kilobytes / 1024
      done({ zh: runOf(languages.indexOf('zh')), en: runOf(languages.indexOf('en')), peakMegabytes })
    })
  })
}
