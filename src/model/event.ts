/** What is recorded: the types of records that a pack defines, and the records themselves. */

import type { Message } from './message.ts'
import type { Settled } from './settled.ts'
import type { Place } from './source.ts'
import type { Day, Instant, Value } from './value.ts'

export type FieldType =
  | 'text'
  | 'number'
  | 'date-time'
  | 'date'
  | 'time'
  | 'yes-no'
  | 'choice'
  | 'person'
  | 'site'
  | 'unit'
  | 'list'
  | 'record'

export type Shown = 'always' | 'internal' | 'never'

export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly title: Message
  readonly aliases: readonly string[]
  readonly required: boolean
  readonly shown: Shown
  /** It says who rated somebody, or what was given: no words of a verdict tell it. */
  readonly isOfRaters?: true
  /** The choices of a `choice` field (or of a list of choices), in the order written. */
  readonly choices?: ReadonlyMap<string, Message>
  /** What a list holds; text when the pack does not say. */
  readonly item?: Exclude<FieldType, 'list'>
  /** A number that is a length of time, counted in this unit. */
  readonly countedIn?: 'seconds' | 'minutes' | 'hours' | 'days'
  /** The event type that a `record` field (or list of records) links to. */
  readonly of?: string
}

/** Where the time of a record stands: one field, a date and a time column joined, or the time of the linked record. */
export type AtSource =
  | { readonly field: string }
  | { readonly date: string; readonly time: string }
  | { readonly of: string }

export interface EventType {
  readonly id: string
  readonly title: Message
  /** The field that identifies a record. Without one the row number does (`file:row`). */
  readonly idField?: string
  readonly at: AtSource
  readonly fields: ReadonlyMap<string, Field>
  /** Derived facts as written; `conditions/facts.ts` compiles them. */
  readonly derive: ReadonlyMap<string, DerivedSource>
  /** The fields between which a record holds (a shift, a storm); an empty end is open. */
  readonly span?: { readonly from: string; readonly to: string }
  /** The field that joins records of one incident. */
  readonly incident?: string
  /** The field whose latest value wins among contradicting rows of one id. */
  readonly updated?: string
  /** The person field that says who enters a record; absent: the first one. */
  readonly enteredBy?: string
  /** The date or date-time field that says when a record was entered: by it late entries (补录) are told; absent: none does. */
  readonly enteredAt?: string
  /** Who hands the records in, and when. */
  readonly supplier?: Message
  readonly due?: Message
  readonly place: Place
}

export interface DerivedSource {
  readonly name: string
  readonly source: unknown
  readonly place: Place
}

/** Where a record came from: rows count from 1 as the clerk's program shows them, the header included. */
export interface RecordRef {
  readonly file: string
  readonly row: number
  readonly id: string
}

/** One accepted record. Fields that were left blank are absent from `values`. */
export interface Event {
  readonly type: string
  readonly id: string
  readonly at: Instant
  readonly values: Readonly<Record<string, Value>>
  /** Seconds that a stamp was cut off to, by field: 60 for a minute stamp, 86 400 for a bare date. Absent: to the second. */
  readonly grain?: Readonly<Record<string, number>>
  readonly source: RecordRef
  /** Ids of the standards for which this record was carried over from an earlier period. */
  readonly carriedFor?: readonly string[]
}

/** What is wrong with one cell, or with a row as a whole. */
export interface RowFault {
  /** The column as a spreadsheet letters it (`C`), when one cell is to blame. */
  readonly column?: string
  readonly header?: string
  readonly value?: string
  /** The field that the cell feeds. */
  readonly field?: string
  /** What is wrong, without the value: the same for each repeat of one mistake. */
  readonly what: Message
  readonly reason: Message
  /** What was expected, with an example. */
  readonly expected: Message
}

/** A row that was not accepted, told so that its sender can mend it: its first fault, and the others. */
export interface RejectedRow extends RowFault {
  readonly file: string
  /** Only of a workbook with several. */
  readonly sheet?: string
  readonly row: number
  readonly type: string
  readonly others?: readonly RowFault[]
  /** Whom the row names; absent where that cannot be told: it may concern anybody. */
  readonly people?: readonly string[]
}

/** One mistake, with all the rows that repeat it. */
export interface ProblemGroup extends Pick<RowFault, 'column' | 'header' | 'field' | 'what' | 'expected'> {
  readonly file: string
  readonly sheet?: string
  readonly type: string
  /** How often; a row with several faults counts in several groups. */
  readonly count: number
  /** The first of them, in order. */
  readonly examples: readonly { readonly row: number; readonly value: string; readonly reason: Message }[]
}

/** What became of the rows of one file; read = accepted + rejected + ignored. */
export interface FileCounts extends RowCounts {
  readonly file: string
  readonly sheet?: string
  readonly type: string
  readonly encoding: string
  /** Of those ignored: sums at the foot. */
  readonly totals: number
  /** Of those ignored: instructions, examples, who filled it in. */
  readonly notes: number
  /** Of those ignored: repeats of a row, or rows that were joined to another of the same id. */
  readonly repeats: number
}

export interface RowCounts {
  readonly read: number
  readonly accepted: number
  readonly rejected: number
  readonly ignored: number
}

/** Everything that the record files gave; read = accepted + rejected + ignored, in all and by type. */
export interface Records {
  /** Accepted records by event type, those settled left out; every type that a file (or `none`) speaks of has an entry, be it empty. */
  readonly events: ReadonlyMap<string, readonly Event[]>
  readonly rejected: readonly RejectedRow[]
  readonly counts: RowCounts
  readonly countsByType: ReadonlyMap<string, RowCounts>
  /** Fields that no record of a type carries, by type: their columns are missing, or blank throughout. */
  readonly blankFields: ReadonlyMap<string, ReadonlySet<string>>
  /** Types confirmed to have had no records (`inspection: none`). */
  readonly confirmedNone: ReadonlySet<string>
  readonly files: readonly FileCounts[]
  /** By type, what is left of records that were judged as they were read; they count among the accepted ones. */
  readonly settled?: ReadonlyMap<string, Settled>
}

export interface CarriedCase {
  readonly standard: string
  readonly case: string
  readonly records: readonly Event[]
  /** The period in which the case was left open. */
  readonly from: string
  readonly slot?: { readonly from: Day; readonly to: Day; readonly owner: string }
}
