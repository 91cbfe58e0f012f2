/** The folder of an appraisal and its results in; one file out that holds all it takes to repeat the run years later. */

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import { CONTENTS, contentsText } from './archive/contents.ts'
import { archiveReadme } from './archive/readme.ts'
import { compareText } from './lib/order.ts'
import { loadSetup } from './load/folder.ts'
import { loadPack } from './load/pack.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Message } from './model/message.ts'
import { packageRoot } from './package-root.ts'
import { SHIPPED_RULES } from './prepare.ts'
import type { Manifest } from './report/manifest.ts'
import { type HashedFile, MANIFEST } from './report/output.ts'
import { type Difference, verifyResults } from './report/verify.ts'
import { issueFolder } from './report/write.ts'
import { ENGINE, engineSha256, NODE_VERSIONS, PROGRAM_HOME } from './version.ts'

export interface MakeArchiveRequest {
  readonly folder: string
  readonly results: string
}

export type MakeArchiveResult = Archive | RefusedArchive

export interface Archive {
  readonly bytes: Uint8Array
  readonly files: number
  readonly manifest: Manifest
  /** Inputs that came from a database, whose rows are not in it. */
  readonly queries: readonly string[]
  /** The program in it, where another one made the results. */
  readonly otherProgram?: string
  /** Files beside the results that no run wrote, and that are not in it. */
  readonly left: readonly string[]
}

export interface RefusedArchive {
  readonly refused: Message
  /** What is no longer as it was when the results were made. */
  readonly changed: readonly Difference[]
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
}

/** Of entries of the archive: name → bytes. */
type Entries = Map<string, Uint8Array>

export function makeArchive({ folder, results }: MakeArchiveRequest): MakeArchiveResult {
  const setup = loadSetup(folder)
  const refused = (message: Message, changed: readonly Difference[] = []): RefusedArchive => ({
    refused: message,
    changed,
    diagnostics: setup.diagnostics,
    texts: new Map([['appraisal.yaml', setup.text]]),
  })
  if (!setup.setup) return refused({ zh: '考评文件夹读不出来，见上', en: 'the folder cannot be read, see above' })
  const verified = verifyResults(results)
  if ('problem' in verified) {
    const { file, problem } = verified
    return refused({
      zh: `结果里的 ${file} ${problem.zh}：请先考评`,
      en: `${file} of the results ${problem.en}: appraise first`,
    })
  }
  const { manifest, differences } = verified
  const spoilt = differences.filter(({ how }) => how !== 'added')
  if (spoilt.length > 0) return refused(RESULTS_ALTERED, spoilt)

  const inputs = inputsOf(folder, manifest)
  const pack = setup.setup.rules ?? SHIPPED_RULES
  const rules = rulesOf(pack, manifest)
  const changed = [...inputs.changed, ...rules.changed]
  if (changed.length > 0) return refused(INPUTS_ALTERED, changed)

  const isShipped = setup.setup.rules === undefined
  const own = [...inputs.paths, ...(isShipped ? [] : rules.paths)]
  const root = commonFolder([folder, ...own.map(path => dirname(path))])
  if (root === undefined) return refused(OTHER_DRIVES)
  const entries: Entries = new Map()
  const put = (name: string, path: string) => entries.set(name, readFileSync(path))
  for (const path of [...own, ...manifestsBeside(own)]) put(`run/${slashed(relative(root, path))}`, path)
  if (isShipped) for (const path of rules.paths) put(`program/rules/${slashed(relative(pack, path))}`, path)
  putResults(results, manifest, entries)
  putProgram(entries)
  const runFolder = slashed(join('run', relative(root, folder))).replace(/\/$/, '')
  const otherProgram =
    manifest.engineSha256 === engineSha256() ? undefined : `${ENGINE} (${engineSha256().slice(0, 12)})`
  const readme = {
    ...(otherProgram === undefined ? {} : { otherProgram }),
    manifest,
    folder: runFolder,
    program: basename(PROGRAM_HOME),
    node: NODE_VERSIONS,
  }
  entries.set('README.txt', Buffer.from(archiveReadme(readme)))
  const files = sortedEntries(entries)
  const contents = contentsText({
    engine: manifest.engine,
    engineSha256: manifest.engineSha256,
    folder: runFolder,
    results: 'results/out',
    rules: isShipped ? 'program/rules' : null,
    files: files.map(([file, bytes]) => ({ file, sha256: sha256(bytes) })),
  })
  return {
    bytes: zipped([[CONTENTS, Buffer.from(contents)], ...files]),
    files: files.length + 1,
    manifest,
    ...(otherProgram === undefined ? {} : { otherProgram }),
    queries: manifest.inputs.flatMap(({ file, query }) => (query === undefined ? [] : [file])),
    left: differences.filter(({ how }) => how === 'added').map(({ file }) => file),
  }
}

