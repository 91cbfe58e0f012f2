/** Earlier appraisals in, what the trend tells of each of them out. */

import { compareText } from '../lib/order.ts'
import type { EarlierPeriod } from '../model/appraisal.ts'
import type { EarlierAppraisal, History } from '../model/setup.ts'

/** Oldest first, as the history is. */
export function earlierPeriods({ appraisals }: History): readonly EarlierPeriod[] {
  return appraisals.map(appraisal => {
    const { name, from, to, length } = appraisal.period
    return {
      period: { name, from, to, length },
      pack: appraisal.pack ?? null,
      grades: gradesOf(appraisal),
      units: unitsOf(appraisal),
      scores: scoresOf(appraisal.people),
    }
  })
}

function gradesOf({ people }: EarlierAppraisal): EarlierPeriod['grades'] {
  return [...Map.groupBy(people, ({ grade }) => grade)]
    .map(([grade, own]) => ({ grade, people: own.length }))
    .sort((one, other) => compareText(one.grade ?? '', other.grade ?? ''))
}

function unitsOf({ people }: EarlierAppraisal): EarlierPeriod['units'] {
  const placed = people.flatMap(person => (typeof person.unit === 'string' ? [{ ...person, unit: person.unit }] : []))
  return [...Map.groupBy(placed, ({ unit }) => unit)]
    .map(([unit, own]) => ({ unit, scores: scoresOf(own) }))
    .sort((one, other) => compareText(one.unit, other.unit))
}

function scoresOf(people: readonly Pick<EarlierAppraisal['people'][number], 'score'>[]): readonly number[] {
  return people.flatMap(({ score }) => (score === null ? [] : [score])).sort((one, other) => one - other)
}
