/** An appraisal in, what its bonuses come to out: of each person what is confirmed, to the fen, and apart what is not. */

import type Fraction from 'fraction.js'
import { exact, roundHalfUp, smaller, sumOf, ZERO } from '../lib/exact.ts'
import { compareText } from '../lib/order.ts'
import type { Appraisal, AppraisedOutcome, AppraisedPerson, Withheld } from '../model/appraisal.ts'
import type { Message } from '../model/message.ts'
import type { PaidPerson } from '../model/published-run.ts'

/** Null: it cannot be told, because something that it rests on is not set. Never 0 in its place. */
export type Amount = Fraction | null

export interface PaidAmounts {
  /** The bonus base; null: not set. */
  readonly base: Amount
  /** Withheld by cascades, as far as confirmed: 0 to 1 of the base. */
  readonly share: Fraction
  readonly deducted: Amount
  readonly rewarded: Amount
  /** Base less what is deducted, and what is rewarded on top. */
  readonly net: Amount
}

export interface PayrollRow extends PaidAmounts {
  readonly id: string
  readonly name: string
  readonly unit: string | null
  readonly post: Message | null
  /** What the amounts rest on. */
  readonly basis: Basis
  readonly confirmed: readonly Confirmed[]
  readonly open: readonly OpenItem[]
}

/** The findings of one's own sheet by their numbers, those of others with whose they are; clauses where there is none. */
export interface Basis {
  readonly findings: readonly { readonly number: string; readonly of: string | null }[]
  readonly clauses: readonly string[]
}

export interface Confirmed {
  readonly state: 'confirmed' | 'approved'
  readonly by: string | null
  readonly on: string | null
}

/** Something about money that is in no amount yet. */
export interface OpenItem {
  readonly title: Message
  readonly effect: Effect | 'unknown'
  /** Of the base, where it is a share of it. */
  readonly share: Fraction | null
  readonly amount: Amount
  readonly basis: Basis
  /** `contested`: an appeal is not decided yet, whatever was confirmed before. */
  readonly state: AppraisedOutcome['state'] | 'contested'
  /** Confirmed, and still to be approved. */
  readonly needsApproval: boolean
}

export type Effect = 'deduction' | 'reward'

/** What an outcome that bears an amount does with it. Any other type is told, and counts on neither side. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  penalty: 'deduction',
  deduction: 'deduction',
  fine: 'deduction',
  bonus: 'reward',
  reward: 'reward',
  'material-reward': 'reward',
  prize: 'reward',
  allowance: 'reward',
}

const FEN_DECIMALS = 2

/** Everybody with a base or anything about money, in order of staff number. */
export function payrollRows(appraisal: Appraisal): readonly PayrollRow[] {
  const numbers = findingNumbers(appraisal)
  const elsewhere = appraisal.withheldElsewhere.map(({ person, name, bonusBase, withheld }) => ({
    id: person,
    name,
    unit: null,
    postTitle: null,
    bonusBase,
    withheld,
    outcomes: [],
  }))
  return [...appraisal.people, ...elsewhere]
    .filter(isAboutMoney)
    .map(person => rowOf(person, appraisal, numbers))
    .sort((one, other) => compareText(one.id, other.id))
}

type Paid = Pick<AppraisedPerson, 'id' | 'name' | 'unit' | 'postTitle' | 'bonusBase' | 'withheld' | 'outcomes'>

export function isAboutMoney({ bonusBase, withheld, outcomes }: Omit<PaidPerson, 'id' | 'name'>): boolean {
  return bonusBase !== null || withheld.because.length > 0 || outcomes.some(bearsMoney)
}

function bearsMoney({ amount, amountNotSet }: PaidOutcome): boolean {
  return amount !== null || amountNotSet
}

type Numbers = ReadonlyMap<string, { readonly number: string; readonly person: string }>

function findingNumbers({ people }: Appraisal): Numbers {
  return new Map(
    people.flatMap(({ id: person, evidence }) => evidence.map(({ id, number }) => [id, { number, person }] as const)),
  )
}

/** What somebody is paid, to the fen: what is confirmed, and contested by nobody. */
export function amountsPaid({ bonusBase, withheld, outcomes }: Omit<PaidPerson, 'id' | 'name'>): PaidAmounts {
  const base = bonusBase === null ? null : fen(exact(bonusBase))
  const settled = moneyOf(outcomes).filter(isSettled)
  const share = smaller(exact(1), sumOf(withheld.because.filter(isCharged).map(charge => exact(charge.share))))
  const withheldAmount = share.equals(ZERO) ? ZERO : bonusBase === null ? null : fen(exact(bonusBase).mul(share))
  const amountsOf = (effect: Effect) => settled.filter(one => one.effect === effect).map(one => amountOf(one.outcome))
  const deducted = added([withheldAmount, ...amountsOf('deduction')])
  const rewarded = added(amountsOf('reward'))
  const isKnown = base !== null && deducted !== null && rewarded !== null
  return { base, share, deducted, rewarded, net: isKnown ? base.sub(deducted).add(rewarded) : null }
}

