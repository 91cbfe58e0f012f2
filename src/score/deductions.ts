/**
 * The deducting items of a scorecard in, what each of them takes off out: once per incident, within every cap.
 *
 * An incident costs a person at most the largest of its charges, an item at most its `most`, a section at most what it
 * holds. The deduction is the largest that keeps all three. It has to be found for the sheet as a whole: would each
 * incident simply be charged where it costs most, then a capped item could swallow the charge, and a miss taken back
 * after an appeal would set it free to cost points elsewhere.
 */

import type Fraction from 'fraction.js'
import { larger, smaller, sumOf, ZERO } from '../lib/exact.ts'
import { type Arc, largestFlow } from '../lib/max-flow.ts'
import { compareText } from '../lib/order.ts'
import type { CountedFinding } from '../model/finding.ts'
import type { Fairness } from '../model/rulebook.ts'
import type { DeductItem, Deduction, FindingShare } from './measured.ts'

export interface Deductible {
  readonly item: DeductItem
  readonly section: string
}

/** What `room` says is how many points a section holds; the answer is in the order of the items. */
export function deductOncePerIncident(
  items: readonly Deductible[],
  room: ReadonlyMap<string, Fraction>,
  oncePer: Fairness['oncePer'],
): readonly Deduction[] {
  const groups = groupIncidents(items, oncePer)
  const arcs: Arc[] = []
  const add = (from: string, to: string, capacity: Fraction): void => {
    arcs.push({ from, to, capacity })
  }

  const arcsOf = groups.map(({ name, at, incidents, cost }) => {
    add('start', name, cost.mul(incidents.length))
    return at.map(index => {
      add(name, itemNode(index), perMissOf(items[index]).mul(incidents.length))
      return arcs.length - 1
    })
  })
  items.forEach(({ item }, index) => {
    const balance = balanceCharge(item)
    add('start', `balance ${index}`, balance)
    add(`balance ${index}`, itemNode(index), balance)
  })
  const everything = sumOf(arcs.map(arc => arc.capacity))
  const firstItemArc = arcs.length
  items.forEach(({ item, section }, index) => {
    add(itemNode(index), `section ${section}`, item.most ?? everything)
  })
  for (const [section, points] of room) add(`section ${section}`, 'end', points)

  const flow = largestFlow(arcs, 'start', 'end')
  const shares = items.map(() => new Map<CountedFinding, FindingShare>())
  groups.forEach((group, at) => {
    const amounts = (arcsOf[at] ?? []).map(arc => flow[arc] ?? ZERO)
    shareOut(group, amounts, items, (index, finding, share) => shares[index]?.set(finding, share))
  })
  return items.map(({ item }, index) => {
    const charged = groups
      .filter(group => group.at[0] === index)
      .reduce((sum, group) => sum + group.incidents.length, 0)
    return {
      charged,
      sameIncident: item.missed.length - charged,
      planned: item.perMiss.mul(charged).add(balanceCharge(item)),
      points: flow[firstItemArc + index] ?? ZERO,
      shares: shares[index] ?? new Map(),
    }
  })
}

/** Incidents that touch the same items cost the same, so they are one node of the network. */
interface IncidentGroup {
  readonly name: string
  /** Items touched, the one where it costs most first, else in the order of the scorecard. */
  readonly at: readonly number[]
  /** In order of time: for each its misses, by item. */
  readonly incidents: readonly ReadonlyMap<number, readonly CountedFinding[]>[]
  readonly cost: Fraction
}

