/** Rows and their columns in, the sheet of a workbook out: a title, a header that stays in sight and filters, widths that fit. */

import { displayWidth } from '../lib/width.ts'
import { type CellPlan, type CellStyle, cellName, type SheetPlan } from '../workbook/index.ts'

/** What stands in a cell: text as text, numbers with the format of their column. */
export type TableValue = string | number | null

export interface TableColumn<R> {
  readonly title: string
  /** A number format; absent: text, which keeps leading zeros. */
  readonly format?: string
  value(row: R): TableValue
}

export interface Table<R> {
  readonly name: string
  /** Above the header: what the sheet is, printed on every leaf. */
  readonly title: string
  readonly columns: readonly TableColumn<R>[]
  readonly rows: readonly R[]
  /** Below the rows, outside the filter: sums, by column. */
  readonly sums?: readonly TableValue[]
  /** Below all of it: remarks, who signs. */
  readonly foot?: readonly string[]
}

const TITLE: CellStyle = { bold: true, size: 13 }
const HEADER: CellStyle = { bold: true, border: true, wrap: true, align: 'center', colour: 'FFFFFF', fill: '1F4E79' }
const SUM: CellStyle = { bold: true, fill: 'F1F4F6' }
const NOTE: CellStyle = { colour: '5A6770' }

/** The header stands in this row; rows up to it stay in sight and are repeated. */
const HEADER_ROW = 2

const [NARROWEST, WIDEST] = [6, 46]
/** Spreadsheets draw their own letters a little wider than counted. */
const ROOM = 2.5

export function tableSheet<R>({ name, title, columns, rows, sums, foot = [] }: Table<R>): SheetPlan {
  const values = rows.map(row => columns.map(column => column.value(row)))
  const end = HEADER_ROW + rows.length
  return {
    name: sheetName(name),
    columns: columns.map((column, at) => ({
      width: widthOf(column.title, [...values.map(row => row[at]), sums?.[at]]),
    })),
    rows: [
      [{ value: title, style: TITLE }],
      columns.map(column => ({ value: column.title, style: HEADER })),
      ...values.map(row => row.map((value, at) => cell(value, columns[at]))),
      ...(sums ? [sums.map((value, at) => cell(value, columns[at], SUM))] : []),
      ...foot.map(line => [{ value: line, style: NOTE }]),
    ],
    heights: [26, 32],
    merged: columns.length > 1 ? [`A1:${cellName(1, columns.length)}`] : [],
    frozenRows: HEADER_ROW,
    repeatedRows: HEADER_ROW,
    filterRow: HEADER_ROW,
    filterEnd: Math.max(HEADER_ROW, end),
    isLandscape: true,
  }
}

function cell<R>(value: TableValue | undefined, column: TableColumn<R> | undefined, extra: CellStyle = {}): CellPlan {
  const base: CellStyle = { border: true, wrap: true, ...extra }
  if (value === null || value === undefined || value === '') return { style: base }
  if (typeof value === 'string') return { value, style: { ...base, format: '@' } }
  return { value, style: { ...base, align: 'right', ...(column?.format ? { format: column.format } : {}) } }
}

function widthOf(title: string, values: readonly (TableValue | undefined)[]): number {
  const widths = values.map(value => (typeof value === 'number' ? String(value).length + 3 : displayWidth(value ?? '')))
  // A header may take two lines.
  const widest = widths.reduce((most, one) => Math.max(most, one), Math.ceil(displayWidth(title) / 2))
  return Math.min(WIDEST, Math.max(NARROWEST, widest + ROOM))
}

/** Spreadsheets take 31 letters and none of these. */
function sheetName(text: string): string {
  return text.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}