type PaidOutcome = PaidPerson['outcomes'][number]

interface Effected<T extends PaidOutcome> {
  readonly outcome: T
  readonly effect: Effect | 'unknown'
}

function moneyOf<T extends PaidOutcome>(outcomes: readonly T[]): readonly Effected<T>[] {
  return outcomes.filter(bearsMoney).map(outcome => ({ outcome, effect: effectOf(outcome) }))
}

function rowOf(person: Paid, { words }: Appraisal, numbers: Numbers): PayrollRow {
  const { bonusBase, withheld } = person
  const money = moneyOf(person.outcomes)
  const [settled, unsettled] = [money.filter(isSettled), money.filter(one => !isSettled(one))]
  const [charges, openCharges] = [
    withheld.because.filter(isCharged),
    withheld.because.filter(charge => !isCharged(charge)),
  ]
  const basis = joinBases([
    ...charges.map(charge => chargeBasis(charge, person.id, words, numbers)),
    ...settled.map(({ outcome }) => basisOf(outcome.because, outcome.clauses, person.id, numbers)),
  ])
  return {
    id: person.id,
    name: person.name,
    unit: person.unit,
    post: person.postTitle,
    ...amountsPaid(person),
    basis,
    confirmed: [
      ...charges.map(({ state }) => ({ state: confirmedState(state), by: null, on: null })),
      ...settled.map(({ outcome }) => ({
        state: confirmedState(outcome.state),
        by: outcome.confirmedBy,
        on: outcome.confirmedOn,
      })),
    ],
    open: [
      ...openCharges.map(charge => ({
        title: words.cascades[charge.cascade] ?? { zh: charge.cascade, en: charge.cascade },
        effect: 'deduction' as const,
        share: exact(charge.share),
        amount: bonusBase === null ? null : fen(exact(bonusBase).mul(exact(charge.share))),
        basis: chargeBasis(charge, person.id, words, numbers),
        state: charge.contested === undefined ? ('proposed' as const) : ('contested' as const),
        needsApproval: false,
      })),
      ...unsettled.map(({ outcome, effect }) => ({
        title: outcome.title,
        effect,
        share: null,
        amount: amountOf(outcome),
        basis: basisOf(outcome.because, outcome.clauses, person.id, numbers),
        state: isContested(outcome) ? ('contested' as const) : outcome.state,
        needsApproval: outcome.approval && outcome.state === 'confirmed',
      })),
    ],
  }
}

/** What is taken away is written below zero by some packs: it is a deduction whatever its type is called. */
function effectOf({ type, amount }: PaidOutcome): Effect | 'unknown' {
  if (amount !== null && amount < 0) return 'deduction'
  return EFFECTS[type] ?? 'unknown'
}

/** Confirmed, and no appeal is open. */
function isCharged({ state = 'proposed', contested }: PaidPerson['withheld']['because'][number]): boolean {
  return state !== 'proposed' && contested === undefined
}

function isContested({ contested = [] }: PaidOutcome): boolean {
  return contested.length > 0
}

/** Confirmed, approved where that is required, and known to be given or taken. */
function isSettled(one: Effected<PaidOutcome>): boolean {
  const { state, approval } = one.outcome
  return (
    one.effect !== 'unknown' &&
    !isContested(one.outcome) &&
    (state === 'approved' || (state === 'confirmed' && !approval))
  )
}

function confirmedState(state: AppraisedOutcome['state'] | undefined): Confirmed['state'] {
  return state === 'approved' ? 'approved' : 'confirmed'
}

function amountOf({ amount }: PaidOutcome): Amount {
  return amount === null ? null : fen(exact(amount).abs())
}

/** Null where one of them is. */
export function added(amounts: readonly Amount[]): Amount {
  const known = amounts.filter(amount => amount !== null)
  return known.length < amounts.length ? null : sumOf(known)
}

function fen(amount: Fraction): Fraction {
  return roundHalfUp(amount, FEN_DECIMALS)
}

function chargeBasis(
  { cascade, finding }: Withheld['because'][number],
  person: string,
  words: Appraisal['words'],
  numbers: Numbers,
): Basis {
  return basisOf([finding], words.cascadeClauses[cascade] ?? [], person, numbers)
}

function basisOf(because: readonly string[], clauses: readonly string[], person: string, numbers: Numbers): Basis {
  return {
    clauses,
    findings: because.map(id => {
      const known = numbers.get(id)
      // A finding of somebody without a sheet has no number: its case tells it apart.
      if (!known) return { number: decodeURIComponent(id.split('/')[1] ?? id), of: null }
      return { number: known.number, of: known.person === person ? null : known.person }
    }),
  }
}

function joinBases(bases: readonly Basis[]): Basis {
  const findings = new Map(bases.flatMap(basis => basis.findings.map(one => [`${one.of ?? ''}/${one.number}`, one])))
  return { findings: [...findings.values()], clauses: [...new Set(bases.flatMap(basis => basis.clauses))] }
}
