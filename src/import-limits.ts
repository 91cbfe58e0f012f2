/**
 * A filled-in maintenance workbook and a rule pack's folder in, the files of the pack with the changed values dated out, once the
 * pack with them has passed its check; nothing is written here.
 */

import { isDeepStrictEqual } from 'node:util'
import { formatDay, parseDay } from './calendar/day.ts'
import { packFolder } from './check-pack.ts'
import { compile } from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { asMap } from './lib/map.ts'
import { type FilledCell, plainText } from './limits/cells.ts'
import { changesIn, type LimitChange } from './limits/changes.ts'
import { editDated } from './limits/edit.ts'
import { numbersOf } from './limits/numbers.ts'
import { type FilledSheet, filledRows } from './limits/rows.ts'
import { loadPack } from './load/pack.ts'
import { readDate } from './load/times.ts'
import { parseYaml } from './load/yaml.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Message } from './model/message.ts'
import type { PathPart, RuleFile } from './model/source.ts'
import { type Cell, cellName, openWorkbook, StopReading } from './workbook/index.ts'

export type { LimitChange }

export interface ImportLimitsRequest {
  /** Left out: the shipped pack. */
  readonly pack?: string
  readonly workbook: Uint8Array
  /** The workbook's name, as it is printed. */
  readonly name: string
  /** Since when values hold that stand without a date: a civil date. Where the pack says so too, the earlier day counts. */
  readonly since?: string
  readonly workingDirectory: string
  /** Review dates are held against this civil date. */
  readonly today: string
}

export interface ChangedFile {
  /** As loaded. */
  readonly file: string
  readonly before: string
  readonly after: string
}

export interface ImportLimitsResult {
  /** Of the workbook, else of the pack as it would become. With an error there is nothing to write. */
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  readonly changes: readonly LimitChange[]
  readonly files: readonly ChangedFile[]
}

export async function importLimits(request: ImportLimitsRequest): Promise<ImportLimitsResult> {
  const sheets = await filledSheets(request.workbook)
  if (!('problem' in sheets)) return importSheets({ ...request, sheets })
  const span = { file: request.name, line: 1, column: 1 }
  const { zh, en } = sheets.problem
  const message = { zh: `读不出来：${zh}。`, en: `It cannot be read: ${en}.` }
  return stopped([{ code: 'limits-unreadable', severity: 'error', message, span }], [])
}

export type ImportSheetsRequest = Omit<ImportLimitsRequest, 'workbook'> & { readonly sheets: readonly FilledSheet[] }

/** The same from sheets that have been read. */
export function importSheets(request: ImportSheetsRequest): ImportLimitsResult {
  const { sheets, name, since, workingDirectory } = request
  const { files, sha256, diagnostics: unread } = loadPack(packFolder(request), workingDirectory)
  const { rulebook, diagnostics } = compile(files, { sha256 })
  if (!rulebook || unread.some(isError)) return stopped(inOrder([...unread, ...diagnostics]).filter(isError), files)
  const { changes, diagnostics: told } = changesIn({
    workbook: filledRows(sheets),
    name,
    pack: rulebook.pack,
    numbers: numbersOf(files, rulebook),
    ...(since === undefined ? {} : { since }),
  })
  if (changes.length === 0 || told.some(isError)) return stopped(told, files)
  const { edited, refused } = editedFiles(files, changes)
  if (refused.length > 0) return stopped([...told, ...refused], files)
  const today = parseDay(request.today)
  const checked = compile(edited, { sha256, ...(today === undefined ? {} : { today }) })
  const broken = checked.diagnostics.filter(isError)
  if (broken.length > 0) return stopped([...told, ...inOrder(broken)], edited)
  return {
    diagnostics: told,
    texts: textsOf(edited),
    changes,
    files: edited.flatMap((file, at): readonly ChangedFile[] => {
      const before = files[at]?.text ?? ''
      return before === file.text ? [] : [{ file: file.file, before, after: file.text }]
    }),
  }
}

