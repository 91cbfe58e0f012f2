/** What is told of two conditions without a record must be true of every record: generated conditions and records. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimsOf, firstConflict, implies, opposite } from '../../src/compile/lint/claims.ts'
import { holdsAlways } from '../../src/compile/lint/contradictions.ts'
import { makeImplyIndex } from '../../src/compile/lint/imply-index.ts'
import { vocabularyOf } from '../../src/compile/lint/vocabulary.ts'
import { PLACE, world } from '../conditions/support.ts'

const TYPE = {
  id: 'thing',
  fields: {
    cost: 'number',
    done: 'yes-no',
    class: { type: 'choice', choices: ['a', 'b', 'c'] },
    tags: { type: 'list', item: 'text' },
    begun: 'time',
  },
  derive: {
    tagged: { count: 'tags' },
    total: { sum: ['tagged', { value: 2 }] },
    minus: { difference: ['tagged', 'total'] },
    times: { product: ['tagged', 'minus'] },
    share: { percent: { part: 'tagged', of: 'total' } },
    either: { choose: [{ when: { done: true }, take: 'tagged' }, { take: 'total' }] },
  },
} as const

const asked = world([TYPE])
const vocabulary = vocabularyOf({ event: asked.type }, asked.language)

const number = fc.integer({ min: -2, max: 4 })
const letter = fc.constantFrom('a', 'b', 'c', 'A', 'b号')
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 3 })

const record = fc.record(
  {
    cost: number,
    done: fc.boolean(),
    class: fc.constantFrom('a', 'b', 'c'),
    tags: fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 }),
    begun: fc.constantFrom(0, 3600, 86_400),
  },
  { requiredKeys: [] },
)

const NUMBERS = ['cost', 'cost', 'tagged', 'total', 'minus', 'times', 'share', 'either'] as const
const leaf = fc.oneof(
  fc.record({
    fact: fc.constantFrom(...NUMBERS),
    operator: fc.constantFrom(
      'equal',
      'notEqual',
      'lessThan',
      'lessThanInclusive',
      'greaterThan',
      'greaterThanInclusive',
    ),
    value: fc.oneof(
      { weight: 4, arbitrary: number },
      { weight: 1, arbitrary: fc.constantFrom({ fact: 'tagged' }, { fact: 'total' }) },
    ),
  }),
  fc.record({ fact: fc.constantFrom(...NUMBERS), operator: fc.constantFrom('in', 'notIn'), value: some(number) }),
  fc.record({ fact: fc.constantFrom(...NUMBERS), operator: fc.constant('between'), value: fc.tuple(number, number) }),
  fc.record({
    fact: fc.constant('begun'),
    operator: fc.constantFrom('before', 'after'),
    value: fc.constantFrom('00:00', '01:00', '24:00'),
  }),
  fc.record({ fact: fc.constantFrom('cost', 'class', 'done'), operator: fc.constant('present'), value: fc.boolean() }),
  fc.record({ fact: fc.constant('class'), operator: fc.constantFrom('in', 'notIn'), value: some(letter) }),
  fc.record({ done: fc.boolean() }),
  fc.record({ class: fc.oneof(letter, some(letter)), done: fc.boolean() }),
)

interface Node {
  readonly [key: string]: unknown
}

const { condition } = fc.letrec<{ condition: Node }>(tie => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf as fc.Arbitrary<Node>,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

const claims = (source: Node) => claimsOf(source, PLACE, vocabulary)
const RUNS = { numRuns: 6_000, seed: 20_240_630 }

describe('what is told of conditions', () => {
  it('that can never hold: they hold of no record', () => {
    let told = 0
    fc.assert(
      fc.property(condition, condition, fc.array(record, { minLength: 3, maxLength: 3 }), (one, other, records) => {
        if (!firstConflict([...claims(one), ...claims(other)])) return
        told++
        for (const values of records) expect(asked.test({ all: [one, other] }, values)).not.toBe(true)
      }),
      RUNS,
    )
    expect(told).toBeGreaterThan(200)
  })

  it('that always hold: they fail of no record', () => {
    let told = 0
    fc.assert(
      fc.property(condition, fc.array(record, { minLength: 3, maxLength: 3 }), (source, records) => {
        if (!holdsAlways(source, PLACE, vocabulary)) return
        told++
        for (const values of records) expect(asked.test(source, values)).not.toBe(false)
      }),
      RUNS,
    )
    expect(told).toBeGreaterThan(50)
  })

  it('that follow from others: they fail of no record of which those hold', () => {
    let told = 0
    fc.assert(
      fc.property(condition, condition, fc.array(record, { minLength: 3, maxLength: 3 }), (premise, goal, records) => {
        if (!implies(claims(premise), claims(goal), vocabulary)) return
        told++
        for (const values of records) {
          if (asked.test(premise, values) === true) expect(asked.test(goal, values)).not.toBe(false)
        }
      }),
      RUNS,
    )
    expect(told).toBeGreaterThan(200)
  })

  it('that follow from others: none of them is passed over where many are held against many', () => {
    let told = 0
    fc.assert(
      fc.property(fc.array(condition, { minLength: 2, maxLength: 8 }), sources => {
        const all = sources.map(claims)
        const index = makeImplyIndex(all, vocabulary)
        for (const premise of all) {
          const found = index.impliedBy(premise)
          const implied = [...all.keys()].filter(at => implies(premise, all[at] ?? [], vocabulary))
          told += implied.length
          expect(found).toEqual(found.toSorted((one, other) => one - other))
          expect(implied.filter(at => !found.includes(at))).toEqual([])
        }
      }),
      RUNS,
    )
    expect(told).toBeGreaterThan(20_000)
  })

  it('that are each other’s opposite: exactly one holds of a known fact', () => {
    let told = 0
    fc.assert(
      fc.property(leaf, record, (source, values) => {
        const [claim, ...more] = claims(source as Node)
        const other = claim && opposite(claim)
        if (!claim || !other || more.length > 0 || claim.kind === 'whole') return
        const truth = asked.test(source, values)
        const value = asked.read(claim.name, values)
        if (truth === undefined || value === undefined || typeof value === 'object') return
        told++
        const { name, fact, at } = claim
        const known = { kind: 'one-of', values: [value], name, fact, at, source: value } as const
        expect(implies([known], [truth ? claim : other], vocabulary)).toBe(true)
        expect(firstConflict([known, truth ? other : claim])).toBeDefined()
      }),
      RUNS,
    )
    expect(told).toBeGreaterThan(500)
  })
})
