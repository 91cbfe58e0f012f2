/** Files in, a folder of results out: written aside and moved into place whole, so that there is always the old or the new. */

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import type { OutputFile } from './output.ts'

/** Undefined: all was written. A folder that holds other things than results is never replaced. */
export function writeWhole(out: string, files: readonly OutputFile[]): Diagnostic | undefined {
  const name = basename(out)
  const inTheWay = whatIsInTheWay(out)
  if (inTheWay) return refusal(name, inTheWay)
  const parent = dirname(out)
  const aside = join(parent, `.${name}.writing`)
  const old = join(parent, `.${name}.old`)
  try {
    mkdirSync(parent, { recursive: true })
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
  } catch (error) {
    const problem = systemProblem(error)
    if (!problem) throw error
    if (existsSync(old) && !existsSync(out)) renameSync(old, out)
    return refusal(name, problem)
  }
}

function whatIsInTheWay(out: string): Message | undefined {
  if (!existsSync(out)) return undefined
  if (!statSync(out).isDirectory()) return { zh: '是一个文件，不是文件夹', en: 'is a file and no folder' }
  if (readdirSync(out).length === 0 || existsSync(join(out, 'manifest.json'))) return undefined
  return { zh: '里有别的文件，不是考评结果文件夹', en: 'holds other files and is no folder of results' }
}

/** What a person can mend: rights, a full disk, a file that another program holds. Anything else is our bug. */
const SYSTEM_PROBLEMS: Readonly<Record<string, Message>> = {
  EACCES: { zh: '没有写入权限', en: 'may not be written (no permission)' },
  EPERM: { zh: '没有写入权限，或正被别的程序打开', en: 'may not be written, or another program has it open' },
  EBUSY: { zh: '正被别的程序打开', en: 'is open in another program' },
  EROFS: { zh: '所在的磁盘只读', en: 'is on a disk that can only be read' },
  ENOSPC: { zh: '所在的磁盘已满', en: 'is on a disk that is full' },
  ENOTDIR: { zh: '的上级路径里有一个是文件，不是文件夹', en: 'lies below something that is a file and no folder' },
  EEXIST: { zh: '的上级路径里有一个是文件，不是文件夹', en: 'lies below something that is a file and no folder' },
}

function systemProblem(error: unknown): Message | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return SYSTEM_PROBLEMS[String(error.code)]
}

function refusal(name: string, problem: Message): Diagnostic {
  return {
    code: 'out-refused',
    severity: 'error',
    message: {
      zh: `${name} ${problem.zh}：没有写入，原有内容未动。请用 --out 另指定一个文件夹。`,
      en: `${name} ${problem.en}: nothing was written and what was there is untouched. Name another folder with --out.`,
    },
    span: { file: name, line: 1, column: 1 },
  }
}
