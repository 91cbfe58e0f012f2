/** Points that appeals give back, and a scorecard, in; how many of them each section has room for, out. */

import type Fraction from 'fraction.js'
import { exact, larger, roundedNumber, smaller, ZERO } from '../lib/exact.ts'
import type { GivenPoints, PointsGrant } from '../model/score.ts'
import type { CardOf, Caseload } from './caseload.ts'
import { caseloadWithout } from './caseload-without.ts'
import type { ScoredSections } from './section.ts'

export interface GrantedPoints {
  readonly bySection: ReadonlyMap<string, Fraction>
  readonly byAppeal: Readonly<Record<string, GivenPoints>>
}

export interface GrantInput {
  /** In order of the appeals' ids. */
  readonly grants: readonly PointsGrant[]
  readonly caseload: Caseload
  readonly cardOf: CardOf
  readonly decimals: number
  /** The card without any points given back. */
  scored(caseload: Caseload): ScoredSections
}

/** Never beyond what a section is out of; and on a finding never more than taking the miss back would bring. */
export function grantPoints({ grants, caseload, cardOf, decimals, scored }: GrantInput): GrantedPoints {
  const bySection = new Map<string, Fraction>()
  const byAppeal: Record<string, GivenPoints> = {}
  if (grants.length === 0) return { bySection, byAppeal }
  const plain = scored(caseload)
  const print = (value: Fraction) => roundedNumber(value, decimals)
  for (const grant of grants) {
    const bound = boundOf(grant, { caseload, cardOf, scored }, plain)
    const reached = bound && plain.reached.get(bound.section)
    if (!reached) continue
    const before = bySection.get(bound.section) ?? ZERO
    const score = reached.score.add(before)
    const given = smaller(bound.points, larger(ZERO, reached.weight.sub(score)))
    bySection.set(bound.section, before.add(given))
    byAppeal[grant.appeal] = {
      section: bound.section,
      given: print(given),
      before: print(score),
      after: print(score.add(given)),
    }
  }
  return { bySection, byAppeal }
}

/** Undefined: the card has no such section, or does not charge the finding. */
function boundOf(
  { section, finding, points }: PointsGrant,
  { caseload, cardOf, scored }: Pick<GrantInput, 'caseload' | 'cardOf' | 'scored'>,
  plain: ScoredSections,
): { readonly section: string; readonly points: Fraction } | undefined {
  if (section !== undefined) return { section, points: exact(points) }
  const own = [...caseload.missed.values()].flat().find(({ id }) => id === finding)
  if (!own) return undefined
  const without = scored(caseloadWithout(caseload, new Set([own]), cardOf))
  const gains = [...plain.reached].flatMap(([id, { score }]) => {
    const gain = without.reached.get(id)?.score.sub(score)
    return gain?.gt(0) ? [{ section: id, points: smaller(exact(points), gain) }] : []
  })
  return gains.toSorted((one, other) => other.points.compare(one.points))[0]
}
