/** A folder in; rulebook, roster, records and scope out, ready to be judged; or all that stands in the way. */

import { fileURLToPath } from 'node:url'
import { parseCutOff } from './calendar/cut-off.ts'
import { formatDay, parseDay } from './calendar/day.ts'
import { makeScope } from './check/index.ts'
import { compile, selectFrom } from './compile/index.ts'
import { loadConfirmations } from './load/confirmations.ts'
import { loadEntered } from './load/entered.ts'
import { loadSetup } from './load/folder.ts'
import { bytesOfLines, withFoundRecords } from './load/found-records.ts'
import { loadHistory } from './load/history.ts'
import { inForceOn } from './load/in-force.ts'
import { loadPack } from './load/pack.ts'
import { loadLogo, loadPackTemplates } from './load/pack-templates.ts'
import type { PassingHelpers } from './load/passing/index.ts'
import { loadRoster } from './load/people.ts'
import { problem, wholeFile } from './load/problem.ts'
import { type KeptResults, loadPublishedRun } from './load/published-run.ts'
import { loadRecords } from './load/records.ts'
import type { InputFile } from './load/source-file.ts'
import type { Appeal, Waiver, WrittenWaiver } from './model/adjustment.ts'
import type { Scope } from './model/checker.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Records, RejectedRow } from './model/event.ts'
import type { Notice } from './model/notice.ts'
import type { Roster, RosterData } from './model/people.ts'
import type { PublishedRun } from './model/published-run.ts'
import { NO_ROUND, type WrittenRound } from './model/round.ts'
import type { Rulebook } from './model/rulebook.ts'
import type { Settler } from './model/settling.ts'
import type { Confirmation, CutOff, History, Setup } from './model/setup.ts'
import type { RuleFile } from './model/source.ts'
import type { OwnTemplates } from './model/templates.ts'
import { packageRoot } from './package-root.ts'
import { makeRoster } from './roster/roster.ts'
import { settlersFor } from './settle-records.ts'

export interface Prepared {
  readonly rulebook: Rulebook
  readonly setup: Setup
  readonly roster: Roster
  readonly records: Records
  readonly history: History
  readonly confirmations: readonly Confirmation[]
  readonly waivers: readonly Waiver[]
  readonly appeals: readonly Appeal[]
  /** Absent: no register of notices was handed in. */
  readonly notices?: readonly Notice[]
  readonly round: WrittenRound
  readonly scope: Scope
  readonly cutOff: CutOff
  /** Where keys of `appraisal.yaml` stand. */
  readonly locate: RuleFile['locate']
  /** Every file that the run rests on, with its hash. */
  readonly inputs: readonly InputFile[]
  readonly rules: readonly InputFile[]
  /** The files of the pack as read, tests included. */
  readonly ruleFiles: readonly RuleFile[]
  /** What the pack prints in its own way. */
  readonly own: OwnTemplates
  /** What was published of the period before. */
  readonly published?: PublishedRun
  /** Its logo as a `data:` address. */
  readonly logo?: string
}

export interface Preparation {
  readonly prepared?: Prepared
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
  /** Rows that were sent back, the roster's included; also where something else stands in the way. */
  readonly rejected: readonly RejectedRow[]
}

/** The rule pack that comes with the software. */
export const SHIPPED_RULES = fileURLToPath(new URL('rules', packageRoot))

export interface PrepareRequest {
  readonly folder: string
  readonly asOf?: string
  readonly profile?: string
  readonly rules?: string
  readonly valuesOf?: string
  readonly kept?: KeptResults
  /** Files of one record type that have so many bytes together are judged as they are read, where that can be; absent: none are. */
  readonly largeFrom?: number
}

/** Each step goes on to the next only where nothing was wrong; all that is wrong within a step is told at once. */
export async function prepare(request: PrepareRequest, helpers?: PassingHelpers): Promise<Preparation> {
  const isPassing = request.largeFrom !== undefined
  const { ground, settled, diagnostics, texts } = await prepareGround(request, setup => {
    if (isPassing) helpers?.expect(bytesOfLines(setup))
  })
  if (!ground) return { diagnostics, texts, rejected: [] }
  const { rulebook, setup, people, known, settlers } = ground
  const reading = await loadRecords({
    setup,
    eventTypes: rulebook.eventTypes,
    roster: people,
    zone: rulebook.zone,
    ...(settlers && request.largeFrom !== undefined
      ? { settling: { settlers, largeFrom: request.largeFrom, ...(helpers ? { helpers } : {}) } }
      : {}),
  })
  const rejected = [...ground.rejectedRosterRows, ...(ground.isRosterSound ? reading.records.rejected : [])]
  const told = [...diagnostics, ...settled, ...reading.diagnostics]
  const isSound = told.every(({ severity }) => severity !== 'error')
  if (!isSound || !known) return { diagnostics: told, texts, rejected }
  const {
    known: _,
    people: _people,
    isRosterSound: _sound,
    rejectedRosterRows: _rows,
    settlers: _settlers,
    ...rest
  } = ground
  const prepared = { ...rest, ...known, records: reading.records, inputs: [...ground.inputs, ...reading.inputs] }
  return { prepared, diagnostics: told, texts, rejected }
}

