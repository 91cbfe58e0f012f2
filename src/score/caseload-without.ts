/** A person's caseload and some of its misses in, the caseload as if these had been met out. */

import type { CountedFinding } from '../model/finding.ts'
import type { Tally } from '../model/tally.ts'
import type { CardOf, Caseload } from './caseload.ts'

export function caseloadWithout(caseload: Caseload, taken: ReadonlySet<CountedFinding>, cardOf: CardOf): Caseload {
  const touched = Map.groupBy(taken, one => one.standard)
  const missed = new Map(
    [...caseload.missed].map(([standard, own]) => [standard, own.filter(one => !taken.has(one))] as const),
  )
  const tallies = new Map(
    [...caseload.tallies].map(([standard, tally]) => {
      const own = touched.get(standard)
      return [standard, own ? tallyWithout(tally, own, missed.get(standard) ?? [], cardOf) : tally] as const
    }),
  )
  return { ...caseload, missed, tallies }
}

function tallyWithout(
  tally: Tally,
  taken: readonly CountedFinding[],
  left: readonly CountedFinding[],
  cardOf: CardOf,
): Tally {
  const { byCard } = tally
  const whole = { ...tally, ...countsWithout(tally, taken, left) }
  if (!byCard) return whole
  const under = (card: string | null) => (finding: CountedFinding) => cardOf(finding) === card
  return {
    ...whole,
    byCard: new Map(
      [...byCard].map(([card, own]) => [card, countsWithout(own, taken.filter(under(card)), left.filter(under(card)))]),
    ),
  }
}

type Counts = Pick<Tally, 'counts' | 'incidents' | 'spared'>

function countsWithout(
  { counts, incidents, spared }: Counts,
  taken: readonly CountedFinding[],
  left: readonly CountedFinding[],
): Counts {
  const cases = new Set(taken.map(one => one.case)).size
  const turned = {
    counts: { ...counts, missed: counts.missed - cases, met: counts.met + cases },
    ...(spared === undefined ? {} : { spared }),
  }
  if (!incidents) return turned
  const keyOf = (one: CountedFinding) => one.incident ?? `${one.standard}/${one.case}`
  const stillMissed = new Set(left.map(keyOf))
  const mended = new Map(incidents)
  for (const one of taken) if (!stillMissed.has(keyOf(one))) mended.set(keyOf(one), true)
  return { ...turned, incidents: mended }
}