const RESULTS_ALTERED: Message = {
  zh: '结果和生成时不同，不能归档',
  en: 'the results are not as they were written, and are not archived',
}
const INPUTS_ALTERED: Message = {
  zh: '考评之后输入或规则变了，归档以后无法重算出同样的结果：请重新考评，或恢复原文件',
  en: 'inputs or rules were changed after the appraisal, so that an archive could not repeat it: appraise again, or restore the files',
}
const OTHER_DRIVES: Message = {
  zh: '输入分在几个盘上，归档里放不下相对路径：请放到同一个盘',
  en: 'the inputs lie on several drives, so that no relative path leads from one to the other: put them on one',
}

interface Gathered {
  readonly paths: readonly string[]
  readonly changed: readonly Difference[]
}

function inputsOf(folder: string, { inputs }: Manifest): Gathered {
  const files = inputs.filter(({ query }) => query === undefined)
  const paths = files.map(({ file }) => resolve(folder, file))
  return { paths, changed: files.flatMap(input => changeOf(input, [resolve(folder, input.file)])) }
}

/** By their hash: packs that extend each other may have files of the same name. */
function rulesOf(pack: string, { rules }: Manifest): Gathered {
  const { folders } = loadPack(pack)
  const candidates = (file: string) => folders.map(one => join(one, file))
  const paths = rules.flatMap(({ file, sha256: hash }) => candidates(file).filter(path => hashOf(path) === hash))
  return { paths: [...new Set(paths)], changed: rules.flatMap(rule => changeOf(rule, candidates(rule.file))) }
}

function changeOf({ file, sha256: hash }: HashedFile, places: readonly string[]): readonly Difference[] {
  const hashes = places.map(hashOf).filter(one => one !== undefined)
  if (hashes.includes(hash)) return []
  return [{ file, how: hashes.length === 0 ? 'missing' : 'altered' }]
}

function hashOf(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? sha256(readFileSync(path)) : undefined
}

/** What earlier results are held against. */
function manifestsBeside(paths: readonly string[]): readonly string[] {
  const results = paths.filter(path => basename(path) === 'appraisal.json')
  return results.map(path => join(dirname(path), MANIFEST)).filter(path => existsSync(path))
}

/** The results, and the issues of them that are kept beside. */
function putResults(results: string, manifest: Manifest, entries: Entries): void {
  const folders = [
    [results, 'results/out'],
    ...manifest.earlierIssues.map(({ number }) => [issueFolder(results, number), `results/out-issue-${number}`]),
  ] as const
  for (const [from, to] of folders) {
    if (from === undefined || to === undefined) continue
    const verified = verifyResults(from)
    if ('problem' in verified) throw new Error(`${to}: ${verified.problem.en}`)
    for (const file of [MANIFEST, ...verified.manifest.outputs.map(one => one.file)])
      entries.set(`${to}/${file}`, readFileSync(join(from, file)))
  }
}

/** The program as it ran, with its templates: years later no registry need have it. */
function putProgram(entries: Entries): void {
  const root = fileURLToPath(packageRoot)
  const put = (path: string) => entries.set(`program/${slashed(relative(root, path))}`, readFileSync(path))
  for (const path of filesIn(PROGRAM_HOME).filter(one => /\.(ts|js)$/.test(one))) put(path)
  for (const path of filesIn(join(root, 'templates'))) put(path)
  for (const name of ['package.json', 'package-lock.json', 'LICENSE'])
    if (existsSync(join(root, name))) put(join(root, name))
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

/** The deepest folder that all of these lie in; undefined: they lie on several drives. */
function commonFolder(folders: readonly string[]): string | undefined {
  const [first = '', ...others] = folders.map(folder => resolve(folder))
  let common = first
  for (const other of others)
    while (!isWithin(other, common)) {
      if (dirname(common) === common) return undefined
      common = dirname(common)
    }
  return common
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way.split(sep)[0] !== '..' && !isAbsolute(way)
}

function sortedEntries(entries: Entries): readonly (readonly [string, Uint8Array])[] {
  return [...entries].sort(([one], [other]) => compareText(one, other))
}

/** ZIP knows no time before 1980; any other would make two archives of one run differ. */
function zipped(entries: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const files: Record<string, Uint8Array> = Object.create(null)
  for (const [name, bytes] of entries) files[name] = bytes
  return zipSync(files, { level: 6, mtime: new Date(1980, 0, 1) })
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function slashed(path: string): string {
  return path.split(sep).join('/')
}
