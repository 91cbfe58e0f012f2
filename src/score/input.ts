/** What scoring is given in; everybody with a sheet, and what each is scored from, out. */

import type { Roster } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { History } from '../model/setup.ts'
import type { Checked } from '../model/tally.ts'
import { makeGround, sortByPerson } from './caseload.ts'
import { findPrevious, findYearBefore } from './facts.ts'
import { makeGateKeeper } from './gate-keeper.ts'
import { type Appraisee, findAppraisees } from './people.ts'
import type { PersonContext } from './person-score.ts'

export interface ScoreInput {
  readonly rulebook: Rulebook
  readonly checked: Checked
  readonly roster: Roster
  readonly period: Period
  readonly history: History
}

/** Everybody with a sheet, and what theirs is worked out from. */
export function appraiseesOf(
  input: ScoreInput,
): readonly { readonly person: Appraisee; readonly context: PersonContext }[] {
  const { rulebook, checked, roster, period } = input
  const ground = makeGround(rulebook, checked, period.from)
  const caseloadOf = sortByPerson(checked)
  const gateKeeper = makeGateKeeper(checked)
  const previousOf = findPrevious(input.history, period)
  const yearBeforeOf = findYearBefore(input.history, period)
  return findAppraisees(roster, period).map(person => ({
    person,
    context: {
      ground,
      period,
      gateKeeper,
      caseload: caseloadOf(person.id),
      previous: previousOf(person.id),
      yearBefore: yearBeforeOf(person.id),
    },
  }))
}
