/** A workbook (.xlsx) in, the headers and rows of its one sheet of records out. */

import { nearest } from '../../lib/nearest.ts'
import type { Message } from '../../model/message.ts'
import { type Cell, type MergedCells, openWorkbook, StopReading, type WorkbookReader } from '../../workbook/index.ts'
import { FIRST_ROWS, type FoundHeader, findHeader } from '../header.ts'
import type { RawRow, Table, TableOptions } from './table.ts'

export const WORKBOOK_ENDINGS: readonly string[] = ['xlsx', 'xlsm']

export interface WorkbookOptions extends TableOptions {
  /** Left out: the only sheet whose header names fields. */
  readonly sheet?: string
}

export interface WorkbookTable {
  readonly table: Table
  /** Where the workbook has others that hold something. */
  readonly sheet?: string
}

type Problem = { readonly problem: Message }

/** What is kept of all its sheets: with more, the file is refused, and is to be split. */
interface Kept {
  /** Blank ones between others too: they take as much room. */
  cells: number
  letters: number
}

const MOST_CELLS = 1_500_000
/** Letters of cells that are no shared texts. */
const MOST_LETTERS = 30_000_000

export async function readWorkbook(bytes: Uint8Array, options: WorkbookOptions): Promise<WorkbookTable | Problem> {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) return workbook
  const names = sheetsMeant(workbook, options.sheet)
  if ('problem' in names) return names
  const sheets: FilledSheet[] = []
  const kept = { cells: 0, letters: 0 }
  for (const name of names.sheets) {
    const sheet = await fillIn(workbook, name, kept)
    if ('problem' in sheet) return { problem: onSheet(name, sheet.problem) }
    if (sheet.rows.length > 0) sheets.push(sheet)
  }
  const chosen = chooseSheet(sheets, options)
  if ('problem' in chosen) return chosen
  const table = tableOf(chosen, options)
  if ('problem' in table) return { problem: onSheet(chosen.name, table.problem) }
  return { table, ...(workbook.sheets.length > 1 ? { sheet: chosen.name } : {}) }
}

/** Every sheet in sight that holds something, each with its name. */
export async function readSheets(
  bytes: Uint8Array,
  options: TableOptions,
): Promise<readonly { readonly sheet: string; readonly table: Table }[] | Problem> {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) return workbook
  const tables: { sheet: string; table: Table }[] = []
  const kept = { cells: 0, letters: 0 }
  for (const { name, isHidden } of workbook.sheets) {
    if (isHidden) continue
    const sheet = await fillIn(workbook, name, kept)
    if ('problem' in sheet) return { problem: onSheet(name, sheet.problem) }
    if (sheet.rows.length === 0) continue
    const table = tableOf(withHeader(sheet, options), options)
    if ('problem' in table) return { problem: onSheet(name, table.problem) }
    tables.push({ sheet: name, table })
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

async function fillIn(workbook: WorkbookReader, name: string, kept: Kept): Promise<FilledSheet | Problem> {
  const rows: FilledRow[] = []
  const end = await workbook.readSheet(name, ({ row, isHidden, cells: filled }) => {
    if (!filled.some(isFilled)) return
    const cells: unknown[] = new Array(filled.at(-1)?.column ?? 0).fill(undefined)
    for (const cell of filled) {
      cells[cell.column - 1] = rawValue(cell)
      if (typeof cell.value === 'string' && !cell.isShared) kept.letters += cell.value.length + LETTERS_A_TEXT
    }
    kept.cells += cells.length
    if (kept.cells > MOST_CELLS || kept.letters > MOST_LETTERS) throw new StopReading(TOO_MUCH)
    rows.push({ row, isHidden, cells })
  })
  return 'problem' in end ? end : { name, rows, merged: end.merged }
}

const LETTERS_A_TEXT = 20

const TOO_MUCH: Message = {
  zh: '单元格太多（连同中间的空格超过一百五十万个，或文字超过三千万字）：请分成几个文件，或另存为“CSV UTF-8”',
  en: 'too many cells (more than a million and a half, blank ones between them included, or than thirty million letters): split it into several files, or save it as CSV UTF-8',
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

function tableOf({ rows, merged, found }: ChosenSheet, { headerRow }: WorkbookOptions): Table | Problem {
  const at = headerRow ?? found?.row ?? rows[0]?.row ?? 1
  const named = found?.headers ?? rows.find(({ row }) => row === at)?.cells.map(cell => textOf(cell).trim()) ?? []
  const headers = named.slice(0, named.findLastIndex(header => header !== '') + 1)
  const below = rows.filter(({ row }) => row > at)
  const spread = spreadBelow(below, merged, at)
  if (!spread) return { problem: MERGED_TOO_MUCH }
  return {
    headers,
    headerRow: at,
    rows: below.map(one => rowOf(one, spread.get(one.row), headers.length)),
    hidden: below.filter(({ isHidden }) => isHidden).map(({ row }) => row),
  }
}

/** Cells that are filled from the one they are merged with. */
const MOST_SPREAD = 1_000_000
const MERGED_TOO_MUCH: Message = {
  zh: '合并的单元格多得不合常理，拒绝读取',
  en: 'it has more merged cells than any office’s sheet, and is refused',
}

/** A cell that spans several rows of one column says the same of each. Undefined: of more than anybody merged. */
function spreadBelow(
  rows: readonly FilledRow[],
  merged: readonly MergedCells[],
  headerRow: number,
): ReadonlyMap<number, ReadonlyMap<number, unknown>> | undefined {
  const spread = new Map<number, Map<number, unknown>>()
  const tall = merged.filter(
    one => one.fromRow > headerRow && one.toRow > one.fromRow && one.fromColumn === one.toColumn,
  )
  if (tall.length === 0) return spread
  const byRow = new Map(rows.map(one => [one.row, one]))
  const last = rows.at(-1)?.row ?? 0
  let count = 0
  for (const { fromRow, toRow, fromColumn } of tall) {
    const value = byRow.get(fromRow)?.cells[fromColumn - 1]
    if (value === undefined) continue
    count += Math.min(toRow, last) - fromRow
    if (count > MOST_SPREAD) return undefined
    for (let row = fromRow + 1; row <= Math.min(toRow, last); row++) {
      const own = spread.get(row) ?? new Map<number, unknown>()
      spread.set(row, own.set(fromColumn - 1, value))
    }
  }
  return spread
}

function rowOf(
  { row, cells: filled }: FilledRow,
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
  if (!spread) return { row, cells: filled }
  return { row, cells: Array.from({ length: width }, (_, at) => filled[at] ?? spread.get(at)) }
}

function onSheet(name: string, { zh, en }: Message): Message {
  return { zh: `工作表“${name}”：${zh}`, en: `Sheet '${name}': ${en}` }
}
