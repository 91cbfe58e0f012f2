/** What raters came to in, what of it may be shown out: of few raters nothing, nor what leads to it by subtraction. */

import { exact, HUNDRED, roundedNumber } from '../lib/exact.ts'
import type { AppraisedPerson, RaterGroup } from '../model/appraisal.ts'
import type { RecordRef } from '../model/event.ts'
import type { Finding, RatedGroup } from '../model/finding.ts'
import type { Quantity } from '../model/value.ts'

const MEAN_DECIMALS = 2

/** A mean of fewer is nearly a rating of its own, however many highest and lowest were left out of it. */
const FEWEST_IN_A_MEAN = 3

type Rated = { readonly standard: string; readonly groups: readonly RatedGroup[] }

/**
 * Of one person. The whole is printed as a score, so that a group left out could be told from it and from the others: they
 * are shown all or not at all. Two standards that read the same scores of the same records show none: where one rests on a
 * rater more than the other, the two would tell of that one. No groups: there are some, which may not be shown.
 */
export function shownRatings(ratings: readonly Rated[], floor: number): AppraisedPerson['ratings'] {
  const readBy = Map.groupBy(
    ratings.flatMap(({ groups }) => groups.slice(0, 1)),
    ({ of }) => of,
  )
  return ratings.flatMap(({ standard, groups }) => {
    const isAlone = groups.every(({ of }) => readBy.get(of)?.length === 1)
    if (isAlone && groups.every(group => isOfMany(group, floor))) return [{ standard, groups: groups.map(told) }]
    return groups.length > 1 ? [{ standard, groups: [] }] : []
  })
}

/** At either end of the scale the mean tells what each of them gave. */
function isOfMany({ raters, counted, mean }: RatedGroup, floor: number): boolean {
  const value = exact(mean)
  const isAtAnEnd = value.equals(0) || value.equals(HUNDRED)
  return raters >= floor && counted >= Math.min(floor, FEWEST_IN_A_MEAN) && !(isAtAnEnd && floor > 1)
}

function told({ title, raters, mean }: RatedGroup): RaterGroup {
  return { title, raters, mean: roundedNumber(exact(mean), MEAN_DECIMALS) }
}

/** What was measured, as far as outputs tell it: of people who rate no more decimals than are printed, and of few nothing. */
export function toldMeasure({ measured, raters }: Finding, floor: number): Quantity | null {
  if (!measured || raters === undefined) return measured ?? null
  return raters < floor ? null : { ...measured, value: roundedNumber(exact(measured.value), MEAN_DECIMALS) }
}

/** Of people who rate none: their records may lead to whoever wrote them, by another rule that reads them too. */
export function toldRecords({ evidence, raters }: Finding): readonly RecordRef[] {
  return raters === undefined ? evidence : []
}
