/** What the checks found in, the same looked up for one person at a time out. */

import { compareText } from '../lib/order.ts'
import type { CountedFinding, Verdict } from '../model/finding.ts'
import { VERDICTS_WORST_FIRST } from '../model/finding.ts'
import type { Rulebook, Standard } from '../model/rulebook.ts'
import type { Checked, StandardResult, Tally, VerdictCounts } from '../model/tally.ts'
import type { Day } from '../model/value.ts'

/** Everything found for one person. */
export interface Caseload {
  readonly person: string
  readonly tallies: ReadonlyMap<string, Tally>
  /** Missed findings by standard, in order of id. */
  readonly missed: ReadonlyMap<string, readonly CountedFinding[]>
}

/** What is the same for every person. */
export interface Ground {
  readonly rulebook: Rulebook
  readonly standards: ReadonlyMap<string, Standard>
  readonly results: ReadonlyMap<string, StandardResult>
  /** The day whose marks, weights, bands and charges count for the whole sheet: the period's first. */
  readonly day: Day
  /** Decimals of printed points. */
  readonly decimals: number
  /** Standards of which some outcome or bonus asks how often they were missed, or for their balance. */
  readonly askedAbout: readonly Standard[]
}

const PRINTED_DECIMALS = 2

export function makeGround(rulebook: Rulebook, checked: Checked, day: Day): Ground {
  return {
    rulebook,
    standards: new Map(rulebook.standards.map(standard => [standard.id, standard])),
    results: new Map(checked.standards.map(result => [result.standard, result])),
    day,
    decimals: rulebook.grades?.decimals ?? PRINTED_DECIMALS,
    askedAbout: standardsAskedAbout(rulebook),
  }
}

function standardsAskedAbout({ standards, outcomes, scorecards }: Rulebook): readonly Standard[] {
  const conditions = [
    ...outcomes.map(({ when }) => when),
    ...scorecards.flatMap(card => card.sections.flatMap(({ when }) => when ?? [])),
  ]
  const asked = new Set(conditions.flatMap(({ facts }) => facts))
  return standards.filter(({ id }) => asked.has(`missed.${id}`) || asked.has(`ledger.${id}`))
}

/** Under which scorecard a finding counts: null for none, undefined where the person had the same all along. */
export type CardOf = (finding: Pick<CountedFinding, 'person' | 'at'>) => string | null | undefined

/** Looks up caseloads by person; whoever nothing was found for has an empty one. */
export function sortByPerson(checked: Checked): (person: string) => Caseload {
  const tallies = Map.groupBy(checked.tallies, tally => tally.person)
  const missed = missesOf(checked)
  return person => ({
    person,
    tallies: new Map((tallies.get(person) ?? []).map(tally => [tally.standard, tally])),
    missed: Map.groupBy(missed.get(person) ?? [], finding => finding.standard),
  })
}

type Misses = ReadonlyMap<string | null, readonly CountedFinding[]>

/** They are asked for by scoring, and again by whoever looks how near the next grade is. */
const MISSES = new WeakMap<Checked, Misses>()

/** By person, in order of id. */
function missesOf(checked: Checked): Misses {
  const known = MISSES.get(checked)
  if (known) return known
  const all = [...checked.findings, ...(checked.unlisted ?? [])]
  const misses = Map.groupBy(
    all.filter(finding => finding.verdict === 'missed').sort((one, other) => compareText(one.id, other.id)),
    finding => finding.person,
  )
  MISSES.set(checked, misses)
  return misses
}

/** What of a caseload counts under one of the person's scorecards. What is judged of the whole period counts under each. */
export function underCard(caseload: Caseload, card: string | null, { standards }: Ground, cardOf: CardOf): Caseload {
  const isOfPeriod = (standard: string): boolean => standards.get(standard)?.judgedPer === 'person'
  // What was spared under another scorecard is none of this one's.
  const tallies = [...caseload.tallies].flatMap(([standard, { byCard, spared: _spared, ...tally }]) => {
    if (isOfPeriod(standard)) return [[standard, tally] as const]
    const own = byCard?.get(card)
    return own ? [[standard, { ...tally, ...own }] as const] : []
  })
  const missed = [...caseload.missed].flatMap(([standard, findings]) => {
    const own = isOfPeriod(standard) ? findings : findings.filter(finding => cardOf(finding) === card)
    return own.length > 0 ? [[standard, own] as const] : []
  })
  return { ...caseload, tallies: new Map(tallies), missed: new Map(missed) }
}

export function addVerdicts(counts: readonly VerdictCounts[]): VerdictCounts {
  const sum: Record<Verdict, number> = { met: 0, missed: 0, pending: 0, undetermined: 0, exempt: 0 }
  for (const one of counts) for (const verdict of VERDICTS_WORST_FIRST) sum[verdict] += one[verdict]
  return sum
}

/** As scoring counts them: a miss that was not told in time was a case like any other, and costs nothing. */
export function scoredCounts({ counts, spared = 0 }: Pick<Tally, 'counts' | 'spared'>): VerdictCounts {
  return spared === 0 ? counts : { ...counts, met: counts.met + spared, exempt: counts.exempt - spared }
}

/** Cases that can be scored: met or missed. */
export function judgedCases(counts: VerdictCounts): number {
  return counts.met + counts.missed
}