/** All that is known before the records are read. */
type Ground = Omit<Prepared, 'records' | 'scope' | 'cutOff'> & {
  /** Absent: the roster, or the cut-off, cannot be used. */
  readonly known?: Pick<Prepared, 'scope' | 'cutOff'>
  readonly people: RosterData
  readonly isRosterSound: boolean
  readonly rejectedRosterRows: readonly RejectedRow[]
  /** What judges records as they are read. */
  readonly settlers?: ReadonlyMap<string, () => Settler>
}

interface GroundPreparation extends Pick<Preparation, 'diagnostics' | 'texts'> {
  /** Absent: records need not be read. */
  readonly ground?: Ground
  /** What is told together with the diagnostics of the records. */
  readonly settled: readonly Diagnostic[]
}

/** `onSetup` is told what is to be read before any of it is. */
export async function prepareGround(
  request: PrepareRequest,
  onSetup: (setup: Setup) => void = () => {},
): Promise<GroundPreparation> {
  const diagnostics: Diagnostic[] = []
  const texts = new Map<string, string>()
  const stopped: GroundPreparation = { diagnostics, texts, settled: [] }
  const isSound = (found: readonly Diagnostic[]): boolean => {
    diagnostics.push(...found)
    return diagnostics.every(diagnostic => diagnostic.severity !== 'error')
  }

  const { asOf, profile, rules, valuesOf } = request
  const folder = loadSetup(request.folder, {
    ...(asOf === undefined ? {} : { asOf }),
    ...(profile === undefined ? {} : { profile }),
    ...(rules === undefined ? {} : { rules }),
  })
  texts.set('appraisal.yaml', folder.text)
  if (!isSound(folder.diagnostics) || !folder.setup) return stopped
  onSetup(folder.setup)

  const pack = loadPack(folder.setup.rules ?? SHIPPED_RULES)
  const printed = loadPackTemplates(pack.folders, folder.setup.rules ?? SHIPPED_RULES)
  for (const { file, text } of [...pack.files, ...printed.own.templates]) texts.set(file, text)
  const today = parseDay(folder.setup.asOf.slice(0, 10))
  const options = {
    ...(folder.setup.profile === undefined ? {} : { profile: folder.setup.profile }),
    // Review dates of parameters are held against the cut-off: the same inputs warn of the same.
    ...(today === undefined ? {} : { today }),
  }
  const files = valuesOf === undefined ? pack.files : inForceOn(pack.files, valuesOf)
  const compiled = compile(files, { sha256: pack.sha256, ...options })
  if (!isSound([...pack.diagnostics, ...compiled.diagnostics, ...printed.diagnostics]) || !compiled.rulebook)
    return stopped
  const { rulebook } = compiled
  const { zone } = rulebook
  const logo = rulebook.print.logo && loadLogo(pack.folders, rulebook.print.logo)
  if (logo && 'diagnostic' in logo && !isSound([logo.diagnostic])) return stopped

  const { setup, diagnostics: unmatched } = withFoundRecords(folder.setup, rulebook.eventTypes, folder.locate)
  const cutOff = parseCutOff(setup.asOf, zone)
  const people = await loadRoster({ setup, types: rulebook.rosterTypes, zone })
  const known = new Set(people.roster.spells.map(({ person }) => person))
  const earlier = await loadHistory({ setup, rulebook, people: known })
  const confirmed = loadConfirmations(setup, { outcomes: rulebook.outcomes, spells: people.roster.spells })
  const issued = loadPublishedRun(setup, request.kept)
  // Records are read even where the roster cannot be used: whoever sends files back does so once.
  const isRosterSound = people.diagnostics.every(({ severity }) => severity !== 'error')
  const entered = isRosterSound
    ? await loadEntered(setup, { roster: people.roster, zone, locate: folder.locate, rules: rulebook.round })
    : undefined
  for (const [file, text] of entered?.texts ?? []) texts.set(file, text)
  const waivers = selectWaived(entered?.waivers ?? [], rulebook)
  const settled = [
    ...unmatched,
    ...cutOffProblems(cutOff, setup, rulebook),
    ...people.diagnostics,
    ...(entered?.diagnostics ?? []),
    ...waivers.diagnostics,
    ...earlier.diagnostics,
    ...confirmed.diagnostics,
    ...issued.diagnostics,
    ...uncoveredYears(rulebook, setup),
  ]
  const roster = makeRoster({ ...people.roster, away: entered?.away ?? [] }, zone)
  const { history } = earlier
  const confirmedNone = new Set([...setup.records].flatMap(([type, sources]) => (sources === 'none' ? [type] : [])))
  const { period, recordsFrom } = setup
  const scope =
    cutOff && isRosterSound
      ? makeScope({ rulebook, period, cutOff, recordsFrom, roster, history, confirmedNone })
      : undefined
  const settlers =
    scope &&
    cutOff &&
    request.largeFrom !== undefined &&
    settlersFor({
      rulebook,
      setup,
      roster,
      scope,
      cutOff,
      history,
      waivers: waivers.waivers,
      appeals: entered?.appeals ?? [],
      notices: entered?.notices ?? [],
    })
  const inputs = [
    ...folder.inputs,
    ...people.inputs,
    ...(entered?.inputs ?? []),
    ...earlier.inputs,
    ...confirmed.inputs,
    ...issued.inputs,
  ]
  const ground = {
    rulebook,
    setup,
    roster,
    history,
    confirmations: confirmed.confirmations,
    waivers: waivers.waivers,
    appeals: entered?.appeals ?? [],
    ...(setup.notices && entered ? { notices: entered.notices } : {}),
    round: entered?.round ?? NO_ROUND,
    ...(scope && cutOff ? { known: { scope, cutOff } } : {}),
    locate: folder.locate,
    inputs,
    rules: [...pack.hashes, ...pack.testHashes, ...printed.hashes, ...(logo && 'hash' in logo ? [logo.hash] : [])],
    ruleFiles: files,
    own: printed.own,
    ...(issued.published ? { published: issued.published } : {}),
    ...(logo && 'address' in logo ? { logo: logo.address } : {}),
    people: people.roster,
    isRosterSound,
    rejectedRosterRows: people.rejected,
    ...(settlers ? { settlers } : {}),
  }
  return { ground, diagnostics, texts, settled }
}

