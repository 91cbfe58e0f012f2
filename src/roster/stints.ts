/** A roster, scorecards and a period in; under which scorecard somebody was when, and for how long, out. */

import type Fraction from 'fraction.js'
import { exact, sumOf } from '../lib/exact.ts'
import type { Roster, Spell } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Scorecard } from '../model/rulebook.ts'
import type { Day } from '../model/value.ts'
import { daysAway } from './away.ts'

/** A spell cut to the period. */
export interface Stretch {
  readonly spell: Spell
  readonly from: Day
  readonly to: Day
  /** Days of it on which the person was away. */
  readonly away: number
}

/** All stretches of one person under one scorecard. */
export interface Stint {
  /** Null: posts that no scorecard takes. */
  readonly card: Scorecard | null
  readonly stretches: readonly Stretch[]
  /** Days in post, those away not among them. */
  readonly days: number
  /** The same, of somebody who works half of full time half as much. */
  readonly weight: Fraction
}

export interface Stints {
  /** One for each scorecard, in the order in which they came. */
  stintsOf(person: string): readonly Stint[]
  /** The scorecard that counted for a person on a day: null for none, undefined for somebody who had the same all along. */
  cardOn(person: string, day: Day): string | null | undefined
}

export function makeStints(roster: Roster, scorecards: readonly Scorecard[], period: Period): Stints {
  const byPost = new Map(scorecards.flatMap(card => card.posts.map(post => [post, card] as const)))
  const known = new Map<string, readonly Stint[]>()
  const stintsOf = (person: string): readonly Stint[] => {
    const earlier = known.get(person)
    if (earlier) return earlier
    const stretches = stretchesWithin(person, roster, period)
    const stints = [...Map.groupBy(stretches, ({ spell }) => byPost.get(spell.post) ?? null)].map(stintOf)
    known.set(person, stints)
    return stints
  }
  return {
    stintsOf,
    cardOn(person, day) {
      const stints = stintsOf(person)
      if (stints.length < 2) return undefined
      const post = roster.spellOn(person, day)?.post
      const card = post === undefined ? undefined : (byPost.get(post) ?? null)
      // What happened outside the period, or on no day in post, counts where the person was longest.
      const own = stints.find(stint => stint.card === card) ?? mainStint(stints)
      return own?.card?.id ?? null
    },
  }
}

/** In order of their first day. */
export function stretchesWithin(person: string, roster: Roster, period: Period): readonly Stretch[] {
  return roster
    .spellsOf(person)
    .map(spell => ({
      spell,
      from: Math.max(spell.from ?? period.from, period.from),
      to: Math.min(spell.to ?? period.to, period.to),
    }))
    .filter(stretch => stretch.from <= stretch.to)
    .map(stretch => ({ ...stretch, away: daysAway(roster, person, stretch.from, stretch.to) }))
    .sort((one, other) => one.from - other.from || one.to - other.to)
}

function stintOf([card, stretches]: readonly [Scorecard | null, readonly Stretch[]]): Stint {
  const daysOf = ({ from, to, away }: Stretch): number => to - from + 1 - away
  return {
    card,
    stretches,
    days: stretches.reduce((sum, stretch) => sum + daysOf(stretch), 0),
    weight: sumOf(stretches.map(stretch => exact(stretch.spell.share).mul(daysOf(stretch)))),
  }
}

/** The longest that has a scorecard, of two alike the later; without any the longest. */
export function mainStint(stints: readonly Stint[]): Stint | undefined {
  const rank = ({ card, days }: Stint): number => (card ? Number.MAX_SAFE_INTEGER / 2 : 0) + days
  return stints.reduce<Stint | undefined>((best, one) => (best && rank(best) > rank(one) ? best : one), undefined)
}
