/** Numbers, shares and durations as rules write them (plain, dated, a parameter, a fact) in, the words for them out. */

import { formatDay } from '../calendar/day.ts'
import { parseDuration } from '../calendar/duration.ts'
import type { Names } from '../conditions/contract.ts'
import { durationWords, joined, numberText, plain, quoted } from '../kinds/words.ts'
import { isMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { Dated } from '../model/value.ts'
import { type Describing, factTitle } from './language.ts'

/** How one plain value reads. */
export type Shown = (value: unknown) => Message

export const asDuration: Shown = value => {
  const duration = typeof value === 'string' ? parseDuration(value) : isMap(value) ? (value as never) : undefined
  return duration ? durationWords(duration) : plain(String(value))
}

export const asNumber: Shown = value => plain(typeof value === 'number' ? numberText(value) : String(value))

export const asPercent: Shown = value => plain(typeof value === 'number' ? `${numberText(value)}%` : String(value))

/** `30 分钟`; `20 分钟（2025-01-01 前为 30 分钟）`; `“响应时限”（30 分钟）`. */
export function settingWords(source: unknown, names: Names, describing: Describing, show: Shown): Message {
  if (!isMap(source)) return show(source)
  if (typeof source.parameter === 'string') return parameterWords(source.parameter, describing, show)
  if (typeof source.fact === 'string') {
    const title = factTitle(source.fact, names, describing)
    return { zh: `记录的${title.zh}`, en: `what ${title.en} of the record says` }
  }
  if (typeof source.previous === 'string')
    return { zh: `上一时段的 ${source.previous}`, en: `${source.previous} of the slot before` }
  return datedWords(
    Object.entries(source).map(([from, value]) => ({ from, value })),
    show,
  )
}

function parameterWords(name: string, { reader }: Describing, show: Shown): Message {
  const parameter = reader.dictionary.parameters.get(name)
  if (!parameter) return plain(name)
  const title = quoted(parameter.title)
  const { dated, bySite } = parameter.setting
  const value = datedWords(entriesOf(dated), show)
  const sites = Object.keys(bySite ?? {})
  const more =
    sites.length === 0 ? plain('') : { zh: `；${sites.join('、')} 另有规定`, en: `; others at ${sites.join(', ')}` }
  return { zh: `${title.zh}（${value.zh}${more.zh}）`, en: `${title.en} (${value.en}${more.en})` }
}

function entriesOf(dated: Dated<unknown>): readonly DatedText[] {
  return dated.map(({ from, value }) => ({ from: Number.isFinite(from) ? formatDay(from) : undefined, value }))
}

interface DatedText {
  /** Absent: ever since. */
  readonly from: string | undefined
  readonly value: unknown
}

const UNSET: Message = { zh: '未设定', en: 'not set' }

/** The newest value first, the earlier ones after it, each with the day on which it ended. */
function datedWords(entries: readonly DatedText[], show: Shown): Message {
  const shown = entries.map(({ value }) => (value === null ? UNSET : show(value)))
  const [last, ...earlier] = shown.toReversed()
  if (!last) return UNSET
  const from = entries.at(-1)?.from
  if (earlier.length === 0)
    return from === undefined ? last : { zh: `${last.zh}（${from} 起）`, en: `${last.en} (from ${from})` }
  const ends = entries
    .slice(1)
    .map(one => one.from ?? '')
    .toReversed()
  const before = joined(
    earlier.map((one, at) => ({ zh: `${ends[at]} 前为 ${one.zh}`, en: `${one.en} before ${ends[at]}` })),
    '，',
    ', ',
  )
  return { zh: `${last.zh}（${before.zh}）`, en: `${last.en} (${before.en})` }
}
