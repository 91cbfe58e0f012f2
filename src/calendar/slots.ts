/** Calendar slots: which of them end within a stretch of days, and which one a day lies in. */

import type { Interval, Slot, WorkCalendar, Zone } from '../model/calendar.ts'
import type { Period } from '../model/period.ts'
import type { Day } from '../model/value.ts'
import { civilDate, firstOfMonth, formatDay, isoWeek, twoDigits, weekdayOf } from './day.ts'
import type { OpenHours } from './hours.ts'
import { intersected, merged } from './intervals.ts'
import { firstInstantFrom } from './zone.ts'

export const SLOT_LENGTHS = [
  'day',
  'working day',
  'week',
  'month',
  'two months',
  'quarter',
  'half-year',
  'year',
  'period',
] as const
export type SlotLength = (typeof SLOT_LENGTHS)[number]

export interface SlotRule {
  readonly every: SlotLength
  readonly only?: SlotChoice
}

/**
 * Which of the slots exist: weekdays, months, or the first or last days of each month. Weekdays and edges of a month say
 * of slots longer than a day which of their days count.
 */
export type SlotChoice =
  | { readonly weekdays: readonly number[] }
  | { readonly months: readonly number[] }
  | { readonly edge: 'first' | 'last'; readonly count: number; readonly working: boolean }

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** A month by name or number, in English or Chinese; undefined otherwise. */
export function parseMonth(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const named = MONTHS.findIndex(month => month === plain || (plain.length === 3 && month.startsWith(plain)))
  if (named >= 0) return named + 1
  const chinese = /^(\d{1,2})月$/.exec(plain)?.[1]
  const number = chinese === undefined ? undefined : Number(chinese)
  return number !== undefined && number >= 1 && number <= 12 ? number : undefined
}

/** `first 3 working days`, `last 5 days`, `每月前3个工作日`, `每月最后5天`; undefined otherwise. */
export function parseEdge(text: string): SlotChoice | undefined {
  const english = /^(first|last) (\d+) (working )?days?$/.exec(text.trim())
  if (english)
    return {
      edge: english[1] === 'first' ? 'first' : 'last',
      count: Number(english[2]),
      working: english[3] !== undefined,
    }
  const chinese = /^(?:每月)?(前|最后)(\d+)(个工作日|天|日)$/.exec(text.trim())
  if (!chinese) return undefined
  return { edge: chinese[1] === '前' ? 'first' : 'last', count: Number(chinese[2]), working: chinese[3] === '个工作日' }
}

/**
 * The slots whose last day lies within [from, to], in order. Undefined where a day is needed of a year that the calendar's
 * holidays do not cover.
 */
export function slotsWithin(
  rule: SlotRule,
  from: Day,
  to: Day,
  period: Period,
  calendar: WorkCalendar,
): readonly Slot[] | undefined {
  if (rule.every === 'period') {
    return period.to < from || period.to > to ? [] : [{ id: period.name, firstDay: period.from, lastDay: period.to }]
  }
  const slots: Slot[] = []
  for (let day = from; day <= to; ) {
    const slot = slotOf(rule.every, day, period)
    day = slot.lastDay + 1
    if (slot.lastDay > to || slot.lastDay < from) continue
    const isThere = exists(rule, slot, calendar)
    if (isThere === undefined) return undefined
    if (isThere) slots.push(slot)
  }
  return slots
}

/** What of a slot counts: certain hours of its days, the open time of a calendar, both at once, or (without either) all. */
export interface SlotTimes {
  readonly zone: Zone
  readonly hours?: readonly OpenHours[]
  readonly calendar?: WorkCalendar
}

/**
 * The stretches of a slot that count, in order; hours and open time over midnight belong to the day they start. None: the
 * slot has no open time and so does not exist. Undefined where the calendar's holidays do not cover a day.
 */
