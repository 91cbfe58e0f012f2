/** Records of one type in, those that were entered after the cut-off for entries out (补录). */

import { parseCutOff } from '../calendar/cut-off.ts'
import type { LateEntry } from '../model/completeness.ts'
import type { Event, EventType } from '../model/event.ts'
import { enteringField } from './entered-by.ts'
import type { CompletenessInput } from './input.ts'

/** Judged like the others, and listed: whoever approves them is named in `appraisal.yaml`. */
export function lateEntries(type: EventType, events: readonly Event[], input: CompletenessInput): readonly LateEntry[] {
  const { rulebook, setup, cutOff } = input
  const { zone } = rulebook
  const field = type.enteredAt === undefined ? undefined : type.fields.get(type.enteredAt)
  if (!field) return []
  const ends = setup.entriesUntil === undefined ? cutOff : parseCutOff(setup.entriesUntil, zone)
  const approvedUntil = setup.lateEntries ? zone.startOf(setup.lateEntries.approvedOn + 1) : Number.NEGATIVE_INFINITY
  return events.flatMap(event => {
    const value = event.values[field.name]
    if (typeof value !== 'number' || !ends) return []
    // A bare date: it was entered by the end of that day.
    const entered = field.type === 'date' ? zone.startOf(value) : value
    if (entered < ends.asOf) return []
    const { file } = event.source
    const by = enteringField(type)
    // Who rated is told nowhere.
    const isOfRaters = by !== undefined && type.fields.get(by)?.isOfRaters === true
    const person = by === undefined ? undefined : event.values[by]
    return [
      {
        type: type.id,
        id: event.id,
        file,
        at: zone.format(event.at),
        entered: zone.format(entered),
        people: typeof person === 'string' && !isOfRaters ? [person] : [],
        isApproved: entered < approvedUntil,
      },
    ]
  })
}
