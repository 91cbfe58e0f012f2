/** LIMIT as written in (`within`, `by`, `between`, `at-least-before`, `grace`), the window it leaves for a start out. */

import { fixedSeconds, parseDuration, secondsOf } from '../calendar/duration.ts'
import type { Fact, Names } from '../conditions/contract.ts'
import { valueOn } from '../lib/dated.ts'
import { isMap } from '../lib/map.ts'
import type { WorkCalendar, Zone } from '../model/calendar.ts'
import type { Lens } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { Day, Duration, DurationUnit, Instant, Quantity, Setting } from '../model/value.ts'
import { type CountedTime, countedTime } from './counted-time.ts'
import { complainOfType, isTold, type Reader, type Source } from './reader.ts'
import { DAY_SECONDS, isTimeFact, readStamp, type Stamp } from './stamp.ts'
import { after, before, type Counting, notBefore, type Timing, workingDaysBetween } from './timing.ts'
import { durationWords, elapsedWords, joined, timeText } from './words.ts'

const FORMS = ['within', 'by', 'between', 'at-least-before'] as const
export type LimitForm = (typeof FORMS)[number]

/** Both ends inclusive; without `from` it goes back as far as the records do. */
export interface Window {
  readonly from?: Instant
  readonly to: Instant
}

export type WindowAnswer = Window | { readonly uncoveredYear: number }

/** A limit with the values in force for one case. */
export interface BoundLimit {
  readonly form: LimitForm
  /** Seconds of the limit's unit: coarser stamps leave the verdict open where it depends on what was cut off. */
  readonly unit: number
  /** `30 分钟`, `7 天至 8 天`; for `by` the moment itself. */
  readonly words: Message
  readonly hasGrace: boolean
  /** Seconds from any start to the last instant that is in time; not a number where calendars have a say, absent for other forms. */
  readonly seconds?: number
  window(start: Instant): WindowAnswer
  /** In the limit's own unit; absent for `by`, where the due time stands for it. */
  quantity(start: Instant): Quantity | undefined
  /** What of the time between two instants counts, where not all of it does. */
  counted(from: Instant, to: Instant): CountedTime | undefined
  /** How long from start to end (for `at-least-before`: how long before the start); undefined in an uncovered year. */
  measure(start: Instant, end: Instant): { readonly quantity: Quantity; readonly words: Message } | undefined
}

/** Why there is no limit for a case: no value in force, or its fact is empty. */
export type Unbound = { readonly unbound: 'unset' | 'missing'; readonly reason: Message }

export interface Limit {
  readonly form: LimitForm
  /** Seconds of the clock, the same on all days and at all sites, with the unit of the limit; absent: others decide. */
  readonly always?: { readonly seconds: number; readonly unit: number }
  bind(lens: Lens, day: Day, site: string | undefined): BoundLimit | Unbound
}

/** Undefined has been complained about: exactly one form must be there. */
export function compileLimit(
  source: Source,
  names: Names,
  timing: Timing,
  place: Place,
  reader: Reader,
): Limit | undefined {
  const written = FORMS.filter(form => source[form] !== undefined)
  const [form] = written
  if (form === undefined || written.length > 1) {
    const at = written[1] === undefined ? place : place.at(written[1])
    reader.complain(
      'limit-count',
      at,
      {
        zh: `时限应在 within、by、between、at-least-before 中恰好写一个，这里写了 ${written.length} 个`,
        en: `Exactly one of within, by, between, at-least-before states the limit; here are ${written.length}`,
      },
      written[1] === undefined ? {} : { part: 'key' },
    )
    return undefined
  }
  const here = { names, timing, reader }
  const grace = source.grace === undefined ? undefined : readDuration(source.grace, place.at('grace'), here)
  if (source.grace !== undefined && !grace) return undefined
  if (form === 'by') return byLimit(String(source.by), grace, place.at('by'), here)
  const parts = Array.isArray(source[form]) ? source[form] : [source[form]]
  const durations = parts.map((one: unknown, at) =>
    readDuration(one, parts.length > 1 ? place.at(form, at) : place.at(form), here),
  )
  const known = durations.filter(one => one !== undefined)
  return known.length < durations.length ? undefined : durationLimit(form, known, grace, timing)
}

