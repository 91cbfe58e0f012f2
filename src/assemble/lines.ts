/** Findings and open cases as the plain objects that `findings.ndjson` and `carried.ndjson` hold, one a line. */

import { formatDay } from '../calendar/day.ts'
import type { CarriedCase, Event } from '../model/event.ts'
import type { AdjustedFinding, Finding, WrittenFinding } from '../model/finding.ts'
import type { Rulebook } from '../model/rulebook.ts'
import { noticeOf } from './evidence.ts'
import { toldMeasure, toldRecords } from './rater-groups.ts'

export type PlainLine = Readonly<Record<string, unknown>>

/** The verdict is the one that was found; what an appeal made of it stands beside it. */
export function findingLines(
  findings: readonly Finding[],
  { zone, fairness }: Pick<Rulebook, 'zone' | 'fairness'>,
): readonly (PlainLine & WrittenFinding)[] {
  return findings.map(finding => ({
    id: finding.id,
    standard: finding.standard,
    case: finding.case,
    person: finding.person,
    owner: finding.owner ?? null,
    incident: finding.incident ?? null,
    at: zone.format(finding.at),
    verdict: finding.adjusted?.verdict ?? finding.verdict,
    measured: toldMeasure(finding, fairness.raters.shownFrom),
    limit: finding.limit ?? null,
    due: finding.due === undefined ? null : zone.format(finding.due),
    reason: finding.adjusted?.reason ?? finding.reason,
    ...(finding.adjusted ? { adjusted: adjustedLine(finding, finding.adjusted) } : {}),
    ...(finding.waiver === undefined ? {} : { waiver: finding.waiver }),
    ...(finding.contested === undefined ? {} : { contested: finding.contested }),
    ...(finding.notice ? { notice: noticeOf(finding.notice, zone) } : {}),
    evidence: toldRecords(finding),
  }))
}

function adjustedLine({ verdict, reason }: Finding, { by, change, from, to }: AdjustedFinding): AdjustedFinding {
  return { by, change, verdict, reason, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/**
 * Records keep their instants as whole seconds since 1970: the next run reads them back unchanged. Of a record only those
 * fields go on that a rule reads.
 */
export function carriedLines(carried: readonly CarriedCase[], rulebook: Rulebook): readonly PlainLine[] {
  const left = unreadFields(rulebook)
  return carried.map(({ slot, records, ...open }) => ({
    ...open,
    records: records.map(record => withoutFields(record, left.get(record.type) ?? new Set())),
    ...(slot ? { slot: { from: formatDay(slot.from), to: formatDay(slot.to), owner: slot.owner } } : {}),
  }))
}

function withoutFields(record: Event, left: ReadonlySet<string>): Event {
  const isKept = ([name]: readonly [string, unknown]) => !left.has(name)
  const { grain } = record
  return {
    ...record,
    values: Object.fromEntries(Object.entries(record.values).filter(isKept)),
    ...(grain ? { grain: Object.fromEntries(Object.entries(grain).filter(isKept)) } : {}),
  }
}

/** By record type. What a derived fact names counts as read, whoever asks for it. */
function unreadFields({ eventTypes, standards, cascades }: Rulebook): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...eventTypes.values()].map(type => {
      const derived = JSON.stringify([...type.derive.values()].map(({ source }) => source))
      const roles = [
        type.idField,
        type.incident,
        type.updated,
        type.enteredBy,
        type.enteredAt,
        ...Object.values(type.at),
      ]
      const isRead = (name: string): boolean =>
        roles.includes(name) ||
        Object.values(type.span ?? {}).includes(name) ||
        derived.includes(JSON.stringify(name)) ||
        cascades.some(({ at }) => at === name) ||
        standards.some(({ fields }) => fields[type.id]?.includes(name))
      return [type.id, new Set([...type.fields.keys()].filter(name => !isRead(name)))] as const
    }),
  )
}
