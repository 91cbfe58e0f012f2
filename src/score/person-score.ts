/** One person with a caseload in, that person's worked-out scorecard out. */

import type Fraction from 'fraction.js'
import { roundedNumber } from '../lib/exact.ts'
import type { GradeReason } from '../model/appraisal.ts'
import type { Period } from '../model/period.ts'
import type { Scorecard } from '../model/rulebook.ts'
import type { PersonScore } from '../model/score.ts'
import type { Caseload, Ground } from './caseload.ts'
import { scoreFacts, standingFacts } from './facts.ts'
import { bandOf, checkGates, findVetoes, type GateKeeper, lowerGrade, roundScore } from './grade.ts'
import { isLedger, scoredStandards } from './item.ts'
import type { Appraisee } from './people.ts'
import { scoreSections } from './section.ts'

export interface PersonContext {
  readonly ground: Ground
  readonly period: Period
  readonly gateKeeper: GateKeeper
  readonly caseload: Caseload
  readonly previous: PersonScore['previous']
  readonly yearBefore: PersonScore['yearBefore']
}

/** The scorecard of one person, worked out. */
export function scorePerson(person: Appraisee, context: PersonContext): PersonScore {
  const { ground, period, caseload, previous } = context
  const { rulebook } = ground
  const card = rulebook.scorecards.find(one => one.posts.includes(person.post))
  const standing = standingFacts(caseload, person, previous, ground, period)
  const scored = card ? scoreCard(card, person, standing, context) : unscoredCard(standing)
  return {
    id: person.id,
    name: person.name,
    post: person.post,
    postTitle: rulebook.posts.get(person.post)?.title ?? null,
    unit: person.unit,
    scorecard: card?.id ?? null,
    scorecardTitle: card?.title ?? null,
    spells: person.spells,
    daysInPost: person.daysInPost,
    previous,
    yearBefore: context.yearBefore,
    ...scored,
    unscored: findUnscored(card, caseload, ground),
    ledgers: findLedgers(caseload, ground),
  }
}

type CardScore = Pick<
  PersonScore,
  | 'score'
  | 'scoreText'
  | 'exactScore'
  | 'uncapped'
  | 'grade'
  | 'gradeReason'
  | 'gradeBeforeVeto'
  | 'vetoes'
  | 'gates'
  | 'measuredMarks'
  | 'sections'
  | 'facts'
  | 'charges'
>

function unscoredCard(facts: PersonScore['facts']): CardScore {
  return {
    score: null,
    scoreText: null,
    exactScore: null,
    uncapped: null,
    grade: null,
    gradeReason: 'no-scorecard',
    gradeBeforeVeto: null,
    vetoes: [],
    gates: [],
    measuredMarks: null,
    sections: [],
    facts,
    charges: {},
  }
}

function scoreCard(
  card: Scorecard,
  person: Appraisee,
  standing: PersonScore['facts'],
  context: PersonContext,
): CardScore {
  const { ground, period, caseload, gateKeeper } = context
  const { grades } = ground.rulebook
  const round = (value: Fraction) => roundScore(value, grades?.decimals)
  const gradeOf = (graded: Fraction) => (grades ? bandOf(graded, grades, ground.day) : null)

  const scored = scoreSections(card, caseload, ground, (before, percents) => {
    const rounded = before && round(before)
    return { ...standing, ...scoreFacts(rounded?.number ?? null, rounded && gradeOf(rounded.graded), percents, ground) }
  })
  const rounded = scored.total && round(scored.total)
  const places = [...(person.unit === null ? [] : [person.unit]), ...person.sites]
  const gates = checkGates(card, { ...person, places }, ground, gateKeeper)
  const vetoes = findVetoes(card, caseload, ground)

  const band = rounded ? gradeOf(rounded.graded) : null
  const reason = withholdGrade({
    hasEnoughDays:
      person.daysInPost * 100 >= ground.rulebook.fairness.minimumDaysPercent * (period.to - period.from + 1),
    isIncomplete: (!rounded && !scored.isAllEmpty) || gates.some(gate => !gate.met),
    hasEnoughMeasured: !scored.isAllEmpty && scored.measuredMarks.gte(ground.rulebook.fairness.measuredMarksAtLeast),
    hasBand: band !== null || grades === undefined,
  })
  const grade = band && grades && reason === null ? lowerGrade(band, vetoes, grades) : null
  return {
    score: rounded?.number ?? null,
    scoreText: rounded?.text ?? null,
    exactScore: rounded?.exact.toFraction() ?? null,
    uncapped: scored.total?.gt(100) ? roundedNumber(scored.total, ground.decimals) : null,
    grade,
    gradeReason: reason,
    gradeBeforeVeto: grade !== null && grade !== band ? band : null,
    vetoes,
    gates,
    measuredMarks: roundedNumber(scored.measuredMarks, ground.decimals),
    sections: scored.sections,
    charges: scored.charges,
    facts: { ...standing, ...scoreFacts(rounded?.number ?? null, grade, scored.percents, ground) },
  }
}

/** Why no grade is given, the reason that lies deepest first: who was hardly there can hardly have been measured. */
function withholdGrade(is: {
  readonly hasEnoughDays: boolean
  readonly isIncomplete: boolean
  readonly hasEnoughMeasured: boolean
  readonly hasBand: boolean
}): GradeReason | null {
  if (!is.hasEnoughDays) return 'too-few-days'
  if (is.isIncomplete) return 'incomplete'
  if (!is.hasEnoughMeasured) return 'too-little-measured'
  return is.hasBand ? null : 'incomplete'
}

/** Findings that no item takes, and notes: listed, and cost nothing. */
function findUnscored(card: Scorecard | undefined, caseload: Caseload, ground: Ground): PersonScore['unscored'] {
  const items = card?.sections.flatMap(section => section.items) ?? []
  const taken = new Set(items.flatMap(item => scoredStandards(item, ground)).map(standard => standard.id))
  return ground.rulebook.standards.flatMap(({ id }) => {
    const tally = caseload.tallies.get(id)
    return tally && !taken.has(id) ? [{ standard: id, ...tally.counts }] : []
  })
}

function findLedgers(caseload: Caseload, ground: Ground): PersonScore['ledgers'] {
  const balances: Record<string, string> = {}
  for (const standard of ground.rulebook.standards) {
    const measure = caseload.tallies.get(standard.id)?.measure
    if (isLedger(standard) && measure !== undefined) balances[standard.id] = measure
  }
  return balances
}
