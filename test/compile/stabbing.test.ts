/** Intervals and a number in; found: the same as by trying each of them. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeStabbing, middleOf } from '../../src/compile/lint/stabbing.ts'

const end = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
)
const interval = fc.record({ low: end, high: end })

describe('the intervals that hold a number', () => {
  it('are those that are found by trying each', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 30 }), fc.integer({ min: -6, max: 6 }), (intervals, point) => {
        const found = new Set(makeStabbing(intervals)(point))
        expect(found).toEqual(new Set(intervals.filter(({ low, high }) => low <= point && point <= high)))
      }),
      { numRuns: 2000, seed: 20_240_630 },
    )
  })

  it('are many as fast as few: of a hundred thousand beside each other one', () => {
    const beside = Array.from({ length: 100_000 }, (_, at) => ({ low: at, high: at + 0.5 }))
    const stabbed = makeStabbing(beside)
    expect(beside.every(one => stabbed(middleOf(one)).length === 1)).toBe(true)
  })
})
