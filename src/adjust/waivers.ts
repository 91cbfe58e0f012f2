/** Waivers and a case in, the one that exempts it out; those that exempt nothing are told. */

import { formatDay } from '../calendar/day.ts'
import type { Objection, Waiver } from '../model/adjustment.ts'
import type { Zone } from '../model/calendar.ts'
import type { Case } from '../model/checker.ts'
import type { EventType } from '../model/event.ts'
import type { Finding } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { Roster } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Standard } from '../model/rulebook.ts'
import type { Day } from '../model/value.ts'

export interface WaiverGround {
  readonly zone: Zone
  readonly period: Period
  readonly roster: Roster
  readonly eventTypes: ReadonlyMap<string, EventType>
}

/** The first in the order written; a slot that the waiver only touches cannot be asked for whole either. */
export function waiverFor(
  waivers: readonly Waiver[],
  finding: Finding,
  standard: Standard,
  item: Case,
  ground: WaiverGround,
): Waiver | undefined {
  return waivers.find(
    waiver =>
      waiver.standards.has(standard.id) &&
      isWithin(waiver, standard, item, ground) &&
      isAbout(waiver, finding, item, ground),
  )
}

/** What is judged of a person's whole period is exempt where the whole period is. */
function isWithin({ from, to }: Waiver, standard: Standard, item: Case, { zone, period }: WaiverGround): boolean {
  if (standard.judgedPer === 'person' && !item.event) return from <= period.from && period.to <= to
  const [first, last] = daysOf(item, zone)
  return from <= last && first <= to
}

export function daysOf({ slot, at }: Case, zone: Zone): readonly [Day, Day] {
  return slot ? [slot.firstDay, slot.lastDay] : [zone.dayOf(at), zone.dayOf(at)]
}

/** Sites, units and people that are named must all fit; what is not named does not matter. */
function isAbout({ sites, units, people }: Waiver, finding: Finding, item: Case, ground: WaiverGround): boolean {
  const day = ground.zone.dayOf(item.at)
  const own = sites.length + units.length > 0 ? sitesOf(item, day, ground) : []
  const ownUnits = units.length > 0 ? unitsOf(item, own, finding.person, day, ground) : []
  const owner = item.owner?.type === 'person' ? item.owner.id : undefined
  return (
    (sites.length === 0 || own.some(site => sites.includes(site))) &&
    (units.length === 0 || ownUnits.some(unit => units.includes(unit))) &&
    (people.length === 0 || [finding.person, owner, item.member].some(one => one != null && people.includes(one)))
  )
}

/** Where the case is: its owner, what its record says, else where the owner works. */
function sitesOf({ owner, event }: Case, day: Day, { roster, eventTypes }: WaiverGround): readonly string[] {
  if (owner?.type === 'site') return [owner.id]
  if (owner?.type === 'person') return roster.spellOn(owner.id, day)?.sites ?? []
  return namedIn(event ?? owner?.row, 'site', eventTypes)
}

function unitsOf(
  { owner, event }: Case,
  sites: readonly string[],
  person: string | null,
  day: Day,
  { roster, eventTypes }: WaiverGround,
): readonly string[] {
  if (owner?.type === 'unit') return [owner.id]
  const named = [
    ...namedIn(event ?? owner?.row, 'unit', eventTypes),
    ...sites.flatMap(site => roster.unitOfSite(site) ?? []),
  ]
  if (named.length > 0) return named
  const unit = person === null ? undefined : roster.spellOn(person, day)?.unit
  return unit === undefined ? [] : [unit]
}

function namedIn(
  record: Case['event'],
  type: 'site' | 'unit',
  eventTypes: WaiverGround['eventTypes'],
): readonly string[] {
  const fields = record ? [...(eventTypes.get(record.type)?.fields.values() ?? [])] : []
  return fields
    .filter(field => field.type === type || (field.type === 'list' && field.item === type))
    .flatMap(({ name }) => record?.values[name] ?? [])
    .map(String)
}

export function waiverReason({ id, title, reason, owner, from, to }: Waiver): Message {
  const called = title === null ? id : `${id} ${title}`
  const days = { zh: `${formatDay(from)} 至 ${formatDay(to)}`, en: `${formatDay(from)} to ${formatDay(to)}` }
  return {
    zh: `免考核事项 ${called}（${days.zh}，${owner} 批准）：${reason}`,
    en: `Waiver ${called} (${days.en}, approved by ${owner}): ${reason}`,
  }
}

/** A waiver that ended before the period, or exempts nothing in it, is probably written wrong or no longer needed. */
export function tellWaivers(
  waivers: readonly Waiver[],
  findings: readonly Finding[],
  period: Period,
): readonly Objection[] {
  const used = new Set(findings.flatMap(({ waiver }) => waiver ?? []))
  return waivers.flatMap(({ id, to, span }): readonly Objection[] => {
    if (to < period.from) {
      const message = {
        zh: `免考核事项“${id}”在 ${formatDay(to)} 已经结束，早于本期，不起作用：请删去，或重新报批`,
        en: `The waiver '${id}' ended on ${formatDay(to)}, before the period, and does nothing: remove it, or have it approved anew`,
      }
      return [{ code: 'waiver-expired', span, message }]
    }
    if (used.has(id)) return []
    const message = {
      zh: `免考核事项“${id}”没有免去任何检查结果：核对标准、地点、人员和起止日期`,
      en: `The waiver '${id}' exempts no finding: see whether standards, places, people and days are as meant`,
    }
    return [{ code: 'waiver-unused', span, message }]
  })
}
