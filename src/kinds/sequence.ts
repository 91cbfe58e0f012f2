/** `sequence`: a record and its steps in, whether each was taken, in order and in time, out. */

import { Type } from 'typebox'
import type { Fact } from '../conditions/contract.ts'
import { isMap } from '../lib/map.ts'
import type { Event } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { TraceStep } from '../model/trace.ts'
import type { Quantity, Scalar } from '../model/value.ts'
import { startTimed, type Timed, waiting } from './clock.ts'
import { afterwards, compileTime, tooCoarse } from './deadline.ts'
import { type CompiledDemand, compileDemand, demandSteps } from './demand.ts'
import { compileEventCases, type EventCase, type EventCases } from './event-cases.ts'
import { sequenceExamples } from './examples/sequence.ts'
import type { Judged } from './finding.ts'
import type { Kind, KindTools } from './kind.ts'
import { compileLimit, type Limit } from './limit.ts'
import { complainOfType, isTold } from './reader.ts'
import { compileRecordsAt, hitsWithin, isMatched, liesWithin } from './records.ts'
import {
  about,
  durationSchema,
  eventFields,
  fromSchema,
  limitDurationSchema,
  meaning,
  recordsSchema,
  requireSchema,
} from './schema.ts'
import { isTimeFact, readKnownStamp, type Stamp } from './stamp.ts'
import { clockStep, momentText } from './trace.ts'
import { joined, quoted, timeText } from './words.ts'

const listedSteps = Type.Object(
  { in: Type.String(), order: Type.Array(Type.String(), { minItems: 2 }) },
  { additionalProperties: false },
)

export const sequence: Kind = {
  id: 'sequence',
  title: { zh: '步骤', en: 'Sequence' },
  summary: {
    zh: '每条记录一个个案：各步骤（时间字段、勾选字段、关联记录，或清单里的项目）应齐全并按顺序。',
    en: 'One case per record: its steps (time fields, ticks, linked records, or items of a list) must all be there, in order.',
  },
  judgedPer: 'event',
  fields: {
    ...eventFields,
    from: Type.Optional(fromSchema),
    steps: Type.Union(
      [Type.Array(recordsSchema, { minItems: 2 }), listedSteps],
      about(
        '按顺序的步骤：[字段或记录, …]，或 { in: 列表字段, order: [ … ] }',
        'The steps in order: [field or records, …], or { in: LIST FIELD, order: [ … ] }',
      ),
    ),
    within: Type.Optional(
      meaning(
        limitDurationSchema,
        '从头到尾不超过多久，如 30 minutes',
        'At most so long from first to last, such as 30 minutes',
      ),
    ),
    grace: Type.Optional(
      meaning(
        durationSchema,
        '宽限：到期之后再放宽多久，如 1 minute',
        'Grace: so much later still counts, such as 1 minute',
      ),
    ),
    require: Type.Optional(requireSchema),
  },
  examples: sequenceExamples,
  compile(source, place, tools) {
    const cases = compileEventCases(source, place, tools)
    if (!cases) return undefined
    const { reader, timing } = tools
    const from = compileTime(source.from ?? 'at', place.at('from'), cases, tools)
    const steps = compileSteps(source.steps, place.at('steps'), cases, tools)
    const limit = source.within === undefined ? undefined : compileLimit(source, cases.names, timing, place, reader)
    const demand =
      source.require === undefined ? undefined : compileDemand(source.require, cases.names, place.at('require'), reader)
    const isWhole = (source.within === undefined || limit) && (source.require === undefined || demand)
    const parts = isWhole && from && steps && { from, steps, limit, demand }
    const judging = cases.judging({
      judge: item => (parts ? judge(item, parts) : waiting({ zh: '', en: '' }, false)),
      trace: item => (parts ? trace(item, parts) : []),
    })
    return parts ? judging : undefined
  },
}

/** A step that was taken; its time, where it has one. */
interface Taken {
  readonly state: 'taken'
  readonly stamp?: Stamp
  readonly evidence?: Event
}

/** `late`: not yet there. `refused`: recorded as not done. `unknown`: blank. `early`: there, but before the step before it. */
type StepState =
  | Taken
  | { readonly state: 'late' | 'refused' | 'unknown' }
  | (Omit<Taken, 'state'> & { state: 'early' })

interface Step {
  readonly title: Message
  read(item: EventCase, after: Stamp | undefined): StepState
}

type Steps = (item: EventCase) => readonly { readonly title: Message; readonly is: StepState }[] | undefined

/** Undefined has been complained about. */
function compileSteps(source: unknown, place: Place, cases: EventCases, tools: KindTools): Steps | undefined {
  if (isMap(source)) return compileListed(source, place, cases, tools)
  const written = Array.isArray(source) ? source : []
  const compiled = written.map((one, at) =>
    typeof one === 'string' && cases.eventType.fields.has(one)
      ? fieldStep(one, place.at(at), cases, tools)
      : typeof one === 'string' && !tools.reader.dictionary.eventTypes.has(one)
        ? fieldStep(one, place.at(at), cases, tools)
        : recordsStep(one, place.at(at), cases, tools),
  )
  const steps = compiled.filter(step => step !== undefined)
  if (steps.length < compiled.length) return undefined
  return item => {
    let after: Stamp | undefined
    return steps.map(({ title, read }) => {
      const is = read(item, after)
      if (is.state === 'taken' && is.stamp) after = is.stamp
      return { title, is }
    })
  }
}

