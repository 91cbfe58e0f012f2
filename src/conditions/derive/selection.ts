/** `earliest`, `latest`, `first-present`, `choose`, `is`: one of several facts, or whether something holds. */

import { isMap } from '../../lib/map.ts'
import type { FieldType } from '../../model/event.ts'
import type { Value } from '../../model/value.ts'
import type { Condition, Fact } from '../contract.ts'
import { needsOf } from '../needs.ts'
import { eitherOf } from '../range.ts'
import {
  argument,
  complainForm,
  type Derivation,
  type DeriveContext,
  type Derived,
  listArguments,
  under,
} from './derivation.ts'

/** What facts of one type have in common; undefined has been complained about. */
function commonType(
  facts: readonly Fact[],
  context: DeriveContext,
): Pick<Derived, 'type' | 'choices' | 'item' | 'of' | 'range'> | undefined {
  const [first] = facts
  if (!first) return undefined
  const other = facts.find(fact => fact.type !== first.type)
  if (other) {
    complainForm(context, {
      zh: `“${first.name}”是 ${first.type}，“${other.name}”是 ${other.type}，应为同一种`,
      en: `'${first.name}' is ${first.type} and '${other.name}' is ${other.type}; all must be of one type`,
    })
    return undefined
  }
  return {
    type: first.type,
    ...choicesOf(facts),
    ...(first.item ? { item: first.item } : {}),
    ...(first.of ? { of: first.of } : {}),
    range: eitherOf(facts),
  }
}

/** The choices of all of them; none where one takes any text. */
function choicesOf(facts: readonly Fact[]): Pick<Derived, 'choices'> {
  const all = facts.map(fact => fact.choices)
  return all.includes(undefined) ? {} : { choices: new Map(all.flatMap(choices => [...(choices ?? [])])) }
}

const TIMES: readonly FieldType[] = ['date-time', 'date', 'time']

/** The earliest or latest of those that are known; unknown where none is. */
function extreme(pick: (one: number, other: number) => number): Derivation['compile'] {
  return (source, context) => {
    const facts = listArguments(source, context)
    const common = facts && commonType(facts, context)
    if (!facts || !common) return undefined
    if (!TIMES.includes(common.type)) {
      complainForm(context, { zh: `应为时间，而不是 ${common.type}`, en: `times are expected, not ${common.type}` })
      return undefined
    }
    const known = (lens: Parameters<Derived['read']>[0]) =>
      facts.map(fact => fact.read(lens)).filter(value => typeof value === 'number')
    return {
      ...common,
      ...needsOf(facts),
      read(lens) {
        const values = known(lens)
        return values.length === 0 ? undefined : values.reduce(pick)
      },
      grain(lens) {
        const values = known(lens)
        const value = values.length === 0 ? undefined : values.reduce(pick)
        return Math.max(1, ...facts.filter(fact => fact.read(lens) === value).map(fact => fact.grain(lens)))
      },
    }
  }
}

export const earliest: Derivation = {
  form: '[FACT, …]',
  summary: { zh: '最早的一个，空的跳过', en: 'The earliest; empty ones are skipped' },
  compile: extreme((one, other) => Math.min(one, other)),
}

export const latest: Derivation = {
  form: '[FACT, …]',
  summary: { zh: '最晚的一个，空的跳过', en: 'The latest; empty ones are skipped' },
  compile: extreme((one, other) => Math.max(one, other)),
}

export const firstPresent: Derivation = {
  form: '[FACT, …]',
  summary: { zh: '依次第一个不为空的', en: 'The first that is not empty' },
  compile(source, context) {
    const facts = listArguments(source, context)
    const common = facts && commonType(facts, context)
    if (!facts || !common) return undefined
    return {
      ...common,
      ...needsOf(facts),
      read: lens => facts.map(fact => fact.read(lens)).find(value => value !== undefined),
      grain: lens => facts.find(fact => fact.read(lens) !== undefined)?.grain(lens) ?? 1,
    }
  },
}

interface Branch {
  readonly when?: Condition
  readonly take: Fact
}

export const choose: Derivation = {
  form: '[ { when: CONDITION, take: FACT }, …, { take: FACT } ]',
  summary: {
    zh: '取第一个条件成立的；条件不可知则不可知',
    en: 'The first whose condition holds; unknown where that is not known',
  },
  compile(source, context) {
    if (!Array.isArray(source) || source.length === 0) {
      complainForm(context, { zh: '应为 [ { when, take }, { take } ]', en: '[ { when, take }, { take } ] is expected' })
      return undefined
    }
    const branches = source.map((one: unknown, at) => readBranch(one, under(context, at)))
    const known = branches.filter(branch => branch !== undefined)
    const common =
      known.length === branches.length
        ? commonType(
            known.map(branch => branch.take),
            context,
          )
        : undefined
    if (!common) return undefined
    const chosen = (lens: Parameters<Derived['read']>[0]): Fact | undefined => {
      for (const { when, take } of known) {
        const truth = when ? when.test(lens) : true
        if (truth === undefined) return undefined
        if (truth) return take
      }
      return undefined
    }
    return {
      ...common,
      ...needsOf(known.flatMap(({ when, take }) => (when ? [when, take] : [take]))),
      read: (lens): Value | undefined => chosen(lens)?.read(lens),
      grain: lens => chosen(lens)?.grain(lens) ?? 1,
    }
  },
}

function readBranch(source: unknown, context: DeriveContext): Branch | undefined {
  if (!isMap(source) || !('take' in source)) {
    complainForm(context, { zh: '缺少 take', en: 'take is missing' })
    return undefined
  }
  const take = argument(source.take, under(context, 'take'))
  if (source.when === undefined) return take && { take }
  const when = context.language.condition(source.when, context.names, context.place.at('when'))
  return take && when && { when, take }
}

export const is: Derivation = {
  form: 'CONDITION',
  summary: { zh: '条件是否成立，给它一个名字', en: 'Whether a condition holds, under a name' },
  compile(source, context) {
    const condition = context.language.condition(source, context.names, context.place)
    return condition && { type: 'yes-no', ...needsOf([condition]), read: lens => condition.test(lens) }
  },
}
