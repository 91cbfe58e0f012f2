/** Who entered the records of one type in, of each field that rules read the share filled in out, by the post that enters it. */

import { compareText } from '../lib/order.ts'
import type { FieldFilling } from '../model/completeness.ts'
import type { EventType } from '../model/event.ts'
import type { EnteredCount } from '../model/settled.ts'
import type { CompletenessInput } from './input.ts'
import { countedFields } from './survey.ts'

/** Required fields are never blank: a row without one is sent back. */
export function fieldFillings(
  type: EventType,
  entered: readonly EnteredCount[],
  { rulebook, results }: CompletenessInput,
): readonly FieldFilling[] {
  if (entered.length === 0) return []
  // Posts of those who rate would name whoever alone holds one.
  const isByRaters = [...type.fields.values()].some(({ isOfRaters }) => isOfRaters)
  const byPost = [...Map.groupBy(entered, ({ post }) => (isByRaters ? null : post))].sort(([one], [other]) =>
    compareText(one ?? '', other ?? ''),
  )
  return countedFields(type, rulebook.standards).map(name => {
    const readers = rulebook.standards.filter(({ fields }) => fields[type.id]?.includes(name)).map(({ id }) => id)
    const undetermined = results
      .filter(({ standard }) => readers.includes(standard))
      .reduce((sum, { counts }) => sum + counts.undetermined, 0)
    return {
      type: type.id,
      field: name,
      title: type.fields.get(name)?.title ?? { zh: name, en: name },
      standards: readers.length,
      undetermined,
      ...filling(entered, name),
      posts: byPost.map(([post, own]) => ({ post, ...filling(own, name) })),
    }
  })
}

function filling(some: readonly EnteredCount[], field: string): { readonly filled: number; readonly total: number } {
  return {
    filled: some.reduce((sum, { filled }) => sum + (filled[field] ?? 0), 0),
    total: some.reduce((sum, { total }) => sum + total, 0),
  }
}
