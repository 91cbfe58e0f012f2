/** The numbers of a pack in, what is published of them out; and, held against what was, those that re-judge the past told. */

import { formatDay, parseDay } from '../calendar/day.ts'
import { parseDuration, secondsOf } from '../calendar/duration.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { DIAGNOSTIC_CODES } from '../model/diagnostic-codes.ts'
import type { PublishedNumbers, PublishedValue } from '../model/published.ts'
import type { PackInfo } from '../model/rulebook.ts'
import type { RuleNumber } from './number.ts'
import { wordsOf } from './told.ts'

export function publishedNumbers(
  numbers: readonly RuleNumber[],
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
export function tellOverwritten(numbers: readonly RuleNumber[], published: PublishedNumbers): readonly Diagnostic[] {
  return numbers.flatMap(number => {
    // A number that takes a parameter's value is told where the parameter stands.
    if (number.lock?.why === 'parameter') return []
    const was = published.numbers.get(number.id)
    const change = was && firstChange(was, number.entries.map(entryOf), published.on)
    return change ? [told(number, change, published)] : []
  })
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

function told(number: RuleNumber, { was, is, from }: Change, { on }: PublishedNumbers): Diagnostic {
  const { id, title, item, file, path, since } = number
  const words = { zh: [wordsOf(was, 'zh'), wordsOf(is, 'zh')], en: [wordsOf(was, 'en'), wordsOf(is, 'en')] }
  const begin = number.entries[0]?.from ?? since ?? LONG_AGO
  const line = `{ ${begin}: ${was ?? 'null'}, ${dayAfter(on)}: ${is ?? 'null'} }`
  return {
    code: 'value-overwritten',
    severity: DIAGNOSTIC_CODES['value-overwritten'].severity,
    message: {
      zh: `“${title.zh}”的${item.zh}公布时（${on}）是 ${words.zh[0]}，${from === undefined ? '现在' : `${from} 起`}改成了 ${words.zh[1]}：以前的记录会按新数重判（${id}）。`,
      en: `${title.en}, ${item.en}: ${words.en[0]} when published (${on}), now ${words.en[1]}${from === undefined ? '' : ` from ${from}`}: earlier records would be judged by the new value (${id}).`,
    },
    hint: {
      zh: `用带日期的值：${line}（后一天改成新数生效的日子）。确实要重判时，核对后重新公布：yardstick check --publish。`,
      en: `Write dated values: ${line}, with the day from which the new one holds. If the past is to be judged anew, publish again: yardstick check --publish.`,
    },
    span: file.locate(path),
  }
}

function dayAfter(day: string): string {
  return formatDay((parseDay(day) ?? 0) + 1)
}
