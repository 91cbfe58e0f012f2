/** Earlier appraisals in, as they were written or from paper, with the cases that they left open; oldest first. */

import { existsSync, lstatSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseDay } from '../calendar/day.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { CarriedCase } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Period } from '../model/period.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { EarlierAppraisal, History, RecordFile, Setup } from '../model/setup.ts'
import { readCarried } from './carried.ts'
import { earlierAppraisal } from './earlier-appraisal.ts'
import { formatOf, isWorkbook } from './formats/index.ts'
import { readPaperResults } from './paper-results.ts'
import { named, problem, wholeFile } from './problem.ts'
import { type InputFile, sha256, shownName } from './source-file.ts'
import { MOST_MADE, MOST_RESULTS, readWhole } from './whole-file.ts'
import { type ManifestBeside, manifestBeside } from './written-as.ts'

export interface HistoryReading {
  readonly history: History
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

export interface HistoryInput {
  readonly setup: Setup
  /** What records of open cases, and grades, must fit. */
  readonly rulebook: Pick<Rulebook, 'eventTypes' | 'grades' | 'zone' | 'pack'>
  /** Staff numbers that the roster knows at any time. */
  readonly people: ReadonlySet<string>
}

/** What one entry of `history` gave. */
interface EntryReading extends Omit<HistoryReading, 'history'> {
  readonly appraisals: readonly EarlierAppraisal[]
  readonly carried: readonly CarriedCase[]
  /** Nothing tells what it was when it was written. */
  readonly isUnchecked?: boolean
}

export async function loadHistory(input: HistoryInput): Promise<HistoryReading> {
  const { history: files, folder, period } = input.setup
  const taken: { readonly file: string; readonly appraisal: EarlierAppraisal }[] = []
  const carried: CarriedCase[] = []
  const diagnostics: Diagnostic[] = []
  const inputs: InputFile[] = []
  const uncheckedFiles: string[] = []
  for (const entry of files) {
    const file = shownName(entry.path, folder)
    const read = isTable(entry) ? await readTable(entry, file, input) : readResults(entry, file, input)
    diagnostics.push(...read.diagnostics)
    inputs.push(...read.inputs)
    for (const appraisal of read.appraisals) {
      const misplaced = misplacedBy(appraisal, file, { taken, period })
      if (misplaced) diagnostics.push(misplaced)
      else {
        taken.push({ file, appraisal })
        if (read.isUnchecked) uncheckedFiles.push(file)
      }
    }
    carried.push(...read.carried)
  }
  const inOrder = taken
    .map(({ appraisal }) => appraisal)
    .sort((one, other) => compareText(one.period.from, other.period.from))
  const latest = inOrder.at(-1)?.period.name
  return {
    // What an older period left open was judged, or left open again, by the one after it.
    history: { appraisals: inOrder, carried: carried.filter(open => open.from === latest) },
    diagnostics: [...diagnostics, ...unchecked(uncheckedFiles), ...foreigners(taken, input)],
    inputs,
  }
}

/** Results as they were written are JSON; scores on paper were typed into a table. */
function isTable({ path }: RecordFile): boolean {
  return !path.endsWith('.json') && (isWorkbook(path) || formatOf(path) !== undefined)
}

async function readTable(entry: RecordFile, shown: string, { setup, rulebook }: HistoryInput): Promise<EntryReading> {
  const { zone, grades } = rulebook
  const read = await readPaperResults(entry, { shown, folder: setup.folder, zone, grades, period: setup.period })
  return { ...read, carried: [] }
}

const NOT_MADE_YET: Message = {
  zh: '往期结果是 yardstick appraise 生成的：请先考评那一期，再考评这一期；放在别处的，在 appraisal.yaml 的 history 里写明路径。',
  en: 'Results of an earlier period are made by yardstick appraise: appraise that period first, then this one; where they are kept elsewhere, write the path under history in appraisal.yaml.',
}

function readResults({ path }: RecordFile, file: string, { setup, rulebook }: HistoryInput): EntryReading {
  const { folder } = setup
  const diagnostics: Diagnostic[] = []
  const inputs: InputFile[] = []
  const nothing = { appraisals: [], carried: [], diagnostics, inputs }
  const fault = (message: Message) => diagnostics.push(problem('history-unreadable', wholeFile(file), message))
  const read = readWhole(path, { mostMebibytes: MOST_RESULTS, folder })
  if ('problem' in read) {
    const isMade = basename(path) === 'appraisal.json' && !existsSync(path)
    const more = isMade ? { hint: NOT_MADE_YET } : {}
    diagnostics.push(problem('history-unreadable', wholeFile(file), named(file, read.problem), more))
    return nothing
  }
  const { bytes } = read
  inputs.push({ file, sha256: sha256(bytes) })
  const manifest = manifestBeside(path, folder)
  const written = manifest.hold(basename(path), bytes)
  if (written === 'altered') {
    diagnostics.push(altered(file))
    return nothing
  }
  const appraisal = earlierAppraisal(bytes)
  if (!appraisal) {
    fault({
      zh: `${file} 不是完好的考评结果（appraisal.json）：请用当时生成的原文件`,
      en: `${file} is no sound appraisal (appraisal.json): use the file as it was written`,
    })
    return nothing
  }
  const open = openCases(path, { folder, rulebook, manifest })
  return {
    isUnchecked: written === 'unknown',
    appraisals: [appraisal],
    carried: open.carried,
    diagnostics: [...diagnostics, ...open.diagnostics],
    inputs: [...inputs, ...open.inputs],
  }
}

/** Those that the file beside the appraisal tells; without one there are none. */
function openCases(
  appraisal: string,
  {
    folder,
    rulebook,
    manifest,
  }: { readonly folder: string; readonly rulebook: HistoryInput['rulebook']; readonly manifest: ManifestBeside },
): Omit<EntryReading, 'appraisals'> {
  const path = join(dirname(appraisal), 'carried.ndjson')
  const file = shownName(path, folder)
  const none = { carried: [], inputs: [] }
  if (!lstatSync(path, { throwIfNoEntry: false })) {
    if (!manifest.names('carried.ndjson')) return { ...none, diagnostics: [] }
    const words = {
      zh: `缺少 ${file}：上期结转的个案都在里面，少了它就再也不会有人判`,
      en: `${file} is missing: it holds the cases that were left open, which nobody would judge without it`,
    }
    return { ...none, diagnostics: [problem('history-unreadable', wholeFile(file), words)] }
  }
  const read = readWhole(path, { mostMebibytes: MOST_MADE, folder })
  if ('problem' in read)
    return { ...none, diagnostics: [problem('history-unreadable', wholeFile(file), named(file, read.problem))] }
  const inputs = [{ file, sha256: sha256(read.bytes) }]
  if (manifest.hold(file, read.bytes) === 'altered') return { carried: [], inputs, diagnostics: [altered(file)] }
  return { ...readCarried(read.bytes, file, rulebook.eventTypes), inputs }
}

/** A copy that was handed on alone is as good as it was, as far as anybody can tell: it is taken, and that is told. */
function unchecked(files: readonly string[]): readonly Diagnostic[] {
  const [first] = files
  if (first === undefined) return []
  return [
    problem('history-unchecked', wholeFile(first), {
      zh: `${files.join('、')} 旁边没有 manifest.json，无从核对是否还是当时的原样：照用。把往期结果整个文件夹放在一起，就能核对`,
      en: `There is no manifest.json beside ${files.join(', ')}: nothing tells whether it is as it was written, and it is taken as it is. Keep the folder of results together, and it is checked`,
    }),
  ]
}

function altered(file: string): Diagnostic {
  return problem('history-altered', wholeFile(file), {
    zh: `${file} 和当时生成的不一样了（旁边的 manifest.json 里另有记录）：请用原文件，或从归档恢复`,
    en: `${file} is not as it was written (the manifest.json beside it knows it otherwise): use the file as it was, or restore it from the archive`,
  })
}

/** Each day is told of by one period at most, and all of them are over when this one starts. */
function misplacedBy(
  { period: { name, from, to } }: EarlierAppraisal,
  file: string,
  {
    taken,
    period,
  }: {
    readonly taken: readonly { readonly file: string; readonly appraisal: EarlierAppraisal }[]
    readonly period: Period
  },
): Diagnostic | undefined {
  const told = (zh: string, en: string) => problem('history-doubled', wholeFile(file), { zh, en })
  const same = taken.find(({ appraisal }) => appraisal.period.name === name)
  if (same)
    return told(
      `${name} 的往期结果有两份：${same.file} 和 ${file}。请留下一份`,
      `There are two earlier appraisals of ${name}: ${same.file} and ${file}. Leave one of them out`,
    )
  if ((parseDay(to) ?? period.from) >= period.from)
    return told(
      `${file}（${name}，${from} 至 ${to}）不早于本期 ${period.name}`,
      `${file} (${name}, ${from} to ${to}) is not earlier than ${period.name}`,
    )
  const other = taken.find(({ appraisal }) => appraisal.period.from <= to && from <= appraisal.period.to)
  if (!other) return undefined
  const { period: past } = other.appraisal
  return told(
    `${name}（${file}）和 ${past.name}（${other.file}）有重叠的日子，同一天的事会算两次。请留下一份`,
    `${name} (${file}) and ${past.name} (${other.file}) overlap, so that some days would count twice. Leave one of them out`,
  )
}

/** Results that are probably of others: told, and read all the same. */
function foreigners(
  taken: readonly { readonly file: string; readonly appraisal: EarlierAppraisal }[],
  { rulebook, people }: HistoryInput,
): readonly Diagnostic[] {
  const told = (file: string, zh: string, en: string) => problem('history-foreign', wholeFile(file), { zh, en })
  return taken.flatMap(({ file, appraisal: { pack, people: past, period } }) => {
    const strangers = past.filter(({ id }) => !people.has(id))
    if (past.length > 0 && strangers.length === past.length)
      return told(
        file,
        `${file}（${period.name}）里没有一个人在这次的名册里：多半是别的单位的结果`,
        `Nobody of ${file} (${period.name}) is in this roster: these are probably the results of others`,
      )
    if (pack && pack.id !== rulebook.pack.id)
      return told(
        file,
        `${file}（${period.name}）出自另一个规则包“${pack.id}”，本期是“${rulebook.pack.id}”：等级和账目未必能比`,
        `${file} (${period.name}) was made by another pack, '${pack.id}'; this one is '${rulebook.pack.id}': grades and ledgers need not be comparable`,
      )
    // On paper a number is typed, and mistyped.
    const typed = strangers.filter(({ document }) => document !== undefined).map(({ id }) => id)
    if (typed.length === 0) return []
    const names = typed.slice(0, MOST_NAMED)
    const more = typed.length > MOST_NAMED
    return told(
      file,
      `${file}（${period.name}）里有 ${typed.length} 个工号不在名册里：${names.join('、')}${more ? '……' : ''}。已离职的不必理会，写错的请改`,
      `${typed.length} of the staff numbers of ${file} (${period.name}) are not in the roster: ${names.join(', ')}${more ? ', …' : ''}. Leave those who have left, mend those that are mistyped`,
    )
  })
}

const MOST_NAMED = 8
