/** SLOT as written in (`every`, `only`, `hours`, `grace`, `for`), the slots of each owner out. */

import { hoursMeant } from '../calendar/as-meant.ts'
import { type OpenHours, parseHours, parseWeekdays } from '../calendar/hours.ts'
import { parsePeriod } from '../calendar/period.ts'
import {
  type DayChoice,
  daysChosen,
  isDayChosen,
  parseEdge,
  parseMonth,
  SLOT_LENGTHS,
  type SlotChoice,
  type SlotLength,
  slotOf,
  slotsWithin,
} from '../calendar/slots.ts'
import type { Fact, Names } from '../conditions/contract.ts'
import { membersOf } from '../conditions/operators.ts'
import { valueOn } from '../lib/dated.ts'
import { asMeant } from '../lib/did-you-mean.ts'
import { isMap } from '../lib/map.ts'
import type { Interval, Slot, WorkCalendar } from '../model/calendar.ts'
import type { Index, Lens, Owner, Scope } from '../model/checker.ts'
import type { Place } from '../model/source.ts'
import type { Day, Duration, Setting } from '../model/value.ts'
import { merged } from './cover.ts'
import { countsWork } from './limit.ts'
import { compileOwners, type Owners } from './owners.ts'
import { type Reader, type Source, unknown } from './reader.ts'
import { namesIn, type Timing, textParameter } from './timing.ts'

/** How far back the slot before, or one left open by an earlier period, may lie: a year's slots and then some. */
const LOOK_BACK_DAYS = 800

/** One slot of one owner. */
export interface OwnedSlot {
  readonly owner: Owner
  readonly slot: Slot
}

/** What cannot be told: slots of days that the holiday table does not cover. */
export interface UncoveredSlots {
  readonly owner: Owner
  readonly uncoveredYear: number
}

export interface SlotRule {
  readonly names: Names
  readonly owners: Owners
  readonly grace?: Setting<Duration>
  /** All slots that end within the period, and those carried over (by case id). */
  slots(index: Index, scope: Scope, carried: ReadonlySet<string>): Iterable<OwnedSlot | UncoveredSlots>
  /** The slot before of the same owner; undefined where there is none. */
  previous(owned: OwnedSlot, index: Index, scope: Scope): Slot | undefined
  /** The open time of a slot; a year where the calendar does not tell it. */
  open(slot: Slot, lens: Lens): readonly Interval[] | { readonly uncoveredYear: number }
  /** True where a part of each day counts. */
  readonly hasHours: boolean
  /** `only` chooses days of longer slots: records of other days do not count. */
  readonly hasDays: boolean
}

/** Undefined has been complained about. */
export function compileSlot(source: Source, timing: Timing, place: Place, reader: Reader): SlotRule | undefined {
  const owners = compileOwners(source.for, place.at('for'), reader)
  const every = compileEvery(source.every, place.at('every'), reader)
  const only = source.only === undefined ? undefined : compileOnly(source.only, place.at('only'), reader)
  const names: Names = owners?.type ? { owner: owners.type } : {}
  const hours =
    source.hours === undefined
      ? undefined
      : compileHours(source.hours, owners?.type ? { event: owners.type, ...names } : {}, place.at('hours'), reader)
  const grace = source.grace === undefined ? undefined : reader.duration(source.grace, place.at('grace'))
  if (
    !owners ||
    !every ||
    [only, hours, grace].some(
      (part, at) => part === undefined && source[['only', 'hours', 'grace'][at] ?? ''] !== undefined,
    )
  )
    return undefined
  const isWorking =
    every.names.includes('working day') ||
    (only !== undefined && 'working' in only && only.working) ||
    (grace !== undefined && countsWork(grace))
  if (isWorking && !timing.needsCalendar(place.at('every'))) return undefined
  return assemble({ owners, every, only, hours, grace, names, timing })
}

interface Parts {
  readonly owners: Owners
  readonly every: Every
  readonly only: SlotChoice | undefined
  readonly hours: Hours | undefined
  readonly grace: Setting<Duration> | undefined
  readonly names: Names
  readonly timing: Timing
}

