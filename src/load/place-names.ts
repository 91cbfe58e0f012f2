/** Rows of sites or units in, what records may call them out; a name that two of them bear is no name. */

import { compareText } from '../lib/order.ts'
import type { PlaceRow } from '../model/people.ts'
import { listParts, mostSeparators } from './list-parts.ts'

export interface PlaceNames {
  /** Ids by id and by name, both after NFKC. */
  readonly ids: ReadonlyMap<string, string>
  /** Names that mean several, each with their ids. */
  readonly shared: readonly { readonly name: string; readonly ids: readonly string[] }[]
}

export function placeNames(rows: readonly PlaceRow[]): PlaceNames {
  const byName = [...Map.groupBy(rows, row => plain(row.name))].map(([name, own]) => ({
    name,
    ids: [...new Set(own.map(row => row.id))].sort(compareText),
  }))
  const single = byName.flatMap(({ name, ids: [id, ...others] }) =>
    id !== undefined && others.length === 0 ? [[name, id] as const] : [],
  )
  return {
    ids: new Map([...single, ...rows.map(row => [plain(row.id), row.id] as const)]),
    shared: byName.filter(({ ids }) => ids.length > 1),
  }
}

/** What each is to be called for it to be found again: its name, else its id where the name means others too, or might in a list. */
export function placeLabels(rows: readonly PlaceRow[]): readonly string[] {
  const { ids } = placeNames(rows)
  const known = { has: (part: string) => ids.has(part), mostSeparators: mostSeparators(ids.keys()) }
  const isOwn = ({ id, name }: PlaceRow) => ids.get(plain(name)) === id && listParts(plain(name), known) !== 'several'
  const all = rows.map(row => (isOwn(row) ? row.name.trim() : row.id))
  return [...new Set(all)].sort(compareText)
}

function plain(text: string): string {
  return text.normalize('NFKC').trim()
}
