/** The numbers of a pack in, what is published of them out; and, held against what was, those that re-judge the past told. */

import { formatDay, parseDay } from '../calendar/day.ts'
import { parseDuration, secondsOf } from '../calendar/duration.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import { DIAGNOSTIC_CODES } from '../model/diagnostic-codes.ts'
import type { Message } from '../model/message.ts'
import type { PublishedNumbers, PublishedValue } from '../model/published.ts'
import type { PackInfo } from '../model/rulebook.ts'
import type { Lock, RuleNumber } from './number.ts'
import { wordsOf } from './told.ts'

/** What of a number is published, or told where it changes. */
export interface PublishedNumber
  extends Pick<RuleNumber, 'id' | 'title' | 'item' | 'file' | 'path' | 'entries' | 'since'> {
  /** `condition`: a parameter that has its days may stand for it, which it cannot have itself. */
  readonly lock?: Lock | { readonly why: 'condition' }
}

export function publishedNumbers(
  numbers: readonly PublishedNumber[],
  { id, version }: Pick<PackInfo, 'id' | 'version'>,
  on: string,
): PublishedNumbers {
  return { pack: id, version, on, numbers: new Map(numbers.map(one => [one.id, one.entries.map(entryOf)])) }
}

type Values = readonly (readonly [from: string | null, value: PublishedValue])[]

function entryOf({ from, value }: RuleNumber['entries'][number]): Values[number] {
  return [from, value]
}

/** Values to come may change; one that has held on a published day may not, whatever day it is written under. */
export function tellOverwritten(
  numbers: readonly PublishedNumber[],
  published: PublishedNumbers,
): readonly Diagnostic[] {
  return numbers.flatMap(number => {
    if (isOfParameter(number, published)) return []
    const was = published.numbers.get(number.id)
    const change = was && firstChange(was, number.entries.map(entryOf), published.on)
    return change ? [told(number, change, published)] : []
  })
}

/** Whether it takes the value of a parameter, as it did when published: that is told where the parameter stands. */
function isOfParameter({ id, lock }: PublishedNumber, { numbers }: PublishedNumbers): boolean {
  if (lock?.why !== 'parameter') return false
  const [own, parameter] = [numbers.get(id), numbers.get(`parameter:${lock.parameter}`)]
  return JSON.stringify(own) === JSON.stringify(parameter)
}

/** Published and there no more. `span`: where a number stands in what was published. */
export function tellGone(
  numbers: readonly PublishedNumber[],
  published: PublishedNumbers,
  span: (id: string) => Span,
): readonly Diagnostic[] {
  const known = new Set(numbers.map(({ id }) => id))
  const gone = [...published.numbers].filter(([id, was]) => !known.has(id) && isEverInForce(was, published.on))
  const [first] = gone
  if (!first) return []
  const some = gone.slice(0, SOME).map(([id]) => id)
  const more = gone.length > SOME ? { zh: ' 等', en: ' …' } : { zh: '', en: '' }
  return [
    {
      code: 'value-overwritten',
      severity: DIAGNOSTIC_CODES['value-overwritten'].severity,
      message: {
        zh: `公布时（${published.on}）的 ${gone.length} 个数现在没有了：${some.join('、')}${more.zh}。以前的记录会不按它们重判。`,
        en: `${gone.length} of the numbers published (${published.on}) ${gone.length === 1 ? 'is' : 'are'} gone: ${some.join(', ')}${more.en}. Earlier records would be judged without them.`,
      },
      hint: {
        zh: '停用的标准请保留，写 effective: { to: 最后一天 }；停用的数写 null，如 { 2024-01-01: 3, 2025-01-01: null }。确实要去掉时，重新公布：yardstick check --publish。',
        en: 'Keep a standard that ends, with effective: { to: its last day }; end a number with null, as { 2024-01-01: 3, 2025-01-01: null }. If they are to go, publish again: yardstick check --publish.',
      },
      span: span(first[0]),
      related: gone.slice(1, SOME).map(([id]) => span(id)),
    },
  ]
}

/** So many are named where many are gone. */
const SOME = 5

function isEverInForce(values: Values, until: string): boolean {
  return values.some(([from, value]) => value !== null && (from === null || from <= until))
}

