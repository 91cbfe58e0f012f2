/** Rulebook and records in, findings and tallies out: every case of every standard judged alone, then joined. */

import { compareText } from '../lib/order.ts'
import type { Amend } from '../model/amend.ts'
import type { Scope } from '../model/checker.ts'
import type { Records } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Rulebook, Standard } from '../model/rulebook.ts'
import type { History } from '../model/setup.ts'
import type { Checked, InspectionTally, MissingSource, StandardResult, StandardState } from '../model/tally.ts'
import { makeStints } from '../roster/stints.ts'
import { addCounts, inspectorFields, noVerdicts, standardsByIncident } from './counts.ts'
import { type CaseFilter, emptyPart, joinParts, judgePart, type Part, withoutStandards } from './judge.ts'
import { type Listed, type Listing, listTogether, traced } from './listing.ts'
import { makeIndex } from './records-index.ts'
import { settledPart } from './settled-part.ts'

export { makeScope } from './scope.ts'
export { settlers } from './settle.ts'

export interface CheckInput {
  readonly rulebook: Rulebook
  readonly records: Records
  readonly history: History
  readonly scope: Scope
  /** Keep the met findings too (`--all-findings`). */
  readonly keepMet?: boolean
  /** Tell of every verdict other than met how it came about. */
  readonly withTraces?: boolean
  /** Which findings are listed by themselves; absent: all are. */
  readonly listing?: Listing
  /** What stands above the verdicts: whatever is counted or read afterwards goes by the findings that it leaves. */
  readonly amend?: Amend
  /**
   * How to share out the cases: each function takes some of them, all together take each case once. One function that
   * takes everything, when not said. The result is the same for any sharing out.
   */
  readonly parts?: readonly CaseFilter[]
}

/** Judges all cases of the period. */
export function check(input: CheckInput): Checked {
  const { rulebook, records, scope } = input
  const index = makeIndex({ rulebook, records, history: input.history, scope })
  const states = new Map(
    rulebook.standards.map(standard => [standard.id, stateBefore(standard, rulebook, records, scope)]),
  )
  const judged = rulebook.standards.filter(standard => states.get(standard.id)?.state === 'checked')
  const options = {
    keepMet: input.keepMet ?? false,
    withTraces: input.withTraces ?? false,
    ...(input.listing ? { listing: input.listing } : {}),
    keepsEvidence: datedByRecords(rulebook),
    readLater: new Set(judged.flatMap(({ checker }) => checker.after ?? [])),
    byIncident: standardsByIncident(rulebook),
    ...(input.amend ? { amend: input.amend } : {}),
    cardOn: makeStints(scope.roster, rulebook.scorecards, scope.period).cardOn,
    inspectors: inspectorFields(rulebook),
  }
  const filters = input.parts ?? [() => true]

  let whole: Part = emptyPart()
  for (const wave of inOrder(judged)) {
    const parts = filters.map(takes => judgePart({ standards: wave, index, scope, takes, ...options }))
    const joined = joinParts(parts)
    index.learn(joined.missed)
    whole = joinParts([whole, joined])
  }
  whole = joinParts([whole, settledPart(judged, records)])

  for (const standard of judged) {
    const missing = fieldsMissing(standard, whole, records, rulebook)
    if (missing.length > 0) states.set(standard.id, { state: 'not-supplied', missing })
  }
  const left = [...states].filter(([, { state }]) => state !== 'checked').map(([id]) => id)
  const kept = withoutStandards(whole, new Set(left))
  const listed = listedOf(kept, input.listing, rulebook)

  return {
    standards: rulebook.standards.map(standard => resultOf(standard, states.get(standard.id), kept)),
    findings: listed.findings,
    unlisted: listed.unlisted,
    tallies: kept.tallies,
    measures: kept.measures,
    inspections: inspectionTallies(kept),
    carried: kept.carried.map(one => ({ ...one, from: scope.period.name })),
    counts: [...kept.countsByStandard.values()].reduce(addCounts, noVerdicts()),
    unattributed: [...kept.unattributed.values()].reduce((sum, count) => sum + count, 0),
    traces: listed.traces.map(traced),
  }
}

/** Each standard listed as if it were the only one. */
function listedOf(part: Part, listing: Listing | undefined, rulebook: Rulebook): Listed {
  if (!listing) return part
  const severities = new Map(rulebook.standards.map(({ id, severity }) => [id, SEVERITIES.indexOf(severity)]))
  const listed = listTogether(part, listing, id => severities.get(id) ?? SEVERITIES.length, datedByRecords(rulebook))
  return { ...listed, unlisted: listed.unlisted.toSorted((one, other) => compareText(one.id, other.id)) }
}

const SEVERITIES = ['critical', 'major', 'minor', 'note']

