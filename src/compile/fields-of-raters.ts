/** Record types and standards as written in; the types out, with the fields marked that tell who rated somebody, and how. */

import { asMap } from '../lib/map.ts'
import type { EventType } from '../model/event.ts'
import type { Definition } from './definitions.ts'

/** Only where a rule names its raters: other ratings are of records, such as inspections. */
export function markFieldsOfRaters(
  types: ReadonlyMap<string, EventType>,
  standards: ReadonlyMap<string, Definition>,
): ReadonlyMap<string, EventType> {
  const ratings = [...standards.values()]
    .map(({ source }) => asMap(source))
    .filter(({ kind, rater }) => kind === 'rating' && rater !== undefined)
  return new Map(
    [...types].map(([id, type]) => {
      const own = ratings.filter(({ event }) => event === id)
      const names = new Set(own.flatMap(({ rater, score }) => [rater, score]))
      return [id, own.length === 0 ? type : marked(type, names)]
    }),
  )
}

function marked(type: EventType, names: ReadonlySet<unknown>): EventType {
  const fields = [...type.fields].map(
    ([name, field]) => [name, names.has(name) ? { ...field, isOfRaters: true as const } : field] as const,
  )
  return { ...type, fields: new Map(fields) }
}
