/** Earlier appraisals in, with the cases that they left open; oldest first. */

import { lstatSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseDay } from '../calendar/day.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { CarriedCase, EventType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { EarlierAppraisal, History, Setup } from '../model/setup.ts'
import { readCarried } from './carried.ts'
import { earlierAppraisal } from './earlier-appraisal.ts'
import { named, problem, wholeFile } from './problem.ts'
import { type InputFile, sha256, shownName } from './source-file.ts'
import { MOST_MADE, MOST_RESULTS, readWhole } from './whole-file.ts'

export interface HistoryReading {
  readonly history: History
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

type Fault = (message: Message) => void

/** `eventTypes`: what records of open cases must fit. */
export function loadHistory(
  { history: paths, folder, period }: Setup,
  eventTypes: ReadonlyMap<string, EventType>,
): HistoryReading {
  const diagnostics: Diagnostic[] = []
  const inputs: InputFile[] = []
  const appraisals: EarlierAppraisal[] = []
  const carried: CarriedCase[] = []
  for (const path of paths) {
    const file = shownName(path, folder)
    const fault: Fault = message => diagnostics.push(problem('history-unreadable', wholeFile(file), message))
    const appraisal = readAppraisal(path, { file, folder }, inputs, fault)
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
      for (const open of openCases(path, folder, eventTypes, { inputs, diagnostics })) carried.push(open)
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

function readAppraisal(
  path: string,
  { file, folder }: { readonly file: string; readonly folder: string },
  inputs: InputFile[],
  fault: Fault,
): EarlierAppraisal | undefined {
  const read = readWhole(path, { mostMebibytes: MOST_RESULTS, folder })
  if ('problem' in read) {
    fault(named(file, read.problem))
    return undefined
  }
  const { bytes } = read
  inputs.push({ file, sha256: sha256(bytes) })
  const appraisal = earlierAppraisal(bytes)
  if (!appraisal) {
    fault({
      zh: `${file} 不是完好的考评结果（appraisal.json）：请用当时生成的原文件`,
      en: `${file} is no sound appraisal (appraisal.json): use the file as it was written`,
    })
  }
  return appraisal
}

/** Those that the file beside the appraisal tells; without one there are none. */
function openCases(
  appraisal: string,
  folder: string,
  eventTypes: ReadonlyMap<string, EventType>,
  { inputs, diagnostics }: { readonly inputs: InputFile[]; readonly diagnostics: Diagnostic[] },
): readonly CarriedCase[] {
  const path = join(dirname(appraisal), 'carried.ndjson')
  if (!lstatSync(path, { throwIfNoEntry: false })) return []
  const file = shownName(path, folder)
  const read = readWhole(path, { mostMebibytes: MOST_MADE, folder })
  if ('problem' in read) {
    diagnostics.push(problem('history-unreadable', wholeFile(file), named(file, read.problem)))
    return []
  }
  inputs.push({ file, sha256: sha256(read.bytes) })
  const found = readCarried(read.bytes, file, eventTypes)
  diagnostics.push(...found.diagnostics)
  return found.carried
}
