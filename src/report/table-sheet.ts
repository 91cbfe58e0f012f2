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

/** Staff number and name stay in sight too. */
const FROZEN_COLUMNS = 2

const [NARROWEST, WIDEST] = [6, 44]
/** Spreadsheets draw their own letters a little wider than counted. */
const ROOM = 2
/** A header of so many letters stands on one line, with room for its arrow; a longer one is broken. */
const [HEADER_LINE, ARROW] = [12, 3]
/** Of a line, and above and below all of them, in points. */
const [LINE, MARGIN] = [16, 4]
/** Higher than this a spreadsheet makes no row. */
const HIGHEST = 400

/** A sheet has 1,048,576 rows; header and remarks need some of them. */
const MOST_ROWS = 1_000_000

/** As many sheets as the rows need, numbered from the second on; remarks stand on the last. */
export function tableSheets<R>(table: Table<R>, mostRows: number = MOST_ROWS): readonly SheetPlan[] {
  const { rows, name, sums: _, foot: _foot, ...common } = table
  const count = Math.max(1, Math.ceil(rows.length / mostRows))
  return Array.from({ length: count }, (_, at) => {
    const own = { name: at === 0 ? name : `${name} ${at + 1}`, rows: rows.slice(at * mostRows, (at + 1) * mostRows) }
    return tableSheet<R>(at === count - 1 ? { ...table, ...own } : { ...common, ...own })
  })
}

export function tableSheet<R>({ name, title, columns, rows, sums, foot = [] }: Table<R>): SheetPlan {
  const values = rows.map(row => columns.map(column => column.value(row)))
  const measure = makeMeasure()
  const widths = columns.map((column, at) => widthOf(column, [...values.map(row => row[at]), sums?.[at]], measure))
  const styles = columns.map(column => stylesOf(column, {}))
  const sumStyles = columns.map(column => stylesOf(column, SUM))
  const body = [...values, ...(sums ? [sums] : [])]
  const heights: number[] = []
  let above: readonly CellPlan[] = []
  const cells = body.map((row, at) => {
    const own = at < rows.length ? styles : sumStyles
    let lines = 1
    const made = row.map((value, column): CellPlan => {
      const broken = linesOf(value, widths[column] ?? WIDEST, measure)
      lines = Math.max(lines, broken)
      const made = cell(value, broken > 1, own[column] ?? PLAIN)
      const before = above[column]
      return before && before.value === made.value && before.style === made.style ? before : made
    })
    heights.push(Math.min(HIGHEST, lines * LINE + MARGIN))
    above = made
    return made
  })
  return {
    name: sheetName(name),
    columns: widths.map(width => ({ width })),
    rows: [
      [{ value: title, style: TITLE }],
      columns.map(column => ({ value: column.title, style: HEADER })),
      ...cells,
      ...foot.map(line => [{ value: line, style: NOTE }]),
    ],
    heights: [26, 32, ...heights],
    merged: columns.length > 1 ? [`A1:${cellName(1, columns.length)}`] : [],
    frozenRows: HEADER_ROW,
    frozenColumns: FROZEN_COLUMNS,
    repeatedRows: HEADER_ROW,
    filterRow: HEADER_ROW,
    filterEnd: HEADER_ROW + rows.length,
    isLandscape: true,
  }
}

/** Of the cells of a column, by what stands in them. */
interface ColumnStyles {
  readonly empty: CellStyle
  readonly number: CellStyle
  readonly text: CellStyle
  readonly broken: CellStyle
}

function stylesOf({ format }: Pick<TableColumn<never>, 'format'>, extra: CellStyle): ColumnStyles {
  const empty: CellStyle = { border: true, ...extra }
  const text: CellStyle = { ...empty, format: '@', ...(format ? { align: 'right' } : {}) }
  return {
    empty,
    number: { ...empty, align: 'right', ...(format ? { format } : {}) },
    text,
    broken: { ...text, wrap: true },
  }
}

/** Of what stands beyond the last column. */
const PLAIN = stylesOf({}, {})

function cell(value: TableValue, isBroken: boolean, { empty, number, text, broken }: ColumnStyles): CellPlan {
  if (value === null || value === '') return { style: empty }
  if (typeof value === 'number') return { value, style: number }
  return { value, style: isBroken ? broken : text }
}

/** Of a text, the columns that each of its lines takes. */
type Measure = (text: string) => readonly number[]

/** The same words stand in many cells, and are asked for twice in each. */
function makeMeasure(): Measure {
  const known = new Map<string, readonly number[]>()
  return text => {
    const before = known.get(text)
    if (before) return before
    const widths = text.includes('\n') ? text.split('\n').map(displayWidth) : [displayWidth(text)]
    known.set(text, widths)
    return widths
  }
}

function widthOf<R>(
  { title, format }: TableColumn<R>,
  values: readonly (TableValue | undefined)[],
  measure: Measure,
): number {
  let widest = Math.min(displayWidth(title), HEADER_LINE) + ARROW
  for (const value of values)
    for (const width of typeof value === 'number' ? [numberWidth(value, format)] : measure(value ?? ''))
      widest = Math.max(widest, width)
  return Math.min(WIDEST, Math.max(NARROWEST, widest + ROOM))
}

/** Thousands are set apart, and decimals filled up. */
function numberWidth(value: number, format = ''): number {
  const whole = String(Math.trunc(value)).length
  const decimals = /\.([0#]+)/.exec(format)?.[1]?.length ?? 0
  return whole + (format.includes(',') ? Math.floor(whole / 3) : 0) + (decimals > 0 ? decimals + 1 : 0)
}

function linesOf(value: TableValue, width: number, measure: Measure): number {
  if (typeof value !== 'string') return 1
  let lines = 0
  for (const line of measure(value)) lines += Math.max(1, Math.ceil(line / (width - 1)))
  return lines
}

/** Spreadsheets take 31 letters and none of these. */
function sheetName(text: string): string {
  return text.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)
}
