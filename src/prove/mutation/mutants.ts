/**
 * A definition of a rule pack as written in, its mutants out: the same definition with one limit moved by a step, one operator
 * turned to its neighbour, one condition, exemption, branch or member left out. A test that notices none of them proves little.
 */

import { isMap } from '../../lib/map.ts'
import type { Message } from '../../model/message.ts'
import type { PathPart } from '../../model/source.ts'
import { type Step, stepsOf } from './steps.ts'

/** The part is left out. */
export const DROPPED = Symbol('dropped')

export interface Mutant {
  /** From the definition to the part that differs. */
  readonly path: readonly PathPart[]
  readonly becomes: unknown
  /** Names the mutant within its definition: `within → 31 minutes`, `when.all.1 → dropped`. */
  readonly change: string
  /** The example that would tell the two apart. */
  readonly example: Message
}

/** The values of parameters, as written. */
export type Parameters = ReadonlyMap<string, unknown>

type Path = readonly PathPart[]

/** Keys whose literals are limits. */
const LIMITS = new Set([
  ...['within', 'between', 'at-least-before', 'grace', 'at-least', 'at-most', 'minimum', 'covers', 'previous', 'trim'],
  ...['points', 'scale', 'add', 'marks', 'each', 'most', 'weight', 'weights', 'shares'],
])
/** Keys under which conditions stand. */
const CONDITIONS = new Set(['when', 'require', 'meeting', 'is'])
/** Keys that may be left out whole. */
const OPTIONAL = new Set([
  ...['when', 'require', 'unless', 'during', 'only', 'hours', 'distinct', 'after', 'before', 'absent'],
  ...['zero-on-any-failure', 'most', 'veto'],
])
/** Keys whose entries or members stand beside each other: each may be left out while another stays. */
const LISTS = new Set([
  ...[
    'except',
    'steps',
    'first',
    'choose',
    'earliest',
    'latest',
    'first-present',
    'all-of',
    'each-of',
    'only',
    'order',
  ],
  ...['from', 'sum', 'veto', 'standards'],
])

const NEIGHBOURS: Readonly<Record<string, string>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  lessThan: 'lessThanInclusive',
  lessThanInclusive: 'lessThan',
  greaterThan: 'greaterThanInclusive',
  greaterThanInclusive: 'greaterThan',
  before: 'lessThanInclusive',
  after: 'greaterThanInclusive',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
  containsAll: 'containsAny',
  containsAny: 'containsAll',
}

export function mutantsOf(definition: unknown, parameters: Parameters): readonly Mutant[] {
  return walk(definition, [], parameters)
}

function walk(value: unknown, path: Path, parameters: Parameters): readonly Mutant[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => walk(one, [...path, at], parameters))
  if (!isMap(value)) return []
  return Object.entries(value).flatMap(([key, part]) => ofEntry(key, part, [...path, key], parameters))
}

function ofEntry(key: string, part: unknown, path: Path, parameters: Parameters): readonly Mutant[] {
  const mutants: Mutant[] = []
  // What follows is not a condition, and no rule test tells when it is due.
  if (key === 'then') return []
  // Gates ask for records of a whole round; no rule test holds one.
  if (key === 'gates') return []
  if (OPTIONAL.has(key)) mutants.push(dropped(path, examplesOf(key)))
  if (LISTS.has(key)) mutants.push(...withoutEach(part, path))
  if (LIMITS.has(key) || (key === 'from' && typeof part === 'number')) mutants.push(...moved(part, path, parameters))
  if (CONDITIONS.has(key)) return [...mutants, ...ofCondition(part, path, parameters)]
  return [...mutants, ...walk(part, path, parameters)]
}

// --- conditions -----------------------------------------------------------------------------------------------------

function ofCondition(source: unknown, path: Path, parameters: Parameters): readonly Mutant[] {
  if (!isMap(source)) return []
  if ('fact' in source) return ofLeaf(source, path, parameters)
  for (const head of ['all', 'any'] as const) {
    const members = source[head]
    if (Array.isArray(members))
      return [
        ...withoutEach(members, [...path, head]),
        ...members.flatMap((one, at) => ofCondition(one, [...path, head, at], parameters)),
      ]
  }
  if ('not' in source) {
    const without = { path, becomes: source.not, change: `${path.join('.')}.not → dropped`, example: NEGATED }
    return [without, ...ofCondition(source.not, [...path, 'not'], parameters)]
  }
  return ofShortForm(source, path)
}

/** `{ class: [minor, indoor-small], place: on-campus }`. */
function ofShortForm(source: Readonly<Record<string, unknown>>, path: Path): readonly Mutant[] {
  const entries = Object.entries(source)
  const [only] = entries
  return [
    ...(entries.length > 1 ? withoutEach(source, path) : []),
    ...(entries.length === 1 && only ? [negated(only, path)] : []),
    ...entries.flatMap(([fact, value]) => withoutEach(value, [...path, fact])),
  ]
}

