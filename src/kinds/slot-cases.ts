/** A standard judged per slot: which slots of whom are cases, and in force → exemptions → what the kind measures. */

import { formatDay } from '../calendar/day.ts'
import type { Names } from '../conditions/contract.ts'
import { valueOn } from '../lib/dated.ts'
import type { Interval } from '../model/calendar.ts'
import type { Case, Index, Lens, Scope } from '../model/checker.ts'
import type { EventType } from '../model/event.ts'
import type { Finding } from '../model/finding.ts'
import type { Place } from '../model/source.ts'
import type { TraceStep } from '../model/trace.ts'
import type { Day, Instant, Scalar } from '../model/value.ts'
import { compileCharge, siteReader } from './charge.ts'
import { uncovered } from './clock.ts'
import { withoutMembers } from './event-cases.ts'
import { compileExceptions } from './exceptions.ts'
import { findingsOf, type Judged, settleMissing } from './finding.ts'
import { appliesWithin } from './frame.ts'
import type { Judging, KindTools } from './kind.ts'
import type { List } from './list.ts'
import type { Reader, Source } from './reader.ts'
import { compileRecordsAt, hitsInSlot, type SlotWindow, type TimedRecords } from './records.ts'
import { caseId, compileSlot, type OwnedSlot, type SlotRule } from './slot.ts'
import { DAY_SECONDS } from './stamp.ts'
import { after } from './timing.ts'
import { momentText } from './trace.ts'
import { joined } from './words.ts'

/** One slot to be judged. */
export interface SlotCase {
  readonly owned: OwnedSlot
  readonly lens: Lens
  readonly window: SlotWindow
  readonly open: readonly Interval[]
  /** The last instant that counts, grace included. */
  readonly due: Instant
  readonly isOver: boolean
  /** The slot begins before the records are known to be complete. */
  readonly reachesBack: boolean
  /** The slot's first day: settings in force on it count. */
  readonly day: Day
  readonly site: string | undefined
  readonly member?: Scalar
  /** The open time of the slot before, where the same owner had one within the complete records. */
  previous(): Pick<SlotCase, 'lens' | 'window' | 'open' | 'day'> | undefined
}

export interface SlotMeasure {
  readonly each?: List
  /** Undefined: there is no case after all (a trend without a slot before). */
  judge(item: SlotCase): Judged | undefined
  /** What the kind measures, step by step. */
  trace(item: SlotCase): readonly TraceStep[]
}

export interface SlotCases {
  readonly names: Names
  /** RECORDS that belong to the slot's owner; undefined has been complained about. */
  ownRecords(source: Source, place: Place): TimedRecords | undefined
  judging(measure: SlotMeasure): Judging | undefined
}

