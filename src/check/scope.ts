/** What verdicts depend on beside the records: period, cut-off, calendars, roster, open cases. */

import type { Scope } from '../model/checker.ts'
import type { Records } from '../model/event.ts'
import type { Roster } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { CutOff, History } from '../model/setup.ts'
import type { Day } from '../model/value.ts'

export interface ScopeInput {
  readonly rulebook: Rulebook
  readonly period: Period
  readonly cutOff: CutOff
  readonly recordsFrom: Day
  readonly roster: Roster
  readonly history: History
  readonly confirmedNone: Records['confirmedNone']
}

export function makeScope(input: ScopeInput): Scope {
  const { rulebook, cutOff } = input
  return {
    zone: rulebook.zone,
    period: input.period,
    asOf: cutOff.asOf,
    knownThrough: cutOff.knownThrough,
    recordsFrom: rulebook.zone.startOf(input.recordsFrom),
    calendars: rulebook.calendars,
    seasons: rulebook.seasons,
    roster: input.roster,
    carried: openCases(input.history),
    confirmedNone: input.confirmedNone,
  }
}

function openCases(history: History): ReadonlyMap<string, ReadonlySet<string>> {
  const cases = new Map<string, Set<string>>()
  for (const open of history.carried) {
    const known = cases.get(open.standard) ?? new Set<string>()
    cases.set(open.standard, known.add(open.case))
  }
  return cases
}
