/** A folder with `appraisal.yaml` in, the setup of an appraisal out: period, rules, files; every mistake with its place. */

import { existsSync, lstatSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { formatDay, parseDay } from '../calendar/day.ts'
import { makePeriod, parsePeriod } from '../calendar/period.ts'
import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import type { Period } from '../model/period.ts'
import { ROUND_STATES, type RoundState } from '../model/round.ts'
import type { LateApproval, Setup } from '../model/setup.ts'
import type { PathPart, RuleFile } from '../model/source.ts'
import { SETUP_FILE } from './data-files.ts'
import { didYouMean, named, problem, wholeFile } from './problem.ts'
import { checkKeys, isText, makeReader, type Reader, type Source } from './setup-reader.ts'
import { readFileEntry, readRecords, readRosterFile, readWrittenFile } from './source-entries.ts'
import { type InputFile, sha256 } from './source-file.ts'
import { MOST_WRITTEN, readWhole } from './whole-file.ts'
import { readYaml } from './yaml.ts'

export { withFoundRecords } from './found-records.ts'

export const SETUP_KEYS = [
  'title',
  'period',
  'as-of',
  'records-from',
  'state',
  'round',
  'entries-until',
  'late-entries',
  'rules',
  'profile',
  'people',
  'sites',
  'units',
  'records',
  'history',
  'away',
  'adjustments',
  'notices',
  'waivers',
  'confirmations',
  'published',
]

export interface SetupReading {
  /** Absent where an error stands in the way. */
  readonly setup?: Setup
  /** There is a file, and it is no YAML: what it says is not known. */
  readonly isBroken?: boolean
  /** The folder of the pack that it names, known even where something else is wrong. */
  readonly rules?: string
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
  /** The text of `appraisal.yaml`, for code frames. */
  readonly text: string
  /** Where a key of `appraisal.yaml` stands, for what is found out later. */
  readonly locate: RuleFile['locate']
}

/** What the command line says instead of `appraisal.yaml`. */
export interface SetupOverrides {
  readonly asOf?: string
  readonly profile?: string
  /** Directory of a pack. */
  readonly rules?: string
}

export function loadSetup(folder: string, overrides: SetupOverrides = {}): SetupReading {
  const path = join(folder, SETUP_FILE)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return refused('file-unreadable', { zh: `没有文件夹 ${folder}`, en: `There is no folder ${folder}` })
  }
  // A link that leads nowhere is there, and is told as such.
  if (!lstatSync(path, { throwIfNoEntry: false })) {
    return refused('setup-missing', {
      zh: '文件夹里没有 appraisal.yaml：至少写明 period（如 2024-H1）和 people（人员名册）',
      en: 'There is no appraisal.yaml in the folder: it names at least period (2024-H1, say) and people (the roster)',
    })
  }
  const read = readWhole(path, { mostMebibytes: MOST_WRITTEN, folder })
  if ('problem' in read) return { ...refused('file-unreadable', named(SETUP_FILE, read.problem)), isBroken: true }
  const { bytes } = read
  const { file, diagnostics: found } = readYaml(bytes, SETUP_FILE)
  const inputs = [{ file: SETUP_FILE, sha256: sha256(bytes) }]
  const locate: RuleFile['locate'] = (at, part) => file?.locate(at, part) ?? wholeFile(SETUP_FILE)
  const text = file?.text ?? ''
  if (!file || found.some(one => one.severity === 'error'))
    return { diagnostics: found, isBroken: true, inputs, text, locate }
  const reader = makeReader(file)
  const setup = readSetup(resolve(folder), file.value, overrides, reader)
  const diagnostics = [...found, ...reader.diagnostics]
  const isSound = diagnostics.every(one => one.severity !== 'error')
  const rules =
    isMap(file.value) && typeof file.value.rules === 'string' ? resolve(folder, file.value.rules) : undefined
  return {
    ...(setup && isSound ? { setup } : {}),
    ...(rules === undefined ? {} : { rules }),
    diagnostics,
    inputs,
    text,
    locate,
  }
}

