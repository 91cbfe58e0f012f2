/** A person's findings that no list holds in, how many there are out: lists tell of them as a number. */

import type { AppraisedPerson } from '../model/appraisal.ts'
import { VERDICTS_WORST_FIRST, type Verdict } from '../model/finding.ts'

/** Of one standard or verdict, where it is given. */
export function unlistedCount(
  unlisted: AppraisedPerson['unlisted'] = [],
  only: { readonly standard?: string; readonly verdict?: Verdict } = {},
): number {
  const verdicts = only.verdict === undefined ? VERDICTS_WORST_FIRST : [only.verdict]
  let count = 0
  for (const own of unlisted) {
    if (only.standard !== undefined && only.standard !== own.standard) continue
    for (const verdict of verdicts) count += own[verdict]
  }
  return count
}
