/** The block `round` as written in, of whom a panel is made up out. */

import { asMap } from '../lib/map.ts'
import type { RoundRules } from '../model/round.ts'
import type { Definition } from './definitions.ts'
import { asTexts, readText } from './read.ts'

/** Undefined: the pack has no such block, and does not say how a round goes. */
export function compileRound(definition: Definition | undefined): RoundRules | undefined {
  if (!definition || definition.isBroken) return undefined
  const { panel, clauses } = asMap(definition.source)
  return {
    panel: Object.entries(asMap(panel)).map(([id, written]) => {
      const { title, members, leads } = asMap(written)
      return { id, title: readText(title, id), members: Number(members), leads: leads === true }
    }),
    clauses: asTexts(clauses),
  }
}
