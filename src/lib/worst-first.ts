/** Findings in, the order in which lists hold them out. */

import { type CountedFinding, VERDICTS_WORST_FIRST } from '../model/finding.ts'
import { compareText } from './order.ts'

/** By the verdict that was found, time and id: what an appeal changed keeps its place. */
export function worstFirst(one: CountedFinding, other: CountedFinding): number {
  return verdictRank(one) - verdictRank(other) || one.at - other.at || compareText(one.id, other.id)
}

export function verdictRank({ verdict, adjusted }: CountedFinding): number {
  return VERDICTS_WORST_FIRST.indexOf(adjusted?.verdict ?? verdict)
}
