/** Who confirmed what in, the state of a proposal out. */

import { formatDay } from '../calendar/day.ts'
import type { AppraisedOutcome } from '../model/appraisal.ts'
import type { Fairness } from '../model/rulebook.ts'
import type { Confirmation } from '../model/setup.ts'

export interface Confirmed {
  readonly state: AppraisedOutcome['state']
  readonly confirmedBy: string | null
  readonly confirmedOn: string | null
}

export interface ConfirmationBook {
  /** The state of an outcome or cascade of one person: proposed until somebody confirmed it. */
  stateOf(person: string, outcome: string): Confirmed
  /** What was named as evidence of one outcome of one person, by id; of several entries all. */
  evidenceOf(person: string, outcome: string): ReadonlyMap<string, string>
  /** Confirmations that nobody asked for. */
  unmatched(): readonly Confirmation[]
}

/** An approval counts for more than a confirmation, and of two alike the later counts. */
export function openConfirmations(
  confirmations: readonly Confirmation[],
  consequences: Fairness['consequences'],
): ConfirmationBook {
  const byWhat = Map.groupBy(confirmations, one => key(one.person, one.outcome))
  const asked = new Set<string>()
  return {
    stateOf(person, outcome) {
      asked.add(key(person, outcome))
      const [best] = (byWhat.get(key(person, outcome)) ?? []).toSorted(
        (one, other) => rank(other) - rank(one) || other.on - one.on,
      )
      if (!best) return { state: consequences, confirmedBy: null, confirmedOn: null }
      return { state: best.state, confirmedBy: best.by, confirmedOn: formatDay(best.on) }
    },
    evidenceOf: (person, outcome) =>
      new Map((byWhat.get(key(person, outcome)) ?? []).flatMap(({ evidence = {} }) => Object.entries(evidence))),
    unmatched: () => confirmations.filter(one => !asked.has(key(one.person, one.outcome))),
  }
}

function rank(confirmation: Confirmation): number {
  return confirmation.state === 'approved' ? 1 : 0
}

function key(person: string, outcome: string): string {
  return `${person}\n${outcome}`
}
