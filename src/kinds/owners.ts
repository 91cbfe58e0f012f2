/** `for` as written in (`organisation`, `each site`, `{ each, when, from, to }`), the owners of slots with their spells out. */

import type { Condition, Fact, Names } from '../conditions/contract.ts'
import { isRosterType, type RosterType, rosterRows } from '../conditions/roster-rows.ts'
import { isMap } from '../lib/map.ts'
import type { Slot } from '../model/calendar.ts'
import type { Index, Lens, Owner, Scope } from '../model/checker.ts'
import type { Event, EventType } from '../model/event.ts'
import type { Place } from '../model/source.ts'
import type { Day } from '../model/value.ts'
import { siteReader } from './charge.ts'
import { complainOfType, type Reader, unknown } from './reader.ts'
import { isTimeFact, readStamp, spanOf } from './stamp.ts'

/** Days (inclusive) on which the owner is one; open ends are absent. */
export interface OwnerSpell {
  readonly from?: Day
  readonly to?: Day
  /** Longer slots of an owning event count from its start. */
  readonly isEvent?: boolean
  /** It is not known whether the owner is one: `when` rests on something blank. */
  readonly isUnknown?: boolean
}

export interface Owners {
  /** `organisation`, `person`, `site`, `unit`, or an event type. */
  readonly kind: string
  /** The type behind `owner.x`; none for the organisation. */
  readonly type?: EventType
  list(index: Index, scope: Scope): readonly Owner[]
  /** The owner's days, and what `when` says of them, as far as they touch the slot; undefined: no owner of that slot. */
  spellFor(owner: Owner, slot: Slot, index: Index, scope: Scope): OwnerSpell | undefined
  /** The first day of an owning event. */
  startOf(owner: Owner, index: Index, scope: Scope): Day | undefined
  siteOf(owner: Owner | undefined, index: Index, scope: Scope, day: Day): string | undefined
}

const ORGANISATION: Owner = { type: 'organisation', id: 'organisation' }

/** Undefined has been complained about. */
export function compileOwners(source: unknown, place: Place, reader: Reader): Owners | undefined {
  const each = eachOf(source)
  if (each === 'organisation') {
    return {
      kind: 'organisation',
      list: () => [ORGANISATION],
      spellFor: () => ({}),
      startOf: () => undefined,
      siteOf: () => undefined,
    }
  }
  const type = each === undefined ? undefined : reader.dictionary.eventTypes.get(each)
  if (each === undefined || !type) {
    const known = ['organisation', ...[...reader.dictionary.eventTypes.keys()].map(id => `each ${id}`)]
    unknown('wrong-value', String(isMap(source) ? source.each : source), known, place, reader.complain, {
      zh: '时段的主体',
      en: 'owner of slots',
    })
    return undefined
  }
  reader.event(each)
  const written = isMap(source) ? source : {}
  const names: Names = { event: type, owner: type }
  const when = written.when === undefined ? undefined : reader.condition(written.when, names, place.at('when'))
  const from = written.from === undefined ? undefined : timeFact(written.from, names, place.at('from'), reader)
  const to = written.to === undefined ? undefined : timeFact(written.to, names, place.at('to'), reader)
  if (
    (written.when !== undefined && !when) ||
    (written.from !== undefined && !from) ||
    (written.to !== undefined && !to)
  )
    return undefined
  if (!isRosterType(each) && type.span) for (const field of [type.span.from, type.span.to]) reader.use(type.id, field)
  return assemble({ kind: each, type, when, from, to })
}

/** The short form is `each site`. */
function eachOf(source: unknown): string | undefined {
  if (isMap(source)) return typeof source.each === 'string' ? source.each : undefined
  if (source === 'organisation') return 'organisation'
  return typeof source === 'string' ? /^each (\S+)$/.exec(source.trim())?.[1] : undefined
}

function timeFact(name: unknown, names: Names, place: Place, reader: Reader): Fact | undefined {
  const fact = reader.fact(String(name), names, place)
  if (!fact || isTimeFact(fact)) return fact
  complainOfType(fact, 'date / date-time', place, reader.complain)
  return undefined
}

interface Parts {
  readonly kind: string
  readonly type: EventType
  readonly when: Condition | undefined
  readonly from: Fact | undefined
  readonly to: Fact | undefined
}

