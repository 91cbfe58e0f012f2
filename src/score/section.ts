/** A scorecard and one person's caseload in; its sections with their points, still exact, out. */

import type Fraction from 'fraction.js'
import { exact, larger, roundedNumber, smaller, sumOf, ZERO } from '../lib/exact.ts'
import type { EvidenceCharge, ItemScore, SectionScore } from '../model/appraisal.ts'
import type { Message } from '../model/message.ts'
import type { Scorecard, ScorecardSection } from '../model/rulebook.ts'
import type { OutcomeFacts } from '../model/score.ts'
import type { Caseload, Ground } from './caseload.ts'
import { type ChargingItem, chargesOf } from './charges.ts'
import { deductOncePerIncident } from './deductions.ts'
import { measureItem, settingOf } from './item.ts'
import type { BonusItem, DeductItem, Deduction, MeasuredItem, ShareItem } from './measured.ts'
import {
  bonusReason,
  bonusSectionReason,
  deductReason,
  emptySectionReason,
  nothingToShare,
  notSet,
  sectionReason,
  shareReason,
  withGiven,
} from './reason.ts'
import { redistribution, type SharingSection } from './redistribution.ts'

/** A section with marks, before and after redistribution. */
interface MarkedSection extends SharingSection {
  readonly section: ScorecardSection
  readonly items: readonly MeasuredItem[]
  /** Marks reached through shares and ratings; undefined where no item of the section gives any. */
  readonly base?: Fraction
  /** Weights of the items that the mean is taken over. */
  readonly weights: Fraction
  /** True where something here was judged. */
  readonly applies: boolean
}

export interface ScoredSections {
  readonly sections: readonly SectionScore[]
  /** The sum of all sections, bonus included, not yet stopped at 100; null: some section has no score. */
  readonly total: Fraction | null
  /** Without any bonus. */
  readonly beforeBonus: Fraction | null
  /** Marks, as written, of the sections that rest on judged cases. */
  readonly measuredMarks: Fraction
  /** True where every section was empty and would have shared its marks out over others. */
  readonly isAllEmpty: boolean
  /** Percent of each section's marks reached, without bonus. */
  readonly percents: ReadonlyMap<string, Fraction>
  /** Worked out when it is asked for: who only tries what would be does not. */
  charges(): Readonly<Record<string, readonly EvidenceCharge[]>>
  /** By section with marks: what was reached without any bonus, and what it is out of; only of those with a score. */
  readonly reached: ReadonlyMap<string, { readonly score: Fraction; readonly weight: Fraction }>
}

/**
 * `factsWith` tells the facts that a bonus may ask about, given the score before any bonus. `given` is what appeals give
 * back, by section.
 */
export function scoreSections(
  card: Scorecard,
  caseload: Caseload,
  ground: Ground,
  factsWith: (beforeBonus: Fraction | null, percents: ReadonlyMap<string, Fraction>) => OutcomeFacts,
  given: ReadonlyMap<string, Fraction> = new Map(),
): ScoredSections {
  const marked = card.sections
    .filter(section => !isBonusSection(section))
    .map(section => measureSection(section, caseload, ground))
  const deductions = deductEverywhere(marked, ground)
  const scale = redistribution(marked)
  const isIncomplete = marked.some(isWithoutScore) || scale === null
  const worked = new Map(
    marked.map(one => {
      const section = workOut(one, deductions, scale ?? exact(1), isIncomplete, ground)
      return [one.section.id, giveBack(section, given.get(section.id))] as const
    }),
  )
  const values = [...worked.values()]
  const beforeBonus = isIncomplete ? null : sumOf(values.map(one => one.score ?? ZERO))
  const percents = new Map(
    values.flatMap(({ id, score, weight }) =>
      score && weight?.gt(0) ? [[id, score.div(weight).mul(100)] as const] : [],
    ),
  )

  const charging = new Map(
    marked.flatMap(({ items }) => items.map(one => [one.item, chargingItem(one, deductions)] as const)),
  )
  const facts = factsWith(beforeBonus, percents)
  const withBonus = card.sections.map(section => addBonus(section, worked.get(section.id), caseload, ground, facts))
  return {
    sections: withBonus.map(one => one.printed),
    total: beforeBonus && withBonus.reduce((sum, one) => sum.add(one.bonus), beforeBonus),
    beforeBonus,
    measuredMarks: sumOf(marked.flatMap(one => (one.applies && one.marks ? [one.marks] : []))),
    isAllEmpty: scale === null && !marked.some(isWithoutScore),
    percents,
    charges: () => chargesOf(card, caseload, ground, item => charging.get(item)),
    reached: new Map(
      values.flatMap(({ id, score, weight }) => (score && weight ? [[id, { score, weight }] as const] : [])),
    ),
  }
}

