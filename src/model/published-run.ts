/** What an earlier issue of the same period paid, as far as it takes to tell the difference. */

import type { AppraisedOutcome, AppraisedPerson, Withheld } from './appraisal.ts'

/** What somebody's amounts are worked out from. */
export interface PaidPerson extends Pick<AppraisedPerson, 'id' | 'name' | 'bonusBase'> {
  readonly withheld: { readonly because: readonly Pick<Withheld['because'][number], 'share' | 'state' | 'contested'>[] }
  readonly outcomes: readonly Pick<
    AppraisedOutcome,
    'type' | 'state' | 'amount' | 'amountNotSet' | 'approval' | 'contested'
  >[]
}

export interface PublishedRun {
  /** As printed. */
  readonly file: string
  readonly period: string
  readonly people: readonly PaidPerson[]
}
