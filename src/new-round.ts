/** The folder of one round in, a folder for the next out: its setup rolled forward, roster and places copied, records still to come. */

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { formatDay } from './calendar/day.ts'
import { asMap, isMap } from './lib/map.ts'
import { compareText } from './lib/order.ts'
import { LITTER, systemProblem } from './lib/system-problem.ts'
import { SETUP_FILE } from './load/data-files.ts'
import { earlierAppraisal } from './load/earlier-appraisal.ts'
import { loadSetup } from './load/folder.ts'
import { readYaml } from './load/yaml.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Language, Message } from './model/message.ts'
import type { Period } from './model/period.ts'
import { verifyResults } from './report/verify.ts'
import { type Dropped, type MovedPath, nextSetup } from './round/next-setup.ts'

export interface NewRoundRequest {
  readonly period: Period
  /** The folder of the old round, and where its results are. */
  readonly from: string
  readonly results: string
  /** The folder to be made. */
  readonly to: string
  /** Of the comments in the new setup. */
  readonly language: Language
}

export type NewRoundResult = NewRound | RefusedRound

export interface NewRound {
  /** What was made, relative to the new folder; folders end in `/`. */
  readonly written: readonly string[]
  /** Those among them that are copies. */
  readonly copied: readonly string[]
  /** Cases that the old round left open. */
  readonly carried: number
  readonly warnings: readonly Message[]
}

export interface RefusedRound {
  /** Goes on from the name of the new folder. */
  readonly refused: Message
  /** What is wrong with the setup of the old round. */
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
}

/** Files that go on from round to round. Waivers are dated and stand until they end. */
const COPIED = ['people', 'sites', 'units', 'waivers'] as const

export function newRound(request: NewRoundRequest): NewRoundResult {
  const { from, to, period, results } = request
  const old = loadSetup(from)
  const refused = (message: Message): RefusedRound => ({
    refused: message,
    diagnostics: old.setup ? [] : old.diagnostics,
    texts: new Map([[SETUP_FILE, old.text]]),
  })
  if (!old.setup)
    return refused({
      zh: '没有建：上一期的 appraisal.yaml 读不出来，见上',
      en: 'was not made: the setup of the old round cannot be read, see above',
    })
  const inTheWay = whatIsInTheWay(to) ?? orderProblem(period, old.setup.period)
  if (inTheWay) return refused(inTheWay)
  const source = asMap(readYaml(readFileSync(join(from, SETUP_FILE)), SETUP_FILE).file?.value)
  const { people, sites, units, waivers } = old.setup
  const found = [people, sites, units, waivers].flatMap(file => (file && 'path' in file ? [file.path] : []))
  const named = COPIED.flatMap(key => pathIn(source[key]) ?? []).map(path => resolve(from, path))
  const copied = [...new Set([...found, ...named])]
    .filter(path => isInside(path, from) && existsSync(path))
    .map(path => slashed(relative(from, path)))
  const proof = proofOf(results, old.setup.period)
  const setup = nextSetup(old.text, {
    period: period.name,
    history: proof.isThere ? historyOf(source.history, request) : [],
    ...wordsFor(request),
    paths: movedPaths(source, copied, request),
    schema: path => rebased(path, request),
  })
  try {
    mkdirSync(join(to, 'records'), { recursive: true })
    for (const name of copied) {
      mkdirSync(dirname(join(to, name)), { recursive: true })
      copyFileSync(join(from, name), join(to, name))
    }
    writeFileSync(join(to, SETUP_FILE), setup)
  } catch (error) {
    const problem = systemProblem(error)
    if (!problem) throw error
    return refused(problem)
  }
  return {
    written: [SETUP_FILE, ...copied, 'records/'],
    copied,
    carried: proof.carried,
    warnings: [...gapProblems(period, old.setup.period), ...proof.warnings],
  }
}

function whatIsInTheWay(to: string): Message | undefined {
  if (!existsSync(to)) return undefined
  if (!statSync(to).isDirectory()) return { zh: '是一个文件，不是文件夹', en: 'is a file and no folder' }
  const [first] = readdirSync(to)
    .filter(name => !LITTER.test(name))
    .sort(compareText)
  if (first === undefined) return undefined
  return { zh: `不是空的（有 ${first}），不会覆盖`, en: `is not empty (it holds ${first}) and is not overwritten` }
}

function orderProblem(period: Period, old: Period): Message | undefined {
  if (period.from > old.to) return undefined
  return {
    zh: `没有建：${period.name} 不晚于上一期 ${old.name}（至 ${formatDay(old.to)}）`,
    en: `was not made: ${period.name} does not come after ${old.name}, which ends on ${formatDay(old.to)}`,
  }
}

function gapProblems(period: Period, old: Period): readonly Message[] {
  const found: Message[] = []
  const [first, last] = [formatDay(old.to + 1), formatDay(period.from - 1)]
  if (period.from > old.to + 1)
    found.push({
      zh: `${old.name} 和 ${period.name} 之间空着 ${first} 至 ${last}：那段时间的记录不归任何一期`,
      en: `Between ${old.name} and ${period.name} there is a gap (${first} to ${last}): no round judges what was recorded then`,
    })
  if (period.length !== old.length)
    found.push({
      zh: `${period.name} 和 ${old.name} 长短不同：上期成绩和全年结论只在同样长短的周期之间比`,
      en: `${period.name} is not as long as ${old.name}: previous scores and outcomes of a year are of periods of one length`,
    })
  return found
}

