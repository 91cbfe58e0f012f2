/** Groups of raters that may be shown: never few, and never few by subtraction. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownGroups } from '../../src/assemble/rater-groups.ts'
import type { RatedGroup } from '../../src/model/finding.ts'

const group = (name: string, raters: number): RatedGroup => ({ title: { zh: name, en: name }, raters, mean: '250/3' })
const shown = (sizes: readonly number[], floor = 5) =>
  shownGroups(
    sizes.map((raters, at) => group(String(at), raters)),
    floor,
  ).map(({ title, raters }) => `${title?.zh}:${raters}`)

describe('groups of raters', () => {
  it.each([
    ['all large', [5, 8, 6], ['0:5', '1:8', '2:6']],
    ['one small: the next smallest goes with it', [1, 8, 6], ['1:8']],
    ['two small, perhaps of the same people, take the next smallest too', [3, 4, 9, 7], ['2:9']],
    ['of two next smallest the first goes', [1, 7, 7], ['2:7']],
    ['one small beside one large: none', [1, 9], []],
    ['one group alone', [7], ['0:7']],
    ['one group alone, and small', [4], []],
    ['none', [], []],
  ])('%s', (_, sizes, expected) => expect(shown(sizes)).toEqual(expected))

  it('have their mean from 0 to 100, rounded', () =>
    expect(shownGroups([group('all', 6)], 5)).toEqual([{ title: { zh: 'all', en: 'all' }, raters: 6, mean: 83.33 }]))

  it('leave over nothing that is of one group, nor of fewer people than the floor, whoever rated in several', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 8 }),
        (sizes, floor) => {
          const names = new Set(shown(sizes, floor).map(one => Number(one.split(':')[0])))
          const left = sizes.filter((_, at) => !names.has(at))
          const kept = sizes.filter((_, at) => names.has(at))
          expect(kept.every(raters => raters >= floor)).toBe(true)
          if (left.length === 0 || kept.length === 0) return
          expect(left.length).toBeGreaterThan(1)
          // At the least as many people as in the largest group left out.
          expect(Math.max(...left)).toBeGreaterThanOrEqual(floor)
        },
      ),
    )
  })

  it('are not hidden without need', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 12 }), { maxLength: 6 }), sizes => {
        expect(shown(sizes).length).toBe(sizes.length)
      }),
    )
  })
})
