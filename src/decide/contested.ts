/** Open appeals in, those that a proposal rests on out: until they are decided its money waits. */

import { compareText } from '../lib/order.ts'
import type { MatchedAppeal } from '../model/adjustment.ts'
import type { OutcomeRule } from '../model/rulebook.ts'

/** What any appeal of a person may still change. */
const OF_THE_SCORE = /^(score|grade|cascade\.share|(section|year|ledger)\..*)$/

/**
 * A rule about misses rests on the findings that it names; one about the score rests on every finding and section of the
 * person.
 */
export function findContested(
  appeals: readonly MatchedAppeal[],
): (rule: Pick<OutcomeRule, 'when'>, person: string, because: readonly string[]) => readonly string[] {
  const open = appeals.filter(({ isContested }) => isContested)
  const byPerson = Map.groupBy(open, ({ person }) => person)
  return ({ when }, person, because) => {
    const named = new Set(because)
    const isOfScore = when.facts.some(fact => OF_THE_SCORE.test(fact))
    return (byPerson.get(person) ?? [])
      .filter(({ finding }) => isOfScore || (finding !== undefined && named.has(finding.id)))
      .map(({ appeal }) => appeal.id)
      .sort(compareText)
  }
}
