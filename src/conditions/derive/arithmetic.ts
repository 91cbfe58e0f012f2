/** `difference`, `sum`, `product`, `percent`, `count`: figures from figures, exact in decimals. Unknown parts make the whole unknown. */

import { exact, sumOf } from '../../lib/exact.ts'
import type { Lens } from '../../model/checker.ts'
import type { Fact } from '../contract.ts'
import { needsOf } from '../needs.ts'
import { COUNT, differenceRange, percentRange, productRange, sumRange } from '../range.ts'
import { argument, complainForm, type Derivation, listArguments, readMap, under } from './derivation.ts'

/** Every argument's value, or undefined where one is not known. */
function numbers(facts: readonly Fact[], lens: Lens): readonly number[] | undefined {
  const values: number[] = []
  for (const fact of facts) {
    const value = fact.read(lens)
    if (typeof value !== 'number') return undefined
    values.push(value)
  }
  return values
}

export const difference: Derivation = {
  form: '[FACT, FACT]',
  summary: { zh: '前一个数减去后一个数', en: 'The first number less the second' },
  compile(source, context) {
    const facts = listArguments(source, context, 'number')
    if (!facts) return undefined
    const [minuend, subtrahend, ...more] = facts
    if (!minuend || !subtrahend || more.length > 0) {
      complainForm(context, { zh: '应恰好两个数', en: 'exactly two numbers are expected' })
      return undefined
    }
    return {
      type: 'number',
      range: differenceRange(minuend, subtrahend),
      ...needsOf(facts),
      read(lens) {
        const [first, second] = numbers(facts, lens) ?? []
        return first === undefined || second === undefined ? undefined : exact(first).sub(exact(second)).valueOf()
      },
    }
  },
}

export const sum: Derivation = {
  form: '[FACT, …]',
  summary: { zh: '几个数之和', en: 'The sum of numbers' },
  compile(source, context) {
    const facts = listArguments(source, context, 'number')
    return (
      facts && {
        type: 'number',
        range: sumRange(facts),
        ...needsOf(facts),
        read(lens) {
          const values = numbers(facts, lens)
          return values && sumOf(values.map(exact)).valueOf()
        },
      }
    )
  },
}

export const product: Derivation = {
  form: '[FACT, …]',
  summary: { zh: '几个数之积', en: 'The product of numbers' },
  compile(source, context) {
    const facts = listArguments(source, context, 'number')
    return (
      facts && {
        type: 'number',
        range: productRange(facts),
        ...needsOf(facts),
        read: lens =>
          numbers(facts, lens)
            ?.map(exact)
            .reduce((total, one) => total.mul(one))
            .valueOf(),
      }
    )
  },
}

export const percent: Derivation = {
  form: '{ part: FACT, of: FACT }',
  summary: {
    zh: '占百分之几；分母为 0 时不可知',
    en: 'The part in percent of the whole; not known where the whole is 0',
  },
  compile(source, context) {
    const map = readMap(source, ['part', 'of'], [], context)
    const part = map && argument(map.part, under(context, 'part'), 'number')
    const whole = map && argument(map.of, under(context, 'of'), 'number')
    if (!part || !whole) return undefined
    return {
      type: 'number',
      range: percentRange(part, whole),
      ...needsOf([part, whole]),
      read(lens) {
        const [some, all] = numbers([part, whole], lens) ?? []
        return some === undefined || all === undefined || all === 0
          ? undefined
          : exact(some).mul(100).div(exact(all)).valueOf()
      },
    }
  },
}

export const count: Derivation = {
  form: 'LIST FACT',
  summary: { zh: '列表里有几个', en: 'How many a list holds' },
  compile(source, context) {
    const fact = argument(source, context, 'list')
    return (
      fact && {
        type: 'number',
        range: COUNT,
        ...needsOf([fact]),
        read(lens) {
          const value = fact.read(lens)
          return typeof value === 'object' ? value.length : undefined
        },
      }
    )
  },
}
