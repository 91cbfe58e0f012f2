/** Findings that are not listed in, what is counted of each out, with its line pressed together with those of others. */

import type { CountedFinding, Finding, UnlistedFinding } from '../model/finding.ts'
import { compareText } from './order.ts'
import { press, pressedAt } from './pressed.ts'

export interface Unlisting {
  /** The line of `findings.ndjson`, without a number. */
  lineOf(finding: Finding): string
  /** Whether something that is decided reads the records of a standard's findings. */
  keepsEvidence(standard: string): boolean
}

/** Pressed in order of id, in which they are asked for again. */
export function unlist(findings: readonly Finding[], { lineOf, keepsEvidence }: Unlisting): readonly UnlistedFinding[] {
  const inOrder = findings.toSorted((one, other) => compareText(one.id, other.id))
  const lines = press(inOrder.map(lineOf))
  return inOrder.map((finding, place) => {
    const evidence = keepsEvidence(finding.standard) ? { evidence: finding.evidence } : {}
    return { ...countedOf(finding), ...evidence, lines, place }
  })
}

/** What an appeal, a notice or a waiver left is listed: few of these have more than the first. */
function countedOf(finding: Finding): CountedFinding {
  const { id, standard, case: of, person, owner, incident, at, verdict } = finding
  const { exact, groups, raters, adjusted, waiver, contested, notice } = finding
  return {
    id,
    standard,
    case: of,
    person,
    at,
    verdict,
    ...(incident === undefined ? {} : { incident }),
    ...(owner === undefined ? {} : { owner }),
    ...(exact === undefined ? {} : { exact }),
    ...(groups === undefined ? {} : { groups }),
    ...(raters === undefined ? {} : { raters }),
    ...(adjusted === undefined
      ? {}
      : { adjusted: { by: adjusted.by, change: adjusted.change, verdict: adjusted.verdict } }),
    ...(waiver === undefined ? {} : { waiver }),
    ...(contested === undefined ? {} : { contested }),
    ...(notice === undefined ? {} : { notice }),
  }
}

export function lineOfUnlisted({ lines, place }: UnlistedFinding): string {
  return pressedAt(lines, place)
}
