import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeTextStore } from '../../src/workbook/text-store.ts'

it('gives back every text by its number, and nothing for other numbers', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\ud800', '中'.repeat(600_000)))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 3000 }), texts => {
      const store = makeTextStore()
      for (const one of texts) store.add(one)
      expect(texts.every((one, at) => store.at(at) === one)).toBe(true)
      for (const at of [-1, texts.length, 0.5, Number.NaN]) expect(store.at(at)).toBeUndefined()
    }),
    { numRuns: 30 },
  )
})
