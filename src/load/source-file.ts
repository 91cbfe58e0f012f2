/** A path in, the file's table, encoding and hash out, or why it cannot be read. */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, relative, sep } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import { FORMATS, endingOf, formatOf, UNREAD_ENDINGS } from './formats/index.ts'
import type { Table } from './formats/table.ts'
import { problem, wholeFile } from './problem.ts'
import { decode } from './text.ts'

/** A file that a run rests on, for the manifest. */
export interface InputFile {
  readonly file: string
  readonly sha256: string
}

export interface SourceTable extends InputFile {
  readonly table: Table
  readonly encoding: string
}

/** `shown` is the name that diagnostics, evidence and the manifest print: relative to the folder, with `/`. */
export function readSource(
  path: string,
  shown: string,
  folder: string,
  options: { readonly headerRow?: number } = {},
): SourceTable | { readonly diagnostic: Diagnostic } {
  const fault = (zh: string, en: string, code: 'file-unreadable' | 'format-unknown' = 'file-unreadable') => ({ diagnostic: problem(code, wholeFile(shown), { zh, en }) })
  if (!existsSync(path)) return fault(`找不到文件 ${shown}`, `There is no file ${shown}`)
  if (!statSync(path).isFile()) return fault(`${shown} 不是文件`, `${shown} is no file`)
  if (leaves(path, folder)) return fault(`${shown} 是指向文件夹之外的链接，拒绝读取`, `${shown} is a link that leads out of the folder and is refused`)
  const format = formatOf(path)
  if (!format) {
    const ending = endingOf(path)
    const isWorkbook = UNREAD_ENDINGS.some(one => one === ending)
    const known = FORMATS.flatMap(one => one.endings).join('、')
    return isWorkbook
      ? fault(`${shown}：暂不读取 .${ending}，请另存为“CSV UTF-8”`, `${shown}: .${ending} is not read yet; save it as CSV UTF-8`, 'format-unknown')
      : fault(`${shown}：不认识的格式，可用：${known}（可加 .gz）`, `${shown}: a format that is not known; there are ${known.replaceAll('、', ', ')} (each also .gz)`, 'format-unknown')
  }
  const bytes = readFileSync(path)
  const decoded = decode(bytes)
  if ('problem' in decoded) return fault(`${shown}：${decoded.problem.zh}`, `${shown}: ${decoded.problem.en}`)
  const table = format.read(decoded.text, options)
  if ('problem' in table) return fault(`${shown}：${table.problem.zh}`, `${shown}: ${table.problem.en}`)
  return { file: shown, sha256: sha256(bytes), encoding: decoded.encoding, table }
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A link whose target lies outside the folder that the file itself lies in by name. */
function leaves(path: string, folder: string): boolean {
  const isInside = !relative(folder, path).startsWith('..')
  if (!isInside) return false
  return relative(realpathSync(folder), realpathSync(path)).startsWith('..')
}

/** How a path is printed: relative to the folder, with `/` everywhere; outside of it the bare name. */
export function shownName(path: string, folder: string): string {
  const name = relative(folder, path)
  return name.startsWith('..') ? basename(path) : name.split(sep).join('/')
}
