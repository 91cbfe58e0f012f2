/** Records, people and sites as rule tests write them in YAML, in; the same as if they had come from files, out. */

import type { Zone } from '../model/calendar.ts'
import type { Event, EventType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { PlaceRow, RosterData, Spell } from '../model/people.ts'
import type { Rulebook } from '../model/rulebook.ts'
import { mergeRows } from './merge.ts'
import { placeRow, spellOf } from './people.ts'
import type { Table } from './formats/table.ts'
import { readRows } from './rows.ts'
import type { ValueContext } from './values.ts'

export interface InlineProblem {
  /** Which of the entries, from 0. */
  readonly entry: number
  readonly message: Message
}

export interface InlineReading<T> {
  readonly items: readonly T[]
  readonly problems: readonly InlineProblem[]
}

type Entry = Readonly<Record<string, unknown>>

/** Records of several types; `type` names each one's. A type named here counts as supplied. */
export function inlineEvents(
  entries: readonly Entry[],
  eventTypes: ReadonlyMap<string, EventType>,
  context: ValueContext,
): { readonly events: ReadonlyMap<string, readonly Event[]>; readonly problems: readonly InlineProblem[] } {
  const events = new Map<string, readonly Event[]>()
  const problems: InlineProblem[] = []
  const numbered = entries.map((entry, at) => ({ entry, at }))
  for (const [name, own] of Map.groupBy(numbered, ({ entry }) => String(entry.type))) {
    const type = eventTypes.get(name)
    if (!type) {
      problems.push(...own.map(({ at }) => ({ entry: at, message: { zh: `没有记录类型“${name}”`, en: `There is no record type '${name}'` } })))
      continue
    }
    // A pack may have a field that is itself called `type`; then `type` is written first and the field as `type_`.
    const rows = own.map(({ entry: { type: _type, ...fields }, at }) => ({ at, fields }))
    const read = readInline(rows, type, context)
    const merged = mergeRows(read.good, type, context.zone)
    problems.push(...read.problems, ...merged.rejected.map(row => ({ entry: row.row - 1, message: row.reason })))
    events.set(name, merged.events)
  }
  return { events, problems }
}

export function inlineRoster(
  people: readonly Entry[],
  sites: readonly Entry[],
  types: Rulebook['rosterTypes'],
  zone: Zone,
): { readonly roster: RosterData; readonly problems: readonly InlineProblem[] } {
  const context: ValueContext = { zone }
  const numbered = (entries: readonly Entry[]) => entries.map((fields, at) => ({ at, fields }))
  const siteRows = readInline(numbered(sites), types.site, context)
  const spells = readInline(numbered(people), types.person, context)
  const rows: readonly PlaceRow[] = siteRows.good.map(placeRow)
  const held: readonly Spell[] = spells.good.map(spellOf)
  return { roster: { spells: held, ...(sites.length > 0 ? { sites: rows } : {}) }, problems: [...siteRows.problems, ...spells.problems] }
}

function readInline(entries: readonly { readonly at: number; readonly fields: Entry }[], type: EventType, context: ValueContext) {
  const headers = [...new Set(entries.flatMap(({ fields }) => Object.keys(fields)))]
  const table: Table = {
    headers,
    headerRow: 0,
    rows: entries.map(({ at, fields }) => ({ row: at + 1, cells: headers.map(header => fields[header]) })),
  }
  const source = { file: 'test', sha256: '', encoding: 'UTF-8', table }
  const { good, rejected, diagnostics } = readRows(source, type, { path: 'test' }, context)
  return {
    good,
    problems: [
      ...rejected.map(row => ({ entry: row.row - 1, message: { zh: `${row.header ?? ''} ${row.reason.zh}`.trim(), en: `${row.header ?? ''} ${row.reason.en}`.trim() } })),
      ...diagnostics.map(one => ({ entry: entries[0]?.at ?? 0, message: one.message })),
    ],
  }
}
