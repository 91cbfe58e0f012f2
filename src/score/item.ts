/** One item of a scorecard and one person's caseload in; what the item measures, before any marks, out. */

import type Fraction from 'fraction.js'
import { valueOn } from '../lib/dated.ts'
import { exact, HUNDRED, sumOf } from '../lib/exact.ts'
import type { Message } from '../model/message.ts'
import type { ScorecardItem, Standard } from '../model/rulebook.ts'
import type { Tally } from '../model/tally.ts'
import type { Setting } from '../model/value.ts'
import { addVerdicts, type Caseload, type Ground, judgedCases, scoredCounts } from './caseload.ts'
import type { AbsentItem, MeasuredItem } from './measured.ts'
import { allNotes, fewerThanMinimum, noCases, notJudged, notSet } from './reason.ts'

export function measureItem(item: ScorecardItem, caseload: Caseload, ground: Ground): MeasuredItem {
  const scored = scoredStandards(item, ground)
  const talliesOf = (standards: readonly Standard[]) => standards.flatMap(({ id }) => caseload.tallies.get(id) ?? [])
  const counts = addVerdicts(talliesOf(scored).map(tally => tally.counts))
  const spared = talliesOf(scored).reduce((sum, tally) => sum + (tally.spared ?? 0), 0)
  const absent = (because: Message): AbsentItem => ({
    method: 'absent',
    item,
    counts,
    spared,
    cases: judgedCases(counts),
    counting: [],
    because,
  })

  if (scored.length === 0) return absent(allNotes)
  const { counting, tooFew } = withoutTooFew(item, scored, caseload, ground)
  const tallies = talliesOf(counting)
  const cases = judgedCases(addVerdicts(tallies.map(scoredCounts)))
  if (cases === 0) {
    if (tooFew) return absent(fewerThanMinimum(tooFew.cases, tooFew.minimum))
    return absent(notJudged(scored.flatMap(({ id }) => ground.results.get(id) ?? [])) ?? noCases(counts))
  }

  const measured = { item, counts, spared, cases, counting: counting.map(({ id }) => id) }
  switch (item.method) {
    case 'rate': {
      const weight = settingOf(item.weight, ground)
      if (!weight) return absent(notSet(item.weight))
      const { met, of } = item.by === 'incident' ? wholeIncidents(tallies) : singleCases(tallies)
      if (of === 0) return absent(noCases(counts))
      return { ...measured, method: 'rate', weight, share: exact(met).div(of), met, of }
    }
    case 'rating': {
      const weight = settingOf(item.weight, ground)
      if (!weight) return absent(notSet(item.weight))
      const ratings = tallies.flatMap(tally => measureOf(tally) ?? [])
      if (ratings.length === 0) return absent(noCases(counts))
      const share = sumOf(ratings).div(ratings.length).div(HUNDRED)
      return { ...measured, method: 'rating', weight, share, met: ratings.length, of: ratings.length }
    }
    case 'deduct':
    case 'bonus': {
      const each = item.each ? settingOf(item.each, ground) : exact(1)
      if (!each) return absent(notSet(item.each))
      const most = item.most && settingOf(item.most, ground)
      if (item.most && !most) return absent(notSet(item.most))
      const cap = most ? { most } : {}
      const ledgers = talliesOf(counting.filter(isLedger)).flatMap(tally => measureOf(tally) ?? [])
      const others = counting.filter(standard => !isLedger(standard))
      const otherCounts = addVerdicts(talliesOf(others).map(scoredCounts))
      const rate =
        item.perCases === undefined ? exact(1) : exact(item.perCases).div(Math.max(1, judgedCases(otherCounts)))
      const own = { ...measured, cases: judgedCases(otherCounts) }
      if (item.method === 'deduct') {
        const missed = others.flatMap(({ id }) => caseload.missed.get(id) ?? [])
        const balance = ledgers.length === 0 ? {} : { balance: sumOf(ledgers) }
        return { ...own, method: 'deduct', each, perMiss: each.mul(rate), ...cap, missed, ...balance }
      }
      // Nobody is rewarded for a miss that was not told.
      const { met } = addVerdicts(talliesOf(others).map(tally => tally.counts))
      const count = exact(met).mul(rate).add(sumOf(ledgers))
      return { ...own, method: 'bonus', each, ...cap, met, count }
    }
  }
}

/** A note is shown, never scored. */
export function scoredStandards(item: ScorecardItem, ground: Ground): readonly Standard[] {
  return item.standards.flatMap(id => ground.standards.get(id) ?? []).filter(standard => standard.severity !== 'note')
}

/** The setting on the sheet's day as an exact number; undefined: not set. */
export function settingOf(setting: Setting<number>, ground: Ground): Fraction | undefined {
  const value = valueOn(setting, ground.day)
  return value === undefined ? undefined : exact(value)
}

/**
 * The standards of an item less those with too few cases to go by. An item's own `minimum` is of all its cases; the
 * pack's `minimum-cases` is of standards judged per event. A bonus needs no minimum: it costs nobody anything.
 */
function withoutTooFew(
  item: ScorecardItem,
  scored: readonly Standard[],
  caseload: Caseload,
  ground: Ground,
): { readonly counting: readonly Standard[]; readonly tooFew?: { readonly cases: number; readonly minimum: number } } {
  if (item.method === 'bonus' || item.method === 'rating') return { counting: scored }
  const minimum = item.minimum ?? ground.rulebook.fairness.minimumCases
  const isBound = (standard: Standard) => item.minimum !== undefined || standard.judgedPer === 'event'
  const bound = scored.filter(isBound)
  const counts = addVerdicts(
    bound.flatMap(({ id }) => {
      const tally = caseload.tallies.get(id)
      return tally ? [scoredCounts(tally)] : []
    }),
  )
  const cases = judgedCases(counts)
  if (cases === 0 || cases >= minimum) return { counting: scored }
  return { counting: scored.filter(standard => !isBound(standard)), tooFew: { cases, minimum } }
}

function singleCases(tallies: readonly Tally[]): { readonly met: number; readonly of: number } {
  const counts = addVerdicts(tallies.map(scoredCounts))
  return { met: counts.met, of: judgedCases(counts) }
}

/** 100−1=0: an incident is met when every case of it is. */
function wholeIncidents(tallies: readonly Tally[]): { readonly met: number; readonly of: number } {
  const incidents = new Map<string, boolean>()
  for (const tally of tallies) {
    for (const [incident, isMet] of tally.incidents ?? []) {
      incidents.set(incident, (incidents.get(incident) ?? true) && isMet)
    }
  }
  return { met: [...incidents.values()].filter(isMet => isMet).length, of: incidents.size }
}

export function isLedger(standard: Standard): boolean {
  return standard.kind === 'ledger'
}

function measureOf(tally: Tally): Fraction | undefined {
  if (tally.measure === undefined || judgedCases(tally.counts) === 0) return undefined
  return exact(tally.measure)
}
