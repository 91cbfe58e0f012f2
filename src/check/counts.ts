/** What is counted, and counting verdicts: each case once, with its worst. */

import { type Finding, VERDICTS_WORST_FIRST, type Verdict } from '../model/finding.ts'
import type { Rulebook } from '../model/rulebook.ts'
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

/** Standards that some item judges by incident (100−1=0): of these the incidents of met cases are kept. */
export function standardsByIncident(rulebook: Rulebook): ReadonlySet<string> {
  const items = rulebook.scorecards.flatMap(card => card.sections.flatMap(section => section.items))
  return new Set(items.filter(item => item.by === 'incident').flatMap(item => item.standards))
}

/**
 * Only where a type says who enters its records, and every output may show it. Whoever rates is never told, so types
 * that any rating reads are left out.
 */
export function inspectorFields({ eventTypes, standards }: Rulebook): ReadonlyMap<string, string> {
  const rated = new Set(standards.filter(({ kind }) => kind === 'rating').flatMap(({ needs }) => needs))
  return new Map(
    [...eventTypes.values()].flatMap(({ id, enteredBy, fields }) =>
      enteredBy !== undefined && fields.get(enteredBy)?.shown === 'always' && !rated.has(id) ? [[id, enteredBy]] : [],
    ),
  )
}
