/** A standard judged per event: which records are cases, and effective → when → except → what the kind measures. */

import type { Condition, Names } from '../conditions/contract.ts'
import { demandedParts, ownFieldsOf } from '../conditions/own-fields.ts'
import type { Case, Glance, Glances, Index, Lens, Scope } from '../model/checker.ts'
import type { Event, EventType } from '../model/event.ts'
import type { Finding } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { TraceStep } from '../model/trace.ts'
import type { Day, Instant, Scalar } from '../model/value.ts'
import { NOBODY } from './amount.ts'
import { compileCharge, siteReader } from './charge.ts'
import { compileExceptions } from './exceptions.ts'
import { findingsOf, type Judged, settleMissing } from './finding.ts'
import { appliesAlways, appliesOn } from './frame.ts'
import type { Judging, KindTools } from './kind.ts'
import type { List } from './list.ts'
import { narrowed } from './narrowed.ts'
import type { Source } from './reader.ts'
import { conditionStep } from './trace.ts'
import { joined } from './words.ts'

/** One record to be judged. */
export interface EventCase {
  readonly event: Event
  readonly lens: Lens
  /** The case's first day: settings in force on it count. */
  readonly day: Day
  readonly site: string | undefined
  readonly member?: Scalar
  /** Left open by an earlier period. */
  readonly wasCarried: boolean
}

export interface EventMeasure {
  /** `each-of`: one case per member. */
  readonly each?: List
  judge(item: EventCase): Judged
  /** For a lens that records pass by, whether `judge` says `met`. Absent: it takes other records to tell. */
  meets?(lens: Lens): Meets
  /** What the kind measures, step by step. */
  trace(item: EventCase): readonly TraceStep[]
}

/** Told without words, and false where it is not sure. */
export interface Meets {
  /** False: it is the same on all days and at all sites. */
  readonly goesByDay: boolean
  /** What `isMet` asks, where it is nothing else. */
  readonly demand?: Condition
  isMet(day: Day, site: string | undefined): boolean
}

export interface EventCases {
  readonly eventType: EventType
  readonly names: Names
  judging(measure: EventMeasure): Judging | undefined
}

/** Undefined has been complained about. */
export function compileEventCases(source: Source, place: Place, tools: KindTools): EventCases | undefined {
  const { reader, id } = tools
  const eventType = reader.eventType(source.event, place.at('event'))
  if (!eventType) return undefined
  const names: Names = { event: eventType }
  const when = source.when === undefined ? undefined : reader.condition(source.when, names, place.at('when'))
  const exceptions = compileExceptions(source.except, place.at('except'), reader, { names })
  const siteOf = siteReader(eventType)
  const chargeFor = (each: List | undefined) =>
    compileCharge(source.charge, place.at('charge'), reader, { names, hasMember: each?.isPeople ?? false })

  const judging = ({ each, judge, meets, trace }: EventMeasure): Judging | undefined => {
    const charge = chargeFor(each)
    if (!charge || !exceptions || (source.when !== undefined && !when)) return undefined

    const caseOf = (item: Case, event: Event, lens: Lens): EventCase => {
      const member = each?.members(lens)?.find(one => String(one) === item.member)
      return {
        event,
        lens,
        day: lens.scope.zone.dayOf(event.at),
        site: siteOf(lens),
        ...(member === undefined ? {} : { member }),
        wasCarried: isCarried(event, id),
      }
    }

    const settle = (item: Case, event: Event, lens: Lens): Judged => {
      const truth = when ? when.test(lens) : true
      if (when && truth === undefined) return { verdict: 'undetermined', reason: unknownWhen(when, event, eventType) }
      const exemption = exceptions.test(lens)
      if (exemption.state === 'exempt')
        return { verdict: 'exempt', reason: exemption.reason, evidence: exemption.evidence }
      const measured = caseOf(item, event, lens)
      if (each && measured.member === undefined) return withoutMembers(each, lens)
      const judged = judge(measured)
      if (
        exemption.state === 'none' ||
        judged.verdict === 'met' ||
        judged.verdict === 'exempt' ||
        judged.verdict === 'pending'
      )
        return judged
      return {
        ...judged,
        verdict: 'undetermined',
        isMissing: false,
        reason: joined([judged.reason, exemption.reason], '；', '; '),
      }
    }

    /** What never changes is asked once. */
    const glances = (lens: Lens, { goesByDay, demand, isMet }: Meets): Glances => {
      const { event, scope } = lens
      if (!event) throw new Error(`${id} is asked about no record`)
      const { values } = event
      const isWithin = makeWithin(scope)
      const isAlways = appliesAlways(tools)
      const { own } = charge
      const asksDay = goesByDay || own === undefined
      const asking = (asksWhen: boolean, asksDemand: boolean) => (): ReturnType<Glance> => {
        if (!isWithin(event.at)) return null
        const day = asksDay || !isAlways ? scope.zone.dayOf(event.at) : 0
        if (!isAlways && !appliesOn(tools, day, scope)) return null
        if (asksWhen && when) {
          const truth = when.test(lens)
          if (truth === false) return null
          if (truth === undefined) return undefined
        }
        if (source.except !== undefined && exceptions.test(lens).state !== 'none') return undefined
        if (asksDemand && !isMet(day, goesByDay ? siteOf(lens) : undefined)) return undefined
        if (own === undefined) return charge(lens, day, undefined)
        const person = values[own]
        return typeof person === 'string' ? person : NOBODY_ANSWERS
      }
      const whole = asking(true, true)
      const within = asking(false, true)
      const settled = asking(false, false)
      const parts = demandedParts(when)
      const ownFields = new Map([...parts, ...(demand ? [demand] : [])].map(one => [one, ownFieldsOf(one)] as const))
      return {
        whole,
        fields: [...new Set([...ownFields.values()].flatMap(fields => fields ?? []))],
        narrowed(isKnown) {
          const isAsked = (one: Condition): boolean => ownFields.get(one)?.every(isKnown) ?? false
          const asked = parts.filter(isAsked).map(one => one.test(lens))
          if (asked.includes(false)) return null
          if (asked.length < parts.length || asked.includes(undefined)) return whole
          return demand && isAsked(demand) && demand.test(lens) === true ? settled : within
        },
      }
    }

    return {
      ...(meets && !each ? { glances: lens => glances(lens, meets(lens)) } : {}),
      *cases(index, scope): Iterable<Case> {
        const isWithin = makeWithin(scope)
        const isAlways = appliesAlways(tools)
        for (const event of narrowed(index.all(eventType.id), when, one => lensOf(one, index, scope))) {
          const wasCarried = isCarried(event, id)
          if (!wasCarried && !isWithin(event.at)) continue
          if (!isAlways && !appliesOn(tools, scope.zone.dayOf(event.at), scope)) continue
          const lens = lensOf(event, index, scope)
          const truth = when ? when.test(lens) : true
          if (truth === false) continue
          const open = wasCarried ? scope.carried.get(id) : undefined
          for (const item of casesOf(event, truth === true ? each : undefined, lens))
            if (!open || open.has(item.id)) yield item
        }
      },
      *judge(item, index, scope): Iterable<Finding> {
        const { event } = item
        if (!event) throw new Error(`case ${item.id} of ${id} has no record`)
        const lens = lensOf(event, index, scope)
        const judged = settleMissing(settle(item, event, lens), tools.ifMissing)
        yield* findingsOf(id, item, charge(lens, scope.zone.dayOf(event.at), item.member), judged, index)
      },
      trace(item, index, scope) {
        const { event } = item
        if (!event) throw new Error(`case ${item.id} of ${id} has no record`)
        const lens = lensOf(event, index, scope)
        const applies = when ? [conditionStep('applies', when, lens)] : []
        return [...applies, ...exceptions.trace(lens), ...trace(caseOf(item, event, lens))]
      },
    }
  }
  return { eventType, names, judging }
}

