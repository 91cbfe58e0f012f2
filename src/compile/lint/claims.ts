/** A condition as written in, what it claims of each fact out; and whether claims imply or exclude one another. */

import { type Range, rangeOf } from '../../conditions/range.ts'
import { isMap } from '../../lib/map.ts'
import type { Place } from '../../model/source.ts'
import type { Scalar } from '../../model/value.ts'
import { canonical } from './canonical.ts'
import type { KnownFact, Vocabulary } from './vocabulary.ts'

/** An open bound does not hold itself. */
export interface Bounds extends Range {
  readonly isLowOpen: boolean
  readonly isHighOpen: boolean
}

interface Said {
  readonly at: Place
  /** As written; the short form as if it were written out. */
  readonly source: unknown
}

interface OfFact extends Said {
  readonly name: string
  readonly fact: KnownFact
}

/**
 * What must hold: a fact is one of values, none of values, within bounds, or present; or something that is compared as a
 * whole (an `any`, a `not`, what cannot be read).
 */
export type Claim =
  | (OfFact & { readonly kind: 'one-of' | 'none-of'; readonly values: readonly Scalar[] })
  /** `isLoose`: it is compared with what may change; the bounds are the widest. */
  | (OfFact & { readonly kind: 'within'; readonly bounds: Bounds; readonly isLoose: boolean })
  | (OfFact & { readonly kind: 'present'; readonly is: boolean })
  | (Said & { readonly kind: 'whole' })

export type FactClaim = Exclude<Claim, { kind: 'whole' }>

/** Everything that a condition claims at once; of no condition: nothing. */
export function claimsOf(when: unknown, place: Place, vocabulary: Vocabulary): readonly Claim[] {
  if (!isMap(when)) return []
  if (Array.isArray(when.all)) return when.all.flatMap((one, at) => claimsOf(one, place.at('all', at), vocabulary))
  if ('any' in when || 'not' in when) return [{ kind: 'whole', at: place, source: when }]
  if ('fact' in when) return [leafClaim(when, place.at('value' in when ? 'value' : 'operator'), vocabulary)]
  return Object.entries(when).map(([fact, value]) =>
    leafClaim({ fact, operator: Array.isArray(value) ? 'in' : 'equal', value }, place.at(fact), vocabulary),
  )
}

function leafClaim(source: Readonly<Record<string, unknown>>, at: Place, vocabulary: Vocabulary): Claim {
  const { operator, value } = source
  const name = String(source.fact)
  const fact = vocabulary.fact(name)
  const whole: Claim = { kind: 'whole', at, source }
  if (!fact) return whole
  const base = { name, fact, at, source }
  if (operator === 'present') return { kind: 'present', is: value !== false, ...base }
  if (fact.type === 'list') return whole
  const values = isMap(value) ? [undefined] : [value].flat().map(one => vocabulary.value(one, fact))
  if (values.every(one => one !== undefined)) {
    if (operator === 'equal' || operator === 'in') return { kind: 'one-of', values, ...base }
    if (operator === 'notEqual' || operator === 'notIn') return { kind: 'none-of', values, ...base }
  }
  const other = isMap(value) ? vocabulary.other(value, fact) : bothEnds(values)
  const bounds = other && boundsOf(String(operator), other)
  if (!bounds) return whole
  return { kind: 'within', bounds, isLoose: isMap(value) && other.low !== other.high, ...base }
}

/** One number, or the two of `between`. */
function bothEnds(values: readonly (Scalar | undefined)[]): Range | undefined {
  const [low, high = low] = values
  return typeof low === 'number' && typeof high === 'number' ? { low, high } : undefined
}

const UNBOUND: Bounds = {
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  isLowOpen: false,
  isHighOpen: false,
}

/** What is compared with something between `low` and `high` lies at most there. */
function boundsOf(operator: string, { low, high }: Range): Bounds | undefined {
  switch (operator) {
    case 'lessThan':
    case 'before':
      return { ...UNBOUND, high, isHighOpen: true }
    case 'lessThanInclusive':
      return { ...UNBOUND, high }
    case 'greaterThan':
    case 'after':
      return { ...UNBOUND, low, isLowOpen: true }
    case 'greaterThanInclusive':
      return { ...UNBOUND, low }
    case 'equal':
    case 'between':
      return { ...UNBOUND, low, high }
    default:
      return undefined
  }
}

// --- what a fact can be ----------------------------------------------------------------------------------------------

