/** Section scores as a rule test gives them in, the score and grade that they come to out. */

import type Fraction from 'fraction.js'
import { valueOn } from '../lib/dated.ts'
import { exact, sumOf, ZERO } from '../lib/exact.ts'
import type { Grades, Scorecard, ScorecardSection } from '../model/rulebook.ts'
import type { Day } from '../model/value.ts'
import { bandOf, roundScore } from './grade.ts'
import { redistribution } from './redistribution.ts'
import { isBonusSection } from './section.ts'

export interface GivenScore {
  readonly score: number | null
  readonly scoreText: string | null
  readonly grade: string | null
}

const NO_SCORE: GivenScore = { score: null, scoreText: null, grade: null }

/**
 * A section given as null is one where nothing applied: it counts as its scorecard says (`empty`), and without a
 * scorecard, or where that says nothing, the whole has no score.
 */
export function gradeGiven(
  sections: Readonly<Record<string, number | null>>,
  grades: Grades | undefined,
  day: Day,
  card?: Scorecard,
): GivenScore {
  const given = Object.entries(sections).map(([id, points]) => {
    const section = card?.sections.find(one => one.id === id)
    const isSharedOut = points === null && section?.empty === 'redistribute'
    return { points, section, marks: marksOf(section, day), isSharedOut }
  })
  const growth = redistribution(given)
  if (given.length === 0 || (growth === null && given.some(one => one.isSharedOut))) return NO_SCORE
  const scale = growth ?? exact(1)
  const scores = given.map(({ points, section, marks, isSharedOut }) => {
    if (points !== null) return marks.equals(0) ? exact(points) : exact(points).mul(scale)
    if (isSharedOut) return ZERO
    return section?.empty === 'full' ? marks.mul(scale) : null
  })
  const known = scores.filter(one => one !== null)
  if (known.length < scores.length) return NO_SCORE
  const rounded = roundScore(sumOf(known), grades?.decimals)
  return { score: rounded.number, scoreText: rounded.text, grade: grades ? bandOf(rounded.graded, grades, day) : null }
}

/** Nothing for a bonus section: it takes no part in sharing out. */
function marksOf(section: ScorecardSection | undefined, day: Day): Fraction {
  const marks = section?.marks && !isBonusSection(section) ? valueOn(section.marks, day) : undefined
  return marks === undefined ? ZERO : exact(marks)
}
