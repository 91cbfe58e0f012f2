/** AMOUNT as written in (how many, how much, the mean, which of a list, how long covered), what records come to out. */

import type { Fact, Names } from '../conditions/contract.ts'
import { exact, sumOf } from '../lib/exact.ts'
import { isMap } from '../lib/map.ts'
import type { Lens } from '../model/checker.ts'
import type { EventType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { Quantity, Scalar } from '../model/value.ts'
import type { AmountAnswer, AmountQuestion, AmountResult, Range } from './amount-answer.ts'
import { type Cover, compileCover } from './cover.ts'
import { compileList, type List } from './list.ts'
import { type Amount, complainOfType, isTold, type Reader, type Source } from './reader.ts'
import type { Hit, Hits } from './records.ts'
import { joined, numberText } from './words.ts'

export interface CompiledAmount {
  /** The list of `each-of`: one case per member. */
  readonly each?: List
  answer(question: AmountQuestion): AmountAnswer
  /** The figure alone, for the slot after. */
  figure(question: AmountQuestion): Range | undefined
}

export interface AmountOptions {
  /** The type of the records counted. */
  readonly counted: EventType
  readonly asking: Names
  /** `previous`, `mean` and `covers` make sense in slots only. */
  readonly inSlots: boolean
}

type Bound = (question: AmountQuestion) => number | 'unset' | 'missing' | 'no-previous'

/** Undefined has been complained about. */
export function compileAmount(
  source: Source,
  place: Place,
  reader: Reader,
  options: AmountOptions,
): CompiledAmount | undefined {
  const counted: Names = {
    event: options.counted,
    ...(options.asking.event ? { case: options.asking.event } : {}),
    ...(options.asking.owner ? { owner: options.asking.owner } : {}),
  }
  const field = (key: 'distinct' | 'sum' | 'mean') =>
    source[key] === undefined ? undefined : reader.fact(String(source[key]), counted, place.at(key))
  const distinct = field('distinct')
  const sum = field('sum')
  const mean = field('mean')
  const allOf = memberList(source['all-of'], counted, place.at('all-of'), reader, options)
  const eachOf = memberList(source['each-of'], counted, place.at('each-of'), reader, options)
  const covers =
    source.covers === undefined ? undefined : compileCover(source.covers, options.counted, place.at('covers'), reader)
  const least = compileBound(source['at-least'], place.at('at-least'), reader, options)
  const most = compileBound(source['at-most'], place.at('at-most'), reader, options)
  const parts = { distinct, sum, mean, 'all-of': allOf, 'each-of': eachOf, covers, 'at-least': least, 'at-most': most }
  if (Object.entries(parts).some(([key, part]) => source[key] !== undefined && part === undefined)) return undefined
  for (const [key, figure] of Object.entries({ sum, mean })) {
    if (!figure || figure.type === 'number') continue
    complainOfType(figure, 'number', place.at(key), reader.complain)
    return undefined
  }
  const ways = (['distinct', 'sum', 'mean', 'covers'] as const).filter(key => source[key] !== undefined)
  if (ways.length > 1) {
    reader.complain(
      'wrong-value',
      place.at(ways[1] ?? 'sum'),
      {
        zh: `${ways.join('、')} 不能并用`,
        en: `${ways.join(' and ')} cannot stand together`,
      },
      { part: 'key' },
    )
    return undefined
  }
  if (mean && !least && !most) {
    reader.complain(
      'missing-key',
      place,
      {
        zh: 'mean（平均值）要与 at-least 或 at-most 比较，请写出其一',
        en: 'A mean is compared with at-least or at-most: write one of them',
      },
      { part: 'key' },
    )
    return undefined
  }
  return assemble({ distinct, sum, mean, allOf, eachOf, covers, least, most })
}

interface Members {
  readonly field: Fact
  readonly list: List
}

interface Parts {
  readonly distinct: Fact | undefined
  readonly sum: Fact | undefined
  readonly mean: Fact | undefined
  readonly allOf: Members | undefined
  readonly eachOf: Members | undefined
  readonly covers: Cover | undefined
  readonly least: Bound | undefined
  readonly most: Bound | undefined
}

function memberList(
  source: unknown,
  counted: Names,
  place: Place,
  reader: Reader,
  { asking }: AmountOptions,
): Members | undefined {
  if (source === undefined || !isMap(source)) return undefined
  const [name = ''] = Object.keys(source)
  const field = reader.fact(name, counted, place.at(name))
  const list = field && compileList(source[name], field, asking, place.at(name), reader)
  return field && list && isTold(field, place.at(name), reader.complain) ? { field, list } : undefined
}

function compileBound(source: unknown, place: Place, reader: Reader, options: AmountOptions): Bound | undefined {
  if (source === undefined) return undefined
  if (isMap(source) && typeof source.previous === 'string') {
    if (!options.inSlots) {
      reader.complain(
        'wrong-value',
        place.at('previous'),
        { zh: 'previous 只用于按时段评判的标准', en: 'previous is for standards judged per slot' },
        { part: 'key' },
      )
      return undefined
    }
    const share = exact(source.previous.replace(/%$/, '')).div(100)
    return ({ previous }) => {
      const figure = previous?.()
      return figure === undefined ? 'no-previous' : exact(figure).mul(share).valueOf()
    }
  }
  const amount: Amount<number> | undefined = reader.number(source, options.asking, place)
  return amount && (({ lens, day, site }) => amount(lens, day, site))
}

function assemble(parts: Parts): CompiledAmount {
  const { mean, allOf, eachOf, covers, least, most } = parts
  // AMOUNT defaults to `at-least: 1`.
  const isPlain = !least && !most && !allOf && !covers
  const floorOf: Bound | undefined = isPlain ? () => 1 : least
  return {
    ...(eachOf ? { each: eachOf.list } : {}),
    figure: question => rangeOf(question, parts),
    answer(question) {
      if (covers) return covers.answer(ofItsMember(question, eachOf))
      const everyone = allOf && answerAllOf(question, allOf)
      if (everyone && ('none' in everyone || (!least && !most))) return everyone
      const floor = floorOf?.(question)
      const ceiling = most?.(question)
      for (const bound of [floor, ceiling]) {
        if (bound === 'unset')
          return { none: 'unset', reason: { zh: '这一天没有生效的数量要求', en: 'no amount is in force on that day' } }
        if (bound === 'missing')
          return {
            none: 'missing',
            reason: { zh: '数量要求所依据的字段为空', en: 'the field that states the amount is empty' },
          }
        if (bound === 'no-previous')
          return {
            none: 'no-previous',
            reason: { zh: '没有上一时段可比', en: 'there is no earlier slot to compare with' },
          }
      }
      const range = rangeOf(question, parts)
      const result = {
        ...compare(range, asNumber(floor), asNumber(ceiling), wordsFor(parts)),
        ...(mean ? { isFinalAtEnd: true as const } : {}),
      }
      return everyone ? both(everyone, result) : result
    },
  }
}

function asNumber(bound: ReturnType<Bound> | undefined): number | undefined {
  return typeof bound === 'number' ? bound : undefined
}

/** The least and the most that the records may come to; unknown at either end where a sum's field is blank. */
function rangeOf(question: AmountQuestion, { distinct, sum, mean, eachOf, covers }: Parts): Range {
  const { lens } = question
  const asked = ofItsMember(question, eachOf)
  const chosen = asked.hits
  if (covers) return covers.range(asked)
  if (sum) return sumRange(chosen, sum, lens)
  if (mean) return meanRange(chosen, mean, lens)
  if (distinct) return distinctRange(chosen, distinct, lens)
  return { low: chosen.sure.length, high: chosen.sure.length + chosen.unsure.length }
}

function turned(lens: Lens, { event }: Hit): Lens {
  return { ...lens, event, ...(lens.event ? { case: lens.event } : {}) }
}

/** The question about those records alone that name the member of `each-of`. */
function ofItsMember(question: AmountQuestion, eachOf: Members | undefined): AmountQuestion {
  const { member } = question
  return eachOf && member !== undefined ? { ...question, hits: ofMember(question, eachOf.field, member) } : question
}

/** Records that name the member; those whose field is blank may. */
function ofMember({ hits, lens }: AmountQuestion, field: Fact, member: Scalar): Pick<Hits, 'sure' | 'unsure'> {
  const names = (hit: Hit): boolean | undefined => {
    const value = field.read(turned(lens, hit))
    return value === undefined ? undefined : keysOf(value).includes(plain(member))
  }
  const sure = hits.sure.filter(hit => names(hit) === true)
  const unsure = [
    ...hits.sure.filter(hit => names(hit) === undefined),
    ...hits.unsure.filter(hit => names(hit) !== false),
  ]
  return { sure, unsure }
}

function keysOf(value: Scalar | readonly Scalar[]): readonly Scalar[] {
  return typeof value === 'object' ? value.map(plain) : [plain(value)]
}

function plain(value: Scalar): Scalar {
  return typeof value === 'string' ? value.normalize('NFKC').trim() : value
}

const UNKNOWN: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }

