/** A number of a rule pack, as the maintenance workbook lists it. */

import type { Message } from '../model/message.ts'
import type { PathPart, RuleFile } from '../model/source.ts'

/** The sheets of the workbook, in their order. */
export const SUBJECTS = ['standards', 'parameters', 'marks', 'grades', 'outcomes'] as const
export type Subject = (typeof SUBJECTS)[number]

/** The columns that a value may stand in, in their order. */
export const VALUE_COLUMNS = ['term', 'count', 'points', 'cap', 'amount', 'text'] as const
export type ValueColumn = (typeof VALUE_COLUMNS)[number]

/** How a value is written: `30 minutes`, `20%`, `4`, `month`; `any` where nothing says it yet. */
export type Measure = 'duration' | 'percent' | 'number' | 'text' | 'any'

export type Literal = string | number

export interface NumberEntry {
  /** A civil date; null: the value stands without one. */
  readonly from: string | null
  /** As written; null: nothing holds from then on. */
  readonly value: Literal | null
  /** The comment beside it. */
  readonly reason?: string
}

/** Why a number cannot be changed from the workbook. */
export type Lock =
  /** It is that of a parameter, which others may share. */
  | { readonly why: 'parameter'; readonly parameter: string }
  /** The rule language has no dated form for it. */
  | { readonly why: 'undated' }
  /** It stands in a pack that this one extends. */
  | { readonly why: 'inherited' }

export interface RuleNumber {
  /** Stays the same while the rule does: `repair-arrival-minor.within`, `parameter:prompt-response`. */
  readonly id: string
  readonly subject: Subject
  /** Under which heading it is listed: a subject, a scorecard. */
  readonly group: Message
  readonly title: Message
  /** Which of its numbers: `不超过`, `权重`. */
  readonly item: Message
  readonly clauses: readonly string[]
  /** Who answers. */
  readonly charge: Message
  readonly column: ValueColumn
  readonly measure: Measure
  readonly file: RuleFile
  readonly path: readonly PathPart[]
  /** From the earliest on; empty: none was ever set. */
  readonly entries: readonly NumberEntry[]
  readonly lock?: Lock
  /** Since when a value without a date has held, where the pack says so. */
  readonly since?: string
}
