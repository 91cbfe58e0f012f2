/** A roster in, the people, sites and units that an entry sheet offers out, each called so that it is found again. */

import { compareText } from '../lib/order.ts'
import { placeLabels } from '../load/place-names.ts'
import type { RosterData } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Known } from './column.ts'

/** Those who hold a post on a day of the period, by staff number. */
export function knownOf({ spells, sites, units }: RosterData, { from, to }: Period): Known {
  const held = spells.filter(spell => (spell.from ?? from) <= to && (spell.to ?? to) >= from)
  const people = [...new Map(held.map(({ person, name }) => [person, `${person} ${name}`.trim()]))]
  return {
    people: people.sort(([one], [other]) => compareText(one, other)).map(([, label]) => label),
    ...(sites ? { sites: placeLabels(sites) } : {}),
    ...(units ? { units: placeLabels(units) } : {}),
  }
}
