/** Exemptions of a standard in; told: those that leave nothing to be judged, or excuse every miss. */

import type { Complain } from '../../conditions/contract.ts'
import { asMap } from '../../lib/map.ts'
import type { Message } from '../../model/message.ts'
import type { Place } from '../../model/source.ts'
import type { Scalar } from '../../model/value.ts'
import type { Definition } from '../definitions.ts'
import { type Claim, choicesOf, claimsOf, type FactClaim, implies, listedFor, opposite } from './claims.ts'
import type { Vocabulary } from './vocabulary.ts'

interface Exemption {
  readonly name: string
  readonly claims: readonly Claim[]
  readonly place: Place
}

export function tellSwallowed({ source, place }: Definition, vocabulary: Vocabulary, complain: Complain): void {
  const { kind, when, except, require } = asMap(source)
  const own = claimsOf(when, place.at('when'), vocabulary)
  // Records that exempt a slot speak of other records than `when`.
  const exemptions = Object.entries(asMap(except)).flatMap(([name, one]): readonly Exemption[] => {
    const { when: condition, event } = asMap(one)
    const at = place.at('except', name)
    return event === undefined ? [{ name, claims: claimsOf(condition, at.at('when'), vocabulary), place: at }] : []
  })
  if (exemptions.length === 0) return
  const takes = (premise: readonly Claim[]) =>
    exemptions.find(({ claims }) => claims.length > 0 && implies(premise, claims, vocabulary))
  const whole = takes(own)
  const shared = whole ? undefined : factSharedOut(own, exemptions, vocabulary)
  if (whole) tellWhole(whole, complain)
  else if (shared !== undefined) tellShared(shared, exemptions, complain)
  // Only of a plain requirement is it known what a miss looks like.
  else if (kind === 'requirement') tellMissesExcused(own, claimsOf(require, place, vocabulary), takes, complain)
}

const HINT: Message = {
  zh: '免责只应包括少数情形。请缩小免责条件，或者删去这项标准。',
  en: 'An exemption is for the few. Narrow its condition, or delete the standard.',
}

function tellWhole({ name, place }: Exemption, complain: Complain): void {
  const message = {
    zh: `凡是这项标准管的，“${name}”都免了：没有人会被评判。`,
    en: `Whatever the standard is about, '${name}' excuses: nobody would ever be judged.`,
  }
  complain('exemption-swallows', place, message, { part: 'key', hint: HINT })
}

/** A fact of which each possible value has its exemption, one or several between them. */
function factSharedOut(
  own: readonly Claim[],
  exemptions: readonly Exemption[],
  vocabulary: Vocabulary,
): string | undefined {
  const single = exemptions.flatMap(({ claims }): readonly FactClaim[] => {
    const [claim, ...more] = claims.filter(one => !implies(own, [one], vocabulary))
    return claim && more.length === 0 && claim.kind !== 'whole' ? [claim] : []
  })
  const isShared = ({ name, fact }: FactClaim) => {
    const takers = single.filter(claim => claim.name === name)
    const values = listedFor(name, own) ?? choicesOf(fact) ?? []
    const isTaken = (value: Scalar) => takers.some(claim => implies([isOne(claim, value)], [claim], vocabulary))
    return values.length > 0 && values.every(isTaken)
  }
  return single.find(isShared)?.name
}

function isOne({ name, fact, at }: FactClaim, value: Scalar): Claim {
  return { kind: 'one-of', values: [value], name, fact, at, source: { fact: name, operator: 'equal', value } }
}

function tellShared(fact: string, exemptions: readonly Exemption[], complain: Complain): void {
  const last = exemptions.at(-1)
  if (!last) return
  const message = {
    zh: `“${fact}”的每个值都有一条免责：没有人会被评判。`,
    en: `Every value of '${fact}' has its exemption: nobody would ever be judged.`,
  }
  const related = exemptions.slice(0, -1).map(one => one.place)
  complain('exemption-swallows', last.place, message, { part: 'key', hint: HINT, related })
}

/** Each way of missing the requirement is excused. */
function tellMissesExcused(
  own: readonly Claim[],
  required: readonly Claim[],
  takes: (premise: readonly Claim[]) => Exemption | undefined,
  complain: Complain,
): void {
  const takers = required.map(claim => {
    const miss = opposite(claim)
    return miss && takes([...own, miss])
  })
  const [first] = takers
  if (!first || takers.includes(undefined)) return
  const message = {
    zh: `凡是达不到 require 的，“${first.name}”都免了：不会有人未达标。`,
    en: `Whatever fails the requirement, '${first.name}' excuses: nobody would ever miss it.`,
  }
  complain('exemption-swallows', first.place, message, { part: 'key', hint: HINT })
}
