/** Everything computed for one period, as plain JSON: what `appraisal.json` holds, and the only thing that reports see. */

import type { Change } from './adjustment.ts'
import type { Completeness } from './completeness.ts'
import type { FileCounts } from './event.ts'
import type { AdjustedFinding, Verdict } from './finding.ts'
import type { Message } from './message.ts'
import type { PrintSettings } from './print.ts'
import type { AppraisedRound, Issue, RoundState } from './round.ts'
import type { MissingSource, StandardState } from './tally.ts'
import type { Quantity } from './value.ts'

export type GradeReason = 'incomplete' | 'too-little-measured' | 'too-few-days' | 'no-scorecard'

export interface AppraisalCounts {
  readonly met: number
  readonly missed: number
  readonly pending: number
  readonly undetermined: number
  readonly exempt: number
}

export interface AppraisedStandard extends AppraisalCounts {
  readonly id: string
  readonly state: StandardState
  readonly title: Message
  readonly kind: string
  readonly severity: string
  readonly clauses: readonly string[]
  /** Where the rule stands: file relative to the pack, and line. */
  readonly file: string
  readonly line: number
  /** What nobody supplied, for `not-supplied`. */
  readonly missing: readonly MissingSource[]
}

export interface ItemScore extends AppraisalCounts {
  /** The id of the standard, or the selection where an item takes several. */
  readonly standard: string
  readonly title?: Message
  readonly standards: readonly string[]
  readonly method: string
  /** Rounded to the printed decimals; negative for a deduction; null where nothing applies. */
  readonly points: number | null
  /** What it would come to were everything met, of a share or a rating; null otherwise. */
  readonly outOf: number | null
  /** Share met or rating, 0–100; null where there is none. */
  readonly percent: number | null
  /** Misses charged once because they are one incident with another. */
  readonly sameIncident: number
  /** True where `most` cut the deduction or the bonus. */
  readonly capped: boolean
  /** What the item may take off or add at most; null: no bound. */
  readonly most: number | null
  /** Points before any bound, of a deduction (negative) or a bonus; null otherwise. */
  readonly reckoned: number | null
  /** Share missed on average; null where it is not about misses, or too few others have it. */
  readonly peers: PeerMean | null
  /** How the points come about, in words and figures. */
  readonly reason: Message
}

/** The mean of everybody's share missed, of people with the same scorecard and post: never of so few that one could be told. */
export interface PeerMean {
  /** People whose shares are in the mean, the one concerned included. */
  readonly people: number
  /** 0–100. */
  readonly missedPercent: number
}

export interface SectionScore {
  readonly id: string
  readonly title: Message
  /** Marks of the section; null for a bonus. */
  readonly marks: number | null
  /** Marks after redistribution: what the score is out of. */
  readonly weight: number | null
  /** Null: nothing applies here. */
  readonly score: number | null
  /** What the section may add at most, of a bonus; null: no bound, or no bonus. */
  readonly most: number | null
  /** True where that bound cut the bonus. */
  readonly capped: boolean
  readonly reason: Message | null
  readonly items: readonly ItemScore[]
}

/** The days that somebody spent under one scorecard, scored by it. */
export interface ScorePart {
  readonly scorecard: string | null
  readonly scorecardTitle: Message | null
  readonly posts: readonly string[]
  readonly days: number
  /** Share of the whole score, 0–100; 0: it does not count. */
  readonly weight: number
  readonly score: number | null
  readonly scoreText: string | null
  /** How it counts, or why it does not. */
  readonly reason: Message
  readonly sections: readonly SectionScore[]
}

/** An appeal, with what it is about as it was and as it is now. */
export interface AppraisedAppeal {
  readonly id: string
  /** `open`: points stand and money waits. `answered`: another entry decides it. `dismissed`: the original result stands. */
  readonly state: 'open' | 'answered' | 'dismissed' | 'decided'
  readonly change: Change | null
  /** Exactly one of the two is there. */
  readonly finding: string | null
  readonly section: string | null
  /** Who answers now, where that was changed. */
  readonly to: string | null
  /** True on the sheet of whoever answers now: they did not appeal. */
  readonly isReceived: boolean
  readonly reason: string
  readonly evidence: string | null
  readonly filedOn: string | null
  /** The last day on which a decision is in time; null: no time is set, or it is not known when it was filed. */
  readonly decideBy: string | null
  readonly decidedBy: string | null
  readonly decidedOn: string | null
  /** Verdict of the finding, points of the section. */
  readonly original: { readonly verdict: Verdict | null; readonly points: number | null }
  readonly result: { readonly verdict: Verdict | null; readonly points: number | null }
  /** Points that were given back, as far as there was room for them. */
  readonly given: number | null
}

/** The result without any appeal. */
export interface OriginalResult {
  readonly score: number | null
  readonly scoreText: string | null
  readonly grade: string | null
}

