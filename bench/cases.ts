/** How many a million is in, all cases of the bench out: from a folder of thirty thousand records to ten million of them. */

import { join, resolve } from 'node:path'
import { findBrowser } from '../src/browser/index.ts'
import { DUCKDB, JSON_RULES_ENGINE, READ_AND_PARSE, READ_AND_SPLIT, READ_RECORDS } from './build-programs.ts'
import {
  asFastAtLeast,
  type Case,
  longerAtMost,
  memoryAtMost,
  memoryUnder,
  type Program,
  secondsUnder,
  timeAtMost,
} from './case.ts'
import { writeOrderFolder, writePeopleFolder } from './inputs/folders.ts'
import { writeManyStandardsFolder } from './inputs/many-standards.ts'

const SHORT = 5
const LONG = 3
const LONGEST = 2
const ONCE = 1

/** As in the small examples. In large cases one order in a thousand is late: what is told of each is another matter than reading, and has a case of its own. */
const OFTEN_LATE = 9
const SELDOM_LATE = 1000
const AT_TIMES_LATE = 100

const root = resolve(import.meta.dirname, '..')
const cli = join(root, 'dist/cli.js')
const campus = join(root, 'examples/campus/2024-H1')

const NODE_ALONE: Program = { name: 'node alone', words: ['-e', '0'] }
const PARSE = 'reading and `JSON.parse` alone, one thread'

/** Each program has a folder of its own to write to, so that what it says is held against the others. */
function appraise(name: string, folder: string, ...options: readonly string[]): Program {
  const verdicts = [folder, 'out', ...options.map(option => option.replace(/^--/, ''))].join('-')
  return { name, words: [cli, 'appraise', folder, '--out', verdicts, ...options], makes: verdicts, verdicts }
}

function duckdb(name: string, folder: string, ...options: readonly string[]): Program {
  const verdicts = [folder, 'duckdb', ...options].join('-')
  return { name, words: [DUCKDB, folder, verdicts, ...options], verdicts }
}

/** Of other records, or of people whose like no rival judges: nobody says the same. */
function withoutVerdicts({ verdicts: _, ...program }: Program): Program {
  return program
}

/** What is shipped, and what a person starts. */
const SHIPPED: readonly Case[] = [
  {
    key: 'campus',
    title: 'campus semester: 29,200 records, the shipped pack, 90 sheets',
    profiled: 'from command to files',
    rounds: SHORT,
    programs: folder => [
      {
        name: 'from command to files',
        words: [cli, 'appraise', campus, '--out', join(folder, 'out')],
        makes: join(folder, 'out'),
      },
      { name: 'reading and splitting the same record files alone', words: [READ_AND_SPLIT, join(campus, 'records')] },
    ],
    comparisons: [
      {
        ours: 'from command to files',
        rival: 'reading and splitting the same record files alone',
        bars: [secondsUnder(3)],
      },
    ],
  },
  {
    key: 'boston',
    title: 'Boston: 24,760 records, 2 standards, 62 sheets',
    rounds: SHORT,
    programs: folder => [
      {
        name: 'from command to files',
        words: [cli, 'appraise', join(root, 'examples/boston-311'), '--out', join(folder, 'out')],
        makes: join(folder, 'out'),
      },
      NODE_ALONE,
    ],
    comparisons: [{ ours: 'from command to files', rival: NODE_ALONE.name }],
  },
  {
    key: 'check',
    title: '`yardstick check` on the shipped pack',
    rounds: SHORT,
    programs: () => [{ name: 'check', words: [cli, 'check'] }, NODE_ALONE],
    comparisons: [{ ours: 'check', rival: NODE_ALONE.name }],
  },
  {
    key: 'help',
    title: '`yardstick --help`',
    rounds: SHORT,
    programs: () => [{ name: 'help', words: [cli, '--help'] }, NODE_ALONE],
    comparisons: [{ ours: 'help', rival: NODE_ALONE.name, bars: [longerAtMost(60)] }],
  },
]

const browser = findBrowser()

