/** Large files of records in; what was settled as it was read, and tables of the rows that have to be looked at, out. */

import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import type { EventType } from '../../model/event.ts'
import type { Settled } from '../../model/settled.ts'
import type { Settler } from '../../model/settling.ts'
import type { RecordFile } from '../../model/setup.ts'
import { knownHeaders } from '../columns.ts'
import { endingOf } from '../formats/index.ts'
import { givenValues } from '../rows.ts'
import { type SourceTable, shownName } from '../source-file.ts'
import { MOST_BYTES } from '../text.ts'
import type { ValueContext } from '../values.ts'
import { HEAD_BYTES, type Layout, layoutOf } from './layout.ts'
import { type KeptRows, makePasser, type NotPassable, type Passed } from './pass.ts'
import { fingerprintOf, joinSeen, makeSeenIds, type SeenParts } from './seen-ids.ts'
import { type SharedStretches, shareOut, takeStretch } from './stretches.ts'

export interface PasserRequest {
  readonly type: EventType
  readonly context: ValueContext
  readonly settler: Settler
  /** Fingerprints of ids that are kept whatever is found. */
  readonly keptIds: ReadonlySet<number>
}

export interface PassingRequest extends PasserRequest {
  readonly folder: string
  /** Files in which others take part. */
  readonly begun: BegunFiles
}

/** Other threads that take stretches of a file. */
export interface PassingHelpers {
  /** Told before rules and roster are read how many bytes there may be to pass: whoever is to take part then gets ready meanwhile. */
  expect(bytes: number): void
  /** Whether they take part in a file of so many bytes. */
  share(bytes: number): boolean
  /** Undefined: left to the choice of the program. */
  readonly stretchBytes?: number
  /** Tells them of a file, which they begin with when they are done with those before; what is given back waits for what they made of it. */
  begin(file: SharedFile): () => Promise<readonly SharedPart[]>
}

export interface SharedFile {
  readonly type: string
  /** All files of a type may have to be passed once more. */
  readonly attempt: number
  readonly file: RecordFile
  readonly keptIds: ReadonlySet<number>
  readonly stretches: SharedStretches
  /** Of the type, in this attempt. */
  readonly isLast: boolean
}

/** What another thread made of a file. */
export interface SharedPart {
  readonly passed: PassedStretches
  /** With the last file of a type. */
  readonly result?: PasserResult
}

export type BegunFiles = ReadonlyMap<RecordFile, BegunFile>

interface BegunFile {
  readonly stretches: SharedStretches
  /** Waits for all others. */
  parts(): Promise<readonly SharedPart[]>
}

/** A file whose rows were passed: its table holds those that were kept. */
export interface PassedSource extends SourceTable {
  /** Rows that were settled, in addition. */
  readonly settled: number
}

/** What was passed of one stretch: `start` is where its first row was taken to be. */
export interface PassedStretch extends Passed {
  readonly number: number
  readonly start: number
}

export type PassedStretches = readonly PassedStretch[] | NotPassable

/** Of all files of a type. */
export interface PasserResult {
  readonly settled: Settled
  readonly seen: SeenParts
  readonly foundAgain: readonly number[]
}

export interface Passing {
  /**
   * A problem: with this file all files of the type have to be read otherwise: in the plain way, or (`not-shareable`) by one
   * thread, since a row goes on where another was taken to start.
   */
  open(file: RecordFile): Promise<PassedSource | NotPassable | 'not-shareable'>
  /** `doubtful`: ids that stand for several rows, one of them settled, as fingerprints. Where there are any, nothing that was settled may be used. */
  end(): { readonly settled: readonly Settled[]; doubtful(keptIds: Iterable<string>): ReadonlySet<number> }
}

/** Tells others of the files of a type. Small ones are passed by one thread. */
export function beginFiles(
  files: readonly RecordFile[],
  job: Pick<SharedFile, 'type' | 'attempt' | 'keptIds'>,
  helpers: PassingHelpers,
): BegunFiles {
  const sizes = new Map(files.map(file => [file, statSync(file.path).size] as const))
  const shared = files.filter(file => helpers.share(sizes.get(file) ?? 0))
  return new Map(
    shared.map(file => {
      const stretches = shareOut(sizes.get(file) ?? 0, helpers.stretchBytes)
      return [file, { stretches, parts: helpers.begin({ ...job, file, stretches, isLast: file === shared.at(-1) }) }]
    }),
  )
}

/** Files of lines of text. */
export function passingFormat(path: string): 'csv' | 'ndjson' | undefined {
  const ending = path.toLowerCase().endsWith('.gz') ? '' : endingOf(path)
  if (ending === 'csv' || ending === 'tsv' || ending === 'txt') return 'csv'
  return ending === 'ndjson' || ending === 'jsonl' ? 'ndjson' : undefined
}

