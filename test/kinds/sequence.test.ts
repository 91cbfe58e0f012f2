/** `sequence`: steps that must all be there, one after the other. */

import { describe, expect, it } from 'vitest'
import { judge, only } from '../support/judge.ts'
import { compileKindPack } from '../support/pack.ts'

const PACK = `
time-zone: Asia/Shanghai
posts: { handler: { title: 经办 } }
events:
  order:
    title: { zh: 工单, en: Order }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      sent_at: { type: date-time, title: { zh: 派工, en: Dispatched } }
      came_at: { type: date-time, title: { zh: 到场, en: Arrived } }
      filed_on: { type: date, title: { zh: 归档, en: Filed } }
      bowed: { type: yes-no, title: { zh: 欠身, en: Bowed } }
      said_bye: { type: yes-no, title: { zh: 道别, en: Farewell } }
      seen: { type: list, item: choice, choices: { salute: 敬礼, smile: 微笑, greet: 问候, ask: 询问 } }
      clerk: { type: person }
  callback:
    title: { zh: 回访, en: Callback }
    id: no
    at: at
    fields: { no: { type: text, required: true }, at: { type: date-time, required: true }, order: { type: record, of: order }, ok: { type: yes-no } }
  other:
    title: { zh: 其他, en: Other }
    id: no
    at: at
    fields: { no: { type: text, required: true }, at: { type: date-time, required: true } }
`
const pack = (rule: string) => `${PACK}
standards:
  it: { title: 步骤, kind: sequence, event: order, charge: clerk, ${rule} }
`
const story = (order: string, more: readonly string[] = [], asOf = '2024-06-30') => `
people: [ { id: E1, name: 张三, post: handler } ]
as-of: ${asOf}
events:
  - { type: order, no: R1, at: 2024-03-05 09:00, clerk: E1${order === '' ? '' : `, ${order}`} }
${more.map(one => `  - { type: callback, ${one} }`).join('\n')}
`
const verdict = (rule: string, order: string, more?: readonly string[], asOf?: string) =>
  only(judge(pack(rule), story(order, more, asOf))).verdict

describe('time fields', () => {
  const rule = 'steps: [ sent_at, came_at, filed_on ]'
  it.each([
    ['in order', 'sent_at: 2024-03-05 10:00, came_at: 2024-03-05 10:01, filed_on: 2024-03-06', 'met'],
    ['equal times are in order', 'sent_at: 2024-03-05 10:00, came_at: 2024-03-05 10:00, filed_on: 2024-03-05', 'met'],
    ['a minute too early', 'sent_at: 2024-03-05 10:01, came_at: 2024-03-05 10:00, filed_on: 2024-03-05', 'missed'],
    ['a date before the day', 'sent_at: 2024-03-05 10:00, came_at: 2024-03-05 10:00, filed_on: 2024-03-04', 'missed'],
    ['one left out, a later one there', 'sent_at: 2024-03-05 10:00, filed_on: 2024-03-05', 'missed'],
    ['the rest still to come', 'sent_at: 2024-03-05 10:00', 'pending'],
    ['nothing yet', '', 'pending'],
  ])('%s', (_, order, expected) => expect(verdict(rule, order)).toBe(expected))
  it('measures the steps taken', () => {
    const finding = only(judge(pack(rule), story('sent_at: 2024-03-05 10:00, filed_on: 2024-03-05')))
    expect(finding).toMatchObject({ measured: { value: 2, unit: 'times' }, limit: { value: 3, unit: 'times' } })
    expect(finding.reason.zh).toContain('“到场”缺少')
  })
  it('a step after the cut-off has not happened yet', () => {
    const order = 'sent_at: 2024-03-05 10:00, came_at: 2024-03-05 10:01, filed_on: 2024-03-20'
    expect(verdict(rule, order, [], '2024-03-10')).toBe('pending')
  })
})

