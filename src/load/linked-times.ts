/** Records that take their time from a linked record in; the records with their times out, and the rows whose link leads nowhere. */

import type { Event, EventType, RejectedRow } from '../model/event.ts'
import { makeEvent, placeOf, type Stamp, type WaitingRow } from './merge.ts'

export interface LinkedTimes {
  readonly events: readonly Event[]
  readonly rejected: readonly RejectedRow[]
}

export interface KnownTimes {
  readonly type: EventType
  readonly events: readonly Event[]
}

/** A record may take its time from one that itself waits; those that wait for each other in a circle have none. */
export function resolveLinkedTimes(known: Iterable<KnownTimes>, waiting: readonly WaitingRow[]): LinkedTimes {
  const stamps = new Map<string, Stamp>()
  const asked = new Set(waiting.map(one => one.linkedType))
  for (const { type, events } of known) {
    if (!asked.has(type.id)) continue
    const field = 'field' in type.at ? type.at.field : 'date' in type.at ? type.at.time : 'at'
    for (const { id, at, grain } of events) {
      const seconds = grain?.[field]
      stamps.set(keyOf(type.id, id), seconds === undefined ? { at } : { at, grain: seconds })
    }
  }
  const open = new Map(waiting.map(one => [keyOf(one.type.id, one.id), one]))
  const stampOf = (key: string): Stamp | undefined => {
    const way: string[] = []
    for (let at = key; ; ) {
      const stamp = stamps.get(at)
      const next = open.get(at)
      if (stamp || !next || way.includes(at)) {
        if (stamp) for (const one of way) stamps.set(one, stamp)
        return stamp
      }
      way.push(at)
      at = keyOf(next.linkedType, next.link)
    }
  }
  const events: Event[] = []
  const rejected: RejectedRow[] = []
  for (const one of waiting) {
    const stamp = stampOf(keyOf(one.type.id, one.id))
    if (stamp) events.push(makeEvent(one.row, one.type, one.id, stamp))
    else rejected.push(unlinked(one))
  }
  return { events, rejected }
}

function keyOf(type: string, id: string): string {
  return `${type}\n${id}`
}

function unlinked({ row, type, link }: WaitingRow): RejectedRow {
  const title = 'of' in type.at ? type.fields.get(type.at.of)?.title : undefined
  return {
    ...placeOf(row, type),
    ...(title ? { header: title.zh } : {}),
    value: link,
    ...('of' in type.at ? { field: type.at.of } : {}),
    what: { zh: '找不到所对应的记录，无法得知时间', en: 'the linked record is not there, so the time is not known' },
    reason: {
      zh: `找不到所对应的记录 ${link}，无法得知时间`,
      en: `The linked record ${link} is not there, so the time is not known`,
    },
    expected: { zh: '已交来的记录的编号', en: 'the id of a record that was handed in' },
  }
}