export function openPassing(request: PassingRequest): Passing {
  const { type, folder, begun } = request
  const passer = openPasser(request)
  const byOthers: PasserResult[] = []
  const sourceOf = async (file: RecordFile, descriptor: number): Promise<Awaited<ReturnType<Passing['open']>>> => {
    const { size } = fstatSync(descriptor)
    const layout = size > MOST_BYTES ? undefined : await readLayout(descriptor, size, file, type)
    if (!layout) return 'not-utf-8'
    const hash = createHash('sha256')
    const shared = begun.get(file)
    // It was written to meanwhile.
    if (shared && shared.stretches.size !== size) return 'cut-short'
    if (!shared) {
      hash.update(bytesOf(descriptor, 0, layout.start))
      const whole = shareOut(size, size)
      const passed = passer.pass(descriptor, file, layout, whole, bytes => hash.update(bytes))
      return typeof passed === 'string' ? passed : passedSource(file, folder, layout, passed, hash.digest('hex'))
    }
    // The others have begun meanwhile.
    hashFile(descriptor, size, hash)
    const own = passer.pass(descriptor, file, layout, shared.stretches)
    const parts = await shared.parts()
    byOthers.push(...parts.flatMap(({ result }) => result ?? []))
    const all = [own, ...parts.map(({ passed }) => passed)]
    const problem = all.find(one => typeof one === 'string')
    if (problem !== undefined) return problem
    const inOrder = all
      .filter(one => typeof one !== 'string')
      .flat()
      .toSorted((one, other) => one.number - other.number)
    const isWhole = inOrder.every(({ end }, at) => end === (inOrder[at + 1]?.start ?? size))
    return isWhole ? passedSource(file, folder, layout, inOrder, hash.digest('hex')) : 'not-shareable'
  }
  return {
    async open(file) {
      const descriptor = opened(file.path)
      if (descriptor === undefined) return 'read-error'
      try {
        return await sourceOf(file, descriptor)
      } finally {
        closeSync(descriptor)
      }
    },
    end() {
      const results = [passer.end(), ...byOthers]
      const seen = joinSeen(results.map(one => one.seen))
      return {
        settled: results.map(one => one.settled),
        doubtful: keptIds => {
          const again = results.flatMap(one => one.foundAgain)
          const kept = [...keptIds].filter(id => seen.has(id)).map(fingerprintOf)
          return new Set([...seen.shared, ...again, ...kept])
        },
      }
    },
  }
}

/** For another thread: passes the stretches that it takes of each file that it is told of. */
export function openHelper(request: PasserRequest) {
  const passer = openPasser(request)
  return {
    async pass(file: RecordFile, stretches: SharedStretches): Promise<PassedStretches> {
      const descriptor = opened(file.path)
      if (descriptor === undefined) return 'read-error'
      try {
        const layout = await readLayout(descriptor, stretches.size, file, request.type)
        return layout ? passer.pass(descriptor, file, layout, stretches) : 'not-utf-8'
      } finally {
        closeSync(descriptor)
      }
    },
    end: passer.end,
  }
}

/** Of the files of one type, one after the other. */
function openPasser(request: PasserRequest) {
  const seen = makeSeenIds()
  const foundAgain = new Set<number>()
  return {
    pass(
      descriptor: number,
      file: RecordFile,
      layout: Layout,
      shared: SharedStretches,
      onBytes?: (bytes: Uint8Array) => void,
    ): PassedStretches {
      const given = givenValues(file)
      const pass = makePasser({ ...request, ...layout, given, seen, foundAgain, ...(onBytes ? { onBytes } : {}) })
      const all: PassedStretch[] = []
      for (;;) {
        const next = takeStretch(descriptor, layout.start, shared)
        if (!next) return all
        const { number, from, to } = next
        const passed = pass({ file: descriptor, from, to, size: shared.size })
        if (typeof passed === 'string') return passed
        all.push({ number, start: from, ...passed })
      }
    },
    end: (): PasserResult => ({
      settled: request.settler.settled(),
      seen: seen.parts(),
      foundAgain: [...foundAgain],
    }),
  }
}

async function readLayout(
  descriptor: number,
  size: number,
  file: RecordFile,
  type: EventType,
): Promise<Layout | undefined> {
  const format = passingFormat(file.path)
  if (!format) return undefined
  const head = bytesOf(descriptor, 0, Math.min(size, HEAD_BYTES))
  const { columns, headerRow } = file
  const options = { isKnown: knownHeaders(type.fields, columns), ...(headerRow === undefined ? {} : { headerRow }) }
  return await layoutOf(head, { format, file, type, options })
}

/** Undefined: the system refuses, which the plain way tells. */
function opened(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

function bytesOf(descriptor: number, from: number, length: number): Uint8Array {
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, from + filled)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}

const PIECE_BYTES = 1024 * 1024

function hashFile(descriptor: number, size: number, hash: ReturnType<typeof createHash>): void {
  const piece = Buffer.alloc(PIECE_BYTES)
  for (let at = 0; at < size; ) {
    const count = readSync(descriptor, piece, 0, Math.min(PIECE_BYTES, size - at), at)
    if (count === 0) return
    hash.update(piece.subarray(0, count))
    at += count
  }
}

/** Of stretches that follow on each other. */
function passedSource(
  file: RecordFile,
  folder: string,
  layout: Layout,
  stretches: readonly Passed[],
  sha256: string,
): PassedSource {
  const shown = shownName(file.path, folder)
  return {
    shown,
    input: () => ({ file: shown, sha256 }),
    table: layout.tableOf(keptLines(stretches)),
    encoding: layout.encoding,
    told: [],
    settled: stretches.reduce((sum, { settled }) => sum + settled, 0),
  }
}

function* keptLines(stretches: readonly Passed[]): Iterable<readonly [row: number, text: string]> {
  let before = 0
  for (const { kept, rows } of stretches) {
    for (const [row, text] of textsOf(kept)) yield [before + row, text]
    before += rows
  }
}

function* textsOf({ bytes, places }: KeptRows): Iterable<readonly [row: number, text: string]> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 0
  for (const [row, length] of places) {
    const isEnded = all[at + length - 1] === 0x0a
    yield [row, all.toString('utf8', at, at + length - (isEnded ? 1 : 0))]
    at += length
  }
}
