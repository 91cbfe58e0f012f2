/** Records of one type in, of each field that rules read the share filled in out, by the post that enters it. */

import { compareText } from '../lib/order.ts'
import type { FieldFilling } from '../model/completeness.ts'
import type { Event, EventType } from '../model/event.ts'
import { enteringSpell } from './entered-by.ts'
import type { CompletenessInput } from './input.ts'

/** Required fields are never blank: a row without one is sent back. */
export function fieldFillings(
  type: EventType,
  events: readonly Event[],
  { rulebook, roster, results }: CompletenessInput,
): readonly FieldFilling[] {
  if (events.length === 0) return []
  // Posts of those who rate would name whoever alone holds one.
  const isByRaters = [...type.fields.values()].some(({ isOfRaters }) => isOfRaters)
  const postOf = (event: Event) => (isByRaters ? null : enteringSpell(event, type, roster, rulebook.zone)?.post)
  const byPost = [...Map.groupBy(events, event => postOf(event) ?? null)].sort(([one], [other]) =>
    compareText(one ?? '', other ?? ''),
  )
  const filledIn = (some: readonly Event[], field: string) =>
    some.filter(({ values }) => values[field] !== undefined).length
  return [...type.fields.values()].flatMap(({ name, title, required }) => {
    const readers = rulebook.standards.filter(({ fields }) => fields[type.id]?.includes(name)).map(({ id }) => id)
    if (required || readers.length === 0) return []
    const undetermined = results
      .filter(({ standard }) => readers.includes(standard))
      .reduce((sum, { counts }) => sum + counts.undetermined, 0)
    const posts = byPost.map(([post, own]) => ({ post, filled: filledIn(own, name), total: own.length }))
    return [
      {
        type: type.id,
        field: name,
        title,
        standards: readers.length,
        undetermined,
        filled: filledIn(events, name),
        total: events.length,
        posts,
      },
    ]
  })
}
