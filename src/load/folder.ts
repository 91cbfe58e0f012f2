/** A folder with `appraisal.yaml` in, the setup of an appraisal out: period, rules, files; every mistake with its place. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseDay } from '../calendar/day.ts'
import { makePeriod, parsePeriod } from '../calendar/period.ts'
import { nearest } from '../lib/nearest.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EventType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Period } from '../model/period.ts'
import type { PathPart, RuleFile } from '../model/source.ts'
import type { RecordFile, Setup } from '../model/setup.ts'
import { formatOf } from './formats/index.ts'
import { problem, wholeFile } from './problem.ts'
import { type InputFile, sha256 } from './source-file.ts'
import { readYaml } from './yaml.ts'

export const SETUP_FILE = 'appraisal.yaml'

const KEYS = ['title', 'period', 'as-of', 'records-from', 'rules', 'profile', 'people', 'sites', 'units', 'records', 'history', 'adjustments', 'confirmations']
const FILE_KEYS = ['file', 'sheet', 'header-row', 'columns', 'values']

export interface SetupReading {
  /** Absent where an error stands in the way. */
  readonly setup?: Setup
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
  /** The text of `appraisal.yaml`, for code frames. */
  readonly text: string
}

export interface SetupOverrides {
  readonly asOf?: string
  readonly profile?: string
}

export function loadSetup(folder: string, overrides: SetupOverrides = {}): SetupReading {
  const path = join(folder, SETUP_FILE)
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return refused('file-unreadable', { zh: `没有文件夹 ${folder}`, en: `There is no folder ${folder}` })
  }
  if (!existsSync(path)) {
    return refused('setup-missing', {
      zh: '文件夹里没有 appraisal.yaml：至少写明 period（如 2024-H1）和 people（人员名册）',
      en: 'There is no appraisal.yaml in the folder: it names at least period (2024-H1, say) and people (the roster)',
    })
  }
  const bytes = readFileSync(path)
  const { file, diagnostics: found } = readYaml(bytes, SETUP_FILE)
  const inputs = [{ file: SETUP_FILE, sha256: sha256(bytes) }]
  const text = file?.text ?? ''
  if (!file || found.some(one => one.severity === 'error')) return { diagnostics: found, inputs, text }
  const reader = makeReader(file)
  const setup = readSetup(folder, file.value, overrides, reader)
  const diagnostics = [...found, ...reader.diagnostics]
  const isSound = diagnostics.every(one => one.severity !== 'error')
  return { ...(setup && isSound ? { setup } : {}), diagnostics, inputs, text }
}

function refused(code: 'file-unreadable' | 'setup-missing', message: Message): SetupReading {
  return { diagnostics: [problem(code, wholeFile(SETUP_FILE), message)], inputs: [], text: '' }
}

interface Reader {
  readonly diagnostics: Diagnostic[]
  complain(code: Parameters<typeof problem>[0], path: readonly PathPart[], message: Message, more?: Parameters<typeof problem>[3]): undefined
}

function makeReader(file: RuleFile): Reader {
  const diagnostics: Diagnostic[] = []
  return {
    diagnostics,
    complain(code, path, message, more) {
      diagnostics.push(problem(code, file.locate(path, code === 'unknown-key' ? 'key' : 'value'), message, more))
      return undefined
    },
  }
}

function readSetup(folder: string, source: unknown, overrides: SetupOverrides, reader: Reader): Setup | undefined {
  if (!isMap(source)) return reader.complain('wrong-value', [], { zh: 'appraisal.yaml 应是一张表，如 period: 2024-H1', en: 'appraisal.yaml must be a map such as period: 2024-H1' })
  checkKeys(source, KEYS, [], reader)
  const period = readPeriod(source.period, reader)
  const asOf = overrides.asOf ?? readDate(source['as-of'], 'as-of', reader)
  const recordsFrom = readDate(source['records-from'], 'records-from', reader)
  const people = readFileEntry(source.people ?? defaultFile(folder, 'people', '人员名册'), folder, ['people'], reader)
  if (!people && source.people === undefined) {
    reader.complain('people-missing', [], {
      zh: '没有人员名册：请写 people: people.csv（至少有 id/工号、name/姓名、post/岗位 三列）',
      en: 'There is no roster: write people: people.csv (with at least the columns id, name, post)',
    })
  }
  const sites = readFileEntry(source.sites ?? defaultFile(folder, 'sites', '楼栋'), folder, ['sites'], reader)
  const units = readFileEntry(source.units ?? defaultFile(folder, 'units', '部门'), folder, ['units'], reader)
  const records = readRecords(source.records, folder, reader)
  const history = readHistory(source.history, folder, reader)
  if (!period || !people) return undefined
  const profile = overrides.profile ?? (typeof source.profile === 'string' ? source.profile : undefined)
  const title = readTitle(source.title, reader)
  return {
    folder,
    ...(title ? { title } : {}),
    period,
    asOf: asOf ?? formatPeriodEnd(period),
    recordsFrom: (recordsFrom === undefined ? undefined : parseDay(recordsFrom)) ?? period.from,
    ...(typeof source.rules === 'string' ? { rules: resolve(folder, source.rules) } : {}),
    ...(profile === undefined ? {} : { profile }),
    people,
    ...(sites ? { sites } : {}),
    ...(units ? { units } : {}),
    records,
    history,
    ...(typeof source.confirmations === 'string' ? { confirmations: resolve(folder, source.confirmations) } : {}),
  }
}

