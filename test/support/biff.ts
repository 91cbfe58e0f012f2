/** Sheets with their cells in, the stream of a workbook of the old format out (BIFF8), record by record: for files made by hand. */

import { compoundFile } from './compound-file.ts'

export function record(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const data = Buffer.concat(parts)
  return Buffer.concat([u16(type, data.length), data])
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  values.forEach((value, at) => void bytes.writeUInt16LE(value & 0xffff, 2 * at))
  return bytes
}

export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, at) => void bytes.writeUInt32LE(value >>> 0, 4 * at))
  return bytes
}

export function u8(...values: readonly number[]): Buffer {
  return Buffer.from(values)
}

export function f64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}

/** As BIFF8 keeps texts: their length, whether letters have two bytes, the letters. */
export function wide(text: string): Buffer {
  return Buffer.concat([u16(text.length), u8(1), Buffer.from(text, 'utf16le')])
}

export const BOF_GLOBALS = record(0x0809, u16(0x0600, 0x0005, 0x0dbb, 0x07cc), u32(0, 6))
export const BOF_SHEET = record(0x0809, u16(0x0600, 0x0010, 0x0dbb, 0x07cc), u32(0, 6))
export const BOF_CHART = record(0x0809, u16(0x0600, 0x0020, 0x0dbb, 0x07cc), u32(0, 6))
export const EOF = record(0x000a)

/** One string table of texts that each fit, split over records only between texts. */
export function sharedTexts(texts: readonly string[]): Buffer {
  const records: Buffer[] = []
  let own: Buffer[] = [u32(texts.length, texts.length)]
  let size = 8
  for (const text of texts.map(wide)) {
    if (size + text.length > 8224) {
      records.push(record(records.length === 0 ? 0x00fc : 0x003c, ...own))
      own = []
      size = 0
    }
    own.push(text)
    size += text.length
  }
  return Buffer.concat([...records, record(records.length === 0 ? 0x00fc : 0x003c, ...own)])
}

export interface SheetRecords {
  readonly name: string
  /** 0 in sight, 1 hidden, 2 hidden so that only a program shows it again. */
  readonly state?: number
  /** 0 a sheet of cells, 1 of macros, 2 a chart. */
  readonly type?: number
  readonly records: readonly Buffer[]
}

export interface StreamPlan {
  /** Between the beginning of the workbook and its list of sheets. */
  readonly globals?: readonly Buffer[]
  readonly sheets: readonly SheetRecords[]
  /** Instead of where each sheet begins, by its number. */
  readonly offsets?: Readonly<Record<number, number>>
}

export function workbookStream({ globals = [], sheets, offsets = {} }: StreamPlan): Buffer {
  const head = Buffer.concat([BOF_GLOBALS, ...globals])
  const rowOf = (offset: number, { name, state = 0, type = 0 }: SheetRecords) =>
    record(0x0085, u32(offset), u8(state, type, name.length, 1), Buffer.from(name, 'utf16le'))
  const listLength = sheets.reduce((sum, sheet) => sum + rowOf(0, sheet).length, 0)
  const bodies = sheets.map(({ records }) => Buffer.concat([BOF_SHEET, ...records, EOF]))
  let next = head.length + listLength + EOF.length
  const list = sheets.map((sheet, at) => {
    const offset = offsets[at] ?? next
    next += bodies[at]?.length ?? 0
    return rowOf(offset, sheet)
  })
  return Buffer.concat([head, ...list, EOF, ...bodies])
}

/** The stream as a file. */
export function workbookFile(plan: StreamPlan): Buffer {
  return compoundFile({ Workbook: workbookStream(plan) })
}

/** A cell that holds a number, in the format of the given number. */
export function numberCell(row: number, column: number, value: number, format = 0): Buffer {
  return record(0x0203, u16(row, column, format), f64(value))
}

export function sharedTextCell(row: number, column: number, index: number, format = 0): Buffer {
  return record(0x00fd, u16(row, column, format), u32(index))
}
