/** Conditions as the pack's compiler makes them, held against json-rules-engine, unknown facts included. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Dictionary } from '../../src/conditions/contract.ts'
import { compileFactCondition, type OutcomeFactType } from '../../src/conditions/outcome-facts.ts'
import { makeDecider } from '../../src/decide/engine.ts'
import { both, span, zone } from '../score/fixture.ts'

const TYPES: Readonly<Record<string, OutcomeFactType>> = {
  score: { type: 'number', title: both('score') },
  'missed.a': { type: 'number', title: both('missed.a') },
  grade: {
    type: 'choice',
    title: both('grade'),
    choices: new Map([
      ['good', both('good')],
      ['fail', both('fail')],
    ]),
  },
  'year.complete': { type: 'yes-no', title: both('year.complete') },
}

const place = { path: [], span: () => span, at: () => place }
const dictionary: Dictionary = {
  eventTypes: new Map(),
  parameters: new Map(),
  posts: new Map(),
  calendars: new Set(),
  zone,
  defaultCalendar: 'office',
  complain: (code, _place, message) => {
    throw new Error(`${code}: ${message.en}`)
  },
}

const leaf = fc.oneof(
  fc.record({
    fact: fc.constantFrom('score', 'missed.a'),
    operator: fc.constantFrom(
      'equal',
      'notEqual',
      'lessThan',
      'lessThanInclusive',
      'greaterThan',
      'greaterThanInclusive',
    ),
    value: fc.nat({ max: 3 }),
  }),
  fc.record({
    fact: fc.constantFrom('score'),
    operator: fc.constantFrom('between'),
    value: fc.constantFrom([1, 2], [0, 3]),
  }),
  fc.record({
    fact: fc.constantFrom('grade'),
    operator: fc.constantFrom('equal', 'notEqual'),
    value: fc.constantFrom('good', 'fail'),
  }),
  fc.record({
    fact: fc.constantFrom('grade'),
    operator: fc.constantFrom('in', 'notIn'),
    value: fc.constantFrom(['good'], ['good', 'fail']),
  }),
  fc.record({ fact: fc.constantFrom('grade', 'score'), operator: fc.constant('present'), value: fc.boolean() }),
  fc.record({ fact: fc.constant('year.complete'), operator: fc.constant('equal'), value: fc.boolean() }),
)
const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
  ),
}))
const facts = fc.record(
  {
    score: fc.nat({ max: 3 }),
    'missed.a': fc.nat({ max: 3 }),
    grade: fc.constantFrom('good', 'fail'),
    'year.complete': fc.boolean(),
  },
  { requiredKeys: [] },
)

it('agrees with the library on whatever is definite, and fires nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(tree, facts, async (source, known) => {
      const when = compileFactCondition(source, place, name => TYPES[name], Object.keys(TYPES), dictionary)
      if (!when) throw new Error('did not compile')
      const words = both('x')
      const rule = {
        id: 'x',
        title: words,
        clauses: [],
        when: { ...when, words },
        oncePer: 'period',
        // biome-ignore lint/suspicious/noThenProperty: the rule language's own word, and no function
        then: [],
        span,
      } as const
      const { fired, undecided } = await makeDecider([rule]).decide(known)
      expect(fired.has('x')).toBe(when.test(known) === true)
      expect(undecided.has('x')).toBe(when.test(known) === undefined)
    }),
    { numRuns: 2000 },
  )
})