function sumRange(hits: Pick<Hits, 'sure' | 'unsure'>, field: Fact, lens: Lens): Range {
  const sure = numbersOf(hits.sure, field, lens)
  const unsure = numbersOf(hits.unsure, field, lens)
  if (!sure || !unsure) return UNKNOWN
  const total = (more: readonly number[]) => sumOf([...sure, ...more].map(exact)).valueOf()
  return { low: total(unsure.filter(value => value < 0)), high: total(unsure.filter(value => value > 0)) }
}

/** Nothing to take the mean of is no zero: it is not known. */
function meanRange(hits: Pick<Hits, 'sure' | 'unsure'>, field: Fact, lens: Lens): Range {
  const sure = numbersOf(hits.sure, field, lens)
  const unsure = numbersOf(hits.unsure, field, lens)
  if (!sure || !unsure || sure.length === 0) return UNKNOWN
  const rising = [...unsure].sort((one, other) => one - other)
  return { low: meanWith(sure, rising, 'lower'), high: meanWith(sure, rising.reverse(), 'higher') }
}

/** The mean with those of `more`, the most extreme first, that move it further. */
function meanWith(sure: readonly number[], more: readonly number[], towards: 'lower' | 'higher'): number {
  let total = sumOf(sure.map(exact))
  let count = sure.length
  for (const value of more.map(exact)) {
    const mean = total.div(count)
    if (towards === 'lower' ? value.gte(mean) : value.lte(mean)) break
    total = total.add(value)
    count++
  }
  return total.div(count).valueOf()
}

