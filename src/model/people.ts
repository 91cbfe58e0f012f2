/** Who works where: people with their spells, sites and units, and how to look them up on a day. */

import type { Event } from './event.ts'
import type { Day, Value } from './value.ts'

/** One stretch of one person in one post; `from` and `to` are inclusive, absent where open. */
export interface Spell {
  readonly person: string
  readonly name: string
  readonly post: string
  readonly unit?: string
  readonly sites: readonly string[]
  readonly reportsTo?: string
  readonly from?: Day
  readonly to?: Day
  /** Share of full time, 1 when not said. */
  readonly share: number
  /** Bonus base of the period as a decimal string, absent where not set. */
  readonly bonusBase?: string
  /** All columns, the pack's own included, by field name. */
  readonly values: Readonly<Record<string, Value>>
}

export type AwayKind = 'leave' | 'secondment'

/** Days on which somebody holds a post and is not there; `from` and `to` are inclusive, an absent `to` is open. */
export interface Away {
  readonly person: string
  readonly from: Day
  readonly to?: Day
  readonly kind: AwayKind
  readonly reason?: string
}

/** A site or a unit. `values` holds all columns by field name, `id`, `name` and `unit` among them. */
export interface PlaceRow {
  readonly id: string
  readonly name: string
  readonly unit?: string
  readonly values: Readonly<Record<string, Value>>
}

/** The roster as plain data, as loaded. */
export interface RosterData {
  readonly spells: readonly Spell[]
  /** Leave and secondment, in no order; absent: none is known. */
  readonly away?: readonly Away[]
  /** Absent: no file was given, any name is accepted. */
  readonly sites?: readonly PlaceRow[]
  readonly units?: readonly PlaceRow[]
}

/** The roster with its look-ups; `roster/roster.ts` makes one. Every list is in order of person id. */
export interface Roster {
  readonly data: RosterData
  /** Ids of everybody, sorted. */
  readonly people: readonly string[]
  spellsOf(person: string): readonly Spell[]
  spellOn(person: string, day: Day): Spell | undefined
  /** What of the person's absences touches the days, in order of their first. */
  awayWithin(person: string, from: Day, to: Day): readonly Away[]
  /** Everybody who holds the post on the day. */
  holders(post: string, day: Day): readonly Spell[]
  site(id: string): PlaceRow | undefined
  unit(id: string): PlaceRow | undefined
  /** The unit of a site: its own column, else none. */
  unitOfSite(site: string): string | undefined
  /** The line above a person on a day, nearest first, without the person; a circle ends where it began. */
  lineAbove(person: string, day: Day): readonly Spell[]
  /** People, sites and units as records of the built-in types `person`, `site`, `unit`. */
  asEvents(type: 'person' | 'site' | 'unit'): readonly Event[]
}
