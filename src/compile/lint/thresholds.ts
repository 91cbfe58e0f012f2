/** Limits of a standard in; told: those that nothing can reach, and those that everything meets. */

import type { Complain, Language } from '../../conditions/contract.ts'
import { COUNT, type Range, rangeOf, totalRange } from '../../conditions/range.ts'
import { compileNumber, compilePercent } from '../../conditions/setting.ts'
import { numberText } from '../../kinds/words.ts'
import { isMap } from '../../lib/map.ts'
import type { Message } from '../../model/message.ts'
import type { Place } from '../../model/source.ts'
import type { Setting } from '../../model/value.ts'
import type { Source } from '../read.ts'
import { choicesOf } from './claims.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface ThresholdContext {
  readonly quiet: Language
  readonly complain: Complain
}

/** What is measured lies between these; why, for the message. */
interface Measure extends Range {
  readonly why: Message
}

const PERCENT: Measure = {
  low: 0,
  high: 100,
  why: { zh: '百分比在 0 到 100 之间', en: 'a percentage lies between 0 and 100' },
}

export function tellShare(source: Source, place: Place, context: ThresholdContext): void {
  tellLimits(source, place, PERCENT, compilePercent, context)
}

/** `scale` gives what a record comes to by level, or between 0 and 100. */
export function tellRating(source: Source, place: Place, context: ThresholdContext): void {
  const levels = isMap(source.scale) ? Object.values(source.scale) : []
  const isListed = levels.length > 0 && levels.every(level => typeof level === 'number')
  const [low, high] = isListed ? [Math.min(...levels), Math.max(...levels)] : [0, 100]
  const why = {
    zh: `评分在 ${numberText(low)} 到 ${numberText(high)} 之间`,
    en: `a rating lies between ${numberText(low)} and ${numberText(high)}`,
  }
  tellLimits(source, place, { low, high, why }, compileNumber, context)
}

/** AMOUNT; `counted` is what names of the records counted mean. */
export function tellAmount(source: Source, place: Place, counted: Vocabulary, context: ThresholdContext): void {
  const { covers, distinct, sum, mean } = source
  if (typeof covers === 'string' && /[%％]$/.test(covers)) {
    tellLimits({ 'at-least': covers }, { ...place, at: () => place.at('covers') }, PERCENT, compilePercent, context)
  }
  if (covers !== undefined) return
  tellLimits(source, place, measureOf({ distinct, sum, mean }, counted), compileNumber, context)
}

function measureOf(ways: Readonly<Record<'distinct' | 'sum' | 'mean', unknown>>, counted: Vocabulary): Measure {
  const { distinct, sum, mean } = ways
  const name = String(distinct ?? sum ?? mean)
  const fact = counted.fact(name)
  const choices = distinct === undefined ? undefined : fact && choicesOf(fact)?.length
  if (choices !== undefined) {
    return { low: 0, high: choices, why: { zh: `“${name}”只有 ${choices} 种`, en: `'${name}' has ${choices} choices` } }
  }
  const why = { zh: '个数不小于 0', en: 'a number of things is never below 0' }
  if (sum === undefined && mean === undefined) return { ...COUNT, why }
  const range = sum === undefined ? rangeOf(fact ?? {}) : totalRange(fact ?? {})
  return { ...range, why: { zh: `“${name}”不会这样大或这样小`, en: `'${name}' is never so large or so small` } }
}

type ReadSetting = (source: unknown, place: Place, dictionary: Language['dictionary']) => Setting<number> | undefined

function tellLimits(
  source: Source,
  place: Place,
  measure: Measure,
  read: ReadSetting,
  { quiet, complain }: ThresholdContext,
): void {
  // Dated limits need not hold on the same days: each is looked at alone.
  const numbers = (key: string) => numbersIn(read(source[key], place.at(key), quiet.dictionary))
  const [least, most] = [numbers('at-least'), numbers('at-most')]
  const { low, high, why } = measure
  const tooMuch = least.find(number => number > high)
  const tooLittle = most.find(number => number < low)
  if (tooMuch !== undefined) tellNeverMet(place.at('at-least'), leastWords(tooMuch), why, complain)
  if (tooLittle !== undefined) tellNeverMet(place.at('at-most'), mostWords(tooLittle), why, complain)
  if (tooMuch !== undefined || tooLittle !== undefined) return
  if (least.length > 0 && least.every(number => number <= low)) tellAlwaysMet(place.at('at-least'), why, complain)
  if (most.length > 0 && most.every(number => number >= high)) tellAlwaysMet(place.at('at-most'), why, complain)
  tellApart(least, most, place, complain)
}

/** Every number that may be in force, on whatever day and at whatever site. */
function numbersIn(setting: Setting<number> | undefined): readonly number[] {
  const all = setting ? [setting.dated, ...Object.values(setting.bySite ?? {})] : []
  return all.flatMap(dated => dated.map(({ value }) => value)).filter(value => value !== null)
}

function leastWords(number: number): Message {
  return { zh: `至少 ${numberText(number)}`, en: `At least ${numberText(number)}` }
}

function mostWords(number: number): Message {
  return { zh: `至多 ${numberText(number)}`, en: `At most ${numberText(number)}` }
}

const CORRECT: Message = { zh: '请改正这个数。', en: 'Correct the number.' }

function tellNeverMet(place: Place, limit: Message, why: Message, complain: Complain): void {
  const message = { zh: `${limit.zh} 永远达不到：${why.zh}。`, en: `${limit.en} can never be reached: ${why.en}.` }
  complain('never-reachable', place, message, { hint: CORRECT })
}

function tellAlwaysMet(place: Place, why: Message, complain: Complain): void {
  const message = {
    zh: `这个要求总能达到（${why.zh}）：不会有人未达标。`,
    en: `This is always met (${why.en}): nobody would ever miss it.`,
  }
  complain('always-met', place, message, {
    hint: { zh: '请改正这个数，或者删去它。', en: 'Correct the number, or take it out.' },
  })
}

function tellApart(least: readonly number[], most: readonly number[], place: Place, complain: Complain): void {
  const [low, ...laterLeast] = least
  const [high, ...laterMost] = most
  const isPlain = laterLeast.length === 0 && laterMost.length === 0
  if (!isPlain || low === undefined || high === undefined || low <= high) return
  const message = {
    zh: `至少 ${numberText(low)} 又至多 ${numberText(high)}：永远达不到。`,
    en: `At least ${numberText(low)} and at most ${numberText(high)}: it can never be met.`,
  }
  complain('never-reachable', place.at('at-least'), message, { related: [place.at('at-most')], hint: CORRECT })
}
