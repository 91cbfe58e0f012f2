/** How a verdict came about: what was asked, what was there, and whether it held, step by step. */

import type { Message } from './message.ts'

export interface TraceStep {
  readonly part: 'applies' | 'exemption' | 'clock' | 'requirement' | 'record'
  /** What is asked; of a record, which one it is. */
  readonly text: Message
  /** Null: not known, or nothing to be held against anything. */
  readonly holds: boolean | null
  /** What was there. */
  readonly seen?: Message
  readonly under: readonly TraceStep[]
}

/** The steps to the verdict on one case. */
export interface CaseTrace {
  readonly standard: string
  readonly case: string
  readonly steps: readonly TraceStep[]
}
