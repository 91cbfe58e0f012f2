/** `deadline`: a record with two times in, whether the second came in time out. */

import { Type } from 'typebox'
import type { Fact } from '../conditions/contract.ts'
import type { Lens } from '../model/checker.ts'
import type { Place } from '../model/source.ts'
import type { TraceStep } from '../model/trace.ts'
import type { Instant } from '../model/value.ts'
import { type Clock, openStory, startClock, startTimed, storyOf, waiting } from './clock.ts'
import { type CompiledDemand, compileDemand, demandSteps } from './demand.ts'
import { compileEventCases, type EventCase, type EventCases, type Meets } from './event-cases.ts'
import { deadlineExamples } from './examples/deadline.ts'
import type { Judged } from './finding.ts'
import type { Kind, KindTools } from './kind.ts'
import { type BoundLimit, compileLimit, type Limit } from './limit.ts'
import { complainOfType, isTold } from './reader.ts'
import { type Bounds, lastMoment, liesWithin } from './records.ts'
import { about, eventFields, fromSchema, limitFields, requireSchema } from './schema.ts'
import { isTimeFact, readKnownStamp, readStamp, type Stamp } from './stamp.ts'
import { clockStep } from './trace.ts'
import { joined, momentWords } from './words.ts'

export const deadline: Kind = {
  id: 'deadline',
  title: { zh: '时限', en: 'Deadline' },
  summary: {
    zh: '每条记录一个个案：同一条记录上，从 from 到 to 不得超过时限。',
    en: 'One case per record: from one time on it to another, within the limit.',
  },
  judgedPer: 'event',
  fields: {
    ...eventFields,
    from: Type.Optional(fromSchema),
    to: Type.String(about('到哪个时间为止', 'The time it runs to')),
    ...limitFields,
    require: Type.Optional(requireSchema),
  },
  examples: deadlineExamples,
  compile(source, place, tools) {
    const cases = compileEventCases(source, place, tools)
    if (!cases) return undefined
    const { reader, timing } = tools
    const from = compileTime(source.from ?? 'at', place.at('from'), cases, tools)
    const to = compileTime(source.to, place.at('to'), cases, tools)
    const limit = compileLimit(source, cases.names, timing, place, reader)
    const demand =
      source.require === undefined ? undefined : compileDemand(source.require, cases.names, place.at('require'), reader)
    if (source.require !== undefined && !demand) return undefined
    const parts = from && to && limit && { from, to, limit, demand }
    const judging = cases.judging({
      judge: item => (parts ? judge(item, parts) : waiting({ zh: '', en: '' }, false)),
      meets: lens => (parts ? meets(lens, parts) : NEVER),
      trace: item => (parts ? trace(item, parts) : []),
    })
    return parts && judging
  },
}

/** A time field of the case's record; undefined has been complained about. */
export function compileTime(
  name: unknown,
  place: Place,
  { names }: EventCases,
  { reader }: KindTools,
): Fact | undefined {
  const fact = reader.fact(String(name), names, place)
  if (!fact || (isTimeFact(fact) && isTold(fact, place, reader.complain))) return fact
  if (isTimeFact(fact)) return undefined
  complainOfType(fact, 'date-time / date', place, reader.complain)
  return undefined
}

interface Parts {
  readonly from: Fact
  readonly to: Fact
  readonly limit: Limit
  readonly demand: CompiledDemand | undefined
}

function judge(item: EventCase, { from, to, limit, demand }: Parts): Judged {
  const { lens } = item
  const { zone } = lens.scope
  const timed = startTimed(from, limit, item)
  if ('verdict' in timed) return timed
  const { start, bound, clock } = timed

  const quantity = bound.quantity(start.at)
  const base = { due: clock.due, ...(quantity ? { limit: quantity } : {}) }
  const startMoment = { title: from.title, at: start.at }
  const end = readKnownStamp(to, lens)
  if (!end) {
    return {
      ...base,
      verdict: clock.isOver ? 'missed' : 'pending',
      reason: openStory(startMoment, momentWords(to.title), bound, clock, zone),
    }
  }
  if (isReversed(start, end, bound)) return { ...base, verdict: 'undetermined', reason: reversed(from, to) }

  // The minute that holds the start is not before it.
  const endAt = bound.form === 'within' || bound.form === 'between' ? Math.max(end.at, start.at) : end.at
  const measured = bound.measure(start.at, endAt)
  const whole = { ...base, ...(measured ? { measured: measured.quantity } : {}) }
  const lies = liesWithin(end, boundsOf(bound, clock), bound.unit)
  if (lies === 'open') return { ...whole, verdict: 'undetermined', reason: tooCoarse(bound) }
  const outcome = lies === 'inside' ? 'met' : end.at > clock.bounds.outer.to ? 'late' : 'early'
  const story = storyOf(startMoment, { title: to.title, at: endAt }, outcome, bound, clock, zone)
  if (outcome !== 'met') return { ...whole, verdict: 'missed', reason: story }
  return { ...whole, ...afterwards(demand, item, story) }
}

