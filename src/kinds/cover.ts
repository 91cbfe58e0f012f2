/** `covers` as written in (`16 hours`, `100%`), how much of a slot's open time the records' spans cover out. */

import { parseDuration, secondsOf } from '../calendar/duration.ts'
import { valueOn } from '../lib/dated.ts'
import { isMap } from '../lib/map.ts'
import type { Interval } from '../model/calendar.ts'
import type { EventType } from '../model/event.ts'
import type { Place } from '../model/source.ts'
import type { Instant, Quantity, Setting } from '../model/value.ts'
import type { AmountAnswer, AmountQuestion, Range } from './amount-answer.ts'
import type { Reader } from './reader.ts'
import type { Hit } from './records.ts'
import { spanOf } from './stamp.ts'
import { namesIn, textParameter } from './timing.ts'
import { elapsedWords, numberText } from './words.ts'

export interface Cover {
  answer(question: AmountQuestion): AmountAnswer
  /** Seconds covered, at least and at most. */
  range(question: AmountQuestion): Range
}

type Demand =
  | { readonly percent: number }
  | { readonly seconds: number; readonly unit: 'seconds' | 'minutes' | 'hours' | 'days' }

/** Undefined has been complained about. */
export function compileCover(source: unknown, counted: EventType, place: Place, reader: Reader): Cover | undefined {
  if (!counted.span) {
    reader.complain(
      'wrong-value',
      place,
      {
        zh: `“${counted.title.zh}”没有起止时间（span），无法计算覆盖时间`,
        en: `'${counted.id}' has no span, so it covers no time`,
      },
      { part: 'key' },
    )
    return undefined
  }
  reader.use(counted.id, counted.span.from)
  reader.use(counted.id, counted.span.to)
  const setting: Setting<string> | undefined = isMap(source)
    ? textParameter(source.parameter, place.at('parameter'), reader)
    : { dated: [{ from: Number.NEGATIVE_INFINITY, value: String(source) }] }
  if (!setting) return undefined
  const wrong = namesIn(setting).find(text => parseDemand(text) === undefined)
  if (wrong !== undefined) {
    reader.complain('wrong-value', place, {
      zh: `“${wrong}”应写成时长（16 hours）或百分比（100%）`,
      en: `'${wrong}' should be a duration (16 hours) or a percentage (100%)`,
    })
    return undefined
  }
  const range = (question: AmountQuestion) => {
    const sure = coveredSeconds(question.hits.sure, counted, question)
    return { low: sure, high: coveredSeconds([...question.hits.sure, ...question.hits.unsure], counted, question) }
  }
  return {
    range,
    answer(question) {
      const text = valueOn(setting, question.day, question.site)
      const demand = text === undefined ? undefined : parseDemand(text)
      if (!demand)
        return { none: 'unset', reason: { zh: '这一天没有生效的覆盖要求', en: 'no cover is in force on that day' } }
      return compare(demand, range(question), lengthOf(question.open ?? []))
    },
  }
}

function parseDemand(text: string): Demand | undefined {
  const percent = /^(\d+(?:\.\d+)?)\s*[%％]$/.exec(text.trim())?.[1]
  if (percent !== undefined) return { percent: Number(percent) }
  const duration = parseDuration(text)
  if (!duration || duration.working || duration.unit === 'months' || duration.unit === 'weeks') return undefined
  return { seconds: duration.value * (secondsOf(duration.unit) ?? 1), unit: duration.unit }
}

function compare(demand: Demand, { low, high }: Range, open: number): AmountAnswer {
  const needed = 'percent' in demand ? (demand.percent / 100) * open : demand.seconds
  const asQuantity = (seconds: number): Quantity =>
    'percent' in demand
      ? { value: open === 0 ? 0 : (seconds / open) * 100, unit: 'percent' }
      : { value: seconds / (secondsOf(demand.unit) ?? 1), unit: demand.unit }
  const covered = elapsedWords(low, 'hours')
  const wanted =
    'percent' in demand
      ? { zh: `${demand.percent}%`, en: `${demand.percent}%` }
      : elapsedWords(demand.seconds, demand.unit)
  const share = open === 0 ? '0' : numberText((low / open) * 100)
  return {
    floor: low >= needed ? 'yes' : high < needed ? 'no' : 'open',
    ceiling: 'none',
    measured: asQuantity(low),
    limit:
      'percent' in demand
        ? { value: demand.percent, unit: 'percent' }
        : { value: demand.seconds / (secondsOf(demand.unit) ?? 1), unit: demand.unit },
    words: {
      zh: `共覆盖 ${covered.zh}（开放时间的 ${share}%），应不少于 ${wanted.zh}`,
      en: `${covered.en} covered (${share}% of the open time), at least ${wanted.en} required`,
    },
  }
}

/** The union of the spans within the open time; a span still open runs to the cut-off. */
function coveredSeconds(hits: readonly Hit[], type: EventType, { lens, open = [] }: AmountQuestion): number {
  const { zone, knownThrough } = lens.scope
  const spans = hits.flatMap(({ event }) => {
    const span = spanOf(event, type, zone)
    return span ? [{ from: span.from, to: Math.min(span.to ?? knownThrough + 1, knownThrough + 1) }] : []
  })
  return merged(spans).reduce((sum, span) => sum + open.reduce((part, one) => part + overlap(span, one), 0), 0)
}

export function merged(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = []
  for (const one of intervals.toSorted((left, right) => left.from - right.from)) {
    const last = result.at(-1)
    if (last && one.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, one.to) }
    else result.push(one)
  }
  return result
}

function overlap(one: Interval, other: Interval): number {
  return Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from))
}

function lengthOf(open: readonly Interval[]): number {
  return open.reduce((sum: Instant, one) => sum + one.to - one.from, 0)
}