function negated([fact, value]: readonly [string, unknown], path: Path): Mutant {
  const operator = Array.isArray(value) ? 'notIn' : 'notEqual'
  const becomes = { fact, operator, value }
  return { path, becomes, change: `${path.join('.')} → ${operator}`, example: NEGATED }
}

function ofLeaf(source: Readonly<Record<string, unknown>>, path: Path, parameters: Parameters): readonly Mutant[] {
  const { operator, value } = source
  const neighbour = typeof operator === 'string' ? NEIGHBOURS[operator] : undefined
  const mutants: Mutant[] = []
  if (neighbour) mutants.push(turned(source, neighbour, path))
  if (operator === 'present') {
    const becomes = value === false
    const change = `${[...path, 'value'].join('.')} → ${becomes}`
    mutants.push({ path, becomes: { ...source, value: becomes }, change, example: NEGATED })
  }
  const at = [...path, 'value']
  return [...mutants, ...withoutEach(Array.isArray(value) ? value : undefined, at), ...moved(value, at, parameters)]
}

function turned(source: Readonly<Record<string, unknown>>, operator: string, path: Path): Mutant {
  const beside = isMap(source.value) ? JSON.stringify(source.value) : String(source.value)
  const isOrder = /Than|before|after/.test(operator)
  return {
    path: [...path, 'operator'],
    becomes: operator,
    change: `${[...path, 'operator'].join('.')} → ${operator}`,
    example: isOrder
      ? { zh: `“${source.fact}”恰好等于 ${beside} 的例子`, en: `a case whose ${source.fact} equals ${beside} exactly` }
      : NEGATED,
  }
}

const NEGATED: Message = {
  zh: '条件成立、不成立各一个例子，并写明应有的结论',
  en: 'a case for which the condition holds and one for which it does not, each with its verdict',
}

// --- limits ---------------------------------------------------------------------------------------------------------

function moved(value: unknown, path: Path, parameters: Parameters): readonly Mutant[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => moved(one, [...path, at], parameters))
  if (!isMap(value)) return stepsOf(value).map(step => movedTo(step, path))
  if (typeof value.parameter === 'string') return movedParameter(value.parameter, path, parameters)
  if ('fact' in value) return []
  // Dated values, marks by level, weights by group: each entry a limit of its own.
  return Object.entries(value).flatMap(([key, one]) => (isMap(one) ? [] : moved(one, [...path, key], parameters)))
}

function movedTo({ becomes, parting }: Step, path: Path): Mutant {
  return {
    path,
    becomes,
    change: `${path.join('.')} → ${becomes}`,
    example: { zh: `恰好为 ${parting} 的例子`, en: `a case measured at ${parting} exactly` },
  }
}

/** As if the rule had the moved value in place of the parameter. */
function movedParameter(name: string, path: Path, parameters: Parameters): readonly Mutant[] {
  const value = parameters.get(name)
  const latest = isMap(value) ? Object.values(value).at(-1) : value
  return stepsOf(latest).map(step => movedTo(step, path))
}

// --- parts left out -------------------------------------------------------------------------------------------------

function withoutEach(part: unknown, path: Path): readonly Mutant[] {
  const keys: readonly PathPart[] = Array.isArray(part) ? [...part.keys()] : isMap(part) ? Object.keys(part) : []
  const isExemption = path.at(-1) === 'except'
  if (keys.length < 2 && !isExemption) {
    // `all-of: { kind: [a, b] }`: the list stands one deeper.
    const [key] = keys
    return key !== undefined && isMap(part) ? withoutEach(part[String(key)], [...path, key]) : []
  }
  return keys.map(key => dropped([...path, key], isExemption ? EXEMPTED : beside(path, part, key)))
}

function beside(path: Path, part: unknown, key: PathPart): Message {
  const one = Array.isArray(part) ? part[Number(key)] : undefined
  const name = typeof one === 'string' || typeof one === 'number' ? String(one) : [...path, key].join('.')
  return { zh: `只有“${name}”起作用的例子`, en: `a case that '${name}' alone decides` }
}

const EXEMPTED: Message = { zh: '只因这条免责而免责的例子', en: 'a case that this exemption alone excuses' }

function examplesOf(key: string): Message {
  return { zh: `有没有“${key}”结论就不同的例子`, en: `a case whose verdict depends on '${key}'` }
}

function dropped(path: Path, example: Message): Mutant {
  return { path, becomes: DROPPED, change: `${path.join('.')} → dropped`, example }
}
