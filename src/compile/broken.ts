/** The definitions of a pack in, the names out that only count as defined: nobody is blamed for naming them. */

import type { Definition, Definitions } from './definitions.ts'
import { asMap } from './read.ts'
import { SECTIONS } from './sections.ts'

export function brokenNames(definitions: Definitions): readonly string[] {
  const names = SECTIONS.flatMap(section =>
    [...definitions.of(section).values()].filter(definition => definition.isBroken).flatMap(namesOf),
  )
  const grades = definitions.block('grades')
  const bands = grades?.isBroken ? Object.keys(asMap(asMap(grades.source).bands)) : []
  return [...names, ...bands]
}

/** The definition's own, and those of its parts that are wrong: fields, derived facts, clauses, sections. */
function namesOf({ id, wrong }: Definition): readonly string[] {
  return [id, ...wrong.flatMap(path => path.slice(1, 2).map(String))]
}
