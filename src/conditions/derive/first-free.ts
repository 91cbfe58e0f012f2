/** `first-free`: the first in an order that is not among the busy (S2-176: seats take visitors in a fixed order). */

import type { Scalar } from '../../model/value.ts'
import type { Fact } from '../contract.ts'
import { needsOf } from '../needs.ts'
import { membersOf } from '../operators.ts'
import { argument, complainForm, type Derivation, type DeriveContext, readMap, under } from './derivation.ts'

export const firstFree: Derivation = {
  form: '{ order: [VALUE, …] or LIST FIELD, busy: LIST FIELD }',
  summary: {
    zh: '按顺序第一个不忙的；都忙，或不知谁在忙，则不可知',
    en: 'The first in order that is not busy; unknown where all are, or where it is not known who is',
  },
  compile(source, context) {
    const written = readMap(source, ['order', 'busy'], [], context)
    const busy = written && argument(written.busy, under(context, 'busy'), 'list')
    const order = busy && compileOrder(written.order, busy, under(context, 'order'))
    if (!order) return undefined
    return {
      type: busy.item ?? 'text',
      ...(busy.choices ? { choices: busy.choices } : {}),
      ...(busy.of ? { of: busy.of } : {}),
      ...needsOf([busy, ...(order.fact ? [order.fact] : [])]),
      read(lens) {
        const taken = busy.read(lens)
        const all = order.fact ? order.fact.read(lens) : order.values
        if (taken === undefined || all === undefined) return undefined
        const occupied = membersOf(taken)
        return membersOf(all).find(one => !occupied.includes(one))
      },
    }
  },
}

interface Order {
  readonly values: readonly Scalar[]
  readonly fact?: Fact
}

/** Undefined has been complained about. */
function compileOrder(source: unknown, busy: Fact, context: DeriveContext): Order | undefined {
  if (!Array.isArray(source)) {
    const fact = argument(source, context, 'list')
    return fact && { values: [], fact }
  }
  if (source.length === 0) {
    complainForm(context, { zh: '应为先后顺序，如 [a, b]', en: 'an order such as [a, b] is expected' })
    return undefined
  }
  const values = source.filter(one => typeof one === 'string' || typeof one === 'number')
  const strange = source.find(one => !values.includes(one) || (busy.choices && !busy.choices.has(String(one))))
  if (strange === undefined) return { values }
  const choices = [...(busy.choices?.keys() ?? [])]
  context.language.dictionary.complain('unknown-choice', context.place, {
    zh: `“${busy.title.zh}”没有“${String(strange)}”这一项${choices.length > 0 ? `，可用：${choices.join('、')}` : ''}`,
    en: `'${busy.name}' has no '${String(strange)}'${choices.length > 0 ? `; there are ${choices.join(', ')}` : ''}`,
  })
  return undefined
}