function stopped(diagnostics: readonly Diagnostic[], files: readonly RuleFile[]): ImportLimitsResult {
  return { diagnostics, texts: textsOf(files), changes: [], files: [] }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}

function textsOf(files: readonly RuleFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(file => [file.file, file.text]))
}

/** The numbers of the shipped pack fill some ten thousand. */
const MOST_CELLS = 200_000
const TOO_MANY: Message = {
  zh: '单元格太多，不像是 yardstick limits 导出的维护表',
  en: 'it has too many cells for a workbook that yardstick limits made',
}

// --- the workbook ---------------------------------------------------------------------------------------------------

async function filledSheets(bytes: Uint8Array): Promise<readonly FilledSheet[] | { readonly problem: Message }> {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) return workbook
  const sheets: FilledSheet[] = []
  let left = MOST_CELLS
  for (const { name } of workbook.sheets) {
    const rows: { readonly row: number; readonly cells: readonly FilledCell[] }[] = []
    const end = await workbook.readSheet(name, ({ row, cells }) => {
      left -= cells.length
      if (left < 0) throw new StopReading(TOO_MANY)
      rows.push({ row, cells: cells.map(cell => filledCell(cell, row, name)) })
    })
    if ('problem' in end) return end
    sheets.push({ name, rows })
  }
  return sheets
}

/** What a cell of Excel holds. */
const MOST_LETTERS = 32_767

function filledCell({ value, kind, column }: Cell, row: number, sheet: string): FilledCell {
  const text = plainText(String(value).slice(0, MOST_LETTERS))
  const date = readDate(text.normalize('NFKC'))
  return {
    sheet,
    ref: cellName(row, column),
    row,
    column,
    text,
    ...(kind === 'number' ? { number: Number(value) } : {}),
    ...(kind === 'date' ? { isDate: true } : {}),
    ...('value' in date && typeof date.value === 'number' ? { day: formatDay(date.value) } : {}),
  }
}

// --- the files ------------------------------------------------------------------------------------------------------

interface Edited {
  readonly edited: readonly RuleFile[]
  readonly refused: readonly Diagnostic[]
}

function editedFiles(files: readonly RuleFile[], changes: readonly LimitChange[]): Edited {
  const refused: Diagnostic[] = []
  const edited = files.map(file => {
    let after = file
    for (const change of changes.filter(({ number }) => number.file === file)) {
      const { path } = change.number
      const result = editDated(after.text, { path, ...change })
      if ('text' in result) after = withText(after, result.text, change)
      else refused.push({ code: 'limits-locked', severity: 'error', message: result.refused, span: file.locate(path) })
    }
    return after
  })
  return { edited, refused }
}

/** An edit that would change anything else is our bug, and must never reach a file. */
function withText(file: RuleFile, text: string, change: LimitChange): RuleFile {
  const { file: read, diagnostics } = parseYaml(text, file.file, file.isTest)
  if (diagnostics.length > 0 || !isDeepStrictEqual(read.value, withChange(file.value, change.number.path, change)))
    throw new Error(`${change.number.id} could not be dated in ${file.file}`)
  const { profile, layer } = file
  return { ...read, ...(profile === undefined ? {} : { profile }), ...(layer === undefined ? {} : { layer }) }
}

/** What the file must then read as. Keys that are not there yet come after the title; their order counts for nothing. */
function withChange(value: unknown, [part, ...rest]: readonly PathPart[], change: LimitChange): unknown {
  if (part === undefined) {
    const isDated = change.since === undefined && typeof value === 'object' && value !== null
    const earlier = isDated ? value : change.since === undefined ? {} : { [change.since]: value }
    return { ...earlier, [change.day]: change.value }
  }
  if (Array.isArray(value)) return value.map((one, at) => (at === part ? withChange(one, rest, change) : one))
  const map = asMap(value)
  return { ...map, [part]: withChange(map[part], rest, change) }
}
