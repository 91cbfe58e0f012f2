/** What reading a fact or testing a condition takes: links, fields, parameters; joined from its parts. */

import type { Fact } from './contract.ts'

export type Needs = Pick<Fact, 'links' | 'uses' | 'parameters'>

export const NO_NEEDS: Needs = { links: [], uses: [], parameters: [] }

/** Each link, field and parameter once, in the order first met. */
export function needsOf(parts: readonly (Needs | undefined)[]): Needs {
  const links = new Map(parts.flatMap(part => part?.links ?? []).map(link => [link.id, link]))
  const uses = new Map(parts.flatMap(part => part?.uses ?? []).map(use => [`${use.event}\n${use.field}`, use]))
  return {
    links: [...links.values()],
    uses: [...uses.values()],
    parameters: [...new Set(parts.flatMap(part => part?.parameters ?? []))],
  }
}