/** Up to what the section is out of. */
function giveBack(section: WorkedSection, points: Fraction | undefined): WorkedSection {
  const { score, weight, reason } = section
  if (!points || !score || !weight) return section
  const raised = smaller(weight, score.add(points))
  return { ...section, score: raised, reason: withGiven(reason, raised.sub(score), raised) }
}

export function isBonusSection(section: ScorecardSection): boolean {
  return section.marks === undefined || section.method === 'bonus'
}

function measureSection(section: ScorecardSection, caseload: Caseload, ground: Ground): MarkedSection {
  const items = section.items.map(item => measureItem(item, caseload, ground))
  const marks = section.marks && settingOf(section.marks, ground)
  const shares = items.filter(isShare)
  const weights = sumOf(shares.map(item => item.weight))
  const hasBase = shares.length > 0 && weights.gt(0)
  const base =
    hasBase && marks ? { base: marks.mul(sumOf(shares.map(item => item.share.mul(item.weight)))).div(weights) } : {}
  const applies = marks !== undefined && (hasBase || items.some(isDeduct))
  return {
    section,
    items,
    ...(marks ? { marks } : {}),
    ...base,
    weights,
    applies,
    isSharedOut: !applies && section.empty === 'redistribute',
  }
}

function isShare(item: MeasuredItem): item is ShareItem {
  return item.method === 'rate' || item.method === 'rating'
}

function isDeduct(item: MeasuredItem): item is DeductItem {
  return item.method === 'deduct'
}

function isWithoutScore(one: MarkedSection): boolean {
  return !one.marks || (!one.applies && one.section.empty === 'none')
}

/** What every deducting item of the card takes off. */
function deductEverywhere(marked: readonly MarkedSection[], ground: Ground): ReadonlyMap<DeductItem, Deduction> {
  const items = marked.flatMap(({ section, items }) =>
    items.filter(isDeduct).map(item => ({ item, section: section.id })),
  )
  const room = new Map(marked.map(one => [one.section.id, one.base ?? one.marks ?? ZERO]))
  const deductions = deductOncePerIncident(items, room, ground.rulebook.fairness.oncePer)
  return new Map(items.flatMap(({ item }, index) => (deductions[index] ? [[item, deductions[index]] as const] : [])))
}

function chargingItem(one: MeasuredItem, deductions: ReadonlyMap<DeductItem, Deduction>): ChargingItem {
  const deduction = isDeduct(one) ? deductions.get(one) : undefined
  return { method: one.method, counting: one.counting, ...(deduction ? { shares: deduction.shares } : {}) }
}

interface WorkedSection {
  readonly id: string
  readonly marks: Fraction | null
  readonly weight: Fraction | null
  readonly score: Fraction | null
  readonly reason: Message
  readonly items: readonly { readonly measured: MeasuredItem; readonly score?: ItemScore }[]
}

function workOut(
  one: MarkedSection,
  deductions: ReadonlyMap<DeductItem, Deduction>,
  scale: Fraction,
  isIncomplete: boolean,
  ground: Ground,
): WorkedSection {
  const { section, marks, base, items } = one
  const scores = items.map(measured => ({ measured, ...printedItem(measured, one, deductions, ground) }))
  const frame = { id: section.id, marks: marks ?? null, items: scores }
  if (!marks) return { ...frame, weight: null, score: null, reason: notSet(section.marks) }
  const weight = one.isSharedOut ? null : marks.mul(scale)
  if (!one.applies) {
    const score = section.empty === 'full' ? weight : null
    return { ...frame, weight, score, reason: emptySectionReason(section.empty, marks, isIncomplete) }
  }
  const deducted = sumOf(items.filter(isDeduct).map(item => deductions.get(item)?.points ?? ZERO))
  const score = (base ?? marks).sub(deducted).mul(scale)
  const sum = {
    marks,
    ...(base ? { base } : {}),
    deducted,
    hasDeductions: items.some(isDeduct),
    weight: marks.mul(scale),
    score,
  }
  return { ...frame, weight, score, reason: sectionReason(sum) }
}

