/** Findings in, the numbered lines of each person's sheet out: everything but met, worst first; what is not listed is counted. */

import { formatDay } from '../calendar/day.ts'
import { exact, roundedNumber } from '../lib/exact.ts'
import { compareText } from '../lib/order.ts'
import { lineOfUnlisted } from '../lib/unlisted.ts'
import { worstFirst } from '../lib/worst-first.ts'
import type { EvidenceCharge, EvidenceLine, EvidenceNotice, UnlistedCount } from '../model/appraisal.ts'
import type { Zone } from '../model/calendar.ts'
import type { CountedFinding, Finding, UnlistedFinding, WrittenFinding } from '../model/finding.ts'
import { toldMeasure, toldRecords } from './rater-groups.ts'

export interface EvidenceInput {
  readonly findings: readonly Finding[]
  readonly unlisted?: readonly UnlistedFinding[]
  /** Findings that decided something by themselves: of each person the first of them are listed too. */
  readonly decisive?: ReadonlySet<string>
  readonly zone: Zone
  /** By person: what each of their findings comes to on the scorecard. */
  readonly charges: ReadonlyMap<string, Charges>
  /** By finding: numbers that an earlier issue of the same period gave. */
  readonly numbers: EvidenceNumbers
  /** The fewest raters of whom anything is told. */
  readonly ratersFrom: number
}

type Charges = Readonly<Record<string, readonly EvidenceCharge[]>>

export type EvidenceNumbers = ReadonlyMap<string, number>

/** What is told of the findings of one person. */
export interface PersonEvidence {
  readonly lines: readonly EvidenceLine[]
  readonly unlisted: readonly UnlistedCount[]
}

export interface Evidence {
  /** By person; `null` for what nobody answers for. */
  readonly byPerson: ReadonlyMap<string | null, PersonEvidence>
  /** Of findings without a line. */
  readonly numbers: EvidenceNumbers
}

/** The order depends on the findings alone. */
export function evidenceOf(input: EvidenceInput): Evidence {
  const { findings, unlisted = [], decisive = new Set() } = input
  const shown = [...findings, ...unlisted].filter(isShown)
  const numberOf = makeNumbering(input.numbers)
  const numbers = new Map<string, number>()
  const byPerson = [...Map.groupBy(shown, finding => finding.person)].map(([person, own]) => {
    const charges = (person === null ? undefined : input.charges.get(person)) ?? {}
    const lines: EvidenceLine[] = []
    const left: UnlistedFinding[] = []
    let decided = 0
    for (const finding of own.sort(worstFirst)) {
      const number = numberOf(finding.id)
      if (!isUnlisted(finding)) lines.push(lineOf(finding, number, charges, input))
      else if (decisive.has(finding.id) && decided++ < MOST_DECISIVE) lines.push(unlistedLine(finding, number, charges))
      else {
        left.push(finding)
        numbers.set(finding.id, number)
      }
    }
    return [person, { lines, unlisted: countUnlisted(left, decisive, charges) }] as const
  })
  return { byPerson: new Map(byPerson), numbers }
}

/** Beside those that are listed anyway. */
const MOST_DECISIVE = 200

export function isUnlisted(finding: Finding | UnlistedFinding): finding is UnlistedFinding {
  return 'lines' in finding
}

/** By standard, in order of id. */
function countUnlisted(
  findings: readonly UnlistedFinding[],
  decisive: ReadonlySet<string>,
  charges: Charges,
): readonly UnlistedCount[] {
  const counts = new Map<string, { -readonly [K in keyof UnlistedCount]: UnlistedCount[K] }>()
  for (const { id, standard, verdict } of findings) {
    const none = { standard, met: 0, missed: 0, pending: 0, undetermined: 0, exempt: 0, points: 0, costing: 0 }
    const own = counts.get(standard) ?? none
    counts.set(standard, own)
    const charged = charges[id] ?? []
    own[verdict]++
    own.points += charged.reduce((sum, { points }) => sum + (points ?? 0), 0)
    const costs = decisive.has(id) || charged.some(({ effect }) => effect !== 'no-points')
    if (verdict === 'missed' && costs) own.costing++
  }
  return [...counts.values()]
    .map(one => ({ ...one, points: roundedNumber(exact(one.points), POINTS_DECIMALS) }))
    .toSorted((one, other) => compareText(one.standard, other.standard))
}

/** More than any sheet prints. */
const POINTS_DECIMALS = 6

export function numberText(number: number): string {
  return `K-${String(number).padStart(4, '0')}`
}

/** What was met stays off the sheet, unless an appeal had to make it so. */
function isShown({ verdict, adjusted }: CountedFinding): boolean {
  return verdict !== 'met' || adjusted !== undefined
}

/**
 * Each person's findings from 1 in the order given. A finding that has a number keeps it; new ones take the numbers after
 * the highest ever given to that person, so that no number of a finding that is gone means another one.
 */
export function numberFindings(findings: readonly string[], earlier: EvidenceNumbers): EvidenceNumbers {
  const numberOf = makeNumbering(earlier)
  return new Map(findings.map(finding => [finding, numberOf(finding)]))
}

function makeNumbering(earlier: EvidenceNumbers): (finding: string) => number {
  const highest = new Map<string, number>()
  for (const [finding, number] of earlier) {
    const person = personPart(finding)
    highest.set(person, Math.max(number, highest.get(person) ?? 0))
  }
  return finding => {
    const known = earlier.get(finding)
    if (known !== undefined) return known
    const person = personPart(finding)
    const next = (highest.get(person) ?? 0) + 1
    highest.set(person, next)
    return next
  }
}

/** A finding's id ends in the person, percent-encoded. */
function personPart(finding: string): string {
  return finding.slice(finding.lastIndexOf('/') + 1)
}

function lineOf(finding: Finding, number: number, charges: Charges, { zone, ratersFrom }: EvidenceInput): EvidenceLine {
  return {
    id: finding.id,
    number: numberText(number),
    standard: finding.standard,
    case: finding.case,
    at: zone.format(finding.at),
    verdict: finding.verdict,
    measured: toldMeasure(finding, ratersFrom),
    limit: finding.limit ?? null,
    due: finding.due === undefined ? null : zone.format(finding.due),
    reason: finding.reason,
    incident: finding.incident ?? null,
    charges: charges[finding.id] ?? [],
    adjusted: finding.adjusted ?? null,
    waiver: finding.waiver ?? null,
    contested: finding.contested ?? null,
    notice: finding.notice ? noticeOf(finding.notice, zone) : null,
    evidence: toldRecords(finding).map(({ file, id }) => ({ file, id })),
  }
}

/** What was written of it holds all that a list tells; what counts stands there beside what was found. */
function unlistedLine(finding: UnlistedFinding, number: number, charges: Charges): EvidenceLine {
  const written = JSON.parse(lineOfUnlisted(finding)) as WrittenFinding
  const { adjusted } = written
  return {
    id: written.id,
    number: numberText(number),
    standard: written.standard,
    case: written.case,
    at: written.at,
    verdict: adjusted?.verdict ?? written.verdict,
    measured: written.measured,
    limit: written.limit,
    due: written.due,
    reason: adjusted?.reason ?? written.reason,
    incident: written.incident,
    charges: charges[finding.id] ?? [],
    adjusted: adjusted ? { ...adjusted, verdict: written.verdict, reason: written.reason } : null,
    waiver: written.waiver ?? null,
    contested: written.contested ?? null,
    notice: written.notice ?? null,
    evidence: written.evidence.map(({ file, id }) => ({ file, id })),
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