interface Here {
  readonly names: Names
  readonly timing: Timing
  readonly reader: Reader
}

interface DurationOf {
  (lens: Lens, day: Day, site: string | undefined): Duration | 'unset' | 'missing'
  /** What it always is. */
  readonly always?: Duration
}

/** A duration, dated, a parameter, or a fact: text such as `30 minutes`, or a number of the unit given beside it. */
function readDuration(source: unknown, place: Place, here: Here): DurationOf | undefined {
  const { reader, timing } = here
  if (isMap(source) && typeof source.fact === 'string') return factDuration(source.fact, source.unit, place, here)
  const setting = reader.duration(source, place)
  if (!setting || (countsWork(setting) && !timing.needsCalendar(place))) return undefined
  const of = (_lens: Lens, day: Day, site: string | undefined) => valueOn(setting, day, site) ?? 'unset'
  const always = alwaysOf(setting)
  return always ? Object.assign(of, { always }) : of
}

/** Undefined: it changes from a day on, or is another one at some site. */
function alwaysOf({ dated, bySite }: Setting<Duration>): Duration | undefined {
  const [only, ...others] = dated
  if (!only || others.length > 0 || only.from !== Number.NEGATIVE_INFINITY) return undefined
  return Object.keys(bySite ?? {}).length === 0 ? (only.value ?? undefined) : undefined
}

export function countsWork(setting: Setting<Duration>): boolean {
  const all = [setting.dated, ...Object.values(setting.bySite ?? {})].flat()
  return all.some(entry => entry.value?.working === true)
}

function factDuration(name: string, unit: unknown, place: Place, { names, reader }: Here): DurationOf | undefined {
  const fact = reader.fact(name, names, place.at('fact'))
  if (!fact) return undefined
  const one = unit === undefined ? undefined : parseDuration(`1 ${String(unit)}`)
  if (unit !== undefined && !one) {
    reader.complain('wrong-duration', place.at('unit'), {
      zh: `“${String(unit)}”不是时间单位，应为 minutes、hours、days、working days 等`,
      en: `'${String(unit)}' is no unit of time; write minutes, hours, days, working days …`,
    })
    return undefined
  }
  const wanted = one ? 'number' : 'text'
  if (fact.type !== wanted && !(wanted === 'text' && fact.type === 'choice')) {
    complainOfType(
      fact,
      wanted === 'number' ? 'number' : 'text（如 30 minutes；数字要另写 unit）',
      place.at('fact'),
      reader.complain,
    )
    return undefined
  }
  return lens => {
    const value = fact.read(lens)
    if (typeof value === 'number' && one) return { ...one, value }
    return (typeof value === 'string' ? parseDuration(value) : undefined) ?? 'missing'
  }
}

function byLimit(
  name: string,
  grace: DurationOf | undefined,
  place: Place,
  { names, timing, reader }: Here,
): Limit | undefined {
  const fact = reader.fact(name, names, place)
  if (!fact) return undefined
  if (!isTimeFact(fact)) {
    complainOfType(fact, 'date-time / date', place, reader.complain)
    return undefined
  }
  if (!isTold(fact, place, reader.complain)) return undefined
  return {
    form: 'by',
    bind(lens, day, site) {
      const stamp = readStamp(fact, lens)
      if (!stamp) return missingFact(fact)
      const extra = grace?.(lens, day, site)
      if (extra === 'unset' || extra === 'missing') return unsetLimit()
      const { zone } = lens.scope
      const counting = { days: timing.days, zone, calendar: timing.calendar(lens.scope, day, site) }
      const due = endOf(stamp)
      return {
        form: 'by',
        unit: Math.max(60, stamp.grain),
        words: sayBoth(timeText(due, zone)),
        hasGrace: extra !== undefined,
        window: () => asWindow(undefined, extra ? after(due, extra, counting) : { at: due }),
        quantity: () => undefined,
        counted: () => undefined,
        measure: (start, end) => ({
          quantity: { value: (end - start) / 60, unit: 'minutes' },
          words: elapsedWords(end - start, 'days'),
        }),
      }
    },
  }
}

