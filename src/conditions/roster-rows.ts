/** A day in, the people in post then, or all sites or units, out: as records that conditions can be asked about. */

import { compareText } from '../lib/order.ts'
import type { Scope } from '../model/checker.ts'
import type { Event } from '../model/event.ts'
import type { Day } from '../model/value.ts'

export type RosterType = 'person' | 'site' | 'unit'

export function isRosterType(value: unknown): value is RosterType {
  return value === 'person' || value === 'site' || value === 'unit'
}

/** In order of id; people with the columns of the spell then held. */
export function rosterRows(type: RosterType, scope: Scope, day: Day): readonly Event[] {
  const rows = scope.roster.asEvents(type).toSorted((one, other) => compareText(one.id, other.id))
  if (type !== 'person') return rows
  return rows.flatMap(row => {
    const spell = scope.roster.spellOn(row.id, day)
    return spell ? [{ ...row, values: spell.values }] : []
  })
}
