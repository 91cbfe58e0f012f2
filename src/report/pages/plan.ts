/** What was missed in, the standards that cost most out: what a plan to improve, and a notice of rectification, are about. */

import type { AppraisedPerson } from '../../model/appraisal.ts'
import type { ViewModel } from '../views/index.ts'
import { type PageContext, standardTitle } from './page.ts'

/** So many lines a plan has; so many of them are filled in before it is printed. */
const PLAN_LINES = 5
const PLAN_FILLED = 3

export function planRows(context: PageContext, person: AppraisedPerson): ViewModel<'sheet'>['plan'] {
  const worst = costliest(context, person).slice(0, PLAN_FILLED)
  return Array.from({ length: PLAN_LINES }, (_, at) => {
    const one = worst[at]
    return {
      number: at + 1,
      standard: one ? standardTitle(context, one.standard) : '',
      figures: one ? context.word('missedOf', { missed: one.missed, checked: one.checked }) : '',
    }
  })
}

export interface CostlyStandard {
  readonly standard: string
  readonly missed: number
  readonly checked: number
}

/**
 * Standards missed that count for the score, lowered the grade, or keep it open: those first that lowered the grade, then by
 * the points lost. Of an item that takes several by their share of its misses.
 */
export function costliest({ standards }: PageContext, person: AppraisedPerson): readonly CostlyStandard[] {
  const lost = pointsLost(person)
  const vetoed = new Set(person.vetoes.map(({ standard }) => standard))
  const open = new Set(person.gates.filter(({ met }) => !met).map(({ standard }) => standard))
  const rank = (id: string): number => (vetoed.has(id) ? 0 : open.has(id) ? 1 : 2)
  return person.tallies
    .filter(({ standard, missed }) => missed > 0 && (lost.has(standard) || vetoed.has(standard) || open.has(standard)))
    .filter(({ standard }) => standards.get(standard)?.severity !== 'note')
    .toSorted(
      (one, other) =>
        rank(one.standard) - rank(other.standard) ||
        (lost.get(other.standard) ?? 0) - (lost.get(one.standard) ?? 0) ||
        other.missed - one.missed,
    )
    .map(({ standard, met, missed }) => ({ standard, missed, checked: met + missed }))
}

/** By standard; only of standards that an item takes. */
function pointsLost(person: AppraisedPerson): ReadonlyMap<string, number> {
  const missed = new Map(person.tallies.map(tally => [tally.standard, tally.missed]))
  const lost = new Map<string, number>()
  const add = (standard: string, points: number) => lost.set(standard, (lost.get(standard) ?? 0) + points)
  for (const { items } of person.sections) {
    for (const item of items) {
      const whole = item.points === null || item.outOf === null ? 0 : item.outOf - item.points
      for (const standard of item.standards)
        add(standard, item.missed === 0 ? 0 : (whole * (missed.get(standard) ?? 0)) / item.missed)
    }
  }
  for (const { standard, charges } of person.evidence)
    for (const { points } of charges) if (points !== null) add(standard, -points)
  for (const { standard, points } of person.unlisted ?? []) if (points !== 0) add(standard, -points)
  return lost
}
