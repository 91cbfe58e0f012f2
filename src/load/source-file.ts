/** A path in, the file's table, encoding and hash out, or why it cannot be read. */

import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Field } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { RecordFile } from '../model/setup.ts'
import { knownHeaders } from './columns.ts'
import { endingOf, FORMATS, formatOf, isUnreadFormat, isWorkbook, readWorkbook } from './formats/index.ts'
import type { Format, Table, TableOptions } from './formats/table.ts'
import { problem, wholeFile } from './problem.ts'
import type { RowSource } from './rows.ts'
import { decode, MOST_BYTES } from './text.ts'
import { leaves, MOST_WORKBOOK, readBytes } from './whole-file.ts'

/** A file that a run rests on, for the manifest. */
export interface InputFile {
  readonly file: string
  readonly sha256: string
}

export interface SourceTable {
  readonly input: InputFile
  /** Only of a workbook that has several. */
  readonly sheet?: string
  readonly table: Table
  readonly encoding: string
}

/** Its rows, with the place that they have in evidence. */
export function rowSource({ input, sheet, table }: SourceTable): RowSource {
  return { file: input.file, ...(sheet === undefined ? {} : { sheet }), table }
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
    const known = ['xlsx', ...FORMATS.flatMap(one => one.endings)].join('、')
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
  const most = format ? MOST_BYTES / 1024 ** 2 : MOST_WORKBOOK
  if (statSync(path).size > most * 1024 ** 2)
    return fault(`${shown} 超过 ${most} MiB，拒绝读取`, `${shown} is larger than ${most} MiB and is refused`)
  const bytes = readBytes(path)
  if (!bytes)
    return fault(
      `无法读取 ${shown}：请检查文件权限，或是否正被其他程序打开`,
      `${shown} cannot be read: see whether you may, and whether another program holds it`,
    )
  const options = { isKnown: knownHeaders(fields, columns), ...(headerRow === undefined ? {} : { headerRow }) }
  const read = format
    ? readText(bytes, format, options)
    : await readWorkbook(bytes, { ...options, ...(sheet === undefined ? {} : { sheet }) })
  if ('problem' in read) return fault(`${shown}：${read.problem.zh}`, `${shown}: ${read.problem.en}`)
  const encoding = 'encoding' in read ? read.encoding : 'XLSX'
  const within = 'sheet' in read && read.sheet !== undefined ? { sheet: read.sheet } : {}
  return { input: { file: shown, sha256: sha256(bytes) }, ...within, encoding, table: read.table }
}

function readText(
  bytes: Uint8Array,
  format: Format,
  options: TableOptions,
): { readonly table: Table; readonly encoding: string } | { readonly problem: Message } {
  const decoded = decode(bytes)
  if ('problem' in decoded) return decoded
  const table = format.read(decoded.text, options)
  return 'problem' in table ? table : { table, encoding: decoded.encoding }
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** How a path is printed: as the way from the folder, with `/` everywhere. Two files never share a name. */
export function shownName(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/')
}