/** Undefined has been complained about. */
export function compileSlotCases(source: Source, place: Place, tools: KindTools): SlotCases | undefined {
  const { reader, timing, id } = tools
  const rule = compileSlot(source, timing, place, reader)
  if (!rule) return undefined
  const { names, owners } = rule
  const ownRecords = (written: Source, at: Place) => ownedRecords(written, rule, at, reader)
  const exceptions = compileExceptions(source.except, place.at('except'), reader, { names, records: ownRecords })
  const siteOf = siteReader(owners.type)

  const judging = ({ each, judge, trace }: SlotMeasure): Judging | undefined => {
    const charge = compileCharge(source.charge, place.at('charge'), reader, {
      names,
      owner: owners.kind,
      hasMember: each?.isPeople ?? false,
    })
    if (!charge || !exceptions) return undefined

    const settle = (item: Case, lens: Lens): Judged | undefined => {
      const { slot, owner } = item
      if (!slot || !owner) throw new Error(`case ${item.id} of ${id} has no slot`)
      const owned = { owner, slot }
      const { index, scope } = lens
      const spell = owners.spellFor(owner, slot, index, scope)
      const inForce = appliesWithin(tools, slot.firstDay, slot.lastDay, scope)
      if (inForce.share === 'part') return { verdict: 'exempt', reason: inForce.reason }
      if (spell?.isUnknown)
        return {
          verdict: 'undetermined',
          reason: {
            zh: '资料不足，无法判断本标准是否适用',
            en: 'The records do not tell whether the standard applies',
          },
        }
      if ((spell?.from ?? slot.firstDay) > slot.firstDay || (spell?.to ?? slot.lastDay) < slot.lastDay)
        return { verdict: 'exempt', reason: PARTLY_OWNED }
      const timed = timeSlot(owned, lens, rule, tools)
      if ('uncoveredYear' in timed) return uncovered(timed.uncoveredYear)
      const exemption = exceptions.test(lens, (records, of) => eventsIn(records, of, timed.window))
      if (exemption.state === 'exempt')
        return { verdict: 'exempt', reason: exemption.reason, evidence: exemption.evidence }
      const member = each?.members(lens)?.find(one => String(one) === item.member)
      if (each && member === undefined) return withoutMembers(each, lens)
      const judged = judge({
        ...timed,
        site: siteOf(lens),
        ...(member === undefined ? {} : { member }),
        previous: () => previousSlot(owned, lens, rule, tools),
      })
      if (
        !judged ||
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

    return {
      *cases(index, scope): Iterable<Case> {
        const carried = scope.carried.get(id) ?? new Set<string>()
        for (const owned of rule.slots(index, scope, withSlots(carried))) {
          if ('uncoveredYear' in owned) {
            const at = scope.zone.startOf(scope.period.to + 1) - 1
            yield { id: `${scope.period.name}@${owned.owner.id}`, at, owner: owned.owner }
            continue
          }
          if (appliesWithin(tools, owned.slot.firstDay, owned.slot.lastDay, scope).share === 'none') continue
          const lens = lensOf(owned, index, scope)
          const open = rule.open(owned.slot, lens)
          // A slot without open time does not exist.
          if (!('uncoveredYear' in open) && open.length === 0) continue
          const isOwn = owned.slot.lastDay >= scope.period.from
          for (const item of casesOf(owned, each, lens)) if (isOwn || carried.has(item.id)) yield item
        }
      },
      *judge(item, index, scope): Iterable<Finding> {
        const { owner, slot } = item
        if (!owner) throw new Error(`case ${item.id} of ${id} has no owner`)
        if (!slot) {
          const { period } = scope
          const calendar = timing.calendar(scope, period.from, undefined)
          const judged = uncovered(calendar.firstUncoveredYear(period.from, period.to) ?? period.year)
          const lens = { owner, at: item.at, index, scope }
          yield* findingsOf(id, item, charge(lens, period.to, undefined), judged, index)
          return
        }
        const lens = lensOf({ owner, slot }, index, scope)
        const judged = settle(item, lens)
        if (!judged) return
        yield* findingsOf(
          id,
          item,
          charge(lens, slot.lastDay, item.member),
          settleMissing(judged, tools.ifMissing),
          index,
        )
      },
      trace(item, index, scope) {
        const { owner, slot } = item
        if (!owner || !slot) return []
        const owned = { owner, slot }
        const lens = lensOf(owned, index, scope)
        const timed = timeSlot(owned, lens, rule, tools)
        if ('uncoveredYear' in timed) return []
        const member = each?.members(lens)?.find(one => String(one) === item.member)
        const measured = {
          ...timed,
          site: siteOf(lens),
          ...(member === undefined ? {} : { member }),
          previous: () => previousSlot(owned, lens, rule, tools),
        }
        return [
          slotStep(measured),
          ...exceptions.trace(lens, (records, of) => eventsIn(records, of, timed.window)),
          ...trace(measured),
        ]
      },
    }
  }
  return { names, ownRecords, judging }
}

/** `时段 2024-03：2024-03-01 至 2024-03-31`, and until when its verdict waits. */
function slotStep({ owned, due, isOver, lens }: SlotCase): TraceStep {
  const { id, firstDay, lastDay } = owned.slot
  const days = `${formatDay(firstDay)} – ${formatDay(lastDay)}`
  const until = momentText(due, lens.scope.zone)
  return {
    part: 'clock',
    text: { zh: `时段 ${id}`, en: `Slot ${id}` },
    holds: null,
    seen: isOver ? { zh: days, en: days } : { zh: `${days}，${until.zh} 结束`, en: `${days}, over on ${until.en}` },
    under: [],
  }
}

const PARTLY_OWNED = {
  zh: '该时段只有一部分在任（或存续）期内，不计',
  en: 'Only a part of the slot lies within the time in post (or of existence); it does not count',
}

/** People are read as of the slot's last day. */
function lensOf({ owner, slot }: OwnedSlot, index: Index, scope: Scope): Lens {
  return { owner, at: scope.zone.startOf(slot.lastDay + 1) - 1, index, scope }
}

/** Slots of carried members (`2024-03@east/E7`) are carried slots too. */
function withSlots(carried: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(carried)
  for (const id of carried)
    for (let at = id.indexOf('/'); at >= 0; at = id.indexOf('/', at + 1)) all.add(id.slice(0, at))
  return all
}

function casesOf({ owner, slot }: OwnedSlot, each: List | undefined, lens: Lens): readonly Case[] {
  const { zone } = lens.scope
  const from = zone.startOf(slot.firstDay)
  const to = zone.startOf(slot.lastDay + 1)
  const whole: Case = { id: caseId(slot, owner), at: to - 1, owner, slot: { ...slot, from, to } }
  const members = each?.members(lens)
  if (members === undefined || members.length === 0) return [whole]
  return members.map(member => ({ ...whole, id: `${whole.id}/${String(member)}`, member: String(member) }))
}

type Timed = Omit<SlotCase, 'previous' | 'member' | 'site'>

/** The slot's open time, and until when its verdict waits. */
function timeSlot(
  owned: OwnedSlot,
  lens: Lens,
  rule: SlotRule,
  { timing }: KindTools,
): Timed | { readonly uncoveredYear: number } {
  const { scope } = lens
  const { slot } = owned
  const open = rule.open(slot, lens)
  if ('uncoveredYear' in open) return open
  const first = open[0]?.from ?? scope.zone.startOf(slot.firstDay)
  const last = (open.at(-1)?.to ?? scope.zone.startOf(slot.lastDay + 1)) - 1
  const site = rule.owners.siteOf(owned.owner, lens.index, scope, slot.lastDay)
  const grace = rule.grace && valueOn(rule.grace, slot.firstDay, site)
  const counting = { days: timing.days, zone: scope.zone, calendar: timing.calendar(scope, slot.firstDay, site) }
  const due = grace ? after(last, grace, counting) : { at: last }
  if ('uncoveredYear' in due) return due
  return {
    owned,
    lens,
    open,
    window: {
      open: rule.hasHours || rule.hasDays ? open : whole(slot, scope, last),
      until: due.at,
      unit: rule.hasHours ? 60 : DAY_SECONDS,
    },
    due: due.at,
    isOver: due.at < scope.asOf,
    reachesBack: first < scope.recordsFrom,
    day: slot.firstDay,
  }
}

/** Without `hours` records count at any time of the slot's days. */
function whole(slot: OwnedSlot['slot'], { zone }: Scope, last: Instant): readonly Interval[] {
  return [{ from: zone.startOf(slot.firstDay), to: Math.max(last + 1, zone.startOf(slot.lastDay + 1)) }]
}

function previousSlot(
  owned: OwnedSlot,
  lens: Lens,
  rule: SlotRule,
  tools: KindTools,
): ReturnType<SlotCase['previous']> {
  const slot = rule.previous(owned, lens.index, lens.scope)
  if (!slot) return undefined
  const before = { owner: owned.owner, slot }
  const timed = timeSlot(before, lensOf(before, lens.index, lens.scope), rule, tools)
  return 'uncoveredYear' in timed || timed.reachesBack || timed.open.length === 0 ? undefined : timed
}

function eventsIn(records: TimedRecords, lens: Lens, window: SlotWindow) {
  const { sure, unsure } = hitsInSlot(records, lens, window)
  return { sure: sure.map(hit => hit.event), unsure: unsure.map(hit => hit.event) }
}

/** A record belongs to the owner that `match` names, else to its only field of the owner's type; two such are an error. */
function ownedRecords(
  source: Source,
  { names, owners }: SlotRule,
  place: Place,
  reader: Reader,
): TimedRecords | undefined {
  if (source.match !== undefined || owners.kind === 'organisation')
    return compileRecordsAt(source, names, place, reader)
  const type = reader.eventType(source.event, place.at('event'))
  if (!type) return undefined
  const fields = [...type.fields.values()].filter(field => leadsTo(field, owners.kind))
  const [field] = fields
  if (type.id === owners.kind) return compileRecordsAt({ ...source, match: { id: 'owner' } }, names, place, reader)
  if (field && fields.length === 1)
    return compileRecordsAt({ ...source, match: { [field.name]: 'owner' } }, names, place, reader)
  complainOfOwner(
    type,
    owners.kind,
    fields.map(one => one.name),
    place,
    reader,
  )
  return undefined
}

function leadsTo(
  field: { readonly type: string; readonly item?: string; readonly of?: string },
  kind: string,
): boolean {
  const type = field.type === 'list' ? field.item : field.type
  return type === kind || (type === 'record' && field.of === kind)
}

function complainOfOwner(type: EventType, kind: string, fields: readonly string[], place: Place, reader: Reader): void {
  if (fields.length === 0) {
    reader.complain('match-missing', place.at('event'), {
      zh: `“${type.title.zh}”没有 ${kind} 类型的字段，看不出记录属于谁，请写 match: { 字段: owner }`,
      en: `'${type.id}' has no field of type ${kind}: it is not clear whose its records are; write match: { field: owner }`,
    })
    return
  }
  reader.complain('owner-ambiguous', place.at('event'), {
    zh: `“${type.title.zh}”有多个 ${kind} 字段（${fields.join('、')}），请写明 match，如 { ${fields[0]}: owner }`,
    en: `'${type.id}' has several fields of type ${kind} (${fields.join(', ')}); write match, such as { ${fields[0]}: owner }`,
  })
}
