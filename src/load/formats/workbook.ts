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

export async function readWorkbook(bytes: Uint8Array, options: WorkbookOptions): Promise<WorkbookTable | Problem> {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) return workbook
  const names = sheetsMeant(workbook, options.sheet)
  if ('problem' in names) return names
  const sheets = await lookAt(workbook, names.sheets, options)
  if ('problem' in sheets) return sheets
  const chosen = chooseSheet(sheets, options)
  if ('problem' in chosen) return chosen
  const within = workbook.sheets.length > 1 ? { sheet: chosen.name } : {}
  return { encoding: workbook.format, table: tableOf(workbook, chosen, options), ...within }
}

/** Every sheet in sight that holds something, each with its name and its table, from the beginning each time. */
export async function readSheets(
  bytes: Uint8Array,
  options: TableOptions,
): Promise<readonly { readonly sheet: string; open(): Table }[] | Problem> {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) return workbook
  const names = workbook.sheets.filter(({ isHidden }) => !isHidden).map(({ name }) => name)
  const sheets = await lookAt(workbook, names, options)
  if ('problem' in sheets) return sheets
  return sheets.map(one => ({ sheet: one.name, open: () => tableOf(workbook, withHeader(one, options), options) }))
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

/** What is known of a sheet before its rows are taken. */
interface SeenSheet {
  readonly name: string
  readonly first: readonly Row[]
  readonly merged: readonly MergedCells[]
}

/** Those that hold something. */
async function lookAt(
  workbook: WorkbookReader,
  names: readonly string[],
  { headerRow = 0 }: TableOptions,
): Promise<readonly SeenSheet[] | Problem> {
  const sheets: SeenSheet[] = []
  for (const name of names) {
    const look = await workbook.look(name, Math.max(FIRST_ROWS, headerRow))
    if ('problem' in look) return { problem: onSheet(name, look.problem) }
    const first = look.first.filter(({ cells }) => cells.some(isFilled))
    if (first.length > 0) sheets.push({ name, first, merged: look.merged })
  }
  return sheets
}

/** As `table.ts` has them; nothing where a cell is blank. */
function cellsOf({ cells }: Row): readonly unknown[] {
  const values: unknown[] = []
  for (const cell of cells) {
    while (values.length < cell.column - 1) values.push(undefined)
    values.push(rawValue(cell))
  }
  return values
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

type ChosenSheet = SeenSheet & { readonly found: FoundHeader | undefined }

function chooseSheet(sheets: readonly SeenSheet[], options: WorkbookOptions): ChosenSheet | Problem {
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

function withHeader(sheet: SeenSheet, { headerRow, isKnown }: TableOptions): ChosenSheet {
  const rows =
    headerRow === undefined ? sheet.first.slice(0, FIRST_ROWS) : sheet.first.filter(({ row }) => row === headerRow)
  const first = rows.map(one => ({ row: one.row, cells: cellsOf(one).map(textOf) }))
  return { ...sheet, found: findHeader(first, { isKnown, merged: sheet.merged }) }
}

function textOf(cell: unknown): string {
  return cell === undefined ? '' : String(cell)
}

// --- its table ------------------------------------------------------------------------------------------------------

function tableOf(workbook: WorkbookReader, sheet: ChosenSheet, { headerRow }: WorkbookOptions): Table {
  const { name, first, merged, found } = sheet
  const at = headerRow ?? found?.row ?? first[0]?.row ?? 1
  const row = first.find(one => one.row === at)
  const named = found?.headers ?? (row ? cellsOf(row).map(cell => textOf(cell).trim()) : [])
  const headers = named.slice(0, named.findLastIndex(header => header !== '') + 1)
  return { headers, headerRow: at, rows: rowsBelow(workbook, name, { header: at, merged, width: headers.length }) }
}

interface BelowHeader {
  readonly header: number
  readonly merged: readonly MergedCells[]
  readonly width: number
}

/** Rows may reach far to the right: no more of them than these are spread out at a time. */
const BATCH_ROWS = 200

async function* rowsBelow(
  workbook: WorkbookReader,
  name: string,
  { header, merged, width }: BelowHeader,
): AsyncIterable<Batch> {
  const spread = spreading(merged.filter(one => one.fromRow > header))
  for await (const rows of workbook.rows(name)) {
    if ('problem' in rows) {
      yield { problem: onSheet(name, rows.problem) }
      return
    }
    const below = rows.filter(({ row, cells }) => row > header && cells.some(isFilled))
    for (let at = 0; at < below.length; at += BATCH_ROWS)
      yield below.slice(at, at + BATCH_ROWS).map(row => rowOf(row, spread(row.row, cellsOf(row)), width))
  }
}

/** A cell that spans several rows of one column says the same of each. */
function spreading(merged: readonly MergedCells[]) {
  const tall = merged.filter(one => one.toRow > one.fromRow && one.fromColumn === one.toColumn)
  if (tall.length === 0) return (_: number, cells: readonly unknown[]) => cells
  const starts = Map.groupBy(tall, ({ fromRow }) => fromRow)
  const open = new Map<number, { readonly toRow: number; readonly value: unknown }>()
  return (row: number, cells: readonly unknown[]): readonly unknown[] => {
    const filled = [...cells]
    for (const [at, { toRow, value }] of open) {
      if (row > toRow) open.delete(at)
      else filled[at] ??= value
    }
    for (const { toRow, fromColumn } of starts.get(row) ?? []) {
      const value = cells[fromColumn - 1]
      if (value !== undefined) open.set(fromColumn - 1, { toRow, value })
    }
    return filled
  }
}

/** As much of a row as is shown. */
function shownText(cells: readonly unknown[]): string {
  return cells
    .slice(0, 100)
    .map(cell => textOf(cell).slice(0, 200))
    .join(' | ')
    .slice(0, 1000)
}

function rowOf({ row, isHidden }: Row, cells: readonly unknown[], width: number): RawRow {
  const beyond = cells.length > width ? cells.findLastIndex(cell => textOf(cell).trim() !== '') + 1 : 0
  if (beyond > width) {
    const broken = {
      zh: `本行有 ${beyond} 列，表头有 ${width} 列`,
      en: `This row has ${beyond} columns, the header ${width}`,
    }
    return { row, broken, text: shownText(cells) }
  }
  return { row, cells, ...(isHidden ? { isHidden } : {}) }
}

function onSheet(name: string, { zh, en }: Message): Message {
  return { zh: `工作表“${name}”：${zh}`, en: `Sheet '${name}': ${en}` }
}
