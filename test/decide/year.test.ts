/** What is known of a year: counted over periods of one length, complete only with each of them. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDay } from '../../src/calendar/day.ts'
import { parsePeriod } from '../../src/calendar/period.ts'
import { makeYearFacts } from '../../src/decide/year.ts'
import type { Period } from '../../src/model/period.ts'
import type { EarlierAppraisal } from '../../src/model/setup.ts'
import { bands } from '../score/fixture.ts'

const GRADES = { bands, span: { file: 'pack.yaml', line: 1, column: 1 } }

function period(name: string): Period {
  const parsed = parsePeriod(name)
  if (!parsed) throw new Error(`no period ${name}`)
  return parsed
}

/** Of one person; null: there, without a grade. */
function earlier(name: string, grade: string | null): EarlierAppraisal {
  const { from, to, year, length } = period(name)
  return {
    period: { name, from: formatDay(from), to: formatDay(to), year, length },
    people: [{ id: 'E1', score: null, grade, outcomes: [], ledgers: {} }],
  }
}

function factsOf(history: readonly (readonly [string, string | null])[], now: string, grade: string | null, id = 'E1') {
  const appraisals = history.map(([name, own]) => earlier(name, own))
  return makeYearFacts({ appraisals, carried: [] }, period(now), GRADES)(id, grade)
}

const known = (...list: readonly (readonly [string, string | null])[]) => list

describe('a year is complete', () => {
  it.each([
    ['both semesters', known(['2024-H1', 'good']), '2024-H2', 'good', true],
    ['the second semester alone', known(), '2024-H2', 'good', false],
    ['the first alone, whatever there was the year before', known(['2023-H2', 'good']), '2024-H1', 'good', false],
    ['two semesters of two years', known(['2023-H1', 'good'], ['2023-H2', 'good']), '2024-H1', 'good', false],
    ['the first without a grade', known(['2024-H1', null]), '2024-H2', 'good', false],
    ['the second without a grade', known(['2024-H1', 'good']), '2024-H2', null, false],
    ['four quarters', known(['2024-Q1', 'good'], ['2024-Q2', 'good'], ['2024-Q3', 'pass']), '2024-Q4', 'good', true],
    ['three quarters', known(['2024-Q1', 'good'], ['2024-Q3', 'pass']), '2024-Q4', 'good', false],
    [
      'quarters do not make up for a semester',
      known(['2024-Q1', 'good'], ['2024-Q2', 'good']),
      '2024-H2',
      'good',
      false,
    ],
    ['a year by itself', known(), '2024', 'good', true],
  ] as const)('%s', (_, history, now, grade, isComplete) => {
    expect(factsOf(history, now, grade)['year.complete']).toBe(isComplete)
  })

  it('not for somebody who was not appraised in the first half', () =>
    expect(factsOf(known(['2024-H1', 'good']), '2024-H2', 'good', 'E2')['year.complete']).toBe(false))

  it('of a period with a length of its own it is not known', () => {
    const spring: Period = { ...period('2024-H1'), name: 'spring', length: 'other' }
    expect(makeYearFacts({ appraisals: [], carried: [] }, spring, GRADES)('E1', 'good')).not.toHaveProperty([
      'year.complete',
    ])
  })
})

describe('grades are counted', () => {
  it('in the calendar year, this period included', () => {
    const facts = factsOf(known(['2023-H2', 'excellent'], ['2024-H1', 'excellent']), '2024-H2', 'excellent')
    expect(facts).toMatchObject({ 'year.count.excellent': 2, 'year.count.good': 0 })
  })

  it('never more of them than the year has periods, nor complete with fewer', () => {
    const names = ['2023-H1', '2023-H2', '2024-H1', '2024-Q1', '2024-Q2', '2024', '2022-H2']
    const one = fc.tuple(fc.constantFrom(...names), fc.constantFrom('excellent', 'good', null))
    fc.assert(
      fc.property(
        fc.uniqueArray(one, { selector: ([name]) => name }),
        fc.constantFrom('good', null),
        (history, grade) => {
          const facts = factsOf(history, '2024-H2', grade)
          const sum = Object.entries(facts)
            .filter(([name]) => name.startsWith('year.count.'))
            .reduce((total, [, count]) => total + Number(count), 0)
          expect(sum).toBeLessThanOrEqual(2)
          expect(facts['year.complete']).toBe(sum === 2)
        },
      ),
    )
  })
})
