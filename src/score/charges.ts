/** A scorecard's items and a person's misses in, what each miss comes to in each item out. */

import { roundedNumber } from '../lib/exact.ts'
import type { EvidenceCharge } from '../model/appraisal.ts'
import type { CountedFinding } from '../model/finding.ts'
import type { Scorecard, ScorecardItem } from '../model/rulebook.ts'
import type { Caseload, Ground } from './caseload.ts'
import { scoredStandards } from './item.ts'
import type { FindingShare, MeasuredItem } from './measured.ts'

/** What an item made of the misses it takes: points finding by finding, where it takes any off. */
export interface ChargingItem {
  readonly method: MeasuredItem['method']
  readonly counting: readonly string[]
  readonly shares?: ReadonlyMap<CountedFinding, FindingShare>
}

/** `chargingOf` tells what became of an item; undefined: a bonus, or nothing applied. */
export function chargesOf(
  card: Scorecard,
  caseload: Caseload,
  ground: Ground,
  chargingOf: (item: ScorecardItem) => ChargingItem | undefined,
): Readonly<Record<string, readonly EvidenceCharge[]>> {
  const charges: Record<string, readonly EvidenceCharge[]> = {}
  for (const section of card.sections) {
    const alike = makeAlike()
    section.items.forEach((item, at) => {
      const charging = chargingOf(item)
      for (const { id } of scoredStandards(item, ground)) {
        for (const finding of caseload.missed.get(id) ?? []) {
          const own = charges[finding.id]
          const charge = chargeOf(finding, charging, ground)
          if (!own && charge.points === null) charges[finding.id] = alike(section.id, at, charge)
          else charges[finding.id] = [...(own ?? []), { section: section.id, item: at, ...charge }]
        }
      }
    })
  }
  return charges
}

/** Where a miss takes off no points of its own the same is told of thousands: they share it. */
function makeAlike() {
  const known = new Map<string, readonly EvidenceCharge[]>()
  return (section: string, item: number, charge: Charge): readonly EvidenceCharge[] => {
    const key = `${item} ${charge.effect}`
    const shared = known.get(key) ?? [{ section, item, ...charge }]
    known.set(key, shared)
    return shared
  }
}

type Charge = Omit<EvidenceCharge, 'section' | 'item'>

function chargeOf(finding: CountedFinding, charging: ChargingItem | undefined, ground: Ground): Charge {
  const none = { points: null, exactPoints: null, sameIncidentAs: null }
  if (!charging?.counting.includes(finding.standard)) return { effect: 'no-points', ...none }
  if (charging.method === 'rate') return { effect: 'in-rate', ...none }
  if (charging.method === 'rating') return { effect: 'in-rating', ...none }
  const share = charging.shares?.get(finding)
  if (!share) return { effect: 'no-points', ...none }
  const points = share.points.neg()
  return {
    effect: share.instead ? 'same-incident' : share.isCut ? 'capped' : 'charged',
    points: points.equals(0) ? 0 : roundedNumber(points, ground.decimals),
    exactPoints: points.toFraction(),
    sameIncidentAs: share.instead?.id ?? null,
  }
}
