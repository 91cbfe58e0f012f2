/** Files in, a folder of results out: written aside and moved into place whole, so that there is always the old or the new. */

import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parseJson } from '../lib/json.ts'
import { isMap } from '../lib/map.ts'
import { systemProblem } from '../lib/system-problem.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import { filesBelow } from './files-below.ts'
import { MANIFEST, type OutputFile, type StreamedFile } from './output.ts'

export interface ResultsPlace {
  readonly folder: string
  /** Where what is there now is kept, whole, before it is replaced. */
  readonly keepAs?: string
  /** What is written is a copy without names. */
  readonly isRedacted?: boolean
}

/** `out-issue-1` beside `out`. */
export function issueFolder(folder: string, number: number): string {
  const { out } = placesOf(folder)
  return join(dirname(out), `${basename(out)}-issue-${number}`)
}

/**
 * Undefined: all was written. A folder is replaced only where everything in it is named by the manifest of an earlier
 * run: signed scans or minutes that somebody put beside the results are never lost. What the making of a file throws leaves
 * nothing behind.
 */
export async function writeWhole(
  place: ResultsPlace,
  files: Iterable<OutputFile | StreamedFile> | AsyncIterable<OutputFile | StreamedFile>,
): Promise<Diagnostic | undefined> {
  const { folder, keepAs, isRedacted = false } = place
  const places = placesOf(folder)
  try {
    const inTheWay = whatIsInTheWay(places.out, isRedacted, keepAs)
    if (inTheWay) return refusal(folder, inTheWay)
    clearAside(places)
    const putAside = makePutAside(places)
    let written = 0
    for await (const file of files) {
      putAside(file)
      if (++written % BREATHER === 0) await setImmediate()
    }
    if (keepAs !== undefined) keepOld(places, keepAs)
    moveIn(places)
    return undefined
  } catch (error) {
    return undone(error, folder, places)
  }
}

/** A collection that V8 has begun ends only where the program pauses; until then nothing of what it made is forgotten. */
const BREATHER = 250

interface Places {
  readonly out: string
  readonly aside: string
  readonly old: string
  readonly keeping: string
  readonly gone: string
}

function placesOf(folder: string): Places {
  // A link to a folder on another disk stays a link.
  const out = existsSync(folder) ? realpathSync(folder) : folder
  const beside = (ending: string): string => join(dirname(out), `.${basename(out)}.${ending}`)
  return {
    out,
    aside: beside('writing'),
    old: beside('old'),
    keeping: beside('keeping'),
    gone: beside('gone'),
  }
}

/** Between two renames there are no results under their name: a run that ended there left the old ones, whole, beside it. */
export function bringBack(folder: string): void {
  const { out, old } = placesOf(folder)
  if (existsSync(old) && !existsSync(out)) renameSync(old, out)
}

/** What an interrupted run left: the new half is dropped, and results that were moved away come back. */
function clearAside(places: Places): void {
  const { out, aside, old, keeping } = places
  mkdirSync(dirname(out), { recursive: true })
  rmSync(aside, { recursive: true, force: true })
  rmSync(keeping, { recursive: true, force: true })
  if (existsSync(old) && !existsSync(out)) renameSync(old, out)
  drop(places)
}

/** Half of what was once results must never be taken for them: it goes under another name before it goes. */
function drop({ old, gone }: Places): void {
  rmSync(gone, { recursive: true, force: true })
  if (existsSync(old)) renameSync(old, gone)
  rmSync(gone, { recursive: true, force: true })
}

/** Folders that are there by now are not made again for each of a thousand files. */
function makePutAside({ aside }: Places): (file: OutputFile | StreamedFile) => void {
  const made = new Set<string>()
  return file => {
    const target = join(aside, file.path)
    const folder = dirname(target)
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
    if ('content' in file) writeFileSync(target, file.content)
    else writePieces(target, file)
  }
}

function writePieces(target: string, { pieces }: StreamedFile): void {
  const opened = openSync(target, 'w')
  try {
    for (const piece of pieces()) writeFileSync(opened, piece)
  } finally {
    closeSync(opened)
  }
}

