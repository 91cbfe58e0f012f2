/** A rule that holds for a person in, what it proposes out: amounts, due dates, state, and the findings behind it. */

import { formatDay } from '../calendar/day.ts'
import { defaultCalendar } from '../calendar/default-calendar.ts'
import { addDuration } from '../calendar/duration.ts'
import { makeCalendar } from '../calendar/work-calendar.ts'
import { valueOn } from '../lib/dated.ts'
import { exact, roundedNumber } from '../lib/exact.ts'
import { compareText } from '../lib/order.ts'
import type { AppraisedOutcome } from '../model/appraisal.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { CountedFinding } from '../model/finding.ts'
import type { OutcomeAction, OutcomeRule, Rulebook } from '../model/rulebook.ts'
import type { Day, Instant } from '../model/value.ts'
import type { ConfirmationBook } from './confirmations.ts'
import { incidentOf } from './incident.ts'

export interface OutcomeInput {
  readonly rulebook: Rulebook
  /** The day whose amounts count: the period's first. */
  readonly day: Day
  /** Where the clock of `within` starts: the first moment after the cut-off. */
  readonly asOf: Instant
  readonly confirmations: ConfirmationBook
  /** Appeals that are not decided yet and that a proposal rests on. */
  contestedBy(rule: OutcomeRule, person: string, because: readonly string[]): readonly string[]
  report(diagnostic: Diagnostic): void
}

const FEN_DECIMALS = 2

/** All proposals for one person, in the order of the rules; `missed` are the person's missed findings. */
export function proposeOutcomes(
  rules: readonly OutcomeRule[],
  person: string,
  missed: readonly CountedFinding[],
  input: OutcomeInput,
): readonly Proposal[] {
  return rules.flatMap(rule =>
    occasionsOf(rule, missed).flatMap(occasion =>
      rule.then.map(action => ({ ...occasion, outcome: proposalOf(rule, action, person, occasion, input) })),
    ),
  )
}

/** With the incident that it is about, where it is about one. */
export interface Proposal {
  readonly incident?: string
  readonly outcome: AppraisedOutcome
}

/** What a rule is applied to: the period, or one incident or finding of it. */
interface Occasion {
  readonly incident?: string
  readonly because: readonly string[]
}

/** A rule that asks about misses rests on them; one that does not is about the period, whatever its `once-per`. */
function occasionsOf(rule: OutcomeRule, missed: readonly CountedFinding[]): readonly Occasion[] {
  const standards = new Set(
    rule.when.facts.filter(fact => fact.startsWith('missed.')).map(fact => fact.slice('missed.'.length)),
  )
  const own = missed
    .filter(finding => standards.has(finding.standard))
    .sort((one, other) => compareText(one.id, other.id))
  if (rule.oncePer === 'period' || own.length === 0) return [{ because: own.map(finding => finding.id) }]
  if (rule.oncePer === 'finding') return own.map(finding => ({ incident: incidentOf(finding), because: [finding.id] }))
  return [...Map.groupBy(own, incidentOf)]
    .sort(([one], [other]) => compareText(one, other))
    .map(([incident, same]) => ({ incident, because: same.map(finding => finding.id) }))
}

function proposalOf(
  rule: OutcomeRule,
  action: OutcomeAction,
  person: string,
  { because }: Occasion,
  input: OutcomeInput,
): AppraisedOutcome {
  const amount = action.amount && valueOn(action.amount, input.day)
  const contested = input.contestedBy(rule, person, because)
  return {
    id: rule.id,
    title: action.title ?? rule.title,
    type: action.type,
    ...input.confirmations.stateOf(person, rule.id),
    amount: amount === undefined ? null : roundedNumber(exact(amount), FEN_DECIMALS),
    amountNotSet: action.amount !== undefined && amount === undefined,
    approval: action.approval === 'required',
    ...(action.evidence ? { evidence: evidenceOf(action.evidence, person, rule, input) } : {}),
    due: dueOf(rule, action, input),
    clauses: rule.clauses,
    because,
    ...(contested.length > 0 ? { contested } : {}),
  }
}

function evidenceOf(
  evidence: NonNullable<OutcomeAction['evidence']>,
  person: string,
  rule: OutcomeRule,
  { confirmations }: OutcomeInput,
): NonNullable<AppraisedOutcome['evidence']> {
  const given = confirmations.evidenceOf(person, rule.id)
  return evidence.map(({ id, title }) => ({ id, title, given: given.get(id) ?? null }))
}

/** The last day on which it is in time, counted from the day after the cut-off as day 0; null: no date follows. */
function dueOf(rule: OutcomeRule, action: OutcomeAction, input: OutcomeInput): string | null {
  const duration = action.within && valueOn(action.within, input.day)
  if (duration === undefined) return null
  const { zone } = input.rulebook
  const calendar = defaultCalendar(input.rulebook)
  if (!calendar && duration.working) {
    input.report(withoutCalendar(rule))
    return null
  }
  const question = { from: input.asOf, duration, days: 'whole', zone } as const
  const answer = addDuration({
    ...question,
    calendar: calendar ?? makeCalendar({ id: '-', zone, weekly: new Map(), dates: [] }),
  })
  if ('at' in answer) return formatDay(zone.dayOf(answer.at))
  input.report(uncoveredYear(rule, calendar?.id ?? '-', answer.uncoveredYear))
  return null
}

function withoutCalendar({ title, span }: OutcomeRule): Diagnostic {
  return {
    code: 'unknown-calendar',
    severity: 'error',
    message: {
      zh: `“${title.zh}”的期限要数工作时间，但规则包没有指明默认日历`,
      en: `"${title.en}" falls due after working time, and the pack names no default calendar`,
    },
    hint: { zh: '在 pack 里写 calendar', en: 'name one under pack: calendar' },
    span,
  }
}

function uncoveredYear({ title, span }: OutcomeRule, calendar: string, year: number): Diagnostic {
  return {
    code: 'calendar-year',
    severity: 'error',
    message: {
      zh: `“${title.zh}”的期限要数工作日，但日历“${calendar}”的节假日表没有 ${year} 年`,
      en: `"${title.en}" falls due after working days, and the holiday table of calendar "${calendar}" does not cover ${year}`,
    },
    hint: { zh: '在节假日表里补上这一年', en: 'add that year to the holiday table' },
    span,
  }
}
