/** The records of one sheet of an old workbook in, its rows in order and its merged cells out. */

import type { Cell, MergedCells, Row, SheetEnd } from '../cell.ts'
import { numberShown } from '../number-format.ts'
import { readOrStopped, StopReading } from '../stop-reading.ts'
import { DAMAGED, tooLarge } from '../words.ts'
import type { Globals, SheetPlace } from './globals.ts'
import { RECORD, recordAt, type Stream, type StreamRecord } from './stream.ts'

/** What the format itself can hold; rows are counted in two bytes, and cannot be more. */
const MOST_COLUMNS = 256
const MOST_MERGED = 100_000

export function readSheet(stream: Stream, globals: Globals, place: SheetPlace, onRow: (row: Row) => void): SheetEnd {
  return readOrStopped(() => {
    const found = collect(stream, place)
    for (const row of [...found.cells.keys()].sort((one, other) => one - other)) {
      const cells = cellsOf(stream, globals, found.cells.get(row) ?? [])
      if (cells.length > 0) onRow({ row: row + 1, isHidden: found.hidden.has(row), cells })
    }
    return { merged: found.merged }
  })
}

interface Found {
  /** By row, counted from 0: where the records of its cells begin. Not every writer puts them in order. */
  readonly cells: ReadonlyMap<number, readonly number[]>
  readonly hidden: ReadonlySet<number>
  readonly merged: readonly MergedCells[]
}

function collect(stream: Stream, { from, to }: SheetPlace): Found {
  const { view } = stream
  const cells = new Map<number, number[]>()
  const hidden = new Set<number>()
  const merged: MergedCells[] = []
  // Charts within the sheet have records of cells too.
  let depth = 1
  for (let at = from; depth > 0; ) {
    if (at >= to) throw new StopReading(DAMAGED)
    const record = recordAt(stream, at)
    if (record.type === RECORD.begin) depth++
    else if (record.type === RECORD.end) depth--
    else if (depth === 1) {
      if (CELLS.has(record.type)) {
        const row = view.getUint16(record.from, true)
        const own = cells.get(row)
        if (own) own.push(at)
        else cells.set(row, [at])
      } else if (record.type === RECORD.row) {
        if (view.getUint16(record.from + 12, true) & 0x20) hidden.add(view.getUint16(record.from, true))
      } else if (record.type === RECORD.merged) {
        for (const range of mergedIn(stream, record)) merged.push(range)
        if (merged.length > MOST_MERGED) throw new StopReading(tooLarge('合并单元格', 'merged cells'))
      }
    }
    at = record.to
  }
  return { cells, hidden, merged }
}

const CELLS: ReadonlySet<number> = new Set([
  RECORD.formula,
  RECORD.numbers,
  RECORD.richText,
  RECORD.sharedText,
  RECORD.number,
  RECORD.text,
  RECORD.yesNoOrError,
  RECORD.packedNumber,
])

function mergedIn({ view }: Stream, { from, to }: StreamRecord): readonly MergedCells[] {
  const count = view.getUint16(from, true)
  if (from + 2 + 8 * count > to) throw new StopReading(DAMAGED)
  return Array.from({ length: count }, (_, at) => {
    const number = (which: number) => view.getUint16(from + 2 + 8 * at + 2 * which, true) + 1
    return { fromRow: number(0), toRow: number(1), fromColumn: number(2), toColumn: number(3) }
  })
}

// --- cells ----------------------------------------------------------------------------------------------------------

/** Of two records of one cell the later one counts. */
function cellsOf(stream: Stream, globals: Globals, places: readonly number[]): readonly Cell[] {
  const byColumn = new Map<number, Cell | undefined>()
  for (const at of places) {
    const record = recordAt(stream, at)
    const column = stream.view.getUint16(record.from + 2, true) + 1
    const values = record.type === RECORD.numbers ? severalNumbers(stream, record) : [oneValue(stream, globals, record)]
    if (column + values.length - 1 > MOST_COLUMNS) throw new StopReading(tooLarge('列', 'columns'))
    values.forEach((value, index) => void byColumn.set(column + index, cellOf(value, column + index, globals)))
  }
  return [...byColumn.values()].filter(cell => cell !== undefined).sort((one, other) => one.column - other.column)
}

type Stored =
  | { readonly number: number; readonly format: number; readonly isFormula?: boolean }
  | { readonly value: string | boolean; readonly kind: Cell['kind']; readonly isFormula?: boolean }

