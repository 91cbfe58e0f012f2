/** A folder's name in, the starter laid into it out: a small rule pack with its tests, records, and settings for editors. */

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compareText } from './lib/order.ts'
import { LITTER, systemProblem } from './lib/system-problem.ts'
import type { Message } from './model/message.ts'
import { packageRoot } from './package-root.ts'

export type InitResult =
  | { readonly written: readonly string[] }
  /** `holds`: what is in the way. `written`: how many files came first, where a disk filled up on the way. */
  | { readonly refused: Message; readonly holds: readonly string[]; readonly written: number }

/** A folder under version control may be there before anything is in it. */
const ALLOWED = new Set(['.git'])

/** Editors read the schemas from beside their settings, so that completion needs no network. */
const SCHEMAS = ['appraisal', 'pack', 'tests'].map(name => `${name}.schema.json`)

export function initFolder(directory: string): InitResult {
  let written = 0
  try {
    if (existsSync(directory) && !statSync(directory).isDirectory())
      return { refused: { zh: '是一个文件，不是文件夹', en: 'is a file and no folder' }, holds: [], written }
    const holds = whatIsInTheWay(directory)
    if (holds.length > 0) return { refused: { zh: '不是空的', en: 'is not empty' }, holds, written }
    const files = starterFiles()
    for (const { path, bytes } of files) {
      const target = join(directory, path)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, bytes)
      written++
    }
    return { written: files.map(({ path }) => path) }
  } catch (error) {
    const refused = systemProblem(error)
    if (!refused) throw error
    return { refused, holds: [], written }
  }
}

function whatIsInTheWay(directory: string): readonly string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .filter(name => !ALLOWED.has(name) && !LITTER.test(name))
    .toSorted(compareText)
}

function starterFiles(): readonly { readonly path: string; readonly bytes: Uint8Array }[] {
  const root = fileURLToPath(new URL('templates/starter/', packageRoot))
  const own = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name))
    .map(file => ({ path: relative(root, file).split(sep).join('/'), bytes: readFileSync(file) }))
  const schemas = SCHEMAS.map(name => ({
    path: `.vscode/${name}`,
    bytes: readFileSync(new URL(`schemas/${name}`, packageRoot)),
  }))
  return [...own, ...schemas].toSorted((one, other) => compareText(one.path, other.path))
}
