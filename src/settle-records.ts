/** All that verdicts depend on beside the records in; by record type what judges its records as they are read, out. */

import { settlers } from './check/index.ts'
import { lateFrom, makeSurvey } from './completeness/index.ts'
import { decodedPart } from './lib/decoded-part.ts'
import type { Appeal, Waiver } from './model/adjustment.ts'
import type { Scope } from './model/checker.ts'
import type { Notice } from './model/notice.ts'
import type { Roster } from './model/people.ts'
import type { Rulebook } from './model/rulebook.ts'
import type { Settler } from './model/settling.ts'
import type { CutOff, History, Setup } from './model/setup.ts'

export interface SettleGround {
  readonly rulebook: Rulebook
  readonly setup: Setup
  readonly roster: Roster
  readonly scope: Scope
  readonly cutOff: CutOff
  readonly history: History
  readonly waivers: readonly Waiver[]
  readonly appeals: readonly Appeal[]
  readonly notices: readonly Notice[]
}

export function settlersFor(ground: SettleGround): ReadonlyMap<string, () => Settler> {
  const { rulebook, scope, waivers } = ground
  return settlers({
    rulebook,
    scope,
    amended: new Set(waivers.flatMap(({ standards }) => [...standards])),
    kept: keptIds(ground),
    lateFrom: lateFrom(ground),
    survey: type => makeSurvey(type, ground),
  })
}

/** Records that somebody speaks of, or that an earlier period left open. */
function keptIds({ rulebook, history, appeals, notices }: SettleGround): ReadonlyMap<string, ReadonlySet<string>> {
  const named = [
    ...appeals.flatMap(({ target }) => ('finding' in target ? [target.finding] : [])),
    ...notices.map(({ finding }) => finding),
  ]
  const types = new Map(rulebook.standards.map(({ id, needs }) => [id, needs]))
  const records = [
    ...named.flatMap(finding => {
      const [standard = '', id = ''] = finding.split('/').map(decodedPart)
      return (types.get(standard) ?? []).map(type => ({ type, id }))
    }),
    ...history.carried.flatMap(({ records: open }) => open),
  ]
  return new Map(
    [...Map.groupBy(records, ({ type }) => type)].map(([type, own]) => [type, new Set(own.map(({ id }) => id))]),
  )
}
