/** The numbers of a pack: each with its id, its words, its values and where it stands. */

import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { isMap } from '../../src/lib/map.ts'
import type { RuleNumber } from '../../src/limits/number.ts'
import { numbersOf } from '../../src/limits/numbers.ts'
import { definitionsOf } from '../../src/limits/written.ts'
import { loadPack } from '../../src/load/pack.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import { SHIPPED_RULES } from '../../src/prepare.ts'
import { SMALL_PACK } from '../support/small-pack.ts'

function numbers(text: string): readonly RuleNumber[] {
  const { file, diagnostics: unread } = parseYaml(text, 'pack.yaml')
  const { rulebook, diagnostics } = compile([file], { sha256: '' })
  expect([...unread, ...diagnostics].filter(({ severity }) => severity === 'error')).toEqual([])
  return rulebook ? numbersOf([file], rulebook) : []
}

describe('the shipped pack', () => {
  const { files, sha256 } = loadPack(SHIPPED_RULES)
  const { rulebook } = compile(files, { sha256 })
  if (!rulebook) throw new Error('the shipped pack has errors')
  const all = numbersOf(files, rulebook)

  it('gives each number an id of its own', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(400)
  })

  it('lists every number that stands where a number can be dated', () => {
    const listed = new Set(all.map(({ path }) => path.join('.')))
    const keys = new Set(['within', 'between', 'at-least-before', 'grace', 'at-least', 'at-most', 'minimum', 'trim'])
    for (const key of ['covers', 'scale', 'marks', 'each', 'most', 'weight', 'weights', 'shares', 'amount'])
      keys.add(key)
    const literals = (value: unknown, path: readonly (string | number)[], isNumber: boolean): readonly string[] => {
      if (Array.isArray(value)) return value.flatMap((one, at) => literals(one, [...path, at], isNumber))
      if (!isMap(value)) return isNumber && value !== undefined ? [path.join('.')] : []
      if ('fact' in value) return []
      if (isNumber && ('parameter' in value || 'previous' in value)) return []
      return Object.entries(value).flatMap(([key, one]) => literals(one, [...path, key], isNumber || keys.has(key)))
    }
    const groups = ['standards', 'scorecards', 'outcomes', 'cascades'] as const
    const written = groups.flatMap(group =>
      definitionsOf(files, group).flatMap(({ source, path }) => {
        const { when: _, require: __, except: ___, for: ____, ...rest } = source
        return literals(rest, path, false)
      }),
    )
    expect(written.length).toBeGreaterThan(250)
    expect(written.filter(path => !listed.has(path))).toEqual([])
  })

  it('has words in both languages for each', () => {
    const wordless = all.filter(({ title, item }) => [title.zh, title.en].includes('') || item.zh.includes('undefined'))
    expect(wordless.map(({ id }) => id)).toEqual([])
  })
})

const row = (all: readonly RuleNumber[], id: string) => {
  const found = all.find(one => one.id === id)
  if (!found) throw new Error(`${id} is not among ${all.map(one => one.id).join(', ')}`)
  const { title, item, charge, column, measure, entries, lock, since } = found
  return { title: title.en, item: item.en, charge: charge.en, column, measure, entries, lock: lock?.why, since }
}

describe('a number', () => {
  const all = numbers(`${SMALL_PACK}sources:
  X: { title: Promises, effective: { from: 2018-05-01 }, clauses: { X-1: { text: Fast } } }
parameters:
  prompt: { title: { zh: 及时, en: Promptly }, value: { 2020-01-01: 24 hours, 2024-01-01: 12 hours }, by-site: { east: 6 hours }, clauses: [X-1] }
  prize: { title: { zh: 奖金, en: Prize }, clauses: [X-1] }
standards:
  on-time:
    title: { zh: 准时, en: On time }
    clauses: [X-1]
    kind: deadline
    event: repair
    from: reported_at
    to: arrived_at
    within:
      2019-01-01: 40 minutes
      2024-01-01: 30 minutes # 总经理办公会第三次会议
    grace: 1 minute
    charge: technician
  soon: { title: { zh: 及时, en: Soon }, clauses: [X-1], kind: deadline, event: repair, effective: { from: 2021-01-01 }, from: reported_at, to: arrived_at, within: { parameter: prompt }, grace: 2 minutes, charge: technician }
outcomes:
  paid: { title: { zh: 奖, en: Paid }, clauses: [X-1], when: { fact: missed.soon, operator: equal, value: 0 }, then: [ { type: bonus, amount: { parameter: prize } } ] }
`)

  it('that is dated has its history, with the reason beside a value', () => {
    expect(row(all, 'on-time.within')).toEqual({
      title: 'On time',
      item: 'Within',
      charge: expect.stringMatching(/^whoever/),
      column: 'term',
      measure: 'duration',
      entries: [
        { from: '2019-01-01', value: '40 minutes' },
        { from: '2024-01-01', value: '30 minutes', reason: '总经理办公会第三次会议' },
      ],
      lock: undefined,
      since: '2018-05-01',
    })
  })

  it('without a date holds since its source does, or since the standard does', () => {
    expect(row(all, 'on-time.grace')).toMatchObject({
      entries: [{ from: null, value: '1 minute' }],
      since: '2018-05-01',
    })
    expect(row(all, 'soon.grace')).toMatchObject({ since: '2021-01-01' })
  })

  it('of a parameter is changed at the parameter', () => {
    expect(row(all, 'soon.within')).toMatchObject({ lock: 'parameter', measure: 'duration' })
    expect(row(all, 'parameter:prompt')).toMatchObject({ item: 'Soon', lock: undefined, column: 'term' })
    expect(row(all, 'parameter:prompt.by-site.east')).toMatchObject({ entries: [{ from: null, value: '6 hours' }] })
  })

  it('that was never set is of the kind that its use wants', () => {
    expect(row(all, 'parameter:prize')).toMatchObject({ entries: [], measure: 'number', column: 'amount' })
    expect(row(all, 'outcome:paid.bonus.amount')).toMatchObject({ entries: [], lock: 'parameter' })
  })
})
