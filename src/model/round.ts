/** A round of appraisals, from the first draft to what is final: how far it has come, who took part, who decided. */

import type { Message } from './message.ts'
import type { Day } from './value.ts'

/** How far a round has come; everything is a draft until it is final. */
export const ROUND_STATES = ['draft', 'panel', 'approved', 'published', 'final'] as const
export type RoundState = (typeof ROUND_STATES)[number]

export function hasReached(state: RoundState, asked: RoundState): boolean {
  return ROUND_STATES.indexOf(state) >= ROUND_STATES.indexOf(asked)
}

/** Final results are never overwritten: what replaces them is a further issue, and the earlier ones are kept. */
export interface Issue {
  /** From 1. */
  readonly number: number
  /** Why there is another one; null for the first. */
  readonly reason: string | null
}

export const FIRST_ISSUE: Issue = { number: 1, reason: null }

/** What a pack asks of a round (its block `round`): then each state that is reached has its who and when. */
export interface RoundRules {
  /** Of whom the panel is made up; empty: nothing is asked. */
  readonly panel: readonly PanelRole[]
  readonly clauses: readonly string[]
}

export interface PanelRole {
  readonly id: string
  readonly title: Message
  readonly members: number
  /** Whoever leads is appraised under somebody else. */
  readonly leads: boolean
}

/** The round as `appraisal.yaml` has it. People are staff numbers, or names of those whom the roster does not know. */
export interface WrittenRound {
  readonly panel?: { readonly on: Day; readonly members: readonly PanelMember[] }
  readonly approved: readonly Approval[]
  readonly published?: RoundStep
  readonly final?: RoundStep
  readonly incomplete: readonly AcceptedGap[]
}

export const NO_ROUND: WrittenRound = { approved: [], incomplete: [] }

export interface PanelMember {
  readonly role: string
  /** Staff number; absent: `name` says who it is. */
  readonly person?: string
  readonly name?: string
  /** Staff numbers: sits only where these are appraised; absent: everywhere but in their own case. */
  readonly for?: readonly string[]
}

export interface RoundStep {
  readonly by: string
  readonly on: Day
}

export interface Approval extends RoundStep {
  /** Staff numbers; absent: everybody but the approver. */
  readonly for?: readonly string[]
}

/** Somebody who is not to be appraised completely (a method could not be applied), and who accepted that. */
export interface AcceptedGap extends RoundStep {
  readonly person: string
  readonly reason: string
}

/** The round as `appraisal.json` has it: dates are civil, `2024-07-10`; null or empty where it has not come so far. */
export interface AppraisedRound {
  readonly panel: { readonly on: string; readonly members: readonly AppraisedMember[] } | null
  readonly approved: readonly (AppraisedStep & { readonly for: readonly string[] | null })[]
  readonly published: AppraisedStep | null
  readonly final: AppraisedStep | null
  readonly incomplete: readonly (AppraisedStep & { readonly person: string; readonly reason: string })[]
  /** The last day on which an appeal is in time; null: nothing is published, or no calendar tells. */
  readonly appealsUntil: string | null
}

export const NOT_BEGUN: AppraisedRound = {
  panel: null,
  approved: [],
  published: null,
  final: null,
  incomplete: [],
  appealsUntil: null,
}

export interface AppraisedMember {
  readonly role: string
  readonly title: Message
  /** Staff number; null: nobody of the roster. */
  readonly person: string | null
  readonly name: string
  readonly for: readonly string[] | null
}

export interface AppraisedStep {
  /** As written: a staff number, or a name. */
  readonly by: string
  readonly name: string
  readonly on: string
}

/** Something that stands between a round and one of its states. */
export interface RoundItem {
  /** What it is about, for programs. */
  readonly id: RoundItemId
  readonly before: RoundState
  /** False: it may stay so; it is told. */
  readonly blocks: boolean
  readonly message: Message
  readonly hint: Message
}

export const ROUND_ITEM_IDS = [
  'who-and-when',
  'panel',
  'own-leader',
  'methods',
  'approval',
  'rejected-rows',
  'late-entries',
  'appeal-time',
  'open-appeals',
  'evidence',
  'approval-of-outcome',
  'unconfirmed',
] as const
export type RoundItemId = (typeof ROUND_ITEM_IDS)[number]
