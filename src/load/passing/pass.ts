/** A stretch of a file in; its records judged as they pass by, and the rows that have to be kept, out. */

import { isUtf8 } from 'node:buffer'
import { readSync } from 'node:fs'
import type { Zone } from '../../model/calendar.ts'
import type { EventType, Field } from '../../model/event.ts'
import type { PassingEvent, Settler } from '../../model/settling.ts'
import type { Instant } from '../../model/value.ts'
import { MOST_LETTERS } from '../formats/table.ts'
import { notARecord } from '../header.ts'
import type { GivenValues } from '../rows.ts'
import { instantOf } from '../times.ts'
import type { ValueContext } from '../values.ts'
import { type Cells, makeCells, NEW_LINE, ODD, type ScanRow } from './cells.ts'
import { makeCellReaders } from './readers.ts'
import { fingerprint, fingerprintOf, type SeenIds } from './seen-ids.ts'

/** Rows that are read in the plain way: their bytes one behind the other, and of each its number in the stretch and its length. */
export interface KeptRows {
  readonly bytes: Uint8Array
  readonly places: readonly (readonly [row: number, length: number])[]
}

export interface Passed {
  /** Where the first row that was not looked at starts. */
  readonly end: number
  /** Rows, blank ones included. */
  readonly rows: number
  readonly kept: KeptRows
  /** Rows that were settled. */
  readonly settled: number
}

/** Why a file cannot be read in this way: it is then read in the plain one. */
export type NotPassable = 'not-utf-8' | 'long-line' | 'read-error' | 'cut-short' | 'mostly-kept'

/** Letters of the row that a text begins with, as the plain reader of the format has it. Undefined: it goes on behind the text. */
export type OddRow = (text: string, isEnd: boolean) => number | undefined

export interface PassGround {
  readonly settler: Settler
  /** One for each column; null where it feeds no field. */
  readonly columns: readonly (Field | null)[]
  readonly scan: ScanRow
  /** Where the odd row that starts there ends; absent: with its line. */
  readonly oddRow?: OddRow
  /** Rows whose first text is none of a record. */
  readonly isTable: boolean
  readonly context: ValueContext
  readonly given: GivenValues
  /** Fingerprints of ids that are kept whatever is found. */
  readonly keptIds: ReadonlySet<number>
  readonly seen: SeenIds
  /** Fingerprints of ids that were found again: nothing that was counted may then be used. */
  readonly foundAgain: Set<number>
  /** Told the bytes as they are read. */
  readonly onBytes?: (bytes: Uint8Array) => void
}

export interface Stretch {
  /** A descriptor of the open file. */
  readonly file: number
  readonly from: number
  /** Rows that start before it belong to the stretch. */
  readonly to: number
  readonly size: number
}

/** Twice what a row may have. */
const WINDOW_BYTES = 2 * MOST_LETTERS
/** The last row of a stretch seldom goes on for longer behind it. */
const MARGIN_BYTES = 16 * 1024
/** Where so many bytes and more than half of all have to be kept, nothing is won. */
const MUCH_KEPT = 1024 * 1024

export function makePasser(ground: PassGround): (stretch: Stretch) => Passed | NotPassable {
  const cells = makeCells(ground.columns.length)
  const takeRow = makeRowTaker(ground, cells)
  const window = Buffer.allocUnsafe(WINDOW_BYTES + 1)
  return stretch => pass(stretch, ground, { cells, window, takeRow })
}

interface PassTools {
  readonly cells: Cells
  readonly window: Buffer
  readonly takeRow: (bytes: Uint8Array) => boolean
}

function pass(
  { file, from, to, size }: Stretch,
  { scan, oddRow, onBytes }: PassGround,
  { cells, window, takeRow }: PassTools,
): Passed | NotPassable {
  const kept = makeKept()
  /** What of the window is filled, where in the file it starts. */
  let filled = 0
  let base = from
  let rows = 0
  let settled = 0
  let at = 0
  let stop = Math.min(size, to + MARGIN_BYTES)
  for (;;) {
    // The last row goes on.
    if (base + filled >= stop) stop = Math.min(size, stop + WINDOW_BYTES)
    while (filled < WINDOW_BYTES && base + filled < stop) {
      const wanted = Math.min(WINDOW_BYTES - filled, stop - base - filled)
      const count = readSync(file, window, filled, wanted, base + filled)
      if (count === 0) return 'cut-short'
      onBytes?.(window.subarray(filled, filled + count))
      filled += count
    }
    const isEnd = base + filled >= size
    const isFull = filled === WINDOW_BYTES
    if (isEnd) window[filled] = NEW_LINE
    const end = isEnd ? filled : window.lastIndexOf(NEW_LINE, filled - 1) + 1
    if (end === 0 && isFull) return 'long-line'
    if (!isUtf8(window.subarray(0, end))) return 'not-utf-8'
    const limit = to - base
    let isOpen = false
    while (at < end && at < limit) {
      let next = scan(window, at, end, cells)
      const isPlain = next !== ODD
      if (!isPlain) {
        const rowEnd = oddEnd(window, at, end, isEnd, oddRow)
        if (rowEnd === undefined) {
          isOpen = true
          break
        }
        next = rowEnd
      }
      if (next - at > MOST_LETTERS) return 'long-line'
      rows++
      if (isPlain && takeRow(window)) settled++
      else kept.add(window, at, next, rows)
      at = next
    }
    if (at >= limit || (isEnd && at >= end)) return { end: base + at, rows, settled, kept: kept.all() }
    if (isOpen && at === 0 && isFull) return 'long-line'
    const passed = base + at - from
    if (kept.size() > MUCH_KEPT && kept.size() > passed / 2) return 'mostly-kept'
    // What is left goes to the front.
    window.copyWithin(0, at, filled)
    base += at
    filled -= at
    at = 0
  }
}

