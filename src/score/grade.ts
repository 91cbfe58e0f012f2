/** A total in, what is printed and graded out: one rounding, bands by lower bound, gates before vetoes. */

import type Fraction from 'fraction.js'
import { valueOn } from '../lib/dated.ts'
import { exact, fixedText, HUNDRED, roundHalfUp, smaller } from '../lib/exact.ts'
import type { Grades, Scorecard, Standard } from '../model/rulebook.ts'
import type { PersonScore } from '../model/score.ts'
import type { Day } from '../model/value.ts'
import type { Caseload, Ground } from './caseload.ts'

/** Without `decimals` the score is graded exact; then this many digits tell enough, and an ellipsis the rest. */
const DIGITS_OF_EXACT = 6

export interface RoundedScore {
  /** Stopped at 100, not rounded. */
  readonly exact: Fraction
  /** Rounded once: what bands are held against. */
  readonly graded: Fraction
  readonly text: string
  readonly number: number
}

export function roundScore(total: Fraction, decimals: number | undefined): RoundedScore {
  const score = smaller(total, HUNDRED)
  if (decimals !== undefined) {
    const text = fixedText(score, decimals)
    return { exact: score, graded: roundHalfUp(score, decimals), text, number: Number(text) }
  }
  const cut = score.floor(DIGITS_OF_EXACT)
  const digits = fixedText(cut, DIGITS_OF_EXACT).replace(/\.?0+$/, '')
  return { exact: score, graded: score, text: cut.equals(score) ? digits : `${digits}…`, number: score.valueOf() }
}

/** The band with the highest lower bound that the score reaches; null where a bound is not set or none is reached. */
export function bandOf(score: Fraction, grades: Grades, day: Day): string | null {
  const bands = grades.bands.map(band => ({ id: band.id, from: valueOn(band.from, day) }))
  if (bands.some(band => band.from === undefined)) return null
  return bands.find(band => band.from !== undefined && score.gte(exact(band.from)))?.id ?? null
}

export type Vetoes = PersonScore['vetoes']

/** Every miss that calls for a grade, whether or not it lowers this one. Notes veto nothing. */
export function findVetoes(card: Scorecard, caseload: Caseload, ground: Ground): Vetoes {
  return card.veto.flatMap(veto =>
    veto.standards
      .filter(id => ground.standards.get(id)?.severity !== 'note')
      .flatMap(standard =>
        (caseload.missed.get(standard) ?? []).map(finding => ({ standard, grade: veto.grade, finding: finding.id })),
      ),
  )
}

/** The lower of the grade and those that vetoes call for. */
export function lowerGrade(grade: string, vetoes: Vetoes, grades: Grades): string {
  const order = grades.bands.map(band => band.id)
  return vetoes.reduce(
    (lowest, veto) => (order.indexOf(veto.grade) > order.indexOf(lowest) ? veto.grade : lowest),
    grade,
  )
}

/** Whether a slot standard's cases are this person's: the person's own, those of the places worked at, everybody's. */
export interface GateKeeper {
  /** True where the standard was carried out for one of the owners and nothing of it is missed or open. */
  isDone(standard: Standard, person: string, owners: ReadonlySet<string>): boolean
}

export function checkGates(
  card: Scorecard,
  person: { readonly id: string; readonly post: string; readonly places: readonly string[] },
  ground: Ground,
  gateKeeper: GateKeeper,
): PersonScore['gates'] {
  const owners = new Set([person.id, 'organisation', ...person.places])
  const groups = ['staff', person.post, ground.rulebook.posts.get(person.post)?.level]
  const standards = card.gates.filter(gate => groups.includes(gate.of)).flatMap(gate => gate.standards)
  return [...new Set(standards)].map(id => {
    const standard = ground.standards.get(id)
    return { standard: id, met: standard !== undefined && gateKeeper.isDone(standard, person.id, owners) }
  })
}
