/** Section scores as a rule test gives them in, the score and grade that they come to out. */

import { exact, sumOf } from '../lib/exact.ts'
import type { Grades } from '../model/rulebook.ts'
import type { Day } from '../model/value.ts'
import { bandOf, roundScore } from './grade.ts'

export interface GivenScore {
  readonly score: number | null
  readonly scoreText: string | null
  readonly grade: string | null
}

/** A section given as null has no score, and so has the whole. */
export function gradeGiven(
  sections: Readonly<Record<string, number | null>>,
  grades: Grades | undefined,
  day: Day,
): GivenScore {
  const points = Object.values(sections)
  const known = points.filter(one => one !== null)
  if (known.length < points.length || known.length === 0) return { score: null, scoreText: null, grade: null }
  const rounded = roundScore(sumOf(known.map(exact)), grades?.decimals)
  return { score: rounded.number, scoreText: rounded.text, grade: grades ? bandOf(rounded.graded, grades, day) : null }
}
