/** All records in, the same records looked up by type, id and link out; sorted, so that their order cannot matter. */

import { parseDay } from '../calendar/day.ts'
import { compareText } from '../lib/order.ts'
import type { Index, LinkSpec, Scope } from '../model/checker.ts'
import type { Event, EventType, Records } from '../model/event.ts'
import type { Finding } from '../model/finding.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { History } from '../model/setup.ts'
import type { Scalar } from '../model/value.ts'

export interface IndexInput {
  readonly rulebook: Rulebook
  readonly records: Records
  readonly history: History
  readonly scope: Scope
}

/** An index that also learns the misses that later standards read. */
export type GrowingIndex = Index & { learn(missed: readonly Finding[]): void }

export function makeIndex(input: IndexInput): GrowingIndex {
  const { rulebook, scope } = input
  const byType = sortedRecords(input)
  const byTypeAndId = new Map<string, ReadonlyMap<string, Event>>()
  const byLink = new Map<string, ReadonlyMap<Scalar, readonly Event[]>>()
  const missedBy = new Map<string, Finding[]>()
  const balances = latestBalances(input.history)
  const alone = new Set([...rulebook.eventTypes.values()].filter(isAlone).map(({ id }) => id))

  const index: GrowingIndex = {
    all: type => byType.get(type) ?? [],
    byId(type, id) {
      let ids = byTypeAndId.get(type)
      if (!ids) {
        ids = new Map(index.all(type).map(event => [event.id, event]))
        byTypeAndId.set(type, ids)
      }
      return ids.get(id)
    },
    find(link, key) {
      let keys = byLink.get(link.id)
      if (!keys) {
        keys = keyed(link, index, scope)
        byLink.set(link.id, keys)
      }
      return keys.get(normalised(key)) ?? []
    },
    incident: event =>
      alone.has(event.type) ? selfOf(event) : incidentOf(event, index, rulebook.eventTypes, new Set()),
    missed: (standard, person) => missedBy.get(`${standard}\n${person}`) ?? [],
    balance: (standard, person) => balances.get(`${standard}\n${person}`),
    learn(missed) {
      for (const finding of missed) {
        if (finding.person === null) continue
        const key = `${finding.standard}\n${finding.person}`
        const known = missedBy.get(key)
        if (known) known.push(finding)
        else missedBy.set(key, [finding])
      }
    },
  }
  return index
}

/** Every type's records with those that earlier periods left open, by time, then id. */
function sortedRecords({ records, history, scope }: IndexInput): ReadonlyMap<string, readonly Event[]> {
  const all = new Map<string, Map<string, Event>>()
  for (const [type, events] of records.events) all.set(type, new Map(events.map(event => [event.id, event])))
  for (const open of history.carried) {
    for (const record of open.records) addCarried(all, record, open.standard)
  }
  const sorted = new Map<string, readonly Event[]>()
  for (const [type, events] of all) sorted.set(type, [...events.values()].sort(byTimeThenId))
  for (const type of ['person', 'site', 'unit'] as const) sorted.set(type, scope.roster.asEvents(type))
  sorted.set('outcome', confirmedOutcomes(history, scope).sort(byTimeThenId))
  return sorted
}

/** What earlier periods decided, as records of the built-in type `outcome`. */
function confirmedOutcomes(history: History, scope: Scope): Event[] {
  return history.appraisals.flatMap(appraisal =>
    appraisal.people.flatMap(person =>
      person.outcomes.flatMap(outcome => {
        const day = outcome.confirmedOn === null ? undefined : parseDay(outcome.confirmedOn)
        if (day === undefined || outcome.state === 'proposed') return []
        const due = outcome.due === null ? undefined : parseDay(outcome.due)
        const id = `${appraisal.period.name}/${person.id}/${outcome.id}/${outcome.type}`
        return {
          type: 'outcome',
          id,
          at: scope.zone.startOf(day),
          values: {
            id,
            type: outcome.type,
            person: person.id,
            period: appraisal.period.name,
            at: scope.zone.startOf(day),
            ...(due === undefined ? {} : { due }),
            ...(outcome.amount === null ? {} : { amount: outcome.amount }),
          },
          source: { file: `${appraisal.period.name}/appraisal.json`, row: 0, id },
        }
      }),
    ),
  )
}

/** A record handed in again this time (now complete) stands in for its carried copy. */
function addCarried(all: Map<string, Map<string, Event>>, record: Event, standard: string): void {
  const ofType = all.get(record.type) ?? new Map<string, Event>()
  all.set(record.type, ofType)
  const current = ofType.get(record.id) ?? record
  ofType.set(record.id, {
    ...current,
    carriedFor: [...new Set([...(current.carriedFor ?? []), standard])].sort(compareText),
  })
}

function byTimeThenId(one: Event, other: Event): number {
  return one.at - other.at || compareText(one.id, other.id)
}

function keyed(link: LinkSpec, index: Index, scope: Scope): ReadonlyMap<Scalar, readonly Event[]> {
  const keys = new Map<Scalar, Event[]>()
  for (const event of index.all(link.event)) {
    const value = link.key(event, index, scope)
    if (value === undefined) continue
    for (const one of typeof value === 'object' ? new Set(value.map(normalised)) : [normalised(value)]) {
      const known = keys.get(one)
      if (known) known.push(event)
      else keys.set(one, [event])
    }
  }
  return keys
}

/** Matching is exact after NFKC and trimming; numbers match numbers only. */
function normalised(key: Scalar): Scalar {
  return typeof key === 'string' ? key.normalize('NFKC').trim() : key
}

function selfOf({ type, id }: Event): string {
  return `${type}:${id}`
}

/** Its records lead to no others. */
function isAlone({ incident, fields }: EventType): boolean {
  return incident === undefined && [...fields.values()].every(({ type, of }) => type !== 'record' || of === undefined)
}

/** The root that a record's links lead to; a circle of links ends at the first record seen twice. */
function incidentOf(event: Event, index: Index, types: ReadonlyMap<string, EventType>, seen: Set<string>): string {
  const self = selfOf(event)
  const type = types.get(event.type)
  if (!type || seen.has(self)) return self
  seen.add(self)
  if (type.incident !== undefined) {
    const value = event.values[type.incident]
    const field = type.fields.get(type.incident)
    if (value === undefined) return self
    const root = field?.type === 'record' && field.of !== undefined ? index.byId(field.of, String(value)) : undefined
    return root ? incidentOf(root, index, types, seen) : `${field?.of ?? event.type}:${String(value)}`
  }
  for (const field of type.fields.values()) {
    const value = event.values[field.name]
    if (field.type !== 'record' || field.of === undefined || typeof value !== 'string') continue
    const root = index.byId(field.of, value)
    if (root) return incidentOf(root, index, types, seen)
  }
  return self
}

/** The balances that the latest earlier appraisal left. */
function latestBalances(history: History): ReadonlyMap<string, string> {
  const balances = new Map<string, string>()
  for (const appraisal of history.appraisals) {
    for (const person of appraisal.people) {
      for (const [standard, balance] of Object.entries(person.ledgers))
        balances.set(`${standard}\n${person.id}`, balance)
    }
  }
  return balances
}