function assemble({ owners, every, only, hours, grace, names, timing }: Parts): SlotRule {
  const ruleFor = (day: Day, site: string | undefined) => {
    const length = every.of(day, site)
    return length && { every: length, ...(only ? { only } : {}) }
  }

  const days = daysChosen(every.names, only)
  return {
    names,
    owners,
    ...(grace ? { grace } : {}),
    hasHours: hours !== undefined,
    hasDays: days !== undefined,
    *slots(index, scope, carried) {
      const { period } = scope
      // A slot left open by an earlier period ended at most so long ago.
      const since = carried.size === 0 ? period.from : period.from - LOOK_BACK_DAYS
      for (const owner of owners.list(index, scope)) {
        const site = owners.siteOf(owner, index, scope, period.to)
        const rule = ruleFor(period.from, site)
        if (!rule) continue
        const calendar = timing.calendar(scope, period.from, site)
        const slots = slotsOf(rule, since, period.to, owners.startOf(owner, index, scope), scope, calendar)
        if (!slots) {
          yield { owner, uncoveredYear: calendar.firstUncoveredYear(since, period.to) ?? period.year }
          continue
        }
        const earlier = rule.every === 'period' ? earlierPeriods(carried, owner) : []
        for (const slot of [...earlier, ...slots]) {
          const isOwn = slot.lastDay >= period.from && slot.lastDay <= period.to
          if (!isOwn && !carried.has(caseId(slot, owner))) continue
          if (scope.zone.startOf(slot.firstDay) > scope.knownThrough) continue
          if (owners.spellFor(owner, slot, index, scope)) yield { owner, slot }
        }
      }
    },
    previous({ owner, slot }, index, scope) {
      const site = owners.siteOf(owner, index, scope, slot.lastDay)
      const rule = ruleFor(slot.firstDay, site)
      if (!rule || rule.every === 'period') return undefined
      const calendar = timing.calendar(scope, slot.firstDay, site)
      const last = slot.firstDay - 1
      const earlier = slotsOf(
        rule,
        last - LOOK_BACK_DAYS,
        last,
        owners.startOf(owner, index, scope),
        scope,
        calendar,
      )?.at(-1)
      return earlier && owners.spellFor(owner, earlier, index, scope) ? earlier : undefined
    },
    open(slot, lens) {
      const { scope } = lens
      const site = owners.siteOf(lens.owner, lens.index, scope, slot.lastDay)
      const named = timing.calendar(scope, slot.firstDay, site)
      const calendar = timing.hasOwnCalendar ? named : undefined
      const open = openTime(slot, hours?.(lens, slot.firstDay, site), calendar, scope)
      return days && !('uncoveredYear' in open) ? onDays(open, slot, days, named, scope) : open
    },
  }
}

export function caseId(slot: Pick<Slot, 'id'>, owner: Owner): string {
  return `${slot.id}@${owner.id}`
}

/** Carried slots of a period's whole length: the period is told from its name. */
function earlierPeriods(carried: ReadonlySet<string>, owner: Owner): readonly Slot[] {
  return [...carried].flatMap(id => {
    const name = id.endsWith(`@${owner.id}`) ? id.slice(0, -owner.id.length - 1) : ''
    const period = parsePeriod(name)
    return period ? [{ id: period.name, firstDay: period.from, lastDay: period.to }] : []
  })
}

/** The calendar's slots; of an event that owns them, longer ones than a day count from its start. */
function slotsOf(
  rule: RuleOnDay,
  since: Day,
  to: Day,
  start: Day | undefined,
  scope: Scope,
  calendar: WorkCalendar,
): readonly Slot[] | undefined {
  const isDaily = rule.every === 'day' || rule.every === 'working day' || rule.every === 'period'
  if (start === undefined || isDaily) return slotsWithin(rule, since, to, scope.period, calendar)
  return anchoredSlots(rule.every, start, to, scope).filter(slot => slot.lastDay >= since && isChosen(rule.only, slot))
}

interface RuleOnDay {
  readonly every: SlotLength
  readonly only?: SlotChoice
}

