/** Two packs as written in, what of them differs, value by value, out. */

import { describe, expect, it } from 'vitest'
import { compareRules } from '../../src/compare/rules.ts'
import { inForceOn } from '../../src/load/in-force.ts'
import { parseYaml } from '../../src/load/yaml.ts'

const files = (...texts: readonly string[]) =>
  texts.map((text, at) => ({ ...parseYaml(text, `${at}.yaml`).file, layer: at }))
const changes = (before: string, after: string) => compareRules(files(before), files(after))

describe('definitions', () => {
  it('added, removed and changed, in the order of groups and ids', () => {
    const before = 'standards: { b: { title: 乙, within: 30 minutes }, a: { title: { zh: 甲, en: A } } }'
    const after = 'standards: { b: { title: 乙, within: 20 minutes } }\nparameters: { p: { title: 参, value: 1 } }'
    expect(changes(before, after)).toEqual([
      { group: 'standards', id: 'a', title: { zh: '甲', en: 'A' }, change: 'removed', values: [] },
      {
        group: 'standards',
        id: 'b',
        title: { zh: '乙', en: '乙' },
        change: 'changed',
        values: [{ path: 'within', before: '30 minutes', after: '20 minutes' }],
      },
      { group: 'parameters', id: 'p', title: { zh: '参', en: '参' }, change: 'added', values: [] },
    ])
  })
  it('the one that counts where a pack extends another', () => {
    const base = 'standards: { a: { title: 甲, within: 30 minutes } }'
    const own = 'standards: { a: { title: 甲, within: 10 minutes } }'
    expect(compareRules(files(base), files(base, own))).toMatchObject([{ id: 'a', change: 'changed' }])
  })
  it('blocks are one definition', () => {
    expect(
      changes('grades: { bands: { good: { from: 80 } } }', 'grades: { bands: { good: { from: 85 } } }'),
    ).toMatchObject([
      { group: 'grades', id: 'grades', values: [{ path: 'bands.good.from', before: '80', after: '85' }] },
    ])
  })
})

describe('values', () => {
  const values = (before: string, after: string) =>
    changes(`standards: { a: { ${before} } }`, `standards: { a: { ${after} } }`).flatMap(one => one.values)
  it.each([
    ['within: 30 minutes', 'within: 30 minutes', []],
    ['title: 甲, note: 一', 'title: 乙, note: 二', []],
    ['kind: x', 'kind: x, grace: 1 day', [{ path: 'grace', before: null, after: '1 day' }]],
    ['when: { class: [a, b] }', 'when: { class: [a] }', [{ path: 'when.class', before: '[a, b]', after: '[a]' }]],
    [
      'within: 30 minutes',
      'within: { 2025-01-01: 20 minutes }',
      [{ path: 'within', before: '30 minutes', after: '{ 2025-01-01: 20 minutes }' }],
    ],
    ['all: [ { a: 1 }, { b: 2 } ]', 'all: [ { a: 1 }, { b: 3 } ]', [{ path: 'all.1.b', before: '2', after: '3' }]],
    ['all: [ { a: 1 } ]', 'all: [ { a: 1 }, { b: 3 } ]', [{ path: 'all.1', before: null, after: '{ b: 3 }' }]],
  ])('%s against %s', (before, after, expected) => {
    expect(values(before, after)).toEqual(expected)
  })
})

describe('the values in force on a day', () => {
  const on = (day: string, text: string) => inForceOn(files(text), day)[0]?.value
  it.each([
    ['2024-06-30', '30 minutes'],
    ['2025-01-01', '20 minutes'],
    ['2026-01-01', '20 minutes'],
  ])('%s: %s', (day, value) => {
    expect(on(day, 'a: { within: { 2023-01-01: 30 minutes, 2025-01-01: 20 minutes } }')).toEqual({
      a: { within: value },
    })
  })
  it('before the first day they stay dated; a value that has ended is none', () => {
    expect(on('2022-01-01', 'a: { 2023-01-01: 1 }')).toEqual({ a: { '2023-01-01': 1 } })
    expect(on('2024-01-01', 'a: { 2023-01-01: 1, 2024-01-01: null }')).toEqual({ a: { '0001-01-01': null } })
  })
  it('dates of calendars are no dated values', () => {
    const calendar =
      'calendars: { office: { dates: { 2024-02-09: [ 08:30-12:00 ], 2024-12-24: closed, 2024-01-15..2024-02-25: closed } } }'
    expect(on('2025-01-01', calendar)).toEqual(files(calendar)[0]?.value)
  })
})
