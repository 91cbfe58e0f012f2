/** A `require` condition in, its verdict with what failed or is not known, in words, out. */

import type { Comparison, Condition, Names, Truth } from '../conditions/contract.ts'
import type { OperatorName } from '../conditions/operators.ts'
import type { Lens } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { TraceStep } from '../model/trace.ts'
import type { Quantity } from '../model/value.ts'
import type { Reader } from './reader.ts'
import { conditionStep } from './trace.ts'
import { literalWords, valueWords } from './value-words.ts'
import { joined } from './words.ts'

export interface Demand {
  readonly truth: Truth
  readonly words: Message
  /** Where the demand is a single comparison of numbers. */
  readonly measured?: Quantity
  readonly limit?: Quantity
}

export interface CompiledDemand {
  readonly whole: Condition
  test(lens: Lens): Demand
}

/** Undefined has been complained about. */
export function compileDemand(source: unknown, names: Names, place: Place, reader: Reader): CompiledDemand | undefined {
  const whole = reader.condition(source, names, place)
  return whole && { whole, test: lens => demandOf(whole, lens) }
}

/** The demand with what it saw; none where nothing more is demanded. */
export function demandSteps(demand: CompiledDemand | undefined, lens: Lens): readonly TraceStep[] {
  return demand ? [conditionStep('requirement', demand.whole, lens)] : []
}

function demandOf(root: Condition, lens: Lens): Demand {
  const truth = root.test(lens)
  const { tree } = root
  const figures = tree.kind === 'comparison' ? figuresOf(tree, lens) : {}
  if (truth === undefined) return { truth, words: unknownWords(root, lens), ...figures }
  if (truth)
    return {
      truth,
      words:
        tree.kind === 'comparison' ? leafWords(tree, lens) : { zh: '各项要求均符合', en: 'all that is required holds' },
      ...figures,
    }
  return { truth, words: failedWords(root, lens), ...figures }
}

function figuresOf(
  { fact, value, other }: Comparison,
  lens: Lens,
): { readonly measured?: Quantity; readonly limit?: Quantity } {
  const measured = fact.type === 'number' && !fact.isPrivate ? fact.read(lens) : undefined
  const limit = other?.isPrivate ? undefined : other ? other.read(lens) : value
  return {
    ...(typeof measured === 'number' ? { measured: { value: measured, unit: 'number' as const } } : {}),
    ...(fact.type === 'number' && typeof limit === 'number'
      ? { limit: { value: limit, unit: 'number' as const } }
      : {}),
  }
}

/** What does not hold, comparison by comparison. */
function failedWords({ tree }: Condition, lens: Lens): Message {
  if (tree.kind === 'comparison') return leafWords(tree, lens)
  if (tree.kind === 'not') return deniedWords(tree.part, lens)
  const failed = tree.parts.filter(part => part.test(lens) === false)
  if (tree.kind === 'all')
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

const OPPOSITES: Readonly<Partial<Record<OperatorName, OperatorName>>> = {
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
function deniedWords(node: Condition, lens: Lens): Message {
  const { tree } = node
  const opposite = tree.kind === 'comparison' ? OPPOSITES[tree.operator] : undefined
  if (tree.kind === 'comparison' && opposite !== undefined) return leafWords({ ...tree, operator: opposite }, lens)
  return wrapped('不应出现：', 'should not be: ', describe(node, lens))
}

function describe({ tree }: Condition, lens: Lens): Message {
  if (tree.kind === 'comparison') return leafWords(tree, lens)
  if (tree.kind === 'not') return wrapped('非', 'not ', describe(tree.part, lens))
  return joined(
    tree.parts.map(part => describe(part, lens)),
    '，',
    ', ',
  )
}

function wrapped(zh: string, en: string, message: Message): Message {
  return { zh: zh + message.zh, en: en + message.en }
}

/** The facts whose blanks leave it open. */
function unknownWords(node: Condition, lens: Lens): Message {
  const titles = new Map(unknownLeaves(node, lens).map(leaf => [leaf.fact.title.zh, leaf.fact.title]))
  const names = joined([...titles.values()], '、', ', ')
  return { zh: `缺少资料：${names.zh}`, en: `not recorded: ${names.en}` }
}

function unknownLeaves(node: Condition, lens: Lens): readonly Comparison[] {
  const { tree } = node
  if (node.test(lens) !== undefined) return []
  if (tree.kind === 'comparison') return [tree]
  return tree.kind === 'not' ? unknownLeaves(tree.part, lens) : tree.parts.flatMap(part => unknownLeaves(part, lens))
}

const OPERATOR_WORDS: Readonly<Record<Exclude<OperatorName, 'present'>, Message>> = {
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
function leafWords({ fact, operator, value, other }: Comparison, lens: Lens): Message {
  if (operator === 'present') {
    const isThere = fact.read(lens) !== undefined
    return isThere
      ? { zh: `“${fact.title.zh}”已填写`, en: `'${fact.title.en}' is filled in` }
      : { zh: `“${fact.title.zh}”没有填写`, en: `'${fact.title.en}' is not filled in` }
  }
  const words = OPERATOR_WORDS[operator]
  const compared = other && (other.isPrivate ? undefined : valueWords(other.read(lens), other, lens))
  const wanted = other ? (compared ?? other.title) : literalWords(value, fact, lens)
  const read = fact.read(lens)
  const found = fact.isPrivate ? undefined : valueWords(read, fact, lens)
  const zh = found ? `${fact.title.zh} ${found.zh}` : fact.title.zh
  const en = found ? `${fact.title.en} ${found.en}` : fact.title.en
  return {
    zh: `${zh}，${words.zh}${/[：]$/.test(words.zh) ? '' : ' '}${wanted.zh}`,
    en: `${en}, ${words.en} ${wanted.en}`,
  }
}
