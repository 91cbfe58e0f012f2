/** What all stages found in, the appraisal out: plain JSON, with everything that a reader needs to follow a number. */

import { formatDay } from '../calendar/day.ts'
import { compareText } from '../lib/order.ts'
import type { MatchedAppeal } from '../model/adjustment.ts'
import type { Appraisal, AppraisedPerson, AppraisedStandard } from '../model/appraisal.ts'
import type { Scope } from '../model/checker.ts'
import type { Completeness } from '../model/completeness.ts'
import type { Decisions } from '../model/decision.ts'
import type { Records, RejectedRow } from '../model/event.ts'
import type { Roster } from '../model/people.ts'
import type { PrintSettings } from '../model/print.ts'
import { FIRST_ISSUE, type Issue, type WrittenRound } from '../model/round.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { PersonScore } from '../model/score.ts'
import type { History, Setup } from '../model/setup.ts'
import type { Checked, Tally } from '../model/tally.ts'
import { appealLines } from './appeals.ts'
import { bulletinOf } from './bulletin.ts'
import { datedChanges } from './dated-changes.ts'
import { earlierPeriods } from './earlier.ts'
import { type Evidence, type EvidenceNumbers, evidenceOf, type PersonEvidence } from './evidence.ts'
import { nameOf } from './names.ts'
import { shownRatings } from './rater-groups.ts'
import { roundOf } from './round.ts'
import { fairnessWords, parameterLines, wordsOf } from './words.ts'

export type { Evidence } from './evidence.ts'
export { explain } from './explanations.ts'
export { carriedLines, findingLines, lineWriter } from './lines.ts'
export { methodWords, usesOf } from './uses.ts'
export { fairnessWords, LEVELS, parameterLines } from './words.ts'

export interface AssembleInput {
  readonly engine: string
  readonly setup: Setup
  readonly rulebook: Rulebook
  readonly roster: Roster
  readonly records: Records
  readonly checked: Checked
  readonly scores: readonly PersonScore[]
  readonly appeals: readonly MatchedAppeal[]
  /** Of everybody with an appeal: what came of it without any. */
  readonly original: ReadonlyMap<string, PersonScore>
  readonly decisions: Decisions
  readonly completeness: Completeness
  readonly history: History
  readonly scope: Scope
  /** Rows that were sent back, the roster's included. */
  readonly rejected: readonly RejectedRow[]
  /** The pack's logo as a `data:` address. */
  readonly logo?: string
  /** Absent: the first. */
  readonly issue?: Issue
  /** Who took part and decided. */
  readonly round: WrittenRound
  readonly evidence: Evidence
  /** Why results may be final in spite of them. */
  readonly rejectionsAccepted?: string
}

export function assemble(input: AssembleInput): Appraisal {
  const { setup, rulebook, records, checked } = input
  const { pack } = rulebook
  const { period } = setup
  const evidence = input.evidence.byPerson
  const ofNobody = evidence.get(null)
  const tallies = talliesByPerson(input)
  const rejectedRows = countBy(neededRejections(input).flatMap(({ people = [] }) => people))
  return {
    format: 1,
    engine: input.engine,
    title: setup.title ?? null,
    pack: { id: pack.id, version: pack.version, sha256: pack.sha256, title: pack.title, currency: pack.currency },
    period: {
      name: period.name,
      from: formatDay(period.from),
      to: formatDay(period.to),
      year: period.year,
      length: period.length,
    },
    asOf: setup.asOf,
    state: setup.state,
    round: roundOf(input.round, input),
    issue: input.issue ?? FIRST_ISSUE,
    entriesUntil: setup.entriesUntil ?? null,
    lateApproval: lateApproval(setup),
    records: {
      ...records.counts,
      files: records.files,
      rejectedNamingNobody: neededRejections(input).filter(({ people }) => people === undefined).length,
      byType: Object.fromEntries([...records.countsByType].sort(([one], [other]) => compareText(one, other))),
    },
    completeness: input.completeness,
    rejectionsAccepted: input.rejectionsAccepted ?? null,
    findings: { ...checked.counts, unattributed: checked.unattributed },
    standards: standardLines(rulebook, checked),
    measures: checked.measures,
    people: input.scores.map(score => ({
      ...personLine(score, input, evidence.get(score.id) ?? NO_EVIDENCE, tallies.get(score.id) ?? []),
      rejectedRows: rejectedRows.get(score.id) ?? 0,
    })),
    withheldElsewhere: withheldElsewhere(input),
    waiting: input.decisions.waiting,
    bulletin: bulletinOf(input),
    earlier: earlierPeriods(input.history),
    datedChanges: datedChanges(rulebook, period),
    inspectors: checked.inspections.map(({ type, person, met, missed }) => ({
      type,
      person,
      name: nameOf(person, input.roster),
      judged: met + missed,
      missed,
    })),
    unattributed: ofNobody?.lines ?? [],
    ...(ofNobody && ofNobody.unlisted.length > 0 ? { unattributedUnlisted: ofNobody.unlisted } : {}),
    words: wordsOf(rulebook, input.roster),
    print: printed(rulebook.print, input.logo),
    fairness: fairnessWords(rulebook.fairness),
    parameters: parameterLines(rulebook),
  }
}