export interface AppraisedOutcome {
  readonly id: string
  readonly title: Message
  readonly type: string
  readonly state: 'proposed' | 'confirmed' | 'approved'
  /** Decimal in the pack's currency; null: not set, or not about money. */
  readonly amount: number | null
  readonly amountNotSet: boolean
  readonly approval: boolean
  /** Civil date `2024-09-30`, where a due date follows. */
  readonly due: string | null
  readonly clauses: readonly string[]
  /** The findings that set it off, where it is about findings. */
  readonly because: readonly string[]
  readonly confirmedBy: string | null
  readonly confirmedOn: string | null
  /** What must be on file before it may take effect, and where it is; null: missing. Absent: nothing is asked. */
  readonly evidence?: readonly { readonly id: string; readonly title: Message; readonly given: string | null }[]
  /** The outcome that charges the same incident already; this one is shown with the amount 0. */
  readonly sameIncidentAs?: string
  /** Charged until the larger amount of the same incident, which this outcome asks for, is confirmed. */
  readonly standsInFor?: string
  /** Appeals that are not decided yet and that it rests on: until then its money waits. */
  readonly contested?: readonly string[]
}

export interface Withheld {
  /** 0 to 1 of the person's own bonus base. */
  readonly share: number
  /** Null: no bonus base is set. */
  readonly amount: number | null
  readonly because: readonly {
    readonly cascade: string
    readonly finding: string
    readonly role: string
    readonly share: number
    readonly incident: string
    readonly state?: AppraisedOutcome['state']
    /** An appeal that is not decided yet: until then the share waits. */
    readonly contested?: string
    /** Charged until the larger share of the same incident, which this cascade asks for, is confirmed. */
    readonly standsInFor?: string
  }[]
  /** Levels that the roster lacks above the person concerned. */
  readonly skipped: readonly string[]
}

/** What a miss comes to in an item of the scorecard. */
export interface EvidenceCharge {
  readonly section: string
  /** The item's place within the section, from 0. */
  readonly item: number
  /**
   * `charged`, `capped`: points are taken off, or would be, were a bound not reached. `same-incident`: charged with another
   * finding. `in-rate`, `in-rating`: part of a share or a mean. `no-points`: the item counts nothing for it.
   */
  readonly effect: 'charged' | 'capped' | 'same-incident' | 'in-rate' | 'in-rating' | 'no-points'
  /** Points taken off, rounded: never above 0; null where single findings have none. */
  readonly points: number | null
  /** The same as an exact fraction: those of an item add up to its points, but for what a ledger's balance takes off. */
  readonly exactPoints: string | null
  /** The finding that is charged for the incident, where this one is not. */
  readonly sameIncidentAs: string | null
}

/** A finding as reports print it. */
export interface EvidenceLine {
  readonly id: string
  /** `K-0001`: the same in every issue of a period; in the first, in printed order within a person. */
  readonly number: string
  readonly standard: string
  readonly case: string
  readonly at: string
  readonly verdict: Verdict
  readonly measured: Quantity | null
  readonly limit: Quantity | null
  readonly due: string | null
  readonly reason: Message
  readonly incident: string | null
  /** What it comes to on the scorecard; empty: not missed, or no item takes it. */
  readonly charges: readonly EvidenceCharge[]
  /** What an appeal made of it: the verdict above is the one that counts now. */
  readonly adjusted: AdjustedFinding | null
  readonly waiver: string | null
  /** The appeal that is not decided yet. */
  readonly contested: string | null
  /** Whether and when it was told; null: nobody wrote that down, and the rules do not ask. */
  readonly notice: EvidenceNotice | null
  /** The records it rests on. Their rows stand in `findings.ndjson`: the order of rows changes nothing here. */
  readonly evidence: readonly { readonly file: string; readonly id: string }[]
}

/** Findings of one standard that are not listed by themselves. */
export interface UnlistedCount extends AppraisalCounts {
  readonly standard: string
  /** Points taken off by them, each rounded: never above 0. */
  readonly points: number
  /** Of the missed ones, those that take points off, are part of a share, or have consequences. */
  readonly costing: number
}

/** `due`: the last instant in time, null where the rules ask for no notice; the others null: it was not told. */
export interface EvidenceNotice {
  readonly due: string | null
  /** Civil date. */
  readonly toldOn: string | null
  readonly toldBy: string | null
  readonly how: string | null
}

export interface EarlierScore {
  readonly period: string
  readonly score: number | null
  readonly grade: string | null
  /** Where it stands, which exists on paper only (文号). */
  readonly document?: string
}

/** What the raters of one group came to; kept only where neither it nor any other group of the standard tells of few. */
export interface RaterGroup {
  /** Null: raters are not grouped. */
  readonly title: Message | null
  readonly raters: number
  /** 0–100. */
  readonly mean: number
}

