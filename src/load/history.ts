/** Earlier appraisals in, with the cases that they left open; oldest first. */

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseDay } from '../calendar/day.ts'
import { makePeriod } from '../calendar/period.ts'
import { isMap } from '../lib/map.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { CarriedCase, Event } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { EarlierAppraisal, History, Setup } from '../model/setup.ts'
import { decodeUtf8 } from './encoding.ts'
import { problem, wholeFile } from './problem.ts'
import { type InputFile, readBytes, sha256, shownName } from './source-file.ts'

export interface HistoryReading {
  readonly history: History
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

type Fault = (message: Message) => void

export function loadHistory({ history: paths, folder, period }: Setup): HistoryReading {
  const diagnostics: Diagnostic[] = []
  const inputs: InputFile[] = []
  const appraisals: EarlierAppraisal[] = []
  const carried: CarriedCase[] = []
  for (const path of paths) {
    const file = shownName(path, folder)
    const fault: Fault = message => diagnostics.push(problem('history-unreadable', wholeFile(file), message))
    const appraisal = readAppraisal(path, file, inputs, fault)
    if (!appraisal) continue
    const { name, from } = appraisal.period
    if (appraisals.some(one => one.period.name === name)) {
      fault({ zh: `${name} 的往期结果有两份`, en: `There are two earlier appraisals of ${name}` })
    } else if ((parseDay(from) ?? period.from) >= period.from) {
      fault({
        zh: `${file}（${name}）不早于本期 ${period.name}`,
        en: `${file} (${name}) is not earlier than ${period.name}`,
      })
    } else {
      appraisals.push(appraisal)
      carried.push(...readCarried(join(dirname(path), 'carried.ndjson'), folder, inputs, diagnostics))
    }
  }
  const inOrder = appraisals.toSorted((one, other) => compareText(one.period.from, other.period.from))
  const latest = inOrder.at(-1)?.period.name
  // What an older period left open was judged, or left open again, by the one after it.
  return {
    history: { appraisals: inOrder, carried: carried.filter(open => open.from === latest) },
    diagnostics,
    inputs,
  }
}

function readAppraisal(path: string, file: string, inputs: InputFile[], fault: Fault): EarlierAppraisal | undefined {
  if (!existsSync(path)) {
    fault({ zh: `找不到往期结果 ${file}`, en: `There is no earlier appraisal ${file}` })
    return undefined
  }
  const bytes = readBytes(path)
  if (!bytes) {
    fault({ zh: `无法读取 ${file}`, en: `${file} cannot be read` })
    return undefined
  }
  inputs.push({ file, sha256: sha256(bytes) })
  const appraisal = toAppraisal(parse(decodeUtf8(bytes) ?? ''))
  if (!appraisal) {
    fault({
      zh: `${file} 不是完好的考评结果（appraisal.json）：请用当时生成的原文件`,
      en: `${file} is no sound appraisal (appraisal.json): use the file as it was written`,
    })
  }
  return appraisal
}

/** The parts that later periods read must be there; undefined where one is not. */
function toAppraisal(value: unknown): EarlierAppraisal | undefined {
  if (!isMap(value) || value.format !== 1 || !isMap(value.pack) || !isMap(value.period) || !Array.isArray(value.people))
    return undefined
  const { name, from, to, year } = value.period
  const [first, last] = [parseDay(String(from)), parseDay(String(to))]
  if (typeof name !== 'string' || first === undefined || last === undefined || last < first) return undefined
  const people: readonly unknown[] = value.people
  if (!people.every(isAppraisedPerson) || new Set(people.map(person => person.id)).size < people.length)
    return undefined
  const made = makePeriod({ name, from: first, to: last, ...(typeof year === 'number' ? { year } : {}) })
  const { pack, ...rest } = value
  const appraisal = {
    ...rest,
    ...packOf(pack),
    period: { year: made.year, length: made.length, ...value.period },
    people: people.map(person => ({ outcomes: [], ledgers: {}, ...person })),
  }
  return appraisal as unknown as EarlierAppraisal
}

/** Told in the summary, never relied on: nothing where a part is missing. */
function packOf(value: unknown): Pick<EarlierAppraisal, 'pack'> {
  const { id, version, sha256: hash } = isMap(value) ? value : {}
  if (typeof id !== 'string' || typeof version !== 'string' || typeof hash !== 'string' || hash === '') return {}
  return { pack: { id, version, sha256: hash } }
}

function isAppraisedPerson(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isMap(value)) return false
  const { id, score, grade, outcomes = [], ledgers = {} } = value
  const hasScore = score === null || typeof score === 'number'
  const hasGrade = grade === null || typeof grade === 'string'
  return typeof id === 'string' && hasScore && hasGrade && Array.isArray(outcomes) && isMap(ledgers)
}

function readCarried(
  path: string,
  folder: string,
  inputs: InputFile[],
  diagnostics: Diagnostic[],
): readonly CarriedCase[] {
  if (!existsSync(path)) return []
  const file = shownName(path, folder)
  const bytes = readBytes(path)
  const text = bytes && decodeUtf8(bytes)
  if (!bytes || text === undefined) {
    diagnostics.push(
      problem('history-unreadable', wholeFile(file), { zh: `无法读取 ${file}`, en: `${file} cannot be read` }),
    )
    return []
  }
  inputs.push({ file, sha256: sha256(bytes) })
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line === '') return []
    const carried = toCarried(parse(line))
    if (carried) return carried
    const words = {
      zh: `${file} 第 ${at + 1} 行不是完好的结转个案`,
      en: `Line ${at + 1} of ${file} is no sound carried case`,
    }
    diagnostics.push(problem('history-unreadable', { file, line: at + 1, column: 1 }, words))
    return []
  })
}

function toCarried(value: unknown): CarriedCase | undefined {
  if (!isMap(value) || !Array.isArray(value.records)) return undefined
  const { standard, case: id, from, slot } = value
  const records: readonly unknown[] = value.records
  if (typeof standard !== 'string' || typeof id !== 'string' || typeof from !== 'string' || !records.every(isEvent))
    return undefined
  const open = { standard, case: id, from, records }
  if (slot === undefined) return open
  if (!isMap(slot) || typeof slot.owner !== 'string') return undefined
  const [first, last] = [parseDay(String(slot.from)), parseDay(String(slot.to))]
  return first === undefined || last === undefined
    ? undefined
    : { ...open, slot: { from: first, to: last, owner: slot.owner } }
}

function isEvent(value: unknown): value is Event {
  return (
    isMap(value) &&
    typeof value.type === 'string' &&
    typeof value.id === 'string' &&
    typeof value.at === 'number' &&
    isMap(value.values) &&
    isMap(value.source)
  )
}

/** Undefined: not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
