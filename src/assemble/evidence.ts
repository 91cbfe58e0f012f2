/** Findings in, the numbered lines of each person's sheet out: everything but met, worst first. */

import { formatDay } from '../calendar/day.ts'
import { compareText } from '../lib/order.ts'
import type { EvidenceCharge, EvidenceLine, EvidenceNotice } from '../model/appraisal.ts'
import type { Zone } from '../model/calendar.ts'
import { type Finding, VERDICTS_WORST_FIRST } from '../model/finding.ts'
import { toldMeasure, toldRecords } from './rater-groups.ts'

export interface EvidenceInput {
  readonly findings: readonly Finding[]
  readonly zone: Zone
  /** By finding: what it comes to on the scorecard. */
  readonly charges: ReadonlyMap<string, readonly EvidenceCharge[]>
  /** By finding: numbers that an earlier issue of the same period gave. */
  readonly numbers: EvidenceNumbers
  /** The fewest raters of whom anything is told. */
  readonly ratersFrom: number
}

export type EvidenceNumbers = ReadonlyMap<string, number>

/** By person; `null` for what nobody answers for. The order depends on the findings alone. */
export function evidenceByPerson(input: EvidenceInput): ReadonlyMap<string | null, readonly EvidenceLine[]> {
  const shown = input.findings.filter(isShown).toSorted(worstFirst)
  const numbers = numberFindings(
    shown.map(({ id }) => id),
    input.numbers,
  )
  return new Map(
    [...Map.groupBy(shown, finding => finding.person)].map(([person, own]) => [
      person,
      own.map(finding => lineOf(finding, numbers.get(finding.id) ?? 0, input)),
    ]),
  )
}

/** What was met stays off the sheet, unless an appeal had to make it so. */
function isShown({ verdict, adjusted }: Finding): boolean {
  return verdict !== 'met' || adjusted !== undefined
}

/**
 * Each person's findings from 1 in the order given. A finding that has a number keeps it; new ones take the numbers after
 * the highest ever given to that person, so that no number of a finding that is gone means another one.
 */
export function numberFindings(findings: readonly string[], earlier: EvidenceNumbers): EvidenceNumbers {
  const highest = new Map<string, number>()
  for (const [finding, number] of earlier) {
    const person = personPart(finding)
    highest.set(person, Math.max(number, highest.get(person) ?? 0))
  }
  return new Map(
    findings.map(finding => {
      const known = earlier.get(finding)
      if (known !== undefined) return [finding, known]
      const person = personPart(finding)
      const next = (highest.get(person) ?? 0) + 1
      highest.set(person, next)
      return [finding, next]
    }),
  )
}

/** A finding's id ends in the person, percent-encoded. */
function personPart(finding: string): string {
  return finding.slice(finding.lastIndexOf('/') + 1)
}

/** By the verdict that was found: what an appeal changed keeps its number. */
function worstFirst(one: Finding, other: Finding): number {
  const rank = ({ verdict, adjusted }: Finding): number => VERDICTS_WORST_FIRST.indexOf(adjusted?.verdict ?? verdict)
  return rank(one) - rank(other) || one.at - other.at || compareText(one.id, other.id)
}

function lineOf(finding: Finding, number: number, { zone, charges, ratersFrom }: EvidenceInput): EvidenceLine {
  return {
    id: finding.id,
    number: `K-${String(number).padStart(4, '0')}`,
    standard: finding.standard,
    case: finding.case,
    at: zone.format(finding.at),
    verdict: finding.verdict,
    measured: toldMeasure(finding, ratersFrom),
    limit: finding.limit ?? null,
    due: finding.due === undefined ? null : zone.format(finding.due),
    reason: finding.reason,
    incident: finding.incident ?? null,
    charges: charges.get(finding.id) ?? [],
    adjusted: finding.adjusted ?? null,
    waiver: finding.waiver ?? null,
    contested: finding.contested ?? null,
    notice: finding.notice ? noticeOf(finding.notice, zone) : null,
    evidence: toldRecords(finding).map(({ file, id }) => ({ file, id })),
  }
}

export function noticeOf({ due, told }: NonNullable<Finding['notice']>, zone: Zone): EvidenceNotice {
  return {
    due: due === undefined ? null : zone.format(due),
    toldOn: told ? formatDay(told.toldOn) : null,
    toldBy: told?.toldBy ?? null,
    how: told?.how ?? null,
  }
}
