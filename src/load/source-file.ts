/** A path in, the file's table, encoding and hash out, or why it cannot be read. */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, sep } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Field } from '../model/event.ts'
import type { RecordFile } from '../model/setup.ts'
import { knownHeaders } from './columns.ts'
import { endingOf, FORMATS, formatOf, isUnreadFormat } from './formats/index.ts'
import type { Table } from './formats/table.ts'
import { problem, wholeFile } from './problem.ts'
import { decode, MOST_BYTES } from './text.ts'

/** A file that a run rests on, for the manifest. */
export interface InputFile {
  readonly file: string
  readonly sha256: string
}

export interface SourceTable extends InputFile {
  readonly table: Table
  readonly encoding: string
}

export interface SourcePlace {
  readonly shown: string
  readonly folder: string
  /** What its columns may be called. */
  readonly fields: ReadonlyMap<string, Field>
}

/** `shown` is the name that diagnostics, evidence and the manifest print: relative to the folder, with `/`. */
export async function readSource(
  { path, headerRow, columns }: RecordFile,
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
  if (!format) {
    const ending = endingOf(path)
    const known = FORMATS.flatMap(one => one.endings).join('、')
    return isUnreadFormat(path)
      ? fault(
          `${shown}：暂不读取 .${ending}，请另存为“CSV UTF-8”`,
          `${shown}: .${ending} is not read yet; save it as CSV UTF-8`,
          'format-unknown',
        )
      : fault(
          `${shown}：不认识的格式，可用：${known}（可加 .gz）`,
          `${shown}: a format that is not known; there are ${known.replaceAll('、', ', ')} (each also .gz)`,
          'format-unknown',
        )
  }
  if (statSync(path).size > MOST_BYTES)
    return fault(`${shown} 超过 400 MiB，拒绝读取`, `${shown} is larger than 400 MiB and is refused`)
  const bytes = readBytes(path)
  if (!bytes)
    return fault(
      `无法读取 ${shown}：请检查文件权限，或是否正被其他程序打开`,
      `${shown} cannot be read: see whether you may, and whether another program holds it`,
    )
  const decoded = decode(bytes)
  if ('problem' in decoded) return fault(`${shown}：${decoded.problem.zh}`, `${shown}: ${decoded.problem.en}`)
  const table = format.read(decoded.text, {
    isKnown: knownHeaders(fields, columns),
    ...(headerRow === undefined ? {} : { headerRow }),
  })
  if ('problem' in table) return fault(`${shown}：${table.problem.zh}`, `${shown}: ${table.problem.en}`)
  return { file: shown, sha256: sha256(bytes), encoding: decoded.encoding, table }
}

/** Undefined: the system refuses (no permission, a directory, a broken disk). */
export function readBytes(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A link whose target lies outside the folder that the file itself lies in by name. */
function leaves(path: string, folder: string): boolean {
  return isInside(path, folder) && !isInside(realpathSync(path), realpathSync(folder))
}

function isInside(path: string, folder: string): boolean {
  const [first] = relative(folder, path).split(sep)
  return first !== '..' && !isAbsolute(relative(folder, path))
}

/** How a path is printed: as the way from the folder, with `/` everywhere. Two files never share a name. */
export function shownName(path: string, folder: string): string {
  return relative(folder, path).split(sep).join('/')
}
