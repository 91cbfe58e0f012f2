/** A record in, whoever entered it out, as far as it tells. */

import type { Zone } from '../model/calendar.ts'
import type { Event, EventType } from '../model/event.ts'
import type { Roster, Spell } from '../model/people.ts'

/** The field that names them: the one that the pack says, else the first that holds a person. */
export function enteringField({ enteredBy, fields }: EventType): string | undefined {
  return enteredBy ?? [...fields.values()].find(({ type }) => type === 'person')?.name
}

/** Their post and unit on the day of the record. */
export function enteringSpell(event: Event, type: EventType, roster: Roster, zone: Zone): Spell | undefined {
  const field = enteringField(type)
  const person = field === undefined ? undefined : event.values[field]
  return typeof person === 'string' ? roster.spellOn(person, zone.dayOf(event.at)) : undefined
}
