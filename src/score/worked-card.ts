/** One scorecard and what of a person's caseload counts under it in; its sections and total, still exact, out. */

import type Fraction from 'fraction.js'
import { HUNDRED, smaller } from '../lib/exact.ts'
import type { Scorecard } from '../model/rulebook.ts'
import type { PersonScore } from '../model/score.ts'
import type { Stint } from '../roster/stints.ts'
import { type Caseload, underCard } from './caseload.ts'
import type { PersonContext } from './context.ts'
import { scoreFacts } from './facts.ts'
import { bandOf, checkGates, findVetoes, roundScore, type Vetoes } from './grade.ts'
import { grantPoints } from './grants.ts'
import { type ScoredSections, scoreSections } from './section.ts'

export interface WorkedCard {
  readonly stint: Stint & { readonly card: Scorecard }
  readonly scored: ScoredSections
  /** Stopped at 100; null: no score. */
  readonly total: Fraction | null
  readonly gates: PersonScore['gates']
  readonly vetoes: Vetoes
  readonly grants: PersonScore['grants']
  /** It has a score, or nothing at all to score, and its procedure is complete. */
  readonly isWhole: boolean
}

export function workCard(
  stint: WorkedCard['stint'],
  standing: PersonScore['facts'],
  context: PersonContext,
): WorkedCard {
  const { ground, gateKeeper, cardOf, stints } = context
  const { card } = stint
  const caseload = stints.length > 1 ? underCard(context.caseload, card.id, ground, cardOf) : context.caseload
  const { grades } = ground.rulebook
  const factsWith: Parameters<typeof scoreSections>[3] = (before, percents) => {
    const rounded = before && roundScore(before, grades?.decimals)
    const grade = rounded && grades ? bandOf(rounded.graded, grades, ground.day) : null
    return { ...standing, ...scoreFacts(rounded?.number ?? null, grade, percents, ground) }
  }
  const scoredFrom = (own: Caseload, given?: ReadonlyMap<string, Fraction>) =>
    scoreSections(card, own, ground, factsWith, given)
  const granted = grantPoints({
    grants: context.grants.filter(({ section }) => section === undefined || cardWith(section, stints) === card),
    caseload,
    cardOf,
    decimals: ground.decimals,
    scored: scoredFrom,
  })
  const scored = scoredFrom(caseload, granted.bySection)
  const gates = checkGates(card, { ...placesOf(stint), id: caseload.person }, ground, gateKeeper)
  return {
    stint,
    scored,
    total: scored.total && smaller(scored.total, HUNDRED),
    gates,
    vetoes: findVetoes(card, caseload, ground),
    grants: granted.byAppeal,
    isWhole: (scored.total !== null || scored.isAllEmpty) && gates.every(({ met }) => met),
  }
}

/** Points on a section are given once, under the first card that has it. */
function cardWith(section: string, stints: readonly Stint[]): Scorecard | null | undefined {
  return stints.find(({ card }) => card?.sections.some(({ id }) => id === section))?.card
}

/** The post held longest, and everywhere that was worked at. */
function placesOf({ stretches }: Stint): { readonly post: string; readonly places: readonly string[] } {
  const last = stretches.toSorted((one, other) => other.to - other.from - (one.to - one.from))[0]
  return {
    post: last?.spell.post ?? '',
    places: [
      ...new Set(stretches.flatMap(({ spell }) => [...(spell.unit === undefined ? [] : [spell.unit]), ...spell.sites])),
    ],
  }
}
