/** A workbook (.xlsx, .xls) in, the headers and rows of its one sheet of records out. */

import { nearest } from '../../lib/nearest.ts'
import type { Message } from '../../model/message.ts'
import { type Cell, type MergedCells, openWorkbook, type Row, type WorkbookReader } from '../../workbook/index.ts'
import { FIRST_ROWS, type FoundHeader, findHeader } from '../header.ts'
import type { Batch, Problem, RawRow, Table, TableOptions, WorkbookOptions } from './table.ts'

export const WORKBOOK_ENDINGS: readonly string[] = ['xlsx', 'xlsm', 'xls']

export interface WorkbookTable {
  readonly encoding: string
  readonly table: Table
  /** Where the workbook has others that hold something. */
  readonly sheet?: string
}

/** More cells than this are not kept: the file is refused, and is to be split. */
const MOST_CELLS = 8_000_000
/** Places in rows that are kept for cells: blank ones to the left of others, and those that merged ones are spread to. */
const MOST_ROOM = 8 * MOST_CELLS

export async function readWorkbook(bytes: Uint8Array, options: WorkbookOptions): Promise<WorkbookTable | Problem> {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) return workbook
  const names = sheetsMeant(workbook, options.sheet)
  if ('problem' in names) return names
  const sheets: FilledSheet[] = []
  for (const name of names.sheets) {
    const sheet = await fillIn(workbook, name)
    if ('problem' in sheet) return { problem: onSheet(name, sheet.problem) }
    if (sheet.rows.length > 0) sheets.push(sheet)
  }
  const chosen = chooseSheet(sheets, options)
  if ('problem' in chosen) return chosen
  const within = workbook.sheets.length > 1 ? { sheet: chosen.name } : {}
  return { encoding: workbook.format, table: tableOf(chosen, options), ...within }
}

/** Every sheet in sight that holds something, each with its name. */
export async function readSheets(
  bytes: Uint8Array,
  options: TableOptions,
): Promise<readonly { readonly sheet: string; readonly table: Table }[] | Problem> {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) return workbook
  const tables: { sheet: string; table: Table }[] = []
  for (const { name, isHidden } of workbook.sheets) {
    if (isHidden) continue
    const sheet = await fillIn(workbook, name)
    if ('problem' in sheet) return { problem: onSheet(name, sheet.problem) }
    if (sheet.rows.length > 0) tables.push({ sheet: name, table: tableOf(withHeader(sheet, options), options) })
  }
  return tables
}

/** Hidden sheets are lists for drop-downs and the like; they are read where they are named. */
function sheetsMeant({ sheets }: WorkbookReader, name: string | undefined): { readonly sheets: string[] } | Problem {
  if (name === undefined) return { sheets: sheets.filter(one => !one.isHidden).map(one => one.name) }
  const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()
  const sheet = sheets.find(one => one.name === name) ?? sheets.find(one => plain(one.name) === plain(name))
  if (sheet) return { sheets: [sheet.name] }
  const all = sheets.map(one => one.name)
  const meant = nearest(name, all)
  return {
    problem: {
      zh: `没有工作表“${name}”，有：${all.join('、')}${meant === undefined ? '' : `（是不是“${meant}”？）`}`,
      en: `There is no sheet '${name}'; there are ${all.join(', ')}${meant === undefined ? '' : ` (did you mean '${meant}'?)`}`,
    },
  }
}

// --- one sheet ------------------------------------------------------------------------------------------------------

interface FilledRow {
  readonly row: number
  readonly isHidden: boolean
  /** As `table.ts` has them; nothing where the cell is blank. */
  readonly cells: readonly unknown[]
}

interface FilledSheet {
  readonly name: string
  readonly rows: readonly FilledRow[]
  readonly merged: readonly MergedCells[]
}

async function fillIn(workbook: WorkbookReader, name: string): Promise<FilledSheet | Problem> {
  const rows: FilledRow[] = []
  let count = 0
  let room = 0
  const end = await workbook.readSheet(name, ({ row, isHidden, cells: filled }) => {
    count += filled.length
    room += filled.at(-1)?.column ?? 0
    if (count > MOST_CELLS || room > MOST_ROOM || !filled.some(isFilled)) return
    const cells: unknown[] = []
    for (const cell of filled) {
      while (cells.length < cell.column - 1) cells.push(undefined)
      cells.push(rawValue(cell))
    }
    rows.push({ row, isHidden, cells })
  })
  if ('problem' in end) return end
  const isTooLarge = count > MOST_CELLS || room + spreadRoom(end.merged, rows.at(-1)) > MOST_ROOM
  if (isTooLarge)
    return {
      problem: {
        zh: '单元格超过八百万个，请分成几个文件',
        en: 'more than eight million cells; split it into several files',
      },
    }
  return { name, rows, merged: end.merged }
}

/** Cells that merged ones are spread to, as far down as there are rows. */
function spreadRoom(merged: readonly MergedCells[], last: Pick<Row, 'row'> | undefined): number {
  return merged.reduce(
    (sum, one) => sum + (isTall(one) ? Math.max(0, Math.min(one.toRow, last?.row ?? 0) - one.fromRow) : 0),
    0,
  )
}

/** Over several rows of one column. */
function isTall({ fromRow, toRow, fromColumn, toColumn }: MergedCells): boolean {
  return toRow > fromRow && fromColumn === toColumn
}

function isFilled({ value }: Cell): boolean {
  return typeof value !== 'string' || value.trim() !== ''
}