export interface AppraisedPerson {
  readonly id: string
  readonly name: string
  readonly post: string | null
  readonly postTitle: Message | null
  readonly unit: string | null
  readonly scorecard: string | null
  readonly scorecardTitle: Message | null
  /** Spells within the period: `{ post, from, to, days }`. */
  readonly spells: readonly {
    readonly post: string
    readonly from: string
    readonly to: string
    /** In post; days away are not among them. */
    readonly days: number
    readonly away: number
    /** Of full time. */
    readonly share: number
  }[]
  readonly daysInPost: number
  /** Of somebody who had several scorecards in the period: each worked out by itself. Empty where there was one. */
  readonly parts: readonly ScorePart[]
  readonly score: number | null
  /** The score as printed, with the decimals of the grade table: `87.50`. */
  readonly scoreText: string | null
  readonly grade: string | null
  readonly gradeReason: GradeReason | null
  /** The grade before a veto lowered it. */
  readonly gradeBeforeVeto: string | null
  readonly vetoes: readonly { readonly standard: string; readonly grade: string; readonly finding: string }[]
  /** Standards of the gates that are not met for this person. */
  readonly gates: readonly { readonly standard: string; readonly met: boolean }[]
  readonly measuredMarks: number | null
  /** The sum before it was stopped at 100. */
  readonly uncapped: number | null
  /** The latest earlier appraisal of the same length. */
  readonly previous: EarlierScore | null
  /** The one of the same months a year earlier. */
  readonly yearBefore: EarlierScore | null
  readonly sections: readonly SectionScore[]
  /** Standards charged to this person that no item of the scorecard takes. */
  readonly unscored: readonly (AppraisalCounts & { readonly standard: string })[]
  /** Every standard that had a case for this person, in the order of the pack. */
  readonly tallies: readonly (AppraisalCounts & { readonly standard: string })[]
  /** By rating standard; no groups: there are some, which may not be shown. */
  readonly ratings: readonly { readonly standard: string; readonly groups: readonly RaterGroup[] }[]
  readonly outcomes: readonly AppraisedOutcome[]
  /** Outcomes whose condition rests on facts that are not known: never proposed, always told. */
  readonly undecided: readonly {
    readonly outcome: string
    readonly title: Message
    readonly unknown: readonly string[]
  }[]
  /** The person's own bonus base of the period, a decimal; null: not set. */
  readonly bonusBase: string | null
  readonly withheld: Withheld
  /** In order of id. */
  readonly adjustments: readonly AppraisedAppeal[]
  /** Null: nothing was changed by an appeal. */
  readonly original: OriginalResult | null
  /** Rows that name this person and were sent back: they are in none of the figures. */
  readonly rejectedRows: number
  /** Everything but met, worst first; of very many the first, with all that somebody spoke of or that decided something. */
  readonly evidence: readonly EvidenceLine[]
  /** The others, counted by standard; absent: there are none. Each counts like any, and stands in `findings.ndjson`. */
  readonly unlisted?: readonly UnlistedCount[]
  /** Balances of ledgers, by standard, for the next period. */
  readonly ledgers: Readonly<Record<string, string>>
}

/** A problem that an inspection found, as the bulletin tells it: a unit, never a person. */
export interface BulletinLine {
  /** Record type and id. */
  readonly type: string
  readonly id: string
  /** Civil date. */
  readonly on: string
  readonly issue: Message
  /** Null: not written down. */
  readonly place: Message | null
  /** Id of a unit of the roster, or its name as written. */
  readonly unit: string | null
  /** Civil date, or as written. */
  readonly due: Message | null
  readonly recheck: Message | null
}

export interface Bulletin {
  /** Record types whose problems are told; empty: the rules name none. */
  readonly types: readonly {
    readonly type: string
    /** Nobody handed any in, it was confirmed that there were none, or they were read. */
    readonly state: 'not-supplied' | 'none' | 'read'
  }[]
  /** Of the period, by day. */
  readonly lines: readonly BulletinLine[]
}

/** An appraisal before this one, as far as the trend tells of it. */
export interface EarlierPeriod {
  readonly period: { readonly name: string; readonly from: string; readonly to: string; readonly length: string }
  /** What its rules were; null: the file does not say. */
  readonly pack: { readonly id: string; readonly version: string; readonly sha256: string } | null
  readonly grades: readonly EarlierGrade[]
  /** By unit; empty where the file does not say who was where. */
  readonly units: readonly { readonly unit: string; readonly scores: readonly number[] }[]
  /** Of everybody who had one. */
  readonly scores: readonly number[]
}

export interface EarlierGrade {
  /** Null: none was given. */
  readonly grade: string | null
  readonly people: number
}

