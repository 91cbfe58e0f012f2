/** Record types and standards as written in; the types out, with the fields marked that tell who rated somebody, and how. */

import { asMap } from '../lib/map.ts'
import type { EventType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
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
      const own = ratings.filter(({ event }) => isCalled(event, id, type.title))
      const names = own.flatMap(({ rater, score }) => [rater, score])
      return [id, own.length === 0 ? type : marked(type, names)]
    }),
  )
}

/** Rules may name things by their titles. */
function isCalled(written: unknown, id: string, { zh, en }: Message): boolean {
  return written === id || written === zh || written === en
}

function marked(type: EventType, names: readonly unknown[]): EventType {
  const fields = [...type.fields].map(([name, field]) => {
    const isOfRaters = names.some(one => isCalled(one, name, field.title))
    return [name, isOfRaters ? { ...field, isOfRaters: true as const } : field] as const
  })
  return { ...type, fields: new Map(fields) }
}
