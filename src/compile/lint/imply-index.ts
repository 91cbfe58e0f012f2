/** Claims of many conditions in; out: for one condition, those of them that it may imply, without comparing it with each. */

import type { Scalar } from '../../model/value.ts'
import { alwaysHolds, type Bounds, branchesOf, type Claim, choicesOf, type FactClaim, textOfClaim } from './claims.ts'
import { holdsNothing, makeStabbing, middleOf } from './stabbing.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface ImplyIndex {
  /** In order: every condition that the premise implies, and some that it does not. */
  impliedBy(premise: readonly Claim[]): readonly number[]
}

/** What a condition is filed under: found by whoever asks for the name, of bounds only by a number within them. */
interface Key {
  readonly name: string
  readonly bounds?: Bounds
  /** Beside how many a condition will be found is told by how many have this in common; the name unless said. */
  readonly common?: string
  /** Asked for by hardly any premise: it does not matter how many are found. */
  readonly isSeldom?: true
}

interface Asked {
  readonly name: string
  readonly point?: number
}

interface Filed extends Bounds {
  readonly at: number
}

/** Each condition is filed under one of its claims: under what must be among a premise's claims for that one to follow. */
export function makeImplyIndex(conditions: readonly (readonly Claim[])[], vocabulary: Vocabulary): ImplyIndex {
  const counts = new Map<string, number>()
  for (const claims of conditions) {
    for (const claim of claims) {
      for (const { name, common = name } of keysOfClaim(claim, vocabulary, countOfKeys) ?? []) {
        counts.set(common, (counts.get(common) ?? 0) + 1)
      }
    }
  }
  const crowd = (keys: readonly Key[]): number =>
    Math.max(...keys.map(({ name, common = name, isSeldom }) => (isSeldom ? 0 : (counts.get(common) ?? 0))))
  const filed = new Map<string, number[]>()
  const bounded = new Map<string, Filed[]>()
  const byAny: number[] = []
  for (const [at, claims] of conditions.entries()) {
    const keys = keysOf(claims, vocabulary, crowd)
    if (!keys) byAny.push(at)
    for (const { name, bounds } of keys ?? []) {
      if (bounds) add(bounded, name, { ...bounds, at })
      else add(filed, name, at)
    }
  }
  const stabbed = new Map([...bounded].map(([name, list]) => [name, makeStabbing(list)]))
  return {
    impliedBy(premise) {
      const found = new Set(byAny)
      for (const { name, point } of askedOf(premise, vocabulary)) {
        for (const at of filed.get(name) ?? []) found.add(at)
        const within = point === undefined ? bounded.get(name) : stabbed.get(name)?.(point)
        for (const { at } of within ?? []) found.add(at)
      }
      return [...found].toSorted((one, other) => one - other)
    },
  }
}

function add<T>(lists: Map<string, T[]>, name: string, one: T): void {
  const list = lists.get(name)
  if (list) list.push(one)
  else lists.set(name, [one])
}

function countOfKeys(keys: readonly Key[]): number {
  return keys.length
}

const NAMES = {
  as: (claim: Claim) => `as ${textOfClaim(claim)}`,
  value: (fact: string, value: Scalar | undefined) => `value ${fact} ${JSON.stringify(value)}`,
  anyValue: (fact: string) => `any value ${fact}`,
  bounds: (fact: string) => `bounds ${fact}`,
  fact: (fact: string) => `fact ${fact}`,
} as const

/** Those of the claim that sets it apart best; undefined where any premise may imply them. */
function keysOf(
  claims: readonly Claim[],
  vocabulary: Vocabulary,
  crowd: (keys: readonly Key[]) => number,
): readonly Key[] | undefined {
  let best: readonly Key[] | undefined
  for (const claim of claims) {
    const keys = alwaysHolds(claim) ? undefined : keysOfClaim(claim, vocabulary, crowd)
    if (keys && (best === undefined || crowd(keys) < crowd(best))) best = keys
  }
  return best
}

function keysOfClaim(
  claim: Claim,
  vocabulary: Vocabulary,
  crowd: (keys: readonly Key[]) => number,
): readonly Key[] | undefined {
  switch (claim.kind) {
    case 'one-of': {
      const { name, values } = claim
      const each = [...new Set(values)].map(value => ({ name: NAMES.value(name, value) }))
      return [...each, { name: NAMES.anyValue(name), isSeldom: true }]
    }
    case 'within':
      // Only what says the same follows of what may change.
      return claim.isLoose
        ? [{ name: NAMES.as(claim) }]
        : [{ name: NAMES.bounds(claim.name), bounds: claim.bounds, common: NAMES.as(claim) }]
    case 'whole': {
      const branches = branchesOf(claim, vocabulary).map(branch => keysOf(branch, vocabulary, crowd))
      return branches.includes(undefined)
        ? undefined
        : [{ name: NAMES.as(claim) }, ...branches.flatMap(branch => branch ?? [])]
    }
    default:
      return [{ name: NAMES.fact(claim.name) }]
  }
}

/** Where there are branches, what follows must follow from the first of them too. */
function askedOf(premise: readonly Claim[], vocabulary: Vocabulary): readonly Asked[] {
  return premise.flatMap((claim): readonly Asked[] => {
    if (claim.kind !== 'whole') return [{ name: NAMES.as(claim) }, { name: NAMES.fact(claim.name) }, ...narrowed(claim)]
    const [first = []] = branchesOf(claim, vocabulary)
    return [{ name: NAMES.as(claim) }, ...askedOf(first, vocabulary)]
  })
}

/** One value that every list and all bounds hold that follow; where there is none, all of them may. */
function narrowed(claim: FactClaim): readonly Asked[] {
  const { name } = claim
  if (claim.kind === 'within') {
    return [{ name: NAMES.bounds(name), ...(holdsNothing(claim.bounds) ? {} : { point: middleOf(claim.bounds) }) }]
  }
  const values = listed(claim)
  if (!values) return []
  const [value] = values
  if (value === undefined) return [{ name: NAMES.anyValue(name) }, { name: NAMES.bounds(name) }]
  const bounds = typeof value === 'number' ? [{ name: NAMES.bounds(name), point: value }] : []
  return [{ name: NAMES.value(name, value) }, ...bounds]
}

function listed(claim: FactClaim): readonly Scalar[] | undefined {
  if (claim.kind === 'one-of') return claim.values
  return claim.kind === 'none-of' ? choicesOf(claim.fact)?.filter(value => !claim.values.includes(value)) : undefined
}
