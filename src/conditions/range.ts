/** Between which numbers each of several facts lies in, between which their sum, product … lies out. */

import type Fraction from 'fraction.js'
import { exact } from '../lib/exact.ts'
import type { Setting, Value } from '../model/value.ts'

/** Both ends included; an open end is infinite. */
export interface Range {
  readonly low: number
  readonly high: number
}

export const ANY: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }

/** What is counted is never below none. */
export const COUNT: Range = { low: 0, high: Number.POSITIVE_INFINITY }

interface Ranged {
  readonly range?: Range
}

export function rangeOf({ range }: Ranged): Range {
  return range ?? ANY
}

/** One of them, whichever it is. */
export function eitherOf(facts: readonly Ranged[]): Range {
  const ranges = facts.map(rangeOf)
  return { low: Math.min(...ranges.map(one => one.low)), high: Math.max(...ranges.map(one => one.high)) }
}

export function sumRange(facts: readonly Ranged[]): Range {
  return facts.map(rangeOf).reduce((one, other) => ({
    low: combined(one.low, other.low, (left, right) => left.add(right)),
    high: combined(one.high, other.high, (left, right) => left.add(right)),
  }))
}

export function differenceRange(first: Ranged, second: Ranged): Range {
  const { low, high } = rangeOf(second)
  return sumRange([first, { range: { low: -high, high: -low } }])
}

export function productRange(facts: readonly Ranged[]): Range {
  return facts.map(rangeOf).reduce((one, other) => {
    const ends = [one.low, one.high].flatMap(left =>
      [other.low, other.high].map(right =>
        left === 0 || right === 0 ? 0 : combined(left, right, (a, b) => a.mul(b), left * right),
      ),
    )
    return { low: Math.min(...ends), high: Math.max(...ends) }
  })
}

/** Nothing below none is a part of anything below none; more than the whole it may be. */
export function percentRange(part: Ranged, whole: Ranged): Range {
  return rangeOf(part).low >= 0 && rangeOf(whole).low >= 0 ? COUNT : ANY
}

/** The sum over any number of records, none included. */
export function totalRange(each: Ranged): Range {
  const { low, high } = rangeOf(each)
  return { low: low >= 0 ? 0 : ANY.low, high: high <= 0 ? 0 : ANY.high }
}

/** Every number that may be in force, on whatever day and at whatever site. Absent: there is none, or it is no number. */
export function settingRange({ dated, bySite = {} }: Setting<Value>): Range | undefined {
  const values = [dated, ...Object.values(bySite)].flatMap(one => one.map(({ value }) => value))
  const numbers = values.filter(value => typeof value === 'number')
  const isNumbers = numbers.length > 0 && values.every(value => value === null || typeof value === 'number')
  return isNumbers ? { low: Math.min(...numbers), high: Math.max(...numbers) } : undefined
}

/** Exact where both are finite; else infinite of the sign given, by default that of the infinite one. */
function combined(
  one: number,
  other: number,
  join: (one: Fraction, other: Fraction) => Fraction,
  otherwise = one + other,
): number {
  return Number.isFinite(one) && Number.isFinite(other) ? join(exact(one), exact(other)).valueOf() : otherwise
}