/** Nothing for a cell that holds nothing but a format. */
function cellOf(stored: Stored, column: number, { formats, is1904 }: Globals): Cell | undefined {
  const more = stored.isFormula ? { isFormula: true } : {}
  if ('number' in stored) return { column, ...numberShown(stored.number, formats[stored.format], is1904), ...more }
  return stored.value === '' ? undefined : { column, kind: stored.kind, value: stored.value, ...more }
}

function oneValue(stream: Stream, globals: Globals, record: StreamRecord): Stored {
  const { view } = stream
  const { from } = record
  const format = view.getUint16(from + 4, true)
  switch (record.type) {
    case RECORD.number:
      return { number: finite(view.getFloat64(from + 6, true)), format }
    case RECORD.packedNumber:
      return { number: unpacked(view, from + 6), format }
    case RECORD.sharedText: {
      const text = globals.sharedTexts[view.getUint32(from + 6, true)]
      if (text === undefined) throw new StopReading(DAMAGED)
      return { kind: 'text', value: text }
    }
    case RECORD.yesNoOrError:
      return view.getUint8(from + 7) === 0 ? yesNo(view.getUint8(from + 6)) : failed(view.getUint8(from + 6))
    case RECORD.formula:
      return { ...formulaValue(stream, globals, record), isFormula: true }
    default:
      return { kind: 'text', value: globals.texts.read(record, 6, 2) }
  }
}

function severalNumbers({ view }: Stream, { from, to }: StreamRecord): readonly Stored[] {
  const count = (to - from - 6) / 6
  if (!Number.isInteger(count)) throw new StopReading(DAMAGED)
  return Array.from({ length: count }, (_, at) => {
    const own = from + 4 + 6 * at
    return { number: unpacked(view, own + 2), format: view.getUint16(own, true) }
  })
}

/** Thirty bits of a number, whole or broken, perhaps a hundred times too large. */
function unpacked(view: DataView, at: number): number {
  const bits = view.getUint32(at, true)
  const number = bits & 2 ? view.getInt32(at, true) >> 2 : ofUpperBits((bits & 0xfffffffc) >>> 0)
  return finite(bits & 1 ? number / 100 : number)
}

function ofUpperBits(bits: number): number {
  const whole = new DataView(new ArrayBuffer(8))
  whole.setUint32(4, bits, true)
  return whole.getFloat64(0, true)
}

function finite(number: number): number {
  if (!Number.isFinite(number)) throw new StopReading(DAMAGED)
  return number
}

function yesNo(byte: number): Stored {
  return { kind: 'yes-no', value: byte !== 0 }
}

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}

function failed(code: number): Stored {
  const text = ERRORS[code]
  if (text === undefined) throw new StopReading(DAMAGED)
  return { kind: 'error', value: text }
}

/** A formula that no program has worked out yet says nothing: it must not pass for a blank cell or a nought. */
const UNSOLVED: Stored = { kind: 'error', value: '=' }

function formulaValue(stream: Stream, globals: Globals, { from, to }: StreamRecord): Stored {
  const { view } = stream
  // Programs that cannot work formulas out leave 0 or '' behind, and ask for it to be done when the file is opened.
  const isToBeSolved = (view.getUint16(from + 14, true) & 2) !== 0
  if (view.getUint16(from + 12, true) !== 0xffff) {
    const number = finite(view.getFloat64(from + 6, true))
    return isToBeSolved && number === 0 ? UNSOLVED : { number, format: view.getUint16(from + 4, true) }
  }
  const value = view.getUint8(from + 8)
  switch (view.getUint8(from + 6)) {
    case 0:
      return formulaText(stream, globals, to) ?? UNSOLVED
    case 1:
      return yesNo(value)
    case 2:
      return failed(value)
    case 3:
      return isToBeSolved ? UNSOLVED : { kind: 'text', value: '' }
    default:
      throw new StopReading(DAMAGED)
  }
}

/** It stands behind the formula, and behind what several formulas share. */
function formulaText(stream: Stream, { texts }: Globals, from: number): Stored | undefined {
  for (let at = from; ; ) {
    const record = recordAt(stream, at)
    if (record.type === RECORD.formulaText) return { kind: 'text', value: texts.read(record, 0, 2) }
    if (!BETWEEN.has(record.type)) return undefined
    at = record.to
  }
}

const BETWEEN: ReadonlySet<number> = new Set([RECORD.array, RECORD.table, RECORD.sharedFormula, RECORD.continued])
