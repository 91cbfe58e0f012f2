/** A standard judged per person and period: which records count for whom, and those of which it cannot be told. */

import type { Condition, Names } from '../conditions/contract.ts'
import type { Case, Index, Lens, Scope } from '../model/checker.ts'
import type { Event, EventType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import { type Charge, compileCharge } from './charge.ts'
import { unknownWhen } from './event-cases.ts'
import { compileExceptions, type Exceptions } from './exceptions.ts'
import type { Judged } from './finding.ts'
import { appliesOn } from './frame.ts'
import type { KindTools } from './kind.ts'
import type { Source } from './reader.ts'
import { capitalised } from './words.ts'

/** The records of a period by whom they count for, and those left open, each with why. */
export interface Sorted {
  readonly byPerson: ReadonlyMap<string, readonly Event[]>
  readonly open: ReadonlyMap<
    string,
    { readonly event: Event; readonly people: readonly string[]; readonly judged: Judged }
  >
}

export interface PersonRecords {
  readonly eventType: EventType
  readonly names: Names
  /** The same for the same records; worked out once for an index and a scope. */
  sort(index: Index, scope: Scope): Sorted
}

/** Undefined has been complained about. */
export function compilePersonRecords(source: Source, place: Place, tools: KindTools): PersonRecords | undefined {
  const { reader } = tools
  const eventType = reader.eventType(source.event, place.at('event'))
  if (!eventType) return undefined
  const names: Names = { event: eventType }
  const when = source.when === undefined ? undefined : reader.condition(source.when, names, place.at('when'))
  const exceptions = compileExceptions(source.except, place.at('except'), reader, { names })
  const charge = compileCharge(source.charge, place.at('charge'), reader, { names, hasMember: false })
  if (!exceptions || !charge || (source.when !== undefined && !when)) return undefined
  const known = new WeakMap<Index, { readonly scope: Scope; readonly sorted: Sorted }>()
  return {
    eventType,
    names,
    sort(index, scope) {
      const earlier = known.get(index)
      if (earlier?.scope === scope) return earlier.sorted
      const sorted = sortRecords({ eventType, when, exceptions, charge, tools }, index, scope)
      known.set(index, { scope, sorted })
      return sorted
    },
  }
}

interface Parts {
  readonly eventType: EventType
  readonly when: Condition | undefined
  readonly exceptions: Exceptions
  readonly charge: Charge
  readonly tools: KindTools
}

function sortRecords({ eventType, when, exceptions, charge, tools }: Parts, index: Index, scope: Scope): Sorted {
  const byPerson = new Map<string, Event[]>()
  const open = new Map<string, { readonly event: Event; readonly people: readonly string[]; readonly judged: Judged }>()
  for (const event of index.all(eventType.id)) {
    const day = scope.zone.dayOf(event.at)
    if (
      day < scope.period.from ||
      day > scope.period.to ||
      event.at > scope.knownThrough ||
      !appliesOn(tools, day, scope)
    )
      continue
    const lens: Lens = { event, at: event.at, index, scope }
    const truth = when ? when.test(lens) : true
    if (truth === false) continue
    const people = charge(lens, day, undefined)
    const leaveOpen = (reason: Message): void =>
      void open.set(event.id, { event, people, judged: { verdict: 'undetermined', reason } })
    const exemption = truth === true ? exceptions.test(lens) : undefined
    if (when && truth === undefined) leaveOpen(unknownWhen(when, event, eventType))
    else if (exemption?.state === 'exempt') continue
    else if (exemption?.state === 'unknown') leaveOpen(capitalised(exemption.reason))
    else if (people.length === 0)
      leaveOpen({ zh: '找不到这条记录是关于谁的', en: 'It cannot be told whom the record is about' })
    else for (const person of people) addTo(byPerson, person, event)
  }
  return { byPerson, open }
}

/** `2024-H1@E7`, dated by the last instant of the period. */
export function personCase(person: string, { period, zone }: Scope): Case {
  return { id: `${period.name}@${person}`, at: zone.startOf(period.to + 1) - 1, owner: { type: 'person', id: person } }
}

/** Records left open are cases of their own, so that they are seen. */
export function openCases({ open }: Sorted): readonly Case[] {
  return [...open.values()].map(({ event }) => ({ id: event.id, at: event.at, event }))
}

function addTo(groups: Map<string, Event[]>, person: string, event: Event): void {
  const known = groups.get(person)
  if (known) known.push(event)
  else groups.set(person, [event])
}