/** Files of record types that `records:` does not name: every file in the folder, or in `records/`, that is called after one. */
export function withFoundRecords(setup: Setup, eventTypes: ReadonlyMap<string, EventType>): { readonly setup: Setup; readonly diagnostics: readonly Diagnostic[] } {
  const records = new Map(setup.records)
  const named = [...setup.records.values()].flatMap(files => (files === 'none' ? [] : files.map(file => file.path)))
  const taken = new Set([...named, setup.people.path, ...(setup.sites ? [setup.sites.path] : []), ...(setup.units ? [setup.units.path] : [])])
  const names = new Map([...eventTypes.values()].flatMap(type => [type.id, type.title.zh, type.title.en].map(name => [plain(name), type.id] as const)))
  const diagnostics: Diagnostic[] = []
  for (const path of dataFiles(setup.folder)) {
    if (taken.has(path)) continue
    const shown = path.slice(setup.folder.length + 1)
    const type = names.get(plain(stem(shown)))
    const known = type === undefined ? undefined : records.get(type)
    if (type === undefined || setup.records.has(type)) {
      const meant = nearest(stem(shown), names.keys())
      const why: Message =
        type === undefined
          ? { zh: `${shown} 的文件名不对应任何记录类型，没有读取`, en: `${shown} is not named after a record type and was not read` }
          : { zh: `${shown} 没有读取：appraisal.yaml 已为“${type}”另指定了文件`, en: `${shown} was not read: appraisal.yaml names other files for '${type}'` }
      diagnostics.push(problem('records-unmatched', wholeFile(shown), why, meant === undefined || type !== undefined ? {} : { hint: { zh: `是不是 ${meant}？`, en: `Did you mean ${meant}?` } }))
      continue
    }
    records.set(type, [...(known && known !== 'none' ? known : []), { path }])
  }
  for (const id of setup.records.keys()) {
    if (eventTypes.has(id)) continue
    const byTitle = names.get(plain(id))
    const files = records.get(id)
    records.delete(id)
    if (byTitle !== undefined && files !== undefined) {
      records.set(byTitle, files)
      continue
    }
    const meant = nearest(id, eventTypes.keys())
    diagnostics.push(
      problem(
        'unknown-event',
        wholeFile(SETUP_FILE),
        { zh: `records 里的“${id}”不是记录类型`, en: `'${id}' under records is no record type` },
        meant === undefined ? {} : { hint: { zh: `是不是 ${meant}？`, en: `Did you mean ${meant}?` } },
      ),
    )
  }
  return { setup: { ...setup, records }, diagnostics }
}

function dataFiles(folder: string): readonly string[] {
  const inside = (directory: string): readonly string[] => {
    if (!existsSync(directory)) return []
    return readdirSync(directory, { withFileTypes: true })
      .filter(entry => !entry.isDirectory() && formatOf(entry.name) !== undefined && !entry.name.startsWith('.'))
      .map(entry => join(directory, entry.name))
  }
  return [...inside(folder), ...inside(join(folder, 'records'))].sort(compareText)
}

/** `people.csv` or `人员名册.csv`, where the setup names no file. */
function defaultFile(folder: string, ...stems: readonly string[]): string | undefined {
  return dataFiles(folder)
    .map(path => path.slice(folder.length + 1))
    .find(name => stems.includes(stem(name)))
}

function stem(name: string): string {
  return (name.split('/').at(-1) ?? name).replace(/\.gz$/, '').replace(/\.[^.]+$/, '')
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replaceAll('_', '-')
}

