/** The records of a type and what a standard asks of them in, those of them that can be its cases, out. */

import type { Condition } from '../conditions/contract.ts'
import { demandedParts } from '../conditions/own-fields.ts'
import type { Lens } from '../model/checker.ts'
import type { Event } from '../model/event.ts'
import type { Value } from '../model/value.ts'

/** Of fewer records each is asked as quickly. */
const FEW_RECORDS = 50
/** A field of more values than these parts records into too many groups. */
const MOST_VALUES = 100

/**
 * Of many standards few concern a record. Records are grouped by their values once for all standards; then a condition on a
 * choice, a number or a yes is asked of each value and no longer of each record. In the order of the records; all of them
 * where more than one group may hold cases.
 */
export function narrowed(
  events: readonly Event[],
  when: Condition | undefined,
  lensOf: (event: Event) => Lens,
): readonly Event[] {
  if (!when || events.length < FEW_RECORDS) return events
  let left = events
  for (const { tree: part, test } of demandedParts(when)) {
    if (part.kind !== 'comparison' || part.other || part.fact.own === undefined) continue
    const groups = BY_VALUE.has(part.fact.type) ? groupsBy(part.fact.own, events) : undefined
    const held = groups?.filter(([first]) => first && test(lensOf(first)) !== false)
    const [only = []] = held ?? []
    if (held?.length === 0) return []
    if (held?.length === 1 && only.length < left.length) left = only
  }
  return left
}

const BY_VALUE: ReadonlySet<string> = new Set(['choice', 'number', 'yes-no'])

/** Undefined: there is nothing to group by. */
type Groups = readonly (readonly Event[])[] | undefined

const GROUPS = new WeakMap<readonly Event[], Map<string, Groups>>()

function groupsBy(field: string, events: readonly Event[]): Groups {
  const known = GROUPS.get(events) ?? new Map<string, Groups>()
  GROUPS.set(events, known)
  if (!known.has(field)) known.set(field, grouped(field, events))
  return known.get(field)
}

function grouped(field: string, events: readonly Event[]): Groups {
  // What every record has of itself is told where the field is blank.
  if (field === 'id' || field === 'at') return undefined
  const groups = new Map<Value | undefined, Event[]>()
  for (const event of events) {
    const value = event.values[field]
    const group = groups.get(value)
    if (group) group.push(event)
    else if (groups.size < MOST_VALUES) groups.set(value, [event])
    else return undefined
  }
  return [...groups.values()]
}