function refused(code: 'file-unreadable' | 'setup-missing', message: Message): SetupReading {
  const place = wholeFile(SETUP_FILE)
  return { diagnostics: [problem(code, place, message)], inputs: [], text: '', locate: () => place }
}

function readSetup(folder: string, source: unknown, overrides: SetupOverrides, reader: Reader): Setup | undefined {
  if (!isMap(source)) {
    return reader.complain('wrong-value', [], {
      zh: 'appraisal.yaml 应是一张表，如 period: 2024-H1',
      en: 'appraisal.yaml must be a map such as period: 2024-H1',
    })
  }
  checkKeys(source, SETUP_KEYS, [], reader)
  const period = readPeriod(source.period, reader)
  const people = readRosterFile('people', source, folder, reader)
  if (!people && source.people === undefined) {
    reader.complain('people-missing', [], {
      zh: '没有人员名册：请写 people: people.csv（至少有 id/工号、name/姓名、post/岗位 三列）',
      en: 'There is no roster: write people: people.csv (with at least the columns id, name, post)',
    })
  }
  const sites = readRosterFile('sites', source, folder, reader)
  const units = readRosterFile('units', source, folder, reader)
  const away = readRosterFile('away', source, folder, reader)
  const adjustments = readWrittenFile('adjustments', source, folder, reader)
  const notices = readWrittenFile('notices', source, folder, reader)
  const waivers = Array.isArray(source.waivers)
    ? { list: source.waivers as readonly unknown[] }
    : readWrittenFile('waivers', source, folder, reader)
  const asOf = overrides.asOf ?? readCutOff('as-of', source, reader)
  const entriesUntil = readCutOff('entries-until', source, reader)
  const lateEntries = readLateApproval(source['late-entries'], reader)
  const state = readState(source.state, reader)
  const recordsFrom = readDay(source['records-from'], ['records-from'], reader)
  const rules = overrides.rules ?? readText('rules', source, reader)
  const profile = overrides.profile ?? readText('profile', source, reader)
  const confirmations = readText('confirmations', source, reader)
  const published = readText('published', source, reader)
  const title = readTitle(source.title, reader)
  const records = readRecords(source.records, folder, reader)
  const history = readHistory(source.history, folder, reader)
  if (!period || !people) return undefined
  return {
    folder,
    ...(title ? { title } : {}),
    period,
    asOf: asOf ?? formatDay(period.to),
    recordsFrom: recordsFrom ?? period.from,
    state: state ?? 'draft',
    ...(source.round === undefined ? {} : { round: source.round }),
    ...(entriesUntil === undefined ? {} : { entriesUntil }),
    ...(lateEntries ? { lateEntries } : {}),
    ...(rules === undefined ? {} : { rules: resolve(folder, rules) }),
    ...(profile === undefined ? {} : { profile }),
    people,
    ...(sites ? { sites } : {}),
    ...(units ? { units } : {}),
    ...(away ? { away } : {}),
    ...(adjustments ? { adjustments } : {}),
    ...(notices ? { notices } : {}),
    ...(waivers ? { waivers } : {}),
    records,
    history,
    ...(confirmations === undefined ? {} : { confirmations: resolve(folder, confirmations) }),
    ...(published === undefined ? {} : { published: resolve(folder, published) }),
  }
}

function readPeriod(source: unknown, reader: Reader): Period | undefined {
  const expected: Message = {
    zh: 'period 应写成 2024-H1、2024-Q1、2024-03、2024，或 { name, from, to, year }',
    en: 'period is 2024-H1, 2024-Q1, 2024-03, 2024, or { name, from, to, year }',
  }
  if (source === undefined) {
    return reader.complain('missing-key', [], {
      zh: `缺少 period：${expected.zh}`,
      en: `period is missing: ${expected.en}`,
    })
  }
  if (!isMap(source)) {
    const text = String(source)
    const words = { zh: `“${text}”不是考评周期。${expected.zh}`, en: `'${text}' is no period; ${expected.en}` }
    return parsePeriod(text) ?? reader.complain('period-unknown', ['period'], words)
  }
  checkKeys(source, ['name', 'from', 'to', 'year'], ['period'], reader)
  const { name, year } = source
  const [from, to] = [parseDay(String(source.from)), parseDay(String(source.to))]
  const hasYear = year === undefined || Number.isInteger(year)
  if (from === undefined || to === undefined || name === undefined || isMap(name) || !hasYear) {
    return reader.complain('period-unknown', ['period'], expected)
  }
  if (to < from) {
    return reader.complain('range-reversed', ['period', 'to'], {
      zh: 'period 的结束早于开始',
      en: 'The period ends before it starts',
    })
  }
  return makePeriod({ name: String(name), from, to, ...(typeof year === 'number' ? { year } : {}) })
}

