/** Values in the text of a rule file dated: the old one keeps its place and its comments, nothing else changes. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type DatedEdit, editDated } from '../../src/limits/edit.ts'
import { reasonBeside } from '../../src/limits/written.ts'
import { parseYaml } from '../../src/load/yaml.ts'

const EDIT = { day: '2025-09-01', since: '2020-01-01' } as const

function edit(text: string, path: string, more: Pick<DatedEdit, 'value' | 'reason'>): string {
  const steps = path.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step))
  const result = editDated(text, { ...EDIT, path: steps, ...more })
  return 'text' in result ? result.text : `refused: ${result.refused.en}`
}

/** What stands before, path, value, what stands after, and after with a reason. */
const CASES: readonly (readonly [string, string, string, string | number, string, string])[] = [
  [
    'a plain value of a block',
    's:\n  a:\n    within: 30 minutes # as promised\n    charge: x\n',
    's.a.within',
    '20 minutes',
    's:\n  a:\n    within: { 2020-01-01: 30 minutes, 2025-09-01: 20 minutes } # as promised\n    charge: x\n',
    's:\n  a:\n    within:\n      2020-01-01: 30 minutes # as promised\n      2025-09-01: 20 minutes # why\n    charge: x\n',
  ],
  [
    'the last line, without a line break at its end',
    'a:\n  within: 1 hour',
    'a.within',
    '2 hours',
    'a:\n  within: { 2020-01-01: 1 hour, 2025-09-01: 2 hours }',
    'a:\n  within:\n    2020-01-01: 1 hour\n    2025-09-01: 2 hours # why',
  ],
  [
    'a value within braces',
    'bands:\n  best: { title: { zh: 优, en: Best }, from: 90, clauses: [S1] } # top\n',
    'bands.best.from',
    92,
    'bands:\n  best: { title: { zh: 优, en: Best }, from: { 2020-01-01: 90, 2025-09-01: 92 }, clauses: [S1] } # top\n',
    'bands:\n  best: { title: { zh: 优, en: Best }, from: {\n      2020-01-01: 90,\n      2025-09-01: 92, # why\n    }, clauses: [S1] } # top\n',
  ],
  [
    'a value within braces of a list',
    'items:\n  - { standards: x, each: 2, most: 10 }\n',
    'items.0.each',
    3,
    'items:\n  - { standards: x, each: { 2020-01-01: 2, 2025-09-01: 3 }, most: 10 }\n',
    'items:\n  - { standards: x, each: {\n      2020-01-01: 2,\n      2025-09-01: 3, # why\n    }, most: 10 }\n',
  ],
  [
    'one of two ends',
    'a: { between: [ 7 days, 8 days ] }\n',
    'a.between.1',
    '9 days',
    'a: { between: [ 7 days, { 2020-01-01: 8 days, 2025-09-01: 9 days } ] }\n',
    'a: { between: [ 7 days, {\n    2020-01-01: 8 days,\n    2025-09-01: 9 days, # why\n  } ] }\n',
  ],
  [
    'a key of an entry that begins a list item',
    'then:\n  - within: 2 months\n    type: plan\n',
    'then.0.within',
    '1 month',
    'then:\n  - within: { 2020-01-01: 2 months, 2025-09-01: 1 month }\n    type: plan\n',
    'then:\n  - within:\n      2020-01-01: 2 months\n      2025-09-01: 1 month # why\n    type: plan\n',
  ],
  [
    'dated values on one line',
    'a:\n  within: { 2017-04-26: 30 minutes, 2024-01-01: 25 minutes } # promise\n  b: 1\n',
    'a.within',
    '20 minutes',
    'a:\n  within: { 2017-04-26: 30 minutes, 2024-01-01: 25 minutes, 2025-09-01: 20 minutes } # promise\n  b: 1\n',
    'a:\n  within: # promise\n    2017-04-26: 30 minutes\n    2024-01-01: 25 minutes\n    2025-09-01: 20 minutes # why\n  b: 1\n',
  ],
  [
    'dated values, a line each',
    'a:\n  within:\n    # since the promise\n    2017-04-26: 30 minutes # first\n    2024-01-01: 25 minutes # second\n  # about b\n  b: 1\n',
    'a.within',
    '20 minutes',
    'a:\n  within:\n    # since the promise\n    2017-04-26: 30 minutes # first\n    2024-01-01: 25 minutes # second\n    2025-09-01: 20 minutes\n  # about b\n  b: 1\n',
    'a:\n  within:\n    # since the promise\n    2017-04-26: 30 minutes # first\n    2024-01-01: 25 minutes # second\n    2025-09-01: 20 minutes # why\n  # about b\n  b: 1\n',
  ],
  [
    'dated values within braces over lines',
    '- { each: {\n      2017-04-26: 2,\n      2024-01-01: 3, # second\n    }, most: 10 }\n',
    '0.each',
    4,
    '- { each: {\n      2017-04-26: 2,\n      2024-01-01: 3, # second\n      2025-09-01: 4,\n    }, most: 10 }\n',
    '- { each: {\n      2017-04-26: 2,\n      2024-01-01: 3, # second\n      2025-09-01: 4, # why\n    }, most: 10 }\n',
  ],
  [
    'dated values within braces that close beside the last',
    '- { each: { 2017-04-26: 2,\n      2024-01-01: 3 }, most: 10 }\n',
    '0.each',
    4,
    '- { each: { 2017-04-26: 2,\n      2024-01-01: 3,\n      2025-09-01: 4 }, most: 10 }\n',
    '- { each: { 2017-04-26: 2,\n      2024-01-01: 3,\n      2025-09-01: 4, # why\n       }, most: 10 }\n',
  ],
  [
    'no value yet',
    'p:\n  title: { zh: 奖, en: Prize }\n  clauses: [S1]\n',
    'p.value',
    500,
    'p:\n  title: { zh: 奖, en: Prize }\n  value: { 2025-09-01: 500 }\n  clauses: [S1]\n',
    'p:\n  title: { zh: 奖, en: Prize }\n  value:\n    2025-09-01: 500 # why\n  clauses: [S1]\n',
  ],
  [
    'no value yet, within braces',
    'p: { title: { zh: 奖, en: Prize }, clauses: [S1] }\n',
    'p.value',
    500,
    'p: { title: { zh: 奖, en: Prize }, value: { 2025-09-01: 500 }, clauses: [S1] }\n',
    'p: { title: { zh: 奖, en: Prize }, value: {\n    2025-09-01: 500, # why\n  }, clauses: [S1] }\n',
  ],
  [
    'an empty value',
    'p:\n  title: Prize\n  value: # to be filled in\n  clauses: [S1]\n',
    'p.value',
    500,
    'p:\n  title: Prize\n  value: { 2025-09-01: 500 } # to be filled in\n  clauses: [S1]\n',
    'p:\n  title: Prize\n  value: # to be filled in\n    2025-09-01: 500 # why\n  clauses: [S1]\n',
  ],
  [
    'a value of null',
    'p:\n  value: null # open\n',
    'p.value',
    500,
    'p:\n  value: { 2025-09-01: 500 } # open\n',
    'p:\n  value: # open\n    2025-09-01: 500 # why\n',
  ],
  [
    'lines that end as Windows ends them',
    'a:\r\n  within: 1 hour\r\n  b: 1\r\n',
    'a.within',
    '2 hours',
    'a:\r\n  within: { 2020-01-01: 1 hour, 2025-09-01: 2 hours }\r\n  b: 1\r\n',
    'a:\r\n  within:\r\n    2020-01-01: 1 hour\r\n    2025-09-01: 2 hours # why\r\n  b: 1\r\n',
  ],
  [
    'a quoted time of day',
    'a:\n  value: "12:00"\n',
    'a.value',
    '13:00',
    'a:\n  value: { 2020-01-01: "12:00", 2025-09-01: "13:00" }\n',
    'a:\n  value:\n    2020-01-01: "12:00"\n    2025-09-01: "13:00" # why\n',
  ],
  [
    'text that would be read as a number',
    'a: { value: month }\n',
    'a.value',
    '12',
    'a: { value: { 2020-01-01: month, 2025-09-01: "12" } }\n',
    'a: { value: {\n    2020-01-01: month,\n    2025-09-01: "12", # why\n  } }\n',
  ],
]

