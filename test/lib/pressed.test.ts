/** What was pressed is had again, each value by itself and in any order. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { press, pressedAt } from '../../src/lib/pressed.ts'

it('gives back every value, in whatever order they are asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ zh: fc.string({ unit: 'grapheme' }), at: fc.integer() }), { maxLength: 300 }),
      fc.infiniteStream(fc.nat()),
      (values, places) => {
        const pressed = press(values)
        expect(values.map((_, at) => pressedAt(pressed, at))).toEqual(values)
        for (const place of places.take(Math.min(20, values.length)))
          expect(pressedAt(pressed, place % values.length)).toEqual(values[place % values.length])
      },
    ),
    { numRuns: 30 },
  )
})

it('what is much alike takes a fraction of what it says', () => {
  const values = Array.from({ length: 1000 }, (_, at) => ({
    zh: `用时 ${at} 小时，超过 24 小时`,
    en: `took ${at} hours`,
  }))
  const bytes = press(values).blocks.reduce((sum, block) => sum + block.length, 0)
  expect(bytes * 4).toBeLessThan(JSON.stringify(values).length)
})

it('what was never pressed is our own mistake', () => {
  expect(() => pressedAt(press([]), 0)).toThrow('nothing was pressed at 0')
})