/** A cascade may be dated by a fact of a finding's records. */
function datedByRecords({ cascades }: Rulebook): (standard: string) => boolean {
  const dated = new Set(cascades.filter(({ at }) => at !== undefined).flatMap(({ standards }) => standards))
  return standard => dated.has(standard)
}

interface StateBefore {
  readonly state: StandardState
  readonly missing: readonly MissingSource[]
}

/** What can be said of a standard before any case is looked at. */
function stateBefore(standard: Standard, rulebook: Rulebook, records: Records, scope: Scope): StateBefore {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = standard.effective ?? {}
  if (from > scope.period.to || to < scope.period.from) return { state: 'not-in-force', missing: [] }
  if (standard.unset.length > 0) return { state: 'not-configured', missing: [] }
  const missing = standard.needs
    .filter(type => !isSupplied(type, records))
    .map(id => ({ id, title: titleOf(rulebook.eventTypes.get(id), id), isField: false }))
  if (missing.length > 0 && rulebook.fairness.missingSource === 'not-judged') return { state: 'not-supplied', missing }
  return { state: 'checked', missing: [] }
}

/**
 * The roster is always there; of all else a file must have been handed in with at least one row that could be read, or
 * `none` confirmed. A file whose rows were all sent back, or that holds a header alone, says nothing about anybody.
 */
function isSupplied(type: string, records: Records): boolean {
  if (type === 'person' || type === 'site' || type === 'unit' || type === 'outcome') return true
  if (records.confirmedNone.has(type)) return true
  return records.events.has(type) && records.countsByType.get(type)?.accepted !== 0
}

/**
 * Where a rule reads a field that no record carries, and for that nothing could be determined, or (`if-missing: missed`)
 * everything was missed, the field is as good as not supplied: that is said once, not of every case.
 */
function fieldsMissing(
  standard: Standard,
  whole: Part,
  records: Records,
  { eventTypes, fairness }: Rulebook,
): readonly MissingSource[] {
  const { met = 0, missed = 0, pending = 0, undetermined = 0 } = whole.countsByStandard.get(standard.id) ?? {}
  const isForgiven = standard.ifMissing === 'missed' && fairness.missingSource === 'not-judged'
  const isOpen = undetermined > 0 && missed === 0
  if (met + pending > 0 || !(isOpen || (isForgiven && missed > 0))) return []
  return Object.entries(standard.fields).flatMap(([type, fields]) => {
    const blank = records.blankFields.get(type)
    return fields
      .filter(field => blank?.has(field))
      .map(field => {
        const [of, own] = [titleOf(eventTypes.get(type), type), titleOf(eventTypes.get(type)?.fields.get(field), field)]
        const title = { zh: `${of.zh}的“${own.zh}”`, en: `${own.en} of ${of.en}` }
        return { id: `${type}.${field}`, title, isField: true }
      })
  })
}

function titleOf(named: { readonly title: Message } | undefined, id: string): Message {
  return named?.title ?? { zh: id, en: id }
}

function resultOf(standard: Standard, before: StateBefore | undefined, whole: Part): StandardResult {
  const counts = whole.countsByStandard.get(standard.id) ?? noVerdicts()
  const state = before?.state ?? 'no-cases'
  const hasCases = Object.values(counts).some(count => count > 0)
  return {
    standard: standard.id,
    state: state === 'checked' && !hasCases ? 'no-cases' : state,
    counts,
    missing: before?.missing ?? [],
  }
}

function inspectionTallies({ inspections }: Part): readonly InspectionTally[] {
  const groups = Map.groupBy(inspections, one => `${one.type}\n${one.person}`)
  return [...groups.values()].flatMap(own => {
    const [first] = own
    if (!first) return []
    const sum = (verdict: 'met' | 'missed') => own.reduce((whole, one) => whole + one[verdict], 0)
    return { type: first.type, person: first.person, met: sum('met'), missed: sum('missed') }
  })
}

/** Standards in waves: whatever another one reads the misses of is judged in an earlier wave. */
function inOrder(standards: readonly Standard[]): readonly (readonly Standard[])[] {
  const waves: Standard[][] = []
  const done = new Set<string>()
  let waiting = [...standards]
  while (waiting.length > 0) {
    const ids = new Set(waiting.map(standard => standard.id))
    const isReady = (standard: Standard) => (standard.checker.after ?? []).every(id => done.has(id) || !ids.has(id))
    const ready = waiting.filter(isReady)
    if (ready.length === 0) throw new Error(`standards wait for each other: ${[...ids].join(', ')}`)
    waves.push(ready)
    for (const standard of ready) done.add(standard.id)
    waiting = waiting.filter(standard => !done.has(standard.id))
  }
  return waves
}
