/** Limits that nothing can reach, and those that everything meets; and limits just within reach, of which nothing is said. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import { FIXTURES } from '../support/bad-fixtures.ts'

const BASE = readFileSync(join(FIXTURES, 'base-pack.yaml'), 'utf8')

function told(yaml: string): readonly string[] {
  const files = [BASE, yaml].map((text, at) => parseYaml(text, `${at}.yaml`).file)
  const { diagnostics } = compile(files, { sha256: '' })
  return diagnostics.map(({ code, message }) => `${code}: ${message.en}`)
}

const standard = (rest: string) =>
  `parameters: { goal: { title: 目标, value: { 2024-01-01: 95%, 2025-01-01: 101% } } }\nstandards: { own: { title: 项, clauses: [S1-1], charge: { post: manager }, ${rest} } }\n`
const share = (rest: string) =>
  standard(`kind: share, over: { event: repair }, meeting: { urgent: true }, every: month, for: organisation, ${rest}`)
const often = (rest: string) => standard(`kind: frequency, event: repair, every: month, for: organisation, ${rest}`)
const outcome = (when: string) => `outcomes: { own: { title: 奖, when: ${when}, then: [ { type: commendation } ] } }\n`

describe('is told', () => {
  it.each([
    ['a share above a hundred', share('at-least: 101%'), 'never-reachable: At least 101 can never be reached'],
    [
      'a share whose parameter will be',
      share('at-least: { parameter: goal }'),
      'never-reachable: At least 101 can never be reached',
    ],
    ['a ceiling of everything', share('at-most: 100%'), 'always-met: This is always met'],
    ['more values than there are', often('distinct: class, at-least: 3'), "'class' has 2 choices"],
    ['more answers than yes and no', often('distinct: urgent, at-least: 3'), "'urgent' has 2 choices"],
    ['at least more than at most', often('at-least: 3, at-most: 2'), 'never-reachable: At least 3 and at most 2'],
    [
      'a score above a hundred',
      outcome('{ fact: score, operator: greaterThan, value: 100 }'),
      "never-applies: 'score' is between 0 and 100",
    ],
    [
      'in an any',
      outcome(
        '{ any: [ { fact: score, operator: lessThan, value: 0 }, { fact: missed.arrival, operator: equal, value: 1 } ] }',
      ),
      "never-applies: 'score' is between 0 and 100 and cannot be less than 0: this branch",
    ],
    [
      'fewer than none',
      outcome('{ fact: missed.arrival, operator: lessThan, value: 0 }'),
      "never-applies: 'missed.arrival' is never below 0",
    ],
  ])('%s', (_, yaml, words) => {
    const all = told(yaml)
    expect(all).toHaveLength(1)
    expect(all[0]).toContain(words)
  })
})

describe('nothing is said of', () => {
  it.each([
    ['a share of everything', share('at-least: 100%')],
    ['a ceiling just below', share('at-most: 99%')],
    ['as many values as there are', often('distinct: class, at-least: 2')],
    ['at least as many as at most', often('at-least: 2, at-most: 2')],
    ['a full score', outcome('{ fact: score, operator: greaterThanInclusive, value: 100 }')],
    ['no score at all', outcome('{ fact: score, operator: equal, value: 0 }')],
    ['none missed', outcome('{ fact: missed.arrival, operator: lessThanInclusive, value: 0 }')],
    ['a bound that has its days', often('at-least: { 2024-01-01: 3, 2025-01-01: 1 }, at-most: 2')],
  ])('%s', (_, yaml) => expect(told(yaml)).toEqual([]))
})