/** Undefined where one of them is blank. */
function numbersOf(hits: readonly Hit[], field: Fact, lens: Lens): readonly number[] | undefined {
  const values = hits.map(hit => field.read(turned(lens, hit)))
  return values.every(value => typeof value === 'number') ? values : undefined
}

function distinctRange({ sure, unsure }: Pick<Hits, 'sure' | 'unsure'>, field: Fact, lens: Lens): Range {
  const known = new Set<Scalar>()
  const possible = new Set<Scalar>()
  let blank = 0
  for (const hit of [...sure, ...unsure]) {
    const value = field.read(turned(lens, hit))
    if (value === undefined) blank++
    else
      for (const key of keysOf(value)) {
        if (sure.includes(hit)) known.add(key)
        possible.add(key)
      }
  }
  return { low: known.size, high: possible.size + blank }
}

function answerAllOf(question: AmountQuestion, { field, list }: Members): AmountAnswer {
  const { lens } = question
  const members = list.members(lens)
  if (members === undefined)
    return { none: 'missing', reason: { zh: '无法确定应有哪些', en: 'it is not known which are expected' } }
  if (members.length === 0) return { none: 'nobody', reason: NOBODY }
  const there = members.map(member => ofMember(question, field, member))
  const isLacking = (at: number) => there[at]?.sure.length === 0
  const lacking = members.filter((_, at) => isLacking(at))
  const certain = members.filter((_, at) => isLacking(at) && there[at]?.unsure.length === 0)
  const reached = members.length - lacking.length
  const names = joined(
    lacking.map(member => list.title(member, lens)),
    '、',
    ', ',
  )
  return {
    floor: lacking.length === 0 ? 'yes' : certain.length > 0 ? 'no' : 'open',
    ceiling: 'none',
    measured: { value: reached, unit: 'times' },
    limit: { value: members.length, unit: 'times' },
    words:
      lacking.length === 0
        ? { zh: `应有的 ${members.length} 项齐全`, en: `all ${members.length} expected are there` }
        : {
            zh: `应有 ${members.length} 项，缺 ${lacking.length} 项：${names.zh}`,
            en: `${lacking.length} of ${members.length} lacking: ${names.en}`,
          },
  }
}