/** A number of the rules that came into force within the period. */
export interface DatedChange {
  /** Civil date. */
  readonly from: string
  /** What it is a number of. */
  readonly of: Message
  readonly before: Message | null
  /** Null: nothing holds from then on. */
  readonly after: Message | null
  readonly site: string | null
}

/** What one person's records of a type came to for others: how strict an inspector is. */
export interface InspectorCount {
  readonly type: string
  readonly person: string
  readonly name: string
  /** Records that led to a verdict met or missed for somebody else. */
  readonly judged: number
  readonly missed: number
}

export interface Appraisal {
  readonly format: 1
  readonly engine: string
  /** A copy without names: people are numbers that tell nothing. */
  readonly redacted?: true
  readonly title: Message | null
  readonly pack: {
    readonly id: string
    readonly version: string
    readonly sha256: string
    readonly title: Message
    readonly currency: string
  }
  readonly period: {
    readonly name: string
    readonly from: string
    readonly to: string
    readonly year: number
    readonly length: string
  }
  readonly asOf: string
  /** How far the round has come; everything is a draft until it is `final`. */
  readonly state: RoundState
  readonly round: AppraisedRound
  readonly issue: Issue
  /** Until when records were to be entered, where that is not the cut-off; and who approved those that came later. */
  readonly entriesUntil: string | null
  readonly lateApproval: { readonly by: string; readonly on: string; readonly reason: string } | null
  readonly records: {
    readonly read: number
    readonly accepted: number
    readonly rejected: number
    readonly ignored: number
    /** What became of the rows of each file. */
    readonly files: readonly FileCounts[]
    /** Rejected rows, the roster's included, of which it cannot be told whom they concern. */
    readonly rejectedNamingNobody: number
    readonly byType: Readonly<
      Record<
        string,
        { readonly read: number; readonly accepted: number; readonly rejected: number; readonly ignored: number }
      >
    >
  }
  readonly completeness: Completeness
  /** Why the results may be final although rows were rejected; null: nobody said so. */
  readonly rejectionsAccepted: string | null
  readonly findings: AppraisalCounts & { readonly unattributed: number }
  readonly standards: readonly AppraisedStandard[]
  readonly measures: readonly {
    readonly standard: string
    readonly owner: string
    readonly slot: string
    readonly member?: string
    readonly value: number
  }[]
  readonly people: readonly AppraisedPerson[]
  /** Shares withheld from people who have no sheet in this period. */
  readonly withheldElsewhere: readonly {
    readonly person: string
    readonly name: string
    readonly bonusBase: string | null
    readonly withheld: Withheld
  }[]
  /** Misses that set off no cascade yet, because they are not confirmed. */
  readonly waiting: readonly { readonly cascade: string; readonly finding: string; readonly fact: string }[]
  readonly bulletin: Bulletin
  /** Oldest first. */
  readonly earlier: readonly EarlierPeriod[]
  readonly datedChanges: readonly DatedChange[]
  /** By record type, then person; raters of ratings are not among them. */
  readonly inspectors: readonly InspectorCount[]
  /** Findings that nobody answers for. */
  readonly unattributed: readonly EvidenceLine[]
  /** Those beyond the first; absent: there are none. */
  readonly unattributedUnlisted?: readonly UnlistedCount[]
  /** Words that reports need: posts, units, grades, scorecards, clauses and record types by id. */
  readonly words: {
    readonly posts: Readonly<Record<string, Message>>
    readonly units: Readonly<Record<string, Message>>
    /** Names that outcomes rest on, as found in `undecided`. */
    readonly outcomeFacts: Readonly<Record<string, Message>>
    readonly grades: readonly { readonly id: string; readonly title: Message; readonly from: number }[]
    readonly clauses: Readonly<Record<string, { readonly text: Message; readonly source: Message }>>
    readonly eventTypes: Readonly<Record<string, Message>>
    /** Who hands in which type of records, as far as the rules say. */
    readonly suppliers: Readonly<Record<string, Message>>
    readonly cascades: Readonly<Record<string, Message>>
    readonly cascadeClauses: Readonly<Record<string, readonly string[]>>
    readonly levels: Readonly<Record<string, Message>>
  }
  /** What forms bear: whose they are, who signs, where to appeal. */
  readonly print: {
    readonly company: Message | null
    /** A picture as a `data:` address. */
    readonly logo: string | null
    readonly documentNumber: Message | null
    readonly signatures: readonly Message[]
    readonly appeal: PrintSettings['appeal']
    readonly notice: PrintSettings['notice']
  }
  /** 本期考评口径: fairness settings in force, and what was weakened. */
  readonly fairness: { readonly settings: readonly Message[]; readonly weakened: readonly Message[] }
  /** Parameters that standards rest on, with the value printed. */
  readonly parameters: readonly {
    readonly id: string
    readonly title: Message
    readonly value: Message | null
    readonly clauses: readonly string[]
  }[]
}
