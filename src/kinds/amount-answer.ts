/** What is asked of an amount, and what it comes to: the words between the amounts of all sorts and the kinds. */

import type { Interval } from '../model/calendar.ts'
import type { Lens } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Day, Quantity, Scalar } from '../model/value.ts'
import type { Hits } from './records.ts'

/** Whether a demand holds over the records there are: surely, surely not, or either. */
export type Held = 'yes' | 'no' | 'open'

export interface AmountResult {
  /** What must be reached; `none` where nothing need be. Once reached it stays so. */
  readonly floor: Held | 'none'
  /** What must not be exceeded; once exceeded it stays so. */
  readonly ceiling: Held | 'none'
  /** A mean, which further records may raise or lower: judged when the slot is over, on complete records. */
  readonly isFinalAtEnd?: true
  readonly measured: Quantity
  readonly limit: Quantity
  /** `共 3 次，应不少于 4 次`. */
  readonly words: Message
}

/** `unset`: no value in force. `missing`: a fact is blank. `nobody`: an empty list. */
export type AmountAnswer =
  | AmountResult
  | { readonly none: 'unset' | 'missing' | 'no-previous' | 'nobody'; readonly reason: Message }

export interface AmountQuestion {
  readonly hits: Pick<Hits, 'sure' | 'unsure'>
  readonly lens: Lens
  readonly day: Day
  readonly site: string | undefined
  /** The one of `each-of` that is asked about. */
  readonly member?: Scalar
  /** Open time of the slot, for `covers`. */
  readonly open?: readonly Interval[]
  /** What the slot before came to, for `previous`; undefined where there is none. */
  previous?(): number | undefined
}

export type Range = { readonly low: number; readonly high: number }
