/** The first rows of a sheet in, which of them are its header and what each column is called out. */

import type { MergedCells } from '../workbook/index.ts'

/** So many rows are looked through: titles, a line with the period, an instruction or two, the header on one or two rows. */
export const FIRST_ROWS = 15

/** One row of the sheet, as far as its header is looked for; `row` counts from 1. */
export interface FirstRow {
  readonly row: number
  readonly cells: readonly string[]
}

export interface FoundHeader {
  readonly headers: readonly string[]
  /** The last row of the header; records begin below it. */
  readonly row: number
  /** Rows above that are no part of it: titles and instructions. */
  readonly above: number
  /** How many of the headers name a field. */
  readonly known: number
}

export interface HeaderSearch {
  /** Whether a field is called so. */
  readonly isKnown: (header: string) => boolean
  readonly merged?: readonly MergedCells[]
}

/**
 * The row, or the two rows, in which most cells are names of fields. The first row unless another one has more: a sheet
 * that names its columns in its own way is not searched for a better one. Undefined where there are no rows.
 */
export function findHeader(rows: readonly FirstRow[], search: HeaderSearch): FoundHeader | undefined {
  const looked = rows.slice(0, FIRST_ROWS)
  // One row goes before two that name as many: a title above is no part of the header.
  const candidates = [
    ...looked.map((one, at) => single(one, at, search)),
    ...looked.flatMap((one, at) => {
      const next = rows[at + 1]
      return next ? [double(one, next, at, search)] : []
    }),
  ]
  const [first] = candidates
  if (!first) return undefined
  const best = candidates.reduce((best, one) => (one.known > best.known ? one : best))
  if (best.known >= LEAST_KNOWN && best.known > first.known) return best
  // A first row that could not be read is not there: the next one does not take its place.
  return first.row === 1 ? first : undefined
}

/** One name may stand in a title by chance. */
const LEAST_KNOWN = 2

function single({ row, cells }: FirstRow, above: number, { isKnown }: HeaderSearch): FoundHeader {
  const headers = cells.map(cell => cell.trim())
  return { headers, row, above, known: countKnown(headers, isKnown) }
}

function countKnown(headers: readonly string[], isKnown: HeaderSearch['isKnown']): number {
  return new Set(headers.filter(header => header !== '' && isKnown(header))).size
}

/** A header on two rows: the upper cell, spread over the columns that it spans, before the lower one. */
function double(upper: FirstRow, lower: FirstRow, above: number, search: HeaderSearch): FoundHeader {
  const { isKnown } = search
  const width = Math.max(upper.cells.length, lower.cells.length)
  const spread = spreadOut(upper, width, search.merged)
  const pairs = Array.from({ length: width }, (_, column) => ({
    over: spread[column] ?? '',
    under: (lower.cells[column] ?? '').trim(),
  }))
  const under = pairs.map(pair => pair.under)
  const times = new Map<string, number>()
  for (const cell of under) times.set(cell, (times.get(cell) ?? 0) + 1)
  const headers = pairs.map(pair => nameOf(pair, times, isKnown))
  // Were the lower row a record, its cells would not be names: only what both rows say together counts.
  const isHeader = pairs.some(({ over, under: low }) => over !== '' && low !== '')
  const known =
    isHeader && under.every(cell => cell === '' || !/^[\d.:/-]+$/.test(cell)) ? countKnown(headers, isKnown) : 0
  return { headers, row: lower.row, above, known }
}

/** `责任人/姓名`; the lower or the upper cell alone where that alone names a field and nothing else in the row does so too. */
function nameOf(
  { over, under }: { readonly over: string; readonly under: string },
  times: ReadonlyMap<string, number>,
  isKnown: HeaderSearch['isKnown'],
): string {
  if (under === '' || over === under) return over
  if (over === '') return under
  const both = [`${over}/${under}`, `${over}-${under}`, `${over}${under}`, `${over} ${under}`]
  const whole = both.find(isKnown)
  if (whole !== undefined) return whole
  const isSingle = times.get(under) === 1
  return isSingle && isKnown(under) ? under : `${over}/${under}`
}

/** Merged cells where the file tells them; else a blank cell goes with the text to its left. */
function spreadOut(
  { row, cells }: FirstRow,
  width: number,
  merged: readonly MergedCells[] | undefined,
): readonly string[] {
  const texts = Array.from({ length: width }, (_, column) => (cells[column] ?? '').trim())
  if (merged) {
    let covered = 0
    for (const { fromRow, toRow, fromColumn, toColumn } of merged) {
      if (row < fromRow || row > toRow || fromColumn > width) continue
      // Cells that are merged once are not merged with others too: a sheet that says so was made to do harm.
      covered += Math.min(toColumn, width) - fromColumn + 1
      if (covered > width) break
      const text = texts[fromColumn - 1] ?? ''
      for (let column = fromColumn; column < toColumn && column < width; column++) texts[column] = text
    }
    return texts
  }
  let last = ''
  return texts.map(text => {
    if (text !== '') last = text
    return text === '' ? last : text
  })
}

const EXAMPLE = /^(示例|样例|例|范例|example)$/i

const TOTALS = /^(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总\s*数|grand total|subtotal|total|sum)\s*[:：]?$/i

/** A row of sums at the foot of a sheet, or one that shows how to fill the sheet in, and says so. */
export function notARecord(cells: readonly unknown[]): 'total' | 'note' | undefined {
  const text = firstText(cells)
  if (text.length > MOST_MARK_LETTERS) return undefined
  if (TOTALS.test(text)) return 'total'
  return EXAMPLE.test(text) ? 'note' : undefined
}

/** No such word is longer, the white space between its letters included. */
const MOST_MARK_LETTERS = 40

function firstText(cells: readonly unknown[]): string {
  const first = cells.find(cell => typeof cell === 'string' && cell.trim() !== '')
  return typeof first === 'string' ? first.normalize('NFKC').trim() : ''
}

const NOTES =
  /^(填写说明|填表说明|填报说明|说明|备注|注|示例|例如|例|必填|选填|格式|填报人|填表人|制表人|制表|审核人|审核|单位负责人|打印时间|导出时间|note|notes|example)\s*([:：（(]|$)/i

/** A row that tells how to fill the sheet in, or who did; asked only of rows that cannot be read as records. */
export function isNote(cells: readonly unknown[]): boolean {
  return NOTES.test(firstText(cells))
}
