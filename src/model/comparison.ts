/** What changes for whom when other rules judge the same records: plain JSON, as printed and as written. */

import type { AppraisedStandard } from './appraisal.ts'
import type { Verdict } from './finding.ts'
import type { Message } from './message.ts'

export interface Comparison {
  readonly before: ComparedPack
  readonly after: ComparedPack
  readonly period: string
  readonly rules: readonly RuleChange[]
  readonly people: {
    readonly all: number
    /** Those for whom something changes: the farthest fall first, then the rest, then the farthest rise. */
    readonly changed: readonly PersonChange[]
  }
  /** Standards that could be judged before and cannot now, or that leave more cases open than before. */
  readonly undetermined: readonly OpenStandard[]
  /** Grades by id, from the best. */
  readonly grades: Readonly<Record<string, Message>>
}

export interface ComparedPack {
  readonly id: string
  readonly version: string
  readonly title: Message
  readonly sha256: string
}

export interface RuleChange {
  /** `standards`, `parameters`, `scorecards` … */
  readonly group: string
  readonly id: string
  readonly title: Message
  readonly change: 'added' | 'removed' | 'changed'
  /** For `changed`. */
  readonly values: readonly ValueChange[]
}

export interface ValueChange {
  /** `within`, `sections.promises.items.0.weight`. */
  readonly path: string
  /** As written; null: not there. */
  readonly before: string | null
  readonly after: string | null
}

export interface PersonChange {
  readonly id: string
  readonly name: string
  readonly post: string | null
  readonly score: Pair<number | null>
  /** Points, rounded to the printed decimals; null where one side has no score. */
  readonly difference: number | null
  readonly grade: Pair<string | null>
  readonly sections: readonly (Pair<number | null> & { readonly id: string; readonly title: Message })[]
  readonly outcomes: { readonly gained: readonly ChangedOutcome[]; readonly lost: readonly ChangedOutcome[] }
  /** 0 to 1 of the own bonus. */
  readonly withheld: Pair<number>
  readonly findings: readonly FindingChange[]
}

export interface ChangedOutcome {
  readonly id: string
  readonly type: string
  readonly title: Message
}

export interface Pair<T> {
  readonly before: T
  readonly after: T
}

export interface FindingChange {
  readonly id: string
  readonly standard: string
  readonly title: Message
  readonly case: string
  readonly at: string
  /** Null: not judged for this person. */
  readonly before: Verdict | null
  readonly after: Verdict | null
  readonly reason: Message
}

export interface OpenStandard {
  readonly id: string
  readonly title: Message
  readonly state: Pair<AppraisedStandard['state'] | null>
  readonly undetermined: Pair<number>
  /** What records would have to hold, for `not-supplied`. */
  readonly missing: readonly Message[]
}
