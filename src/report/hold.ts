/** A folder that results are to go into in, hold of it for one run out: two at once are told of each other and not raced. */

import { existsSync, mkdirSync, readdirSync, realpathSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { systemProblem } from '../lib/system-problem.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import { refusal } from './write.ts'

export interface Held {
  release(): void
}

/** Of this process. */
const held = new Set<string>()

/**
 * Each run lays a file of its own beside the folder and then looks for those of others, so that of two at once at least one
 * sees the other. What a run left that was killed is cleared away by whoever finds it: a file bears the number of its
 * process, and none but its own run can be taken for it.
 */
export function holdResults(folder: string): Held | { readonly refused: Diagnostic } {
  const out = existsSync(folder) ? realpathSync(folder) : folder
  if (held.has(out)) return { refused: refusal(folder, inUse(String(process.pid))) }
  const beside = dirname(out)
  try {
    const made = mkdirSync(beside, { recursive: true })
    const own = markOf(out, process.pid, thisHost())
    writeFileSync(join(beside, own), '')
    held.add(out)
    const release = (): void => {
      held.delete(out)
      rmSync(join(beside, own), { force: true })
      if (made !== undefined) removeEmpty(beside, made)
    }
    const other = othersIn(beside, out).find(mark => mark !== own && !isLeftOver(beside, mark, out))
    if (other === undefined) return { release }
    release()
    return { refused: refusal(folder, toldOf(other, out)) }
  } catch (error) {
    // Where nothing can be laid nothing can be written either: that is told in its place.
    if (!systemProblem(error)) throw error
    return { release: () => {} }
  }
}

function thisHost(): string {
  return hostname().replaceAll(/[^A-Za-z0-9]/g, '_')
}

function markOf(out: string, process: number, host: string): string {
  return `.${basename(out)}.run-${process}-${host}`
}

function othersIn(beside: string, out: string): readonly string[] {
  return readdirSync(beside).filter(name => name.startsWith(`.${basename(out)}.run-`))
}

function partsOf(mark: string, out: string): { readonly process: number; readonly host: string } {
  const [process = '', host = ''] = mark.slice(`.${basename(out)}.run-`.length).split('-')
  return { process: Number(process), host }
}

/** Of another computer nobody can tell; there it is left to whoever reads it. */
function isLeftOver(beside: string, mark: string, out: string): boolean {
  const { process: number, host } = partsOf(mark, out)
  if (host !== thisHost() || isRunning(number)) return false
  rmSync(join(beside, mark), { force: true })
  return true
}

function isRunning(number: number): boolean {
  if (!Number.isInteger(number) || number <= 0) return false
  try {
    process.kill(number, 0)
    return true
  } catch (error) {
    // It runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function toldOf(mark: string, out: string): Message {
  const { process: number, host } = partsOf(mark, out)
  if (host === thisHost()) return inUse(String(number))
  return {
    zh: `正由另一台电脑（${host}）上的运行使用；如果那里并没有在运行，请删除旁边的 ${mark}`,
    en: `is in use by a run on another computer (${host}); if none is running there, delete ${mark} beside it`,
  }
}

function inUse(number: string): Message {
  return {
    zh: `正由另一次运行使用（进程 ${number}），等它结束再运行`,
    en: `is in use by another run (process ${number}); run again when it has ended`,
  }
}

/** What was made for the mark alone goes with it. */
function removeEmpty(folder: string, made: string): void {
  for (let at = folder; at.length >= made.length; at = dirname(at)) {
    if (readdirSync(at).length > 0) return
    rmdirSync(at)
  }
}
