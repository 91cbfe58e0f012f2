/** What the passes complain about in, diagnostics out: located, each once, without those that only follow from another. */

import type { Complain } from '../conditions/contract.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Place, RuleFile } from '../model/source.ts'
import { isMap } from './read.ts'

export interface Complaints {
  readonly complain: Complain
  /** Makes a definition known as broken: what others say about its names is not told as well. */
  excuse(names: Iterable<string>): void
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
  const excused = new Set<string>()
  const found = new Map<string, Diagnostic>()

  const complain: Complain = (code, place, message, more = {}) => {
    const span = place.span(more.part)
    const file = byName.get(span.file)
    if (file?.blamed?.has(span.line)) return
    if (FOLLOWING.has(code) && namesAt(file?.value, place).some(name => excused.has(name))) return
    const key = `${span.file}\n${span.line}\n${span.column}`
    if (found.has(key)) return
    found.set(key, {
      code,
      severity: more.severity ?? DIAGNOSTIC_CODES[code].severity,
      message,
      span,
      ...(more.hint ? { hint: more.hint } : {}),
      ...(more.fix === undefined ? {} : { fix: more.fix }),
      ...(more.related ? { related: more.related.map(other => other.span('key')) } : {}),
    })
  }

  return {
    complain,
    excuse(names) {
      for (const name of names) excused.add(name)
    },
    diagnostics: () => [...found.values()].toSorted(byPlace),
  }
}

export function byPlace({ span: one }: Diagnostic, { span: other }: Diagnostic): number {
  return compareText(one.file, other.file) || one.line - other.line || one.column - other.column
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
