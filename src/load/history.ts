/** Earlier appraisals in, with the cases that they left open; oldest first. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseDay } from '../calendar/day.ts'
import { compareText } from '../lib/order.ts'
import type { Appraisal } from '../model/appraisal.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { CarriedCase } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { History, Setup } from '../model/setup.ts'
import { problem, wholeFile } from './problem.ts'
import { type InputFile, sha256, shownName } from './source-file.ts'

export interface HistoryReading {
  readonly history: History
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

export function loadHistory({ history: paths, folder, period }: Setup): HistoryReading {
  const diagnostics: Diagnostic[] = []
  const inputs: InputFile[] = []
  const appraisals: Appraisal[] = []
  const carried: CarriedCase[] = []
  for (const path of paths) {
    const file = historyName(path, folder)
    const fault = (message: Message) => diagnostics.push(problem('history-unreadable', wholeFile(file), message))
    if (!existsSync(path)) {
      fault({ zh: `找不到往期结果 ${file}`, en: `There is no earlier appraisal ${file}` })
      continue
    }
    const bytes = readFileSync(path)
    inputs.push({ file, sha256: sha256(bytes) })
    const appraisal = parseAppraisal(bytes)
    if (!appraisal) {
      fault({ zh: `${file} 不是考评结果（appraisal.json）`, en: `${file} is no appraisal (appraisal.json)` })
      continue
    }
    const isDoubled = appraisals.some(one => one.period.name === appraisal.period.name)
    const start = parseDay(appraisal.period.from)
    if (isDoubled) fault({ zh: `${appraisal.period.name} 的往期结果有两份`, en: `There are two earlier appraisals of ${appraisal.period.name}` })
    else if (start === undefined || start >= period.from) {
      fault({ zh: `${file}（${appraisal.period.name}）不早于本期 ${period.name}`, en: `${file} (${appraisal.period.name}) is not earlier than ${period.name}` })
    } else {
      appraisals.push(appraisal)
      carried.push(...readCarried(join(dirname(path), 'carried.ndjson'), folder, inputs, fault))
    }
  }
  const byStart = (one: Appraisal, other: Appraisal) => compareText(one.period.from, other.period.from)
  const latest = appraisals.toSorted(byStart).at(-1)
  return {
    history: { appraisals: appraisals.toSorted(byStart), carried: carried.filter(open => open.from === latest?.period.name) },
    diagnostics,
    inputs,
  }
}

/** Two folders are told: every earlier result is called `appraisal.json`. */
function historyName(path: string, folder: string): string {
  const name = shownName(path, folder)
  return name === 'appraisal.json' ? path.split(/[\\/]/).slice(-2).join('/') : name
}

function parseAppraisal(bytes: Uint8Array): Appraisal | undefined {
  const value = parse(new TextDecoder().decode(bytes))
  const hasParts = isMap(value) && value.format === 1 && isMap(value.period) && Array.isArray(value.people) && isMap(value.pack)
  return hasParts ? (value as unknown as Appraisal) : undefined
}

function readCarried(path: string, folder: string, inputs: InputFile[], fault: (message: Message) => void): readonly CarriedCase[] {
  if (!existsSync(path)) return []
  const bytes = readFileSync(path)
  const file = historyName(path, folder)
  inputs.push({ file, sha256: sha256(bytes) })
  const lines = new TextDecoder().decode(bytes).split('\n').filter(line => line !== '')
  return lines.flatMap((line, at) => {
    const value = parse(line)
    if (isMap(value) && typeof value.standard === 'string' && typeof value.case === 'string' && Array.isArray(value.records)) {
      const { slot, ...open } = value as unknown as CarriedCase & { readonly slot?: { readonly from: string; readonly to: string; readonly owner: string } }
      const from = slot && parseDay(slot.from)
      const to = slot && parseDay(slot.to)
      return [{ ...open, ...(slot && from !== undefined && to !== undefined ? { slot: { from, to, owner: slot.owner } } : {}) }]
    }
    fault({ zh: `${file} 第 ${at + 1} 行无法读取`, en: `Line ${at + 1} of ${file} cannot be read` })
    return []
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
