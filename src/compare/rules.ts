/** The files of two rule packs in, which definitions were added, removed or changed, and in which values, out. */

import { asMap, isMap } from '../lib/map.ts'
import { compareText } from '../lib/order.ts'
import type { RuleChange, ValueChange } from '../model/comparison.ts'
import type { Message } from '../model/message.ts'
import type { RuleFile } from '../model/source.ts'

/** In the order in which they are told; words for people and tests change nothing. */
const GROUPS = [
  'standards',
  'parameters',
  'scorecards',
  'outcomes',
  'cascades',
  'calendars',
  'seasons',
  'holidays',
  'events',
] as const
const BLOCKS = ['grades', 'fairness'] as const
const WORDS = new Set(['title', 'note', 'text', 'clauses', 'tags', 'review-by'])

export function compareRules(before: readonly RuleFile[], after: readonly RuleFile[]): readonly RuleChange[] {
  const groups = GROUPS.flatMap(group => compareGroup(group, definitionsOf(before, group), definitionsOf(after, group)))
  const blocks = BLOCKS.flatMap(block => compareGroup(block, blockOf(before, block), blockOf(after, block)))
  return [...groups, ...blocks]
}

type Definitions = ReadonlyMap<string, unknown>

/** Where packs extend each other, the definition that counts. */
function definitionsOf(files: readonly RuleFile[], group: string): Definitions {
  return new Map(inLayers(files).flatMap(({ value }) => Object.entries(asMap(asMap(value)[group]))))
}

function blockOf(files: readonly RuleFile[], block: string): Definitions {
  const written = inLayers(files).map(({ value }) => asMap(value)[block])
  const last = written.findLast(one => one !== undefined)
  return new Map(last === undefined ? [] : [[block, last]])
}

function inLayers(files: readonly RuleFile[]): readonly RuleFile[] {
  return files
    .filter(file => !file.isTest && file.profile === undefined)
    .toSorted((one, other) => (one.layer ?? 0) - (other.layer ?? 0))
}

function compareGroup(group: string, before: Definitions, after: Definitions): readonly RuleChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted(compareText)
  return ids.flatMap((id): readonly RuleChange[] => {
    const [was, is] = [before.get(id), after.get(id)]
    const title = titleOf(is ?? was, id)
    if (was === undefined) return [{ group, id, title, change: 'added', values: [] }]
    if (is === undefined) return [{ group, id, title, change: 'removed', values: [] }]
    const values = compareValues(was, is, [])
    return values.length === 0 ? [] : [{ group, id, title, change: 'changed', values }]
  })
}

function titleOf(definition: unknown, id: string): Message {
  const { title } = asMap(definition)
  if (typeof title === 'string') return { zh: title, en: title }
  const { zh = id, en = id } = asMap(title)
  return { zh: String(zh), en: String(en) }
}

function compareValues(was: unknown, is: unknown, path: readonly string[]): readonly ValueChange[] {
  if (WORDS.has(path.at(-1) ?? '')) return []
  const [one, other] = [partsOf(was), partsOf(is)]
  if (!one || !other || Array.isArray(was) !== Array.isArray(is)) {
    const [before, after] = [asWritten(was), asWritten(is)]
    return before === after ? [] : [{ path: path.join('.'), before, after }]
  }
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return keys.flatMap(key => compareValues(one[key], other[key], [...path, key]))
}

/** Lists of plain values are one value: a member more is not every member changed. */
function partsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (isMap(value)) return value
  return Array.isArray(value) && value.some(one => typeof one === 'object') ? { ...value } : undefined
}

function asWritten(value: unknown): string | null {
  if (value === undefined) return null
  if (Array.isArray(value)) return `[${value.map(asWritten).join(', ')}]`
  if (isMap(value)) {
    const parts = Object.entries(value).map(([key, one]) => `${key}: ${asWritten(one)}`)
    return `{ ${parts.join(', ')} }`
  }
  return String(value)
}
