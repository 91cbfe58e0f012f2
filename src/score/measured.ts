/** What an item of a scorecard comes to for one person, before any marks. */

import type Fraction from 'fraction.js'
import type { CountedFinding } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { ScorecardItem } from '../model/rulebook.ts'
import type { VerdictCounts } from '../model/tally.ts'

interface Measured {
  readonly item: ScorecardItem
  /** Of the standards that are scored: notes are not among them. */
  readonly counts: VerdictCounts
  /** Of the exempt ones, misses that were not told in time: judged cases that cost nothing. */
  readonly spared: number
  /** Judged cases of the standards that count here. */
  readonly cases: number
  /** Of the standards, those with enough cases to go by. */
  readonly counting: readonly string[]
}

/** Nothing to go by: costs nothing, gives nothing. */
export interface AbsentItem extends Measured {
  readonly method: 'absent'
  readonly because: Message
}

/** A share met or a rating: part of the section's mean. */
export interface ShareItem extends Measured {
  readonly method: 'rate' | 'rating'
  readonly weight: Fraction
  /** 0 to 1. */
  readonly share: Fraction
  /** For a rate: what was counted, `met` out of `of`; whole incidents where `by: incident`. */
  readonly met: number
  readonly of: number
}

export interface DeductItem extends Measured {
  readonly method: 'deduct'
  readonly each: Fraction
  /** Points for one miss: `each`, or `each` for so many cases. */
  readonly perMiss: Fraction
  readonly most?: Fraction
  readonly missed: readonly CountedFinding[]
  /** Balances of ledgers, added up; undefined where the item holds none. */
  readonly balance?: Fraction
}

export interface BonusItem extends Measured {
  readonly method: 'bonus'
  readonly each: Fraction
  readonly most?: Fraction
  readonly met: number
  /** Met cases, or so many per hundred, and balances of ledgers. */
  readonly count: Fraction
}

export type MeasuredItem = AbsentItem | ShareItem | DeductItem | BonusItem

/** What a deducting item takes off, seen beside all the others of the sheet. */
export interface Deduction {
  /** Incidents charged here, because here they cost most. */
  readonly charged: number
  /** Misses not charged here, because they are one incident with another. */
  readonly sameIncident: number
  /** Points before any cap. */
  readonly planned: Fraction
  /** Points taken off. */
  readonly points: Fraction
  /** By missed finding: what it takes off, and the finding that stands for its incident here. */
  readonly shares: ReadonlyMap<CountedFinding, FindingShare>
}

export interface FindingShare {
  readonly points: Fraction
  /** True where a bound kept it from costing all it would. */
  readonly isCut: boolean
  /** The finding charged for the same incident; undefined: this one is. */
  readonly instead?: CountedFinding
}
