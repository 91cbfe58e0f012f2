/** A list of entries (YAML, or a table) and the fields that each has in; the entries with their places out, every mistake told where it stands. */

import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { EventType, Field, FieldType, RejectedRow, RowFault } from '../model/event.ts'
import type { RecordFile } from '../model/setup.ts'
import type { PathPart, RuleFile } from '../model/source.ts'
import type { Value } from '../model/value.ts'
import { plainName } from './columns.ts'
import { didYouMean, named, problem, wholeFile } from './problem.ts'
import { faultsOf } from './problem-groups.ts'
import { readRows } from './rows.ts'
import { type InputFile, readSource, rowSource, sha256, shownName } from './source-file.ts'
import { sourceName } from './source-name.ts'
import { parseValue, type ValueContext } from './values.ts'
import { MOST_WRITTEN, readWhole } from './whole-file.ts'
import { readYaml } from './yaml.ts'

export interface Entry {
  readonly values: Readonly<Record<string, Value>>
  /** Of the entry, or of one of its fields as far as that can be told. */
  span(field?: string): Span
}

export interface EntriesReading {
  readonly entries: readonly Entry[]
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
  /** Of a YAML file, for code frames. */
  readonly text?: { readonly file: string; readonly text: string }
}

/** What an entry is, as a table's columns are. */
export type EntryType = Pick<EventType, 'id' | 'fields'>

export function entryType(id: string, fields: readonly Field[]): EntryType {
  return { id, fields: new Map(fields.map(field => [field.name, field])) }
}

export function entryField(
  name: string,
  type: FieldType,
  zh: string,
  en: string,
  more: Partial<Field> & { readonly aliases?: readonly string[] } = {},
): Field {
  return { name, type, title: { zh, en }, aliases: [], required: false, shown: 'always', ...more }
}

export interface EntriesPlace {
  readonly folder: string
  readonly context: ValueContext
}

/** Whatever an entry is wrong with is an error: none of them is left out unseen. */
export function loadEntries(source: RecordFile, type: EntryType, place: EntriesPlace): Promise<EntriesReading> {
  return /\.ya?ml$/i.test(source.path)
    ? Promise.resolve(readYamlEntries(source.path, type, place))
    : readTableEntries(source, type, place)
}

// --- YAML -----------------------------------------------------------------------------------------------------------

function readYamlEntries(path: string, type: EntryType, { folder, context }: EntriesPlace): EntriesReading {
  const shown = shownName(path, folder)
  const read = readWhole(path, { mostMebibytes: MOST_WRITTEN, folder })
  if ('problem' in read) {
    const unread = problem('file-unreadable', wholeFile(shown), named(shown, read.problem))
    return { entries: [], diagnostics: [unread], inputs: [] }
  }
  const { file, diagnostics: found } = readYaml(read.bytes, shown)
  const inputs = [{ file: shown, sha256: sha256(read.bytes) }]
  if (!file) return { entries: [], diagnostics: found, inputs }
  const text = { file: shown, text: file.text }
  // Nothing entered yet is an empty list.
  const list = file.value === null || file.value === undefined ? [] : file.value
  const reading = entriesIn(list, type, { locate: file.locate.bind(file), path: [], context })
  return { ...reading, diagnostics: [...found, ...reading.diagnostics], inputs, text }
}

export interface ListPlace {
  readonly locate: RuleFile['locate']
  /** Where the list stands. */
  readonly path: readonly PathPart[]
  readonly context: ValueContext
}

/** A list as YAML gives it. */
export function entriesIn(
  source: unknown,
  type: EntryType,
  { locate, path, context }: ListPlace,
): Pick<EntriesReading, 'entries' | 'diagnostics'> {
  const names = [...type.fields.keys()].join(', ')
  if (!Array.isArray(source)) {
    const words = { zh: `应是一个列表：- { ${names} }`, en: `A list is expected: - { ${names} }` }
    return { entries: [], diagnostics: [problem('wrong-value', locate(path), words)] }
  }
  const list: readonly unknown[] = source
  const diagnostics: Diagnostic[] = []
  const entries = list.flatMap((written, at): readonly Entry[] => {
    const own = [...path, at]
    if (!isMap(written)) {
      const words = { zh: `应写成 { ${names} }`, en: `Write { ${names} }` }
      diagnostics.push(problem('wrong-value', locate(own), words))
      return []
    }
    const read = readFields(written, type, key => locate([...own, ...(key === undefined ? [] : [key])]), context)
    diagnostics.push(...read.diagnostics)
    return read.entry ? [read.entry] : []
  })
  return { entries, diagnostics }
}