const manyPeople = (million: number): readonly Case[] => [
  {
    key: 'people-1000',
    title: '1,000 people, 30,000 records: HTML sheets',
    profiled: 'from command to files',
    rounds: SHORT,
    prepare: folder =>
      writePeopleFolder(join(folder, 'thousand'), { people: million / 1000, ordersEach: 30, oneLateIn: OFTEN_LATE }),
    programs: folder => [appraise('from command to files', join(folder, 'thousand')), NODE_ALONE],
    comparisons: [{ ours: 'from command to files', rival: NODE_ALONE.name, bars: [secondsUnder(5)] }],
  },
  {
    key: 'people-1000-pdf',
    title: '1,000 people: a PDF each (2,000 leaves) and 20 bound volumes; memory without the browser',
    rounds: LONGEST,
    ...(browser === undefined ? { missing: 'there is no browser that prints' } : {}),
    prepare: folder =>
      writePeopleFolder(join(folder, 'thousand'), { people: million / 1000, ordersEach: 30, oneLateIn: OFTEN_LATE }),
    programs: folder => [
      appraise('with PDFs', join(folder, 'thousand'), '--pdf'),
      appraise('without PDFs', join(folder, 'thousand')),
    ],
    // Twenty sheets a second.
    comparisons: [{ ours: 'with PDFs', rival: 'without PDFs', bars: [secondsUnder(50)] }],
  },
  {
    key: 'people-100000',
    title: '100,000 people, 300,000 records: HTML sheets',
    profiled: '100,000 people',
    rounds: ONCE,
    gigabytes: 9,
    prepare: folder => {
      writePeopleFolder(join(folder, 'many'), { people: million / 10, ordersEach: 3, oneLateIn: OFTEN_LATE })
      writePeopleFolder(join(folder, 'tenth'), { people: million / 100, ordersEach: 3, oneLateIn: OFTEN_LATE })
    },
    programs: folder => [
      withoutVerdicts(appraise('100,000 people', join(folder, 'many'))),
      withoutVerdicts(appraise('10,000 people', join(folder, 'tenth'))),
      { name: '100,000 people, nothing written', words: [cli, 'appraise', join(folder, 'many'), '--check-only'] },
    ],
    comparisons: [
      { ours: '100,000 people', rival: '10,000 people', bars: [timeAtMost(10), memoryUnder(3000)] },
      { ours: '100,000 people, nothing written', rival: '100,000 people' },
    ],
  },
]

const reading = (million: number): readonly Case[] => [
  {
    key: 'xlsx-200k',
    title: 'XLSX, 200,000 rows, read',
    rounds: SHORT,
    prepare: folder =>
      writeOrderFolder(join(folder, 'orders'), { format: 'xlsx', orders: million / 5, oneLateIn: OFTEN_LATE }),
    programs: folder => [
      { name: 'as rows of cells', words: [READ_RECORDS, join(folder, 'orders'), 'cells'] },
      { name: 'as accepted records', words: [READ_RECORDS, join(folder, 'orders'), 'records'] },
      NODE_ALONE,
    ],
    comparisons: [
      { ours: 'as rows of cells', rival: NODE_ALONE.name, bars: [secondsUnder(10), memoryUnder(300)] },
      { ours: 'as accepted records', rival: NODE_ALONE.name },
    ],
  },
  {
    key: 'csv-1m-read',
    title: 'CSV, a million rows, read',
    rounds: SHORT,
    gigabytes: 0.3,
    prepare: folder => {
      const orders = { orders: million, oneLateIn: SELDOM_LATE }
      writeOrderFolder(join(folder, 'csv'), { format: 'csv', ...orders })
      writeOrderFolder(join(folder, 'ndjson'), { format: 'ndjson', ...orders })
    },
    programs: folder => [
      { name: 'as rows of cells', words: [READ_RECORDS, join(folder, 'csv'), 'cells'] },
      { name: 'as accepted records', words: [READ_RECORDS, join(folder, 'csv'), 'records'] },
      {
        name: `the same rows as NDJSON: ${PARSE}`,
        words: [READ_AND_PARSE, join(folder, 'ndjson/records/repair.ndjson')],
      },
    ],
    comparisons: [
      { ours: 'as rows of cells', rival: `the same rows as NDJSON: ${PARSE}`, bars: [timeAtMost(2)] },
      { ours: 'as accepted records', rival: `the same rows as NDJSON: ${PARSE}` },
    ],
  },
]

/** Ours as one thread and as two, in turn with reading alone. */
function ndjson(folder: string): readonly Program[] {
  return [
    appraise('appraised, two workers', join(folder, 'orders'), '--workers', '2'),
    appraise('appraised, one worker', join(folder, 'orders'), '--workers', '1'),
    { name: PARSE, words: [READ_AND_PARSE, join(folder, 'orders/records/repair.ndjson')] },
  ]
}

