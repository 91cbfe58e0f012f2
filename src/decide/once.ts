/** Shares and amounts that one person is charged with in; each incident charged once, the largest, out. */

import type Fraction from 'fraction.js'
import { exact } from '../lib/exact.ts'
import { compareText } from '../lib/order.ts'
import type { AppraisedOutcome } from '../model/appraisal.ts'
import type { Charge, KeptCharge } from './cascades.ts'
import type { Proposal } from './outcomes.ts'

export interface ChargedOnce {
  /** In the order of the proposals; those that another charge takes the place of are shown with nothing to pay. */
  readonly outcomes: readonly AppraisedOutcome[]
  /** By incident. */
  readonly kept: readonly KeptCharge[]
}

/** One thing that an incident could cost. */
interface Claim {
  readonly id: string
  readonly size: Fraction
  /** Confirmed, approved where that is required, and not contested: money is taken for these alone. */
  readonly isSettled: boolean
}

/**
 * Of an incident the largest claim counts. While that is only proposed, or contested, the largest of those that are settled
 * is charged in its stead. Shares and amounts are held against each other where the bonus base is known.
 */
export function chargeOnce(
  proposals: readonly Proposal[],
  charges: readonly Charge[],
  { base, isOncePerIncident }: { readonly base: string | undefined; readonly isOncePerIncident: boolean },
): ChargedOnce {
  const areComparable = isOncePerIncident && base !== undefined
  const shareClaims = charges.toSorted(bySize).map(charge => shareClaim(charge, base))
  const amountClaims = isOncePerIncident ? proposals.flatMap(proposal => amountClaim(proposal)) : []
  const contests = areComparable ? [[...shareClaims, ...amountClaims]] : [shareClaims, amountClaims]
  const winners = new Map<Charge | Proposal, { readonly standsInFor?: string }>()
  const losers = new Map<Charge | Proposal, string>()
  for (const claims of contests) {
    for (const same of Map.groupBy(claims, ({ incident }) => incident).values()) decide(same, winners, losers)
  }
  return {
    outcomes: proposals.map(proposal => {
      const { outcome } = proposal
      const instead = losers.get(proposal)
      return instead === undefined
        ? { ...outcome, ...winners.get(proposal) }
        : { ...outcome, amount: 0, sameIncidentAs: instead }
    }),
    kept: charges
      .flatMap(charge => {
        const won = winners.get(charge)
        return won ? [{ ...charge, ...won }] : []
      })
      .sort((one, other) => compareText(one.incident, other.incident) || bySize(one, other)),
  }
}

interface IncidentClaim extends Claim {
  readonly incident: string
  readonly of: Charge | Proposal
}

function decide(
  claims: readonly IncidentClaim[],
  winners: Map<Charge | Proposal, { readonly standsInFor?: string }>,
  losers: Map<Charge | Proposal, string>,
): void {
  const inOrder = claims.toSorted(
    (one, other) => other.size.compare(one.size) || Number(other.isSettled) - Number(one.isSettled),
  )
  const [largest] = inOrder
  if (!largest) return
  const settled = inOrder.find(({ isSettled }) => isSettled)
  for (const claim of inOrder) {
    if (claim === largest) winners.set(claim.of, {})
    else if (claim === settled) winners.set(claim.of, { standsInFor: largest.id })
    else losers.set(claim.of, largest.id)
  }
}

/** Without a base shares are held against each other alone. */
function shareClaim(charge: Charge, base: string | undefined): IncidentClaim {
  return {
    of: charge,
    id: charge.cascade,
    incident: charge.incident,
    size: base === undefined ? charge.share : exact(base).mul(charge.share),
    isSettled: charge.state !== 'proposed' && charge.contested === undefined,
  }
}

function amountClaim(proposal: Proposal): readonly IncidentClaim[] {
  const { incident, outcome } = proposal
  if (incident === undefined || outcome.amount === null) return []
  const { state, approval, contested = [] } = outcome
  const isConfirmed = state === 'approved' || (state === 'confirmed' && !approval)
  const isSettled = isConfirmed && contested.length === 0
  return [{ of: proposal, id: outcome.id, incident, size: exact(outcome.amount).abs(), isSettled }]
}

function bySize(one: Charge, other: Charge): number {
  return (
    other.share.compare(one.share) ||
    compareText(one.cascade, other.cascade) ||
    compareText(one.finding, other.finding) ||
    compareText(one.role, other.role)
  )
}
