/** A condition as written in, a three-valued predicate out; what the library lets through is complained about here. */

import { didYouMean } from '../lib/did-you-mean.ts'
import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { Lens } from '../model/checker.ts'
import type { Place } from '../model/source.ts'
import type { Value } from '../model/value.ts'
import type { Condition, ConditionTree, Dictionary, Fact, Truth } from './contract.ts'
import { readLiteral, type Typed } from './literal.ts'
import { NO_NEEDS, needsOf } from './needs.ts'
import { isOperator, OPERAND_WORDS, OPERATORS, type Operator, type OperatorName, operatorsFor } from './operators.ts'

/** How names and arguments are read where the condition stands. */
export interface Reader {
  readonly dictionary: Dictionary
  fact(name: string, place: Place): Fact | undefined
  /** A parameter as a fact of the type expected. */
  parameter(name: string, typed: Typed, place: Place): Fact | undefined
}

const CONNECTIVES = ['all', 'any', 'not'] as const

/** Undefined has been complained about. */
export function compileCondition(source: unknown, place: Place, reader: Reader): Condition | undefined {
  const { complain } = reader.dictionary
  if (!isMap(source)) {
    const message = {
      zh: '条件应写成 { 字段: 值 }，或 all / any / not，或 { fact, operator, value }',
      en: 'A condition is { field: value }, or all / any / not, or { fact, operator, value }',
    }
    complain('wrong-value', place, message)
    return undefined
  }
  const keys = Object.keys(source)
  const heads = keys.filter(key => key === 'fact' || isConnective(key))
  if (heads.length > 1) {
    complain(
      'mixed-condition',
      place.at(heads[1] ?? ''),
      {
        zh: `同一处只能有 all、any、not、fact 中的一个，这里有 ${heads.join('、')}`,
        en: `Exactly one of all, any, not, fact may stand in one place; here are ${heads.join(', ')}`,
      },
      { hint: { zh: '把它们分别放进一个 all 列表', en: 'Put each of them into one list under all' }, part: 'key' },
    )
    return undefined
  }
  const [head] = heads
  if (head === undefined) return shortForm(source, place, reader)
  if (head === 'fact') return leaf(source, place, reader)
  const others = keys.filter(key => key !== head)
  for (const key of others) unknownKey(key, [head], place, reader)
  if (others.length > 0) return undefined
  if (head === 'not') {
    const inner = compileCondition(source.not, place.at('not'), reader)
    return inner && { ...inner, tree: { kind: 'not', part: inner }, test: lens => negate(inner.test(lens)) }
  }
  return listed(head === 'all' ? 'all' : 'any', source[head], place.at(head), reader)
}

function isConnective(key: string): boolean {
  return CONNECTIVES.some(name => name === key)
}

function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

function listed(head: 'all' | 'any', source: unknown, place: Place, reader: Reader): Condition | undefined {
  if (!Array.isArray(source) || source.length === 0) {
    const empty = Array.isArray(source)
    reader.dictionary.complain(
      empty ? 'empty-condition' : 'wrong-value',
      place,
      empty
        ? { zh: `${head} 是空的：空的条件什么也没说`, en: `${head} is empty: an empty condition says nothing` }
        : { zh: `${head} 后面应是一个列表`, en: `${head} takes a list` },
    )
    return undefined
  }
  const inner = source.map((one, at) => compileCondition(one, place.at(at), reader))
  return joined(head, inner)
}

function joined(head: 'all' | 'any', inner: readonly (Condition | undefined)[]): Condition | undefined {
  const conditions = inner.filter(one => one !== undefined)
  if (conditions.length < inner.length) return undefined
  const tests = conditions.map(one => one.test)
  const decides = head === 'any'
  return {
    ...needsOf(conditions),
    tree: { kind: head, parts: conditions },
    /** Kleene: the deciding value wins; unknown otherwise beats the rest. */
    test(lens) {
      let result: Truth = !decides
      for (const test of tests) {
        const truth = test(lens)
        if (truth === decides) return decides
        if (truth === undefined) result = undefined
      }
      return result
    },
  }
}

/** `{ class: [minor, indoor-small], place: on-campus }`. */
function shortForm(source: Readonly<Record<string, unknown>>, place: Place, reader: Reader): Condition | undefined {
  const entries = Object.entries(source)
  if (entries.length === 0) {
    reader.dictionary.complain('empty-condition', place, { zh: '条件是空的', en: 'The condition is empty' })
    return undefined
  }
  const inner = entries.map(([name, value]) => {
    const fact = reader.fact(name, place.at(name))
    if (!fact) return undefined
    const operator: OperatorName = Array.isArray(value) ? 'in' : 'equal'
    return compare(fact, operator, value, place.at(name), place.at(name), reader)
  })
  return inner.length === 1 ? inner[0] : joined('all', inner)
}

const LEAF_KEYS = ['fact', 'operator', 'value']

