/**
 * Records that are judged as they are read: of what was plainly met nothing is ever told but how often, so that the record
 * itself need not be kept. All others go the plain way.
 */

import type { EventType } from './event.ts'
import type { Settled } from './settled.ts'
import type { Instant, Value } from './value.ts'

/** The one record that is looked at just now: the next one is written into its place. */
export interface PassingEvent {
  readonly type: string
  id: string
  at: Instant
  /** Every field that a rule can read has its key; what was left blank is undefined. */
  readonly values: Record<string, Value>
  /** How many of its fields are blank, or have no column in the file. */
  blanks: number
  readonly grain: Record<string, number>
  readonly source: { readonly file: string; readonly row: number; readonly id: string }
}

/** Judges the records of one type, one by one. */
export interface Settler {
  readonly type: EventType
  readonly event: PassingEvent
  /** Texts whose value nobody asks for: that the cell can be read is all that matters. */
  readonly unread: ReadonlySet<string>
  /** Records that are kept whatever is found: an appeal names them, or an earlier period left them open. */
  readonly kept: ReadonlySet<string>
  /** Counts the record in `event` where all that it is a case of is met. Otherwise nothing is counted: it has to be kept. */
  settles(): boolean
  /** What was counted up to now. */
  settled(): Settled
}
