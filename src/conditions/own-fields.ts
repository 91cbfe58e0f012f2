/** A condition in; all that it demands, each by itself, and the fields of the record that it goes by, if by nothing else, out. */

import type { Condition } from './contract.ts'

/** Without a condition nothing is demanded. */
export function demandedParts(when: Condition | undefined): readonly Condition[] {
  if (!when) return []
  return when.tree.kind === 'all' ? when.tree.parts : [when]
}

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