function leaf(source: Readonly<Record<string, unknown>>, place: Place, reader: Reader): Condition | undefined {
  const { complain } = reader.dictionary
  const strange = Object.keys(source).filter(key => !LEAF_KEYS.includes(key))
  for (const key of strange) unknownKey(key, LEAF_KEYS, place, reader)
  if (strange.length > 0) return undefined
  const { fact: name, operator: writtenOperator, value } = source
  const operator = operatorCalled(writtenOperator, place.at('operator'), reader)
  if (typeof name !== 'string') {
    complain('wrong-value', place.at('fact'), { zh: 'fact 后面应是字段名', en: 'fact takes the name of a field' })
    return undefined
  }
  if (typeof operator !== 'string' || !isOperator(operator)) {
    const said = typeof operator === 'string' ? operator : ''
    const meant = nearest(said, Object.keys(OPERATORS))
    complain(
      operator === undefined ? 'missing-key' : 'unknown-operator',
      operator === undefined ? place : place.at('operator'),
      operator === undefined
        ? { zh: '缺少 operator（如 equal、in、lessThan）', en: 'operator is missing (equal, in, lessThan …)' }
        : {
            zh: `没有运算“${said}”，可用：${Object.keys(OPERATORS).join('、')}`,
            en: `There is no operator '${said}'; there are ${Object.keys(OPERATORS).join(', ')}`,
          },
      operator === undefined ? {} : didYouMean(OPERATOR_SIGNS.get(said) ?? meant),
    )
    return undefined
  }
  const fact = reader.fact(name, place.at('fact'))
  if (!fact) return undefined
  return compare(fact, operator, value, place.at('value'), place.at('operator'), reader)
}

const OPERATOR_SIGNS: ReadonlyMap<string, OperatorName> = new Map([
  ['=', 'equal'],
  ['==', 'equal'],
  ['!=', 'notEqual'],
  ['<>', 'notEqual'],
  ['≠', 'notEqual'],
  ['<', 'lessThan'],
  ['<=', 'lessThanInclusive'],
  ['≤', 'lessThanInclusive'],
  ['>', 'greaterThan'],
  ['>=', 'greaterThanInclusive'],
  ['≥', 'greaterThanInclusive'],
])

/** What Chinese calls them beside their titles. */
const OPERATOR_WORDS: ReadonlyMap<string, OperatorName> = new Map([
  ['不大于', 'lessThanInclusive'],
  ['不超过', 'lessThanInclusive'],
  ['不小于', 'greaterThanInclusive'],
  ['不少于', 'greaterThanInclusive'],
  ['包含', 'contains'],
  ['不包含', 'doesNotContain'],
  ['之一', 'in'],
])

/** An operator may be written by its Chinese title; `format` turns it into its name. */
function operatorCalled(written: unknown, place: Place, { dictionary }: Reader): unknown {
  if (typeof written !== 'string' || isOperator(written)) return written
  const text = written.normalize('NFKC').trim()
  const titled = Object.entries(OPERATORS).find(([, { title }]) => title.zh === text || title.en === text)?.[0]
  const name = OPERATOR_WORDS.get(text) ?? titled
  if (name !== undefined) dictionary.meant?.(place, name)
  return name ?? written
}

function compare(
  fact: Fact,
  name: OperatorName,
  value: unknown,
  place: Place,
  operatorPlace: Place,
  reader: Reader,
): Condition | undefined {
  const operator: Operator = OPERATORS[name]
  if (!operator.types.includes(fact.type)) {
    const fitting = operatorsFor(fact.type).join('、')
    reader.dictionary.complain('operator-type', operatorPlace, {
      zh: `“${name}”不适合“${fact.title.zh}”（${fact.type}），可用：${fitting}`,
      en: `'${name}' does not fit '${fact.name}' (${fact.type}); what fits: ${fitting.replaceAll('、', ', ')}`,
    })
    return undefined
  }
  if (operator.operand === 'flag') return presence(fact, name, value, place, reader)
  const operand = readOperand(operator, value, typedBy(fact), place, reader)
  if (!operand) return undefined
  const { read } = fact
  const test = operator.test
  const needs = needsOf([fact, operand.needs])
  const tree: ConditionTree = {
    kind: 'comparison',
    fact,
    operator: name,
    value,
    ...(operand.other ? { other: operand.other } : {}),
  }
  if (operand.constant !== undefined) {
    const constant = operand.constant
    return {
      ...needs,
      tree,
      test(lens) {
        const known = read(lens)
        return known === undefined ? undefined : test(known, constant)
      },
    }
  }
  return {
    ...needs,
    tree,
    test(lens) {
      const known = read(lens)
      const other = operand.read(lens)
      return known === undefined || other === undefined ? undefined : test(known, other)
    },
  }
}

/** What a fact's values, or a list's members, are compared with. */
function typedBy(fact: Fact): Typed {
  const type = fact.type === 'list' ? (fact.item ?? 'text') : fact.type
  return { type, name: fact.name, ...(fact.choices ? { choices: fact.choices } : {}) }
}

