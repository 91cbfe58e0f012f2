/** The stream of an old workbook in, its records one by one out, and texts that run on over several of them ([MS-XLS]). */

import { StopReading } from '../stop-reading.ts'
import { DAMAGED } from '../words.ts'

/** Those that are read; whatever else a workbook holds is passed over. */
export const RECORD = {
  formula: 0x0006,
  end: 0x000a,
  dates1904: 0x0022,
  encrypted: 0x002f,
  continued: 0x003c,
  codePage: 0x0042,
  sheet: 0x0085,
  numbers: 0x00bd,
  richText: 0x00d6,
  cellFormat: 0x00e0,
  merged: 0x00e5,
  sharedTexts: 0x00fc,
  sharedText: 0x00fd,
  number: 0x0203,
  text: 0x0204,
  yesNoOrError: 0x0205,
  formulaText: 0x0207,
  row: 0x0208,
  array: 0x0221,
  table: 0x0236,
  packedNumber: 0x027e,
  format: 0x041e,
  sharedFormula: 0x04bc,
  begin: 0x0809,
} as const

/** Bytes that a record of the type has at least, as far as they are looked at. */
const LEAST_BYTES: Readonly<Record<number, number>> = {
  [RECORD.formula]: 16,
  [RECORD.dates1904]: 2,
  [RECORD.codePage]: 2,
  [RECORD.sheet]: 7,
  [RECORD.numbers]: 12,
  [RECORD.richText]: 8,
  [RECORD.cellFormat]: 4,
  [RECORD.merged]: 2,
  [RECORD.sharedTexts]: 8,
  [RECORD.sharedText]: 10,
  [RECORD.number]: 14,
  [RECORD.text]: 8,
  [RECORD.yesNoOrError]: 8,
  [RECORD.formulaText]: 2,
  [RECORD.row]: 14,
  [RECORD.packedNumber]: 10,
  [RECORD.format]: 2,
  [RECORD.begin]: 4,
}

export interface StreamRecord {
  readonly type: number
  /** Where its data begin and end. */
  readonly from: number
  readonly to: number
}

export interface Stream {
  readonly bytes: Uint8Array
  readonly view: DataView
}

export function makeStream(bytes: Uint8Array): Stream {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
}

export function recordAt({ bytes, view }: Stream, at: number): StreamRecord {
  if (at + 4 > bytes.length) throw new StopReading(DAMAGED)
  const type = view.getUint16(at, true)
  const from = at + 4
  const length = view.getUint16(at + 2, true)
  if (from + length > bytes.length || length < (LEAST_BYTES[type] ?? 0)) throw new StopReading(DAMAGED)
  return { type, from, to: from + length }
}

/** What is read on from one record into those that continue it. */
export interface Pieces {
  isAtEnd(): boolean
  byte(): number
  two(): number
  four(): number
  skip(count: number): void
  /** Letters of one byte or of two; which it is may change where a record ends. */
  letters(count: number, isWide: boolean): string
}

export function piecesOf(stream: Stream, first: StreamRecord): Pieces {
  const { bytes, view } = stream
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let { from: at, to } = first
  /** Undefined: nothing continues it. */
  const following = (): StreamRecord | undefined => {
    if (to + 4 > bytes.length || view.getUint16(to, true) !== RECORD.continued) return undefined
    return recordAt(stream, to)
  }
  const isAtEnd = () => {
    while (at === to) {
      const next = following()
      if (!next) return true
      at = next.from
      to = next.to
    }
    return false
  }
  const byte = () => {
    if (isAtEnd()) throw new StopReading(DAMAGED)
    return bytes[at++] ?? 0
  }
  const two = () => byte() + 256 * byte()
  return {
    isAtEnd,
    byte,
    two,
    four: () => two() + 65_536 * two(),
    skip(count) {
      for (let rest = count; rest > 0; ) {
        if (isAtEnd()) throw new StopReading(DAMAGED)
        const step = Math.min(rest, to - at)
        at += step
        rest -= step
      }
    },
    letters(count, isWide) {
      let text = ''
      let width = isWide ? 2 : 1
      for (let rest = count; rest > 0; ) {
        if (at === to) {
          if (isAtEnd()) throw new StopReading(DAMAGED)
          // Text that runs on into another record says anew how wide its letters are.
          width = byte() & 1 ? 2 : 1
        }
        const step = Math.min(rest, Math.floor((to - at) / width))
        if (step === 0 && at < to) throw new StopReading(DAMAGED)
        text += buffer.toString(width === 2 ? 'utf16le' : 'latin1', at, at + step * width)
        at += step * width
        rest -= step
      }
      // Letters of two halves may have been cut apart by whoever wrote them.
      return text.toWellFormed()
    },
  }
}