/** Every value that it can have; undefined where they are not listed. */
export function choicesOf({ type, choices }: KnownFact): readonly Scalar[] | undefined {
  if (type === 'yes-no') return [true, false]
  return choices && type !== 'list' ? [...choices.keys()] : undefined
}

function whatCanBe(fact: KnownFact): Bounds {
  return { ...UNBOUND, ...rangeOf(fact) }
}

/** Whether it holds of no value that the fact can have. */
export function neverHolds(claim: Claim): boolean {
  if (claim.kind === 'whole' || claim.kind === 'present') return false
  if (claim.kind === 'within') return areApart(claim.bounds, whatCanBe(claim.fact))
  if (claim.kind === 'one-of') return claim.values.every(value => !canBe(value, claim.fact))
  return choicesOf(claim.fact)?.every(value => claim.values.includes(value)) ?? false
}

/** Whether it holds of every value that the fact can have: wherever the fact is known. */
export function alwaysHolds(claim: Claim): boolean {
  if (claim.kind === 'whole' || claim.kind === 'present') return false
  if (claim.kind === 'within') return !claim.isLoose && isInside(whatCanBe(claim.fact), claim.bounds)
  if (claim.kind === 'none-of') return claim.values.every(value => !canBe(value, claim.fact))
  return choicesOf(claim.fact)?.every(value => claim.values.includes(value)) ?? false
}

function canBe(value: Scalar, fact: KnownFact): boolean {
  return typeof value !== 'number' || isWithin(value, whatCanBe(fact))
}

// --- implication -----------------------------------------------------------------------------------------------------

/** Whether the goal holds wherever the premise does; where that cannot be told: no. */
export function implies(premise: readonly Claim[], goal: readonly Claim[], vocabulary: Vocabulary): boolean {
  if (goal.every(one => impliesOne(premise, one, vocabulary))) return true
  const choice = premise.find(one => branchesOf(one, vocabulary).length > 0)
  if (!choice) return false
  const rest = premise.filter(one => one !== choice)
  return branchesOf(choice, vocabulary).every(branch => implies([...rest, ...branch], goal, vocabulary))
}

const BRANCHES = new WeakMap<Claim, readonly (readonly Claim[])[]>()

/** The claims of each branch of an `any`; read once, for a claim may be held against a thousand others. */
export function branchesOf(claim: Claim, vocabulary: Vocabulary): readonly (readonly Claim[])[] {
  const { source, at, kind } = claim
  if (kind !== 'whole' || !isMap(source) || !Array.isArray(source.any)) return []
  const branches = BRANCHES.get(claim) ?? source.any.map((one, index) => claimsOf(one, at.at('any', index), vocabulary))
  BRANCHES.set(claim, branches)
  return branches
}

const TEXTS = new WeakMap<Claim, string>()

/** The same for claims that say the same. */
export function textOfClaim(claim: Claim): string {
  const text = TEXTS.get(claim) ?? canonical(claim.source)
  TEXTS.set(claim, text)
  return text
}

function impliesOne(premise: readonly Claim[], goal: Claim, vocabulary: Vocabulary): boolean {
  if (alwaysHolds(goal)) return true
  const text = textOfClaim(goal)
  if (premise.some(one => textOfClaim(one) === text)) return true
  if (goal.kind === 'whole') {
    return branchesOf(goal, vocabulary).some(branch => branch.every(one => impliesOne(premise, one, vocabulary)))
  }
  return premise.some(one => isOf(goal.name, one) && narrows(one, goal))
}

/** Whether one claim of a fact holds only where the other does. */
function narrows(one: FactClaim, goal: FactClaim): boolean {
  // Every comparison holds of known facts only.
  if (goal.kind === 'present') return goal.is && one.kind !== 'present'
  if (goal.kind === 'within') {
    if (goal.isLoose) return false
    if (one.kind === 'one-of') return one.values.every(value => isWithin(value, goal.bounds))
    return one.kind === 'within' && isInside(one.bounds, goal.bounds)
  }
  if (one.kind === 'one-of') return one.values.every(value => goal.values.includes(value) === (goal.kind === 'one-of'))
  if (one.kind === 'none-of' && goal.kind === 'one-of') {
    return choicesOf(one.fact)?.every(value => one.values.includes(value) || goal.values.includes(value)) ?? false
  }
  if (goal.kind !== 'none-of') return false
  if (one.kind === 'none-of') return goal.values.every(value => one.values.includes(value))
  return one.kind === 'within' && goal.values.every(value => !isWithin(value, one.bounds))
}