describe('within: until the last step', () => {
  const rule = 'steps: [ sent_at, came_at ], within: 30 minutes'
  it.each([
    ['exactly on the limit', 'sent_at: 2024-03-05 09:10, came_at: 2024-03-05 09:30', 'met', 30],
    ['a minute beyond', 'sent_at: 2024-03-05 09:10, came_at: 2024-03-05 09:31', 'missed', 31],
    ['a step missing when it is over', 'sent_at: 2024-03-05 09:10', 'missed', undefined],
  ] as const)('%s', (_, order, expected, minutes) => {
    const finding = only(judge(pack(rule), story(order)))
    expect(finding.verdict).toBe(expected)
    expect(finding.measured?.value).toBe(minutes)
    expect(finding.limit).toEqual({ value: 30, unit: 'minutes' })
  })
  it('a step missing before it is over: pending', () => {
    expect(verdict(rule, 'sent_at: 2024-03-05 09:10', [], '2024-03-05 09:20')).toBe('pending')
  })
  it('a date against minutes is too coarse to tell', () => {
    expect(
      verdict('steps: [ sent_at, filed_on ], within: 30 minutes', 'sent_at: 2024-03-05 09:10, filed_on: 2024-03-05'),
    ).toBe('undetermined')
  })
})

describe('ticks', () => {
  const rule = 'steps: [ bowed, said_bye ]'
  it.each([
    ['bowed: true, said_bye: true', 'met'],
    ['bowed: true, said_bye: false', 'missed'],
    ['bowed: true', 'undetermined'],
  ])('%s: %s', (order, expected) => expect(verdict(rule, order)).toBe(expected))
})

describe('linked records', () => {
  const rule = 'steps: [ came_at, callback ]'
  const came = 'came_at: 2024-03-05 10:00'
  it.each([
    ['after the step before', ['no: C1, at: 2024-03-05 10:00, order: R1'], 'met'],
    ['only before it', ['no: C1, at: 2024-03-05 09:59, order: R1'], 'missed'],
    [
      'before it, and again after it',
      ['no: C1, at: 2024-03-05 09:59, order: R1', 'no: C2, at: 2024-03-06 10:00, order: R1'],
      'met',
    ],
    ['of another order', ['no: C1, at: 2024-03-05 11:00, order: R2'], 'pending'],
  ])('%s', (_, more, expected) => expect(verdict(rule, came, more)).toBe(expected))
  it('one of which it is not known whether it counts', () => {
    const picky = 'steps: [ came_at, { event: callback, when: { ok: true } } ]'
    expect(verdict(picky, came, ['no: C1, at: 2024-03-05 11:00, order: R1'])).toBe('undetermined')
  })
})

describe('a list as it was recorded', () => {
  const rule = 'steps: { in: seen, order: [ salute, smile, greet ] }'
  it.each([
    ['in order, with others between', '[salute, ask, smile, greet]', 'met'],
    ['out of order', '[smile, salute, greet]', 'missed'],
    ['out of order first, then in order', '[smile, salute, smile, greet]', 'met'],
    ['one left out', '[salute, greet]', 'missed'],
  ])('%s', (_, seen, expected) => expect(verdict(rule, `seen: ${seen}`)).toBe(expected))
  it('not recorded: undetermined', () => expect(verdict(rule, '')).toBe('undetermined'))
})

it('require: what else must hold once all steps are taken', () => {
  const rule = 'steps: [ sent_at, came_at ], require: { bowed: true }'
  const times = 'sent_at: 2024-03-05 10:00, came_at: 2024-03-05 10:01'
  expect(verdict(rule, `${times}, bowed: true`)).toBe('met')
  expect(verdict(rule, `${times}, bowed: false`)).toBe('missed')
  expect(verdict(rule, times)).toBe('undetermined')
})

it.each([
  ['a field that is neither time nor tick', 'steps: [ sent_at, seen ]', 'value-type'],
  ['a name that nothing bears', 'steps: [ sent_at, come_at ]', 'unknown-fact'],
  ['records that nothing ties to it', 'steps: [ sent_at, other ]', 'match-missing'],
  ['items of what is no list', 'steps: { in: sent_at, order: [ a, b ] }', 'value-type'],
  ['an item that the list cannot hold', 'steps: { in: seen, order: [ salute, smlie ] }', 'unknown-choice'],
])('%s is refused', (_, rule, code) => {
  expect(compileKindPack(pack(rule)).diagnostics.map(one => one.code)).toEqual([code])
})
