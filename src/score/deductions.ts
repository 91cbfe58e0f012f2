/**
 * The deducting items of a scorecard in, what each of them takes off out: once per incident, within every cap.
 *
 * An incident costs a person at most the largest of its charges, an item at most its `most`, a section at most what it
 * holds. The deduction is the largest that keeps all three. It has to be found for the sheet as a whole: would each
 * incident simply be charged where it costs most, then a capped item could swallow the charge, and a miss taken back
 * after an appeal would set it free to cost points elsewhere.
 */

import type Fraction from 'fraction.js'
import { larger, sumOf, ZERO } from '../lib/exact.ts'
import { type Arc, largestFlow } from '../lib/max-flow.ts'
import { compareText } from '../lib/order.ts'
import type { Finding } from '../model/finding.ts'
import type { Fairness } from '../model/rulebook.ts'
import type { DeductItem, Deduction } from './measured.ts'

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

  for (const { name, at, count, cost } of groups) {
    add('start', name, cost.mul(count))
    for (const index of at) add(name, itemNode(index), perMissOf(items[index]).mul(count))
  }
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
  return items.map(({ item }, index) => {
    const charged = groups.filter(group => group.at[0] === index).reduce((sum, group) => sum + group.count, 0)
    return {
      charged,
      sameIncident: item.missed.length - charged,
      planned: item.perMiss.mul(charged).add(balanceCharge(item)),
      points: flow[firstItemArc + index] ?? ZERO,
    }
  })
}

/** Incidents that touch the same items cost the same, so they are one node of the network. */
interface IncidentGroup {
  readonly name: string
  /** Items touched, the one where it costs most first, else in the order of the scorecard. */
  readonly at: readonly number[]
  readonly count: number
  readonly cost: Fraction
}

function groupIncidents(items: readonly Deductible[], oncePer: Fairness['oncePer']): readonly IncidentGroup[] {
  const touched = new Map<string, Set<number>>()
  items.forEach(({ item }, index) => {
    for (const finding of item.missed) {
      const key = incidentKey(finding, item, index, oncePer)
      touched.set(key, (touched.get(key) ?? new Set()).add(index))
    }
  })
  const byPattern = Map.groupBy(touched.values(), indexes => [...indexes].join(' '))
  return [...byPattern]
    .map(([pattern, alike]) => {
      const at = [...(alike[0] ?? [])].sort(
        (one, other) => perMissOf(items[other]).compare(perMissOf(items[one])) || one - other,
      )
      return {
        name: `incident ${pattern}`,
        at,
        count: alike.length,
        cost: at.map(index => perMissOf(items[index])).reduce(larger, ZERO),
      }
    })
    .sort((one, other) => compareText(one.name, other.name))
}

function incidentKey(finding: Finding, item: DeductItem, index: number, oncePer: Fairness['oncePer']): string {
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
