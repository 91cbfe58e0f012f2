/** A condition in, the fields of the record that it goes by out, if by nothing else. */

import type { Condition } from './contract.ts'

/** Undefined: it goes by parameters, other records, the roster or the calendar as well. */
export function ownFieldsOf({ tree }: Condition): readonly string[] | undefined {
  if (tree.kind === 'comparison') {
    const { fact, other } = tree
    return other || fact.own === undefined ? undefined : [fact.own]
  }
  const parts = tree.kind === 'not' ? [tree.part] : tree.parts
  const fields = parts.map(ownFieldsOf)
  return fields.every(own => own !== undefined) ? fields.flat() : undefined
}
