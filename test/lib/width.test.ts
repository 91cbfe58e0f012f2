/** Widths of text: the quick way agrees with the close look. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { displayWidth } from '../../src/lib/width.ts'

it('is the same where a mark without width makes it look closer', () => {
  const letter = fc.oneof(
    fc.integer({ min: 0x20, max: 0x24ff }),
    fc.integer({ min: 0x2e80, max: 0xd7ff }),
    fc.integer({ min: 0xff00, max: 0xffef }),
  )
  fc.assert(
    fc.property(fc.array(letter, { minLength: 1 }), codes => {
      const text = String.fromCharCode(...codes)
      expect(displayWidth(`${text}\u200b`)).toBe(displayWidth(text))
    }),
  )
})