const NEVER: Meets = { goesByDay: false, isMet: () => false }

/** As `judge` has it, of what is in time alone. */
function meets(lens: Lens, parts: Parts): Meets {
  const { from, to, limit, demand } = parts
  const isDemandMet = (): boolean => !demand || demand.whole.test(lens) === true
  const quick = quickly(lens, parts)
  if (quick) return { goesByDay: false, isMet: () => quick() && isDemandMet() }
  return {
    goesByDay: true,
    isMet(day, site) {
      const start = readStamp(from, lens)
      const end = readKnownStamp(to, lens)
      const bound = start && end ? limit.bind(lens, day, site) : undefined
      if (!start || !end || !bound || 'unbound' in bound || isReversed(start, end, bound)) return false
      return isInTime(start, end, bound, lens.scope.asOf) && isDemandMet()
    },
  }
}

/** Two times of the record, and so many seconds of the clock between them, whatever the day: nothing else is looked up. */
function quickly(lens: Lens, { from, to, limit }: Parts): (() => boolean) | undefined {
  const { event, scope } = lens
  if (!event || !limit.always || from.own === undefined || to.own === undefined) return undefined
  if (from.type !== 'date-time' || to.type !== 'date-time') return undefined
  const { values, grain = {} } = event
  const { own: first } = from
  const { own: last } = to
  const { seconds, unit } = limit.always
  return () => {
    const [start, end] = [values[first], values[last]]
    if (typeof start !== 'number' || typeof end !== 'number' || end > scope.knownThrough) return false
    const coarseness = grain[last] ?? 1
    if (end + coarseness - 1 < start || (grain[first] ?? 1) > unit) return false
    return (coarseness > unit ? end + coarseness - 1 : end) <= start + seconds
  }
}

function isInTime(start: Stamp, end: Stamp, bound: BoundLimit, asOf: Instant): boolean {
  const { seconds = Number.NaN, unit } = bound
  // Round the clock there is nothing to look up.
  if (seconds >= 0 && start.grain <= unit) return lastMoment(end, unit) <= start.at + seconds
  const clock = startClock(start, bound, asOf)
  return !('uncoveredYear' in clock) && liesWithin(end, boundsOf(bound, clock), unit) === 'inside'
}

/** That the end is not before the start is settled: only how late it is remains to be asked. */
function boundsOf({ form }: BoundLimit, { bounds }: Clock): Bounds {
  return form === 'within' ? { inner: { to: bounds.inner.to }, outer: { to: bounds.outer.to } } : bounds
}

function trace(item: EventCase, { from, to, limit, demand }: Parts): readonly TraceStep[] {
  const { lens } = item
  const timed = startTimed(from, limit, item)
  const end = readKnownStamp(to, lens)
  const ended = end ? { end: { title: to.title, at: end.at } } : {}
  const clock = 'verdict' in timed ? [] : [clockStep({ from, ...timed, start: timed.start.at, ...ended }, lens)]
  return [...clock, ...demandSteps(demand, lens)]
}

/** In time; what else is required decides. */
export function afterwards(
  demand: CompiledDemand | undefined,
  { lens }: EventCase,
  story: Judged['reason'],
): Pick<Judged, 'verdict' | 'reason' | 'isMissing'> {
  if (!demand) return { verdict: 'met', reason: story }
  const { truth, words } = demand.test(lens)
  const reason = joined([story, words], '；', '; ')
  if (truth === undefined) return { verdict: 'undetermined', isMissing: true, reason }
  return { verdict: truth ? 'met' : 'missed', reason }
}

/** An end earlier than its start is bad data, except under `by`, and where looking back is what is asked. */
function isReversed(start: Stamp, end: Stamp, { form }: BoundLimit): boolean {
  return (form === 'within' || form === 'between') && end.at + end.grain - 1 < start.at
}

function reversed(from: Fact, to: Fact): Judged['reason'] {
  return {
    zh: `数据有误：“${to.title.zh}”早于“${from.title.zh}”`,
    en: `Bad data: '${to.title.en}' is earlier than '${from.title.en}'`,
  }
}

export function tooCoarse({ words }: BoundLimit): Judged['reason'] {
  return {
    zh: `时间记录得不够细，无法判断是否符合时限 ${words.zh}`,
    en: `The times are recorded too coarsely to tell whether the limit of ${words.en} was kept`,
  }
}
