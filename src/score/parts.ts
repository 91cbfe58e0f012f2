/** The scorecards that one person had in a period, each worked out, in; which count how much, and how that is told, out. */

import type Fraction from 'fraction.js'
import { exact, HUNDRED, roundedNumber, shortText, sumOf, ZERO } from '../lib/exact.ts'
import type { ScorePart } from '../model/appraisal.ts'
import type { Message } from '../model/message.ts'
import type { Stint } from '../roster/stints.ts'
import type { Ground } from './caseload.ts'
import { roundScore } from './grade.ts'
import type { WorkedCard } from './worked-card.ts'

/**
 * A spell too short to be measured does not cost the grade of the others: it is left out, where the others make up the days
 * that a grade needs. Where they do not, all that has a score counts, and the whole is incomplete.
 */
export function weigh(
  worked: readonly WorkedCard[],
  hundredthsNeeded: number,
): { readonly counting: readonly WorkedCard[]; readonly isIncomplete: boolean } {
  const scored = worked.filter(({ total }) => total !== null)
  const whole = scored.filter(({ isWhole }) => isWhole)
  if (whole.length === worked.length) return { counting: whole, isIncomplete: false }
  const days = whole.reduce((sum, { stint }) => sum + stint.days, 0)
  return whole.length > 0 && days * 100 >= hundredthsNeeded
    ? { counting: whole, isIncomplete: false }
    : { counting: scored, isIncomplete: true }
}

/** By days in post; null: none of them has a value. */
export function meanOf(
  counting: readonly WorkedCard[],
  figureOf: (card: WorkedCard) => Fraction | null,
): Fraction | null {
  const values = counting.flatMap(card => {
    const value = figureOf(card)
    return value ? [{ value, weight: card.stint.weight }] : []
  })
  const [first] = values
  if (!first) return null
  const weights = sumOf(values.map(({ weight }) => weight))
  // Somebody who was away throughout has no days to weigh by.
  if (weights.equals(0)) return sumOf(values.map(({ value }) => value)).div(values.length)
  return sumOf(values.map(({ value, weight }) => value.mul(weight))).div(weights)
}

/** In the order in which the scorecards came. */
export function partsOf(
  stints: readonly Stint[],
  worked: readonly WorkedCard[],
  counting: readonly WorkedCard[],
  ground: Ground,
): readonly ScorePart[] {
  const weights = sumOf(counting.map(({ stint }) => stint.weight))
  return stints.map(stint => {
    const card = worked.find(one => one.stint.card === stint.card)
    const counts = card !== undefined && counting.includes(card)
    const weight = counts && !weights.equals(0) ? stint.weight.div(weights).mul(HUNDRED) : ZERO
    const rounded = card?.total ? roundScore(card.total, ground.rulebook.grades?.decimals) : undefined
    return {
      scorecard: stint.card?.id ?? null,
      scorecardTitle: stint.card?.title ?? null,
      posts: [...new Set(stint.stretches.map(({ spell }) => spell.post))],
      days: stint.days,
      weight: roundedNumber(weight, WEIGHT_DECIMALS),
      score: rounded?.number ?? null,
      scoreText: rounded?.text ?? null,
      reason: reasonOf(stint, card, counts, weights),
      sections: card?.scored.sections ?? [],
    }
  })
}

const WEIGHT_DECIMALS = 2

function reasonOf(stint: Stint, card: WorkedCard | undefined, counts: boolean, weights: Fraction): Message {
  if (!card)
    return { zh: '这些天的岗位没有考评表，不计分', en: 'no scorecard takes the posts of these days: not scored' }
  if (!counts) {
    return card.total
      ? { zh: '考评程序没有完成，这一段不计', en: 'the procedure is not complete: this part does not count' }
      : { zh: '可计分的太少，得不出分数，这一段不计', en: 'too little to score by: this part does not count' }
  }
  const share = weights.equals(0) ? exact(1) : stint.weight.div(weights)
  const full = exact(stint.days)
  const days = stint.weight.equals(full)
    ? { zh: `在岗 ${stint.days} 天`, en: `${stint.days} days in post` }
    : {
        zh: `在岗 ${stint.days} 天，折合全职 ${shortText(stint.weight)} 天`,
        en: `${stint.days} days in post, ${shortText(stint.weight)} of full time`,
      }
  return {
    zh: `${days.zh}，占 ${shortText(share.mul(HUNDRED))}%`,
    en: `${days.en}: ${shortText(share.mul(HUNDRED))}% of the score`,
  }
}
