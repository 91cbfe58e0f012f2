/** A rule file as read: its text, its plain value, and where each part of it stands. */

import type { Span } from './diagnostic.ts'

export type PathPart = string | number

/** Which words of an entry to point at: its key or its value. */
export type Part = 'key' | 'value'

export interface RuleFile {
  /** The path as printed: relative to the pack, with `/`. */
  readonly file: string
  readonly text: string
  /** The YAML as plain JSON values; keys in the order written. */
  readonly value: unknown
  /** True for `*.test.yaml`. */
  readonly isTest: boolean
  /** The name of the profile that the file holds (`profiles/NAME.yaml`): read only when asked for. */
  readonly profile?: string
  /** 0 for the pack that others extend, higher for what overrides it. */
  readonly layer?: number
  /** Lines whose mistake has been told already: whatever else is found there follows from it. */
  readonly blamed?: ReadonlySet<number>
  /** The YAML could not be read; `value` is what could be recovered, good for names only. */
  readonly broken?: boolean
  /** Where the entry at `path` stands; the nearest existing ancestor's place when it does not exist. */
  locate(path: readonly PathPart[], part?: Part): Span
}

/** A spot in a rule file that can name itself; cheap to make, located only when a diagnostic needs it. */
export interface Place {
  readonly path: readonly PathPart[]
  span(part?: Part): Span
  at(...parts: PathPart[]): Place
}
