/** What every kind of standard supplies: its fields, its compile, its words and its runnable examples. */

import type { TProperties } from 'typebox'
import type { Language } from '../conditions/contract.ts'
import type { Checker } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { Fairness } from '../model/rulebook.ts'

export interface KindContext {
  readonly language: Language
  readonly seasons: ReadonlySet<string>
  /** Ids of all standards of the pack, with their tags: what selections (`ids, globs, tag:x`) choose from. */
  readonly standards: ReadonlyMap<string, readonly string[]>
  readonly fairness: Fairness
}

/** A small story that shows the kind: printed in the handbook of kinds and run as a test. */
export interface KindExample {
  readonly title: Message
  /** YAML of a pack: `events`, `standards`, and what else it takes. */
  readonly pack: string
  /** YAML of a rule test's `people`, `sites`, `as-of`, `events` and `expect`. */
  readonly test: string
}

/** What a kind's compile hands back; `standard.ts` puts the shared frame (effective, when, except, charge) around it. */
export interface CompiledKind {
  readonly checker: Checker
  readonly needs: readonly string[]
  readonly uses: readonly { readonly event: string; readonly field: string }[]
  readonly parameters: readonly string[]
  readonly calendars: readonly string[]
}

export interface Kind {
  readonly id: string
  readonly title: Message
  readonly summary: Message
  readonly judgedPer: 'event' | 'slot' | 'person'
  /** The kind's own fields as typebox schemas; the fields that all standards share are in `standard.ts`. */
  readonly fields: TProperties
  readonly examples: readonly KindExample[]
  /** `source` has passed the schema; what is wrong beyond its shape is complained about, and undefined returned. */
  compile(id: string, source: Readonly<Record<string, unknown>>, place: Place, context: KindContext): CompiledKind | undefined
}
