/** Large files of records in; what was settled as it was read, and tables of the rows that have to be looked at, out. */

import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { EventType } from '../../model/event.ts'
import type { Settler } from '../../model/settling.ts'
import type { RecordFile } from '../../model/setup.ts'
import { knownHeaders } from '../columns.ts'
import { endingOf } from '../formats/index.ts'
import { givenValues } from '../rows.ts'
import { type SourceTable, shownName } from '../source-file.ts'
import type { ValueContext } from '../values.ts'
import { HEAD_BYTES, type Layout, layoutOf } from './layout.ts'
import { type KeptRows, makePasser, type Passed } from './pass.ts'
import { fingerprintOf, makeSeenIds } from './seen-ids.ts'

export interface PassingRequest {
  readonly type: EventType
  readonly folder: string
  readonly context: ValueContext
  readonly settler: Settler
  /** Fingerprints of ids that are kept whatever is found. */
  readonly keptIds: ReadonlySet<number>
}

/** A file whose rows were passed: its table holds those that were kept. */
export interface PassedSource extends SourceTable {
  /** Rows that were settled, in addition. */
  readonly settled: number
}

export interface Passing {
  /** Undefined: the file has to be read in the plain way, and with it all files of the type. */
  open(file: RecordFile): Promise<PassedSource | undefined>
  /** Ids that stand for several rows, one of them settled: fingerprints. Where there are any, nothing that was settled may be used. */
  doubtful(keptIds: Iterable<string>): ReadonlySet<number>
}

/** Files of lines of text. */
export function passingFormat(path: string): 'csv' | 'ndjson' | undefined {
  const ending = path.toLowerCase().endsWith('.gz') ? '' : endingOf(path)
  if (ending === 'csv' || ending === 'tsv' || ending === 'txt') return 'csv'
  return ending === 'ndjson' || ending === 'jsonl' ? 'ndjson' : undefined
}

export function openPassing(request: PassingRequest): Passing {
  const { folder } = request
  const seen = makeSeenIds()
  const foundAgain = new Set<number>()
  return {
    async open(file) {
      const descriptor = opened(file.path)
      if (descriptor === undefined) return undefined
      try {
        const hash = createHash('sha256')
        const { size } = fstatSync(descriptor)
        const layout = await readLayout(descriptor, size, file, request)
        if (!layout) return undefined
        hash.update(bytesOf(descriptor, 0, layout.start))
        const pass = makePasser({
          ...request,
          ...layout,
          given: givenValues(file),
          seen,
          foundAgain,
          onBytes: bytes => hash.update(bytes),
        })
        const passed = pass({ file: descriptor, from: layout.start, to: size, size })
        return typeof passed === 'string' ? undefined : sourceOf(file, folder, layout, [passed], hash.digest('hex'))
      } finally {
        closeSync(descriptor)
      }
    },
    doubtful(keptIds) {
      const doubtful = new Set(foundAgain)
      for (const id of keptIds) if (seen.has(id)) doubtful.add(fingerprintOf(id))
      return doubtful
    },
  }
}

async function readLayout(
  descriptor: number,
  size: number,
  file: RecordFile,
  { type }: PassingRequest,
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
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, from + filled)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}

/** Of stretches that follow on each other. */
function sourceOf(
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
