/** What a kind compiles a standard into, and what a checker is given to judge with. */

import type { WorkCalendar, Zone } from './calendar.ts'
import type { Event, Records } from './event.ts'
import type { Finding } from './finding.ts'
import type { Roster } from './people.ts'
import type { Period } from './period.ts'
import type { TraceStep } from './trace.ts'
import type { Day, Instant, Scalar, Value } from './value.ts'

/**
 * What must be looked up in other records: all records of `event` by the value of `key` (a list counts under each of its
 * members). Links with the same `id` are indexed once.
 */
export interface LinkSpec {
  readonly id: string
  readonly event: string
  key(other: Event, index: Index, scope: Scope): Value | undefined
}

/** All records, looked up. Every list is sorted by time, then id: the order of the input cannot matter. */
export interface Index {
  /** Records pass by and are written over by the next: nothing may be remembered of them, and none looked up. */
  readonly isPassing?: true
  /** All records of a type, earlier and later periods included; `person`, `site`, `unit` are the roster's rows. */
  all(event: string): readonly Event[]
  byId(event: string, id: string): Event | undefined
  find(link: LinkSpec, key: Scalar): readonly Event[]
  /** The incident of a record: its `incident` field, else that of the record its link leads to, else itself (`type:id`). */
  incident(event: Event): string
  /** Missed findings of a standard that was judged before (see `Checker.after`), for one person. */
  missed(standard: string, person: string): readonly Finding[]
  /** The balance that a ledger was left with by the earlier periods, as a decimal; absent: none. */
  balance(standard: string, person: string): string | undefined
}

/** Everything beside the records that a verdict may depend on. */
export interface Scope {
  readonly zone: Zone
  readonly period: Period
  /** A due time before this is past. For a date: the midnight that ends it. */
  readonly asOf: Instant
  /** The last instant of which records are known (inclusive). */
  readonly knownThrough: Instant
  /** Since when the records are complete. */
  readonly recordsFrom: Instant
  readonly calendars: ReadonlyMap<string, WorkCalendar>
  readonly seasons: ReadonlyMap<string, readonly { readonly from: Day; readonly to: Day }[]>
  readonly roster: Roster
  /** Cases that earlier periods left open, by standard: case ids. */
  readonly carried: ReadonlyMap<string, ReadonlySet<string>>
  readonly confirmedNone: Records['confirmedNone']
}

/** The owner of a slot. */
export interface Owner {
  readonly type: string
  /** `organisation` for the whole. */
  readonly id: string
  /** The row behind it: the person's, site's, unit's row, or the owning event. */
  readonly row?: Event
}

/**
 * What facts are read through: bare names are `event`, `case.x` is the asking record, `owner.x` the slot's owner.
 * `at` is the moment as of which people, sites, units and dated parameters are read.
 */
export interface Lens {
  readonly event?: Event
  readonly case?: Event
  readonly owner?: Owner
  readonly at: Instant
  readonly index: Index
  readonly scope: Scope
}

/** What a standard is judged on: one record, or one slot of one owner. */
export interface Case {
  readonly id: string
  readonly at: Instant
  readonly event?: Event
  readonly owner?: Owner
  /** The one of `each-of` that the case is about: its id then ends in `/member`. */
  readonly member?: string
  readonly slot?: {
    readonly id: string
    readonly from: Instant
    readonly to: Instant
    readonly firstDay: Day
    readonly lastDay: Day
  }
}

/**
 * Of the record that passes by just now: who answers (one person or several) where its case is met beyond doubt, null where
 * it is no case; undefined where only `judge` can tell. Never says what `judge` would not.
 */
export type Glance = () => string | readonly string[] | null | undefined

/** Made once for a lens that records pass by. */
export interface Glances {
  /** Of any record. */
  readonly whole: Glance
  /** Fields whose values settle some of it for all records that have the same ones. */
  readonly fields: readonly string[]
  /**
   * What is left to be asked of records that have, in those of `fields` that are known, the values of the one that is there;
   * null: none of them is a case.
   */
  narrowed(isKnown: (field: string) => boolean): Glance | null
}

export interface Checker {
  readonly links: readonly LinkSpec[]
  /** Standards that must be judged first, because their misses are read (a ledger's `from`). */
  readonly after?: readonly string[]
  /** Every case of the period, carried ones included, in a fixed order. */
  cases(index: Index, scope: Scope): Iterable<Case>
  /** One case alone: the same whatever else is judged, before or after. */
  judge(item: Case, index: Index, scope: Scope): Iterable<Finding>
  /** Absent: records cannot be judged as they pass. */
  glances?(lens: Lens): Glances
  /** How the verdict on a case came about; the reason of its findings is not told again. */
  trace(item: Case, index: Index, scope: Scope): readonly TraceStep[]
}