/** A due date ends with its day; a due time coarser than a minute with what was cut off. */
function endOf({ at, grain }: Stamp): Instant {
  return grain > 60 ? at + grain - 1 : at
}

function sayBoth(text: string): Message {
  return { zh: text, en: text }
}

function durationLimit(
  form: Exclude<LimitForm, 'by'>,
  parts: readonly DurationOf[],
  grace: DurationOf | undefined,
  timing: Timing,
): Limit {
  const boundOnce = bindOnce(form, timing.days)
  return {
    form,
    ...alwaysWithin(form, parts, grace),
    bind(lens, day, site) {
      const first = parts[0]?.(lens, day, site)
      const second = parts[1]?.(lens, day, site)
      const extra = grace?.(lens, day, site)
      if (first === 'unset' || second === 'unset' || extra === 'unset') return unsetLimit()
      if (first === 'missing' || second === 'missing' || extra === 'missing')
        return {
          unbound: 'missing',
          reason: { zh: '时限所依据的字段为空', en: 'the field that states the limit is empty' },
        }
      if (!first) throw new Error('a limit without a duration')
      return boundOnce(first, second, extra, timing.calendar(lens.scope, day, site), lens.scope.zone)
    },
  }
}

type Bind = (
  first: Duration,
  second: Duration | undefined,
  grace: Duration | undefined,
  calendar: WorkCalendar,
  zone: Zone,
) => BoundLimit

/** Most cases are bound as the one before: what is in force changes on few days. */
function bindOnce(form: Exclude<LimitForm, 'by'>, days: Timing['days']): Bind {
  let latest: { readonly of: Parameters<Bind>; readonly limit: BoundLimit } | undefined
  return (...of) => {
    if (latest && of.every((part, at) => part === latest?.of[at])) return latest.limit
    const [first, second, grace, calendar, zone] = of
    const limit = bound(form, first, second, grace, { days, zone, calendar })
    latest = { of, limit }
    return limit
  }
}

function bound(
  form: Exclude<LimitForm, 'by'>,
  first: Duration,
  second: Duration | undefined,
  grace: Duration | undefined,
  counting: Counting,
): BoundLimit {
  const main = form === 'between' && second ? second : first
  const words = second ? joined([durationWords(first), durationWords(second)], '至', ' to ') : durationWords(first)
  return {
    form,
    unit: Math.min(unitSeconds(first), unitSeconds(main)),
    words,
    hasGrace: grace !== undefined,
    ...(form === 'within' ? { seconds: byTheClock([first, ...(grace ? [grace] : [])]) } : {}),
    window: start => windowOf(form, start, first, second, grace, counting),
    quantity: start => limitQuantity(form, start, main, counting),
    counted: (from, to) => countedTime(main, counting, from, to),
    measure: (start, end) =>
      form === 'at-least-before' ? span(end, start, main, counting) : span(start, end, main, counting),
  }
}

function alwaysWithin(
  form: LimitForm,
  [first]: readonly DurationOf[],
  grace: DurationOf | undefined,
): Pick<Limit, 'always'> {
  if (form !== 'within' || !first?.always || (grace && !grace.always)) return {}
  const seconds = byTheClock([first.always, ...(grace?.always ? [grace.always] : [])])
  return Number.isNaN(seconds) ? {} : { always: { seconds, unit: unitSeconds(first.always) } }
}

/** Not a number where any of them is counted by a calendar. */
function byTheClock(durations: readonly Duration[]): number {
  const seconds = durations.map(one => (one.working ? undefined : fixedSeconds(one)) ?? Number.NaN)
  return seconds.reduce((sum, one) => sum + one, 0)
}

function windowOf(
  form: Exclude<LimitForm, 'by'>,
  start: Instant,
  first: Duration,
  second: Duration | undefined,
  grace: Duration | undefined,
  counting: Counting,
): WindowAnswer {
  if (form === 'at-least-before') {
    const latest = before(start, first, counting)
    const earliest = second && before(start, second, counting, true)
    const extended = grace && 'at' in latest ? after(latest.at, grace, counting) : latest
    if (!('at' in extended)) return extended
    // Whatever comes after the start does not come before it, however whole days are counted.
    return asWindow(earliest, { at: Math.min(extended.at, start) })
  }
  const latest = after(start, form === 'between' && second ? second : first, counting)
  const extended = grace && 'at' in latest ? after(latest.at, grace, counting) : latest
  return asWindow(form === 'between' ? notBefore(start, first, counting) : { at: start }, extended)
}

