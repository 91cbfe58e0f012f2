/** What may be told of raters: never of few, and never what leads to few by subtraction. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownRatings, toldMeasure, toldRecords } from '../../src/assemble/rater-groups.ts'
import { exact, sumOf } from '../../src/lib/exact.ts'
import type { Finding, RatedGroup } from '../../src/model/finding.ts'
import { both } from '../score/fixture.ts'

const group = (name: string, raters: number, more: Partial<RatedGroup> = {}): RatedGroup => ({
  title: { zh: name, en: name },
  raters,
  counted: raters,
  mean: '250/3',
  of: 'rating.score',
  ...more,
})
const sizes = (...raters: readonly number[]) => raters.map((one, at) => group(String(at), one))
const shown = (groups: readonly RatedGroup[], floor = 5) =>
  shownRatings([{ standard: 'rated', groups }], floor).map(one => one.groups.map(({ raters }) => raters))

describe('groups of raters', () => {
  it.each([
    ['all large: all shown', sizes(5, 8, 6), [[5, 8, 6]]],
    ['one small: none, and it is said', sizes(1, 8, 6), [[]]],
    ['one small beside one large', sizes(4, 9), [[]]],
    ['one group alone', sizes(7), [[7]]],
    ['one group alone, and small: nothing to tell', sizes(4), []],
    ['a mean that the trim leaves to few', [group('a', 5, { counted: 1 }), group('b', 9)], [[]]],
    [
      'all of a group at the end of the scale: each of them is told',
      [group('a', 5, { mean: '100' }), group('b', 9)],
      [[]],
    ],
    ['at the other end', [group('a', 5, { mean: '0' }), group('b', 9)], [[]]],
  ])('%s', (_, groups, expected) => expect(shown(groups)).toEqual(expected))

  it('have their mean from 0 to 100, rounded', () =>
    expect(shownRatings([{ standard: 'rated', groups: [group('all', 6)] }], 5)).toEqual([
      { standard: 'rated', groups: [{ title: { zh: 'all', en: 'all' }, raters: 6, mean: 83.33 }] },
    ]))

  it('are shown of no two standards that read the same scores, and of others they are', () => {
    const ratings = [
      { standard: 'all', groups: sizes(6) },
      { standard: 'by-relation', groups: sizes(5, 6) },
      { standard: 'other', groups: sizes(5, 6).map(one => ({ ...one, of: 'rating.manners' })) },
    ]
    expect(shownRatings(ratings, 5).map(({ standard, groups }) => `${standard} ${groups.length}`)).toEqual([
      'by-relation 0',
      'other 2',
    ])
  })
})

/** Ratings of one person by whoever rated; a rater is in one group of each way of grouping them. */
const world = fc.array(
  fc.record({ relation: fc.nat({ max: 2 }), unit: fc.nat({ max: 2 }), score: fc.integer({ min: 0, max: 4 }) }),
  { minLength: 1, maxLength: 24 },
)

it('whoever has all means and the number in each finds no rating, and no mean of few, by taking one from another', () => {
  const by = (
    raters: readonly { readonly relation: number; readonly unit: number; readonly score: number }[],
    key: 'relation' | 'unit' | 'all',
  ) =>
    [...Map.groupBy(raters, one => (key === 'all' ? 0 : one[key]))].map(([of, own]) => {
      const mean = sumOf(own.map(({ score }) => exact(score * 25))).div(own.length)
      return { members: new Set(own), told: group(String(of), own.length, { mean: mean.toFraction() }) }
    })
  const standards = fc.subarray(['all', 'relation', 'unit'] as const, { minLength: 1 })
  fc.assert(
    fc.property(world, standards, fc.integer({ min: 2, max: 6 }), (raters, keys, floor) => {
      const groups = keys.map(key => by(raters, key))
      const ratings = groups.map((own, at) => ({ standard: String(at), groups: own.map(({ told }) => told) }))
      const known = shownRatings(ratings, floor).flatMap(({ standard, groups: told }) =>
        told.length === 0 ? [] : (groups[Number(standard)] ?? []).map(({ members }) => members),
      )
      // The score itself tells the mean of all of them; how many they are is told only with the groups.
      const whole = known.length === 0 ? [] : [new Set(raters)]
      for (const one of [...known, ...whole]) {
        expect(one.size).toBeGreaterThanOrEqual(floor)
        for (const other of [...known, ...whole]) {
          const left = one.difference(other)
          if (left.size < one.size) expect(left.size === 0 || left.size >= floor).toBe(true)
        }
      }
    }),
  )
})

describe('a finding of people who rate', () => {
  const rated: Finding = {
    id: 'rated/2024-H1@E1/E1',
    standard: 'rated',
    case: '2024-H1@E1',
    person: 'E1',
    at: 0,
    verdict: 'met',
    measured: { value: 250 / 3, unit: 'points' },
    reason: both('rated'),
    evidence: [{ file: 'ratings.csv', row: 2, id: 'M1' }],
    raters: 5,
  }

  it('tells no more decimals than are printed, and of few nothing', () => {
    expect(toldMeasure(rated, 5)).toEqual({ value: 83.33, unit: 'points' })
    expect(toldMeasure(rated, 6)).toBeNull()
    const { raters: _, ...ofRecords } = rated
    expect(toldMeasure(ofRecords, 6)).toEqual(rated.measured)
  })

  it('leads to no record of theirs', () => {
    expect(toldRecords(rated)).toEqual([])
    const { raters: _, ...ofRecords } = rated
    expect(toldRecords(ofRecords)).toEqual(rated.evidence)
  })
})
