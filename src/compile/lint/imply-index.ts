/** Claims of many conditions in; out: for one condition, those of them that it may imply, without comparing it with each. */

import type { Scalar } from '../../model/value.ts'
import { alwaysHolds, branchesOf, type Claim, choicesOf, type FactClaim, textOfClaim } from './claims.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface ImplyIndex {
  /** In order: every condition that the premise implies, and some that it does not. */
  impliedBy(premise: readonly Claim[]): readonly number[]
}

/** Each condition is filed under one of its claims: under what must be among a premise's claims for that one to follow. */
export function makeImplyIndex(conditions: readonly (readonly Claim[])[], vocabulary: Vocabulary): ImplyIndex {
  const filed = new Map<string, number[]>()
  const byAny: number[] = []
  const file = (key: string, at: number): void => {
    const list = filed.get(key)
    if (list) list.push(at)
    else filed.set(key, [at])
  }
  for (const [at, claims] of conditions.entries()) {
    const keys = keysOf(claims, vocabulary)
    if (keys) for (const key of new Set(keys)) file(key, at)
    else byAny.push(at)
  }
  return {
    impliedBy(premise) {
      const keys = new Set(askedOf(premise, vocabulary))
      const found = new Set([...byAny, ...[...keys].flatMap(key => filed.get(key) ?? [])])
      return [...found].toSorted((one, other) => one - other)
    },
  }
}

const KEYS = {
  as: (claim: Claim) => `as ${textOfClaim(claim)}`,
  value: (name: string, value: Scalar | undefined) => `value ${name} ${JSON.stringify(value)}`,
  noValue: (name: string) => `no value ${name}`,
  fact: (name: string) => `fact ${name}`,
} as const

/** Undefined where any premise may imply them. */
function keysOf(claims: readonly Claim[], vocabulary: Vocabulary): readonly string[] | undefined {
  let fewest: readonly string[] | undefined
  for (const claim of claims) {
    const keys = alwaysHolds(claim) ? undefined : keysOfClaim(claim, vocabulary)
    if (keys && (fewest === undefined || keys.length < fewest.length)) fewest = keys
  }
  return fewest
}

function keysOfClaim(claim: Claim, vocabulary: Vocabulary): readonly string[] | undefined {
  if (claim.kind === 'one-of')
    return [KEYS.noValue(claim.name), ...claim.values.map(value => KEYS.value(claim.name, value))]
  if (claim.kind !== 'whole') return [KEYS.fact(claim.name)]
  const branches = branchesOf(claim, vocabulary).map(branch => keysOf(branch, vocabulary))
  const keys = branches.flatMap(branch => branch ?? [])
  return branches.includes(undefined) ? undefined : [KEYS.as(claim), ...keys]
}

/** Where there are branches, what follows must follow from the first of them too. */
function askedOf(premise: readonly Claim[], vocabulary: Vocabulary): readonly string[] {
  return premise.flatMap(claim => {
    if (claim.kind !== 'whole') return [KEYS.as(claim), KEYS.fact(claim.name), ...oneValue(claim)]
    const [first = []] = branchesOf(claim, vocabulary)
    return [KEYS.as(claim), ...askedOf(first, vocabulary)]
  })
}

/** One value that is among those of every list that follows. */
function oneValue(claim: FactClaim): readonly string[] {
  const values = listed(claim)
  if (!values) return []
  return [values.length === 0 ? KEYS.noValue(claim.name) : KEYS.value(claim.name, values[0])]
}

function listed(claim: FactClaim): readonly Scalar[] | undefined {
  if (claim.kind === 'one-of') return claim.values
  return claim.kind === 'none-of' ? choicesOf(claim.fact)?.filter(value => !claim.values.includes(value)) : undefined
}
