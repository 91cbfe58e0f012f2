/** The bytes of an .xlsx file in, its sheets row by row out, within bounds of memory and time; nothing is thrown. */

import type { Message } from '../model/message.ts'
import { type Cell, type MergedCells, parseCellName, type Row, type WorkbookReader } from './cell.ts'
import { type NumberFormat, numberShown } from './number-format.ts'
import { ownText, type Parts, readParts, unescaped } from './parts.ts'
import { StopReading } from './stop-reading.ts'
import { noSheet, tooLarge } from './words.ts'
import { attribute, readXml, xmlSteps } from './xml.ts'
import { type Limits, openZip } from './zip.ts'

/** What Excel itself can hold; more is no office's sheet. */
const MOST_COLUMNS = 16_384
const MOST_ROWS = 1_048_576
/** Cells of one sheet. */
const MOST_CELLS = 30_000_000
const MOST_MERGED = 100_000
/** Letters of one cell: Excel holds 32,767. */
const MOST_LETTERS = 100_000

export async function openXlsx(
  bytes: Uint8Array,
  limits?: Limits,
): Promise<WorkbookReader | { readonly problem: Message }> {
  const zip = await openZip(bytes, limits)
  if ('problem' in zip) return zip
  const parts = await readParts(zip)
  if ('problem' in parts) return parts
  const reader: WorkbookReader = {
    format: 'XLSX',
    sheets: parts.sheets.map(({ name, isHidden }) => ({ name, isHidden })),
    async readSheet(name, onRow) {
      const sheet = parts.sheets.find(one => one.name === name)
      if (!sheet) return { problem: noSheet(name) }
      const merged: MergedCells[] = []
      const problem = await readXml(zip, sheet.part, sheetElements(parts, onRow, merged))
      return problem ? { problem } : { merged }
    },
    async look(name, most) {
      const part = parts.sheets.find(one => one.name === name)?.part
      const first: Row[] = []
      // Merged cells are listed behind all rows; where there are none, the first rows are enough.
      const isWhole = part !== undefined && (await zip.mentions(part, 'mergeCell'))
      const end = await reader.readSheet(name, row => {
        if (first.length < most) first.push(row)
        else if (!isWhole) throw new StopReading()
      })
      return 'problem' in end ? end : { first, merged: end.merged }
    },
    async *rows(name) {
      const sheet = parts.sheets.find(one => one.name === name)
      if (!sheet) {
        yield { problem: noSheet(name) }
        return
      }
      let rows: Row[] = []
      for await (const problem of xmlSteps(
        zip,
        sheet.part,
        sheetElements(parts, row => rows.push(row), []),
      )) {
        if (rows.length > 0) yield rows
        rows = []
        if (problem) yield { problem }
      }
    },
  }
  return reader
}

interface OpenCell {
  readonly column: number
  readonly type: string
  readonly format: NumberFormat | undefined
  value: string
  isFormula: boolean
}

function sheetElements(parts: Parts, onRow: (row: Row) => void, merged: MergedCells[]) {
  let row = 0
  let isHidden = false
  let cells: Cell[] = []
  let cell: OpenCell | undefined
  let lastColumn = 0
  let taking: 'value' | 'inline' | undefined
  let isPhonetic = false
  let count = 0
  return {
    open(name: string, attributes: Readonly<Record<string, string>>): void {
      switch (name) {
        case 'row':
          row = nextRow(row, attributes.r)
          isHidden = attributes.hidden === '1' || attributes.hidden === 'true'
          cells = []
          lastColumn = 0
          break
        case 'c': {
          const column = nextColumn(lastColumn, row, attributes.r)
          if (++count > MOST_CELLS) throw new StopReading(tooLarge('单元格', 'cells'))
          lastColumn = column
          const format = attributes.s === undefined ? undefined : parts.formats[Number(attributes.s)]
          cell = { column, type: attributes.t ?? 'n', format, value: '', isFormula: false }
          break
        }
        case 'f':
          if (cell) cell.isFormula = true
          break
        case 'v':
          if (cell) taking = 'value'
          break
        case 'rPh':
          isPhonetic = true
          break
        case 't':
          if (cell && !isPhonetic) taking = 'inline'
          break
        case 'mergeCell': {
          const range = mergedRange(attribute(attributes, 'ref') ?? '')
          if (merged.length >= MOST_MERGED) throw new StopReading(tooLarge('合并的单元格', 'merged cells'))
          if (range) merged.push(range)
          break
        }
      }
    },
    text(piece: string): void {
      if (!cell || !taking) return
      cell.value += piece
      if (cell.value.length > MOST_LETTERS) throw new StopReading(tooLarge('单元格的文字', 'letters in a cell'))
    },
    close(name: string): void {
      switch (name) {
        case 'v':
        case 't':
          taking = undefined
          break
        case 'rPh':
          isPhonetic = false
          break
        case 'c': {
          const read = cell && readCell(cell, parts)
          if (read) cells.push(read)
          cell = undefined
          break
        }
        case 'row':
          if (cells.length > 0) onRow({ row, isHidden, cells })
          break
      }
    },
  }
}

