/** A record type and the standards of a pack in, whether anything ever reads one of its fields out. */

import type { EventType } from '../model/event.ts'
import type { Standard } from '../model/rulebook.ts'

/** What a derived fact names counts as read, whoever asks for it; so does what makes a record what it is. */
export function fieldsRead(type: EventType, standards: readonly Pick<Standard, 'fields'>[]): (name: string) => boolean {
  const read = new Set(standards.flatMap(({ fields }) => fields[type.id] ?? []))
  const derived = JSON.stringify([...type.derive.values()].map(({ source }) => source))
  const roles: readonly (string | undefined)[] = [
    ...Object.values(type.at),
    ...Object.values(type.span ?? {}),
    type.idField,
    type.incident,
    type.updated,
    type.enteredBy,
    type.enteredAt,
  ]
  return name => read.has(name) || roles.includes(name) || derived.includes(JSON.stringify(name))
}