function presence(
  fact: Fact,
  operator: OperatorName,
  value: unknown,
  place: Place,
  reader: Reader,
): Condition | undefined {
  if (value !== undefined && typeof value !== 'boolean') {
    readLiteral(value, { type: 'yes-no' }, place, reader.dictionary)
    return undefined
  }
  const wanted = value !== false
  return {
    ...needsOf([fact]),
    tree: { kind: 'comparison', fact, operator, value: wanted },
    test: lens => (fact.read(lens) !== undefined) === wanted,
  }
}

interface OperandReading {
  readonly constant?: Value
  readonly other?: Fact
  read(lens: Lens): Value | undefined
  readonly needs: ReturnType<typeof needsOf>
}

function readOperand(
  operator: Operator,
  source: unknown,
  typed: Typed,
  place: Place,
  reader: Reader,
): OperandReading | undefined {
  if (isMap(source) && ('fact' in source || 'parameter' in source)) {
    const other =
      'fact' in source
        ? otherFact(source.fact, operator, typed, place, reader)
        : reader.parameter(String(source.parameter), typed, place)
    return other && { other, read: other.read, needs: needsOf([other]) }
  }
  const values = operandParts(operator, source)
  if (!values) {
    const expected = OPERAND_WORDS[operator.operand]
    reader.dictionary.complain('value-type', place, {
      zh: `${JSON.stringify(source) ?? '（空）'} 不合适，这里应为${expected.zh}`,
      en: `${JSON.stringify(source) ?? 'nothing'} does not fit: ${expected.en} is expected here`,
    })
    return undefined
  }
  if (Array.isArray(source) && source.length === 0) {
    reader.dictionary.complain('empty-condition', place, {
      zh: '列表是空的：不会有任何值在其中',
      en: 'The list is empty: nothing is ever in it',
    })
    return undefined
  }
  const read = values.map(({ value, key }) =>
    readLiteral(value, typed, key === undefined ? place : place.at(key), reader.dictionary),
  )
  const known = read.filter(one => one !== undefined)
  if (known.length < read.length) return undefined
  if (operator.operand === 'value') return constant(known[0])
  if (operator.operand !== 'counts') return constant(known)
  const counts = Object.values(source as Record<string, number>)
  return constant(known.flatMap((one, at) => Array.from({ length: counts[at] ?? 0 }, () => one)))
}

function constant(value: Value | undefined): OperandReading | undefined {
  return value === undefined ? undefined : { constant: value, read: () => value, needs: NO_NEEDS }
}

/** The single values of an operand with the key each stands under; undefined where it has not the operator's form. */
function operandParts(
  operator: Operator,
  source: unknown,
): readonly { value: unknown; key?: string | number }[] | undefined {
  switch (operator.operand) {
    case 'value':
      return isMap(source) || Array.isArray(source) || source === undefined || source === null
        ? undefined
        : [{ value: source }]
    case 'list':
      return Array.isArray(source) ? source.map((value: unknown, key) => ({ value, key })) : undefined
    case 'range':
      return Array.isArray(source) && source.length === 2
        ? source.map((value: unknown, key) => ({ value, key }))
        : undefined
    case 'counts':
      return isMap(source) && Object.values(source).every(count => Number.isInteger(count))
        ? Object.keys(source).map(key => ({ value: key, key }))
        : undefined
    case 'flag':
      return [{ value: source }]
  }
}

function otherFact(name: unknown, operator: Operator, typed: Typed, place: Place, reader: Reader): Fact | undefined {
  const other = typeof name === 'string' ? reader.fact(name, place.at('fact')) : undefined
  if (!other) return undefined
  const type = operator.operand === 'value' || other.type !== 'list' ? other.type : (other.item ?? 'text')
  const isList = other.type === 'list'
  const wantsList = operator.operand !== 'value'
  if (isList === wantsList && areComparable(type, typed.type)) return other
  reader.dictionary.complain('value-type', place.at('fact'), {
    zh: `“${other.title.zh}”（${other.type}）不能与这里的 ${typed.type} 比较`,
    en: `'${other.name}' (${other.type}) cannot be compared with ${typed.type} here`,
  })
  return undefined
}

const TEXTUAL = ['text', 'choice', 'person', 'site', 'unit', 'record']

/** Names of things compare with each other as text; everything else with its own type. */
function areComparable(one: string, other: string): boolean {
  return one === other || (TEXTUAL.includes(one) && TEXTUAL.includes(other))
}

function unknownKey(key: string, known: readonly string[], place: Place, reader: Reader): void {
  const meant = nearest(key, known)
  reader.dictionary.complain(
    'unknown-key',
    place.at(key),
    {
      zh: `条件里没有“${key}”这个键，可用：${known.join('、')}`,
      en: `A condition has no key '${key}'; there are ${known.join(', ')}`,
    },
    { part: 'key', ...didYouMean(meant) },
  )
}
