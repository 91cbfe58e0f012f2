/** What the rules need to be supplied: record types, their columns, the standards that rest on them; and what there is. */

import type { FieldType } from './event.ts'
import type { Message } from './message.ts'

export interface DataNeed {
  /** The record type, after which its file is named. */
  readonly type: string
  readonly title: Message
  /** Who hands the records in, and when; absent where the pack does not say. */
  readonly supplier?: Message
  readonly due?: Message
  /** The columns that must be there, those that rules read, and the one that tells late entries; in the order of the record type. */
  readonly columns: readonly NeededColumn[]
  /** In the order of the pack. */
  readonly standards: readonly { readonly id: string; readonly title: Message }[]
  /** Only where the folder of an appraisal is looked at. */
  readonly supply?: Supply
}

export interface NeededColumn {
  readonly field: string
  readonly title: Message
  readonly type: FieldType
  readonly isRequired: boolean
  readonly choices?: readonly Message[]
  /** How many standards read it. */
  readonly standards: number
  /** It says when a record was entered: without it no late entry (补录) is told. */
  readonly tellsLateEntries: boolean
}

export type Supply =
  | { readonly state: 'missing' }
  /** It is confirmed that there were none. */
  | { readonly state: 'none' }
  | {
      readonly state: 'supplied'
      readonly files: readonly SuppliedFile[]
      /** Neither says anything where there are too few records to tell. */
      readonly beginsLate: boolean
      readonly endsEarly: boolean
    }

export interface SuppliedFile {
  readonly file: string
  readonly rows: number
  /** Civil dates of the first and the last record that was accepted; absent: none was. */
  readonly first?: string
  readonly last?: string
}
