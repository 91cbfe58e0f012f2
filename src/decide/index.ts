/** Scores, findings, history and confirmations in; outcomes and shares withheld per person out, all of them proposals. */

import { compareText } from '../lib/order.ts'
import type { MatchedAppeal } from '../model/adjustment.ts'
import type { Withheld } from '../model/appraisal.ts'
import type { Decisions, PersonDecision } from '../model/decision.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Records } from '../model/event.ts'
import type { Roster } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { OutcomeFacts, PersonScore } from '../model/score.ts'
import type { Confirmation, CutOff, History } from '../model/setup.ts'
import type { Checked } from '../model/tally.ts'
import { bonusBaseOf } from './bonus-base.ts'
import { chargesOf, withheldBy } from './cascades.ts'
import { openConfirmations } from './confirmations.ts'
import { findContested } from './contested.ts'
import { makeDating } from './dating.ts'
import { makeDecider } from './engine.ts'
import { chargeOnce } from './once.ts'
import { type OutcomeInput, type Proposal, proposeOutcomes } from './outcomes.ts'
import { makeYearFacts } from './year.ts'

export { makeDecider } from './engine.ts'

export interface DecideInput {
  readonly rulebook: Rulebook
  readonly scores: readonly PersonScore[]
  readonly checked: Checked
  readonly roster: Roster
  readonly period: Period
  readonly history: History
  readonly confirmations: readonly Confirmation[]
  /** Money waits for those that are not decided yet; absent: there are none. */
  readonly appeals?: readonly MatchedAppeal[]
  /** The fact that dates a cascade is read from the records. */
  readonly records: Pick<Records, 'events'>
  readonly cutOff: CutOff
}

/** Nothing decided here costs anybody anything before a named person confirms it (`fairness.consequences`). */
export async function decide(input: DecideInput): Promise<Decisions> {
  const { rulebook, scores, checked, roster, period, history } = input
  const { asOf } = input.cutOff
  const diagnostics = new Map<string, Diagnostic>()
  const confirmations = openConfirmations(input.confirmations, rulebook.fairness.consequences)
  const dating = makeDating(rulebook, input.records, history)
  const findings = [...checked.findings, ...(checked.unlisted ?? [])]
  const charges = chargesOf({ rulebook, findings, roster, asOf, dating, confirmations })
  const yearFacts = makeYearFacts(history, period, rulebook.grades)
  const decider = makeDecider(rulebook.outcomes)
  const missed = Map.groupBy(
    findings.filter(finding => finding.verdict === 'missed'),
    finding => finding.person,
  )
  const outcomeInput: OutcomeInput = {
    rulebook,
    day: period.from,
    asOf,
    confirmations,
    contestedBy: findContested(input.appeals ?? []),
    report: diagnostic => diagnostics.set(`${diagnostic.span.file}:${diagnostic.span.line}`, diagnostic),
  }

  const isOncePerIncident = rulebook.fairness.oncePer === 'incident'
  const settle = (person: string, proposals: readonly Proposal[]) => {
    const base = bonusBaseOf(person, roster, period)
    const once = { base, isOncePerIncident }
    const { outcomes, kept } = chargeOnce(proposals, charges.byPerson.get(person) ?? [], once)
    return {
      outcomes,
      bonusBase: base ?? null,
      withheld: withheldBy(kept, charges.skipped.get(person) ?? new Set(), base),
    }
  }

  const decided = new Map<string, PersonDecision>()
  for (const score of scores) {
    const facts = factsOf(score, settle(score.id, []).withheld, yearFacts(score.id, score.grade))
    const { fired, undecided } = await decider.decide(facts)
    const rules = rulebook.outcomes.filter(rule => fired.has(rule.id))
    decided.set(score.id, {
      person: score.id,
      ...settle(score.id, proposeOutcomes(rules, score.id, missed.get(score.id) ?? [], outcomeInput)),
      undecided: [...undecided].map(([outcome, unknown]) => ({ outcome, unknown })),
    })
  }
  for (const person of new Set([...charges.byPerson.keys(), ...charges.skipped.keys()])) {
    if (!decided.has(person)) decided.set(person, { person, ...settle(person, []), undecided: [] })
  }

  return {
    people: new Map([...decided].sort(([one], [other]) => compareText(one, other))),
    waiting: charges.waiting,
    unmatchedConfirmations: confirmations.unmatched(),
    diagnostics: [...diagnostics.values()],
  }
}

function factsOf(score: PersonScore, withheld: Withheld, year: OutcomeFacts): OutcomeFacts {
  return { ...score.facts, ...year, 'cascade.share': withheld.share }
}
