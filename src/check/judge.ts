/** Some cases of some standards in, a part of the result out; parts join to the whole in any order and number. */

import { compareText } from '../lib/order.ts'
import type { Amend } from '../model/amend.ts'
import type { Case, Index, Scope } from '../model/checker.ts'
import type { CarriedCase } from '../model/event.ts'
import type { Finding, RatedGroup, UnlistedFinding } from '../model/finding.ts'
import type { Standard } from '../model/rulebook.ts'
import type { InspectionTally, Measure, Tally, VerdictCounts } from '../model/tally.ts'
import type { Day } from '../model/value.ts'
import { addCounts, noVerdicts, worstVerdict } from './counts.ts'
import { isTold, type Listing, makeLister, type OpenTrace } from './listing.ts'

/** Whether a part takes the n-th case of a standard. */
export type CaseFilter = (standard: string, caseNumber: number) => boolean

/** What is known after judging some of the cases. Every list is sorted. */
export interface Part {
  readonly countsByStandard: ReadonlyMap<string, VerdictCounts>
  readonly findings: readonly Finding[]
  readonly unlisted: readonly UnlistedFinding[]
  /** Missed findings of standards that others read the misses of. */
  readonly missed: readonly Finding[]
  readonly tallies: readonly Tally[]
  readonly measures: readonly Measure[]
  readonly inspections: readonly (InspectionTally & { readonly standard: string })[]
  readonly carried: readonly Omit<CarriedCase, 'from'>[]
  /** Cases that nobody answers for, by standard. */
  readonly unattributed: ReadonlyMap<string, number>
  /** How verdicts other than met came about; only where asked for. */
  readonly traces: readonly OpenTrace[]
}

export interface JudgeInput {
  readonly standards: readonly Standard[]
  readonly index: Index
  readonly scope: Scope
  readonly takes: CaseFilter
  readonly keepMet: boolean
  readonly withTraces: boolean
  /** Absent: every finding is listed. */
  readonly listing?: Listing
  /** Whether records of a standard's findings are read after the check. */
  readonly keepsEvidence: (standard: string) => boolean
  /** Standards that others read the misses of. */
  readonly readLater: ReadonlySet<string>
  readonly byIncident: ReadonlySet<string>
  readonly amend?: Amend
  /** The scorecard that counted for a person on a day, of those who had several. */
  readonly cardOn: (person: string, day: Day) => string | null | undefined
  /** By record type the field that says who entered a record, where that may be told. */
  readonly inspectors: ReadonlyMap<string, string>
}

export function emptyPart(): Part {
  return {
    countsByStandard: new Map(),
    findings: [],
    unlisted: [],
    missed: [],
    tallies: [],
    measures: [],
    inspections: [],
    carried: [],
    unattributed: new Map(),
    traces: [],
  }
}

export function judgePart(input: JudgeInput): Part {
  return joinParts(input.standards.map(standard => judgeStandard(standard, input)))
}

function judgeStandard(standard: Standard, input: JudgeInput): Part {
  const { index, scope, takes, keepMet, withTraces, amend } = input
  const counts = noVerdicts()
  const lister = makeLister(input.listing, input.keepsEvidence)
  const missed: Finding[] = []
  const measures: Measure[] = []
  const carried: Omit<CarriedCase, 'from'>[] = []
  const tallies = new Map<string, OpenTally>()
  const inspections = new Map<string, { met: number; missed: number }>()
  let unattributed = 0
  let caseNumber = 0

  for (const item of standard.checker.cases(index, scope)) {
    if (!takes(standard.id, caseNumber++)) continue
    const judged = [...standard.checker.judge(item, index, scope)]
    const found = amend ? amend(judged, standard, item) : judged
    const worst = worstVerdict(found)
    if (worst === undefined) continue
    counts[worst]++
    if (found.some(finding => finding.person === null)) unattributed++
    tallyCase(tallies, found, standard, input)
    tallyInspector(inspections, item, found, input.inspectors)
    const steps = () => standard.checker.trace(item, index, scope)
    const trace = withTraces && worst !== 'met' ? { standard: standard.id, case: item.id, steps } : undefined
    for (const finding of found) if (keepMet || isTold(finding)) lister.take(finding, trace)
    if (input.readLater.has(standard.id)) missed.push(...found.filter(finding => finding.verdict === 'missed'))
    const measure = measureOf(standard, item, found)
    if (measure) measures.push(measure)
    if (found.some(finding => finding.verdict === 'pending')) carried.push(carry(standard, item))
  }

  return {
    countsByStandard: new Map([[standard.id, counts]]),
    ...lister.close(),
    missed,
    tallies: [...tallies].map(([person, tally]) => closeTally(standard.id, person, tally)),
    measures,
    inspections: [...inspections].map(([key, counts]) => {
      const [type = '', person = ''] = key.split('\n')
      return { standard: standard.id, type, person, ...counts }
    }),
    carried,
    unattributed: new Map([[standard.id, unattributed]]),
  }
}

