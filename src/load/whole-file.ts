/** A path in, the bytes of a file that is read whole out, or why it is not read. */

import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, sep } from 'node:path'
import { NOT_OPENED, whyUnread } from '../lib/readable.ts'
import type { Message } from '../model/message.ts'

/** Of files that people write by hand. */
export const MOST_WRITTEN = 2
/** Of files that a program wrote. */
export const MOST_MADE = 32
/** Packed, as they are; their sheets are read row by row. */
export const MOST_WORKBOOK = 64
/** Of the results of 150,000 people; they are looked through part by part. */
export const MOST_RESULTS = 511

export interface FileBounds {
  readonly mostMebibytes: number
  /** A file that lies in it by name must lie in it indeed; left out: it was named by whoever asked. */
  readonly folder?: string
}

/** The words of the problem go on from the name of the file. */
export function readWhole(
  path: string,
  { mostMebibytes, folder }: FileBounds,
): { readonly bytes: Uint8Array } | { readonly problem: Message } {
  if (folder !== undefined && existsSync(path) && leaves(path, folder)) return { problem: LEAVES }
  const problem = whyUnread(existsSync(path) ? statSync(path) : undefined, mostMebibytes)
  if (problem) return { problem }
  const bytes = readBytes(path)
  return bytes ? { bytes } : { problem: NOT_OPENED }
}

const LEAVES: Message = {
  zh: '是指向文件夹之外的链接，拒绝读取',
  en: 'is a link that leads out of the folder and is refused',
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

/** A link whose target lies outside the folder that the file itself lies in by name. */
export function leaves(path: string, folder: string): boolean {
  return isInside(path, folder) && !isInside(realpathSync(path), realpathSync(folder))
}

function isInside(path: string, folder: string): boolean {
  const [first] = relative(folder, path).split(sep)
  return first !== '..' && !isAbsolute(relative(folder, path))
}