interface Proof {
  readonly isThere: boolean
  readonly carried: number
  readonly warnings: readonly Message[]
}

/** Whether the results of the old round are what the next one can rest on. */
function proofOf(results: string, period: Period): Proof {
  const name = basename(results)
  const verified = existsSync(results) ? verifyResults(results) : undefined
  if (!verified || 'problem' in verified) {
    const warning = {
      zh: `上一期没有完好的结果（${name}）：先把上一期考评完，再在新文件夹的 appraisal.yaml 里启用 history`,
      en: `The old round has no sound results (${name}): appraise it first, then put history into force in the new appraisal.yaml`,
    }
    return { isThere: false, carried: 0, warnings: [warning] }
  }
  const { manifest, differences } = verified
  const warnings: Message[] = differences.map(({ file }) => ({
    zh: `上一期的结果与生成时不同：${file}（用 yardstick verify 核对）`,
    en: `The results of the old round are not as they were written: ${file} (see yardstick verify)`,
  }))
  if (manifest.period !== period.name)
    warnings.push({
      zh: `${name} 是 ${manifest.period} 的结果，不是 ${period.name} 的`,
      en: `${name} holds results of ${manifest.period}, not of ${period.name}`,
    })
  if (manifest.state !== 'final')
    warnings.push({
      zh: `上一期还没有定稿（${manifest.state}）：那边再有改动，这边的结转个案和上期成绩跟着变`,
      en: `The old round is not final (${manifest.state}): what still changes there changes open cases and previous scores here`,
    })
  const carried = join(results, 'carried.ndjson')
  const lines = existsSync(carried) ? readFileSync(carried, 'utf8').split('\n').filter(Boolean).length : 0
  return { isThere: true, carried: lines, warnings }
}

/** The old round, and rounds before it of the new one's calendar year: outcomes of a year ask for each of its periods. */
function historyOf(source: unknown, request: NewRoundRequest): readonly unknown[] {
  const { from, to, results, period } = request
  const latest = slashed(relative(to, join(results, 'appraisal.json')))
  const list: readonly unknown[] = Array.isArray(source) ? source : source === undefined ? [] : [source]
  const older = list.flatMap(entry => {
    const path = pathIn(entry)
    if (path === undefined || !isOfYear(resolve(from, path), period.year)) return []
    const moved = rebased(path, request)
    return [isMap(entry) ? { ...entry, file: moved } : moved]
  })
  return [latest, ...older]
}

/** A table of scores on paper may be of any year, and is kept. */
function isOfYear(path: string, year: number): boolean {
  if (!path.endsWith('.json') || !existsSync(path)) return true
  return (earlierAppraisal(readFileSync(path))?.period.year ?? year) === year
}

/** Files that are not copied lie where they lay. */
function movedPaths(
  source: Readonly<Record<string, unknown>>,
  copied: readonly string[],
  request: NewRoundRequest,
): ReadonlyMap<string, MovedPath> {
  const moved = (['rules', ...COPIED] as const).flatMap((key): readonly (readonly [string, MovedPath])[] => {
    const was = pathIn(source[key])
    if (was === undefined || isAbsolute(was)) return []
    const isCopied = copied.includes(slashed(relative(request.from, resolve(request.from, was))))
    return isCopied ? [] : [[key, { was, is: rebased(was, request) }]]
  })
  return new Map(moved)
}

/** `people.csv`, or the file of `{ file: people.csv, … }`. */
function pathIn(entry: unknown): string | undefined {
  const path = isMap(entry) ? entry.file : entry
  return typeof path === 'string' ? path : undefined
}

function rebased(path: string, { from, to }: NewRoundRequest): string {
  return slashed(relative(to, resolve(from, path)))
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way.split(sep)[0] !== '..' && !isAbsolute(way)
}

function slashed(path: string): string {
  return path.split(sep).join('/')
}

function wordsFor({ period, results, to, language }: NewRoundRequest): {
  readonly noHistory: string
  readonly notes: Readonly<Record<Dropped, string>>
} {
  const say = (message: Message): string => message[language]
  const last = formatDay(period.to)
  const oldRound = say({ zh: '上一期的，不带过来：', en: 'Of the old round, not taken over:' })
  return {
    noHistory: `history: [ ${JSON.stringify(slashed(relative(to, join(results, 'appraisal.json'))))} ]`,
    notes: {
      'as-of': say({
        zh: `截止日期由您填写；不写就是 ${last}。上一期是：`,
        en: `The cut-off is yours to write; without it, it is ${last}. It was:`,
      }),
      records: say({
        zh: '上一期的对应关系。记录齐了以后去掉井号再用，或运行 yardstick records --write；none（确认没有）要重新确认：',
        en: 'What fed what in the old round. Take it up again when the records are there, or run yardstick records --write; each none is to be confirmed anew:',
      }),
      'records-from': oldRound,
      round: oldRound,
      'entries-until': oldRound,
      'late-entries': oldRound,
      adjustments: oldRound,
      notices: oldRound,
      away: oldRound,
      published: oldRound,
      confirmations: oldRound,
    },
  }
}