interface OpenCounts {
  readonly counts: ReturnType<typeof noVerdicts>
  spared?: number
  incidents?: Map<string, boolean>
}

interface OpenTally extends OpenCounts {
  measure?: string
  groups?: readonly RatedGroup[]
  byCard?: Map<string | null, OpenCounts>
}

/** Counts one case for each person who answers for it. */
function tallyCase(
  tallies: Map<string, OpenTally>,
  found: readonly Finding[],
  { id, judgedPer }: Standard,
  { byIncident, cardOn, scope }: JudgeInput,
): void {
  for (const [person, own] of Map.groupBy(found, finding => finding.person)) {
    const [first] = own
    const worst = worstVerdict(own)
    if (person === null || worst === undefined || !first) continue
    const tally = tallies.get(person) ?? { counts: noVerdicts() }
    tallies.set(person, tally)
    const card = judgedPer === 'person' ? undefined : cardOn(person, scope.zone.dayOf(first.at))
    const parts = card === undefined ? [tally] : [tally, partUnder(tally, card)]
    for (const part of parts) {
      part.counts[worst]++
      const isSpared = worst === 'exempt' && own.some(({ adjusted }) => adjusted?.change === 'not-told')
      if (isSpared) part.spared = (part.spared ?? 0) + 1
      if (byIncident.has(id) && (worst === 'met' || worst === 'missed' || isSpared))
        addIncidents(part, own, worst !== 'missed')
    }
    const exact = own.find(finding => finding.exact !== undefined)?.exact
    if (exact !== undefined) tally.measure = exact
    const groups = own.find(finding => finding.groups !== undefined)?.groups
    if (groups !== undefined) tally.groups = groups
  }
}

function partUnder(tally: OpenTally, card: string | null): OpenCounts {
  tally.byCard ??= new Map()
  const part = tally.byCard.get(card) ?? { counts: noVerdicts() }
  tally.byCard.set(card, part)
  return part
}

function addIncidents(part: OpenCounts, found: readonly Finding[], isMet: boolean): void {
  part.incidents ??= new Map()
  for (const finding of found) {
    const incident = finding.incident ?? `${finding.standard}/${finding.case}`
    part.incidents.set(incident, (part.incidents.get(incident) ?? true) && isMet)
  }
}

/** Of others alone: nobody is strict with himself. */
function tallyInspector(
  inspections: Map<string, { met: number; missed: number }>,
  { event }: Case,
  found: readonly Finding[],
  inspectors: JudgeInput['inspectors'],
): void {
  const field = event && inspectors.get(event.type)
  const person = field === undefined ? undefined : event?.values[field]
  if (event === undefined || typeof person !== 'string') return
  const worst = worstVerdict(found.filter(finding => finding.person !== null && finding.person !== person))
  if (worst !== 'met' && worst !== 'missed') return
  const key = `${event.type}\n${person}`
  const counts = inspections.get(key) ?? { met: 0, missed: 0 }
  inspections.set(key, counts)
  counts[worst]++
}

function closeTally(standard: string, person: string, tally: OpenTally): Tally {
  return { standard, person, ...tally }
}

/** The figure of a slot: how many, how much. */
function measureOf(standard: Standard, item: Case, found: readonly Finding[]): Measure | undefined {
  const measured = found.find(finding => finding.measured !== undefined)?.measured
  if (item.slot === undefined || measured === undefined) return undefined
  const slot = { standard: standard.id, owner: item.owner?.id ?? 'organisation', slot: item.slot.id }
  return { ...slot, ...(item.member === undefined ? {} : { member: item.member }), value: measured.value }
}

/** What the next period needs to judge the case: its record, or its slot. */
function carry(standard: Standard, item: Case): Omit<CarriedCase, 'from'> {
  const records = item.event ? [item.event] : []
  const base = { standard: standard.id, case: item.id, records }
  if (!item.slot) return base
  return { ...base, slot: { from: item.slot.firstDay, to: item.slot.lastDay, owner: item.owner?.id ?? 'organisation' } }
}

