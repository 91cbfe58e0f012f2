/** A condition over outcome facts as written in, compiled out, with the words for what it asks. */

import type { Dictionary } from '../conditions/contract.ts'
import { compileFactCondition } from '../conditions/outcome-facts.ts'
import { conditionWords } from '../kinds/condition-words.ts'
import type { FactCondition } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import type { OutcomeFactNames } from './outcome-facts.ts'

/** Undefined has been complained about. */
export function readFactCondition(
  source: unknown,
  place: Place,
  facts: OutcomeFactNames,
  dictionary: Dictionary,
): FactCondition | undefined {
  const compiled = compileFactCondition(source, place, facts.typeOf, facts.known, dictionary)
  if (!compiled) return undefined
  const { condition, ...rest } = compiled
  return { ...rest, words: conditionWords(condition) }
}
