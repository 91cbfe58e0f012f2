/** On fully known facts a condition's verdict is json-rules-engine's own: 12,000 generated pairs. */

import fc from 'fast-check'
import { Engine } from 'json-rules-engine'
import { describe, expect, it } from 'vitest'
import type { Value } from '../../src/model/value.ts'
import { world } from './support.ts'

const TYPE = {
  id: 'thing',
  fields: {
    count: 'number',
    limit: 'number',
    name: 'text',
    label: 'text',
    done: 'yes-no',
    class: { type: 'choice', choices: ['a', 'b', 'c'] },
    tags: { type: 'list', item: 'text' },
    scores: { type: 'list', item: 'number' },
  },
} as const

const number = fc.integer({ min: -3, max: 3 })
const word = fc.constantFrom('a', 'b', 'c', 'ab', '')
const letter = fc.constantFrom('a', 'b', 'c')

const facts = fc.record({
  count: number,
  limit: number,
  name: fc.constantFrom('a', 'b', 'ab', 'x'),
  label: fc.constantFrom('a', 'b', 'ab', 'x'),
  done: fc.boolean(),
  class: letter,
  tags: fc.array(
    word.filter(text => text !== ''),
    { maxLength: 3 },
  ),
  scores: fc.array(number, { maxLength: 3 }),
})

const equality = fc.constantFrom('equal', 'notEqual')
const order = fc.constantFrom('lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive')
const membership = fc.constantFrom('in', 'notIn')
const containment = fc.constantFrom('contains', 'doesNotContain')
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 3 })

const leaf = fc.oneof(
  fc.record({
    fact: fc.constant('count'),
    operator: fc.oneof(equality, order),
    value: fc.oneof(number, fc.constant({ fact: 'limit' })),
  }),
  fc.record({
    fact: fc.constant('count'),
    operator: membership,
    value: fc.oneof(some(number), fc.constant({ fact: 'scores' })),
  }),
  fc.record({
    fact: fc.constantFrom('name', 'label'),
    operator: equality,
    value: fc.oneof(fc.constantFrom('a', 'b', 'x'), fc.constant({ fact: 'label' })),
  }),
  fc.record({ fact: fc.constant('name'), operator: membership, value: some(fc.constantFrom('a', 'b', 'ab')) }),
  fc.record({ fact: fc.constant('done'), operator: equality, value: fc.boolean() }),
  fc.record({ fact: fc.constant('class'), operator: equality, value: letter }),
  fc.record({
    fact: fc.constant('class'),
    operator: membership,
    value: fc.oneof(some(letter), fc.constant({ fact: 'tags' })),
  }),
  fc.record({
    fact: fc.constant('tags'),
    operator: containment,
    value: fc.oneof(letter, fc.constant({ fact: 'name' })),
  }),
  fc.record({
    fact: fc.constant('scores'),
    operator: containment,
    value: fc.oneof(number, fc.constant({ fact: 'count' })),
  }),
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

async function oracle(source: Node, values: Readonly<Record<string, Value>>): Promise<boolean> {
  const top = 'all' in source || 'any' in source ? source : { all: [source] }
  const engine = new Engine([{ conditions: top as never, event: { type: 'holds' } }])
  const { events } = await engine.run(values)
  return events.length === 1
}

describe('conditions against json-rules-engine', () => {
  it('agree on 12,000 generated pairs of condition and fully known facts', async () => {
    let held = 0
    await fc.assert(
      fc.asyncProperty(condition, facts, async (source, values) => {
        const asked = world([TYPE])
        const ours = asked.test(source, values)
        expect(asked.complaints).toEqual([])
        const theirs = await oracle(source, values)
        if (theirs) held++
        expect(ours).toBe(theirs)
      }),
      { numRuns: 12_000, seed: 20_240_630 },
    )
    // Both verdicts must occur often, or nothing was compared.
    expect(held).toBeGreaterThan(2_000)
    expect(held).toBeLessThan(10_000)
  })
})
