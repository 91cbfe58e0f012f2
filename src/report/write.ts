/** Files in, a folder of results out: written aside and moved into place whole, so that there is always the old or the new. */

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { OutputFile } from './output.ts'

/** Undefined: all was written. A folder that holds other things than results is never replaced. */
export function writeWhole(out: string, files: readonly OutputFile[]): Diagnostic | undefined {
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, 'manifest.json'))) return refusal(out)
  const parent = dirname(out)
  mkdirSync(parent, { recursive: true })
  const aside = join(parent, `.${basename(out)}.writing`)
  const old = join(parent, `.${basename(out)}.old`)
  // What an interrupted run left: the new half is dropped, and results that were moved away come back.
  rmSync(aside, { recursive: true, force: true })
  if (existsSync(old) && !existsSync(out)) renameSync(old, out)
  rmSync(old, { recursive: true, force: true })

  for (const { path, content } of files) {
    const target = join(aside, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
  if (existsSync(out)) renameSync(out, old)
  renameSync(aside, out)
  rmSync(old, { recursive: true, force: true })
  return undefined
}

function refusal(out: string): Diagnostic {
  const name = basename(out)
  return {
    code: 'out-refused',
    severity: 'error',
    message: {
      zh: `${name} 里有别的文件，不是考评结果文件夹：为免误删，没有写入。请用 --out 另指定一个文件夹。`,
      en: `${name} holds other files and is no folder of results: nothing was written, lest something be lost. Name another folder with --out.`,
    },
    span: { file: name, line: 1, column: 1 },
  }
}