/** Joins parts; the order and number of the parts change nothing. */
export function joinParts(parts: readonly Part[]): Part {
  const countsByStandard = new Map<string, VerdictCounts>()
  const unattributed = new Map<string, number>()
  for (const part of parts) {
    for (const [standard, count] of part.unattributed) {
      unattributed.set(standard, (unattributed.get(standard) ?? 0) + count)
    }
    for (const [standard, counts] of part.countsByStandard) {
      countsByStandard.set(standard, addCounts(countsByStandard.get(standard) ?? noVerdicts(), counts))
    }
  }
  return {
    countsByStandard,
    findings: sortedBy(
      parts.flatMap(part => part.findings),
      finding => finding.id,
    ),
    unlisted: sortedBy(
      parts.flatMap(part => part.unlisted),
      finding => finding.id,
    ),
    missed: sortedBy(
      parts.flatMap(part => part.missed),
      finding => finding.id,
    ),
    tallies: joinTallies(parts.flatMap(part => part.tallies)),
    measures: sortedBy(
      parts.flatMap(part => part.measures),
      one => `${one.standard}\n${one.owner}\n${one.slot}\n${one.member ?? ''}`,
    ),
    inspections: joinInspections(parts.flatMap(part => part.inspections)),
    carried: sortedBy(
      parts.flatMap(part => part.carried),
      one => `${one.standard}\n${one.case}`,
    ),
    unattributed,
    traces: sortedBy(
      parts.flatMap(part => part.traces),
      one => `${one.standard}\n${one.case}`,
    ),
  }
}

/** The part without what it says of these standards. */
export function withoutStandards(part: Part, left: ReadonlySet<string>): Part {
  const isKept = ({ standard }: { readonly standard: string }) => !left.has(standard)
  const kept = <T>(counts: ReadonlyMap<string, T>) => new Map([...counts].filter(([standard]) => !left.has(standard)))
  return {
    countsByStandard: kept(part.countsByStandard),
    findings: part.findings.filter(isKept),
    unlisted: part.unlisted.filter(isKept),
    missed: part.missed.filter(isKept),
    tallies: part.tallies.filter(isKept),
    measures: part.measures.filter(isKept),
    inspections: part.inspections.filter(isKept),
    carried: part.carried.filter(isKept),
    unattributed: kept(part.unattributed),
    traces: part.traces.filter(isKept),
  }
}

function joinTallies(tallies: readonly Tally[]): readonly Tally[] {
  const joined = new Map<string, Tally>()
  for (const tally of tallies) {
    const key = `${tally.person}\n${tally.standard}`
    const other = joined.get(key)
    joined.set(key, other ? joinTally(other, tally) : tally)
  }
  return sortedBy([...joined.values()], tally => `${tally.person}\n${tally.standard}`)
}

function joinTally(one: Tally, other: Tally): Tally {
  const measure = one.measure ?? other.measure
  const groups = one.groups ?? other.groups
  const byCard = joinCards(one.byCard, other.byCard)
  return {
    standard: one.standard,
    person: one.person,
    ...joinCounts(one, other),
    ...(measure === undefined ? {} : { measure }),
    ...(groups === undefined ? {} : { groups }),
    ...(byCard === undefined ? {} : { byCard }),
  }
}

type Counts = Pick<Tally, 'counts' | 'incidents' | 'spared'>

function joinCounts(one: Counts, other: Counts): Counts {
  const spared = (one.spared ?? 0) + (other.spared ?? 0)
  const counts = { counts: addCounts(one.counts, other.counts), ...(spared > 0 ? { spared } : {}) }
  const [first, second] = [one.incidents, other.incidents]
  if (!first || !second) {
    const only = first ?? second
    return only ? { ...counts, incidents: only } : counts
  }
  const incidents = new Map(first)
  for (const [incident, isMet] of second) incidents.set(incident, (incidents.get(incident) ?? true) && isMet)
  return { ...counts, incidents }
}

function joinCards(one: Tally['byCard'], other: Tally['byCard']): Tally['byCard'] {
  if (!one || !other) return one ?? other
  const joined = new Map(one)
  for (const [card, counts] of other) {
    const known = joined.get(card)
    joined.set(card, known ? joinCounts(known, counts) : counts)
  }
  return joined
}

function joinInspections(all: Part['inspections']): Part['inspections'] {
  const groups = Map.groupBy(all, one => `${one.type}\n${one.person}\n${one.standard}`)
  const joined = [...groups.values()].flatMap(own => {
    const [first] = own
    if (!first) return []
    const sum = (verdict: 'met' | 'missed') => own.reduce((whole, one) => whole + one[verdict], 0)
    return { ...first, met: sum('met'), missed: sum('missed') }
  })
  return sortedBy(joined, one => `${one.type}\n${one.person}\n${one.standard}`)
}

function sortedBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  if (isInOrder(items, key)) return items
  return items
    .map(item => ({ item, key: key(item) }))
    .sort((one, other) => compareText(one.key, other.key))
    .map(({ item }) => item)
}

/** What was joined before mostly is. */
function isInOrder<T>(items: readonly T[], key: (item: T) => string): boolean {
  let before: string | undefined
  for (const item of items) {
    const own = key(item)
    if (before !== undefined && own < before) return false
    before = own
  }
  return true
}
