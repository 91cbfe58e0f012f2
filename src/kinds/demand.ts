/** A `require` condition in, its verdict with what failed or is not known, in words, out. */

import { formatDay } from '../calendar/day.ts'
import type { Condition, Fact, Names, Truth } from '../conditions/contract.ts'
import { isMap } from '../lib/map.ts'
import type { Zone } from '../model/calendar.ts'
import type { Lens } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { Quantity, Value } from '../model/value.ts'
import { titleOf } from './list.ts'
import type { Reader } from './reader.ts'
import { clockText, joined, numberText, timeText } from './words.ts'

export interface Demand {
  readonly truth: Truth
  readonly words: Message
  /** Where the demand is a single comparison of numbers. */
  readonly measured?: Quantity
  readonly limit?: Quantity
}

export interface CompiledDemand {
  test(lens: Lens): Demand
}

/** Undefined has been complained about. */
export function compileDemand(source: unknown, names: Names, place: Place, reader: Reader): CompiledDemand | undefined {
  const whole = reader.condition(source, names, place)
  const root = whole && nodeOf(source, names, place, reader)
  return root && { test: lens => demandOf(root, lens) }
}

/** One comparison, or several of which all, any or none must hold. */
type Node =
  | {
      readonly kind: 'leaf'
      readonly condition: Condition
      readonly fact: Fact
      readonly operator: string
      readonly value: unknown
      readonly other?: Fact
      /** Of a field that not every output may show: its value stays out of the reason. */
      readonly isPrivate: boolean
      readonly isOtherPrivate?: boolean
    }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node }

/** The condition has been compiled as a whole: nothing in it can be wrong any more. */
function nodeOf(source: unknown, names: Names, place: Place, reader: Reader): Node | undefined {
  if (!isMap(source)) return undefined
  for (const kind of ['all', 'any'] as const) {
    const listed = source[kind]
    if (Array.isArray(listed)) {
      const parts = listed.map((one: unknown, at) => nodeOf(one, names, place.at(kind, at), reader))
      return { kind, parts: parts.filter(part => part !== undefined) }
    }
  }
  if ('not' in source) {
    const part = nodeOf(source.not, names, place.at('not'), reader)
    return part && { kind: 'not', part }
  }
  if ('fact' in source) return leafOf(source, names, place, reader)
  const parts = Object.entries(source).map(([fact, value]) => {
    const one = Array.isArray(value)
      ? { fact, operator: 'in', value }
      : fact === 'present'
        ? undefined
        : { fact, operator: 'equal', value }
    return one && leafOf(one, names, place, reader, { [fact]: value })
  })
  const known = parts.filter(part => part !== undefined)
  const [only] = known
  return known.length === 1 ? only : { kind: 'all', parts: known }
}

function leafOf(
  source: Readonly<Record<string, unknown>>,
  names: Names,
  place: Place,
  reader: Reader,
  written: unknown = source,
): Node | undefined {
  const condition = reader.condition(written, names, place)
  const fact = reader.fact(String(source.fact), names, place)
  if (!condition || !fact) return undefined
  const { value } = source
  const type = fact.type === 'list' ? (fact.item ?? 'text') : fact.type
  const other =
    isMap(value) && ('fact' in value || 'parameter' in value) ? reader.argument(value, names, place, type) : undefined
  const isShown = (one: Fact) => (names.event?.fields.get(one.name)?.shown ?? 'always') === 'always'
  return {
    kind: 'leaf',
    condition,
    fact,
    operator: String(source.operator),
    value,
    ...(other ? { other, isOtherPrivate: !isShown(other) } : {}),
    isPrivate: !isShown(fact),
  }
}

function testNode(node: Node, lens: Lens): Truth {
  if (node.kind === 'leaf') return node.condition.test(lens)
  if (node.kind === 'not') {
    const truth = testNode(node.part, lens)
    return truth === undefined ? undefined : !truth
  }
  const truths = node.parts.map(part => testNode(part, lens))
  const decisive = node.kind === 'any'
  if (truths.includes(decisive)) return decisive
  return truths.includes(undefined) ? undefined : !decisive
}

