/** Counting verdicts: each case once, with its worst. */

import { type Finding, VERDICTS_WORST_FIRST, type Verdict } from '../model/finding.ts'
import type { VerdictCounts } from '../model/tally.ts'

export function noVerdicts(): Record<Verdict, number> {
  return { met: 0, missed: 0, pending: 0, undetermined: 0, exempt: 0 }
}

export function addCounts(one: VerdictCounts, other: VerdictCounts): VerdictCounts {
  const sum = noVerdicts()
  for (const verdict of VERDICTS_WORST_FIRST) sum[verdict] = one[verdict] + other[verdict]
  return sum
}

/** The worst verdict among findings of one case; undefined where there are none. */
export function worstVerdict(findings: readonly Finding[]): Verdict | undefined {
  return VERDICTS_WORST_FIRST.find(verdict => findings.some(finding => finding.verdict === verdict))
}