function isChosen(only: SlotChoice | undefined, slot: Slot): boolean {
  return only === undefined || !('months' in only) || only.months.includes(monthOf(slot.id))
}

function monthOf(id: string): number {
  return Number(/^\d{4}-(\d{2})$/.exec(id)?.[1] ?? 0)
}

/** Weeks, months … from a day on; each bears the name of the calendar's slot in which it begins. */
function anchoredSlots(every: SlotLength, from: Day, to: Day, scope: Scope): readonly Slot[] {
  const slots: Slot[] = []
  const offset = from - slotOf(every, from, scope.period).firstDay
  for (let first = from; first <= to; ) {
    const calendarSlot = slotOf(every, first, scope.period)
    const next = slotOf(every, calendarSlot.lastDay + 1, scope.period)
    // Clamped to the end of a shorter month.
    const start = Math.min(next.firstDay + offset, next.lastDay)
    slots.push({ id: calendarSlot.id, firstDay: first, lastDay: start - 1 })
    first = start
  }
  return slots.filter(slot => slot.lastDay <= to)
}

interface Every {
  readonly names: readonly SlotLength[]
  of(day: Day, site: string | undefined): SlotLength | undefined
}

function compileEvery(source: unknown, place: Place, reader: Reader): Every | undefined {
  const setting: Setting<string> | undefined = isMap(source)
    ? textParameter(source.parameter, place.at('parameter'), reader)
    : { dated: [{ from: Number.NEGATIVE_INFINITY, value: String(source) }] }
  if (!setting) return undefined
  const names = namesIn(setting)
  const wrong = names.find(name => lengthOf(name) === undefined)
  if (wrong !== undefined) {
    tellSlot(wrong, place, reader)
    return undefined
  }
  for (const name of isMap(source) ? [] : names) {
    const length = lengthOf(name)
    if (length !== undefined && length !== name) reader.dictionary.meant?.(place, length)
  }
  return {
    names: names.flatMap(name => lengthOf(name) ?? []),
    of(day, site) {
      const name = valueOn(setting, day, site)
      return name === undefined ? undefined : lengthOf(name)
    },
  }
}

/** `每月4次` says two things at once. */
function tellSlot(written: string, place: Place, reader: Reader): void {
  const [, length = '', count] = /^(每个?\S+?)(\d+|[一二三四五六七八九十两]+)次$/.exec(written) ?? []
  const slot = lengthOf(length)
  if (slot === undefined || count === undefined) {
    unknown('wrong-value', written, SLOT_LENGTHS, place, reader.complain, { zh: '时段', en: 'slot' })
    return
  }
  const message = {
    zh: `“${written}”要分两处写：every 写多久一次，次数写 at-least: ${count}`,
    en: `'${written}' says two things: every takes the slot alone, and at-least: ${count} how often`,
  }
  reader.complain('wrong-value', place, message, asMeant(slot))
}

const CHINESE_LENGTHS: ReadonlyMap<string, SlotLength> = new Map([
  ['每天', 'day'],
  ['每日', 'day'],
  ['每个工作日', 'working day'],
  ['每周', 'week'],
  ['每月', 'month'],
  ['每两月', 'two months'],
  ['每两个月', 'two months'],
  ['每季度', 'quarter'],
  ['每半年', 'half-year'],
  ['每年', 'year'],
  ['每期', 'period'],
])

function lengthOf(name: string): SlotLength | undefined {
  return SLOT_LENGTHS.find(length => length === name) ?? CHINESE_LENGTHS.get(name)
}

/** Weekdays, months, or the first or last days of a month. */
function compileOnly(source: unknown, place: Place, reader: Reader): SlotChoice | undefined {
  const words = (Array.isArray(source) ? source : [source]).map(String)
  const edge = words.length === 1 ? parseEdge(words[0] ?? '') : undefined
  if (edge) return edge
  const months = words.map(parseMonth)
  if (months.every(month => month !== undefined)) return { months }
  const weekdays = words.map(parseWeekdays)
  if (weekdays.every(one => 'ok' in one)) return { weekdays: weekdays.flatMap(one => one.ok) }
  reader.complain('wrong-value', place, {
    zh: `“${words.join('、')}”应写成星期（[mon, thu]）、月份（[june, november]），或 first 3 working days、last 5 days`,
    en: `'${words.join(', ')}' should be weekdays ([mon, thu]), months ([june, november]), first 3 working days or last 5 days`,
  })
  return undefined
}

