/** Findings and open cases as the plain objects that `findings.ndjson` and `carried.ndjson` hold, one a line. */

import { formatDay } from '../calendar/day.ts'
import type { Zone } from '../model/calendar.ts'
import type { CarriedCase } from '../model/event.ts'
import type { Finding } from '../model/finding.ts'

export type PlainLine = Readonly<Record<string, unknown>>

export function findingLines(
  findings: readonly Finding[],
  zone: Zone,
): readonly (PlainLine & Pick<Finding, 'id' | 'evidence'>)[] {
  return findings.map(finding => ({
    id: finding.id,
    standard: finding.standard,
    case: finding.case,
    person: finding.person,
    owner: finding.owner ?? null,
    incident: finding.incident ?? null,
    at: zone.format(finding.at),
    verdict: finding.verdict,
    measured: finding.measured ?? null,
    limit: finding.limit ?? null,
    due: finding.due === undefined ? null : zone.format(finding.due),
    reason: finding.reason,
    evidence: finding.evidence,
  }))
}

/** Records keep their instants as whole seconds since 1970: the next run reads them back unchanged. */
export function carriedLines(carried: readonly CarriedCase[]): readonly PlainLine[] {
  return carried.map(({ slot, ...open }) => ({
    ...open,
    ...(slot ? { slot: { from: formatDay(slot.from), to: formatDay(slot.to), owner: slot.owner } } : {}),
  }))
}
