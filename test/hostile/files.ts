/** At each place where a file may come in: what is no file, leads elsewhere, cannot be opened or has no end. */

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DiagnosticCode } from '../../src/model/diagnostic-codes.ts'
import { GOOD_ROWS, type HostileCase, PAST, put } from './case.ts'

type Told = Pick<HostileCase, 'status' | 'code' | 'zh' | 'en' | 'counts'>

interface Place {
  readonly name: string
  readonly path: string
  readonly code?: DiagnosticCode
  readonly command?: readonly string[]
  /** Found by looking through a folder: a folder of that name is none of the files. */
  readonly folder?: Told
  /** Named by whoever calls the program: where it leads is their own matter. */
  readonly isNamed?: true
}

const RESULTS = ['explain', 'results', 'E1']
const IMPORT = ['limits', 'rules', '--import', 'filled.xlsx']
const UNREAD = 'file-unreadable'
const ALL_READ: Told = { status: 0, counts: [GOOD_ROWS, 0, 0] }

export const PLACES: readonly Place[] = [
  {
    name: 'records (CSV)',
    path: 'repair.csv',
    code: UNREAD,
    folder: { status: 1, code: 'records-missing', zh: /没有任何记录/, en: /There are no records/ },
  },
  { name: 'records (CSV packed)', path: 'repair.csv.gz', code: UNREAD, folder: ALL_READ },
  { name: 'records (JSON)', path: 'records/repair.json', code: UNREAD, folder: ALL_READ },
  { name: 'records (NDJSON)', path: 'records/repair.ndjson', code: UNREAD, folder: ALL_READ },
  { name: 'records (workbook)', path: 'records/repair.xlsx', code: UNREAD, folder: ALL_READ },
  {
    name: 'people',
    path: 'people.csv',
    code: UNREAD,
    folder: { status: 1, code: 'people-missing', zh: /没有人员名册/, en: /There is no roster/ },
  },
  {
    name: 'sites',
    path: 'sites.csv',
    code: UNREAD,
    folder: ALL_READ,
  },
  { name: 'units', path: 'units.csv', code: UNREAD, folder: ALL_READ },
  { name: 'appraisal.yaml', path: 'appraisal.yaml', code: UNREAD },
  { name: 'rules', path: 'rules/more.yaml', code: UNREAD, command: ['check', 'rules'], folder: { status: 0 } },
  {
    name: 'rule tests',
    path: 'rules/more.test.yaml',
    code: UNREAD,
    command: ['check', 'rules'],
    folder: { status: 0 },
  },
  { name: 'an earlier appraisal', path: 'past/appraisal.json', code: 'history-unreadable' },
  { name: 'carried cases', path: 'past/carried.ndjson', code: 'history-unreadable' },
  { name: 'confirmations', path: 'confirmations.yaml', code: UNREAD },
  { name: 'a filled-in workbook of limits', path: 'filled.xlsx', command: IMPORT, isNamed: true },
  {
    name: 'published numbers',
    path: 'rules/published.json',
    code: 'published-unreadable',
    command: ['check', 'rules'],
  },
  { name: 'results', path: 'results/appraisal.json', command: RESULTS, isNamed: true },
  { name: 'findings of results', path: 'results/findings.ndjson', command: RESULTS, isNamed: true },
  { name: 'the manifest of results', path: 'results/manifest.json', command: RESULTS, isNamed: true },
]

interface Kind {
  readonly name: string
  readonly zh: RegExp
  readonly en: RegExp
  lay(path: string): void
  isFor?(place: Place): boolean
}

const KINDS: readonly Kind[] = [
  {
    name: 'a folder',
    zh: /不是文件|是文件夹/,
    en: /no file/,
    lay: path => mkdirSync(path),
  },
  {
    name: 'a pipe',
    zh: /不是文件|不是普通文件/,
    en: /no file|no ordinary file/,
    lay: path => {
      const { status } = spawnSync('mkfifo', [path])
      if (status !== 0) throw new Error('no pipe could be made')
    },
  },
  {
    name: 'a link to a device without an end',
    zh: /不是文件|不是普通文件|之外的链接/,
    en: /no file|no ordinary file|leads out of/,
    lay: path => symlinkSync('/dev/zero', path),
  },
  {
    name: 'a link to itself',
    zh: /没有|失效的链接/,
    en: /[Tt]here is no|leads nowhere/,
    lay: path => symlinkSync(path, path),
  },
  {
    name: 'a link out of the folder',
    zh: /之外的链接/,
    en: /leads out of the/,
    lay: path => symlinkSync(process.execPath, path),
    isFor: ({ isNamed }) => isNamed === undefined,
  },
  {
    name: 'nothing that may be opened',
    zh: /无法读取|无法打开/,
    en: /cannot be read/,
    lay: path => {
      writeFileSync(path, 'x')
      chmodSync(path, 0)
    },
    // Root may open everything.
    isFor: () => process.getuid?.() !== 0,
  },
  {
    name: '3 GB of nothing',
    zh: /超过|拒绝|不是 Excel/,
    en: /[Ll]arger than|refused|neither an Excel/,
    lay: path => {
      writeFileSync(path, '')
      truncateSync(path, 3 * 1024 ** 3)
    },
  },
]

export const FILES: readonly HostileCase[] = PLACES.flatMap(place =>
  KINDS.filter(({ isFor }) => isFor?.(place) ?? true).map(kind => caseOf(place, kind)),
)

function caseOf(place: Place, { name, zh, en, lay }: Kind): HostileCase {
  const told: Told =
    name === 'a folder' && place.folder
      ? place.folder
      : { status: 1, zh, en, ...(place.code === undefined ? {} : { code: place.code }) }
  return {
    name: `${place.name}: ${name}`,
    ...told,
    ...(place.command === undefined ? {} : { command: place.command }),
    lay(folder) {
      if (place.path.startsWith('results')) layResults(folder)
      const path = join(folder, place.path)
      rmSync(path, { force: true })
      mkdirSync(dirname(path), { recursive: true })
      lay(path)
    },
  }
}

/** Results of an earlier run, as far as they are looked at. */
export function layResults(folder: string): void {
  const files = { 'appraisal.json': JSON.stringify({ ...PAST, standards: [], words: {} }), 'findings.ndjson': '' }
  const outputs = Object.entries(files).map(([file, text]) => ({
    file,
    sha256: createHash('sha256').update(text).digest('hex'),
  }))
  for (const [file, text] of Object.entries(files)) put(folder, `results/${file}`, text)
  put(folder, 'results/manifest.json', JSON.stringify({ format: 1, engine: 'yardstick 0', outputs }))
}
