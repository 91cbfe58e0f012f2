/** An appraisal and what its pack asks of a round in, everything that stands between the round and its end out. */

import type { Appraisal } from '../model/appraisal.ts'
import { ROUND_STATES, type RoundItem, type RoundRules } from '../model/round.ts'
import { openAppeals, timeForAppeals } from './appeals.ts'
import { approvals } from './approvals.ts'
import { consequences } from './consequences.ts'
import { methods } from './methods.ts'
import { panel } from './panel.ts'
import { lateEntries, rejectedRows } from './records.ts'
import { whoAndWhen } from './steps.ts'

/** In the order of the states, the first things first. `rules` absent: the pack does not say how a round goes. */
export function whatStands(appraisal: Appraisal, rules: RoundRules | undefined): readonly RoundItem[] {
  const asked = rules
    ? [
        ...panel(appraisal, rules),
        ...methods(appraisal),
        ...approvals(appraisal),
        ...timeForAppeals(appraisal),
        ...openAppeals(appraisal),
        ...consequences(appraisal),
        ...whoAndWhen(appraisal),
      ]
    : []
  const items = [...rejectedRows(appraisal), ...lateEntries(appraisal), ...asked]
  return items.toSorted((one, other) => ROUND_STATES.indexOf(one.before) - ROUND_STATES.indexOf(other.before))
}
