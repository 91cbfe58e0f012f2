/** Missed findings and the reporting line in; whose bonus is withheld to what share, and why, out. */

import type Fraction from 'fraction.js'
import { valueOn } from '../lib/dated.ts'
import { exact, HUNDRED, roundedNumber, smaller, sumOf, ZERO } from '../lib/exact.ts'
import { compareText } from '../lib/order.ts'
import type { Withheld } from '../model/appraisal.ts'
import type { WaitingCascade } from '../model/decision.ts'
import type { Finding } from '../model/finding.ts'
import type { Roster } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Cascade, Rulebook } from '../model/rulebook.ts'
import type { Instant } from '../model/value.ts'
import { bonusBaseOf } from './bonus-base.ts'
import type { ConfirmationBook } from './confirmations.ts'
import type { Dating } from './dating.ts'
import { incidentOf } from './incident.ts'

export interface CascadeInput {
  readonly rulebook: Rulebook
  readonly findings: readonly Finding[]
  readonly roster: Roster
  readonly period: Period
  readonly asOf: Instant
  readonly dating: Dating
  readonly confirmations: ConfirmationBook
}

export interface Shares {
  readonly byPerson: ReadonlyMap<string, Withheld>
  readonly waiting: readonly WaitingCascade[]
}

/** One role that one person has in one incident. */
interface Charge {
  readonly person: string
  readonly incident: string
  readonly cascade: string
  readonly finding: string
  readonly role: string
  readonly share: Fraction
}

const FEN_DECIMALS = 2

/**
 * The person concerned and the first holder of each level up the line, each of their own bonus base: once per incident,
 * the larger of two roles, never beyond the whole.
 */
export function withholdShares(input: CascadeInput): Shares {
  const charges: Charge[] = []
  const skipped = new Map<string, Set<string>>()
  const waiting: WaitingCascade[] = []
  for (const cascade of input.rulebook.cascades) {
    for (const { finding, person } of missesOf(cascade, input)) {
      const dated = cascade.at === undefined ? finding.at : input.dating.dateOf(finding, cascade.at)
      if (dated === undefined || dated >= input.asOf) {
        waiting.push({ cascade: cascade.id, finding: finding.id, fact: cascade.at ?? 'at' })
        continue
      }
      const { found, lacking } = climb(cascade, finding, person, input)
      charges.push(...found)
      if (lacking.length > 0) skipped.set(person, new Set([...(skipped.get(person) ?? []), ...lacking]))
    }
  }

  const byCharged = Map.groupBy(charges, charge => charge.person)
  const people = [...new Set([...byCharged.keys(), ...skipped.keys()])].sort(compareText)
  const withheldOf = (person: string) =>
    addUp(person, byCharged.get(person) ?? [], skipped.get(person) ?? new Set(), input)
  return { byPerson: new Map(people.map(person => [person, withheldOf(person)])), waiting }
}

/** Misses that somebody answers for, in order of id. A note costs nothing. */
function missesOf(
  cascade: Cascade,
  { rulebook, findings }: CascadeInput,
): readonly { finding: Finding; person: string }[] {
  const notes = new Set(rulebook.standards.filter(({ severity }) => severity === 'note').map(({ id }) => id))
  const standards = new Set(cascade.standards.filter(id => !notes.has(id)))
  return findings
    .flatMap(finding => {
      const { person } = finding
      return finding.verdict === cascade.verdict && person !== null && standards.has(finding.standard)
        ? [{ finding, person }]
        : []
    })
    .sort((one, other) => compareText(one.finding.id, other.finding.id))
}

/** Up the line as it was at the time of the incident, whenever the miss was confirmed. */
function climb(
  cascade: Cascade,
  finding: Finding,
  person: string,
  { rulebook, roster }: CascadeInput,
): { readonly found: readonly Charge[]; readonly lacking: readonly string[] } {
  const day = rulebook.zone.dayOf(finding.at)
  const levelOf = (post: string | undefined) => (post === undefined ? undefined : rulebook.posts.get(post)?.level)
  const line = roster.lineAbove(person, day)
  const ownLevel = levelOf(roster.spellOn(person, day)?.post)
  const found: Charge[] = []
  const lacking: string[] = []
  for (const [role, setting] of Object.entries(cascade.shares)) {
    const holder = role === 'person' ? person : line.find(spell => levelOf(spell.post) === role)?.person
    const percent = valueOn(setting, day)
    if (holder === undefined) {
      if (role !== ownLevel) lacking.push(role)
    } else if (percent !== undefined) {
      const share = exact(percent).div(HUNDRED)
      found.push({
        person: holder,
        incident: incidentOf(finding),
        cascade: cascade.id,
        finding: finding.id,
        role,
        share,
      })
    }
  }
  return { found, lacking }
}

function addUp(
  person: string,
  charges: readonly Charge[],
  skipped: ReadonlySet<string>,
  input: CascadeInput,
): Withheld {
  const largest = [...Map.groupBy(charges, charge => charge.incident)]
    .sort(([one], [other]) => compareText(one, other))
    .flatMap(([, same]) => same.toSorted(byShare).slice(0, 1))
  const share = smaller(exact(1), sumOf(largest.map(charge => charge.share)))
  const base = bonusBaseOf(person, input.roster, input.period)
  const amount = base === undefined ? null : roundedNumber(exact(base).mul(share), FEN_DECIMALS)
  return {
    share: share.valueOf(),
    amount: share.equals(ZERO) ? null : amount,
    because: largest.map(charge => ({
      cascade: charge.cascade,
      finding: charge.finding,
      role: charge.role,
      share: charge.share.valueOf(),
      incident: charge.incident,
      state: input.confirmations.stateOf(person, charge.cascade).state,
    })),
    skipped: [...skipped].sort(compareText),
  }
}

function byShare(one: Charge, other: Charge): number {
  return (
    other.share.compare(one.share) ||
    compareText(one.cascade, other.cascade) ||
    compareText(one.finding, other.finding) ||
    compareText(one.role, other.role)
  )
}

export const NOTHING_WITHHELD: Withheld = { share: 0, amount: null, because: [], skipped: [] }
