/** A condition as a rule writes it in, the words for what it asks out. */

import type { Names } from '../conditions/contract.ts'
import { conditionWords } from '../kinds/condition-words.ts'
import type { Message } from '../model/message.ts'
import type { Describing } from './language.ts'

/** Undefined where the source says nothing. */
export function conditionIn(source: unknown, names: Names, { reader, place }: Describing): Message | undefined {
  const condition = source === undefined ? undefined : reader.condition(source, names, place)
  return condition && conditionWords(condition)
}