function readPeriod(source: unknown, reader: Reader): Period | undefined {
  const expected: Message = {
    zh: 'period 应写成 2024-H1、2024-Q1、2024-03、2024，或 { name, from, to, year }',
    en: 'period is 2024-H1, 2024-Q1, 2024-03, 2024, or { name, from, to, year }',
  }
  if (source === undefined) return reader.complain('missing-key', [], { zh: `缺少 period：${expected.zh}`, en: `period is missing: ${expected.en}` })
  if (!isMap(source)) {
    const text = String(source)
    return parsePeriod(text) ?? reader.complain('period-unknown', ['period'], { zh: `“${text}”不是考评周期。${expected.zh}`, en: `'${text}' is no period; ${expected.en}` })
  }
  checkKeys(source, ['name', 'from', 'to', 'year'], ['period'], reader)
  const from = parseDay(String(source.from))
  const to = parseDay(String(source.to))
  if (from === undefined || to === undefined || source.name === undefined) return reader.complain('period-unknown', ['period'], expected)
  if (to < from) return reader.complain('range-reversed', ['period', 'to'], { zh: 'period 的结束早于开始', en: 'The period ends before it starts' })
  return makePeriod({ name: String(source.name), from, to, ...(typeof source.year === 'number' ? { year: source.year } : {}) })
}

/** A date or date-time as text; undefined where none is given or it was complained about. */
function readDate(source: unknown, key: string, reader: Reader): string | undefined {
  if (source === undefined) return undefined
  const text = String(source)
  if (parseDay(text.slice(0, 10)) !== undefined) return text
  return reader.complain('wrong-date', [key], { zh: `“${text}”不是日期，应写成 2024-07-05`, en: `'${text}' is no date; write 2024-07-05` })
}

function readTitle(source: unknown, reader: Reader): Message | undefined {
  if (source === undefined) return undefined
  if (typeof source === 'string') return { zh: source, en: source }
  if (isMap(source) && typeof source.zh === 'string' && typeof source.en === 'string') return { zh: source.zh, en: source.en }
  return reader.complain('wrong-value', ['title'], { zh: 'title 应是文字，或 { zh, en }', en: 'title is a text, or { zh, en }' })
}

function readFileEntry(source: unknown, folder: string, path: readonly PathPart[], reader: Reader): RecordFile | undefined {
  if (source === undefined) return undefined
  if (typeof source === 'string') return { path: resolve(folder, source) }
  if (!isMap(source) || typeof source.file !== 'string') {
    return reader.complain('wrong-value', path, { zh: '应写文件名，或 { file, header-row, columns, values }', en: 'Write the name of a file, or { file, header-row, columns, values }' })
  }
  checkKeys(source, FILE_KEYS, path, reader)
  const { file, sheet, columns, values } = source
  const headerRow = source['header-row']
  return {
    path: resolve(folder, file),
    ...(typeof sheet === 'string' ? { sheet } : {}),
    ...(typeof headerRow === 'number' ? { headerRow } : {}),
    ...(isMap(columns) ? { columns: Object.fromEntries(Object.entries(columns).map(([header, field]) => [header, String(field)])) } : {}),
    ...(isMap(values) ? { values: values as Readonly<Record<string, string | number | boolean>> } : {}),
  }
}

function readRecords(source: unknown, folder: string, reader: Reader): Setup['records'] {
  if (source === undefined) return new Map()
  if (!isMap(source)) {
    reader.complain('wrong-value', ['records'], { zh: 'records 应写成 { 记录类型: 文件 }', en: 'records is { record type: file }' })
    return new Map()
  }
  return new Map(
    Object.entries(source).map(([type, entry]) => {
      if (entry === 'none') return [type, 'none'] as const
      const list = Array.isArray(entry) ? entry : [entry]
      const files = list.map((one: unknown, at) => readFileEntry(one, folder, Array.isArray(entry) ? ['records', type, at] : ['records', type], reader))
      return [type, files.filter(file => file !== undefined)] as const
    }),
  )
}

function readHistory(source: unknown, folder: string, reader: Reader): readonly string[] {
  if (source === undefined) return []
  const list: readonly unknown[] = Array.isArray(source) ? source : [source]
  if (!list.every(one => typeof one === 'string')) {
    reader.complain('wrong-value', ['history'], { zh: 'history 应是往期 appraisal.json 的列表', en: 'history is a list of earlier appraisal.json files' })
    return []
  }
  return list.map(one => resolve(folder, String(one)))
}

function checkKeys(source: Readonly<Record<string, unknown>>, known: readonly string[], path: readonly PathPart[], reader: Reader): void {
  for (const key of Object.keys(source)) {
    if (known.includes(key)) continue
    const meant = nearest(key, known)
    reader.complain(
      'unknown-key',
      [...path, key],
      { zh: `这里没有“${key}”，可用：${known.join('、')}`, en: `There is no '${key}' here; there are ${known.join(', ')}` },
      meant === undefined ? {} : { hint: { zh: `是不是 ${meant}？`, en: `Did you mean ${meant}?` } },
    )
  }
}

function formatPeriodEnd({ to }: Period): string {
  return new Date(to * 86_400_000).toISOString().slice(0, 10)
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
