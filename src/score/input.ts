/** What scoring is given in; everybody with a sheet, and what each is scored from, out. */

import type { Roster } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { PointsGrant } from '../model/score.ts'
import type { History } from '../model/setup.ts'
import type { Checked } from '../model/tally.ts'
import { makeStints } from '../roster/stints.ts'
import { type CardOf, makeGround, sortByPerson } from './caseload.ts'
import type { PersonContext } from './context.ts'
import { findPrevious, findYearBefore } from './facts.ts'
import { makeGateKeeper } from './gate-keeper.ts'
import { type Appraisee, findAppraisees } from './people.ts'

export interface ScoreInput {
  readonly rulebook: Rulebook
  readonly checked: Checked
  readonly roster: Roster
  readonly period: Period
  readonly history: History
  /** Points that appeals give back. */
  readonly grants?: readonly PointsGrant[]
  /** Whose scorecards are wanted; absent: everybody's. */
  readonly only?: ReadonlySet<string>
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
  const stints = makeStints(roster, rulebook.scorecards, period)
  const grants = Map.groupBy(input.grants ?? [], grant => grant.person)
  const cardOf: CardOf = ({ person, at }) =>
    person === null ? undefined : stints.cardOn(person, rulebook.zone.dayOf(at))
  const people = findAppraisees(roster, period).filter(({ id }) => input.only?.has(id) ?? true)
  return people.map(person => ({
    person,
    context: {
      ground,
      period,
      gateKeeper,
      caseload: caseloadOf(person.id),
      previous: previousOf(person.id),
      yearBefore: yearBeforeOf(person.id),
      stints: stints.stintsOf(person.id),
      cardOf,
      grants: grants.get(person.id) ?? [],
    },
  }))
}