type Hours = (lens: Lens, day: Day, site: string | undefined) => readonly OpenHours[]

function compileHours(source: unknown, names: Names, place: Place, reader: Reader): Hours | undefined {
  if (isMap(source) && typeof source.fact === 'string') {
    const fact = reader.fact(source.fact, names, place.at('fact'))
    return fact && (lens => hoursIn(fact, lens))
  }
  const setting: Setting<string> | undefined = isMap(source)
    ? textParameter(source.parameter, place.at('parameter'), reader)
    : { dated: [{ from: Number.NEGATIVE_INFINITY, value: (Array.isArray(source) ? source : [source]).join(',') }] }
  if (!setting) return undefined
  for (const text of namesIn(setting)) {
    for (const one of text.split(',')) {
      const read = parseHours(one.trim())
      if ('ok' in read) continue
      reader.complain('wrong-value', place, read.problem, asMeant(hoursMeant(text)))
      return undefined
    }
  }
  return (_lens, day, site) => readHours(valueOn(setting, day, site) ?? '')
}

function hoursIn(fact: Fact, lens: Lens): readonly OpenHours[] {
  const value = fact.read({ ...lens, ...(lens.owner?.row ? { event: lens.owner.row } : {}) })
  if (value === undefined) return []
  return membersOf(value).flatMap(one => readHours(String(one)))
}

function readHours(text: string): readonly OpenHours[] {
  return text.split(/[,，、;；]/).flatMap(one => {
    const read = parseHours(one.trim())
    return 'ok' in read ? [read.ok] : []
  })
}

/** The hours of each day, or the calendar's, or both; without either the whole slot. */
function openTime(
  slot: Slot,
  hours: readonly OpenHours[] | undefined,
  calendar: WorkCalendar | undefined,
  scope: Scope,
): readonly Interval[] | { readonly uncoveredYear: number } {
  const { zone } = scope
  if (!hours && !calendar) return [{ from: zone.startOf(slot.firstDay), to: zone.startOf(slot.lastDay + 1) }]
  const open: Interval[] = []
  for (let day = slot.firstDay; day <= slot.lastDay; day++) {
    const own = hours?.map(one => ({ from: atTime(day, one.from, scope), to: atTime(day, one.to, scope) }))
    const days = calendar?.openOn(day)
    if (calendar && !days) return { uncoveredYear: calendar.firstUncoveredYear(day, day) ?? scope.period.year }
    if (own && days) open.push(...own.flatMap(one => days.flatMap(other => common(one, other))))
    else open.push(...(own ?? days ?? []))
  }
  return merged(open)
}

/** What of the open time lies on the days chosen. */
function onDays(
  open: readonly Interval[],
  slot: Slot,
  only: DayChoice,
  calendar: WorkCalendar,
  { zone, period }: Scope,
): readonly Interval[] | { readonly uncoveredYear: number } {
  const kept: Interval[] = []
  for (let day = slot.firstDay; day <= slot.lastDay; day++) {
    const isChosen = isDayChosen(day, only, calendar)
    if (isChosen === undefined) return { uncoveredYear: calendar.firstUncoveredYear(day, day) ?? period.year }
    const whole = { from: zone.startOf(day), to: zone.startOf(day + 1) }
    if (isChosen) kept.push(...open.flatMap(one => common(one, whole)))
  }
  return merged(kept)
}

function atTime(day: Day, time: number, { zone }: Scope): number {
  const later = Math.floor(time / 86_400)
  return zone.instantOf(day + later, time % 86_400) ?? zone.startOf(day + later) + (time % 86_400)
}

function common(one: Interval, other: Interval): readonly Interval[] {
  const from = Math.max(one.from, other.from)
  const to = Math.min(one.to, other.to)
  return from < to ? [{ from, to }] : []
}
