/** Good rows of one record type in, records out: duplicates ignored, halves joined, contradictions rejected; order is nothing. */

import { compareText } from '../lib/order.ts'
import type { Zone } from '../model/calendar.ts'
import type { Event, EventType, RejectedRow } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Instant, Value } from '../model/value.ts'
import type { GoodRow } from './rows.ts'

export interface MergeResult {
  readonly events: readonly Event[]
  readonly rejected: readonly RejectedRow[]
  readonly ignored: number
  /** Records whose time is that of a linked record, not yet known. */
  readonly waiting: readonly { readonly row: GoodRow; readonly id: string; readonly link: string }[]
}

export function mergeRows(rows: readonly GoodRow[], type: EventType, zone: Zone): MergeResult {
  const events: Event[] = []
  const rejected: RejectedRow[] = []
  const waiting: { row: GoodRow; id: string; link: string }[] = []
  let ignored = 0
  const byId = Map.groupBy(rows, row => idOf(row, type))
  for (const [id, group] of [...byId].sort(([one], [other]) => compareText(one, other))) {
    const own = group.toSorted((one, other) => compareText(one.file, other.file) || one.row - other.row)
    const merged = merge(own, type)
    if (!merged) {
      rejected.push(...own.map(row => conflict(row, id, own, type)))
      continue
    }
    ignored += own.length - 1
    if ('of' in type.at) {
      const link = merged.values[type.at.of]
      if (typeof link === 'string') waiting.push({ row: merged, id, link })
      else rejected.push(timeless(merged, type))
      continue
    }
    const at = timeOf(merged, type, zone)
    if (at === undefined) {
      rejected.push(timeless(merged, type))
    } else events.push(makeEvent(merged, type, id, at.at, at.grain))
  }
  return { events, rejected, ignored, waiting }
}

export function makeEvent(row: GoodRow, type: EventType, id: string, at: Instant, atGrain?: number): Event {
  const grain = { ...row.grain, ...(atGrain === undefined || !('date' in type.at) ? {} : { [type.at.time]: atGrain }) }
  return {
    type: type.id,
    id,
    at,
    values: { ...row.values },
    ...(Object.keys(grain).length > 0 ? { grain } : {}),
    source: { file: row.file, row: row.row, id },
  }
}

function idOf(row: GoodRow, type: EventType): string {
  const id = type.idField === undefined ? undefined : row.values[type.idField]
  return id === undefined ? `${row.file}:${row.row}` : String(id)
}

/** One row of all, or undefined where they contradict each other. */
function merge(rows: readonly GoodRow[], type: EventType): GoodRow | undefined {
  const [first, ...others] = rows
  if (!first || others.length === 0) return first
  const values: Record<string, Value> = { ...first.values }
  const grain: Record<string, number> = { ...first.grain }
  for (const other of others) {
    for (const [name, value] of Object.entries(other.values)) {
      const known = values[name]
      if (known !== undefined && !isSame(known, value)) return latest(rows, type)
      values[name] = value
      const own = other.grain[name]
      if (own !== undefined && known === undefined) grain[name] = own
    }
  }
  return { ...first, values, grain }
}

/** Where the type names a field that tells which row is newer, the newest wins; two of the same time contradict. */
function latest(rows: readonly GoodRow[], { updated }: EventType): GoodRow | undefined {
  if (updated === undefined) return undefined
  const timed = rows.map(row => ({ row, at: row.values[updated] }))
  if (timed.some(({ at }) => typeof at !== 'number')) return undefined
  const newest = Math.max(...timed.map(({ at }) => Number(at)))
  const [winner, ...ties] = timed.filter(({ at }) => at === newest)
  const agrees = ties.every(({ row }) => Object.keys({ ...row.values, ...winner?.row.values }).every(name => isSame(row.values[name], winner?.row.values[name])))
  return agrees ? winner?.row : undefined
}

function isSame(one: Value | undefined, other: Value | undefined): boolean {
  if (typeof one === 'object' && typeof other === 'object') return one.length === other.length && one.every((member, at) => member === other[at])
  return one === other
}

function conflict(row: GoodRow, id: string, group: readonly GoodRow[], type: EventType): RejectedRow {
  const others = group.filter(other => other !== row).map(other => `${other.file}:${other.row}`)
  const reason: Message = {
    zh: `编号 ${id} 的几行互相矛盾（另见 ${others.slice(0, 3).join('、')}）`,
    en: `Rows of ${id} contradict each other (see ${others.slice(0, 3).join(', ')})`,
  }
  return {
    file: row.file,
    row: row.row,
    ...(type.idField === undefined ? {} : { header: type.fields.get(type.idField)?.title.zh ?? type.idField, value: id }),
    type: type.id,
    reason,
    expected: { zh: '一个编号一行；重复的行内容应一致', en: 'one row for each id; repeated rows must agree' },
  }
}

function timeless(row: GoodRow, type: EventType): RejectedRow {
  const { at } = type
  const names = 'field' in at ? [at.field] : 'date' in at ? [at.date, at.time] : [at.of]
  const titles = names.map(name => type.fields.get(name)?.title ?? { zh: name, en: name })
  return {
    file: row.file,
    row: row.row,
    header: titles.map(title => title.zh).join('、'),
    value: '',
    type: type.id,
    reason: { zh: `没有时间：“${titles.map(title => title.zh).join('、')}”是空的`, en: `No time: '${titles.map(title => title.en).join(', ')}' is empty` },
    expected: { zh: '记录发生的时间', en: 'the time of the record' },
  }
}

function timeOf(row: GoodRow, { at, fields }: EventType, zone: Zone): { readonly at: Instant; readonly grain?: number } | undefined {
  if ('of' in at) return undefined
  if ('date' in at) {
    const day = row.values[at.date]
    const time = row.values[at.time]
    if (typeof day !== 'number' || typeof time !== 'number') return undefined
    const instant = zone.instantOf(day, time)
    return instant === undefined ? undefined : { at: instant }
  }
  const value = row.values[at.field]
  if (typeof value !== 'number') return undefined
  return { at: fields.get(at.field)?.type === 'date' ? zone.startOf(value) : value }
}
