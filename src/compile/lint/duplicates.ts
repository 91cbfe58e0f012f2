/** Standards as written in; told: two that check the same, and one that checks a part of what another does. */

import type { Complain } from '../../conditions/contract.ts'
import { asMap } from '../../lib/map.ts'
import type { Definition } from '../definitions.ts'
import { canonical } from './canonical.ts'
import { claimsOf, implies } from './claims.ts'
import { makeImplyIndex } from './imply-index.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a standard is called and why it is there, which changes nothing about what it checks. */
const WORDS = new Set(['title', 'clauses', 'note', 'tags', 'severity'])

export function tellSameCheck(definitions: readonly Definition[], complain: Complain): void {
  const checks = new Map<string, Definition>()
  for (const definition of definitions) {
    const check = checkOf(definition)
    const other = checks.get(check)
    if (!other) {
      checks.set(check, definition)
      continue
    }
    const message = {
      zh: `“${definition.id}”与“${other.id}”检查的完全一样，一件事会算两次。请合成一项，把条款写在一起。`,
      en: `'${definition.id}' checks exactly what '${other.id}' does, so that one thing would count twice. Make them one, with the clauses of both.`,
    }
    complain('same-check', definition.place, message, { part: 'key', related: [other.place] })
  }
}

function checkOf({ source }: Definition, apartFrom?: string): string {
  const entries = Object.entries(asMap(source)).filter(([key]) => !WORDS.has(key) && key !== apartFrom)
  return canonical(Object.fromEntries(entries))
}

/** All but the condition the same, and one condition within the other: the narrower case counts twice. */
export function tellOverlaps(
  definitions: readonly Definition[],
  vocabularyOf: (definition: Definition) => Vocabulary,
  complain: Complain,
): void {
  for (const alike of Map.groupBy(definitions, one => checkOf(one, 'when')).values()) {
    const [first] = alike
    if (!first || alike.length === 1) continue
    // What they check is the same, so names mean the same in all of them.
    const vocabulary = vocabularyOf(first)
    const conditions = alike.map(({ source }) => canonical(asMap(source).when))
    const claims = alike.map(({ source, place }) => claimsOf(asMap(source).when, place.at('when'), vocabulary))
    const index = makeImplyIndex(claims, vocabulary)
    for (const [at, one] of alike.entries()) {
      const own = claims[at] ?? []
      const wide = index
        .impliedBy(own)
        .find(other => conditions[other] !== conditions[at] && implies(own, claims[other] ?? [], vocabulary))
      const other = wide === undefined ? undefined : alike[wide]
      if (!other) continue
      const message = {
        zh: `“${one.id}”的每个个案也是“${other.id}”的个案，检查的又一样，一件事会算两次。请把条件分开，或删去一项。`,
        en: `Every case of '${one.id}' is one of '${other.id}' too, which checks the same: one thing would count twice. Part their conditions, or take one out.`,
      }
      complain('overlapping-check', one.place, message, { part: 'key', related: [other.place] })
    }
  }
}