type Answer = ReturnType<typeof after>

function asWindow(from: Answer | undefined, to: Answer): WindowAnswer {
  if ('uncoveredYear' in to) return to
  if (from === undefined) return { to: to.at }
  return 'uncoveredYear' in from ? from : { from: from.at, to: to.at }
}

/** Weeks and months are counted in whole days. */
export function unitSeconds({ unit }: Duration): number {
  return unit === 'weeks' || unit === 'months' ? DAY_SECONDS : (secondsOf(unit) ?? DAY_SECONDS)
}

function limitQuantity(form: LimitForm, start: Instant, duration: Duration, counting: Counting): Quantity | undefined {
  const { unit, value } = duration
  if (unit === 'weeks') return { value: value * 7, unit: 'days' }
  if (unit !== 'months') return { value, unit }
  const end = form === 'at-least-before' ? before(start, duration, counting) : after(start, duration, counting)
  return 'at' in end
    ? { value: Math.abs(counting.zone.dayOf(end.at) - counting.zone.dayOf(start)), unit: 'days' }
    : undefined
}

/** The stretch from one instant to another, counted as the duration counts. */
function span(from: Instant, to: Instant, duration: Duration, counting: Counting): ReturnType<BoundLimit['measure']> {
  const { unit, working } = duration
  if (unit === 'seconds' || unit === 'minutes' || unit === 'hours') {
    const seconds = working ? counting.calendar.openSeconds(from, to) : to - from
    if (seconds === undefined) return undefined
    const words = elapsedWords(seconds, unit)
    return {
      quantity: { value: seconds / (secondsOf(unit) ?? 1), unit },
      words: working ? { zh: `工作时间 ${words.zh}`, en: `${words.en} of working time` } : words,
    }
  }
  const days = working ? workingDays(from, to, duration, counting) : calendarDays(from, to, counting)
  if (days === undefined) return undefined
  const isRolling = counting.days === 'rolling' && !working
  const words = isRolling ? elapsedWords(to - from, 'days') : dayWords(days, unit, working)
  return { quantity: { value: days, unit: 'days' }, words }
}

function dayWords(days: number, unit: DurationUnit, working: boolean): Message {
  const count = Math.round(Math.abs(days) * 100) / 100
  if (working) return { zh: `${count} 个工作日`, en: `${count} working day${count === 1 ? '' : 's'}` }
  return durationWords({ value: count, unit: unit === 'days' ? unit : 'days', working: false })
}

function calendarDays(from: Instant, to: Instant, { days, zone }: Counting): number {
  return days === 'rolling' ? (to - from) / DAY_SECONDS : zone.dayOf(to) - zone.dayOf(from)
}

/** Rolling working days pass by parts: between the n-th and the next due time so much of one. */
function workingDays(from: Instant, to: Instant, duration: Duration, counting: Counting): number | undefined {
  const { zone, calendar, days } = counting
  const whole = workingDaysBetween(zone.dayOf(from), zone.dayOf(to), calendar)
  if (whole === undefined || days === 'whole') return whole
  const dueAfter = (count: number): Instant | undefined => {
    const due = after(from, { ...duration, value: count }, counting)
    return 'at' in due ? due.at : undefined
  }
  let count = Math.max(0, whole + 1)
  let end = dueAfter(count + 1)
  let start = dueAfter(count)
  while (count > 0 && start !== undefined && start > to) {
    count--
    end = start
    start = dueAfter(count)
  }
  if (start === undefined || end === undefined) return undefined
  return start >= to || end === start ? count : count + (to - start) / (end - start)
}

function missingFact(fact: Fact): Unbound {
  return { unbound: 'missing', reason: { zh: `“${fact.title.zh}”为空`, en: `'${fact.title.en}' is empty` } }
}

function unsetLimit(): Unbound {
  return { unbound: 'unset', reason: { zh: '这一天没有生效的时限', en: 'no limit is in force on that day' } }
}