describe('a value is dated', () => {
  it.each(CASES)('%s', (_, before, path, value, after, withReason) => {
    expect(edit(before, path, { value })).toBe(after)
    expect(edit(before, path, { value, reason: 'why' })).toBe(withReason)
  })

  it.each(CASES)('%s: the reason is read back, the value where it belongs', (_, before, path, value) => {
    const steps = path.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step))
    const text = edit(before, path, { value, reason: 'why' })
    expect(reasonBeside(parseYaml(text, 'a.yaml').file, [...steps, '2025-09-01'])).toBe('why')
    const found = steps.reduce((one, step) => one[step], parse(text))
    expect(found['2025-09-01']).toBe(value)
  })

  it('keeps a reason on one line', () => {
    expect(edit('a: 1\n', 'a', { value: 2, reason: ' 一、\n二\u2028# x ' })).toBe(
      'a:\n  2020-01-01: 1\n  2025-09-01: 2 # 一、 二 # x\n',
    )
  })

  it.each(['a: &one 30 minutes\nb: *one\n', 'b: &one 1\na: *one\n'])(
    'leaves what is shared by & and * alone: %j',
    text => {
      expect(edit(text, 'a', { value: 2 })).toMatch(/^refused: the number is shared/)
    },
  )

  it('says that a number is gone', () => {
    expect(edit('a: [1]\n', 'a.3', { value: 2 })).toMatch(/^refused: the number is not in its file/)
  })
})

describe('whatever is dated', () => {
  const words = fc.constantFrom('30 minutes', '7', '20%', '"12:00"', "'a'")
  const layouts = fc.constantFrom(
    (value: string) => `x:\n  k: ${value} # c\n  z: 1\n`,
    (value: string) => `x: { k: ${value}, z: 1 } # c\n`,
    (value: string) => `x:\n  k: { 2019-01-01: ${value} } # c\n  z: 1\n`,
    (value: string) => `x:\n  k:\n    2019-01-01: ${value} # c\n  z: 1\n`,
    (value: string) => `x: { k: { 2019-01-01: ${value}\n  }, z: 1 } # c\n`,
  )
  const reasons = fc.option(fc.string({ minLength: 1 }), { nil: undefined })

  it('reads as before with one entry more, its comments still there', () => {
    fc.assert(
      fc.property(words, layouts, reasons, fc.constantFrom('x.k'), (value, layout, reason, path) => {
        const before = layout(value)
        const after = edit(before, path, { value: 'new 1', ...(reason === undefined ? {} : { reason }) })
        const [was, is] = [parse(before), parse(after)]
        const old = typeof was.x.k === 'object' ? was.x.k : { '2020-01-01': was.x.k }
        expect(is).toEqual({ x: { ...was.x, k: { ...old, '2025-09-01': 'new 1' } } })
        expect(after).toContain('# c')
      }),
      { numRuns: 300 },
    )
  })
})
