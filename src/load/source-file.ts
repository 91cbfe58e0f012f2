/** A path in, the file's table, encoding and hash out, or why it cannot be read. */

import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Field } from '../model/event.ts'
import type { RecordFile } from '../model/setup.ts'
import { knownHeaders } from './columns.ts'
import {
  endingOf,
  FORMATS,
  formatOf,
  isUnreadFormat,
  isWorkbook,
  isWorkbookContent,
  mayBeText,
  openWorkbookText,
  readWorkbook,
} from './formats/index.ts'
import type { Format, Problem, Table, TableOptions, WorkbookOptions } from './formats/table.ts'
import { problem, wholeFile } from './problem.ts'
import type { RowSource } from './rows.ts'
import { openText, UNREADABLE } from './text.ts'
import { leaves, MOST_WORKBOOK, readBytes } from './whole-file.ts'

/** A file that a run rests on, for the manifest; or a query, with the hash of the rows that it gave. */
export interface InputFile {
  readonly file: string
  readonly sha256: string
  readonly query?: string
}

export interface SourceTable {
  /** As diagnostics, evidence and the manifest print it. */
  readonly shown: string
  /** Known when its rows have been read. */
  input(): InputFile
  /** Only of a workbook that has several. */
  readonly sheet?: string
  readonly table: Table
  readonly encoding: string
  /** What there is to say of the file, which is read all the same. */
  readonly told: readonly Diagnostic[]
}

/** Its rows, with the place that they have in evidence. */
export function rowSource({ shown, sheet, table }: SourceTable): RowSource {
  return { file: shown, ...(sheet === undefined ? {} : { sheet }), table }
}

export interface SourcePlace {
  readonly shown: string
  readonly folder: string
  /** What its columns may be called. */
  readonly fields: ReadonlyMap<string, Field>
}

/** `shown` is the name that diagnostics, evidence and the manifest print: relative to the folder, with `/`. */
export async function readSource(
  { path, sheet, headerRow, columns }: RecordFile,
  { shown, folder, fields }: SourcePlace,
): Promise<SourceTable | { readonly diagnostic: Diagnostic }> {
  const fault = (zh: string, en: string, code: 'file-unreadable' | 'format-unknown' = 'file-unreadable') => ({
    diagnostic: problem(code, wholeFile(shown), { zh, en }),
  })
  if (!existsSync(path)) return fault(`找不到文件 ${shown}`, `There is no file ${shown}`)
  if (!statSync(path).isFile()) return fault(`${shown} 不是文件`, `${shown} is no file`)
  if (leaves(path, folder))
    return fault(
      `${shown} 是指向文件夹之外的链接，拒绝读取`,
      `${shown} is a link that leads out of the folder and is refused`,
    )
  const format = formatOf(path)
  if (!format && !isWorkbook(path)) {
    const ending = endingOf(path)
    const known = ['xlsx', 'xls', ...FORMATS.flatMap(one => one.endings)].join('、')
    return isUnreadFormat(path)
      ? fault(
          `${shown}：不读取 .${ending}，请另存为 .xlsx 或“CSV UTF-8”`,
          `${shown}: .${ending} is not read; save it as .xlsx or CSV UTF-8`,
          'format-unknown',
        )
      : fault(
          `${shown}：不认识的格式，可用：${known}（文本可加 .gz）`,
          `${shown}: a format that is not known; there are ${known.replaceAll('、', ', ')} (text also .gz)`,
          'format-unknown',
        )
  }
  const options = { isKnown: knownHeaders(fields, columns), ...(headerRow === undefined ? {} : { headerRow }) }
  const isBook = format !== undefined && isReallyWorkbook(path)
  const read =
    format && !isBook
      ? await readText(path, format, options)
      : await readBook(path, { ...options, ...(sheet === undefined ? {} : { sheet }) })
  if ('problem' in read) return fault(`${shown}：${read.problem.zh}`, `${shown}: ${read.problem.en}`)
  const { sha256, isText, ...rest } = read
  const told = isText ? [toldAsText(shown, read.encoding)] : isBook ? [toldAsBook(shown, read.encoding)] : []
  return { shown, input: () => ({ file: shown, sha256 }), told, ...rest }
}

/** By its first bytes, under the name of a text: a workbook that somebody renamed instead of exporting it. */
export function isReallyWorkbook(path: string): boolean {
  const head = headOf(path)
  return head !== undefined && isWorkbookContent(head)
}

function toldAsBook(shown: string, encoding: string): Diagnostic {
  return problem('workbook-is-text', wholeFile(shown), {
    zh: `${shown} 其实是 Excel 工作簿（${encoding}），不是文字，已照工作簿读取`,
    en: `${shown} is really an Excel workbook (${encoding}) and no text; it was read as workbooks are`,
  })
}

function toldAsText(shown: string, encoding: string): Diagnostic {
  return problem('workbook-is-text', wholeFile(shown), {
    zh: `${shown} 其实是文字（${encoding}），不是 Excel 工作簿，已照 CSV 读取`,
    en: `${shown} is really text (${encoding}) and no Excel workbook; it was read as CSV is`,
  })
}

/** `isText`: under the name of a workbook. */
type FileRead = Pick<SourceTable, 'table' | 'encoding' | 'sheet'> &
  Pick<InputFile, 'sha256'> & { readonly isText?: boolean }

async function readText(path: string, format: Format, options: TableOptions): Promise<FileRead | Problem> {
  const text = await openText(path)
  if ('problem' in text) return text
  const { encoding, sha256 } = text
  const table = await format.read(text.pieces(), options)
  return 'problem' in table ? table : { table, encoding, sha256 }
}

async function readBook(path: string, options: WorkbookOptions): Promise<FileRead | Problem> {
  const head = headOf(path)
  if (head && mayBeText(head)) {
    const text = await openWorkbookText(path, head, options)
    if ('problem' in text) return text
    const table = await text.open()
    return 'problem' in table ? table : { table, encoding: text.encoding, sha256: text.sha256, isText: true }
  }
  const bytes = workbookBytes(path)
  if ('problem' in bytes) return bytes
  const read = await readWorkbook(bytes, options)
  return 'problem' in read ? read : { ...read, sha256: sha256(bytes) }
}

/** So many bytes tell what a file is. */
const HEAD_BYTES = 4096

/** Undefined: the system refuses. */
export function headOf(path: string): Uint8Array | undefined {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const head = new Uint8Array(HEAD_BYTES)
    return head.subarray(0, readSync(file, head))
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

export function workbookBytes(path: string): Uint8Array | Problem {
  if (statSync(path).size > MOST_WORKBOOK * 1024 ** 2)
    return {
      problem: { zh: `超过 ${MOST_WORKBOOK} MiB，拒绝读取`, en: `Larger than ${MOST_WORKBOOK} MiB, and refused` },
    }
  return readBytes(path) ?? { problem: UNREADABLE }
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** How a path is printed: as the way from the folder, with `/` everywhere. Two files never share a name. */
export function shownName(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/')
}
