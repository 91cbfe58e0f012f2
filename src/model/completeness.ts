/** How complete the records are: what was left blank and by whom, where too little was recorded, what came in late. */

import type { Message } from './message.ts'

export interface Completeness {
  /** Fields that rules read, of the types that have records. */
  readonly fields: readonly FieldFilling[]
  /** Units with far fewer records than their size lets expect. */
  readonly units: readonly FewRecords[]
  /** Types whose records begin late or end early, for the time that they are to cover. */
  readonly gaps: readonly RecordGap[]
  /** Records that were entered after the cut-off for entries (补录). */
  readonly late: readonly LateEntry[]
}

export interface FieldFilling {
  readonly type: string
  readonly field: string
  readonly title: Message
  /** How many standards read it. */
  readonly standards: number
  /** Cases of those standards that could not be judged, for this or another reason: what the blanks may have cost. */
  readonly undetermined: number
  readonly filled: number
  readonly total: number
  /** By the post of whoever enters it; null where a record does not say who. */
  readonly posts: readonly { readonly post: string | null; readonly filled: number; readonly total: number }[]
}

export interface FewRecords {
  readonly type: string
  readonly unit: string
  readonly records: number
  /** What there would be if records were as frequent as in all units together. */
  readonly expected: number
}

export interface RecordGap {
  readonly type: string
  /** Civil dates of the first and last record. */
  readonly first: string
  readonly last: string
  readonly beginsLate: boolean
  readonly endsEarly: boolean
}

export interface LateEntry {
  readonly type: string
  readonly id: string
  readonly file: string
  /** When it happened, and when it was entered, in civil time of the pack. */
  readonly at: string
  readonly entered: string
  readonly people: readonly string[]
  readonly isApproved: boolean
}
