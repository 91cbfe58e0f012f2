/** What the passes complain about in, diagnostics out: located, each once, without those that only follow from another. */

import type { Complain } from '../conditions/contract.ts'
import { inOrder } from '../lib/diagnostic-order.ts'
import { asMap, isMap } from '../lib/map.ts'
import { plainWords } from '../lib/plain-words.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { PathPart, Place, RuleFile } from '../model/source.ts'

/** Complaints about a definition of which some parts are known to be wrong: these parts, and what lies above them, stay silent. */
export function apartFrom(wrong: readonly (readonly PathPart[])[], root: Place, complain: Complain): Complain {
  if (wrong.length === 0) return complain
  return (code, place, message, more) => {
    const path = place.path.slice(root.path.length)
    const isWithin = place.path.length >= root.path.length && root.path.every((part, at) => place.path[at] === part)
    const isKnown = isWithin && wrong.some(other => other.every((part, at) => at >= path.length || path[at] === part))
    if (!isKnown) complain(code, place, message, more)
  }
}

export interface Complaints {
  readonly complain: Complain
  /** Makes a definition known as broken: what others say about its names is not told as well. */
  excuse(names: Iterable<string>): void
  /** Record types whose fields are not known: what is said of facts in definitions that rest on them is not told. */
  overlook(events: Iterable<string>): void
  readonly diagnostics: () => readonly Diagnostic[]
}

/** Codes about names and their types: the ones that a broken definition elsewhere can cause. */
const FOLLOWING: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'unknown-event',
  'unknown-fact',
  'unknown-choice',
  'unknown-parameter',
  'unknown-calendar',
  'unknown-season',
  'unknown-post',
  'unknown-standard',
  'unknown-clause',
  'unknown-grade',
  'operator-type',
  'value-type',
  'ambiguous-name',
  'link-ambiguous',
  'match-missing',
  'owner-ambiguous',
  'charge-unknown',
  'standards-none',
])

export function makeComplaints(files: readonly RuleFile[]): Complaints {
  const byName = new Map(files.map(file => [file.file, file]))
  const hasBroken = files.some(file => file.broken)
  const excused = new Set<string>()
  const overlooked = new Set<string>()
  const found = new Map<string, Diagnostic>()

  const complain: Complain = (code, place, message, more = {}) => {
    const span = place.span(more.part)
    const file = byName.get(span.file)
    if (file?.blamed?.has(span.line)) return
    if (code === 'standards-none' && hasBroken) return
    if (FOLLOWING.has(code) && namesAt(file?.value, place).some(name => excused.has(name))) return
    if (
      overlooked.size > 0 &&
      FOLLOWING.has(code) &&
      eventsIn(definitionAt(file?.value, place)).some(event => overlooked.has(event))
    )
      return
    const key = `${span.file}\n${span.line}\n${span.column}`
    if (found.has(key)) return
    found.set(key, {
      code,
      severity: more.severity ?? DIAGNOSTIC_CODES[code].severity,
      message: plainWords(message),
      span,
      ...(more.hint ? { hint: plainWords(more.hint) } : {}),
      ...fixOf(span, file, more),
      ...(more.related ? { related: more.related.map(other => other.span('key')) } : {}),
    })
  }

  return {
    complain,
    excuse(names) {
      for (const name of names) excused.add(name)
    },
    overlook(events) {
      for (const event of events) overlooked.add(event)
    },
    diagnostics: () => inOrder(found.values()),
  }
}

const LINES = new WeakMap<RuleFile, readonly string[]>()

/** Taken apart once: a file may have a mistake on each of ten thousand lines. */
function linesOf(file: RuleFile): readonly string[] {
  const lines = LINES.get(file) ?? file.text.split(/\r\n|\r|\n/)
  LINES.set(file, lines)
  return lines
}

/** The line with the marked text replaced by what was meant, where no more than that is wrong. */
function fixOf(
  span: Span,
  file: RuleFile | undefined,
  more: { readonly fix?: string; readonly meant?: string },
): { readonly fix?: string } {
  if (more.fix !== undefined) return { fix: more.fix }
  const line = file && linesOf(file)[span.line - 1]
  if (line === undefined || more.meant === undefined || span.length === undefined) return {}
  const start = span.column - 1
  const marked = line.slice(start, start + span.length)
  const quote = /^(["']).*\1$/.exec(marked)?.[1] ?? ''
  // Something larger than the name is marked: what to replace is not known.
  if (/[[\]{},\n]/.test(marked)) return {}
  return { fix: line.slice(0, start) + quote + more.meant + quote + line.slice(start + span.length) }
}

/** The names written at a place: its value, the value's parts, and for `{ fact, operator, value }` the whole of it. */
function namesAt(root: unknown, place: Place): readonly string[] {
  let value = root
  let parent: unknown
  for (const part of place.path) {
    parent = value
    value = isMap(value) ? value[part] : Array.isArray(value) && typeof part === 'number' ? value[part] : undefined
  }
  const key = String(place.path.at(-1) ?? '')
  const around = isMap(parent) && ('fact' in parent || 'event' in parent) ? Object.values(parent) : []
  return [key, ...wordsOf(value), ...around.flatMap(wordsOf)].flatMap(word => [word, ...word.split('.')])
}

function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.filter(one => typeof one === 'string')
  return isMap(value) ? [...Object.keys(value), ...Object.values(value).filter(one => typeof one === 'string')] : []
}

/** The whole definition that a place stands in: section, id. */
function definitionAt(root: unknown, { path }: Place): unknown {
  const [section = '', id = ''] = path
  return asMap(asMap(root)[section])[id]
}

/** Every record type that a definition names, however deep. */
function eventsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(eventsIn)
  return Object.entries(asMap(value)).flatMap(([key, own]) =>
    typeof own === 'string' ? (EVENT_KEYS.includes(key) ? [own] : []) : eventsIn(own),
  )
}

/** Keys that may hold the bare name of a record type. */
const EVENT_KEYS = ['event', 'expect', 'unless', 'related']
