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
  const charges: Record<string, EvidenceCharge[]> = {}
  for (const section of card.sections) {
    section.items.forEach((item, at) => {
      const charging = chargingOf(item)
      for (const { id } of scoredStandards(item, ground)) {
        for (const finding of caseload.missed.get(id) ?? []) {
          const own = charges[finding.id] ?? []
          charges[finding.id] = own
          own.push({ section: section.id, item: at, ...chargeOf(finding, charging, ground) })
        }
      }
    })
  }
  return charges
}

function chargeOf(
  finding: CountedFinding,
  charging: ChargingItem | undefined,
  ground: Ground,
): Omit<EvidenceCharge, 'section' | 'item'> {
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
