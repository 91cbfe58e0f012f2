/** A person, the roster and a period in, the bonus base of that period out. */

import type { Roster } from '../model/people.ts'
import type { Period } from '../model/period.ts'

/** The last one that a spell within the period states, as a decimal. */
export function bonusBaseOf(person: string, roster: Roster, period: Period): string | undefined {
  return roster
    .spellsOf(person)
    .filter(({ from, to }) => (from ?? period.from) <= period.to && (to ?? period.to) >= period.from)
    .toSorted((one, other) => (one.from ?? Number.NEGATIVE_INFINITY) - (other.from ?? Number.NEGATIVE_INFINITY))
    .findLast(spell => spell.bonusBase !== undefined)?.bonusBase
}
