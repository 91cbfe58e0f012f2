/** Findings in, the numbered lines of each person's sheet out: everything but met, worst first. */

import { compareText } from '../lib/order.ts'
import type { EvidenceLine } from '../model/appraisal.ts'
import type { Zone } from '../model/calendar.ts'
import { type Finding, VERDICTS_WORST_FIRST } from '../model/finding.ts'

/** By person; `null` for what nobody answers for. Numbers follow the printed order, which depends on the findings alone. */
export function evidenceByPerson(
  findings: readonly Finding[],
  zone: Zone,
): ReadonlyMap<string | null, readonly EvidenceLine[]> {
  const shown = findings.filter(finding => finding.verdict !== 'met')
  const byPerson = Map.groupBy(shown, finding => finding.person)
  return new Map(
    [...byPerson].map(([person, own]) => [
      person,
      own.toSorted(worstFirst).map((finding, at) => lineOf(finding, at + 1, zone)),
    ]),
  )
}

function worstFirst(one: Finding, other: Finding): number {
  const rank = ({ verdict }: Finding): number => VERDICTS_WORST_FIRST.indexOf(verdict)
  return rank(one) - rank(other) || one.at - other.at || compareText(one.id, other.id)
}

function lineOf(finding: Finding, number: number, zone: Zone): EvidenceLine {
  return {
    id: finding.id,
    number: `K-${String(number).padStart(4, '0')}`,
    standard: finding.standard,
    case: finding.case,
    at: zone.format(finding.at),
    verdict: finding.verdict,
    measured: finding.measured ?? null,
    limit: finding.limit ?? null,
    due: finding.due === undefined ? null : zone.format(finding.due),
    reason: finding.reason,
    incident: finding.incident ?? null,
    evidence: finding.evidence.map(({ file, id }) => ({ file, id })),
  }
}
