/** One person with a caseload in, that person's worked-out scorecard out. */

import { roundedNumber, ZERO } from '../lib/exact.ts'
import type { GradeReason } from '../model/appraisal.ts'
import type { PersonScore } from '../model/score.ts'
import { mainStint, type Stint } from '../roster/stints.ts'
import { addVerdicts, type Caseload, type Ground, underCard } from './caseload.ts'
import type { PersonContext } from './context.ts'
import { scoreFacts, standingFacts } from './facts.ts'
import { bandOf, lowerGrade, roundScore } from './grade.ts'
import { isLedger, scoredStandards } from './item.ts'
import { meanOf, partsOf, weigh } from './parts.ts'
import type { Appraisee } from './people.ts'
import { type WorkedCard, workCard } from './worked-card.ts'

/** The scorecard of one person, worked out; of somebody who had several, each by itself, weighted by days in post. */
export function scorePerson(person: Appraisee, context: PersonContext): PersonScore {
  const { ground, period, caseload, previous, stints } = context
  const standing = standingFacts(caseload, person, previous, ground, period)
  const worked = stints.flatMap(({ card, ...stint }) => (card ? [workCard({ ...stint, card }, standing, context)] : []))
  const main = worked.find(({ stint }) => stint.card === mainStint(stints)?.card)
  const weighed = weigh(worked, daysNeeded(context))
  const scored = main ? gradeCards(worked, weighed, main, person, standing, context) : unscoredCard(standing)
  return {
    id: person.id,
    name: person.name,
    post: person.post,
    postTitle: ground.rulebook.posts.get(person.post)?.title ?? null,
    unit: person.unit,
    scorecard: main?.stint.card.id ?? null,
    scorecardTitle: main?.stint.card.title ?? null,
    spells: person.spells,
    daysInPost: person.daysInPost,
    parts: stints.length > 1 ? partsOf(stints, worked, weighed.counting, ground) : [],
    previous,
    yearBefore: context.yearBefore,
    ...scored,
    unscored: findUnscored(stints, context),
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
  | 'grants'
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
    grants: {},
    charges: {},
  }
}

/** The grade of all cards together; the figures of sections are those of the main one. */
function gradeCards(
  worked: readonly WorkedCard[],
  weighed: ReturnType<typeof weigh>,
  main: WorkedCard,
  person: Appraisee,
  standing: PersonScore['facts'],
  context: PersonContext,
): CardScore {
  const { ground, stints } = context
  const { grades, fairness } = ground.rulebook
  const isOnly = stints.length === 1
  const { counting, isIncomplete } = isOnly ? { counting: [main], isIncomplete: !main.isWhole } : weighed
  const needed = daysNeeded(context)
  const daysScored = counting.reduce((sum, { stint }) => sum + stint.days, 0)
  const total = isOnly ? main.scored.total : meanOf(counting, ({ total }) => total)
  const measured = meanOf(counting, ({ scored }) => scored.measuredMarks) ?? ZERO
  const isAllEmpty = counting.every(({ scored }) => scored.isAllEmpty)

  const rounded = total && roundScore(total, grades?.decimals)
  const band = rounded && grades ? bandOf(rounded.graded, grades, ground.day) : null
  const vetoes = worked.flatMap(one => one.vetoes)
  const reason = withholdGrade({
    hasEnoughDays: person.daysInPost * 100 >= needed && (isOnly || isIncomplete || daysScored * 100 >= needed),
    isIncomplete,
    hasEnoughMeasured: !isAllEmpty && measured.gte(fairness.measuredMarksAtLeast),
    hasBand: band !== null || grades === undefined,
  })
  const grade = band && grades && reason === null ? lowerGrade(band, vetoes, grades) : null
  return {
    score: rounded?.number ?? null,
    scoreText: rounded?.text ?? null,
    exactScore: rounded?.exact.toFraction() ?? null,
    uncapped: isOnly && total?.gt(100) ? roundedNumber(total, ground.decimals) : null,
    grade,
    gradeReason: reason,
    gradeBeforeVeto: grade !== null && grade !== band ? band : null,
    vetoes,
    gates: mergeGates(worked),
    measuredMarks: roundedNumber(measured, ground.decimals),
    sections: main.scored.sections,
    grants: Object.assign({}, ...worked.map(one => one.grants)),
    charges: context.isTrial ? {} : Object.assign({}, ...worked.map(({ scored }) => scored.charges())),
    facts: { ...standing, ...scoreFacts(rounded?.number ?? null, grade, main.scored.percents, ground) },
  }
}

/** Hundredths of days. */
function daysNeeded({ ground, period }: PersonContext): number {
  return ground.rulebook.fairness.minimumDaysPercent * (period.to - period.from + 1)
}

/** A standard that gates several cards is met where it is met under each. */
function mergeGates(worked: readonly WorkedCard[]): PersonScore['gates'] {
  const gates = worked.flatMap(one => one.gates)
  return [...Map.groupBy(gates, ({ standard }) => standard)].map(([standard, same]) => ({
    standard,
    met: same.every(({ met }) => met),
  }))
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
function findUnscored(stints: readonly Stint[], { ground, caseload, cardOf }: PersonContext): PersonScore['unscored'] {
  const untaken = stints.map(({ card }) => {
    const items = card?.sections.flatMap(section => section.items) ?? []
    const taken = new Set(items.flatMap(item => scoredStandards(item, ground)).map(standard => standard.id))
    const own = stints.length > 1 ? underCard(caseload, card?.id ?? null, ground, cardOf) : caseload
    return { taken, tallies: own.tallies }
  })
  return ground.rulebook.standards.flatMap(({ id, judgedPer }) => {
    // What is judged of the whole period is one case, under however many cards.
    if (judgedPer === 'person' && untaken.some(({ taken }) => taken.has(id))) return []
    const tallies = untaken.flatMap(({ taken, tallies: own }) => (taken.has(id) ? [] : (own.get(id) ?? [])))
    const counted = judgedPer === 'person' ? tallies.slice(0, 1) : tallies
    return counted.length > 0 ? [{ standard: id, ...addVerdicts(counted.map(({ counts }) => counts)) }] : []
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