function demandOf(root: Node, lens: Lens): Demand {
  const truth = testNode(root, lens)
  const figures = root.kind === 'leaf' ? figuresOf(root, lens) : {}
  if (truth === undefined) return { truth, words: unknownWords(root, lens), ...figures }
  if (truth)
    return {
      truth,
      words: root.kind === 'leaf' ? leafWords(root, lens) : { zh: '各项要求均符合', en: 'all that is required holds' },
      ...figures,
    }
  return { truth, words: failedWords(root, lens), ...figures }
}

function figuresOf(
  node: Extract<Node, { kind: 'leaf' }>,
  lens: Lens,
): { readonly measured?: Quantity; readonly limit?: Quantity } {
  const measured = node.fact.type === 'number' && !node.isPrivate ? node.fact.read(lens) : undefined
  const limit = node.isOtherPrivate ? undefined : node.other ? node.other.read(lens) : node.value
  return {
    ...(typeof measured === 'number' ? { measured: { value: measured, unit: 'number' as const } } : {}),
    ...(node.fact.type === 'number' && typeof limit === 'number'
      ? { limit: { value: limit, unit: 'number' as const } }
      : {}),
  }
}

/** What does not hold, comparison by comparison. */
function failedWords(node: Node, lens: Lens): Message {
  if (node.kind === 'leaf') return leafWords(node, lens)
  if (node.kind === 'not') return deniedWords(node.part, lens)
  const failed = node.parts.filter(part => testNode(part, lens) === false)
  if (node.kind === 'all')
    return joined(
      failed.map(part => failedWords(part, lens)),
      '；',
      '; ',
    )
  return wrapped(
    '以下至少应有一项：',
    'at least one of these should hold: ',
    joined(
      failed.map(part => failedWords(part, lens)),
      '；',
      '; ',
    ),
  )
}

const OPPOSITES: Readonly<Record<string, string>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
}

/** What holds and should not. */
function deniedWords(node: Node, lens: Lens): Message {
  const opposite = node.kind === 'leaf' ? OPPOSITES[node.operator] : undefined
  if (node.kind === 'leaf' && opposite !== undefined) return leafWords({ ...node, operator: opposite }, lens)
  return wrapped('不应出现：', 'should not be: ', describe(node, lens))
}

function describe(node: Node, lens: Lens): Message {
  if (node.kind === 'leaf') return leafWords(node, lens)
  if (node.kind === 'not') return wrapped('非', 'not ', describe(node.part, lens))
  return joined(
    node.parts.map(part => describe(part, lens)),
    '，',
    ', ',
  )
}

function wrapped(zh: string, en: string, message: Message): Message {
  return { zh: zh + message.zh, en: en + message.en }
}

/** The facts whose blanks leave it open. */
function unknownWords(node: Node, lens: Lens): Message {
  const titles = new Map(unknownLeaves(node, lens).map(leaf => [leaf.fact.title.zh, leaf.fact.title]))
  const names = joined([...titles.values()], '、', ', ')
  return { zh: `缺少资料：${names.zh}`, en: `not recorded: ${names.en}` }
}

function unknownLeaves(node: Node, lens: Lens): readonly Extract<Node, { kind: 'leaf' }>[] {
  if (testNode(node, lens) !== undefined) return []
  if (node.kind === 'leaf') return [node]
  return node.kind === 'not' ? unknownLeaves(node.part, lens) : node.parts.flatMap(part => unknownLeaves(part, lens))
}

