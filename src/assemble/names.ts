/** A staff number and the roster in, the name that goes with it out; of somebody whom the roster does not know, what was written. */

import type { Roster } from '../model/people.ts'

export function nameOf(person: string, roster: Roster): string {
  return roster.spellsOf(person).at(-1)?.name ?? person
}