function groupIncidents(items: readonly Deductible[], oncePer: Fairness['oncePer']): readonly IncidentGroup[] {
  const touched = new Map<string, Map<number, CountedFinding[]>>()
  items.forEach(({ item }, index) => {
    for (const finding of item.missed) {
      const key = incidentKey(finding, item, index, oncePer)
      const incident = touched.get(key) ?? new Map<number, CountedFinding[]>()
      touched.set(key, incident)
      const own = incident.get(index)
      if (own) own.push(finding)
      else incident.set(index, [finding])
    }
  })
  const byPattern = Map.groupBy(touched.values(), incident => [...incident.keys()].join(' '))
  return [...byPattern]
    .map(([pattern, alike]) => {
      const at = [...(alike[0]?.keys() ?? [])].sort(
        (one, other) => perMissOf(items[other]).compare(perMissOf(items[one])) || one - other,
      )
      return {
        name: `incident ${pattern}`,
        at,
        incidents: alike.map(byTime).toSorted((one, other) => earlier(firstOf(one), firstOf(other))),
        cost: at.map(index => perMissOf(items[index])).reduce(larger, ZERO),
      }
    })
    .sort((one, other) => compareText(one.name, other.name))
}

/**
 * What flows from a group of incidents into each of its items, incident by incident: the earliest cost all they can, until
 * a bound is reached. Where that would leave something over (two items at their bounds), each costs the same.
 */
function shareOut(
  { at, incidents, cost }: IncidentGroup,
  amounts: readonly Fraction[],
  items: readonly Deductible[],
  tell: (item: number, finding: CountedFinding, share: FindingShare) => void,
): void {
  const greedy = earliestFirst(
    amounts,
    at.map(index => perMissOf(items[index])),
    incidents.length,
    cost,
  )
  const evenly = amounts.map(amount => incidents.map(() => amount.div(incidents.length)))
  const each = greedy ?? evenly
  incidents.forEach((incident, which) => {
    at.forEach((index, place) => {
      const [first, ...others] = incident.get(index) ?? []
      const points = each[place]?.[which] ?? ZERO
      const elsewhere = place === 0 ? undefined : incident.get(at[0] ?? index)?.[0]
      const isHere = elsewhere === undefined || points.gt(0)
      if (first && isHere) tell(index, first, { points, isCut: points.lt(perMissOf(items[index])) })
      const instead = isHere ? first : elsewhere
      for (const finding of isHere ? others : [first, ...others])
        if (finding && instead) tell(index, finding, { points: ZERO, isCut: false, instead })
    })
  })
}

/** For each item the points of each incident; undefined where something is left over. */
function earliestFirst(
  amounts: readonly Fraction[],
  perMiss: readonly Fraction[],
  count: number,
  cost: Fraction,
): readonly (readonly Fraction[])[] | undefined {
  const room = Array.from({ length: count }, () => cost)
  let isWhole = true
  const each = amounts.map((amount, place) => {
    let left = amount
    const points = room.map((free, which) => {
      const taken = smaller(left, smaller(free, perMiss[place] ?? ZERO))
      left = left.sub(taken)
      room[which] = free.sub(taken)
      return taken
    })
    isWhole &&= left.equals(0)
    return points
  })
  return isWhole ? each : undefined
}

function byTime(
  incident: ReadonlyMap<number, readonly CountedFinding[]>,
): ReadonlyMap<number, readonly CountedFinding[]> {
  return new Map([...incident].map(([index, misses]) => [index, misses.toSorted(earlier)]))
}

function firstOf(incident: ReadonlyMap<number, readonly CountedFinding[]>): CountedFinding | undefined {
  return [...incident.values()].flat().sort(earlier)[0]
}

function earlier(one: CountedFinding | undefined, other: CountedFinding | undefined): number {
  return (one?.at ?? 0) - (other?.at ?? 0) || compareText(one?.id ?? '', other?.id ?? '')
}

function incidentKey(finding: CountedFinding, item: DeductItem, index: number, oncePer: Fairness['oncePer']): string {
  const incident = finding.incident ?? `${finding.standard}/${finding.case}`
  if (oncePer === 'incident') return incident
  return item.item.by === 'incident' ? `${index} ${incident}` : finding.id
}

function perMissOf(deductible: Deductible | undefined): Fraction {
  return deductible?.item.perMiss ?? ZERO
}

/** A ledger below zero is no credit. */
function balanceCharge(item: DeductItem): Fraction {
  return item.balance === undefined ? ZERO : larger(ZERO, item.balance.mul(item.each))
}

function itemNode(index: number): string {
  return `item ${index}`
}