function isWithin(value: Scalar, { low, high, isLowOpen, isHighOpen }: Bounds): boolean {
  if (typeof value !== 'number') return false
  return (isLowOpen ? value > low : value >= low) && (isHighOpen ? value < high : value <= high)
}

function isInside(one: Bounds, other: Bounds): boolean {
  const startsInside = one.low > other.low || (one.low === other.low && (one.isLowOpen || !other.isLowOpen))
  const endsInside = one.high < other.high || (one.high === other.high && (one.isHighOpen || !other.isHighOpen))
  return startsInside && endsInside
}

// --- exclusion -------------------------------------------------------------------------------------------------------

export interface Conflict {
  readonly claim: FactClaim
  /** What it cannot stand beside; absent where no value of the fact meets it alone. */
  readonly beside?: FactClaim
}

/** The first claim that cannot hold, alone or together with those before it. */
export function firstConflict(claims: readonly Claim[]): Conflict | undefined {
  for (const [at, claim] of claims.entries()) {
    if (claim.kind === 'whole') continue
    if (neverHolds(claim)) return { claim }
    const earlier = claims.slice(0, at).filter(one => isOf(claim.name, one))
    const apart = earlier.find(one => exclude(one, claim))
    const beside = apart ?? (leaveNothing(earlier, claim) ? earlier.at(-1) : undefined)
    if (beside) return { claim, beside }
  }
  return undefined
}

/** The values of the first list that a fact must be in. */
export function listedFor(name: string, claims: readonly Claim[]): readonly Scalar[] | undefined {
  for (const claim of claims) if (claim.kind === 'one-of' && claim.name === name) return claim.values
  return undefined
}

function isOf(name: string, claim: Claim): claim is FactClaim {
  return claim.kind !== 'whole' && claim.name === name
}

/** Several lists of values may leave nothing in common though any two of them do. */
function leaveNothing(earlier: readonly FactClaim[], claim: FactClaim): boolean {
  if (claim.kind === 'present') return false
  const all = [...earlier, claim]
  const listed = listedFor(claim.name, all) ?? choicesOf(claim.fact) ?? []
  const isLeft = (value: Scalar) => canBe(value, claim.fact) && !all.some(one => isRefused(value, one))
  return listed.length > 0 && !listed.some(isLeft)
}

function exclude(one: FactClaim, other: FactClaim): boolean {
  if (one.kind === 'present') return other.kind === 'present' ? one.is !== other.is : !one.is
  if (other.kind === 'present') return !other.is
  if (one.kind === 'one-of') return one.values.every(value => isRefused(value, other))
  if (other.kind === 'one-of') return other.values.every(value => isRefused(value, one))
  return one.kind === 'within' && other.kind === 'within' && areApart(one.bounds, other.bounds)
}

function isRefused(value: Scalar, claim: FactClaim): boolean {
  if (claim.kind === 'one-of') return !claim.values.includes(value)
  if (claim.kind === 'none-of') return claim.values.includes(value)
  return claim.kind === 'within' && !isWithin(value, claim.bounds)
}

function areApart(one: Bounds, other: Bounds): boolean {
  const low = Math.max(one.low, other.low)
  const high = Math.min(one.high, other.high)
  if (low !== high) return low > high
  return !isWithin(low, one) || !isWithin(low, other)
}

// --- the opposite ----------------------------------------------------------------------------------------------------

/** What holds of a known fact where the claim does not; undefined where that is no single claim. */
export function opposite(claim: Claim): Claim | undefined {
  if (claim.kind === 'whole') return undefined
  const { name, fact, at } = claim
  const base = { name, fact, at }
  if (claim.kind === 'present') {
    return { kind: 'present', is: !claim.is, ...base, source: { fact: name, operator: 'present', value: !claim.is } }
  }
  if (claim.kind !== 'within') {
    const [kind, operator] = claim.kind === 'one-of' ? (['none-of', 'notIn'] as const) : (['one-of', 'in'] as const)
    return { kind, values: claim.values, ...base, source: { fact: name, operator, value: claim.values } }
  }
  const { low, high, isLowOpen, isHighOpen } = claim.bounds
  if (claim.isLoose || (low !== UNBOUND.low && high !== UNBOUND.high)) return undefined
  const bounds =
    low === UNBOUND.low
      ? { ...UNBOUND, low: high, isLowOpen: !isHighOpen }
      : { ...UNBOUND, high: low, isHighOpen: !isLowOpen }
  return { kind: 'within', isLoose: false, bounds, ...base, source: bounds }
}