/**
 * A copy, so that the results are under their own name all the while. One that is there already was made by a run that was
 * interrupted afterwards, and is of the same results.
 */
function keepOld({ out, keeping }: Places, keepAs: string): void {
  if (existsSync(keepAs)) return
  cpSync(out, keeping, { recursive: true, verbatimSymlinks: true })
  renameSync(keeping, keepAs)
}

function moveIn(places: Places): void {
  const { out, aside, old } = places
  if (existsSync(out)) renameSync(out, old)
  renameSync(aside, out)
  drop(places)
}

function undone(error: unknown, folder: string, { out, aside, old }: Places): Diagnostic {
  if (existsSync(old) && !existsSync(out)) renameSync(old, out)
  // Below a file there is nothing to clear away, and some versions of Node refuse to try.
  if (existsSync(aside)) rmSync(aside, { recursive: true, force: true })
  const problem = systemProblem(error)
  if (!problem) throw error
  return refusal(folder, problem)
}

function whatIsInTheWay(out: string, isRedacted: boolean, keepAs?: string): Message | undefined {
  if (!existsSync(out)) return undefined
  if (!statSync(out).isDirectory()) return { zh: '是一个文件，不是文件夹', en: 'is a file and no folder' }
  const present = filesBelow(out)
  if (present.length === 0) return undefined
  const written = writtenBefore(out)
  if (!written) return { zh: '里有别的文件，不是考评结果文件夹', en: 'holds other files and is no folder of results' }
  if (written.isRedacted !== isRedacted) return isRedacted ? WITH_NAMES : WITHOUT_NAMES
  if (keepAs !== undefined) {
    if (!existsSync(keepAs) || isCopy(keepAs, out)) return undefined
    const name = basename(keepAs)
    return { zh: `旁边已有另一份 ${name}`, en: `has another ${name} beside it` }
  }
  const foreign = present.find(file => !written.files.has(file))
  if (foreign === undefined) return undefined
  return {
    zh: `里有不是程序写的文件（${foreign}），替换会把它删掉；请先移走`,
    en: `holds a file that no run wrote (${foreign}), which replacing would delete; move it away first`,
  }
}

const WITH_NAMES: Message = {
  zh: '里是带姓名的考评结果，不能换成隐去姓名的副本',
  en: 'holds results with names, which no copy without names replaces',
}
const WITHOUT_NAMES: Message = {
  zh: '里是隐去姓名的副本，不能换成带姓名的结果',
  en: 'holds a copy without names, which no results with names replace',
}

/** The files of an earlier run by its manifest; undefined where the manifest is missing or somebody else's. */
function writtenBefore(out: string): { readonly files: ReadonlySet<string>; readonly isRedacted: boolean } | undefined {
  const path = join(out, MANIFEST)
  if (!existsSync(path) || !statSync(path).isFile()) return undefined
  const parsed = parseJson(readFileSync(path, 'utf8'))
  if (!('value' in parsed) || !isManifest(parsed.value)) return undefined
  const manifest = parsed.value
  return {
    files: new Set([MANIFEST, ...manifest.outputs.map(output => output.file)]),
    isRedacted: manifest.redacted !== undefined,
  }
}

function isManifest(value: unknown): value is {
  readonly outputs: readonly { readonly file: string }[]
  readonly redacted?: unknown
} {
  if (!isMap(value)) return false
  const { engine, outputs } = value
  const isWhole = Array.isArray(outputs) && outputs.every(output => isMap(output) && typeof output.file === 'string')
  return typeof engine === 'string' && engine.startsWith('yardstick ') && isWhole
}

function isCopy(folder: string, of: string): boolean {
  const path = join(folder, MANIFEST)
  return existsSync(path) && readFileSync(path).equals(readFileSync(join(of, MANIFEST)))
}

export function refusal(folder: string, problem: Message): Diagnostic {
  const name = basename(folder)
  return {
    code: 'out-refused',
    severity: 'error',
    message: {
      zh: `${name} ${problem.zh}：没有写入，原有内容未动。请用 --out 另指定一个文件夹。`,
      en: `${name} ${problem.en}: nothing was written and what was there is untouched. Name another folder with --out.`,
    },
    span: { file: name, line: 1, column: 1 },
  }
}
