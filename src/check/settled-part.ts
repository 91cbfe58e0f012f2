/** What is left of records that were judged as they were read in, the part of the result that it makes out. */

import type { Records } from '../model/event.ts'
import type { Standard } from '../model/rulebook.ts'
import type { MetCount, Settled } from '../model/settled.ts'
import type { Tally, VerdictCounts } from '../model/tally.ts'
import { noVerdicts } from './counts.ts'
import { emptyPart, joinParts, type Part } from './judge.ts'

/** Of these standards alone. */
export function settledPart(standards: readonly Standard[], { settled }: Pick<Records, 'settled'>): Part {
  const ids = new Set(standards.map(({ id }) => id))
  return joinParts([...(settled?.values() ?? [])].map(one => partOf(one, ids)))
}

function partOf({ cases, met }: Settled, standards: ReadonlySet<string>): Part {
  const own = Object.entries(cases).filter(([standard, count]) => standards.has(standard) && count > 0)
  const counted = met.filter(({ standard }) => standards.has(standard))
  const unattributed = new Map<string, number>()
  for (const { standard, person, met: count } of counted)
    if (person === null) unattributed.set(standard, (unattributed.get(standard) ?? 0) + count)
  return {
    ...emptyPart(),
    countsByStandard: new Map(own.map(([standard, count]) => [standard, metTimes(count)])),
    tallies: counted.flatMap(tallyOf),
    unattributed,
  }
}

function tallyOf({ standard, person, card, met }: MetCount): readonly Tally[] {
  if (person === null) return []
  const counts = metTimes(met)
  return [{ standard, person, counts, ...(card === undefined ? {} : { byCard: new Map([[card, { counts }]]) }) }]
}

function metTimes(met: number): VerdictCounts {
  return { ...noVerdicts(), met }
}
