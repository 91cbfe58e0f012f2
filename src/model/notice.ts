/** Telling somebody of a miss (扣分告知): what the rules demand, what was entered, and what it came to for a finding. */

import type { Span } from './diagnostic.ts'
import type { Day, Duration, Instant, Setting } from './value.ts'

/** A miss that is not told in time is recorded and not charged. */
export interface NotifyRule {
  readonly within: Setting<Duration>
  /** Ids of the standards that it holds for; absent: all that are judged per event. */
  readonly standards?: ReadonlySet<string>
  readonly span: Span
}

/** An entry of the register of notices. */
export interface Notice {
  readonly finding: string
  /** Whose finding it is said to be. */
  readonly person: string | null
  readonly toldOn: Day
  /** The instant, where the time of day was written down too. */
  readonly toldAt: Instant | null
  readonly toldBy: string
  /** By hand, by phone, by message. */
  readonly how: string | null
  readonly span: Span
}

/** What is known of telling a finding; `due` is the last instant in time, absent where the rules demand nothing. */
export interface FindingNotice {
  readonly due?: Instant
  /** Where it cannot be counted: the year that the holiday table lacks. */
  readonly uncoveredYear?: number
  readonly told?: Pick<Notice, 'toldOn' | 'toldBy' | 'how'>
}
