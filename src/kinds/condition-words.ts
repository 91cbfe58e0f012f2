/** A condition in, the words for what it asks out. */

import type { Comparison, Condition, Fact } from '../conditions/contract.ts'
import type { OperatorName } from '../conditions/operators.ts'
import type { Message } from '../model/message.ts'
import { literalWords } from './value-words.ts'
import { joined, plain, quoted } from './words.ts'

const VERBS: Readonly<Record<Exclude<OperatorName, 'present'>, Message>> = {
  equal: { zh: '为', en: 'is' },
  notEqual: { zh: '不为', en: 'is not' },
  lessThan: { zh: '小于', en: 'is less than' },
  lessThanInclusive: { zh: '不大于', en: 'is at most' },
  greaterThan: { zh: '大于', en: 'is more than' },
  greaterThanInclusive: { zh: '不小于', en: 'is at least' },
  in: { zh: '为', en: 'is' },
  notIn: { zh: '不为', en: 'is none of' },
  contains: { zh: '包含', en: 'holds' },
  doesNotContain: { zh: '不包含', en: 'does not hold' },
  between: { zh: '在以下之间：', en: 'is within' },
  before: { zh: '早于', en: 'is before' },
  after: { zh: '晚于', en: 'is after' },
  containsAll: { zh: '全部包含', en: 'holds all of' },
  containsAny: { zh: '包含', en: 'holds' },
  consistsOf: { zh: '恰好由以下组成：', en: 'is exactly' },
}

const TIME_VERBS: Readonly<Partial<Record<OperatorName, Message>>> = {
  lessThan: { zh: '早于', en: 'is before' },
  lessThanInclusive: { zh: '不晚于', en: 'is not later than' },
  greaterThan: { zh: '晚于', en: 'is after' },
  greaterThanInclusive: { zh: '不早于', en: 'is not earlier than' },
}

/** `isInner`: among others, where several parts need brackets. */
export function conditionWords({ tree }: Condition, isInner = false): Message {
  if (tree.kind === 'comparison') return comparisonWords(tree)
  if (tree.kind === 'not') {
    const { zh, en } = conditionWords(tree.part)
    return { zh: `不属于（${zh}）`, en: `not (${en})` }
  }
  const words = gathered(flat(tree.parts, tree.kind), tree.kind)
  if (words.length === 1) return words[0] ?? plain('')
  const whole = tree.kind === 'all' ? joined(words, '，且', ' and ') : joined(words, '，或', ' or ')
  return isInner ? { zh: `（${whole.zh}）`, en: `(${whole.en})` } : whole
}

/** What stands within its like needs no brackets. */
function flat(parts: readonly Condition[], kind: 'all' | 'any'): readonly Condition[] {
  return parts.flatMap(part => (part.tree.kind === kind ? flat(part.tree.parts, kind) : [part]))
}

/** Neighbours of which the same is asked stand together: `“甲”、“乙”均已填写`. */
function gathered(parts: readonly Condition[], kind: 'all' | 'any'): readonly Message[] {
  const runs: { readonly same: string; readonly parts: Condition[] }[] = []
  for (const part of parts) {
    const same = sameness(part)
    const last = runs.at(-1)
    if (last && same !== '' && last.same === same) last.parts.push(part)
    else runs.push({ same, parts: [part] })
  }
  return runs.map(({ parts: run }) => {
    const titles = run.flatMap(({ tree }) => (tree.kind === 'comparison' ? [quoted(tree.fact.title)] : []))
    const [first] = run
    if (!first) return plain('')
    if (run.length === 1 || first.tree.kind !== 'comparison') return conditionWords(first, true)
    const predicate = predicateWords(first.tree)
    const all = kind === 'all'
    const names = all ? joined(titles, '、', ', ') : joined(titles, '或', ' or ')
    return {
      zh: `${names.zh}${all ? '均' : ''}${predicate.zh}`,
      en: `${names.en} ${all ? predicate.en.replace(/^is /, 'are all ') : predicate.en}`,
    }
  })
}

/** Nothing for comparisons that are not told together. */
function sameness({ tree }: Condition): string {
  if (tree.kind !== 'comparison' || tree.other) return ''
  if (tree.operator === 'present') return `present ${tree.value !== false}`
  if (tree.fact.type === 'yes-no' && typeof tree.value === 'boolean')
    return `yes ${(tree.operator === 'equal') === tree.value}`
  return ''
}

export function comparisonWords(comparison: Comparison): Message {
  const title = quoted(comparison.fact.title)
  const predicate = predicateWords(comparison)
  return { zh: `${title.zh}${predicate.zh}`, en: `${title.en} ${predicate.en}` }
}

function predicateWords({ fact, operator, value, other }: Comparison): Message {
  if (operator === 'present')
    return value === false ? { zh: '未填写', en: 'is not filled in' } : { zh: '已填写', en: 'is filled in' }
  if (fact.type === 'yes-no' && typeof value === 'boolean')
    return (operator === 'equal') === value ? { zh: '为“是”', en: 'is yes' } : { zh: '为“否”', en: 'is no' }
  const values = (Array.isArray(value) ? value : [value]).map((one: unknown) => oneOf(one, fact))
  if (operator === 'between' && !other) {
    const [low, high] = values
    return { zh: `在${low?.zh} 至${high?.zh} 之间`, en: `is between ${low?.en} and ${high?.en}` }
  }
  const verb = (isTime(fact) ? TIME_VERBS[operator] : undefined) ?? VERBS[operator]
  if (other) {
    const { zh, en } = quoted(other.title)
    return { zh: `${verb.zh}${zh}`, en: `${verb.en} ${en}` }
  }
  const isChoosing = operator === 'in' || operator === 'containsAny'
  const wanted = isChoosing ? joined(values, '或', ' or ') : joined(values, '、', ', ')
  return { zh: `${verb.zh}${wanted.zh}`, en: `${verb.en} ${wanted.en}` }
}

/** Choices stand in quotes, numbers after a gap. */
function oneOf(value: unknown, fact: Fact): Message {
  const words = literalWords(value, fact)
  if (typeof value === 'string' && fact.choices) return quoted(words)
  return { zh: /^[\w\d]/.test(words.zh) ? ` ${words.zh}` : words.zh, en: words.en }
}

function isTime({ type }: Fact): boolean {
  return type === 'date' || type === 'date-time' || type === 'time'
}
