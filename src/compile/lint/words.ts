/** Claims and what facts can be in, words for messages out. */

import { rangeOf } from '../../conditions/range.ts'
import { clockText } from '../../kinds/words.ts'
import { asMap, isMap } from '../../lib/map.ts'
import type { Message } from '../../model/message.ts'
import type { Conflict, FactClaim } from './claims.ts'
import { choicesOf } from './claims.ts'
import type { KnownFact } from './vocabulary.ts'

/** Why it cannot hold: `'visits' is never below 0 and cannot be less than 0`. */
export function conflictWords({ claim, beside }: Conflict): Message {
  const { name } = claim
  const words = claimWords(claim)
  if (beside) {
    const other = claimWords(beside)
    return {
      zh: `“${name}”不能既${other.zh.trimEnd()}，又${words.zh}`,
      en: `'${name}' cannot be ${other.en} and ${words.en} at once`,
    }
  }
  const known = knownWords(claim.fact)
  return { zh: `“${name}”${known.zh}，不会${words.zh}`, en: `'${name}' is ${known.en} and cannot be ${words.en}` }
}

const COMPARISONS: Readonly<Record<string, Message>> = {
  equal: { zh: '等于 ', en: '' },
  lessThan: { zh: '小于 ', en: 'less than ' },
  lessThanInclusive: { zh: '不大于 ', en: 'at most ' },
  greaterThan: { zh: '大于 ', en: 'more than ' },
  greaterThanInclusive: { zh: '不小于 ', en: 'at least ' },
  before: { zh: '早于 ', en: 'before ' },
  after: { zh: '晚于 ', en: 'after ' },
  between: { zh: '介于 ', en: 'between ' },
}

/** `less than 5`, as it was written. */
export function claimWords(claim: FactClaim): Message {
  if (claim.kind === 'present') return claim.is ? { zh: '有值', en: 'present' } : { zh: '为空', en: 'absent' }
  const { operator, value } = asMap(claim.source)
  const values = [value].flat().map(written)
  if (claim.kind === 'one-of') return { zh: `是 ${values.join(' 或 ')}`, en: values.join(' or ') }
  if (claim.kind === 'none-of') return { zh: `不是 ${values.join('、')}`, en: `none of ${values.join(', ')}` }
  const comparison = COMPARISONS[String(operator)] ?? { zh: '', en: '' }
  return { zh: comparison.zh + values.join(' 到 '), en: comparison.en + values.join(' and ') }
}

/** A literal, or the name of the fact or parameter. */
function written(value: unknown): string {
  return isMap(value) ? String(value.fact ?? value.parameter) : String(value)
}

function knownWords(fact: KnownFact): Message {
  const choices = choicesOf(fact)
  if (choices) return { zh: `只有 ${choices.join('、')}`, en: `one of ${choices.join(', ')}` }
  const { low, high } = rangeOf(fact)
  const text = (bound: number) => (fact.type === 'time' ? clockText(bound) : String(bound))
  if (low === high) return { zh: `总是 ${text(low)}`, en: `always ${text(low)}` }
  if (high === Number.POSITIVE_INFINITY) return { zh: `不小于 ${text(low)}`, en: `never below ${text(low)}` }
  if (low === Number.NEGATIVE_INFINITY) return { zh: `不大于 ${text(high)}`, en: `never above ${text(high)}` }
  return { zh: `在 ${text(low)} 到 ${text(high)} 之间`, en: `between ${text(low)} and ${text(high)}` }
}
