/** The beginning of a file of records in; its columns, and how its rows are found, out. */

import { isUtf8 } from 'node:buffer'
import type { EventType, Field } from '../../model/event.ts'
import type { RecordFile } from '../../model/setup.ts'
import { makeColumnReader } from '../columns.ts'
import { csvLineEnd, csvRow, openCsv } from '../formats/csv.ts'
import { ndjsonKeys, ndjsonRows } from '../formats/json.ts'
import { MOST_LETTERS, type RawRow, type Table, type TableOptions } from '../formats/table.ts'
import { openWindow } from '../formats/window.ts'
import { FIRST_ROWS } from '../header.ts'
import { markedEncoding, UTF_8 } from '../text.ts'
import type { ScanRow } from './cells.ts'
import { makeCsvScanner } from './csv-rows.ts'
import { makeJsonScanner } from './json-rows.ts'
import type { OddRow } from './pass.ts'

export interface Layout {
  readonly encoding: string
  /** Where the first row starts, in bytes. */
  readonly start: number
  /** One for each column; null where it feeds no field. */
  readonly columns: readonly (Field | null)[]
  readonly isTable: boolean
  readonly scan: ScanRow
  readonly oddRow?: OddRow
  /** The table of some rows, as the plain reader of the format has it. Rows count from the first one behind the header. */
  tableOf(rows: Iterable<readonly [row: number, text: string]>): Table
}

/** Bytes of a file that tell its layout, if they hold the rows among which the header is looked for. */
export const HEAD_BYTES = MOST_LETTERS
/** Lines in which the keys of JSON are looked for. */
const FIRST_LINES = 64

/** Undefined: it is in another encoding than UTF-8, packed, or otherwise for the plain reader, which says what is wrong. */
export async function layoutOf(
  head: Uint8Array,
  { format, file, type, options }: LayoutRequest,
): Promise<Layout | undefined> {
  const { mark, name: encoding, decoder } = markedEncoding(head) ?? UTF_8
  const end = head.length < HEAD_BYTES ? head.length : head.lastIndexOf(0x0a) + 1
  const sound = head.subarray(mark, end)
  // A packed file is no sound UTF-8.
  if (decoder !== undefined || head[0] === 0 || end <= mark || !isUtf8(sound)) return undefined
  const text = Buffer.from(sound.buffer, sound.byteOffset, sound.length).toString('utf8')
  if (format === 'ndjson') {
    const keys = ndjsonKeys(text.split('\n', FIRST_LINES))
    const columns = columnsOf(keys, 0, file, type)
    if (!columns) return undefined
    const scan = makeJsonScanner(keys)
    return { encoding, start: mark, columns, isTable: false, scan, tableOf: rows => ndjsonRows(batchesOf(rows), keys) }
  }
  if (head.length === HEAD_BYTES && text.split('\n', FIRST_ROWS + 1).length <= FIRST_ROWS) return undefined
  const window = openWindow(once(text))
  const opened = await openCsv(window, options)
  if ('problem' in opened) return undefined
  const { headers, headerRow, separator, lines } = opened
  const columns = columnsOf(headers, headerRow, file, type)
  if (!columns || lines.at() === 0) return undefined
  const width = headers.length
  return {
    encoding,
    start: mark + Buffer.byteLength(text.slice(0, lines.at()), 'utf8'),
    columns,
    isTable: true,
    scan: makeCsvScanner(separator, width),
    oddRow: (some, isEnd) => csvLineEnd(some, { separator, width, isEnd }),
    tableOf: rows => ({ headers, headerRow, rows: csvRows(rows, headerRow, separator, width) }),
  }
}

export interface LayoutRequest {
  readonly format: 'csv' | 'ndjson'
  readonly file: RecordFile
  readonly type: EventType
  readonly options: TableOptions
}

async function* once(text: string) {
  yield text
}

async function* csvRows(
  rows: Iterable<readonly [row: number, text: string]>,
  headerRow: number,
  separator: string,
  width: number,
): AsyncIterable<readonly RawRow[]> {
  for (const batch of batchesOf(rows))
    yield batch.flatMap(([row, text]) => csvRow(headerRow + row, text, separator, width) ?? [])
}

/** So many rows at a time: whoever takes them may have had enough. */
const BATCH_ROWS = 1000

function* batchesOf<T>(items: Iterable<T>): Iterable<readonly T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < BATCH_ROWS) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Undefined: which column feeds what cannot be told, or the column of ids is missing. */
function columnsOf(
  headers: readonly string[],
  headerRow: number,
  { columns: mapping = {} }: RecordFile,
  type: EventType,
): readonly (Field | null)[] | undefined {
  const reader = makeColumnReader(type.fields, mapping, { file: '', row: headerRow })
  reader.add(headers)
  if (headers.length === 0 || reader.end().some(({ severity }) => severity === 'error')) return undefined
  const byIndex = new Map(reader.columns.map(({ index, field }) => [index, field]))
  const isFed = type.idField === undefined || reader.columns.some(({ field }) => field.name === type.idField)
  return isFed ? headers.map((_, index) => byIndex.get(index) ?? null) : undefined
}
