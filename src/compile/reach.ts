/** Amounts and bounds as written in; told: those that nothing can reach, and those that everything meets. */

import type { Complain } from '../conditions/contract.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { EventType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { Definition } from './definitions.ts'

export interface ReachContext {
  readonly types: ReadonlyMap<string, EventType>
  readonly parameters: ReadonlyMap<string, Definition>
  readonly complain: Complain
}

/** Of a standard: shares and ratings beyond a hundred, more different values than there are, at least more than at most. */
export function tellUnreachable({ source, place }: Definition, context: ReachContext): void {
  const standard = asMap(source)
  const { kind, when, event, expect } = standard
  if (kind === 'share') tellShare(standard, place, context)
  if (kind === 'rating') tellMost(standard['at-least'], place.at('at-least'), HUNDRED, context)
  if (kind === 'frequency') tellAmounts(standard, place, context)
  if (kind === 'follow-up' && isMap(expect)) tellAmounts(expect, place.at('expect'), context)
  const type = context.types.get(String(event))
  const isCount = (fact: string) => {
    const derived = asMap(type?.derive.get(fact)?.source)
    return derived.count !== undefined || asMap(derived.related).take === 'count'
  }
  tellImpossible(when, place.at('when'), fact => (isCount(fact) ? FROM_ZERO : undefined), context.complain)
}

/** Of a condition over outcome facts: scores and percentages of marks lie between 0 and 100, counts begin at 0. */
export function tellOutcomeBounds(when: unknown, place: Place, complain: Complain): void {
  tellImpossible(when, place, outcomeRange, complain)
}

interface Most {
  readonly number: number
  readonly why: Message
}

const HUNDRED: Most = { number: 100, why: { zh: '最多是 100', en: '100 is the most there can be' } }

function tellShare(source: Readonly<Record<string, unknown>>, place: Place, context: ReachContext): void {
  tellMost(source['at-least'], place.at('at-least'), HUNDRED, context)
  if (!numbersOf(source['at-most'], context).some(number => number >= 100)) return
  const message = {
    zh: '比例不会超过 100%：这个上限总能达到，等于没有要求。',
    en: 'No share exceeds 100%: this limit is always met and asks for nothing.',
  }
  context.complain('never-reachable', place.at('at-most'), message)
}

function tellAmounts(source: Readonly<Record<string, unknown>>, place: Place, context: ReachContext): void {
  const { covers, distinct, event, 'at-least': least, 'at-most': most } = source
  if (typeof covers === 'string' && PERCENT.test(covers)) tellMost(covers, place.at('covers'), HUNDRED, context)
  const name = String(distinct)
  const field = context.types.get(String(event))?.fields.get(name)
  const choices = field?.type === 'yes-no' ? 2 : field?.choices?.size
  if (choices !== undefined) {
    const why = { zh: `“${name}”只有 ${choices} 种`, en: `'${name}' has ${choices} choices` }
    tellMost(least, place.at('at-least'), { number: choices, why }, context)
  }
  const [lows, highs] = [numbersOf(least, context), numbersOf(most, context)]
  const [low, high] = [lows[0], highs[0]]
  // Dated bounds need not hold on the same days.
  if (lows.length !== 1 || highs.length !== 1 || low === undefined || high === undefined || low <= high) return
  const message = {
    zh: `至少 ${low} 又至多 ${high}，永远达不到。`,
    en: `At least ${low} and at most ${high} there can never be.`,
  }
  context.complain('never-reachable', place.at('at-least'), message, { related: [place.at('at-most')] })
}

function tellMost(source: unknown, place: Place, { number: most, why }: Most, context: ReachContext): void {
  const number = numbersOf(source, context).find(one => one > most)
  if (number === undefined) return
  const message = {
    zh: `至少 ${number} 永远达不到：${why.zh}。`,
    en: `At least ${number} can never be reached: ${why.en}.`,
  }
  context.complain('never-reachable', place, message)
}

const PERCENT = /^([0-9.]+)\s*[%％]$/

/** Every number that may be in force: as written, of each date, of the parameter. None where records state it. */
function numbersOf(source: unknown, context: ReachContext): readonly number[] {
  if (typeof source === 'number') return [source]
  if (typeof source === 'string') {
    const percent = PERCENT.exec(source)?.[1]
    return percent === undefined ? [] : [Number(percent)]
  }
  if (!isMap(source) || 'fact' in source || 'previous' in source || 'mean' in source) return []
  if (typeof source.parameter === 'string') {
    const parameter = asMap(context.parameters.get(source.parameter)?.source)
    return [parameter.value, ...Object.values(asMap(parameter['by-site']))].flatMap(one => numbersOf(one, context))
  }
  return Object.values(source).flatMap(one => numbersOf(one, context))
}

// --- conditions -----------------------------------------------------------------------------------------------------

interface Range {
  readonly low: number
  readonly high: number
}

const FROM_ZERO: Range = { low: 0, high: Number.POSITIVE_INFINITY }

function outcomeRange(fact: string): Range | undefined {
  if (fact === 'score' || fact === 'previous.score' || /^section\..+\.percent$/.test(fact)) return { low: 0, high: 100 }
  return /^(missed|year\.count)\./.test(fact) ? FROM_ZERO : undefined
}

function tellImpossible(
  when: unknown,
  place: Place,
  rangeOf: (fact: string) => Range | undefined,
  complain: Complain,
): void {
  if (!isMap(when)) return
  for (const join of ['all', 'any'] as const) {
    const own = when[join]
    if (Array.isArray(own)) own.forEach((one, at) => void tellImpossible(one, place.at(join, at), rangeOf, complain))
  }
  const { fact, operator, value } = when
  const range = typeof fact === 'string' ? rangeOf(fact) : undefined
  if (!range || !isBeyond(operator, value, range)) return
  const message = {
    zh: `“${String(fact)}”不会有这样的值（${range.high === 100 ? '在 0 到 100 之间' : '不小于 0'}）：这个条件永远不成立。`,
    en: `'${String(fact)}' never has such a value (${range.high === 100 ? 'it lies between 0 and 100' : 'it is never below 0'}): this condition can never hold.`,
  }
  complain('never-reachable', place.at('value'), message)
}

function isBeyond(operator: unknown, value: unknown, { low, high }: Range): boolean {
  if (operator === 'between' && Array.isArray(value)) return value[0] > high || value[1] < low
  if (typeof value !== 'number') return false
  switch (operator) {
    case 'greaterThan':
      return value >= high
    case 'greaterThanInclusive':
      return value > high
    case 'lessThan':
      return value <= low
    case 'lessThanInclusive':
      return value < low
    case 'equal':
      return value < low || value > high
    default:
      return false
  }
}