function assemble(parts: Parts): Owners {
  const { kind, type } = parts
  const ownSite = siteReader(type)
  return {
    kind,
    type,
    list(index, scope) {
      const rows = isRosterType(kind)
        ? everyRow(kind, scope)
        : index.all(kind).filter(event => event.at <= scope.knownThrough)
      return rows.map(row => ({ type: kind, id: row.id, row }))
    },
    spellFor(owner, slot, index, scope) {
      if (kind === 'person') return personSpell(owner, slot, parts, index, scope)
      const own = daysOf(owner, parts, index, scope)
      if (!own || (own.from ?? slot.lastDay) > slot.lastDay || (own.to ?? slot.firstDay) < slot.firstDay)
        return undefined
      const truth = parts.when ? parts.when.test(lensOn(owner, slot.lastDay, index, scope)) : true
      return truth === false ? undefined : { ...own, ...(truth === undefined ? { isUnknown: true } : {}) }
    },
    startOf: (owner, index, scope) => (isRosterType(kind) ? undefined : daysOf(owner, parts, index, scope)?.from),
    siteOf(owner, index, scope, day) {
      if (!owner) return undefined
      return ownSite(lensOn(owner, day, index, scope))
    },
  }
}

/** Everybody who ever was in post, each once. */
function everyRow(kind: RosterType, scope: Scope): readonly Event[] {
  return kind === 'person'
    ? scope.roster.asEvents('person').toSorted((one, other) => (one.id < other.id ? -1 : 1))
    : rosterRows(kind, scope, scope.period.to)
}

/** People, sites and units are read as of the end of the day. */
function lensOn(owner: Owner, day: Day, index: Index, scope: Scope): Lens {
  return { ...(owner.row ? { event: owner.row } : {}), owner, at: scope.zone.startOf(day + 1) - 1, index, scope }
}

/** Spells of which `when` holds, those that follow on each other as one; judged as of the last day of each in the slot. */
function personSpell(
  owner: Owner,
  slot: Slot,
  { when, from, to }: Parts,
  index: Index,
  scope: Scope,
): OwnerSpell | undefined {
  let whole: { from: Day; to: Day } | undefined
  let isUnknown = false
  const spells = scope.roster
    .spellsOf(owner.id)
    .toSorted((one, other) => (one.from ?? Number.NEGATIVE_INFINITY) - (other.from ?? Number.NEGATIVE_INFINITY))
  for (const spell of spells) {
    const start = spell.from ?? Number.NEGATIVE_INFINITY
    const end = spell.to ?? Number.POSITIVE_INFINITY
    const last = Math.min(end, slot.lastDay)
    if (start > slot.lastDay || (end < slot.firstDay && end < start)) continue
    const truth = when && Number.isFinite(last) ? when.test(lensOn(owner, last, index, scope)) : true
    if (truth === false) continue
    if (truth === undefined && end >= slot.firstDay) isUnknown = true
    whole =
      whole && whole.to + 1 >= start ? { from: whole.from, to: Math.max(whole.to, end) } : { from: start, to: end }
  }
  const bounds = boundsOf(owner, from, to, slot.lastDay, index, scope)
  if (!whole || whole.to < slot.firstDay) return undefined
  const first = Math.max(whole.from, bounds.from ?? Number.NEGATIVE_INFINITY)
  const last = Math.min(whole.to, bounds.to ?? Number.POSITIVE_INFINITY)
  if (first > slot.lastDay || last < slot.firstDay) return undefined
  return {
    ...(Number.isFinite(first) ? { from: first } : {}),
    ...(Number.isFinite(last) ? { to: last } : {}),
    ...(isUnknown ? { isUnknown } : {}),
  }
}

/** `from` and `to` of the rule; of an event without them its span, else from its own time on. */
function daysOf(owner: Owner, { kind, type, from, to }: Parts, index: Index, scope: Scope): OwnerSpell | undefined {
  const stated = boundsOf(owner, from, to, scope.period.to, index, scope)
  if (isRosterType(kind)) return stated
  const { row } = owner
  if (!row) return undefined
  const { zone } = scope
  const span = spanOf(row, type, zone)
  const first = from ? stated.from : zone.dayOf(span?.from ?? row.at)
  const last = to ? stated.to : span?.to === undefined ? undefined : zone.dayOf(Math.max(span.to - 1, span.from))
  if (first === undefined) return undefined
  return { from: first, ...(last === undefined ? {} : { to: last }), isEvent: true }
}

function boundsOf(
  owner: Owner,
  from: Fact | undefined,
  to: Fact | undefined,
  day: Day,
  index: Index,
  scope: Scope,
): { readonly from?: Day; readonly to?: Day } {
  const lens = lensOn(owner, day, index, scope)
  const dayAt = (fact: Fact | undefined): Day | undefined => {
    const stamp = fact && readStamp(fact, lens)
    return stamp && scope.zone.dayOf(stamp.at)
  }
  const first = dayAt(from)
  const last = dayAt(to)
  return { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }) }
}
