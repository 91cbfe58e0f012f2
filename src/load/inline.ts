/** Records, people and sites as rule tests write them in YAML, in; the same as if they had come from files, out. */

import type { Zone } from '../model/calendar.ts'
import type { Event, EventType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { RosterData } from '../model/people.ts'
import type { Rulebook } from '../model/rulebook.ts'
import { resolveLinkedTimes } from './linked-times.ts'
import { mergeRows } from './merge.ts'
import { placeRow, spellOf } from './people.ts'
import { placeNames } from './place-names.ts'
import { type GoodRow, readRowsAtHand } from './rows.ts'
import type { ValueContext } from './values.ts'

export interface InlineProblem {
  /** Which of the entries, from 0. */
  readonly entry: number
  readonly message: Message
}

export type InlineEntry = Readonly<Record<string, unknown>>

interface NumberedEntry {
  readonly at: number
  readonly fields: InlineEntry
}

/**
 * Records of several types; `type` names each one's. A field that is itself called `type` is written with its record
 * type before it, `inspection.type` (any field may be), or by its title or an alias. A type named here counts as supplied.
 */
export function inlineEvents(
  entries: readonly InlineEntry[],
  eventTypes: ReadonlyMap<string, EventType>,
  context: ValueContext,
): { readonly events: ReadonlyMap<string, readonly Event[]>; readonly problems: readonly InlineProblem[] } {
  const problems: InlineProblem[] = []
  const readings = [...Map.groupBy(numbered(entries), ({ fields }) => String(fields.type))].flatMap(([name, own]) => {
    const type = eventTypes.get(name)
    if (type) return { type, ...readInline(own.map(withoutType), type, context) }
    const message = { zh: `没有记录类型“${name}”`, en: `There is no record type '${name}'` }
    problems.push(...own.map(({ at }) => ({ entry: at, message })))
    return []
  })
  const merged = readings.map(({ type, good }) => ({ type, ...mergeRows(good, type, context.zone) }))
  const linked = resolveLinkedTimes(
    merged,
    merged.flatMap(one => one.waiting),
  )
  const rejected = [...merged.flatMap(one => one.rejected), ...linked.rejected]
  problems.push(
    ...readings.flatMap(one => one.problems),
    ...rejected.map(row => ({ entry: row.row - 1, message: row.reason })),
  )
  return {
    events: new Map(
      merged.map(({ type, events }) => [type.id, [...events, ...linked.events.filter(one => one.type === type.id)]]),
    ),
    problems: problems.toSorted((one, other) => one.entry - other.entry),
  }
}

/** Who is not named is called by their id. Sites that are given must be those that people are said to work at. */
export function inlineRoster(
  people: readonly InlineEntry[],
  sites: readonly InlineEntry[],
  types: Rulebook['rosterTypes'],
  zone: Zone,
  units: readonly InlineEntry[] = [],
): { readonly roster: RosterData; readonly problems: readonly InlineProblem[] } {
  const unitRows = readInline(numbered(units), types.unit, { zone })
  const unitData = units.length > 0 ? { units: unitRows.good.map(placeRow) } : {}
  const knownUnits = unitData.units ? { units: placeNames(unitData.units).ids } : {}
  const siteRows = readInline(numbered(sites), types.site, { zone, ...knownUnits })
  const siteData = sites.length > 0 ? { sites: siteRows.good.map(placeRow) } : {}
  const knownSites = siteData.sites ? { sites: placeNames(siteData.sites).ids } : {}
  const spells = readInline(numbered(people), withOptionalName(types.person), { zone, ...knownUnits, ...knownSites })
  return {
    roster: { spells: spells.good.map(spellOf), ...siteData, ...unitData },
    problems: [...unitRows.problems, ...siteRows.problems, ...spells.problems],
  }
}

function numbered(entries: readonly InlineEntry[]): readonly NumberedEntry[] {
  return entries.map((fields, at) => ({ at, fields }))
}

/**
 * Without the name of the record type, which may also stand before a field: `inspection.type` is the field `type`. A field
 * written both ways keeps the longer name, and is told as one that there is not.
 */
function withoutType({ at, fields: { type, ...fields } }: NumberedEntry): NumberedEntry {
  const prefix = `${String(type)}.`
  const nameOf = (key: string) => {
    const name = key.startsWith(prefix) ? key.slice(prefix.length) : key
    return name in fields ? key : name
  }
  return { at, fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [nameOf(key), value])) }
}

function withOptionalName(type: EventType): EventType {
  const name = type.fields.get('name')
  return name ? { ...type, fields: new Map([...type.fields, ['name', { ...name, required: false }]]) } : type
}

/** Each entry has columns of its own, so that what is wrong with them is told of that entry. */
function readInline(entries: readonly NumberedEntry[], type: EventType, context: ValueContext): RowsOfEntries {
  const good: GoodRow[] = []
  const problems = entries.flatMap(({ at, fields }): readonly InlineProblem[] => {
    const rows = [{ row: at + 1, cells: Object.values(fields) }]
    const { rejected, diagnostics } = readRowsAtHand(
      { file: 'test', headers: Object.keys(fields), headerRow: 0, rows },
      { type, file: {}, context, onGood: row => good.push(row) },
    )
    return [
      ...diagnostics.map(one => ({ entry: at, message: one.message })),
      ...rejected.map(({ header = '', reason }) => ({
        entry: at,
        message: { zh: `${header} ${reason.zh}`.trim(), en: `${header} ${reason.en}`.trim() },
      })),
    ]
  })
  return { good, problems }
}

interface RowsOfEntries {
  readonly good: readonly GoodRow[]
  readonly problems: readonly InlineProblem[]
}
