/** What a folder's files look like they are: proposed for `appraisal.yaml`, to be looked over by a person. */

import type { Message } from './message.ts'

/** The roster's files have their own keys in `appraisal.yaml`. */
export const ROSTER_KEYS = { person: 'people', site: 'sites', unit: 'units' } as const

export interface FileProposal {
  readonly file: string
  /** Where a workbook has several sheets. */
  readonly sheet?: string
  /** Records in it, as far as can be told: rows below the header. */
  readonly rows: number
  readonly headerRow: number
  /** Absent: nothing that the rules know. */
  readonly match?: ProposedMatch
  /** Others that its columns would fit nearly as well. */
  readonly others: readonly { readonly type: string; readonly title: Message }[]
}

export interface ProposedMatch {
  readonly type: string
  readonly title: Message
  /** The name of the file says so, or its columns leave no doubt. */
  readonly isSure: boolean
  /** The file is found by its name as it is: nothing needs to be written. */
  readonly isFound: boolean
  readonly columns: readonly ProposedColumn[]
  /** Required columns that no header feeds. */
  readonly missing: readonly Message[]
  /** Rows that would be taken. */
  readonly taken: number
  /** Rows that would be sent back, and why, the commonest reason first: a row may have several. */
  readonly refused: number
  readonly sentBack: readonly { readonly reason: Message; readonly rows: number; readonly first: string }[]
}

export interface ProposedColumn {
  readonly header: string
  /** A spreadsheet's letter; absent in JSON. */
  readonly letter?: string
  /** Absent: nothing reads it. */
  readonly field?: { readonly name: string; readonly title: Message }
  /** By a name that the rules know, by one that is like it, or by what stands in its cells. */
  readonly how?: 'name' | 'likeness' | 'content'
  /** The first values, as they stand. */
  readonly preview: readonly string[]
}
