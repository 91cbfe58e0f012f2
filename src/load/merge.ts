/** Good rows of one record type in, records out: duplicates ignored, halves joined, contradictions rejected; order is nothing. */

import { DAY_SECONDS } from '../calendar/day.ts'
import { compareText } from '../lib/order.ts'
import type { Zone } from '../model/calendar.ts'
import type { Event, EventType, RejectedRow } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Instant, Value } from '../model/value.ts'
import { type GoodRow, peopleIn } from './rows.ts'
import { sourceName } from './source-name.ts'
import { instantOf, skipped } from './times.ts'

/** A record whose time is that of a linked record, not yet known. */
export interface WaitingRow {
  readonly row: GoodRow
  readonly type: EventType
  readonly id: string
  readonly linkedType: string
  readonly link: string
}

export interface MergeResult {
  readonly events: readonly Event[]
  readonly rejected: readonly RejectedRow[]
  readonly ignored: number
  readonly waiting: readonly WaitingRow[]
}

export function mergeRows(rows: readonly GoodRow[], type: EventType, zone: Zone): MergeResult {
  const events: Event[] = []
  const rejected: RejectedRow[] = []
  const waiting: WaitingRow[] = []
  let ignored = 0
  const byId = new Map<string, GoodRow | GoodRow[]>()
  for (const row of rows) {
    const id = idOf(row, type)
    const known = id === undefined ? undefined : byId.get(id)
    if (id === undefined) rejected.push(nameless(row, type))
    else if (known === undefined) byId.set(id, row)
    else if (Array.isArray(known)) known.push(row)
    else byId.set(id, [known, row])
  }
  // By code units, as `compareText` has it.
  for (const id of [...byId.keys()].sort()) {
    const found = byId.get(id)
    if (!found) continue
    const own = Array.isArray(found) ? inOrder(found) : [found]
    const merged = merge(own, type)
    if (!merged) {
      const places = own.slice(0, 4).map(placeIn)
      for (const row of own) rejected.push(conflict(row, id, places, type))
      continue
    }
    ignored += own.length - 1
    const time = timeOf(merged, type, zone)
    if ('problem' in time) rejected.push(timeless(merged, type, time.problem))
    else if ('link' in time) waiting.push({ row: merged, type, id, ...time })
    else events.push(makeEvent(merged, type, id, time))
  }
  return { events, rejected, ignored, waiting }
}

function inOrder(rows: readonly GoodRow[]): readonly GoodRow[] {
  return rows.toSorted((one, other) => compareText(sourceName(one), sourceName(other)) || one.row - other.row)
}

/** A record's time, and the seconds that it was cut off to where no field of the record says so. */
export interface Stamp {
  readonly at: Instant
  readonly grain?: number
}

export function makeEvent(row: GoodRow, type: EventType, id: string, { at, grain: atGrain }: Stamp): Event {
  const source = { file: sourceName(row), row: row.row, id }
  const { values } = row
  const grain = atGrain === undefined ? row.grain : { ...row.grain, at: atGrain }
  return grain ? { type: type.id, id, at, values, grain, source } : { type: type.id, id, at, values, source }
}

/** Undefined: the type names a field that identifies its records, and it is blank. */
export function idOf(row: GoodRow, { idField }: EventType): string | undefined {
  if (idField === undefined) return `${sourceName(row)}:${row.row}`
  const id = row.values[idField]
  return id === undefined ? undefined : String(id)
}

/** One row of all, or undefined where they contradict each other. */
function merge(rows: readonly GoodRow[], type: EventType): GoodRow | undefined {
  return join(rows) ?? join(newest(rows, type))
}

/** Each row fills the blanks of the others. Of one time stamped twice the finer stamp counts. */
function join([first, ...others]: readonly GoodRow[]): GoodRow | undefined {
  if (!first || others.length === 0) return first
  const values: Record<string, Value> = { ...first.values }
  const grain: Record<string, number> = { ...first.grain }
  for (const other of others) {
    for (const [name, value] of Object.entries(other.values)) {
      const known = values[name]
      if (known !== undefined && !isSame(known, value)) return undefined
      const finest = Math.min(known === undefined ? DAY_SECONDS : (grain[name] ?? 1), other.grain?.[name] ?? 1)
      values[name] = value
      if (finest > 1) grain[name] = finest
      else delete grain[name]
    }
  }
  const { grain: _, ...rest } = first
  return { ...rest, values, ...(Object.keys(grain).length > 0 ? { grain } : {}) }
}

