/** A rule pack, compiled: everything that the later stages follow, in the order written. */

import type { WorkCalendar, Zone } from './calendar.ts'
import type { Checker, Scope } from './checker.ts'
import type { Span } from './diagnostic.ts'
import type { Event, EventType } from './event.ts'
import type { Message } from './message.ts'
import type { NotifyRule } from './notice.ts'
import type { PrintSettings } from './print.ts'
import type { RoundRules } from './round.ts'
import type { Day, Duration, Setting, Value } from './value.ts'

export interface PackInfo {
  readonly id: string
  readonly version: string
  readonly title: Message
  readonly timeZone: string
  readonly currency: string
  /** The pack's default calendar, which working time follows where a rule names none. */
  readonly calendar?: string
  readonly regulation?: Regulation
  /** Hash over the names and bytes of all rule files. */
  readonly sha256: string
}

/** The document by which a company lays its standards down; dates are civil, `2025-09-01`. */
export interface Regulation {
  readonly title?: Message
  readonly number?: string
  readonly announced?: string
  readonly effective?: string
}

export interface Clause {
  readonly id: string
  readonly text: Message
  readonly source: string
  /** Why no record can show it. */
  readonly unchecked?: Message
}

export interface Source {
  readonly id: string
  readonly title: Message
  readonly clauses: ReadonlyMap<string, Clause>
}

export interface Parameter {
  readonly id: string
  readonly title: Message
  /** Durations as `Duration`, numbers as decimals in a string, the rest as written. */
  readonly setting: Setting<number | Duration | string>
  readonly clauses: readonly string[]
  readonly reviewBy?: Day
  readonly span: Span
}

export interface Post {
  readonly id: string
  readonly title: Message
  readonly level: string
}

export type Severity = 'note' | 'minor' | 'major' | 'critical'

/** What one line of a rule in plain words is about. */
export type RulePart = 'cases' | 'requirement' | 'exemption' | 'charge' | 'missing' | 'in-force'

/** A rule in plain words, line by line. */
export interface RuleLine {
  readonly part: RulePart
  readonly text: Message
  /** Where the line rests on clauses of its own. */
  readonly clauses?: readonly string[]
  /** Posts that the line names as answering. */
  readonly posts?: readonly string[]
}

/** A number of a rule that changes with time or stands in a parameter, with all its values. */
export interface RuleValue {
  readonly title: Message
  readonly parameter?: string
  readonly clauses: readonly string[]
  /** `from`: a civil date, null for ever since; a value of null: nothing holds from then on. */
  readonly entries: readonly { readonly from: string | null; readonly value: Message | null; readonly site?: string }[]
}

export interface Standard {
  readonly id: string
  readonly title: Message
  readonly note?: Message
  readonly clauses: readonly string[]
  readonly kind: string
  readonly severity: Severity
  readonly tags: readonly string[]
  readonly effective?: { readonly from?: Day; readonly to?: Day }
  /** What one case is: decides how fairness settings apply. */
  readonly judgedPer: 'event' | 'slot' | 'person'
  /** Every record type that must have been supplied for a verdict. */
  readonly needs: readonly string[]
  /** Fields of each needed record type that the rule reads, for the list of what to supply. */
  readonly fields: Readonly<Record<string, readonly string[]>>
  /** What becomes of a case of which something measured is not known. */
  readonly ifMissing: 'undetermined' | 'missed' | 'exempt'
  /** Parameters without any value: the standard is not configured. */
  readonly unset: readonly string[]
  /** Calendars whose holidays the rule counts. */
  readonly calendars: readonly string[]
  readonly checker: Checker
  readonly span: Span
  /** What it says, in plain words made from the rule. */
  describe(): readonly RuleLine[]
  /** Its dated values and parameters, with their history. */
  values(): readonly RuleValue[]
}

/** `deduct` takes points for misses, `rate` the share met, `rating` the measured 0–100, `bonus` adds on top. */
export type Method = 'deduct' | 'rate' | 'rating' | 'bonus'

export interface ScorecardItem {
  /** As written: ids, globs, `tag:x`. */
  readonly selection: string
  readonly title?: Message
  /** The standards selected, in the order of the pack. */
  readonly standards: readonly string[]
  readonly method: Method
  /** Points for one miss (or one point of a ledger's balance). Decimal string. */
  readonly each?: Setting<number>
  /** Deductions are counted per so many cases. */
  readonly perCases?: number
  readonly most?: Setting<number>
  readonly weight: Setting<number>
  readonly minimum?: number
  /** `incident`: any miss voids the whole case (100−1=0). */
  readonly by: 'case' | 'incident'
  readonly span: Span
}

export interface ScorecardSection {
  readonly id: string
  readonly title: Message
  /** Absent for a bonus section. */
  readonly marks?: Setting<number>
  readonly method?: Method
  readonly most?: Setting<number>
  readonly empty: 'none' | 'full' | 'redistribute'
  readonly items: readonly ScorecardItem[]
  /** A bonus is given only when this holds over the person's outcome facts; unknown: no bonus. */
  readonly when?: FactCondition
  readonly span: Span
}

