/** Conditions in; told: those that can never hold, alone or beside others that must hold with them. */

import type { Complain } from '../../conditions/contract.ts'
import { isMap } from '../../lib/map.ts'
import type { Message } from '../../model/message.ts'
import type { Place } from '../../model/source.ts'
import { alwaysHolds, type Claim, claimsOf, firstConflict } from './claims.ts'
import type { Vocabulary } from './vocabulary.ts'
import { conflictWords } from './words.ts'

export interface ContradictionContext {
  readonly vocabulary: Vocabulary
  readonly complain: Complain
  /** What follows where the condition never holds. */
  readonly never: Message
  /** What must hold with it. */
  readonly beside?: readonly Claim[]
  readonly code?: 'never-applies' | 'never-reachable'
}

const HINTS = {
  alone: { zh: '请改正或删去这个条件。', en: 'Correct or delete the condition.' },
  beside: {
    zh: '写“或者”的意思请用 any；否则改正或删去其中一个条件。',
    en: 'Where either will do, write any; otherwise correct or delete one of the conditions.',
  },
} as const satisfies Record<string, Message>

const BRANCH: Message = { zh: '这一支永远不成立', en: 'this branch can never hold' }

/** True where it was told. */
export function tellNever(when: unknown, place: Place, context: ContradictionContext): boolean {
  const { vocabulary, complain, never, beside = [], code = 'never-applies' } = context
  const claims = [...beside, ...claimsOf(when, place, vocabulary)]
  const conflict = firstConflict(claims)
  if (!conflict) return tellWithin(when, place, { ...context, beside: claims })
  const words = conflictWords(conflict)
  const message = { zh: `${words.zh}：${never.zh}。`, en: `${words.en}: ${never.en}.` }
  const { claim, beside: other } = conflict
  const more = other ? { related: [other.at], hint: HINTS.beside } : { hint: HINTS.alone }
  complain(code, claim.at, message, more)
  return true
}

/** The branches of every `any`, each together with what stands beside it; and what no value escapes under `not`. */
function tellWithin(when: unknown, place: Place, context: ContradictionContext): boolean {
  if (!isMap(when)) return false
  const parts = (key: 'all' | 'any') =>
    Array.isArray(when[key]) ? when[key].map((one: unknown, at: number) => [one, place.at(key, at)] as const) : []
  const isToldOfAll = parts('all')
    .map(([one, at]) => tellWithin(one, at, context))
    .includes(true)
  const isToldOfAny = parts('any')
    .map(([one, at]) => tellNever(one, at, { ...context, never: BRANCH }))
    .includes(true)
  return isToldOfAll || isToldOfAny || ('not' in when && tellNot(when.not, place.at('not'), context))
}

function tellNot(
  inner: unknown,
  place: Place,
  { vocabulary, complain, never, code = 'never-applies' }: ContradictionContext,
): boolean {
  if (!holdsAlways(inner, place, vocabulary)) return false
  const message = {
    zh: `not 后面的条件总是成立：${never.zh}。`,
    en: `What stands under not always holds: ${never.en}.`,
  }
  complain(code, place, message, { hint: HINTS.alone })
  return true
}

/** Whether a condition holds wherever its facts are known. */
export function holdsAlways(when: unknown, place: Place, vocabulary: Vocabulary): boolean {
  if (isMap(when) && Array.isArray(when.any)) {
    return when.any.some((one, at) => holdsAlways(one, place.at('any', at), vocabulary))
  }
  const claims = claimsOf(when, place, vocabulary)
  return claims.length > 0 && claims.every(alwaysHolds)
}
