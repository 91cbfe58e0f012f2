/** A definition in, the small changes of it out. */

import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { DROPPED, mutantsOf } from '../../../src/prove/mutation/mutants.ts'
import { changed } from '../../../src/prove/mutation/replant.ts'
import { stepsOf } from '../../../src/prove/mutation/steps.ts'

describe('the next literals', () => {
  it.each([
    [30, [31, 29]],
    [0.5, [0.6, 0.4]],
    ['30 minutes', ['31 minutes', '29 minutes']],
    ['3个工作日', ['4个工作日', '2个工作日']],
    ['0.5 hours', ['0.6 hours', '0.4 hours']],
    ['95%', ['96%', '94%']],
    ['100%', ['99%']],
    ['0 minutes', ['1 minutes']],
    ['08:30', ['08:31', '08:29']],
    ['00:00', ['00:01', '23:59']],
    ['month', []],
    ['2024-03-05', []],
    [true, []],
    [undefined, []],
  ])('of %j are %j', (literal, expected) => {
    expect(stepsOf(literal).map(step => step.becomes)).toEqual(expected)
  })
  it('name the measure at which a case parts them', () => {
    expect(stepsOf('30 minutes').map(step => step.parting)).toEqual(['31 minutes', '30 minutes'])
  })
})

describe('the changes', () => {
  const parameters = new Map<string, unknown>([
    ['prompt', '24 hours'],
    ['dated', { '2023-01-01': '2 days', '2024-01-01': '1 day' }],
    ['often', 'month'],
  ])
  it.each<[string, readonly string[]]>([
    ['within: 30 minutes', ['within → 31 minutes', 'within → 29 minutes']],
    ['within: { 2023-01-01: 40 minutes }', ['within.2023-01-01 → 41 minutes', 'within.2023-01-01 → 39 minutes']],
    ['within: { parameter: prompt }', ['within → 25 hours', 'within → 23 hours']],
    ['within: { parameter: dated }', ['within → 2 day', 'within → 0 day']],
    ['every: { parameter: often }', []],
    [
      'between: [ 7 days, 8 days ]',
      ['between.0 → 8 days', 'between.0 → 6 days', 'between.1 → 9 days', 'between.1 → 7 days'],
    ],
    ['when: { kind: a }', ['when → dropped', 'when → notEqual']],
    ['when: { kind: [a, b] }', ['when → dropped', 'when → notIn', 'when.kind.0 → dropped', 'when.kind.1 → dropped']],
    ['when: { kind: a, random: true }', ['when → dropped', 'when.kind → dropped', 'when.random → dropped']],
    [
      'require: { fact: n, operator: lessThan, value: 3 }',
      ['require → dropped', 'require.operator → lessThanInclusive', 'require.value → 4', 'require.value → 2'],
    ],
    ['require: { fact: n, operator: present }', ['require → dropped', 'require.value → false']],
    ['require: { not: { kind: a } }', ['require → dropped', 'require.not → dropped', 'require.not → notEqual']],
    [
      'require: { any: [ { a: 1 }, { b: 2 } ] }',
      [
        'require → dropped',
        'require.any.0 → dropped',
        'require.any.1 → dropped',
        'require.any.0 → notEqual',
        'require.any.1 → notEqual',
      ],
    ],
    [
      'except: { storm: { when: { storm: true } } }',
      ['except.storm → dropped', 'except.storm.when → dropped', 'except.storm.when → notEqual'],
    ],
    ['all-of: { kind: [a, b] }', ['all-of.kind.0 → dropped', 'all-of.kind.1 → dropped']],
    ['steps: [a, b, c]', ['steps.0 → dropped', 'steps.1 → dropped', 'steps.2 → dropped']],
    ['charge: technician', []],
    ['title: { zh: 三十分钟, en: 30 minutes }', []],
    ['then: [ { type: rectification, within: 2 months } ]', []],
  ])('of %s', (source, expected) => {
    expect(mutantsOf(parse(source), parameters).map(one => one.change)).toEqual(expected)
  })

  it.each([
    [
      '{ require: { fact: n, operator: lessThan, value: 3 }, a: 1 }',
      'require.operator → lessThanInclusive',
      '{ require: { fact: n, operator: lessThanInclusive, value: 3 }, a: 1 }',
    ],
    ['{ within: { parameter: prompt } }', 'within → 25 hours', '{ within: 25 hours }'],
    ['{ when: { kind: [a, b] } }', 'when.kind.0 → dropped', '{ when: { kind: [b] } }'],
    ['{ when: { kind: a }, a: 1 }', 'when → dropped', '{ a: 1 }'],
    [
      '{ require: { fact: n, operator: present } }',
      'require.value → false',
      '{ require: { fact: n, operator: present, value: false } }',
    ],
  ])('%s with %s', (source, change, expected) => {
    const definition: unknown = parse(source)
    const mutant = mutantsOf(definition, parameters).find(one => one.change === change)
    expect(changed(definition, mutant)).toEqual(parse(expected))
  })

  it('leave the definition itself as it is', () => {
    const definition: unknown = parse('{ within: 30 minutes, when: { kind: [a, b] } }')
    const before = structuredClone(definition)
    for (const mutant of mutantsOf(definition, parameters)) changed(definition, mutant)
    expect(definition).toEqual(before)
    expect(changed(definition, undefined)).toBe(definition)
    expect(DROPPED.description).toBe('dropped')
  })
})
