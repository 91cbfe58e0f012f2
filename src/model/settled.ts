/** What is left of records that were judged as they were read: counts, and nothing of any one of them. */

import type { Day } from './value.ts'

/** Of one standard, by person (`null`: nobody answers) and by the scorecard of the day where somebody had several: how many cases were met. */
export interface MetCount {
  readonly standard: string
  readonly person: string | null
  /** `undefined`: the person has one scorecard all along. */
  readonly card: string | null | undefined
  readonly met: number
}

/** Who entered records, as far as completeness goes by it, and how often each field was filled in. */
export interface EnteredCount {
  /** Null: the record does not tell, or must not. */
  readonly post: string | null
  readonly unit: string | null
  readonly total: number
  readonly filled: Readonly<Record<string, number>>
}

/** What is left of the records that were settled. Plain data, which adds up in any order. */
export interface Settled {
  readonly count: number
  /** Cases that were met, each once. */
  readonly cases: Readonly<Record<string, number>>
  readonly met: readonly MetCount[]
  /** Days with records. */
  readonly days: readonly Day[]
  /** Of those within the period. */
  readonly entered: readonly EnteredCount[]
  /** Fields that some record carries. */
  readonly filled: readonly string[]
}
