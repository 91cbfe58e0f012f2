/** What one person's scorecard is worked out from. */

import type { Period } from '../model/period.ts'
import type { PersonScore, PointsGrant } from '../model/score.ts'
import type { Stint } from '../roster/stints.ts'
import type { CardOf, Caseload, Ground } from './caseload.ts'
import type { GateKeeper } from './grade.ts'

export interface PersonContext {
  readonly ground: Ground
  readonly period: Period
  readonly gateKeeper: GateKeeper
  readonly caseload: Caseload
  readonly previous: PersonScore['previous']
  readonly yearBefore: PersonScore['yearBefore']
  /** The days of the period by scorecard. */
  readonly stints: readonly Stint[]
  readonly cardOf: CardOf
  /** Points that appeals give this person back. */
  readonly grants: readonly PointsGrant[]
  /** What would be with other findings: nobody asks what each of them comes to. */
  readonly isTrial?: boolean
}