/** Which standards each waiver is about; a part of it that selects none is a mistake. */
function selectWaived(
  written: readonly WrittenWaiver[],
  { standards }: Rulebook,
): { readonly waivers: readonly Waiver[]; readonly diagnostics: readonly Diagnostic[] } {
  const selected = written.map(waiver => ({ waiver, ...selectFrom(waiver.selection, standards) }))
  return {
    waivers: selected.map(({ waiver, standards: own }) => ({ ...waiver, standards: own })),
    diagnostics: selected.flatMap(({ waiver, without }) =>
      without.map(part =>
        problem('standards-none', waiver.span, {
          zh: `免考核事项“${waiver.id}”里的“${part}”选不到任何标准`,
          en: `'${part}' of the waiver '${waiver.id}' selects no standard`,
        }),
      ),
    ),
  }
}

/** It must be a date that exists, and not lie before the period: nothing could be known by then. */
function cutOffProblems(
  cutOff: CutOff | undefined,
  { asOf, period }: Setup,
  { zone }: Rulebook,
): readonly Diagnostic[] {
  const told = (zh: string, en: string) => [problem('wrong-date', wholeFile('appraisal.yaml'), { zh, en })]
  if (!cutOff) return told(`截止日期“${asOf}”应写成 2024-07-05`, `The cut-off '${asOf}' should read like 2024-07-05`)
  if (cutOff.asOf > zone.startOf(period.from)) return []
  const start = formatDay(period.from)
  return told(
    `截止日期 ${asOf} 早于考评周期的开始 ${start}`,
    `The cut-off ${asOf} lies before the period, which starts on ${start}`,
  )
}

/** A calendar that standards count by must know the holidays of every year of the period. */
function uncoveredYears(rulebook: Rulebook, { period }: Setup): readonly Diagnostic[] {
  const used = new Set(rulebook.standards.flatMap(standard => standard.calendars))
  return [...used].flatMap(id => {
    const year = rulebook.calendars.get(id)?.firstUncoveredYear(period.from, period.to)
    if (year === undefined) return []
    return problem('calendar-year', wholeFile('appraisal.yaml'), {
      zh: `日历“${id}”的节假日表没有 ${year} 年（考评周期 ${formatDay(period.from)} 至 ${formatDay(period.to)}）：请先补上该年的放假安排`,
      en: `The holiday table of calendar '${id}' does not cover ${year} (the period is ${formatDay(period.from)} to ${formatDay(period.to)}): add that year first`,
    })
  })
}
