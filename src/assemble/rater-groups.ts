/** What groups of raters came to in, those that may be shown out. */

import { exact, roundedNumber } from '../lib/exact.ts'
import type { RaterGroup } from '../model/appraisal.ts'
import type { RatedGroup } from '../model/finding.ts'

const MEAN_DECIMALS = 2

/**
 * A group of fewer than `floor` raters is left out. The whole is printed, so what is left out could be told from it and from
 * what is shown: the smallest of the others is left out with it. Small groups alone would not do, however many: the same few
 * people may have rated in each.
 */
export function shownGroups(groups: readonly RatedGroup[], floor: number): readonly RaterGroup[] {
  const largeOnes = groups.filter(({ raters }) => raters >= floor)
  const [smallest] = largeOnes.toSorted((one, other) => one.raters - other.raters)
  const isWhole = largeOnes.length === groups.length
  return largeOnes
    .filter(group => isWhole || group !== smallest)
    .map(({ title, raters, mean }) => ({ title, raters, mean: roundedNumber(exact(mean), MEAN_DECIMALS) }))
}