/** Keys may be the names that a table's columns bear. */
function readFields(
  written: Readonly<Record<string, unknown>>,
  { fields }: EntryType,
  locate: (key?: string) => Span,
  context: ValueContext,
): { readonly entry?: Entry; readonly diagnostics: readonly Diagnostic[] } {
  const values: Record<string, Value> = {}
  const keys = new Map<string, string>()
  const diagnostics: Diagnostic[] = []
  for (const [key, raw] of Object.entries(written)) {
    const field = fieldNamed(key, fields)
    if (!field) {
      const words = {
        zh: `这里没有“${key}”，可用：${[...fields.keys()].join('、')}`,
        en: `There is no '${key}' here; there are ${[...fields.keys()].join(', ')}`,
      }
      diagnostics.push(problem('unknown-key', locate(key), words, didYouMean(nearest(key, fields.keys()))))
      continue
    }
    if (keys.has(field.name)) {
      const words = { zh: `“${key}”写了两次`, en: `'${key}' is said twice` }
      diagnostics.push(problem('duplicate-key', locate(key), words))
    }
    keys.set(field.name, key)
    const reading = parseValue(field, raw, context)
    if ('value' in reading) values[field.name] = reading.value
    else if ('reason' in reading) diagnostics.push(unreadable(reading, field, locate(key)))
  }
  const span = (name?: string): Span => locate(name === undefined ? undefined : keys.get(name))
  for (const field of fields.values()) {
    const isTold = diagnostics.length > 0 && keys.has(field.name)
    if (!field.required || field.name in values || isTold) continue
    diagnostics.push(missing(field, span(field.name)))
  }
  return { ...(diagnostics.length === 0 ? { entry: { values, span } } : {}), diagnostics }
}

function fieldNamed(key: string, fields: EntryType['fields']): Field | undefined {
  const plain = plainName(key)
  return [...fields.values()].find(({ name, title, aliases }) =>
    [name, title.zh, title.en, ...aliases].some(one => plainName(one) === plain),
  )
}

function unreadable({ reason, expected }: Pick<RowFault, 'reason' | 'expected'>, field: Field, span: Span): Diagnostic {
  return problem(field.type === 'date' ? 'wrong-date' : 'wrong-value', span, {
    zh: `${field.title.zh}：${reason.zh}；应为${expected.zh}`,
    en: `${field.title.en}: ${reason.en}; expected ${expected.en}`,
  })
}

function missing({ name, title }: Field, span: Span): Diagnostic {
  return problem('missing-key', span, {
    zh: `缺少 ${name}（${title.zh}）`,
    en: `${name} (${title.en.toLowerCase()}) is missing`,
  })
}

// --- tables ---------------------------------------------------------------------------------------------------------

async function readTableEntries(
  file: RecordFile,
  type: EntryType,
  { folder, context }: EntriesPlace,
): Promise<EntriesReading> {
  const shown = shownName(file.path, folder)
  const source = await readSource(file, { shown, folder, fields: type.fields })
  if ('diagnostic' in source) return { entries: [], diagnostics: [source.diagnostic], inputs: [] }
  const entries: Entry[] = []
  const read = await readRows(rowSource(source), {
    type: { ...type, title: { zh: type.id, en: type.id }, at: { field: '' }, derive: new Map(), place: NOWHERE },
    file,
    context,
    onGood: row => {
      const place: Span = { file: sourceName(row), line: row.row, column: 1 }
      entries.push({ values: row.values, span: () => place })
    },
  })
  const isRead = read.diagnostics.every(({ severity }) => severity !== 'error')
  return {
    entries: isRead ? entries : [],
    diagnostics: [...source.told, ...read.diagnostics, ...read.rejected.flatMap(row => tellRow(row, type))],
    inputs: [source.input()],
  }
}

/** A table's fields have no place in any rule file. */
const NOWHERE: EventType['place'] = { path: [], span: () => wholeFile(''), at: () => NOWHERE }

function tellRow(row: RejectedRow, { fields }: EntryType): readonly Diagnostic[] {
  return faultsOf(row).map(fault => {
    const column = columnNumber(fault.column)
    const span: Span = { file: sourceName(row), line: row.row, column }
    const field = fault.field === undefined ? undefined : fields.get(fault.field)
    if (field) return unreadable(fault, field, span)
    return problem('wrong-value', span, {
      zh: `${fault.reason.zh}；应为${fault.expected.zh}`,
      en: `${fault.reason.en}; expected ${fault.expected.en}`,
    })
  })
}

/** `C` is 3. */
function columnNumber(letters: string | undefined): number {
  return [...(letters ?? 'A')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}
