/** A rule pack as a book for people: by subject and by post, with everything that follows from a standard, in plain JSON. */

import type { Message } from './message.ts'
import type { Regulation, RuleLine } from './rulebook.ts'

export interface HandbookStandard {
  /** `3.12`: its place in the book. */
  readonly number: string
  readonly id: string
  readonly title: Message
  readonly severity: string
  readonly words: readonly RuleLine[]
  /** Where it counts: marks, vetoes, gates, cascades, outcomes. */
  readonly uses: readonly Message[]
  readonly clauses: readonly string[]
  readonly note: Message | null
  /** In force from or until a day that lies after the day of the book. */
  readonly isChanging: boolean
}

export interface HandbookSubject {
  readonly number: number
  readonly title: Message
  readonly standards: readonly HandbookStandard[]
}

export interface HandbookItem {
  readonly title: Message
  readonly how: Message
  /** Numbers of the standards that it takes. */
  readonly standards: readonly string[]
}

export interface HandbookPost {
  readonly id: string
  readonly title: Message
  /** Null: the post has no scorecard. */
  readonly scorecard: {
    readonly title: Message
    readonly sections: readonly {
      readonly title: Message
      readonly marks: number | null
      readonly when: Message | null
      readonly items: readonly HandbookItem[]
    }[]
    readonly vetoes: readonly { readonly grade: Message; readonly standards: readonly string[] }[]
    readonly gates: readonly string[]
  } | null
  /** Standards that name the post as answering and that its scorecard does not take. */
  readonly others: readonly string[]
}

export interface HandbookConsequence {
  readonly title: Message
  readonly when: Message
  readonly then: readonly Message[]
  readonly clauses: readonly string[]
}

export interface Handbook {
  readonly pack: { readonly id: string; readonly version: string; readonly sha256: string; readonly title: Message }
  readonly regulation: Regulation
  /** The civil date whose values it gives; null: the newest ones. */
  readonly day: string | null
  /** The post that it was made for; null: the whole of it. */
  readonly post: Message | null
  readonly fairness: readonly Message[]
  readonly grades: readonly { readonly title: Message; readonly from: number | null }[]
  readonly subjects: readonly HandbookSubject[]
  readonly posts: readonly HandbookPost[]
  readonly outcomes: readonly HandbookConsequence[]
  readonly cascades: readonly HandbookConsequence[]
  readonly parameters: readonly {
    readonly id: string
    readonly title: Message
    readonly value: Message | null
    readonly clauses: readonly string[]
  }[]
  /** Every clause that the book cites (of the whole pack: all), with the numbers of the standards that cite it. */
  readonly clauses: readonly {
    readonly source: Message
    readonly clauses: readonly {
      readonly id: string
      readonly text: Message
      readonly standards: readonly string[]
      readonly unchecked: Message | null
    }[]
  }[]
}