function fieldStep(name: string, place: Place, { names }: EventCases, { reader }: KindTools): Step | undefined {
  const fact = reader.fact(name, names, place)
  if (!fact) return undefined
  if (fact.type === 'yes-no') return { title: fact.title, read: ({ lens }) => tick(fact.read(lens)) }
  if (isTimeFact(fact)) {
    if (!isTold(fact, place, reader.complain)) return undefined
    return { title: fact.title, read: ({ lens }, after) => moment(readKnownStamp(fact, lens), after) }
  }
  complainOfType(fact, 'date-time / date / yes-no', place, reader.complain)
  return undefined
}

function tick(value: unknown): StepState {
  return { state: value === undefined ? 'unknown' : value === true ? 'taken' : 'refused' }
}

function moment(stamp: Stamp | undefined, after: Stamp | undefined): StepState {
  if (!stamp) return { state: 'late' }
  return { state: isBefore(stamp, after) ? 'early' : 'taken', stamp }
}

/** Equal times are in order; so are stamps too coarse to tell. */
function isBefore(stamp: Stamp, after: Stamp | undefined): boolean {
  return after !== undefined && stamp.at + stamp.grain - 1 < after.at
}

/** The first such record that is not before the step before it; else the last of those before it. */
function recordsStep(source: unknown, place: Place, { names }: EventCases, { reader }: KindTools): Step | undefined {
  const timed = compileRecordsAt(source, names, place, reader)
  if (!timed || !isMatched(timed, place, reader)) return undefined
  return {
    title: timed.records.eventType.title,
    read({ lens }, after) {
      const bounds = { to: lens.scope.knownThrough }
      const { sure, unsure } = hitsWithin(timed, lens, { inner: bounds, outer: bounds }, 1)
      const stamps = sure.map(({ event, at }) => ({
        evidence: event,
        stamp: { at, grain: timed.at ? timed.at.grain({ ...lens, event }) : timed.records.grain(event, lens) },
      }))
      const first = stamps.find(({ stamp }) => !isBefore(stamp, after))
      if (first) return { state: 'taken', ...first }
      if (unsure.length > 0) return { state: 'unknown' }
      const last = stamps.at(-1)
      return last ? { state: 'early', ...last } : { state: 'late' }
    },
  }
}

/** Items of a list as they were recorded: those of `order` must be among them, one after the other. */
function compileListed(
  source: Readonly<Record<string, unknown>>,
  place: Place,
  { names }: EventCases,
  { reader }: KindTools,
): Steps | undefined {
  const fact = reader.fact(String(source.in), names, place.at('in'))
  if (!fact) return undefined
  if (fact.type !== 'list') {
    complainOfType(fact, 'list', place.at('in'), reader.complain)
    return undefined
  }
  const order = (Array.isArray(source.order) ? source.order : []).map(String)
  const unknown = order.find(one => fact.choices && !fact.choices.has(one))
  if (unknown !== undefined) {
    reader.complain('unknown-choice', place.at('order', order.indexOf(unknown)), {
      zh: `“${fact.title.zh}”没有“${unknown}”这一项，可用：${[...(fact.choices?.keys() ?? [])].join('、')}`,
      en: `'${fact.name}' has no choice '${unknown}'; there are ${[...(fact.choices?.keys() ?? [])].join(', ')}`,
    })
    return undefined
  }
  return ({ lens }) => {
    const value = fact.read(lens)
    return value === undefined ? undefined : inOrder(order, fact, Array.isArray(value) ? value : [value as Scalar])
  }
}

function inOrder(order: readonly string[], fact: Fact, seen: readonly Scalar[]): ReturnType<Steps> {
  let from = 0
  return order.map(one => {
    const at = seen.indexOf(one, from)
    if (at >= 0) from = at + 1
    const state = at >= 0 ? 'taken' : seen.includes(one) ? 'early' : 'refused'
    return { title: fact.choices?.get(one) ?? { zh: one, en: one }, is: { state } }
  })
}

interface Parts {
  readonly from: Fact
  readonly steps: Steps
  readonly limit: Limit | undefined
  readonly demand: CompiledDemand | undefined
}

