/** The roster and a period in; who gets a sheet, in which post, for how many days out. */

import { formatDay } from '../calendar/day.ts'
import type { Roster, Spell } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { PersonScore } from '../model/score.ts'
import type { Day } from '../model/value.ts'

/** A spell cut to the period. */
interface Stretch {
  readonly spell: Spell
  readonly from: Day
  readonly to: Day
}

export interface Appraisee {
  readonly id: string
  readonly name: string
  /** The post held on most days of the period; of posts held equally long the later. */
  readonly post: string
  readonly unit: string | null
  readonly sites: readonly string[]
  readonly spells: PersonScore['spells']
  /** Days of the period in any post, each once. */
  readonly daysInPost: number
  /** The first day in the roster; absent where the first spell is open at its start. */
  readonly since?: Day
}

/** Everybody with a spell that touches the period, in order of id. */
export function findAppraisees(roster: Roster, period: Period): readonly Appraisee[] {
  return roster.people.flatMap(id => {
    const stretches = stretchesWithin(roster.spellsOf(id), period)
    return stretches.length === 0 ? [] : [appraiseeOf(id, stretches, roster)]
  })
}

function stretchesWithin(spells: readonly Spell[], period: Period): readonly Stretch[] {
  return spells
    .map(spell => ({
      spell,
      from: Math.max(spell.from ?? period.from, period.from),
      to: Math.min(spell.to ?? period.to, period.to),
    }))
    .filter(stretch => stretch.from <= stretch.to)
    .sort((one, other) => one.from - other.from || one.to - other.to)
}

function appraiseeOf(id: string, stretches: readonly Stretch[], roster: Roster): Appraisee {
  const post = mainPost(stretches)
  const last = stretches.findLast(stretch => stretch.spell.post === post)?.spell
  const since = firstDay(roster.spellsOf(id))
  return {
    id,
    name: last?.name ?? id,
    post,
    unit: last?.unit ?? null,
    sites: [...new Set(stretches.flatMap(stretch => stretch.spell.sites))],
    spells: stretches.map(({ spell, from, to }) => ({
      post: spell.post,
      from: formatDay(from),
      to: formatDay(to),
      days: to - from + 1,
    })),
    daysInPost: coveredDays(stretches),
    ...(since === undefined ? {} : { since }),
  }
}

function mainPost(stretches: readonly Stretch[]): string {
  const held = [...Map.groupBy(stretches, stretch => stretch.spell.post)].map(([post, own]) => ({
    post,
    days: coveredDays(own),
    until: Math.max(...own.map(stretch => stretch.to)),
    since: Math.max(...own.map(stretch => stretch.from)),
  }))
  held.sort((one, other) => other.days - one.days || other.until - one.until || other.since - one.since)
  return held[0]?.post ?? ''
}

/** Days in at least one of the stretches, which are in order of their first day. */
function coveredDays(stretches: readonly Stretch[]): number {
  let days = 0
  let covered = Number.NEGATIVE_INFINITY
  for (const { from, to } of stretches) {
    if (to <= covered) continue
    days += to - Math.max(from, covered + 1) + 1
    covered = to
  }
  return days
}

function firstDay(spells: readonly Spell[]): Day | undefined {
  if (spells.some(spell => spell.from === undefined)) return undefined
  return spells.reduce<Day | undefined>((first, { from }) => Math.min(first ?? Infinity, from ?? Infinity), undefined)
}
