/** What is entered beside the records in: leave and secondment, waivers, appeals, notices of misses, the round; as data, with every mistake, out. */

import type { Appeal, WrittenWaiver } from '../model/adjustment.ts'
import type { Zone } from '../model/calendar.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Notice } from '../model/notice.ts'
import type { Away, RosterData } from '../model/people.ts'
import type { RoundRules, WrittenRound } from '../model/round.ts'
import type { Setup } from '../model/setup.ts'
import type { RuleFile } from '../model/source.ts'
import { loadAdjustments } from './adjustments.ts'
import { loadAway } from './away.ts'
import { loadNotices } from './notices.ts'
import { valueContext } from './records.ts'
import { loadRound } from './round.ts'
import type { InputFile } from './source-file.ts'
import { loadWaivers } from './waivers.ts'

export interface Entered {
  readonly away: readonly Away[]
  readonly waivers: readonly WrittenWaiver[]
  readonly appeals: readonly Appeal[]
  readonly notices: readonly Notice[]
  readonly round: WrittenRound
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
  /** Texts by file, for code frames. */
  readonly texts: ReadonlyMap<string, string>
}

export interface EnteredPlace {
  readonly roster: RosterData
  readonly zone: Zone
  readonly locate: RuleFile['locate']
  /** What the pack asks of a round. */
  readonly rules: RoundRules | undefined
}

/** `locate` finds places in `appraisal.yaml`. People, sites and units are held against the roster. */
export async function loadEntered(setup: Setup, { roster, zone, locate, rules }: EnteredPlace): Promise<Entered> {
  const place = { folder: setup.folder, context: valueContext({ roster, zone }), locate }
  const [{ away, ...absences }, { waivers, ...exemptions }, { appeals, ...adjustments }, { notices, ...told }] = [
    await loadAway(setup.away, place),
    await loadWaivers(setup.waivers, place),
    await loadAdjustments(setup.adjustments, place),
    await loadNotices(setup.notices, place),
  ]
  const { round, ...course } = loadRound(setup.round, { ...place, rules, since: setup.period.from })
  const readings = [absences, exemptions, adjustments, told, { text: undefined, ...course }]
  return {
    away,
    waivers,
    appeals,
    notices,
    round,
    diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
    inputs: readings.flatMap(({ inputs }) => inputs),
    texts: new Map(readings.flatMap(({ text }) => (text ? [[text.file, text.text] as const] : []))),
  }
}
