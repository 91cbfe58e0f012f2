/** Files with their content in, written together or not at all; why not, in words, out. */

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { systemProblem } from '../lib/system-problem.ts'
import type { Message } from '../model/message.ts'
import type { Terminal } from './terminal.ts'

export interface FileToWrite {
  /** An absolute path. */
  readonly target: string
  readonly content: string | Uint8Array
}

/** All aside first, folders made where there are none, then each into its place: a full disk leaves the old files as they were. Undefined: written. */
export function writeFiles(files: readonly FileToWrite[]): Message | undefined {
  const aside = files.map(({ target, content }) => ({ target, content, path: `${target}.new` }))
  let name = ''
  try {
    for (const { target, path, content } of aside) {
      name = target
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(path, content)
    }
    for (const { target, path } of aside) {
      name = target
      renameSync(path, target)
    }
    return undefined
  } catch (error) {
    const problem = systemProblem(error)
    if (!problem) throw error
    for (const { path } of aside) if (existsSync(path)) rmSync(path)
    return { zh: `“${basename(name)}”${problem.zh}。`, en: `'${basename(name)}' ${problem.en}.` }
  }
}

/** The names of those that are there with other content. */
export function filesInTheWay(files: readonly FileToWrite[]): readonly string[] {
  return files
    .filter(({ target, content }) => existsSync(target) && !readFileSync(target).equals(Buffer.from(content)))
    .map(({ target }) => basename(target))
}

/** What is there already stays, unless it is the very same. Undefined: it is there, as asked for. */
export function writeNew({ target, content }: FileToWrite): Message | undefined {
  const name = basename(target)
  if (existsSync(target) && !(statSync(target).isFile() && readFileSync(target).equals(Buffer.from(content))))
    return {
      zh: `“${name}”已经有了，不会覆盖：请用 --out 另起名字。`,
      en: `'${name}' is there already and is not overwritten: give another name with --out.`,
    }
  return writeFiles([{ target, content }])
}

/** Whether they were written; why not is told, and ends the command with status 1. */
export function writeOrTell(files: readonly FileToWrite[], terminal: Terminal): boolean {
  const problem = writeFiles(files)
  if (!problem) return true
  terminal.complain(terminal.style('red', terminal.say(problem)))
  terminal.fail(1)
  return false
}
