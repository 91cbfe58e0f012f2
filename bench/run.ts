/** Times the commands as a person runs them, in turn with a rival, and writes `bench/RESULTS.md`: medians, spread, ratios. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { BUNDLE } from '../scripts/bundle-options.ts'
import { findBrowser } from '../src/browser/index.ts'
import { orderFolder, peopleFolder } from './inputs.ts'

const ROUNDS = 5
const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-bench-'))
const cli = join(root, 'dist/cli.js')

interface Case {
  readonly title: string
  /** What is timed, and what it is held against. */
  readonly ours: readonly string[]
  readonly rival: readonly string[]
  readonly against: string
  /** The ratio not to be exceeded, or the seconds. */
  readonly bar?: string
  readonly rounds?: number
}

/** Reads every record file and splits or parses it, and nothing more: the least that any appraisal must do. */
const READ_ALONE = `
const fs = require('node:fs'), path = require('node:path')
const folder = process.argv[1]
let cells = 0
for (const name of fs.readdirSync(folder)) {
  const text = fs.readFileSync(path.join(folder, name), 'utf8')
  if (name.endsWith('.json')) cells += JSON.parse(text).length
  else for (const line of text.split('\\n')) cells += name.endsWith('.ndjson') ? (line ? Object.keys(JSON.parse(line)).length : 0) : line.split(',').length
}
console.log(cells)`

/** What reading the same rows costs whoever takes them as JSON. */
const PARSE_ALONE = `
const fs = require('node:fs')
let count = 0
for (const line of fs.readFileSync(process.argv[1], 'utf8').split('\\n')) if (line !== '' && JSON.parse(line).order_no !== '') count++
console.log(count)`

const orders = { xlsx: join(scratch, 'xlsx'), csv: join(scratch, 'csv'), ndjson: join(scratch, 'ndjson') }
await orderFolder(orders.xlsx, 'xlsx', 200_000)
await orderFolder(orders.csv, 'csv', 1_000_000)
const ndjson = await orderFolder(orders.ndjson, 'ndjson', 1_000_000)
// As it is shipped: bundled.
const readRecords = join(scratch, 'read-records.mjs')
await build({ ...BUNDLE, splitting: false, entryPoints: [join(root, 'bench/read-records.ts')], outfile: readRecords })
const parseAlone = {
  rival: ['-e', PARSE_ALONE, ndjson],
  against: 'reading the same rows as NDJSON and `JSON.parse` alone',
}

const thousand = join(scratch, 'thousand')
await peopleFolder(thousand, 1000)
const sheets = [cli, 'appraise', thousand, '--out', join(scratch, 'sheets')]
const browser = findBrowser()
if (browser === undefined) console.log('no PDFs are timed: there is no browser')

const campus = join(root, 'examples/campus/2024-H1')
const CASES: readonly Case[] = [
  {
    title: 'campus semester: 29,200 records, the shipped pack, 90 sheets; from command to files',
    ours: [cli, 'appraise', campus, '--out', join(scratch, 'campus')],
    rival: ['-e', READ_ALONE, join(campus, 'records')],
    against: 'reading and splitting the same record files alone',
    bar: 'under 3 s on two cores',
  },
  {
    title: 'Boston: 24,760 records, 2 standards, 62 sheets; from command to files',
    ours: [cli, 'appraise', join(root, 'examples/boston-311'), '--out', join(scratch, 'boston')],
    rival: ['-e', '0'],
    against: '`node -e 0`',
  },
  {
    title: '1,000 people, 30,000 records: HTML sheets; from command to files',
    ours: sheets,
    rival: ['-e', '0'],
    against: '`node -e 0`',
    bar: 'under 5 s',
  },
  ...(browser === undefined
    ? []
    : [
        {
          title:
            '1,000 people: the same with a PDF each (2,000 leaves) and 20 bound volumes; memory without the browser',
          ours: [...sheets, '--pdf'],
          rival: sheets,
          against: 'the same without PDFs',
          bar: 'under 50 s: 20 sheets a second',
          rounds: 2,
        },
      ]),
  {
    title: 'XLSX, 200,000 rows, as rows of cells',
    ours: [readRecords, orders.xlsx, 'cells'],
    rival: ['-e', '0'],
    against: '`node -e 0`',
    bar: 'under 10 s, under 300 MB',
  },
  {
    title: 'XLSX, 200,000 rows, as accepted records',
    ours: [readRecords, orders.xlsx, 'records'],
    rival: ['-e', '0'],
    against: '`node -e 0`',
  },
  {
    title: 'CSV, a million rows, as rows of cells',
    ours: [readRecords, orders.csv, 'cells'],
    ...parseAlone,
    bar: 'at most 2 ×',
  },
  { title: 'CSV, a million rows, as accepted records', ours: [readRecords, orders.csv, 'records'], ...parseAlone },
  { title: '`yardstick check` on the shipped pack', ours: [cli, 'check'], rival: ['-e', '0'], against: '`node -e 0`' },
  { title: '`yardstick --help`', ours: [cli, '--help'], rival: ['-e', '0'], against: '`node -e 0`' },
]

interface Run {
  readonly seconds: number
  readonly megabytes: number
}

const peak = pathToFileURL(join(root, 'bench/peak.ts')).href

function run(words: readonly string[]): Run {
  const start = process.hrtime.bigint()
  const { status, stderr, output } = spawnSync(process.execPath, ['--import', peak, ...words], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`)
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, megabytes: Number(output[3]) }
}

interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

function spreadOf(times: readonly number[]): Spread {
  const sorted = times.toSorted((one, other) => one - other)
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0 }
}

function text({ median, low, high }: Spread): string {
  return `${median.toFixed(3)} s (${low.toFixed(3)}–${high.toFixed(3)})`
}

const lines = CASES.map(one => {
  // In turn, so that whatever else the machine does falls on both alike.
  const pairs = Array.from({ length: one.rounds ?? ROUNDS }, () => ({ ours: run(one.ours), rival: run(one.rival) }))
  const ours = spreadOf(pairs.map(pair => pair.ours.seconds))
  const rival = spreadOf(pairs.map(pair => pair.rival.seconds))
  const memory = spreadOf(pairs.map(pair => pair.ours.megabytes))
  const line = `| ${one.title} | ${text(ours)} | ${memory.high} MB | ${one.against}: ${text(rival)} | ${(ours.median / rival.median).toFixed(1)} × | ${one.bar ?? ''} |`
  console.log(line)
  return line
})

const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
writeFileSync(
  join(root, 'bench/RESULTS.md'),
  `# Benchmarks

\`npm run bench\` writes this page: ${ROUNDS} rounds each (two where PDFs are printed), ours and the rival in turn; medians with the lowest and highest,
and of memory the most that any round held.

Machine: ${machine}

| case | ours | memory | rival | ratio | bar |
|---|---|---|---|---|---|
${lines.join('\n')}
`,
)
rmSync(scratch, { recursive: true, force: true })
