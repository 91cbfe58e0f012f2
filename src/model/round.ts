/** A round of appraisals, from the first draft to what is final. */

/** How far a round has come; everything is a draft until it is final. */
export const ROUND_STATES = ['draft', 'panel', 'approved', 'published', 'final'] as const
export type RoundState = (typeof ROUND_STATES)[number]
