/** Exact fractions in and out: from numbers and texts of rules, to the rounded number and the printed text. */

import Fraction from 'fraction.js'

export const ZERO = new Fraction(0)
export const HUNDRED = new Fraction(100)

/** The fraction that a number or text of a rule means: a number counts by its shortest decimal, so that 0.1 is a tenth. */
export function exact(value: number | string): Fraction {
  const [digits = '', exponent] = String(value).split('e')
  return exponent === undefined
    ? new Fraction(digits)
    : new Fraction(digits).mul(new Fraction(10).pow(Number(exponent)))
}

export function sumOf(values: readonly Fraction[]): Fraction {
  return values.reduce((sum, value) => sum.add(value), ZERO)
}

export function smaller(one: Fraction, other: Fraction): Fraction {
  return one.lte(other) ? one : other
}

export function larger(one: Fraction, other: Fraction): Fraction {
  return one.gte(other) ? one : other
}

/** Half up; below zero half away from zero, so that −4.365 prints like 4.365. */
export function roundHalfUp(value: Fraction, decimals: number): Fraction {
  return value.lt(0) ? value.neg().round(decimals).neg() : value.round(decimals)
}

/** `87.50`: rounded half up, with all its decimals. */
export function fixedText(value: Fraction, decimals: number): string {
  const scaled = roundHalfUp(value, decimals).mul(10n ** BigInt(decimals), 1n)
  const digits = scaled.n.toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`
  return scaled.s < 0n ? `-${text}` : text
}

/** `87.5`, `4.37`, `2`: rounded half up, without idle zeros. */
export function shortText(value: Fraction, decimals = 2): string {
  const text = fixedText(value, decimals)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** Rounded half up, as a number for JSON. */
export function roundedNumber(value: Fraction, decimals: number): number {
  return Number(fixedText(value, decimals))
}
