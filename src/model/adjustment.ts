/** What is entered beside the records: appeals with what was decided (复核调整), standing exemptions (免考核事项). */

import type { Span } from './diagnostic.ts'
import type { DiagnosticCode } from './diagnostic-codes.ts'
import type { Finding } from './finding.ts'
import type { Message } from './message.ts'
import type { Day } from './value.ts'

/** `reassign`: somebody else answers. `points`: so many back, on a finding or a section. */
export const CHANGES = ['exempt', 'overturn', 'reassign', 'points'] as const
export type Change = (typeof CHANGES)[number]

/** What was decided; points as a decimal. */
export type Ruling =
  | { readonly change: 'exempt' | 'overturn' }
  | { readonly change: 'reassign'; readonly to: string }
  | { readonly change: 'points'; readonly points: string }

/** What an appeal is about: one finding, and whose it is said to be; or a section of somebody's scorecard (by id or title). */
export type AppealTarget =
  | { readonly finding: string; readonly person: string | null }
  | { readonly person: string; readonly section: string }

interface AppealBase {
  readonly id: string
  readonly target: AppealTarget
  /** Why the appeal was filed or, once it is decided, why it was decided so. */
  readonly reason: string
  readonly evidence: string | null
  readonly filedOn: Day | null
  readonly span: Span
}

export interface OpenAppeal extends AppealBase {
  readonly state: 'open'
}

/** The original result stands. */
export interface DismissedAppeal extends AppealBase {
  readonly state: 'dismissed'
  readonly decidedBy: string
  readonly decidedOn: Day
}

export interface DecidedAppeal extends AppealBase {
  readonly state: 'decided'
  readonly ruling: Ruling
  readonly decidedBy: string
  readonly decidedOn: Day
}

export type Appeal = OpenAppeal | DismissedAppeal | DecidedAppeal

/** An appeal with what it is about. */
export interface MatchedAppeal {
  readonly appeal: Appeal
  readonly person: string
  /** As found; absent where the appeal is about a section. */
  readonly finding?: Finding
  /** The id of the section. */
  readonly section?: string
  /** Open, and nothing entered later decides it. */
  readonly isContested: boolean
}

/** A standing, dated, approved exemption as written; places and people that are not named are all of them. */
export interface WrittenWaiver {
  readonly id: string
  readonly title: string | null
  readonly reason: string
  /** Who approved it. */
  readonly owner: string
  /** Ids, globs, `tag:x`. */
  readonly selection: readonly string[]
  readonly sites: readonly string[]
  readonly units: readonly string[]
  readonly people: readonly string[]
  readonly from: Day
  readonly to: Day
  readonly span: Span
}

export interface Waiver extends WrittenWaiver {
  /** The ids that the selection comes to. */
  readonly standards: ReadonlySet<string>
}

/** Something about an appeal or a waiver that cannot stand; whoever prints makes a diagnostic of it. */
export interface Objection {
  readonly code: DiagnosticCode
  readonly span: Span
  readonly message: Message
  readonly hint?: Message
  readonly related?: readonly Span[]
}
