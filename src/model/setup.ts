/** What `appraisal.yaml` says: which period, which rules, which files. */

import type { Appraisal, AppraisedOutcome, AppraisedPerson } from './appraisal.ts'
import type { Span } from './diagnostic.ts'
import type { CarriedCase } from './event.ts'
import type { Message } from './message.ts'
import type { Period } from './period.ts'
import type { RoundState } from './round.ts'
import type { Day, Instant } from './value.ts'

/** Where records come from. */
export type RecordSource = RecordFile | RecordQuery

export interface SourceWords {
  /** Header as written → field name. */
  readonly columns?: Readonly<Record<string, string>>
  /** Raw text → value as written in rules. */
  readonly values?: Readonly<Record<string, string | number | boolean>>
}

export interface RecordFile extends SourceWords {
  /** Absolute or relative to the folder, as the loader resolves it. */
  readonly path: string
  readonly sheet?: string
  readonly headerRow?: number
}

/** Which databases can be asked. */
export const DATABASES = ['postgres'] as const

export interface RecordQuery extends SourceWords {
  readonly from: (typeof DATABASES)[number]
  /** One SELECT, as written. How the database is reached is said by the environment alone. */
  readonly query: string
  /** Where it stands in `appraisal.yaml`. */
  readonly place: Span
}

export interface Confirmation {
  readonly person: string
  /** Outcome or cascade id. */
  readonly outcome: string
  readonly state: 'confirmed' | 'approved'
  readonly by: string
  readonly on: Day
  /** By id, what is on file of what the outcome asks for. */
  readonly evidence?: Readonly<Record<string, string>>
}

/** Who approved the records that were entered after the cut-off for entries (补录): those entered up to that day. */
export interface LateApproval {
  readonly approvedBy: string
  readonly approvedOn: Day
  readonly reason: string
}

export interface Setup {
  readonly folder: string
  readonly title?: Message
  readonly period: Period
  /** As written (`2024-07-05`, or a date-time); default: the period's last day. */
  readonly asOf: string
  readonly recordsFrom: Day
  readonly state: RoundState
  /** Who took part and decided, as written; `load/round.ts` reads it once the roster is known. */
  readonly round?: unknown
  /** Records entered later are late entries; as written, a date or date-time. Absent: the cut-off. */
  readonly entriesUntil?: string
  readonly lateEntries?: LateApproval
  /** Directory of the pack; absent: the shipped one. */
  readonly rules?: string
  readonly profile?: string
  readonly people: RecordFile
  readonly sites?: RecordFile
  readonly units?: RecordFile
  /** Event type → files and queries, or `none`. */
  readonly records: ReadonlyMap<string, 'none' | readonly RecordSource[]>
  /** Earlier appraisals as they were written, and tables of scores that exist on paper. */
  readonly history: readonly RecordFile[]
  readonly confirmations?: string
  /** Appeals, and what was decided of them. */
  readonly adjustments?: RecordFile
  /** Who was told of which miss. */
  readonly notices?: RecordFile
  /** A file, or the list as it stands in `appraisal.yaml`. */
  readonly waivers?: RecordFile | { readonly list: readonly unknown[] }
  /** The `appraisal.json` of this period that was published: what is paid otherwise now is told apart. */
  readonly published?: string
  /** Leave and secondment. */
  readonly away?: RecordFile
}

/** What later periods read of an appraisal. */
export interface EarlierAppraisal {
  readonly period: Appraisal['period']
  /** Absent where the file does not say. */
  readonly pack?: Pick<Appraisal['pack'], 'id' | 'version' | 'sha256'>
  readonly people: readonly (Pick<AppraisedPerson, 'id' | 'score' | 'grade' | 'ledgers'> & {
    readonly unit?: string | null
    /** Where the score stands, which exists on paper only. */
    readonly document?: string
    readonly outcomes: readonly Pick<AppraisedOutcome, 'id' | 'type' | 'state' | 'amount' | 'due' | 'confirmedOn'>[]
  })[]
}

/** Earlier appraisals, oldest first. */
export interface History {
  readonly appraisals: readonly EarlierAppraisal[]
  readonly carried: readonly CarriedCase[]
}

export interface CutOff {
  readonly asOf: Instant
  readonly knownThrough: Instant
}