interface Change {
  readonly was: PublishedValue
  readonly is: PublishedValue
  /** Undefined: ever since. */
  readonly from?: string
}

function firstChange(was: Values, is: Values, until: string): Change | undefined {
  const days = [...was, ...is].map(([from]) => from).filter((from): from is string => from !== null && from <= until)
  const isDatedNow = is.some(([from]) => from !== null && from <= until)
  for (const day of [...new Set([...days, until])].toSorted(compareText)) {
    const [before, after] = [inForce(was, day), inForce(is, day)]
    if (before === undefined) continue
    // A value without a day that gets its days says nothing of the time before the first.
    if (after === undefined && isDatedNow && was[0]?.[0] === null) continue
    if (!isSame(before, after ?? null)) return { was: before, is: after ?? null, ...(isDatedNow ? { from: day } : {}) }
  }
  return undefined
}

/** Undefined: before the first day. */
function inForce(values: Values, day: string): PublishedValue | undefined {
  return values.findLast(([from]) => from === null || from <= day)?.[1]
}

function isSame(one: PublishedValue, other: PublishedValue): boolean {
  return plain(one) === plain(other)
}

/** `0.5 hours` and `30 minutes` are one. */
function plain(value: PublishedValue): string {
  const duration = typeof value === 'string' ? parseDuration(value) : undefined
  const seconds = duration && secondsOf(duration.unit)
  if (seconds === undefined) return JSON.stringify(duration ?? value)
  return `${duration?.working ? 'working ' : ''}${(duration?.value ?? 0) * seconds} s`
}

/** Where the pack does not say since when a value has held. */
const LONG_AGO = '2000-01-01'

function told(number: PublishedNumber, { was, is, from }: Change, { on }: PublishedNumbers): Diagnostic {
  const { id, title, item, file, path, since } = number
  const words = { zh: [wordsOf(was, 'zh'), wordsOf(is, 'zh')], en: [wordsOf(was, 'en'), wordsOf(is, 'en')] }
  const begin = number.entries[0]?.from ?? since ?? LONG_AGO
  const hint = hintFor(number.lock, `{ ${begin}: ${was ?? 'null'}, ${dayAfter(on)}: ${is ?? 'null'} }`)
  return {
    code: 'value-overwritten',
    severity: DIAGNOSTIC_CODES['value-overwritten'].severity,
    message: {
      zh: `“${title.zh}”的${item.zh}公布时（${on}）是 ${words.zh[0]}，${from === undefined ? '现在' : `${from} 起`}改成了 ${words.zh[1]}：以前的记录会按新数重判（${id}）。`,
      en: `${title.en}, ${item.en}: ${words.en[0]} when published (${on}), now ${words.en[1]}${from === undefined ? '' : ` from ${from}`}: earlier records would be judged by the new value (${id}).`,
    },
    hint: { zh: `${hint.zh}${AGAIN.zh}`, en: `${hint.en} ${AGAIN.en}` },
    span: file.locate(path),
  }
}

const AGAIN: Message = {
  zh: '确实要重判时，核对后重新公布：yardstick check --publish。',
  en: 'If the past is to be judged anew, publish again: yardstick check --publish.',
}

/** `line`: the old value and the new one, each from its day. */
function hintFor(lock: PublishedNumber['lock'], line: string): Message {
  if (lock?.why === 'undated') {
    return {
      zh: '这个数不能带日期，改了就会重判：请先改回，等按它考评的各期都定稿了再改。',
      en: 'This number can have no days of its own: put it back until the periods judged by it are final.',
    }
  }
  if (lock?.why === 'condition') {
    return {
      zh: `条件里的数不能带日期：请改写成 value: { parameter: 参数名 }，在 parameters 里给它 value: ${line}（后一天改成新数生效的日子）。`,
      en: `A number in a condition can have no days: write value: { parameter: NAME }, and give that parameter value: ${line}, with the day from which the new one holds.`,
    }
  }
  return {
    zh: `用带日期的值：${line}（后一天改成新数生效的日子）。`,
    en: `Write dated values: ${line}, with the day from which the new one holds.`,
  }
}

function dayAfter(day: string): string {
  return formatDay((parseDay(day) ?? 0) + 1)
}