function judge(item: EventCase, { from, steps, limit, demand }: Parts): Judged {
  const { wasCarried } = item
  const timed = limit && startTimed(from, limit, item)
  if (timed && 'verdict' in timed) return timed
  const seen = steps(item)
  if (!seen)
    return { verdict: 'undetermined', isMissing: true, reason: { zh: '没有记录步骤', en: 'No steps recorded' } }

  const taken = seen.filter(({ is }) => is.state === 'taken')
  const last = seen
    .flatMap(({ is }) => ('stamp' in is && is.stamp ? [is.stamp] : []))
    .reduce<Stamp | undefined>(
      (latest, one) => (latest && latest.at + latest.grain > one.at + one.grain ? latest : one),
      undefined,
    )
  const evidence = seen.flatMap(({ is }) => ('evidence' in is && is.evidence ? [is.evidence] : []))
  const base = { ...figures(taken.length, seen.length, timed, last?.at), evidence }
  const tell = (one: (typeof seen)[number], zh: string, en: string): Message => ({
    zh: `“${one.title.zh}”${zh}`,
    en: `'${one.title.en}' ${en}`,
  })
  const missed = (reason: Message): Judged => ({ ...base, verdict: 'missed', reason })

  const refused = seen.find(({ is }) => is.state === 'refused')
  if (refused) return missed(tell(refused, '没有做', 'was not done'))
  const early = seen.find(({ is }) => is.state === 'early')
  if (early) return missed(tell(early, '早于应在它之前的步骤', 'came before the step that should precede it'))
  const lateAt = seen.findIndex(({ is }) => is.state === 'late')
  const late = seen[lateAt]
  if (late && seen.slice(lateAt + 1).some(({ is }) => is.state === 'taken'))
    return missed(tell(late, '缺少，其后的步骤却已完成', 'is lacking, though a later step was taken'))
  const lies = timed && last && liesInTime(last, timed)
  if (timed && last && lies === 'outside')
    return missed(joined([lastWords(last.at, item), dueWords(timed, item)], '，', ', '))
  const unknown = seen.find(({ is }) => is.state === 'unknown')
  if (late && timed?.clock.isOver)
    return missed(joined([tell(late, '逾期未完成', 'still open past the limit'), dueWords(timed, item)], '；', '; '))
  if (late) {
    const reason = tell(late, '尚未完成', 'is still open')
    return timed ? { ...base, verdict: 'pending', reason } : { ...base, ...waiting(reason, wasCarried) }
  }
  if (unknown)
    return { ...base, verdict: 'undetermined', isMissing: true, reason: tell(unknown, '没有填写', 'is not recorded') }
  if (timed && lies === 'open') return { ...base, verdict: 'undetermined', reason: tooCoarse(timed.bound) }
  const story: Message = {
    zh: `${seen.length} 个步骤齐全，顺序正确：${seen.map(one => one.title.zh).join('→')}`,
    en: `All ${seen.length} steps taken, in order: ${seen.map(one => one.title.en).join(' → ')}`,
  }
  return { ...base, ...afterwards(demand, item, story) }
}

const STATES: Readonly<Record<StepState['state'], Message>> = {
  taken: { zh: '已完成', en: 'taken' },
  late: { zh: '没有记录', en: 'not recorded' },
  refused: { zh: '没有做', en: 'not done' },
  unknown: { zh: '没有填写', en: 'left blank' },
  early: { zh: '早于应在它之前的步骤', en: 'before the step that should precede it' },
}

function trace(item: EventCase, { from, steps, limit, demand }: Parts): readonly TraceStep[] {
  const { lens } = item
  const timed = limit && startTimed(from, limit, item)
  const clock = timed && !('verdict' in timed) ? [clockStep({ from, ...timed, start: timed.start.at }, lens)] : []
  const taken = (steps(item) ?? []).map(({ title, is }): TraceStep => {
    const { zh, en } = STATES[is.state]
    const at = 'stamp' in is && is.stamp ? momentText(is.stamp.at, lens.scope.zone) : undefined
    return {
      part: 'requirement',
      text: quoted(title),
      holds: is.state === 'taken' ? true : is.state === 'unknown' ? null : false,
      seen: at ? { zh: `${at.zh}，${zh}`, en: `${at.en}, ${en}` } : { zh, en },
      under: [],
    }
  })
  return [...clock, ...taken, ...demandSteps(demand, lens)]
}

function liesInTime(last: Stamp, { clock, bound }: Timed): ReturnType<typeof liesWithin> {
  const { inner, outer } = clock.bounds
  return liesWithin(last, { inner: { to: inner.to }, outer: { to: outer.to } }, bound.unit)
}

/** Time taken against the limit; without one, steps taken of those there are. */
function figures(
  taken: number,
  all: number,
  timed: Timed | undefined,
  last: number | undefined,
): { readonly measured?: Quantity; readonly limit?: Quantity; readonly due?: number } {
  if (!timed) return { measured: { value: taken, unit: 'times' }, limit: { value: all, unit: 'times' } }
  const { start, bound, clock } = timed
  const measured =
    taken < all || last === undefined ? undefined : bound.measure(start.at, Math.max(last, start.at))?.quantity
  const limit = bound.quantity(start.at)
  return { due: clock.due, ...(measured ? { measured } : {}), ...(limit ? { limit } : {}) }
}

function lastWords(last: number, { lens }: EventCase): Message {
  const at = timeText(last, lens.scope.zone)
  return { zh: `最后一步 ${at}`, en: `Last step ${at}` }
}

function dueWords({ bound, clock }: Timed, { lens }: EventCase): Message {
  const due = timeText(clock.due, lens.scope.zone)
  return { zh: `时限 ${bound.words.zh}（应于 ${due} 前）`, en: `limit ${bound.words.en} (due ${due})` }
}
