/** What the panel and the quality team are told beside the sheets: rules in words, how verdicts came about, how near a grade is. */

import type { Message } from './message.ts'
import type { RuleLine, RuleValue } from './rulebook.ts'
import type { CaseTrace } from './trace.ts'

/** One standard, told to whoever does not read the rule. */
export interface ExplainedStandard {
  readonly id: string
  readonly title: Message
  readonly note: Message | null
  readonly kind: string
  readonly severity: string
  readonly clauses: readonly { readonly id: string; readonly text: Message; readonly source: Message }[]
  /** Where the rule stands: file relative to the pack, and line. */
  readonly file: string
  readonly line: number
  readonly words: readonly RuleLine[]
  readonly values: readonly RuleValue[]
  /** Where it counts: scorecards, vetoes, gates, cascades, outcomes. */
  readonly uses: readonly Message[]
  readonly tests: readonly { readonly name: string; readonly file: string; readonly line: number }[]
}

/** How near the grade above is to somebody, and what stands in between: for the panel alone. */
export interface Margin {
  readonly person: string
  /** The grade that the next better score, or the absence of a veto, would give; null for whoever has the best one. */
  readonly above: string | null
  /** Points from the score to the bound of that grade; 0 where the score reaches it and a veto lowers it. */
  readonly points: number | null
  /** Points from the score to the lower bound of its own band. */
  readonly aboveBound: number | null
  /** Missed findings of which the grade above would follow had they been met; empty where no few of them suffice. */
  readonly deciding: readonly string[]
  /** The score had they been met. */
  readonly scoreWithout: number | null
}

export interface Explanations {
  readonly standards: readonly ExplainedStandard[]
  readonly traces: readonly CaseTrace[]
  readonly margins: readonly Margin[]
}

export const NO_EXPLANATIONS: Explanations = { standards: [], traces: [], margins: [] }