export function slotIntervals(slot: Slot, { zone, hours, calendar }: SlotTimes): readonly Interval[] | undefined {
  if (!hours && !calendar) return [{ from: zone.startOf(slot.firstDay), to: zone.startOf(slot.lastDay + 1) }]
  const intervals: Interval[] = []
  for (let day = slot.firstDay; day <= slot.lastDay; day++) {
    const open = calendar?.openOn(day)
    if (calendar && !open) return undefined
    const stated =
      hours &&
      merged(
        hours.map(one => ({ from: firstInstantFrom(zone, day, one.from), to: firstInstantFrom(zone, day, one.to) })),
      )
    intervals.push(...(open && stated ? intersected(stated, open) : (open ?? stated ?? [])))
  }
  return merged(intervals)
}

/** The slot of a length that a day lies in. */
export function slotOf(every: SlotLength, day: Day, period: Period): Slot {
  const { year, month } = civilDate(day)
  switch (every) {
    case 'day':
    case 'working day':
      return { id: formatDay(day), firstDay: day, lastDay: day }
    case 'week': {
      const week = isoWeek(day)
      return { id: `${week.year}-W${twoDigits(week.week)}`, firstDay: week.monday, lastDay: week.monday + 6 }
    }
    case 'month':
      return months(`${year}-${twoDigits(month)}`, year, month, 1)
    case 'two months': {
      const first = month - ((month - 1) % 2)
      return months(`${year}-M${twoDigits(first)}-${twoDigits(first + 1)}`, year, first, 2)
    }
    case 'quarter': {
      const quarter = Math.ceil(month / 3)
      return months(`${year}-Q${quarter}`, year, quarter * 3 - 2, 3)
    }
    case 'half-year': {
      const half = Math.ceil(month / 6)
      return months(`${year}-H${half}`, year, half * 6 - 5, 6)
    }
    case 'year':
      return months(String(year), year, 1, 12)
    case 'period':
      return { id: period.name, firstDay: period.from, lastDay: period.to }
  }
}

function months(id: string, year: number, first: number, count: number): Slot {
  return { id, firstDay: firstOfMonth(year, first), lastDay: firstOfMonth(year, first + count) - 1 }
}

function exists({ every, only }: SlotRule, slot: Slot, calendar: WorkCalendar): boolean | undefined {
  const isWorking = every === 'working day' ? calendar.isWorkingDay(slot.firstDay) : true
  if (!isWorking || only === undefined) return isWorking
  if ('months' in only) return only.months.includes(civilDate(slot.firstDay).month)
  return isDaily(every) ? isDayChosen(slot.firstDay, only, calendar) : true
}

function isDaily(every: SlotLength): boolean {
  return every === 'day' || every === 'working day'
}

/** The choice of days within slots of this length; undefined where it has none. */
export function daysChosen(every: readonly SlotLength[], only: SlotChoice | undefined): DayChoice | undefined {
  return only && !('months' in only) && !every.some(isDaily) ? only : undefined
}

export type DayChoice = Exclude<SlotChoice, { readonly months: readonly number[] }>

/** Undefined where a day is needed of a year that the calendar's holidays do not cover. */
export function isDayChosen(day: Day, only: DayChoice, calendar: WorkCalendar): boolean | undefined {
  return 'weekdays' in only ? only.weekdays.includes(weekdayOf(day)) : isAtEdge(day, only, calendar)
}

/** Whether a day is among the first or last so many (working) days of its month. */
function isAtEdge(
  day: Day,
  { edge, count, working }: { edge: 'first' | 'last'; count: number; working: boolean },
  calendar: WorkCalendar,
): boolean | undefined {
  const { year, month } = civilDate(day)
  const first = firstOfMonth(year, month)
  const last = firstOfMonth(year, month + 1) - 1
  const step = edge === 'first' ? 1 : -1
  let left = count
  for (let at = edge === 'first' ? first : last; at >= first && at <= last && left > 0; at += step) {
    const counts = working ? calendar.isWorkingDay(at) : true
    if (counts === undefined) return undefined
    if (!counts) continue
    if (at === day) return true
    left--
  }
  return false
}
