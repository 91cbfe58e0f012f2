/** What every kind of standard supplies: its fields, its compile, its words and its runnable examples. */

import type { TProperties } from 'typebox'
import type { Language } from '../conditions/contract.ts'
import type { Checker } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Fairness } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import type { Day } from '../model/value.ts'
import type { IfMissing } from './finding.ts'
import type { Reader, Source } from './reader.ts'
import type { Timing } from './timing.ts'

export interface KindContext {
  readonly language: Language
  readonly seasons: ReadonlySet<string>
  /** Ids of all standards of the pack, with their tags: what selections (`ids, globs, tag:x`) choose from. */
  readonly standards: ReadonlyMap<string, readonly string[]>
  readonly fairness: Fairness
}

/** What one standard's compile works with: `standard.ts` has read the frame that all kinds share. */
export interface KindTools {
  readonly id: string
  readonly reader: Reader
  readonly timing: Timing
  readonly context: KindContext
  readonly effective: { readonly from?: Day; readonly to?: Day }
  /** The season in which it applies; absent: always. */
  readonly season?: string
  readonly ifMissing: IfMissing
}

/** A small story that shows the kind: printed in the handbook of kinds and run as a test. */
export interface KindExample {
  readonly title: Message
  /** YAML of a pack: `events`, `standards`, and what else it takes. */
  readonly pack: string
  /** YAML of a rule test's `people`, `sites`, `as-of`, `events` and `expect`. */
  readonly test: string
}

/** A checker without its links: those the reader has noted. */
export type Judging = Omit<Checker, 'links'>

export interface Kind {
  readonly id: string
  readonly title: Message
  readonly summary: Message
  readonly judgedPer: 'event' | 'slot' | 'person'
  /** The kind's own fields as typebox schemas; the fields that all standards share are in `schema.ts`. */
  readonly fields: TProperties
  readonly examples: readonly KindExample[]
  /** `source` has passed the schema; what is wrong beyond its shape is complained about, and undefined returned. */
  compile(source: Source, place: Place, tools: KindTools): Judging | undefined
}
