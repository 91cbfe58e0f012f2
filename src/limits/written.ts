/** The files of a rule pack in, its definitions and numbers as they are written out. */

import { parseDay } from '../calendar/day.ts'
import { parseDuration } from '../calendar/duration.ts'
import { textOf } from '../kinds/text.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { PathPart, RuleFile } from '../model/source.ts'
import type { Literal, Lock, Measure, NumberEntry } from './number.ts'

export interface Definition {
  readonly id: string
  readonly source: Readonly<Record<string, unknown>>
  readonly file: RuleFile
  readonly path: readonly PathPart[]
  /** It stands in a pack that this one extends. */
  readonly isInherited: boolean
}

/** In the order written; where packs extend each other, the one that counts. */
export function definitionsOf(files: readonly RuleFile[], group: string): readonly Definition[] {
  const top = topLayer(files)
  const found = new Map<string, Definition>()
  for (const file of ruleFiles(files))
    for (const [id, source] of Object.entries(asMap(asMap(file.value)[group])))
      found.set(id, {
        id,
        source: asMap(source),
        file,
        path: [group, id],
        isInherited: (file.layer ?? 0) < top,
      })
  return [...found.values()]
}

/** A block that stands once in a pack: `grades`, `fairness`. */
export function blockOf(files: readonly RuleFile[], block: string): Definition | undefined {
  const file = ruleFiles(files).findLast(one => asMap(one.value)[block] !== undefined)
  if (!file) return undefined
  const isInherited = (file.layer ?? 0) < topLayer(files)
  return { id: block, source: asMap(asMap(file.value)[block]), file, path: [block], isInherited }
}

function ruleFiles(files: readonly RuleFile[]): readonly RuleFile[] {
  return files
    .filter(file => !file.isTest && file.profile === undefined)
    .toSorted((one, other) => (one.layer ?? 0) - (other.layer ?? 0))
}

function topLayer(files: readonly RuleFile[]): number {
  return Math.max(0, ...files.map(file => file.layer ?? 0))
}

/** What a file says it is about; else its first comment, `# 公寓与物业 / dormitories and property` or one line for each language. */
export function headingOf({ file, text, value }: RuleFile): Message {
  const { subject } = asMap(value)
  if (subject !== undefined) return textOf(subject)
  const comments: string[] = []
  for (const line of text.split(/\r?\n/)) {
    if (!line.startsWith('#') && line.trim() !== '') break
    const words = line.replace(/^#+\s*/, '').trim()
    if (words !== '' && !words.startsWith('yaml-language-server')) comments.push(words)
  }
  const [first = '', second = ''] = comments.flatMap(comment => comment.split(/\s*\/ /)).map(ended)
  const name = file.split('/').at(-1) ?? file
  const isChinese = /\p{Script=Han}/u
  return { zh: first || name, en: isChinese.test(first) ? second || name : first || name }
}

function ended(words: string): string {
  return words.replace(/[。.]$/, '')
}

// --- values ---------------------------------------------------------------------------------------------------------

export type WrittenValue =
  | { readonly form: 'values'; readonly entries: readonly NumberEntry[] }
  | { readonly form: 'parameter'; readonly parameter: string }
  /** A fact of the record: no number of the pack. */
  | { readonly form: 'other' }

/** A number, duration or percentage, plain or dated, or the name of a parameter. */
export function writtenValue(source: unknown, file: RuleFile, path: readonly PathPart[]): WrittenValue {
  if (source === undefined || source === null) return { form: 'values', entries: [] }
  if (isLiteral(source)) return { form: 'values', entries: [{ from: null, value: source }] }
  if (!isMap(source)) return { form: 'other' }
  if (typeof source.parameter === 'string') return { form: 'parameter', parameter: source.parameter }
  const days = Object.keys(source)
  if (days.length === 0 || days.some(day => parseDay(day) === undefined)) return { form: 'other' }
  return { form: 'values', entries: days.map(day => entryOf(source[day], day, file, path)) }
}

function entryOf(value: unknown, from: string, file: RuleFile, path: readonly PathPart[]): NumberEntry {
  const reason = reasonBeside(file, [...path, from])
  return { from, value: isLiteral(value) ? value : null, ...(reason === undefined ? {} : { reason }) }
}

function isLiteral(value: unknown): value is Literal {
  return typeof value === 'number' || typeof value === 'string'
}

/** The comment on the line of a dated value, where nothing but the value's comma stands between. */
export function reasonBeside({ text, locate }: RuleFile, path: readonly PathPart[]): string | undefined {
  const { line, column, length = 1 } = locate(path, 'value')
  const rest = (text.split(/\r?\n/)[line - 1] ?? '').slice(column - 1 + length)
  return /^[ \t]*,?[ \t]+#[ \t]*(.*)/.exec(rest)?.[1]?.trim() || undefined
}

const PERCENT = /^\d+(?:\.\d+)?\s*[%％]$/

/** What the values are; `any` where there is none. */
export function measureOf(entries: readonly NumberEntry[]): Measure {
  const value = entries.findLast(entry => entry.value !== null)?.value
  if (value === undefined || value === null) return 'any'
  if (typeof value === 'number') return 'number'
  if (PERCENT.test(value)) return 'percent'
  return parseDuration(value) ? 'duration' : 'text'
}

/** Absent: it can be changed. */
export function lockOf({ isInherited }: Definition, isUndated = false): { readonly lock?: Lock } {
  if (isInherited) return { lock: { why: 'inherited' } }
  return isUndated ? { lock: { why: 'undated' } } : {}
}