/** Rows come in order, each once: a sheet in which they do not is one of which no two programs show the same. */
function nextRow(last: number, written: string | undefined): number {
  const row = written === undefined ? last + 1 : Number(written)
  if (row > MOST_ROWS) throw new StopReading(tooLarge('行', 'rows'))
  if (!Number.isInteger(row) || row <= last) throw new StopReading(DISORDER)
  return row
}

function nextColumn(last: number, row: number, written: string | undefined): number {
  const place = written === undefined ? { row, column: last + 1 } : parseCellName(written)
  if (!place) throw new StopReading(DISORDER)
  if (place.column > MOST_COLUMNS) throw new StopReading(tooLarge('列', 'columns'))
  if (place.row !== row || place.column <= last) throw new StopReading(DISORDER)
  return place.column
}

const DISORDER: Message = {
  zh: '行号、列号或单元格的名称次序混乱：请用电子表格程序打开，另存为 .xlsx',
  en: 'Its rows, columns or cell names are out of order: open it in a spreadsheet program and save it as .xlsx',
}

function mergedRange(ref: string): MergedCells | undefined {
  const [from, to] = ref.split(':').map(parseCellName)
  return from && to && { fromRow: from.row, toRow: to.row, fromColumn: from.column, toColumn: to.column }
}

/** Nothing for a cell that holds nothing but a format. */
function readCell({ column, type, format, value, isFormula }: OpenCell, { texts, is1904 }: Parts): Cell | undefined {
  const of = (kind: Cell['kind'], own: Cell['value']): Cell => ({
    column,
    kind,
    value: own,
    ...(isFormula ? { isFormula: true } : {}),
  })
  switch (type) {
    case 's': {
      const text = sharedText(value, texts)
      return text === undefined || text === '' ? undefined : of('text', text)
    }
    case 'str':
    case 'inlineStr':
      return value === '' ? undefined : of('text', ownText(unescaped(value)))
    case 'b':
      return value === '' ? undefined : of('yes-no', value === '1' || value === 'true')
    case 'e':
      return of('error', value)
    case 'd':
      return value === '' ? undefined : of('date', value.replace('T', ' ').replace(/ 00:00:00(\.0+)?Z?$/, ''))
    default:
      if (value.trim() !== '') {
        const number = Number(value)
        return Number.isFinite(number)
          ? { ...of('number', number), ...numberShown(number, format, is1904) }
          : of('text', value)
      }
      // A formula that no program has worked out yet says nothing: it must not pass for a blank cell.
      return isFormula ? of('error', '=') : undefined
  }
}

/** A text that is not there is no blank cell: which texts the others stand for is not known either. */
function sharedText(value: string, texts: Parts['texts']): string | undefined {
  if (value === '') return undefined
  const text = /^\d+$/.test(value) ? texts.at(Number(value)) : undefined
  if (text === undefined) throw new StopReading(NO_TEXT)
  return text
}

const NO_TEXT: Message = {
  zh: '引用了不存在的共享文字，文件损坏：请用电子表格程序打开，另存为 .xlsx',
  en: 'It refers to a shared text that is not there: open it in a spreadsheet program and save it as .xlsx',
}