/** A condition over named outcome facts (`score`, `missed.<standard>` …), checked and in json-rules-engine's own form. */
export interface FactCondition {
  readonly source: Readonly<Record<string, unknown>>
  /** Names read. */
  readonly facts: readonly string[]
  /** Their titles, for print. */
  readonly titles: ReadonlyMap<string, Message>
  /** What it asks. */
  readonly words: Message
  /** Undefined: not known. */
  test(facts: Readonly<Record<string, Value | undefined>>): boolean | undefined
}

export interface Veto {
  readonly standards: readonly string[]
  readonly grade: string
}

export interface Gate {
  readonly standards: readonly string[]
  /** Whose completeness it is: the level or group named, `staff` for everybody. */
  readonly of: string
}

export interface Scorecard {
  readonly id: string
  readonly title: Message
  readonly posts: readonly string[]
  readonly sections: readonly ScorecardSection[]
  readonly veto: readonly Veto[]
  readonly gates: readonly Gate[]
  readonly span: Span
}

export interface GradeBand {
  readonly id: string
  readonly title: Message
  readonly from: Setting<number>
}

export interface Grades {
  /** Digits that the score is rounded to (half up) before grading; absent: graded exact. */
  readonly decimals?: number
  /** From the highest lower bound to the lowest. */
  readonly bands: readonly GradeBand[]
  readonly span: Span
}

export interface OutcomeAction {
  readonly type: string
  readonly title?: Message
  /** Decimal amount in the pack's currency; absent or without value: not set. */
  readonly amount?: Setting<number>
  readonly within?: Setting<Duration>
  readonly approval?: 'required'
  /** What must be on file before it may take effect. */
  readonly evidence?: readonly { readonly id: string; readonly title: Message }[]
}

export interface OutcomeRule {
  readonly id: string
  readonly title: Message
  readonly clauses: readonly string[]
  readonly when: FactCondition
  readonly oncePer: 'period' | 'incident' | 'finding'
  readonly then: readonly OutcomeAction[]
  readonly span: Span
}

export interface Cascade {
  readonly id: string
  readonly title: Message
  readonly clauses: readonly string[]
  readonly standards: readonly string[]
  /** The verdict that sets it off; `missed` unless said. */
  readonly verdict: 'missed'
  /** The fact of the case's record that dates it; the case's own time when absent. */
  readonly at?: string
  /** Percentages by level, `person` for the one concerned. */
  readonly shares: Readonly<Record<string, Setting<number>>>
  readonly combine: 'capped'
  readonly span: Span
}

export interface Fairness {
  readonly missingSource: 'not-judged' | 'missed'
  readonly perCase: 'rate' | 'any'
  readonly minimumCases: number
  readonly oncePer: 'incident' | 'finding'
  readonly measuredMarksAtLeast: number
  /** Of the days of the period, 0 to 100. */
  readonly minimumDaysPercent: number
  readonly raters: { readonly minimum: number; readonly trim: number; readonly shownFrom: number }
  readonly consequences: 'proposed' | 'confirmed'
  /** Absent: misses need not be told to be charged. */
  readonly notifyWithin?: NotifyRule
  /** What departs from the defaults, in words, for every sheet. */
  readonly weakened: readonly Message[]
}

/** What a bulletin tells of a problem that an inspection found. */
export const BULLETIN_PARTS = ['issue', 'place', 'unit', 'due', 'recheck'] as const
export type BulletinPart = (typeof BULLETIN_PARTS)[number]

/** A record type whose records are such problems, with the field of each part. */
export interface BulletinRule {
  readonly type: string
  readonly parts: Readonly<Partial<Record<BulletinPart, string>>>
  isShown(event: Event, scope: Scope): boolean
}

export interface Rulebook {
  readonly pack: PackInfo
  readonly zone: Zone
  readonly sources: ReadonlyMap<string, Source>
  readonly clauses: ReadonlyMap<string, Clause>
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly calendars: ReadonlyMap<string, WorkCalendar>
  readonly seasons: ReadonlyMap<string, readonly { readonly from: Day; readonly to: Day }[]>
  readonly posts: ReadonlyMap<string, Post>
  readonly eventTypes: ReadonlyMap<string, EventType>
  /** Columns of people, sites and units: the built-in ones and the pack's own. */
  readonly rosterTypes: { readonly person: EventType; readonly site: EventType; readonly unit: EventType }
  readonly standards: readonly Standard[]
  /** Those in force: a post has one. */
  readonly scorecards: readonly Scorecard[]
  /** Scorecards of profiles that were not asked for, and those that the one asked for stands in for. */
  readonly otherScorecards: readonly Scorecard[]
  readonly grades?: Grades
  readonly outcomes: readonly OutcomeRule[]
  readonly cascades: readonly Cascade[]
  readonly fairness: Fairness
  readonly bulletins: readonly BulletinRule[]
  readonly print: PrintSettings
  /** Absent: the pack does not say how a round goes. */
  readonly round?: RoundRules
  /** Clause id → ids of what cites it (`standard:x`, `outcome:x`, `cascade:x`, `scorecard:x`, `parameter:x`). */
  readonly citations: ReadonlyMap<string, readonly string[]>
}
