/** What the condition language hands to the kinds: facts that can be read and conditions that can be tested. */

import type { Zone } from '../model/calendar.ts'
import type { Lens, LinkSpec } from '../model/checker.ts'
import type { Severity } from '../model/diagnostic.ts'
import type { DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Event, EventType, FieldType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Parameter } from '../model/rulebook.ts'
import type { Part, Place } from '../model/source.ts'
import type { Day, Instant, Value } from '../model/value.ts'
import type { OperatorName } from './operators.ts'
import type { Range } from './range.ts'

/** True, false, or not known (Kleene). */
export type Truth = boolean | undefined

/** A name that can be read: a field, a derived fact, or a column behind a person, site or unit field. */
export interface Fact {
  readonly name: string
  readonly type: FieldType
  readonly title: Message
  /** The choices of a choice or a list of choices. */
  readonly choices?: ReadonlyMap<string, Message>
  readonly item?: FieldType
  readonly of?: string
  /** Numbers and times of day that it can be; absent: any. */
  readonly range?: Range
  /** The field of the record that is read, where it is read as it stands there. */
  readonly own?: string
  /** Of a field that not every output may show: its value stays out of words. */
  readonly isPrivate?: boolean
  /** Undefined: not known. */
  read(lens: Lens): Value | undefined
  /** Seconds that the stamp was cut off to (1: to the second), for date-times and times. */
  grain(lens: Lens): number
  /** Links that reading needs. */
  readonly links: readonly LinkSpec[]
  /** Event type → fields read, for the list of what must be supplied. */
  readonly uses: readonly { readonly event: string; readonly field: string }[]
  /** Parameters that reading needs. */
  readonly parameters: readonly string[]
}

export interface Condition {
  test(lens: Lens): Truth
  /** What it is made of, for words. */
  readonly tree: ConditionTree
  readonly links: Fact['links']
  readonly uses: Fact['uses']
  readonly parameters: Fact['parameters']
}

/** One comparison, or several of which all, any or none must hold. */
export type ConditionTree =
  | Comparison
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }

export interface Comparison {
  readonly kind: 'comparison'
  readonly fact: Fact
  readonly operator: OperatorName
  /** As written. */
  readonly value: unknown
  /** The fact or parameter that it is compared with, where it is not with a literal. */
  readonly other?: Fact
}

/** What bare names, `case.x` and `owner.x` mean where a condition stands. */
export interface Names {
  /** The event type of bare names; absent where there is none (outcome facts). */
  readonly event?: EventType
  readonly case?: EventType
  /** `person`, `site`, `unit`, `organisation` or an event type. */
  readonly owner?: EventType
}

/** Instants, both inclusive. */
export interface Between {
  readonly from: Instant
  readonly to: Instant
}

/** A `when` over another record type, with how it is matched. */
export interface Records {
  readonly eventType: EventType
  /** Records that match and meet `when`, in order of time, then id; the asking record is never among them. */
  find(lens: Lens): readonly Event[]
  /**
   * Likewise, and apart those of which it is not known whether they meet `when`: `sure` ones do, `unsure` ones may. Where
   * `within` is given, records whose own time lies outside of it are left out unasked, if that time is the one that counts.
   */
  sift(lens: Lens, within?: Between): { readonly sure: readonly Event[]; readonly unsure: readonly Event[] }
  /** Every record that matches, with what the condition says of it and the lens it was asked through. */
  considered(lens: Lens): readonly Considered[]
  /** The time that counts: the `at` named by the rule, else the record's own. */
  at(event: Event, lens: Lens): Instant | undefined
  /** Seconds that this time was cut off to. */
  grain(event: Event, lens: Lens): number
  readonly links: Fact['links']
  readonly uses: Fact['uses']
  readonly parameters: Fact['parameters']
  /** True where `match` was written or could be told from the only link between the two types. */
  readonly matched: boolean
}

/** A record that matches an asking one. */
export interface Considered {
  readonly event: Event
  readonly truth: Truth
  readonly lens: Lens
  readonly condition?: Condition
}

/** Says what is wrong at a place; used by everything that reads rule text. */
export type Complain = (
  code: DiagnosticCode,
  place: Place,
  message: Message,
  more?: {
    readonly hint?: Message
    /** The line as it should read. */
    readonly fix?: string
    /** What the marked text should be, where only that is wrong; `fix` is made of it. */
    readonly meant?: string
    readonly part?: Part
    readonly related?: readonly Place[]
    /** Where it is not the one of the code. */
    readonly severity?: Severity
  },
) => void

/** The names a pack defines, as far as conditions need them. */
export interface Dictionary {
  readonly eventTypes: ReadonlyMap<string, EventType>
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly posts: ReadonlyMap<string, { readonly id: string; readonly title: Message }>
  readonly calendars: ReadonlySet<string>
  /** Reads a calendar at run time through `lens.scope.calendars`; the pack's default. */
  readonly defaultCalendar: string
  readonly complain: Complain
  readonly zone: Zone
  /** The day as of which static checks are made. */
  readonly today?: Day
  /** Hears of each title that stands where the id belongs. */
  readonly meant?: Meant
}

/** What stands at the place is a title in one of the languages; `id` is its id. */
export type Meant = (place: Place, id: string) => void

/** Reads names; made once for a pack. Undefined results have been complained about already. */
export interface Language {
  readonly dictionary: Dictionary
  /** A fact by name as seen from `names`; complains with the nearest name when there is none. */
  fact(name: string, names: Names, place: Place): Fact | undefined
  /** An argument of a derived fact or amount: a name, `{ fact }`, `{ value }` or `{ parameter }`, or a bare literal. */
  argument(source: unknown, names: Names, place: Place, expected?: FieldType): Fact | undefined
  condition(source: unknown, names: Names, place: Place): Condition | undefined
  /** RECORDS; `asking` names are what `case.x` and the right side of `match` mean. */
  records(source: unknown, asking: Names, place: Place): Records | undefined
}
