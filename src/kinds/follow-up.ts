/** `follow-up`: a trigger and the records of another type in, whether what must follow (or precede) it did so in time out. */

import { Type } from 'typebox'
import type { Fact } from '../conditions/contract.ts'
import { isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { TraceStep } from '../model/trace.ts'
import type { Instant, Quantity } from '../model/value.ts'
import { type CompiledAmount, compileAmount } from './amount.ts'
import type { AmountAnswer, AmountResult } from './amount-answer.ts'
import { type Clock, startTimed, type Timed, waiting } from './clock.ts'
import { afterwards, compileTime, tooCoarse } from './deadline.ts'
import { type CompiledDemand, compileDemand, demandSteps } from './demand.ts'
import { compileEventCases, type EventCase, type EventCases } from './event-cases.ts'
import { followUpExamples } from './examples/follow-up.ts'
import type { Judged } from './finding.ts'
import type { Kind, KindTools } from './kind.ts'
import { type BoundLimit, compileLimit, type Limit } from './limit.ts'
import {
  type Bounds,
  compileRecordsAt,
  type Hit,
  type Hits,
  hitsWithin,
  isMatched,
  type TimedRecords,
} from './records.ts'
import {
  about,
  amountFields,
  conditionSchema,
  eventFields,
  fromSchema,
  limitFields,
  meaning,
  recordsFields,
  recordsSchema,
} from './schema.ts'
import type { Stamp } from './stamp.ts'
import { clockStep, recordSteps } from './trace.ts'
import { capitalised, joined, momentWords, quoted, timeText } from './words.ts'

export const followUp: Kind = {
  id: 'follow-up',
  title: { zh: '后续', en: 'Follow-up' },
  summary: {
    zh: '每条触发记录一个个案：在时限内应有另一种记录与之对应（通知、回访、先批后贴）。',
    en: 'One case per trigger: other records must answer it within the limit (notifications, callbacks, approval before posting).',
  },
  judgedPer: 'event',
  fields: {
    ...eventFields,
    from: Type.Optional(fromSchema),
    expect: Type.Union(
      [Type.String(), Type.Object({ ...recordsFields, ...amountFields }, { additionalProperties: false })],
      about(
        '应随后出现的记录：{ event, when, match } 和数量',
        'The records that must follow: { event, when, match } and an amount',
      ),
    ),
    ...limitFields,
    unless: Type.Optional(
      meaning(
        recordsSchema,
        '期间有这种记录则免：{ event, when, match }',
        'Exempt where such a record lies in between: { event, when, match }',
      ),
    ),
    require: Type.Optional(
      meaning(conditionSchema, '跟进的记录还必须满足的条件', 'What must hold of the answering record besides'),
    ),
  },
  examples: followUpExamples,
  compile(source, place, tools) {
    const cases = compileEventCases(source, place, tools)
    if (!cases) return undefined
    const { reader, timing } = tools
    const from = compileTime(source.from ?? 'at', place.at('from'), cases, tools)
    const expected = compileExpected(source.expect, place.at('expect'), cases, tools)
    const limit = compileLimit(source, cases.names, timing, place, reader)
    const unless =
      source.unless === undefined ? undefined : compileRecordsAt(source.unless, cases.names, place.at('unless'), reader)
    const demand =
      source.require === undefined ? undefined : compileDemand(source.require, cases.names, place.at('require'), reader)
    const isWhole = (source.unless === undefined || unless) && (source.require === undefined || demand)
    if (unless && !isMatched(unless, place.at('unless'), reader)) return undefined
    const parts = isWhole && from && expected && limit && { from, ...expected, limit, unless, demand }
    const each = expected?.amount.each
    const judging = cases.judging({
      ...(each ? { each } : {}),
      judge: item => (parts ? judge(item, parts) : waiting({ zh: '', en: '' }, false)),
      trace: item => (parts ? trace(item, parts) : []),
    })
    return parts ? judging : undefined
  },
}

const AMOUNT_KEYS = Object.keys(amountFields)

/** RECORDS and AMOUNT stand side by side under `expect`. */
function compileExpected(
  source: unknown,
  place: Place,
  cases: EventCases,
  tools: KindTools,
): { readonly records: TimedRecords; readonly amount: CompiledAmount } | undefined {
  const written = isMap(source) ? Object.entries(source) : []
  const amountSource = Object.fromEntries(written.filter(([key]) => AMOUNT_KEYS.includes(key)))
  const recordsSource = isMap(source)
    ? Object.fromEntries(written.filter(([key]) => !AMOUNT_KEYS.includes(key)))
    : source
  const records = compileRecordsAt(recordsSource, cases.names, place, tools.reader)
  if (!records || !isMatched(records, place, tools.reader)) return undefined
  const amount = compileAmount(amountSource, place, tools.reader, {
    counted: records.records.eventType,
    asking: cases.names,
    inSlots: false,
  })
  return amount && { records, amount }
}

interface Parts {
  readonly from: Fact
  readonly records: TimedRecords
  readonly amount: CompiledAmount
  readonly limit: Limit
  readonly unless: TimedRecords | undefined
  readonly demand: CompiledDemand | undefined
}

function judge(item: EventCase, parts: Parts): Judged {
  const { from, limit, unless } = parts
  const { lens } = item
  const timed = startTimed(from, limit, item)
  if ('verdict' in timed) return timed
  const { start, bound, clock } = timed

  const released = unless && hitsWithin(unless, lens, untilDue(start, clock, bound), bound.unit)
  const [release] = released?.sure ?? []
  if (release && unless)
    return { verdict: 'exempt', reason: releaseWords(unless, release, item), evidence: [release.event] }

  const judged = judgeAnswers(item, parts, timed)
  const isOpen = released !== undefined && released.unsure.length > 0
  if (!isOpen || judged.verdict === 'met' || judged.verdict === 'exempt' || judged.verdict === 'pending') return judged
  const title = unless?.records.eventType.title
  const doubt = {
    zh: `资料不足，无法判断“${title?.zh}”是否已使其免责`,
    en: `the records do not tell whether '${title?.en}' releases it`,
  }
  return { ...judged, verdict: 'undetermined', isMissing: false, reason: joined([judged.reason, doubt], '；', '; ') }
}

function trace(item: EventCase, { from, limit, records, unless, demand }: Parts): readonly TraceStep[] {
  const { lens } = item
  const timed = startTimed(from, limit, item)
  if ('verdict' in timed) return demandSteps(demand, lens)
  const { start, bound, clock } = timed
  const answers = (wanted: TimedRecords, bounds: Bounds) =>
    recordSteps({ timed: wanted, hits: hitsWithin(wanted, lens, bounds, bound.unit), span: bounds.outer }, lens)
  const expected = answers(records, answerBounds(start, clock, bound))
  const released = unless ? answers(unless, untilDue(start, clock, bound)) : []
  return [
    ...(unless ? [listStep('exemption', unless, released)] : []),
    { ...clockStep({ from, start: start.at, bound, clock }, lens), holds: null },
    listStep('requirement', records, expected),
    ...demandSteps(demand, lens),
  ]
}

/** The records that were looked for, with those found. */
function listStep(part: TraceStep['part'], { records }: TimedRecords, under: readonly TraceStep[]): TraceStep {
  const title = quoted(records.eventType.title)
  const counting = under.filter(one => one.holds === true).length
  return {
    part,
    text:
      part === 'exemption'
        ? { zh: `期间有${title.zh}则不计`, en: `Not counted where there is ${title.en}` }
        : { zh: `应有${title.zh}`, en: `There must be ${title.en}` },
    holds: part === 'exemption' ? counting > 0 : null,
    seen: { zh: `计入 ${counting} 条`, en: `${counting} count` },
    under,
  }
}

function judgeAnswers(item: EventCase, parts: Parts, timed: Timed): Judged {
  const { records, amount, demand } = parts
  const { lens, day, site, member } = item
  const { start, bound, clock } = timed
  const bounds = answerBounds(start, clock, bound)
  const hits = hitsWithin(records, lens, bounds, bound.unit)
  const answerFor = (some: Pick<Hits, 'sure' | 'unsure'>): AmountAnswer =>
    amount.answer({ hits: some, lens, day, site, ...(member === undefined ? {} : { member }) })
  const answer = answerFor(hits)
  if ('none' in answer) return withoutAmount(answer)

  const reached = momentReached(hits, bound, start, answerFor)
  const measured = reached === undefined ? undefined : bound.measure(start.at, reached)?.quantity
  const figures = figuresOf(answer, measured, bound.quantity(start.at))
  const base = { ...figures, due: clock.due, evidence: evidenceOf(hits) }
  const reason = storyWords(item, parts, timed, answer, reached)

  if (answer.ceiling === 'no') return { ...base, verdict: 'missed', reason }
  const isReached = answer.floor === 'yes' || answer.floor === 'none'
  if (isReached && answer.ceiling === 'none') return { ...base, ...afterwards(demand, item, reason) }
  if (!clock.isOver) return { ...base, verdict: 'pending', reason }
  if (reachesBack(bounds, item, answer))
    return { ...base, verdict: 'undetermined', reason: joined([reason, INCOMPLETE], '；', '; ') }
  if (answer.floor === 'no') return { ...base, verdict: 'missed', reason }
  if (answer.floor === 'open' || answer.ceiling === 'open') {
    const doubt = hits.isCoarse ? tooCoarse(bound) : BLANKS
    return { ...base, verdict: 'undetermined', isMissing: !hits.isCoarse, reason: joined([reason, doubt], '；', '; ') }
  }
  return { ...base, ...afterwards(demand, item, reason) }
}

const INCOMPLETE: Message = {
  zh: '所需记录早于本期完整记录的起始日，无法判断',
  en: 'the records needed lie before those known to be complete',
}
const BLANKS: Message = { zh: '对应记录有空白，无法判断', en: 'blanks in the answering records leave it open' }

/** A record earlier than its trigger does not answer it, whatever the limit; the same instant does. */
function answerBounds(start: Stamp, { bounds }: Clock, { form, unit }: BoundLimit): Bounds {
  if (form !== 'by') return bounds
  const last = start.grain > unit ? start.at + start.grain - 1 : start.at
  return { inner: { from: last, to: bounds.inner.to }, outer: { from: start.at, to: bounds.outer.to } }
}

/** Between trigger and due; looking back, as far as the limit does. */
function untilDue(start: Stamp, { bounds }: Clock, { form }: BoundLimit): Bounds {
  if (form !== 'at-least-before')
    return { inner: { from: start.at, to: bounds.outer.to }, outer: { from: start.at, to: bounds.outer.to } }
  const from = bounds.outer.from === undefined ? {} : { from: bounds.outer.from }
  return { inner: { ...from, to: start.at }, outer: { ...from, to: start.at } }
}

/**
 * A stated bound before the complete records leaves it open; an open look-back goes as far as the records do. Of a case
 * carried over, the earlier period has seen that nothing had come yet, unless several were wanted.
 */
function reachesBack({ outer }: Bounds, { lens, wasCarried }: EventCase, answer: AmountResult): boolean {
  if (answer.floor === 'yes' && answer.ceiling === 'none') return false
  if (outer.from === undefined || outer.from >= lens.scope.recordsFrom) return false
  return !wasCarried || answer.limit.value > 1 || answer.ceiling !== 'none'
}

function withoutAmount(answer: Extract<AmountAnswer, { none: string }>): Judged {
  if (answer.none === 'nobody') return { verdict: 'exempt', reason: answer.reason }
  return {
    verdict: 'undetermined',
    isMissing: answer.none === 'missing',
    reason: { zh: answer.reason.zh, en: capitalised(answer.reason).en },
  }
}

/** When the records came to what was asked: those in time first, then the late ones. */
function momentReached(
  hits: Hits,
  { form }: BoundLimit,
  start: Stamp,
  answerFor: (some: Pick<Hits, 'sure' | 'unsure'>) => AmountAnswer,
): Instant | undefined {
  const others = form === 'at-least-before' ? hits.outside : hits.outside.filter(hit => hit.at >= start.at)
  const reachedBy = (all: Hits['sure']): Instant | undefined => {
    for (let count = 1; count <= all.length; count++) {
      const answer = answerFor({ sure: all.slice(0, count), unsure: [] })
      if (!('none' in answer) && answer.floor === 'yes') return all[count - 1]?.at
    }
    return undefined
  }
  // Records outside the window tell how far off it was, where those inside do not suffice.
  const inTime = (one: Hits['sure'][number], other: Hits['sure'][number]) => one.at - other.at
  return reachedBy(hits.sure.toSorted(inTime)) ?? reachedBy([...hits.sure, ...others].toSorted(inTime))
}

/** Time taken against the limit; where only a number is capped, the number. */
function figuresOf(
  answer: AmountResult,
  measured: Quantity | undefined,
  limit: Quantity | undefined,
): Pick<Judged, 'measured' | 'limit'> {
  if (answer.floor === 'none') return { measured: answer.measured, limit: answer.limit }
  return { ...(measured ? { measured } : {}), ...(limit ? { limit } : {}) }
}

function evidenceOf({ sure, unsure, outside }: Hits): readonly Hit['event'][] {
  const hits = sure.length > 0 ? sure : [...unsure, ...outside.slice(0, 1)]
  return hits.map(hit => hit.event)
}

/** `接到通知 14:00，电话通知：应有的 4 项齐全，用时 8 分钟，时限 10 分钟（至 14:10）`. */
function storyWords(
  { lens, member }: EventCase,
  { from, records, amount }: Parts,
  { start, bound, clock }: Timed,
  answer: AmountResult,
  reached: Instant | undefined,
): Message {
  const { zone } = lens.scope
  const began = momentWords(from.title)
  const { title } = records.records.eventType
  const due = timeText(clock.due, zone, start.at)
  const who = member === undefined || !amount.each ? undefined : amount.each.title(member, lens)
  const what = { zh: who ? `${title.zh}（${who.zh}）` : title.zh, en: who ? `${title.en} (${who.en})` : title.en }
  const took = reached === undefined ? undefined : bound.measure(start.at, reached)?.words
  const isBefore = bound.form === 'at-least-before'
  const last = reached === undefined ? '' : timeText(reached, zone, start.at)
  const time = took
    ? isBefore
      ? reached !== undefined && reached > start.at
        ? { zh: `，${last}，晚了 ${took.zh}`, en: `, ${last}, ${took.en} after it` }
        : { zh: `，${last}，提前 ${took.zh}`, en: `, ${last}, ${took.en} ahead` }
      : { zh: `，${last}，用时 ${took.zh}`, en: `, ${last}, took ${took.en}` }
    : { zh: '', en: '' }
  const early =
    bound.form === 'between' && clock.bounds.inner.from !== undefined
      ? `${timeText(clock.bounds.inner.from, zone, start.at)}–`
      : ''
  const limit = isBefore
    ? {
        zh: `应至少提前 ${bound.words.zh}（不晚于 ${due}）`,
        en: `required at least ${bound.words.en} ahead (by ${due})`,
      }
    : bound.form === 'by'
      ? { zh: `应不晚于 ${due}`, en: `due ${due}` }
      : {
          zh: `时限 ${bound.words.zh}（${early || '至 '}${due}）`,
          en: `limit ${bound.words.en} (${early || 'until '}${due})`,
        }
  return {
    zh: `${began.zh} ${timeText(start.at, zone)}；时限内${what.zh}${answer.words.zh}${time.zh}；${limit.zh}`,
    en: `${capitalised(began).en} ${timeText(start.at, zone)}; ${what.en} in time: ${answer.words.en}${time.en}; ${limit.en}`,
  }
}

function releaseWords({ records }: TimedRecords, hit: Hit, { lens }: EventCase): Message {
  const { title } = records.eventType
  const at = timeText(hit.at, lens.scope.zone)
  return { zh: `免责：${at} 已有“${title.zh}”`, en: `Exempt: there is '${title.en}' of ${at}` }
}