/** The item as printed, in the section's marks as written; a bonus is printed once it is known whether it is given. */
function printedItem(
  measured: MeasuredItem,
  { marks, weights }: MarkedSection,
  deductions: ReadonlyMap<DeductItem, Deduction>,
  ground: Ground,
): { readonly score?: ItemScore } {
  switch (measured.method) {
    case 'bonus':
      return {}
    case 'absent':
      return { score: itemScore(measured, ground, { points: null, reason: measured.because }) }
    case 'deduct': {
      const deduction = deductions.get(measured)
      if (!deduction) throw new Error('a deducting item without its deduction')
      return {
        score: itemScore(measured, ground, {
          points: deduction.points.neg(),
          sameIncident: deduction.sameIncident,
          capped: measured.most !== undefined && deduction.planned.gt(measured.most),
          ...(measured.most ? { most: measured.most } : {}),
          reckoned: deduction.planned.neg(),
          reason: deductReason(measured, deduction),
        }),
      }
    }
    default: {
      const full = marks ?? ZERO
      const outOf = weights.equals(0) ? ZERO : full.mul(measured.weight).div(weights)
      const points = outOf.mul(measured.share)
      const reason = shareReason(measured, full, weights, points)
      return { score: itemScore(measured, ground, { points, outOf, percent: measured.share.mul(100), reason }) }
    }
  }
}

interface ItemFigures {
  readonly points: Fraction | null
  readonly outOf?: Fraction
  readonly percent?: Fraction
  readonly sameIncident?: number
  readonly capped?: boolean
  readonly most?: Fraction
  readonly reckoned?: Fraction
  readonly reason: Message
}

function itemScore({ item, counts }: MeasuredItem, ground: Ground, figures: ItemFigures): ItemScore {
  const [only] = item.standards
  return {
    standard: item.standards.length === 1 && only !== undefined ? only : item.selection,
    ...(item.title ? { title: item.title } : {}),
    standards: item.standards,
    method: item.method,
    ...counts,
    points: figures.points && roundedNumber(figures.points, ground.decimals),
    outOf: figures.outOf ? roundedNumber(figures.outOf, ground.decimals) : null,
    percent: figures.percent ? roundedNumber(figures.percent, ground.decimals) : null,
    sameIncident: figures.sameIncident ?? 0,
    capped: figures.capped ?? false,
    most: figures.most ? roundedNumber(figures.most, ground.decimals) : null,
    reckoned: figures.reckoned ? roundedNumber(figures.reckoned, ground.decimals) : null,
    peers: null,
    reason: figures.reason,
  }
}

/** The section as printed, with its bonus: after redistribution, and only where its condition holds. */
function addBonus(
  section: ScorecardSection,
  worked: WorkedSection | undefined,
  caseload: Caseload,
  ground: Ground,
  facts: OutcomeFacts,
): { readonly printed: SectionScore; readonly bonus: Fraction } {
  const items = worked?.items ?? section.items.map(item => ({ measured: measureItem(item, caseload, ground) }))
  const isGiven = section.when === undefined || section.when.test(facts) === true
  const bonuses = items.map(one => one.measured).filter(item => item.method === 'bonus')
  const earned = isGiven ? sumOf(bonuses.map(bonusPoints)) : ZERO
  const most = section.most && settingOf(section.most, ground)
  const isUnset = section.most !== undefined && most === undefined
  const bonus = isUnset || worked?.score === null ? ZERO : smaller(earned, most ?? earned)
  const isEmpty = bonuses.length === 0
  const printedItems = items.map(({ measured, ...one }) => {
    if ('score' in one && one.score) return one.score
    if (measured.method !== 'bonus') {
      const reason = measured.method === 'absent' ? measured.because : nothingToShare
      return itemScore(measured, ground, { points: null, reason })
    }
    const points = isGiven ? bonusPoints(measured) : ZERO
    const reckoned = measured.each.mul(measured.count)
    const most = measured.most ? { most: measured.most, capped: reckoned.gt(measured.most) } : {}
    return itemScore(measured, ground, { points, reckoned, ...most, reason: bonusReason(measured, points, isGiven) })
  })

  const print = (value: Fraction | null) => value && roundedNumber(value, ground.decimals)
  const capped = most !== undefined && earned.gt(most)
  const frame = { id: section.id, title: section.title, items: printedItems, most: print(most ?? null), capped }
  if (worked) {
    const score = worked.score ? worked.score.add(bonus) : null
    return {
      printed: {
        ...frame,
        marks: print(worked.marks),
        weight: print(worked.weight),
        score: print(score),
        reason: worked.reason,
      },
      bonus,
    }
  }
  const reason = isUnset
    ? notSet(section.most)
    : isEmpty
      ? { zh: '没有可加分的记录', en: 'nothing to add a bonus for' }
      : bonusSectionReason(bonus, most, isGiven)
  return {
    printed: { ...frame, marks: null, weight: null, score: isEmpty || isUnset ? null : print(bonus), reason },
    bonus,
  }
}

/** Within the item's own cap; never less than nothing. */
function bonusPoints({ each, count, most }: BonusItem): Fraction {
  const points = larger(ZERO, each.mul(count))
  return most ? smaller(points, most) : points
}
