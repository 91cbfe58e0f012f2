/** What decisions hand to the appraisal: proposals and shares withheld, and what could not be decided. */

import type { AppraisedOutcome, Withheld } from './appraisal.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Confirmation } from './setup.ts'

export interface PersonDecision {
  readonly person: string
  readonly outcomes: readonly AppraisedOutcome[]
  readonly withheld: Withheld
  /** Of the period, a decimal in the pack's currency; null: not set. */
  readonly bonusBase: string | null
  /** Outcomes whose condition is neither true nor false, with the facts that are not known: never proposed. */
  readonly undecided: readonly { readonly outcome: string; readonly unknown: readonly string[] }[]
}

/** A miss that sets off no cascade yet, because the fact that dates it is empty or after the cut-off. */
export interface WaitingCascade {
  readonly cascade: string
  readonly finding: string
  readonly fact: string
}

export interface Decisions {
  /** Everybody with a sheet, and whoever else a share is withheld from. In order of person id. */
  readonly people: ReadonlyMap<string, PersonDecision>
  readonly waiting: readonly WaitingCascade[]
  /** Confirmations of something that was not proposed. */
  readonly unmatchedConfirmations: readonly Confirmation[]
  readonly diagnostics: readonly Diagnostic[]
}
