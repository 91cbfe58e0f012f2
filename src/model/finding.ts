/** The verdict of one standard on one case for one person, with what it rests on. */

import type { RecordRef } from './event.ts'
import type { Message } from './message.ts'
import type { FindingNotice } from './notice.ts'
import type { Instant, Quantity } from './value.ts'

export type Verdict = 'met' | 'missed' | 'pending' | 'undetermined' | 'exempt'

/** From worst to best: a case with several findings counts once, with the first of these that occurs. */
export const VERDICTS_WORST_FIRST = [
  'missed',
  'undetermined',
  'pending',
  'met',
  'exempt',
] as const satisfies readonly Verdict[]

/** The `by` of a miss that was not told in time. */
export const NOTIFY_WITHIN = 'notify-within'

/** What an appeal made of a finding, or that nobody was told of it in time; the finding itself bears what counts now. */
export interface AdjustedFinding {
  /** The id of the appeal; `notify-within` for `not-told`. */
  readonly by: string
  /** `not-told`: recorded and not charged; the case still counts as one that was judged. */
  readonly change: 'exempt' | 'overturn' | 'reassign' | 'not-told'
  /** As it was found. */
  readonly verdict: Verdict
  readonly reason: Message
  /** Of a finding that somebody else answered for before: who. */
  readonly from?: string
  /** Of one that somebody else answers for now: who. */
  readonly to?: string
}

/** What the raters of one group gave a person: `mean` is an exact fraction from 0 to 100. */
export interface RatedGroup {
  /** Null: raters are not grouped. */
  readonly title: Message | null
  readonly raters: number
  /** Those of whom the mean is, the highest and lowest left out. */
  readonly counted: number
  readonly mean: string
  /** The record type and the field that the scores are read from: what two ratings may share. */
  readonly of: string
}

/** What scoring and deciding read of a finding: all but its words, and what they are made of. */
export interface CountedFinding {
  /** standard/case/person, parts percent-encoded, `-` for nobody. */
  readonly id: string
  readonly standard: string
  readonly case: string
  /** Who answers; null: unattributed. */
  readonly person: string | null
  /** The owner of the slot, or the member, where the case has one. */
  readonly owner?: string
  /** What several findings have in common; the root record's `type:id`. */
  readonly incident?: string
  readonly at: Instant
  readonly verdict: Verdict
  /** The measure of a rating or a ledger's balance as an exact fraction (`1234/17`) or decimal. */
  readonly exact?: string
  readonly adjusted?: Omit<AdjustedFinding, 'reason'>
  /** The waiver that exempts it. */
  readonly waiver?: string
  /** An appeal that is not decided yet: points stand, money waits. */
  readonly contested?: string
  /** Whether and when it was told, and until when it has to be. */
  readonly notice?: FindingNotice
  /** Of a rating: means by group of raters. */
  readonly groups?: readonly RatedGroup[]
  /** Of a rating by people whom the rule names: how many. No output holds it, nor the mean of too few. */
  readonly raters?: number
  /** Of a finding beyond the cap only where something that is decided reads it. */
  readonly evidence?: readonly RecordRef[]
}

export interface Finding extends CountedFinding {
  readonly measured?: Quantity
  readonly limit?: Quantity
  readonly due?: Instant
  readonly reason: Message
  readonly evidence: readonly RecordRef[]
  readonly adjusted?: AdjustedFinding
}

/** Too many of the same person stand before it to be listed by itself: its line of `findings.ndjson` is held pressed. */
export interface UnlistedFinding extends CountedFinding {
  readonly lines: PressedLines
  /** Its place among these. */
  readonly place: number
}

export interface PressedLines {
  readonly blocks: readonly Uint8Array[]
}

/** A line of `findings.ndjson`. */
export interface WrittenFinding {
  readonly id: string
  /** `K-0201`: only of a finding that no list holds, which would number it. */
  readonly number?: string
  readonly standard: string
  readonly case: string
  readonly person: string | null
  readonly owner: string | null
  readonly incident: string | null
  readonly at: string
  readonly verdict: Verdict
  readonly measured: Quantity | null
  readonly limit: Quantity | null
  readonly due: string | null
  readonly reason: Message
  readonly adjusted?: AdjustedFinding
  readonly waiver?: string
  readonly contested?: string
  readonly notice?: WrittenNotice
  readonly evidence: readonly RecordRef[]
}

/** Instants and dates as written; null where there are none. */
export interface WrittenNotice {
  readonly due: string | null
  readonly toldOn: string | null
  readonly toldBy: string | null
  readonly how: string | null
}