const millions = (million: number): readonly Case[] => [
  {
    key: 'ndjson-1m',
    title: 'NDJSON, 1 million records, 50 people: from command to files',
    profiled: 'appraised, one worker',
    rounds: SHORT,
    gigabytes: 0.5,
    prepare: folder =>
      writeOrderFolder(join(folder, 'orders'), { format: 'ndjson', orders: million, oneLateIn: SELDOM_LATE }),
    programs: ndjson,
    comparisons: [
      { ours: 'appraised, two workers', rival: PARSE, bars: [timeAtMost(1)] },
      { ours: 'appraised, one worker', rival: PARSE },
    ],
  },
  {
    key: 'ndjson-1m-late',
    title:
      'NDJSON, 1 million records, 50 people, one order in a hundred late: each of 10,000 misses is listed and explained',
    profiled: 'appraised, one worker',
    rounds: LONG,
    gigabytes: 0.5,
    prepare: folder =>
      writeOrderFolder(join(folder, 'orders'), { format: 'ndjson', orders: million, oneLateIn: AT_TIMES_LATE }),
    programs: ndjson,
    comparisons: [
      { ours: 'appraised, two workers', rival: PARSE },
      { ours: 'appraised, one worker', rival: PARSE },
    ],
  },
  {
    key: 'ndjson-10m',
    title: 'NDJSON, 10 million records, 50 people: from command to files',
    profiled: 'appraised, one worker',
    rounds: LONG,
    gigabytes: 4,
    prepare: folder =>
      writeOrderFolder(join(folder, 'orders'), { format: 'ndjson', orders: 10 * million, oneLateIn: SELDOM_LATE }),
    programs: ndjson,
    comparisons: [
      { ours: 'appraised, two workers', rival: PARSE, bars: [timeAtMost(0.5)] },
      { ours: 'appraised, two workers', rival: 'appraised, one worker', bars: [asFastAtLeast(1.7)] },
    ],
  },
  {
    key: 'csv-10m',
    title: 'CSV, 10 million records, 50 people: from command to files',
    profiled: 'appraised, two workers',
    rounds: LONG,
    gigabytes: 4,
    prepare: folder => {
      writeOrderFolder(join(folder, 'orders'), { format: 'csv', orders: 10 * million, oneLateIn: SELDOM_LATE })
      writeOrderFolder(join(folder, 'tenth'), { format: 'csv', orders: million, oneLateIn: SELDOM_LATE })
      writeOrderFolder(join(folder, 'seldom'), { format: 'csv', orders: 10 * million, oneLateIn: 10 * SELDOM_LATE })
    },
    programs: folder => [
      appraise('appraised, two workers', join(folder, 'orders'), '--workers', '2'),
      withoutVerdicts(appraise('as many late as among 1 million', join(folder, 'seldom'), '--workers', '2')),
      duckdb("DuckDB's SQL, two threads", join(folder, 'orders')),
      duckdb("DuckDB's SQL, nobody looks for numbers that occur twice", join(folder, 'orders'), 'ids-unchecked'),
      withoutVerdicts(appraise('1 million records, two workers', join(folder, 'tenth'), '--workers', '2')),
    ],
    comparisons: [
      { ours: 'appraised, two workers', rival: "DuckDB's SQL, two threads", bars: [timeAtMost(1)] },
      { ours: 'appraised, two workers', rival: "DuckDB's SQL, nobody looks for numbers that occur twice" },
      {
        ours: 'appraised, two workers',
        rival: '1 million records, two workers',
        bars: [timeAtMost(10), memoryAtMost(1.3), memoryUnder(400)],
      },
      {
        ours: 'as many late as among 1 million',
        rival: '1 million records, two workers',
        bars: [timeAtMost(10), memoryAtMost(1.3), memoryUnder(400)],
      },
    ],
  },
]

const manyStandards = (million: number): readonly Case[] => [
  {
    key: 'rules-engine',
    title: 'NDJSON, 1 million records of ten types, 50 standards, three or four of them apply to a record',
    profiled: 'appraised, one worker',
    rounds: LONGEST,
    gigabytes: 1,
    prepare: folder =>
      writeManyStandardsFolder(join(folder, 'standards-50'), {
        standards: 50,
        records: million,
        oneMissedIn: SELDOM_LATE,
      }),
    programs: folder => [
      appraise('appraised, one worker', join(folder, 'standards-50'), '--workers', '1'),
      appraise('appraised, two workers', join(folder, 'standards-50'), '--workers', '2'),
      {
        name: 'json-rules-engine, an engine for each type',
        words: [JSON_RULES_ENGINE, join(folder, 'standards-50'), join(folder, 'engine-out')],
        verdicts: join(folder, 'engine-out'),
      },
    ],
    comparisons: [
      {
        ours: 'appraised, one worker',
        rival: 'json-rules-engine, an engine for each type',
        bars: [asFastAtLeast(40)],
      },
      { ours: 'appraised, two workers', rival: 'json-rules-engine, an engine for each type' },
    ],
  },
  {
    key: 'standards-1000',
    title: 'the same records, 1,000 standards against 50: the same three or four apply to a record',
    profiled: '1,000 standards',
    rounds: SHORT,
    gigabytes: 2,
    prepare: folder => {
      for (const standards of [50, 1000]) {
        const own = join(folder, `standards-${standards}`)
        writeManyStandardsFolder(own, { standards, records: million, oneMissedIn: SELDOM_LATE })
      }
    },
    programs: folder => [
      appraise('1,000 standards', join(folder, 'standards-1000'), '--workers', '2'),
      appraise('50 standards', join(folder, 'standards-50'), '--workers', '2'),
    ],
    comparisons: [{ ours: '1,000 standards', rival: '50 standards', bars: [timeAtMost(1.2)] }],
  },
]

export function casesOf(million: number): readonly Case[] {
  return [...SHIPPED, ...manyPeople(million), ...reading(million), ...millions(million), ...manyStandards(million)]
}