/** Undefined: behind what has been read. */
function oddEnd(
  bytes: Buffer,
  start: number,
  end: number,
  isEnd: boolean,
  oddRow: OddRow | undefined,
): number | undefined {
  const line = bytes.indexOf(NEW_LINE, start)
  const lineEnd = line < 0 || line >= end ? end : line + 1
  if (!oddRow) return lineEnd
  // Most odd rows end with their line: the text is looked at in growing pieces.
  for (let stop = lineEnd; ; stop = Math.min(end, start + 8 * (stop - start))) {
    const isWhole = stop >= end
    const text = bytes.toString('utf8', start, isWhole ? end : cutAtLetter(bytes, start, stop))
    const letters = oddRow(text, isWhole && isEnd)
    if (letters !== undefined) return start + Buffer.byteLength(text.slice(0, letters), 'utf8')
    if (isWhole) return isEnd ? end : undefined
  }
}

/** Not within a letter of UTF-8. */
function cutAtLetter(bytes: Uint8Array, start: number, stop: number): number {
  let at = stop
  while (at > start && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--
  return at
}

function makeKept() {
  let bytes = Buffer.allocUnsafe(64 * 1024)
  let used = 0
  const places: [number, number][] = []
  return {
    add(from: Uint8Array, start: number, end: number, row: number): void {
      const length = end - start
      if (used + length > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + length))
        bytes.copy(larger, 0, 0, used)
        bytes = larger
      }
      bytes.set(from.subarray(start, end), used)
      used += length
      places.push([row, length])
    },
    size: () => used,
    // No longer than it is: it may be sent to another thread.
    all: (): KeptRows => ({ bytes: Uint8Array.from(bytes.subarray(0, used)), places }),
  }
}

/** True: the row was settled. False: it has to be kept. */
function makeRowTaker(ground: PassGround, cells: Cells): (bytes: Uint8Array) => boolean {
  const { settler, columns, isTable, context, keptIds, seen, foundAgain } = ground
  const { type, event } = settler
  const read = makeCellReaders(columns, ground)
  const timeOf = makeTime(type, event, context.zone)
  const always = new Set([...keptIds, ...[...settler.kept].map(fingerprintOf)])
  const idColumn = columns.findIndex(field => field !== null && field.name === type.idField)
  let bytes: Uint8Array = new Uint8Array()
  const idText = (): string => {
    const [from, to] = [cells.from[idColumn] ?? 0, cells.to[idColumn] ?? 0]
    return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1')
  }
  // Few rules ask for it.
  if (idColumn >= 0) {
    const own = { get: idText, configurable: true, enumerable: true }
    Object.defineProperty(event, 'id', own)
    Object.defineProperty(event.values, type.idField ?? '', own)
  }

  return row => {
    bytes = row
    if (isTable && mayBeNoRecord(row, cells)) return false
    if (!read(row, cells)) return false
    const at = timeOf()
    if (at === undefined) return false
    event.at = at
    if (idColumn < 0) return settler.settles()
    const [from, to] = [cells.from[idColumn] ?? 0, cells.to[idColumn] ?? 0]
    if (always.size > 0 && always.has(fingerprint(row, from, to))) return false
    if (!settler.settles()) return false
    if (!seen.add(row, from, to)) foundAgain.add(fingerprint(row, from, to))
    return true
  }
}

/** Sums and examples are told by their first text, in which there is no digit. */
function mayBeNoRecord(bytes: Uint8Array, { from, to }: Cells): boolean {
  for (let at = from[0] ?? 0; at < (to[0] ?? 0); at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x30 && byte <= 0x39) return false
  }
  const texts = Array.from(from, (start, column) =>
    Buffer.from(bytes.buffer, bytes.byteOffset + start, (to[column] ?? 0) - start).toString('utf8'),
  )
  return notARecord(texts) !== undefined
}

/** The time of the record; undefined where it has none. */
function makeTime({ at, fields }: EventType, { values }: PassingEvent, zone: Zone): () => Instant | undefined {
  if ('of' in at) return () => undefined
  if ('date' in at) {
    const { date, time } = at
    return () => {
      const [day, seconds] = [values[date], values[time]]
      return typeof day === 'number' && typeof seconds === 'number' ? instantOf(day, seconds, zone) : undefined
    }
  }
  const { field } = at
  const isDate = fields.get(field)?.type === 'date'
  return () => {
    const value = values[field]
    if (typeof value !== 'number') return undefined
    return isDate ? zone.startOf(value) : value
  }
}