/** Where the type names a field that tells which row is newer, those of the latest time; else, or where one has none, none. */
function newest(rows: readonly GoodRow[], { updated }: EventType): readonly GoodRow[] {
  if (updated === undefined) return []
  const times = rows.map(row => row.values[updated])
  if (!times.every(time => typeof time === 'number')) return []
  const latest = Math.max(...times)
  return rows.filter(row => row.values[updated] === latest)
}

function isSame(one: Value, other: Value): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other
  return one.length === other.length && one.every((member, at) => member === other[at])
}

function timeOf(
  row: GoodRow,
  { at, fields }: EventType,
  zone: Zone,
): Stamp | { readonly linkedType: string; readonly link: string } | { readonly problem: Message } {
  if ('of' in at) {
    const link = row.values[at.of]
    const linkedType = fields.get(at.of)?.of
    return typeof link === 'string' && linkedType !== undefined ? { link, linkedType } : { problem: EMPTY }
  }
  if ('date' in at) {
    const [day, time] = [row.values[at.date], row.values[at.time]]
    if (typeof day !== 'number' || typeof time !== 'number') return { problem: EMPTY }
    const instant = instantOf(day, time, zone)
    return instant === undefined ? { problem: skipped(zone) } : { at: instant }
  }
  const value = row.values[at.field]
  if (typeof value !== 'number') return { problem: EMPTY }
  return { at: fields.get(at.field)?.type === 'date' ? zone.startOf(value) : value }
}

const EMPTY: Message = { zh: '是空的', en: 'is empty' }

/** Where a row stands that could be read but not kept, and whom it names. */
export function placeOf(row: GoodRow, type: EventType) {
  const { file, sheet } = row
  return { file, ...(sheet === undefined ? {} : { sheet }), row: row.row, type: type.id, ...peopleIn(row.values, type) }
}

function timeless(row: GoodRow, type: EventType, what: Message): RejectedRow {
  const { at, fields } = type
  const names = 'field' in at ? [at.field] : 'date' in at ? [at.date, at.time] : [at.of]
  const titles = names.map(name => fields.get(name)?.title ?? { zh: name, en: name })
  const [zh, en] = [titles.map(title => title.zh).join('、'), titles.map(title => title.en).join(', ')]
  const reason = { zh: `没有时间：“${zh}”${what.zh}`, en: `No time: '${en}' ${what.en}` }
  return {
    ...placeOf(row, type),
    header: zh,
    value: '',
    ...(names[0] === undefined ? {} : { field: names[0] }),
    what: reason,
    reason,
    expected: { zh: '记录发生的时间', en: 'the time of the record' },
  }
}

function nameless(row: GoodRow, type: EventType): RejectedRow {
  const { idField = '', fields } = type
  const { zh, en } = fields.get(idField)?.title ?? { zh: idField, en: idField }
  const reason = {
    zh: `没有编号：“${zh}”是空的，无法与其他记录区分`,
    en: `No id: '${en}' is empty, so the record cannot be told from others`,
  }
  return {
    ...placeOf(row, type),
    header: zh,
    value: '',
    field: idField,
    what: reason,
    reason,
    expected: { zh: '每条记录自己的编号', en: 'an id of its own for each record' },
  }
}

function placeIn(row: GoodRow): string {
  return `${sourceName(row)}:${row.row}`
}

/** `places`: where the first rows of the id stand. */
function conflict(row: GoodRow, id: string, places: readonly string[], type: EventType): RejectedRow {
  const { idField, fields } = type
  const own = placeIn(row)
  const shown = places.filter(place => place !== own).slice(0, 3)
  return {
    ...placeOf(row, type),
    ...(idField === undefined ? {} : { header: fields.get(idField)?.title.zh ?? idField, value: id, field: idField }),
    what: { zh: '同一编号的几行互相矛盾', en: 'rows of one id contradict each other' },
    reason: {
      zh: `编号 ${id} 的几行互相矛盾（另见 ${shown.join('、')}）`,
      en: `Rows of ${id} contradict each other (see ${shown.join(', ')})`,
    },
    expected: { zh: '一个编号一行；重复的行内容应一致', en: 'one row for each id; repeated rows must agree' },
  }
}
