/** Earlier appraisals and this one in, what outcomes ask about a year out. */

import type { Period, PeriodLength } from '../model/period.ts'
import type { Grades } from '../model/rulebook.ts'
import type { OutcomeFacts } from '../model/score.ts'
import type { History } from '../model/setup.ts'
import type { Value } from '../model/value.ts'

const PERIODS_IN_YEAR: Readonly<Record<PeriodLength, number | undefined>> = {
  month: 12,
  quarter: 4,
  'half-year': 2,
  year: 1,
  other: undefined,
}

/**
 * `year.count.<grade>` and `year.complete`, over the appraisals of the same length in the same calendar year. A year is
 * complete when each of its periods gave the person a grade; of periods with a length of their own it is not known.
 */
export function makeYearFacts(
  history: History,
  period: Period,
  grades: Grades | undefined,
): (person: string, grade: string | null) => OutcomeFacts {
  const others = new Map(
    history.appraisals
      .filter(
        ({ period: past }) => past.year === period.year && past.length === period.length && past.name !== period.name,
      )
      .map(appraisal => [appraisal.period.name, new Map(appraisal.people.map(person => [person.id, person.grade]))]),
  )
  const wanted = PERIODS_IN_YEAR[period.length]
  return (person, grade) => {
    const given = [...[...others.values()].map(people => people.get(person) ?? null), grade].filter(one => one !== null)
    const facts: Record<string, Value> = {}
    for (const { id } of grades?.bands ?? []) facts[`year.count.${id}`] = given.filter(one => one === id).length
    if (wanted !== undefined) facts['year.complete'] = given.length === wanted
    return facts
  }
}