/** A date or date-time as text; undefined where none is given or it was complained about. */
function readCutOff(key: 'as-of' | 'entries-until', source: Source, reader: Reader): string | undefined {
  if (source[key] === undefined) return undefined
  const text = String(source[key])
  const [date = '', time, ...more] = text.split(/[T ]/)
  const hasTime = time === undefined || /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)
  if (parseDay(date) !== undefined && hasTime && more.length === 0) return text
  return reader.complain('wrong-date', [key], {
    zh: `“${text}”不是日期，应写成 2024-07-05 或 2024-07-05 18:00`,
    en: `'${text}' is no date; write 2024-07-05 or 2024-07-05 18:00`,
  })
}

function readState(source: unknown, reader: Reader): RoundState | undefined {
  if (source === undefined) return undefined
  const text = String(source)
  const state = ROUND_STATES.find(one => one === text)
  const words = {
    zh: `“${text}”不是考评的阶段，可用：${ROUND_STATES.join('、')}`,
    en: `'${text}' is no state of a round; there are ${ROUND_STATES.join(', ')}`,
  }
  return state ?? reader.complain('wrong-value', ['state'], words, didYouMean(nearest(text, ROUND_STATES)))
}

function readLateApproval(source: unknown, reader: Reader): LateApproval | undefined {
  if (source === undefined) return undefined
  const keys = ['approved-by', 'approved-on', 'reason']
  const { 'approved-by': by, 'approved-on': on, reason } = isMap(source) ? source : {}
  if (isMap(source)) checkKeys(source, keys, ['late-entries'], reader)
  const approvedOn = on === undefined ? undefined : parseDay(String(on))
  if (isText(by) && approvedOn !== undefined && isText(reason)) return { approvedBy: by, approvedOn, reason }
  return reader.complain('wrong-value', ['late-entries'], {
    zh: '补录的批准应写成 { approved-by: 批准人, approved-on: 2024-07-08, reason: 原因 }：批准到那一天为止录入的',
    en: 'Late entries are approved by { approved-by: who, approved-on: 2024-07-08, reason: why }: those entered up to that day',
  })
}

function readDay(source: unknown, path: readonly PathPart[], reader: Reader): number | undefined {
  if (source === undefined) return undefined
  const words = { zh: `“${source}”不是日期，应写成 2024-01-01`, en: `'${source}' is no date; write 2024-01-01` }
  return parseDay(String(source)) ?? reader.complain('wrong-date', path, words)
}

function readText(key: string, source: Source, reader: Reader): string | undefined {
  const value = source[key]
  if (value === undefined || (typeof value === 'string' && value !== '')) return value
  return reader.complain('wrong-value', [key], { zh: `${key} 应是一个名称`, en: `${key} takes one name` })
}

function readTitle(source: unknown, reader: Reader): Message | undefined {
  if (source === undefined) return undefined
  if (typeof source === 'string') return { zh: source, en: source }
  if (isMap(source) && typeof source.zh === 'string' && typeof source.en === 'string')
    return { zh: source.zh, en: source.en }
  return reader.complain('wrong-value', ['title'], {
    zh: 'title 应是文字，或 { zh, en }',
    en: 'title is a text, or { zh, en }',
  })
}

function readHistory(source: unknown, folder: string, reader: Reader): Setup['history'] {
  if (source === undefined) return []
  const list: readonly unknown[] = Array.isArray(source) ? source : [source]
  const at = (index: number): readonly PathPart[] => ['history', ...(Array.isArray(source) ? [index] : [])]
  return list.flatMap((entry, index) => readFileEntry(entry, folder, at(index), reader) ?? [])
}
