/** A condition over named outcome facts (`score`, `missed.x`) in; a three-valued test and json-rules-engine's own form out. */

import { didYouMean } from '../lib/did-you-mean.ts'
import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { FieldType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { FactCondition } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import type { Value } from '../model/value.ts'
import { compileCondition } from './condition.ts'
import type { Condition, Dictionary, Fact } from './contract.ts'
import { NO_NEEDS } from './needs.ts'
import { OPERATORS, type OperatorName } from './operators.ts'
import type { Range } from './range.ts'

export interface OutcomeFactType {
  readonly type: FieldType
  readonly title: Message
  readonly choices?: ReadonlyMap<string, Message>
  readonly range?: Range
}

/** Its words are made elsewhere, of the condition. */
export type CompiledFactCondition = Omit<FactCondition, 'words'> & { readonly condition: Condition }

/** Undefined has been complained about. `known` are names for suggestions. */
export function compileFactCondition(
  source: unknown,
  place: Place,
  typeOf: (name: string) => OutcomeFactType | undefined,
  known: readonly string[],
  dictionary: Dictionary,
): CompiledFactCondition | undefined {
  let facts: Readonly<Record<string, Value | undefined>> = {}
  const titles = new Map<string, Message>()
  const condition = compileCondition(source, place, {
    dictionary,
    fact(name, at): Fact | undefined {
      const type = typeOf(name)
      if (!type) {
        const meant = nearest(name, known)
        const some = known.slice(0, 12)
        dictionary.complain(
          'unknown-fact',
          at,
          {
            zh: `没有“${name}”这个事实，可用：${some.join('、')} 等`,
            en: `There is no fact '${name}'; there are ${some.join(', ')} and more`,
          },
          { part: at.path.at(-1) === name ? 'key' : 'value', ...didYouMean(meant) },
        )
        return undefined
      }
      titles.set(name, type.title)
      return { name, ...type, read: () => facts[name], grain: () => 1, ...NO_NEEDS }
    },
    parameter(name, _typed, at) {
      dictionary.complain('wrong-value', at, {
        zh: `这里不能用参数“${name}”`,
        en: `A parameter ('${name}') cannot stand here`,
      })
      return undefined
    },
  })
  if (!condition) return undefined
  return {
    condition,
    source: asRuleConditions(source),
    facts: [...titles.keys()],
    titles,
    test(values) {
      facts = values
      return condition.test(NO_LENS)
    },
  }
}

/** Outcome facts are read by name alone; no record is looked at. */
const NO_LENS = {} as Parameters<Fact['read']>[0]

/** The condition in json-rules-engine's own operators, with `all` or `any` on top. */
export function asRuleConditions(source: unknown): Readonly<Record<string, unknown>> {
  const inner = rewritten(source)
  return isMap(inner) && ('all' in inner || 'any' in inner) ? inner : { all: [inner] }
}

function rewritten(source: unknown): unknown {
  if (!isMap(source)) return source
  if (Array.isArray(source.all)) return { all: source.all.map(rewritten) }
  if (Array.isArray(source.any)) return { any: source.any.map(rewritten) }
  if ('not' in source) return { not: rewritten(source.not) }
  if ('fact' in source) return leaf(String(source.fact), String(source.operator) as OperatorName, source.value)
  return {
    all: Object.entries(source).map(([fact, value]) => leaf(fact, Array.isArray(value) ? 'in' : 'equal', value)),
  }
}

function leaf(fact: string, operator: OperatorName, value: unknown): unknown {
  if (OPERATORS[operator].isOriginal) return { fact, operator, value }
  if (operator === 'between' && Array.isArray(value)) {
    return {
      all: [
        { fact, operator: 'greaterThanInclusive', value: value[0] },
        { fact, operator: 'lessThanInclusive', value: value[1] },
      ],
    }
  }
  return { fact, operator, value: value ?? true }
}
