/** What the checks hand to scoring: findings, and how they add up for each person and standard. */

import type { CarriedCase } from './event.ts'
import type { Finding, RatedGroup, UnlistedFinding, Verdict } from './finding.ts'
import type { Message } from './message.ts'
import type { CaseTrace } from './trace.ts'

export type VerdictCounts = Readonly<Record<Verdict, number>>

export type StandardState = 'checked' | 'no-cases' | 'not-configured' | 'not-supplied' | 'not-in-force'

/** What a standard needed and nobody supplied: a record type, or a field that no record carries. */
export interface MissingSource {
  /** `repair`, or `repair.class`. */
  readonly id: string
  readonly title: Message
  readonly isField: boolean
}

export interface StandardResult {
  readonly standard: string
  readonly state: StandardState
  /** Cases, each once with its worst verdict. */
  readonly counts: VerdictCounts
  /** For `not-supplied`. */
  readonly missing: readonly MissingSource[]
}

/** One standard for one person. */
export interface Tally {
  readonly standard: string
  readonly person: string
  /** Cases, each once with its worst verdict for this person. */
  readonly counts: VerdictCounts
  /** Of the exempt ones, those missed and not told in time: cases that were judged, none of which may cost anything. */
  readonly spared?: number
  /** 0–100 for a rating, the balance for a ledger: an exact fraction `n/d` or decimal. */
  readonly measure?: string
  /** Of a rating; nothing prints them before those of few raters are left out. */
  readonly groups?: readonly RatedGroup[]
  /** Cases by incident: whether all were met; kept where an item judges by incident. */
  readonly incidents?: ReadonlyMap<string, boolean>
  /** Of somebody who had several scorecards in the period: the same by the scorecard of the day; null for none. */
  readonly byCard?: ReadonlyMap<string | null, Pick<Tally, 'counts' | 'incidents' | 'spared'>>
}

export interface Measure {
  readonly standard: string
  readonly owner: string
  readonly slot: string
  /** The one of `each-of` that was counted. */
  readonly member?: string
  readonly value: number
}

/** What the records that one person entered came to for others. */
export interface InspectionTally {
  readonly type: string
  readonly person: string
  readonly met: number
  readonly missed: number
}

export interface Checked {
  readonly standards: readonly StandardResult[]
  /** Findings other than met, and met ones where asked for, in order of id; with a cap only those that are listed. */
  readonly findings: readonly Finding[]
  /** All others, in order of id: they count like any. Absent: there are none. */
  readonly unlisted?: readonly UnlistedFinding[]
  /** By person, then standard, sorted. */
  readonly tallies: readonly Tally[]
  readonly measures: readonly Measure[]
  /** By record type, then person; of types that say who enters them. */
  readonly inspections: readonly InspectionTally[]
  readonly carried: readonly CarriedCase[]
  /** Verdicts of cases, each once with its worst verdict. */
  readonly counts: VerdictCounts
  readonly unattributed: number
  /** How verdicts other than met came about, of cases with a finding that is listed, by standard and case; empty where not asked for. */
  readonly traces: readonly CaseTrace[]
}
