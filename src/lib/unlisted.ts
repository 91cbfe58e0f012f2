/** A finding that is not listed in, what is counted of it and its words, pressed together with those of others, out; and the finding whole again. */

import type { CountedFinding, Finding, FindingWords, UnlistedFinding } from '../model/finding.ts'
import { compareText } from './order.ts'
import { press, pressedAt } from './pressed.ts'

/** Pressed in order of id, in which they are asked for again. `keepsEvidence`: something that is decided reads the records. */
export function unlist(
  findings: readonly Finding[],
  keepsEvidence: (standard: string) => boolean,
): readonly UnlistedFinding[] {
  const inOrder = findings.toSorted((one, other) => compareText(one.id, other.id))
  const words = press(inOrder.map(wordsOf))
  return inOrder.map((finding, place) => {
    const evidence = keepsEvidence(finding.standard) ? { evidence: finding.evidence } : {}
    return { ...countedOf(finding), ...evidence, words, place }
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

function wordsOf({ measured, limit, due, reason, evidence, adjusted }: Finding): FindingWords {
  return {
    ...(measured === undefined ? {} : { measured }),
    ...(limit === undefined ? {} : { limit }),
    ...(due === undefined ? {} : { due }),
    reason,
    evidence,
    ...(adjusted === undefined ? {} : { adjusted }),
  }
}

export function wholeFinding(finding: UnlistedFinding): Finding {
  const { words, place, adjusted: _adjusted, ...counted } = finding
  return { ...counted, ...(pressedAt(words, place) as FindingWords) }
}
