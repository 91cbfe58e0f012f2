/** Rounding and printing of exact fractions. */

import fc from 'fast-check'
import Fraction from 'fraction.js'
import { describe, expect, it } from 'vitest'
import { exact, fixedText, roundedNumber, roundHalfUp, shortText } from '../../src/lib/exact.ts'

describe('exact', () => {
  it.each([
    [0.1, '1/10'],
    [29.99, '2999/100'],
    ['1234/17', '1234/17'],
    ['0.005', '1/200'],
    [1e-7, '1/10000000'],
    [1.5e21, '1500000000000000000000'],
    ['-3', '-3'],
  ])('%s is %s', (value, fraction) => {
    expect(exact(value).toFraction()).toBe(fraction)
  })

  it.each([
    ['89.995', 2, '90.00'],
    ['89.9949999', 2, '89.99'],
    ['-4.365', 2, '-4.37'],
    ['0.004', 2, '0.00'],
    ['-0.004', 2, '0.00'],
    ['2/3', 0, '1'],
    ['7', 1, '7.0'],
    ['1/30', 2, '0.03'],
  ])('%s with %s decimals prints %s', (value, decimals, text) => {
    expect(fixedText(exact(value), decimals)).toBe(text)
  })

  it.each([
    ['100', '100'],
    ['10.50', '10.5'],
    ['4.368', '4.37'],
    ['0', '0'],
    ['-2.00', '-2'],
  ])('%s in short is %s', (value, text) => {
    expect(shortText(exact(value))).toBe(text)
  })

  it('rounds to the nearest, half away from zero, and prints what it rounded', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        fc.nat({ max: 4 }),
        (n, d, decimals) => {
          const value = new Fraction(n, d)
          const rounded = roundHalfUp(value, decimals)
          const half = new Fraction(1n, 2n * 10n ** BigInt(decimals))
          expect(rounded.sub(value).abs().lte(half)).toBe(true)
          if (rounded.sub(value).abs().equals(half)) expect(rounded.abs().gt(value.abs())).toBe(true)
          expect(exact(fixedText(value, decimals)).equals(rounded)).toBe(true)
          expect(roundedNumber(value, decimals)).toBe(Number(fixedText(value, decimals)))
        },
      ),
    )
  })
})
