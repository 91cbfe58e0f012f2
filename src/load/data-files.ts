/** A folder in, the data files that lie in it (or in its `records/`) out, in a fixed order. */

import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { compareText } from '../lib/order.ts'
import { formatOf, isUnreadFormat, isWorkbook } from './formats/index.ts'

export const SETUP_FILE = 'appraisal.yaml'

/** Those of formats that are not read are among them: whoever laid one there is told. Hidden and lock files are not. */
export function dataFiles(folder: string): readonly string[] {
  const inside = (directory: string): readonly string[] => {
    if (!existsSync(directory) || !statSync(directory).isDirectory()) return []
    return readdirSync(directory, { withFileTypes: true })
      .filter(entry => !entry.isDirectory() && !/^(\.|~\$)/.test(entry.name))
      .filter(entry => formatOf(entry.name) !== undefined || isWorkbook(entry.name) || isUnreadFormat(entry.name))
      .map(entry => join(directory, entry.name))
  }
  return [...inside(folder), ...inside(join(folder, 'records'))].sort(compareText)
}

/** The first file that bears one of the names, whatever its ending. */
export function findFile(folder: string, names: readonly string[]): string | undefined {
  const plainNames = names.map(plainName)
  return dataFiles(folder).find(path => plainNames.includes(stemOf(path)))
}

/** The name without folder and ending, as names are compared. */
export function stemOf(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? path
  return plainName(name.replace(/\.gz$/i, '').replace(/\.[^.]+$/, ''))
}

/** File systems and people differ in width, case, and in `-` and `_`. */
export function plainName(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replaceAll('_', '-')
}
