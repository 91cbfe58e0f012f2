/** The operators: which types each fits, what it is compared with, and its verdict on known values. */

import type { FieldType } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Scalar, Value } from '../model/value.ts'

/** What stands beside the operator: one value, several, two bounds, true or false, or counts by value. */
export type Operand = 'value' | 'list' | 'range' | 'flag' | 'counts'

export interface Operator {
  readonly title: Message
  /** Types of facts that it fits. */
  readonly types: readonly FieldType[]
  readonly operand: Operand
  /** In json-rules-engine's own language too. */
  readonly isOriginal: boolean
  test(fact: Value, operand: Value): boolean
}

const ORDERED: readonly FieldType[] = ['number', 'date', 'date-time', 'time']
const TIMES: readonly FieldType[] = ['date', 'date-time', 'time']
const SINGLE: readonly FieldType[] = [
  'text',
  'number',
  'date-time',
  'date',
  'time',
  'yes-no',
  'choice',
  'person',
  'site',
  'unit',
  'record',
]
const ALL: readonly FieldType[] = [...SINGLE, 'list']

export const OPERATORS = {
  equal: {
    title: { zh: '等于', en: 'Equal to' },
    types: SINGLE,
    operand: 'value',
    isOriginal: true,
    test: (fact, operand) => same(fact, operand),
  },
  notEqual: {
    title: { zh: '不等于', en: 'Not equal to' },
    types: SINGLE,
    operand: 'value',
    isOriginal: true,
    test: (fact, operand) => !same(fact, operand),
  },
  lessThan: {
    title: { zh: '小于', en: 'Less than' },
    types: ORDERED,
    operand: 'value',
    isOriginal: true,
    test: (fact, operand) => fact < operand,
  },
  lessThanInclusive: {
    title: { zh: '小于或等于', en: 'Less than or equal to' },
    types: ORDERED,
    operand: 'value',
    isOriginal: true,
    test: (fact, operand) => fact <= operand,
  },
  greaterThan: {
    title: { zh: '大于', en: 'Greater than' },
    types: ORDERED,
    operand: 'value',
    isOriginal: true,
    test: (fact, operand) => fact > operand,
  },
  greaterThanInclusive: {
    title: { zh: '大于或等于', en: 'Greater than or equal to' },
    types: ORDERED,
    operand: 'value',
    isOriginal: true,
    test: (fact, operand) => fact >= operand,
  },
  in: {
    title: { zh: '是其中之一', en: 'One of these' },
    types: SINGLE,
    operand: 'list',
    isOriginal: true,
    test: (fact, operand) => membersOf(operand).some(one => same(one, fact)),
  },
  notIn: {
    title: { zh: '不是其中任何一个', en: 'None of these' },
    types: SINGLE,
    operand: 'list',
    isOriginal: true,
    test: (fact, operand) => !membersOf(operand).some(one => same(one, fact)),
  },
  contains: {
    title: { zh: '列表里有它', en: 'The list holds it' },
    types: ['list'],
    operand: 'value',
    isOriginal: true,
    test: (fact, operand) => membersOf(fact).some(one => same(one, operand)),
  },
  doesNotContain: {
    title: { zh: '列表里没有它', en: 'The list does not hold it' },
    types: ['list'],
    operand: 'value',
    isOriginal: true,
    test: (fact, operand) => !membersOf(fact).some(one => same(one, operand)),
  },
  present: {
    title: { zh: '有没有填写', en: 'Whether it is filled in' },
    types: ALL,
    operand: 'flag',
    isOriginal: false,
    test: () => true,
  },
  between: {
    title: { zh: '在两个界限之间，含两端', en: 'Between two bounds, both included' },
    types: ORDERED,
    operand: 'range',
    isOriginal: false,
    test: (fact, operand) => isBetween(fact, operand),
  },
  before: {
    title: { zh: '早于', en: 'Earlier than' },
    types: TIMES,
    operand: 'value',
    isOriginal: false,
    test: (fact, operand) => fact < operand,
  },
  after: {
    title: { zh: '晚于', en: 'Later than' },
    types: TIMES,
    operand: 'value',
    isOriginal: false,
    test: (fact, operand) => fact > operand,
  },
  containsAll: {
    title: { zh: '列表里全都有', en: 'The list holds all of these' },
    types: ['list'],
    operand: 'list',
    isOriginal: false,
    test: (fact, operand) => membersOf(operand).every(one => membersOf(fact).some(other => same(one, other))),
  },
  containsAny: {
    title: { zh: '列表里至少有一个', en: 'The list holds at least one of these' },
    types: ['list'],
    operand: 'list',
    isOriginal: false,
    test: (fact, operand) => membersOf(operand).some(one => membersOf(fact).some(other => same(one, other))),
  },
  consistsOf: {
    title: { zh: '恰好由这些组成', en: 'The list holds exactly these' },
    types: ['list'],
    operand: 'counts',
    isOriginal: false,
    test: (fact, operand) => hasSameMembers(membersOf(fact), membersOf(operand)),
  },
} as const satisfies Record<string, Operator>

export type OperatorName = keyof typeof OPERATORS

export function isOperator(name: string): name is OperatorName {
  return Object.hasOwn(OPERATORS, name)
}

/** The operators that fit a type, for a hint. */
export function operatorsFor(type: FieldType): readonly OperatorName[] {
  return (Object.keys(OPERATORS) as OperatorName[]).filter(name =>
    (OPERATORS[name].types as readonly FieldType[]).includes(type),
  )
}

export const OPERAND_WORDS: Readonly<Record<Operand, Message>> = {
  value: { zh: '一个值', en: 'one value' },
  list: { zh: '一个列表，如 [a, b]', en: 'a list such as [a, b]' },
  range: { zh: '两个界限，如 [1, 5]', en: 'two bounds such as [1, 5]' },
  flag: { zh: 'true 或 false', en: 'true or false' },
  counts: { zh: '各有几个，如 { leader: 1, student: 2 }', en: 'how many of each, such as { leader: 1, student: 2 }' },
}

/** Text is compared after NFKC and trimming. */
function same(one: Value, other: Value): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one === other || plain(one) === plain(other)
  return one === other
}

export function plain(text: string): string {
  return isPlain(text) ? text : text.normalize('NFKC').trim()
}

/** Letters and signs of ASCII alone, as ids are: there is nothing to be done. It is asked of each record, for many a standard. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter < FIRST_SIGN || letter > LAST_SIGN) return false
  }
  return true
}

const FIRST_SIGN = 0x21
const LAST_SIGN = 0x7e

/** The members of a list; of a single value, itself. */
export function membersOf(value: Value): readonly Scalar[] {
  return typeof value === 'object' ? value : [value]
}

function isBetween(fact: Value, operand: Value): boolean {
  const [low, high] = membersOf(operand)
  return low !== undefined && high !== undefined && fact >= low && fact <= high
}

/** Exactly these members, each as often: the operand lists a member once for each time it is wanted. */
function hasSameMembers(fact: readonly Scalar[], operand: readonly Scalar[]): boolean {
  const key = (one: Scalar) => (typeof one === 'string' ? plain(one) : one)
  const left = fact.map(key).toSorted(byText)
  const right = operand.map(key).toSorted(byText)
  return left.length === right.length && left.every((one, at) => one === right[at])
}

function byText(one: Scalar, other: Scalar): number {
  const [left, right] = [String(one), String(other)]
  return left < right ? -1 : left > right ? 1 : 0
}
