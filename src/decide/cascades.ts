/** Missed findings and the reporting line in; who is charged with what share of the own bonus for which incident, out. */

import type Fraction from 'fraction.js'
import { valueOn } from '../lib/dated.ts'
import { exact, HUNDRED, roundedNumber, smaller, sumOf, ZERO } from '../lib/exact.ts'
import { compareText } from '../lib/order.ts'
import type { AppraisedOutcome, Withheld } from '../model/appraisal.ts'
import type { WaitingCascade } from '../model/decision.ts'
import type { CountedFinding } from '../model/finding.ts'
import type { Roster } from '../model/people.ts'
import type { Cascade, Rulebook } from '../model/rulebook.ts'
import type { Instant } from '../model/value.ts'
import type { ConfirmationBook } from './confirmations.ts'
import type { Dating } from './dating.ts'
import { incidentOf } from './incident.ts'

export interface CascadeInput {
  readonly rulebook: Rulebook
  readonly findings: readonly CountedFinding[]
  readonly roster: Roster
  readonly asOf: Instant
  readonly dating: Dating
  readonly confirmations: ConfirmationBook
}

export interface Charges {
  readonly byPerson: ReadonlyMap<string, readonly Charge[]>
  /** Levels that the roster lacks above a person. */
  readonly skipped: ReadonlyMap<string, ReadonlySet<string>>
  readonly waiting: readonly WaitingCascade[]
}

/** One role that one person has in one incident. */
export interface Charge {
  readonly person: string
  readonly incident: string
  readonly cascade: string
  readonly finding: string
  readonly role: string
  readonly share: Fraction
  readonly state: AppraisedOutcome['state']
  /** The appeal that is not decided yet. */
  readonly contested?: string
}

const FEN_DECIMALS = 2

/** The person concerned and the first holder of each level up the line, for every incident that the cascades are about. */
export function chargesOf(input: CascadeInput): Charges {
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
  return { byPerson: Map.groupBy(charges, charge => charge.person), skipped, waiting }
}

/** Misses that somebody answers for, in order of id. A note costs nothing. */
function missesOf(
  cascade: Cascade,
  { rulebook, findings }: CascadeInput,
): readonly { finding: CountedFinding; person: string }[] {
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
  finding: CountedFinding,
  person: string,
  { rulebook, roster, confirmations }: CascadeInput,
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
        state: confirmations.stateOf(holder, cascade.id).state,
        ...(finding.contested === undefined ? {} : { contested: finding.contested }),
      })
    }
  }
  return { found, lacking }
}

/** A share that counts, be it until a larger one is confirmed. */
export interface KeptCharge extends Charge {
  readonly standsInFor?: string
}

/** What is kept adds up, never beyond the whole of the person's own bonus base; what only stands in adds nothing to what is proposed. */
export function withheldBy(
  kept: readonly KeptCharge[],
  skipped: ReadonlySet<string>,
  base: string | undefined,
): Withheld {
  const proposed = kept.filter(({ standsInFor }) => standsInFor === undefined)
  const share = smaller(exact(1), sumOf(proposed.map(charge => charge.share)))
  const amount = base === undefined ? null : roundedNumber(exact(base).mul(share), FEN_DECIMALS)
  return {
    share: share.valueOf(),
    amount: share.equals(ZERO) ? null : amount,
    because: kept.map(({ cascade, finding, role, incident, state, contested, standsInFor, share: own }) => ({
      cascade,
      finding,
      role,
      share: own.valueOf(),
      incident,
      state,
      ...(contested === undefined ? {} : { contested }),
      ...(standsInFor === undefined ? {} : { standsInFor }),
    })),
    skipped: [...skipped].sort(compareText),
  }
}
