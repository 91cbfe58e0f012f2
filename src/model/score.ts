/** What scoring hands to decisions and to the appraisal: one person's scorecard, worked out. */

import type { AppraisedPerson, EvidenceCharge } from './appraisal.ts'
import type { Value } from './value.ts'

/**
 * What outcomes ask about, by name; undefined or absent: not known.
 *
 * - `score`, `grade`: as printed; in the `when` of a bonus section, those before any bonus.
 * - `previous.score`, `previous.grade`: of the latest earlier appraisal of the same length that has the person.
 * - `missed.<standard>`: cases missed; not known for a standard that was not judged in this run.
 * - `ledger.<standard>`: the balance.
 * - `section.<id>.percent`: share of the section's marks reached, 0–100.
 * - `post`: of the sheet. `tenure`: whole months from the first day in the roster to the period's last day.
 * - Added by decisions: `cascade.share` (0–1), `year.complete`, `year.count.<grade>`.
 */
export type OutcomeFacts = Readonly<Record<string, Value | undefined>>

/** Points that an appeal gives back, a decimal: to a section, or to the section that charges a finding. */
export interface PointsGrant {
  readonly appeal: string
  readonly person: string
  readonly points: string
  readonly section?: string
  readonly finding?: string
}

export interface GivenPoints {
  readonly section: string
  readonly given: number
  /** The section's points before and after. */
  readonly before: number
  readonly after: number
}

/** The fields of a sheet that scoring fills; the rest comes from decisions and findings. */
export interface PersonScore
  extends Pick<
    AppraisedPerson,
    | 'id'
    | 'name'
    | 'post'
    | 'postTitle'
    | 'unit'
    | 'scorecard'
    | 'scorecardTitle'
    | 'spells'
    | 'daysInPost'
    | 'parts'
    | 'score'
    | 'scoreText'
    | 'grade'
    | 'gradeReason'
    | 'gradeBeforeVeto'
    | 'vetoes'
    | 'gates'
    | 'measuredMarks'
    | 'uncapped'
    | 'previous'
    | 'yearBefore'
    | 'sections'
    | 'unscored'
    | 'ledgers'
  > {
  /** The score before the one rounding, stopped at 100, as a fraction `n/d`; null: none. */
  readonly exactScore: string | null
  readonly facts: OutcomeFacts
  /** Points given back by appeals, by their ids, as far as there was room for them. */
  readonly grants: Readonly<Record<string, GivenPoints>>
  /** By missed finding, in the order of the scorecard. */
  readonly charges: Readonly<Record<string, readonly EvidenceCharge[]>>
}
