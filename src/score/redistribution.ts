/** Sections of a scorecard with their marks in; by what those that stay grow when empty ones share theirs out. */

import type Fraction from 'fraction.js'
import { sumOf, ZERO } from '../lib/exact.ts'

export interface SharingSection {
  /** Undefined: the marks are a parameter without value. */
  readonly marks?: Fraction
  /** Nothing applied here, and the others take its marks. */
  readonly isSharedOut: boolean
}

/** Null: none stays. */
export function redistribution(sections: readonly SharingSection[]): Fraction | null {
  const all = sumOf(sections.map(one => one.marks ?? ZERO))
  const given = sumOf(sections.flatMap(one => (one.isSharedOut && one.marks ? [one.marks] : [])))
  return all.equals(given) ? null : all.div(all.sub(given))
}