const OPERATOR_WORDS: Readonly<Record<string, Message>> = {
  equal: { zh: '应为', en: 'should be' },
  notEqual: { zh: '不应为', en: 'should not be' },
  lessThan: { zh: '应小于', en: 'should be less than' },
  lessThanInclusive: { zh: '应不大于', en: 'should be at most' },
  greaterThan: { zh: '应大于', en: 'should be more than' },
  greaterThanInclusive: { zh: '应不小于', en: 'should be at least' },
  in: { zh: '应为其中之一：', en: 'should be one of' },
  notIn: { zh: '不应为：', en: 'should be none of' },
  contains: { zh: '应包含', en: 'should hold' },
  doesNotContain: { zh: '不应包含', en: 'should not hold' },
  between: { zh: '应在以下范围内：', en: 'should be between' },
  containsAll: { zh: '应全部包含：', en: 'should hold all of' },
  containsAny: { zh: '应至少包含其一：', en: 'should hold one of' },
  consistsOf: { zh: '应恰好由以下组成：', en: 'should be exactly' },
  before: { zh: '应早于', en: 'should be before' },
  after: { zh: '应晚于', en: 'should be after' },
}

/** `微笑距离 8，应不小于 10`; of a field that is not shown, its name alone. */
function leafWords(leaf: Extract<Node, { kind: 'leaf' }>, lens: Lens): Message {
  const { fact, operator, value, other, isPrivate, isOtherPrivate } = leaf
  if (operator === 'present') {
    const isThere = fact.read(lens) !== undefined
    return isThere
      ? { zh: `“${fact.title.zh}”已填写`, en: `'${fact.title.en}' is filled in` }
      : { zh: `“${fact.title.zh}”没有填写`, en: `'${fact.title.en}' is not filled in` }
  }
  const words = OPERATOR_WORDS[operator] ?? { zh: operator, en: operator }
  const compared = other && (isOtherPrivate ? undefined : valueWords(other.read(lens), other, lens))
  const wanted = other ? (compared ?? other.title) : literalWords(value, fact, lens)
  const read = fact.read(lens)
  const found = isPrivate ? undefined : valueWords(read, fact, lens)
  const zh = found ? `${fact.title.zh} ${found.zh}` : fact.title.zh
  const en = found ? `${fact.title.en} ${found.en}` : fact.title.en
  return {
    zh: `${zh}，${words.zh}${/[：]$/.test(words.zh) ? '' : ' '}${wanted.zh}`,
    en: `${en}, ${words.en} ${wanted.en}`,
  }
}

function valueWords(value: Value | undefined, fact: Fact, lens: Lens): Message | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'object')
    return joined(
      value.map(one => scalarWords(one, fact, lens)),
      '、',
      ', ',
    )
  return scalarWords(value, fact, lens)
}

function scalarWords(value: string | number | boolean, fact: Fact, lens: Lens): Message {
  const type = fact.type === 'list' ? (fact.item ?? 'text') : fact.type
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (typeof value === 'string') return titleOf(value, fact, lens)
  const text = numberWords(value, type, lens.scope.zone)
  return { zh: text, en: text }
}

function numberWords(value: number, type: Fact['type'], zone: Zone): string {
  if (type === 'date-time') return timeText(value, zone)
  if (type === 'date') return formatDay(value)
  return type === 'time' ? clockText(value) : numberText(value)
}

/** What the rule asks for, as written there; choices by their titles. */
function literalWords(value: unknown, fact: Fact, lens: Lens): Message {
  if (Array.isArray(value))
    return joined(
      value.map((one: unknown) => literalWords(one, fact, lens)),
      '、',
      ', ',
    )
  if (isMap(value)) {
    const parts = Object.entries(value).map(([one, count]) => ({
      member: titleOf(one, fact, lens),
      count: String(count),
    }))
    return {
      zh: parts.map(part => `${part.member.zh} ${part.count}`).join('、'),
      en: parts.map(part => `${part.member.en} ${part.count}`).join(', '),
    }
  }
  if (typeof value === 'boolean') return scalarWords(value, fact, lens)
  return titleOf(typeof value === 'number' ? numberText(value) : String(value), fact, lens)
}
