/** The roster and a period in; who gets a sheet, in which post, for how many days out. */

import { formatDay } from '../calendar/day.ts'
import type { Roster, Spell } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { PersonScore } from '../model/score.ts'
import type { Day } from '../model/value.ts'
import { daysAway } from '../roster/away.ts'
import { type Stretch, stretchesWithin } from '../roster/stints.ts'

export interface Appraisee {
  readonly id: string
  readonly name: string
  /** The post held on most days of the period; of posts held equally long the later. */
  readonly post: string
  readonly unit: string | null
  readonly sites: readonly string[]
  readonly spells: PersonScore['spells']
  /** Days of the period in any post, each once; days away are not among them. */
  readonly daysInPost: number
  /** The first day in the roster; absent where the first spell is open at its start. */
  readonly since?: Day
}

/** Everybody with a spell that touches the period, in order of id. */
export function findAppraisees(roster: Roster, period: Period): readonly Appraisee[] {
  return roster.people.flatMap(id => {
    const stretches = stretchesWithin(id, roster, period)
    return stretches.length === 0 ? [] : [appraiseeOf(id, stretches, roster)]
  })
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
    spells: stretches.map(({ spell, from, to, away }) => ({
      post: spell.post,
      from: formatDay(from),
      to: formatDay(to),
      days: to - from + 1 - away,
      away,
      share: spell.share,
    })),
    daysInPost: coveredDays(stretches, (from, to) => daysAway(roster, id, from, to)),
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

/** Days in at least one of the stretches, which are in order of their first day; `away` tells how many do not count. */
function coveredDays(stretches: readonly Stretch[], away: (from: Day, to: Day) => number = () => 0): number {
  let days = 0
  let covered = Number.NEGATIVE_INFINITY
  for (const { from, to } of stretches) {
    if (to <= covered) continue
    const first = Math.max(from, covered + 1)
    days += to - first + 1 - away(first, to)
    covered = to
  }
  return days
}

function firstDay(spells: readonly Spell[]): Day | undefined {
  if (spells.some(spell => spell.from === undefined)) return undefined
  return spells.reduce<Day | undefined>((first, { from }) => Math.min(first ?? Infinity, from ?? Infinity), undefined)
}
