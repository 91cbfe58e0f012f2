/** What was pressed is had again, each line by itself and in any order. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { press, pressedAt } from '../../src/lib/pressed.ts'

const bytesOf = (line: string): Uint8Array => Buffer.from(line)
const anyLine = fc.record({ zh: fc.string({ unit: 'grapheme' }), at: fc.integer() }).map(one => JSON.stringify(one))

it('gives back every line, in whatever order they are asked for', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 300 }), fc.infiniteStream(fc.nat()), (lines, places) => {
      const pressed = press(lines.map(bytesOf))
      expect(lines.map((_, at) => pressedAt(pressed, at))).toEqual(lines)
      for (const place of places.take(Math.min(20, lines.length)))
        expect(pressedAt(pressed, place % lines.length)).toBe(lines[place % lines.length])
    }),
    { numRuns: 30 },
  )
})

it('what is much alike takes a fraction of what it says', () => {
  const lines = Array.from(
    { length: 1000 },
    (_, at) => `用时 ${at} 小时，超过 24 小时; took ${at} hours, over the limit of 24`,
  )
  const bytes = press(lines.map(bytesOf)).blocks.reduce((sum, block) => sum + block.length, 0)
  expect(bytes * 4).toBeLessThan(lines.join().length)
})

it('what was never pressed is our own mistake', () => {
  expect(() => pressedAt(press([]), 0)).toThrow('nothing was pressed at 0')
})
