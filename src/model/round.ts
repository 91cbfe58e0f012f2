/** A round of appraisals, from the first draft to what is final. */

/** How far a round has come; everything is a draft until it is final. */
export const ROUND_STATES = ['draft', 'panel', 'approved', 'published', 'final'] as const
export type RoundState = (typeof ROUND_STATES)[number]

/** Final results are never overwritten: what replaces them is a further issue, and the earlier ones are kept. */
export interface Issue {
  /** From 1. */
  readonly number: number
  /** Why there is another one; null for the first. */
  readonly reason: string | null
}

export const FIRST_ISSUE: Issue = { number: 1, reason: null }
