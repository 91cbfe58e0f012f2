/** Records in, a look-up out: when a fact of a finding's own record says that something happened. */

import type { Event, EventType, Records } from '../model/event.ts'
import type { CountedFinding } from '../model/finding.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { History } from '../model/setup.ts'
import type { Instant } from '../model/value.ts'

export interface Dating {
  /** Undefined: none of the finding's records has a date or time in that field. */
  dateOf(finding: CountedFinding, field: string): Instant | undefined
}

/** Records are indexed only once a rule asks, and only those of types that have a field asked for. */
export function makeDating(rulebook: Rulebook, records: Pick<Records, 'events'>, history: History): Dating {
  const fields = new Set(rulebook.cascades.flatMap(cascade => cascade.at ?? []))
  const types = [...rulebook.eventTypes.values()].filter(type => [...fields].some(field => type.fields.has(field)))
  const carried = history.carried.flatMap(open => open.records)
  const byRow = new Map<string, Event>()
  for (const type of types) {
    // A record handed in again stands in for its carried copy, so it comes last.
    const own = [...carried.filter(event => event.type === type.id), ...(records.events.get(type.id) ?? [])]
    for (const event of own) byRow.set(rowKey(event.source), event)
  }
  return {
    dateOf(finding, field) {
      for (const ref of finding.evidence ?? []) {
        const event = byRow.get(rowKey(ref))
        const instant = event && instantOf(event, field, rulebook.eventTypes.get(event.type), rulebook)
        if (instant !== undefined) return instant
      }
      return undefined
    },
  }
}

function instantOf(event: Event, field: string, type: EventType | undefined, { zone }: Rulebook): Instant | undefined {
  const value = event.values[field]
  if (typeof value !== 'number') return undefined
  return type?.fields.get(field)?.type === 'date' ? zone.startOf(value) : value
}

function rowKey(ref: Event['source']): string {
  return `${ref.file}\n${ref.row}\n${ref.id}`
}