/** What an empty list means. */
export const NOBODY: Message = { zh: '名单为空，没有应查的对象', en: 'Nobody expected: the list is empty' }

interface CountWords {
  readonly unit: Quantity['unit']
  readonly what: Message
  readonly zhUnit: string
}

function wordsFor({ distinct, sum, mean }: Parts): CountWords {
  if (mean)
    return { unit: 'number', what: { zh: `${mean.title.zh}平均`, en: `${mean.title.en} on average` }, zhUnit: '' }
  if (sum) return { unit: 'number', what: { zh: `${sum.title.zh}合计`, en: `${sum.title.en} in all` }, zhUnit: '' }
  if (distinct)
    return {
      unit: 'times',
      what: { zh: `不同的${distinct.title.zh}`, en: `different values of ${distinct.title.en}` },
      zhUnit: ' 个',
    }
  return { unit: 'times', what: { zh: '共', en: 'in all' }, zhUnit: ' 次' }
}

function compare(
  { low, high }: Range,
  floor: number | undefined,
  ceiling: number | undefined,
  { unit, what, zhUnit }: CountWords,
): AmountResult {
  const found = Number.isFinite(low) ? numberText(low) + (high > low ? `–${numberText(high)}` : '') : '?'
  const zh = [`${what.zh} ${found}${zhUnit}`]
  const en = [`${found} ${what.en}`]
  if (floor !== undefined) {
    zh.push(`应不少于 ${numberText(floor)}${zhUnit}`)
    en.push(`at least ${numberText(floor)} required`)
  }
  if (ceiling !== undefined) {
    zh.push(`应不多于 ${numberText(ceiling)}${zhUnit}`)
    en.push(`at most ${numberText(ceiling)} allowed`)
  }
  return {
    floor: floor === undefined ? 'none' : low >= floor ? 'yes' : high < floor ? 'no' : 'open',
    ceiling: ceiling === undefined ? 'none' : high <= ceiling ? 'yes' : low > ceiling ? 'no' : 'open',
    measured: { value: Number.isFinite(low) ? low : 0, unit },
    limit: { value: floor ?? ceiling ?? 0, unit },
    words: { zh: zh.join('，'), en: en.join(', ') },
  }
}

/** Both demands must hold. */
function both(one: AmountResult, other: AmountResult): AmountResult {
  return { ...other, floor: worse(one.floor, other.floor), words: joined([one.words, other.words], '；', '; ') }
}

function worse(one: AmountResult['floor'], other: AmountResult['floor']): AmountResult['floor'] {
  return (['no', 'open', 'yes'] as const).find(state => one === state || other === state) ?? 'none'
}
