/** Records of one type in, those that were entered after the cut-off for entries out (补录). */

import { parseCutOff } from '../calendar/cut-off.ts'
import type { LateEntry } from '../model/completeness.ts'
import type { Event, EventType } from '../model/event.ts'
import type { Instant } from '../model/value.ts'
import { enteringField } from './entered-by.ts'
import type { CompletenessInput } from './input.ts'

/** Whatever was entered from this instant on is late. */
export function lateFrom({
  setup,
  cutOff,
  rulebook,
}: Pick<CompletenessInput, 'setup' | 'cutOff' | 'rulebook'>): Instant {
  const ends = setup.entriesUntil === undefined ? cutOff : parseCutOff(setup.entriesUntil, rulebook.zone)
  return ends?.asOf ?? Number.POSITIVE_INFINITY
}

/** Judged like the others, and listed: whoever approves them is named in `appraisal.yaml`. */
export function lateEntries(type: EventType, events: readonly Event[], input: CompletenessInput): readonly LateEntry[] {
  const { rulebook, setup } = input
  const { zone } = rulebook
  const field = type.enteredAt === undefined ? undefined : type.fields.get(type.enteredAt)
  if (!field) return []
  const from = lateFrom(input)
  const approvedUntil = setup.lateEntries ? zone.startOf(setup.lateEntries.approvedOn + 1) : Number.NEGATIVE_INFINITY
  return events.flatMap(event => {
    const value = event.values[field.name]
    if (typeof value !== 'number') return []
    // A bare date: it was entered by the end of that day.
    const entered = field.type === 'date' ? zone.startOf(value) : value
    if (entered < from) return []
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