/** A spreadsheet keeps fifteen digits: a longer number is no longer the one that was typed, and is shown as damaged. */
function rawValue({ kind, value, isPercent }: Cell): unknown {
  // As the same sheet saved as CSV has it: 95%.
  if (isPercent && typeof value === 'number') return `${Number((value * 100).toPrecision(15))}%`
  return kind === 'number' && typeof value === 'number' && Math.abs(value) >= 1e15 ? value.toExponential() : value
}

// --- which sheet ----------------------------------------------------------------------------------------------------

type ChosenSheet = FilledSheet & { readonly found: FoundHeader | undefined }

function chooseSheet(sheets: readonly FilledSheet[], options: WorkbookOptions): ChosenSheet | Problem {
  const candidates = sheets.map(one => withHeader(one, options))
  const [only, ...others] = candidates
  if (!only) return { problem: { zh: '工作表是空的', en: 'The sheet is empty' } }
  if (others.length === 0 || options.sheet !== undefined) return only
  const matching = candidates.filter(({ found }) => (found?.known ?? 0) > 0)
  const most = Math.max(...candidates.map(({ found }) => found?.known ?? 0))
  const best = matching.filter(({ found }) => found?.known === most)
  const [one, ...rest] =
    matching.length > 0 && most > 1 ? matching.filter(({ found }) => (found?.known ?? 0) > 1) : best
  if (one && rest.length === 0) return one
  const names = (one ? [one, ...rest] : candidates).map(({ name }) => name)
  return {
    problem: one
      ? {
          zh: `有几张工作表的表头都对得上（${names.join('、')}）：请在 appraisal.yaml 里分别写明 sheet`,
          en: `Several sheets have a header that fits (${names.join(', ')}): say which under sheet in appraisal.yaml, each by itself`,
        }
      : {
          zh: `没有一张工作表的表头对得上（${names.join('、')}）：请在 appraisal.yaml 里写明 sheet 和 columns`,
          en: `No sheet has a header that fits (${names.join(', ')}): name sheet and columns in appraisal.yaml`,
        },
  }
}

function withHeader(sheet: FilledSheet, { headerRow, isKnown }: TableOptions): ChosenSheet {
  const first = sheet.rows.slice(0, FIRST_ROWS).map(({ row, cells }) => ({ row, cells: cells.map(textOf) }))
  const at = headerRow === undefined ? first : first.filter(({ row }) => row === headerRow)
  return { ...sheet, found: findHeader(at, { isKnown, merged: sheet.merged }) }
}

function textOf(cell: unknown): string {
  return cell === undefined ? '' : String(cell)
}

// --- its table ------------------------------------------------------------------------------------------------------

function tableOf({ rows, merged, found }: ChosenSheet, { headerRow }: WorkbookOptions): Table {
  const at = headerRow ?? found?.row ?? rows[0]?.row ?? 1
  const named = found?.headers ?? rows.find(({ row }) => row === at)?.cells.map(cell => textOf(cell).trim()) ?? []
  const headers = named.slice(0, named.findLastIndex(header => header !== '') + 1)
  const below = rows.filter(({ row }) => row > at)
  const spread = spreadBelow(below, merged, at)
  return {
    headers,
    headerRow: at,
    rows: inBatches(below, one => rowOf(one, spread.get(one.row), headers.length)),
  }
}

const BATCH_ROWS = 1000

/** Each row is let go when it was handed on. */
async function* inBatches(rows: FilledRow[], made: (row: FilledRow) => RawRow): AsyncIterable<Batch> {
  rows.reverse()
  while (rows.length > 0) yield rows.splice(-BATCH_ROWS).reverse().map(made)
}

/** A cell that spans several rows of one column says the same of each. */
function spreadBelow(
  rows: readonly FilledRow[],
  merged: readonly MergedCells[],
  headerRow: number,
): ReadonlyMap<number, ReadonlyMap<number, unknown>> {
  const spread = new Map<number, Map<number, unknown>>()
  const tall = merged.filter(one => one.fromRow > headerRow && isTall(one))
  if (tall.length === 0) return spread
  const byRow = new Map(rows.map(one => [one.row, one]))
  const last = rows.at(-1)?.row ?? 0
  for (const { fromRow, toRow, fromColumn } of tall) {
    const value = byRow.get(fromRow)?.cells[fromColumn - 1]
    if (value === undefined) continue
    for (let row = fromRow + 1; row <= Math.min(toRow, last); row++) {
      const own = spread.get(row) ?? new Map<number, unknown>()
      spread.set(row, own.set(fromColumn - 1, value))
    }
  }
  return spread
}

function rowOf(
  { row, cells: filled, isHidden }: FilledRow,
  spread: ReadonlyMap<number, unknown> | undefined,
  width: number,
): RawRow {
  const beyond = filled.findLastIndex(cell => textOf(cell).trim() !== '') + 1
  if (beyond > width) {
    const broken = {
      zh: `本行有 ${beyond} 列，表头有 ${width} 列`,
      en: `This row has ${beyond} columns, the header ${width}`,
    }
    return { row, broken, text: filled.map(textOf).join(' | ') }
  }
  const cells = spread ? Array.from({ length: width }, (_, at) => filled[at] ?? spread.get(at)) : filled
  return { row, cells, ...(isHidden ? { isHidden } : {}) }
}

function onSheet(name: string, { zh, en }: Message): Message {
  return { zh: `工作表“${name}”：${zh}`, en: `Sheet '${name}': ${en}` }
}