/** So many findings are named beside an outcome. */
const NAMED_BESIDE_OUTCOME = 4

export type EvidenceGround = Pick<AssembleInput, 'rulebook' | 'checked' | 'scores' | 'decisions'> & {
  /** By finding: the numbers that earlier issues of the same period gave. */
  readonly numbers: EvidenceNumbers
}

/** Every finding numbered; those that are listed told. */
export function listEvidence({ rulebook, checked, scores, decisions, numbers }: EvidenceGround): Evidence {
  const people = [...decisions.people.values()]
  return evidenceOf({
    findings: checked.findings,
    unlisted: checked.unlisted ?? [],
    decisive: new Set([
      ...scores.flatMap(({ vetoes }) => vetoes.map(({ finding }) => finding)),
      ...people.flatMap(({ outcomes }) => outcomes.flatMap(({ because }) => because.slice(0, NAMED_BESIDE_OUTCOME))),
      ...people.flatMap(({ withheld }) => withheld.because.map(({ finding }) => finding)),
    ]),
    zone: rulebook.zone,
    charges: new Map(scores.map(({ id, charges }) => [id, charges])),
    numbers,
    ratersFrom: rulebook.fairness.raters.shownFrom,
  })
}

function printed(
  { company, documentNumber, signatures, appeal, notice }: PrintSettings,
  logo?: string,
): Appraisal['print'] {
  return {
    company: company ?? null,
    logo: logo ?? null,
    documentNumber: documentNumber ?? null,
    signatures,
    appeal,
    notice,
  }
}

function countBy(people: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...Map.groupBy(people, person => person)].map(([person, rows]) => [person, rows.length]))
}

function lateApproval({ lateEntries }: Setup): Appraisal['lateApproval'] {
  if (!lateEntries) return null
  const { approvedBy, approvedOn, reason } = lateEntries
  return { by: approvedBy, on: formatDay(approvedOn), reason }
}

/** Rows of a type that no standard reads could not have counted for anybody. */
function neededRejections({ rejected, rulebook, records }: AssembleInput): readonly RejectedRow[] {
  const needed = new Set(rulebook.standards.flatMap(({ needs }) => needs))
  return rejected.filter(({ type }) => needed.has(type) || !records.countsByType.has(type))
}

function standardLines(rulebook: Rulebook, checked: Checked): readonly AppraisedStandard[] {
  const byId = new Map(rulebook.standards.map(standard => [standard.id, standard]))
  return checked.standards.flatMap(result => {
    const standard = byId.get(result.standard)
    if (!standard) return []
    return {
      id: standard.id,
      state: result.state,
      ...result.counts,
      title: standard.title,
      kind: standard.kind,
      severity: standard.severity,
      clauses: standard.clauses,
      file: standard.span.file,
      line: standard.span.line,
      missing: result.missing,
    }
  })
}

/** In the order of the pack. */
function talliesByPerson({ checked, rulebook }: AssembleInput): ReadonlyMap<string, readonly Tally[]> {
  const place = new Map(rulebook.standards.map(({ id }, at) => [id, at]))
  const placeOf = ({ standard }: Tally): number => place.get(standard) ?? 0
  const inOrder = checked.tallies.toSorted((one, other) => placeOf(one) - placeOf(other))
  return Map.groupBy(inOrder, ({ person }) => person)
}

function personLine(
  score: PersonScore,
  { decisions, rulebook, appeals, original }: AssembleInput,
  { lines, unlisted }: PersonEvidence,
  tallies: readonly Tally[],
): Omit<AppraisedPerson, 'rejectedRows'> {
  const { exactScore: _exact, facts: _facts, charges: _charges, grants: _grants, ...sheet } = score
  const decision = decisions.people.get(score.id)
  const titles = new Map(rulebook.outcomes.map(outcome => [outcome.id, outcome.title]))
  return {
    ...sheet,
    tallies: tallies.map(({ standard, counts }) => ({ standard, ...counts })),
    ratings: shownRatings(
      tallies.flatMap(({ standard, groups }) => (groups ? [{ standard, groups }] : [])),
      rulebook.fairness.raters.shownFrom,
    ),
    outcomes: decision?.outcomes ?? [],
    undecided: (decision?.undecided ?? []).map(({ outcome, unknown }) => ({
      outcome,
      title: titles.get(outcome) ?? { zh: outcome, en: outcome },
      unknown,
    })),
    bonusBase: decision?.bonusBase ?? null,
    withheld: decision?.withheld ?? { share: 0, amount: null, because: [], skipped: [] },
    ...appealLines(score, { appeals, original: original.get(score.id), rulebook }),
    evidence: lines,
    ...(unlisted.length > 0 ? { unlisted } : {}),
  }
}

const NO_EVIDENCE: PersonEvidence = { lines: [], unlisted: [] }

/** Nothing that is decided about somebody without a sheet gets lost. */
function withheldElsewhere({ decisions, scores, roster }: AssembleInput): Appraisal['withheldElsewhere'] {
  const sheets = new Set(scores.map(score => score.id))
  return [...decisions.people.values()]
    .filter(decision => !sheets.has(decision.person) && decision.withheld.because.length > 0)
    .map(({ person, bonusBase, withheld }) => ({
      person,
      name: nameOf(person, roster),
      bonusBase,
      withheld,
    }))
}