function lensOf(event: Event, index: Index, scope: Scope): Lens {
  return { event, at: event.at, index, scope }
}

function isCarried(event: Event, standard: string): boolean {
  return event.carriedFor?.includes(standard) ?? false
}

/** An event belongs to the period of its `at`; what lies after the cut-off is not known yet. */
function liesIn(at: Instant, { zone, period, knownThrough }: Scope): boolean {
  const day = zone.dayOf(at)
  return day >= period.from && day <= period.to && at <= knownThrough
}

const NOBODY_ANSWERS: readonly string[] = []

/** As `liesIn`; only near its ends the calendar is asked. */
function makeWithin(scope: Scope): (at: Instant) => boolean {
  const { zone, period, knownThrough } = scope
  const from = zone.startOf(period.from + 1)
  const to = Math.min(zone.startOf(period.to - 1), knownThrough)
  return at => (at >= from && at < to) || liesIn(at, scope)
}

/** One case, or one for each member of a list that is known and not empty. */
function casesOf(event: Event, each: List | undefined, lens: Lens): readonly Case[] {
  const whole: Case = { id: event.id, at: event.at, event }
  const members = each?.members(lens)
  if (members === undefined || members.length === 0) return [whole]
  return members.map(member => ({ ...whole, id: `${event.id}/${String(member)}`, member: String(member) }))
}

export function withoutMembers(each: List, lens: Lens): Judged {
  if (each.members(lens)?.length === 0) return { verdict: 'exempt', reason: NOBODY }
  return {
    verdict: 'undetermined',
    isMissing: true,
    reason: { zh: '无法确定名单里有谁', en: 'it is not known who is on the list' },
  }
}

/** Says which blanks leave it open whether the standard applies. */
export function unknownWhen({ uses }: Pick<Condition, 'uses'>, event: Event, type: EventType): Message {
  const blank = uses.filter(use => use.event === type.id && !(use.field in event.values))
  const titles = blank.flatMap(use => type.fields.get(use.field)?.title ?? [])
  const names = joined(titles, '、', ', ')
  if (titles.length === 0)
    return { zh: '资料不足，无法判断本标准是否适用', en: 'The records do not tell whether the standard applies' }
  return {
    zh: `缺少${names.zh}，无法判断本标准是否适用`,
    en: `${names.en} not recorded: it cannot be told whether the standard applies`,
  }
}
