/** A number outside of standards in: the words for it and where it stands; its row out. */

import type { Message } from '../model/message.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { PathPart } from '../model/source.ts'
import type { Measure, RuleNumber, ValueColumn } from './number.ts'
import type { Numbering } from './standards.ts'
import { type Definition, lockOf, writtenValue } from './written.ts'

export interface Spot {
  readonly group: Message
  readonly name: string
  readonly path: readonly PathPart[]
  readonly item: Message
  readonly column: ValueColumn
  readonly title: Message
  readonly clauses: readonly string[]
  readonly charge: Message
  readonly isUndated?: boolean
  readonly measure?: Measure
}

/** A number where one is written. */
export function numberAt(
  definition: Definition,
  subject: RuleNumber['subject'],
  written: unknown,
  spot: Spot,
  { parameters, since }: Numbering,
): readonly RuleNumber[] {
  if (written === undefined) return []
  const { name, path, isUndated, measure = 'number', ...words } = spot
  const place = [...definition.path, ...path]
  const value = writtenValue(written, definition.file, place)
  if (value.form === 'other') return []
  const start = since(spot.clauses)
  const row = {
    id: name,
    subject,
    ...words,
    measure,
    file: definition.file,
    path: place,
    ...(start === undefined ? {} : { since: start }),
  }
  if (value.form === 'values') return [{ ...row, entries: value.entries, ...lockOf(definition, isUndated) }]
  const { entries = [] } = parameters.get(value.parameter) ?? {}
  return [{ ...row, entries, lock: { why: 'parameter', parameter: value.parameter } }]
}

/** Posts by their titles. */
export function titles(posts: readonly string[], rulebook: Rulebook): Message {
  const all = posts.map(id => rulebook.posts.get(id)?.title ?? { zh: id, en: id })
  return { zh: all.map(({ zh }) => zh).join('、'), en: all.map(({ en }) => en).join(', ') }
}

export function clausesOf({ clauses }: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(clauses) ? clauses.map(String) : []
}
