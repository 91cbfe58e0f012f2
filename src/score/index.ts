/** Tallies, roster and history in; one worked-out scorecard per person out. */

import type { PersonScore } from '../model/score.ts'
import { appraiseesOf, type ScoreInput } from './input.ts'
import { withPeers } from './peers.ts'
import { scorePerson } from './person-score.ts'

export { type GivenCases, scoreCases } from './cases-given.ts'
export { gradeGiven } from './given.ts'
export type { ScoreInput } from './input.ts'
export { findMargins } from './margins.ts'

/** One sheet for everybody with a spell that touches the period, or whoever is asked for; in order of id. */
export function score(input: ScoreInput): readonly PersonScore[] {
  return withPeers(appraiseesOf(input).map(({ person, context }) => scorePerson(person, context)))
}
