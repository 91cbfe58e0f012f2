/** Every way of deriving a fact: its value, and what it says where a part is not known. */

import { describe, expect, it } from 'vitest'
import { DERIVATIONS } from '../../src/conditions/derive/index.ts'
import type { Value } from '../../src/model/value.ts'
import { instant, record, type TypeText, world } from './support.ts'

const FIELDS: TypeText['fields'] = {
  at: 'date-time',
  start: 'date-time',
  end: 'date-time',
  day: 'date',
  a: 'number',
  b: 'number',
  agreed: 'yes-no',
  tags: { type: 'list', item: 'text' },
  queue: { type: 'list', item: 'text' },
  served: 'text',
  seats: { type: 'list', item: 'choice', choices: ['L1', 'R1'] },
}
const start = instant('2024-03-08', 16 * 60 + 30) // a Friday, an hour before the office closes
const end = instant('2024-03-11', 9 * 60 + 30) // the Monday, an hour after it opens

const NEXT = { 'next-in-turn': { among: 'queue', last: 'served', absent: 'tags' } }

const tested = new Set<string>()

describe('derived facts', () => {
  it.each<[string, unknown, Readonly<Record<string, Value>>, Value | undefined]>([
    ['elapsed', { elapsed: { from: 'start', to: 'end', unit: 'hours' } }, { start, end }, 65],
    ['elapsed may be negative', { elapsed: { from: 'end', to: 'start', unit: 'hours' } }, { start, end }, -65],
    ['elapsed over open time', { elapsed: { from: 'start', to: 'end', unit: 'working hours' } }, { start, end }, 2],
    ['elapsed, an end missing', { elapsed: { from: 'start', to: 'end', unit: 'hours' } }, { start }, undefined],
    ['difference', { difference: ['a', 'b'] }, { a: 3, b: 5 }, -2],
    ['difference, exact in decimals', { difference: ['a', 'b'] }, { a: 50.6, b: 50 }, 0.6],
    ['sum, exact in decimals', { sum: ['a', 'b'] }, { a: 0.1, b: 0.2 }, 0.3],
    ['product, exact in decimals', { product: ['a', 'b'] }, { a: 1.1, b: 3 }, 3.3],
    ['plus', { plus: { fact: 'start', add: '2 hours' } }, { start }, start + 7200],
    ['sum', { sum: ['a', 'b', { value: 1 }] }, { a: 3, b: 5 }, 9],
    ['sum, a part missing', { sum: ['a', 'b'] }, { a: 3 }, undefined],
    ['product', { product: ['a', 'b'] }, { a: 3, b: 5 }, 15],
    ['percent', { percent: { part: 'a', of: 'b' } }, { a: 1, b: 4 }, 25],
    ['percent of nothing is not known', { percent: { part: 'a', of: 'b' } }, { a: 1, b: 0 }, undefined],
    ['count', { count: 'tags' }, { tags: ['x', 'y'] }, 2],
    ['earliest skips empty ones', { earliest: ['end', 'start'] }, { end }, end],
    ['latest', { latest: ['end', 'start'] }, { start, end }, end],
    ['first-present', { 'first-present': ['start', 'end'] }, { end }, end],
    ['first-free', { 'first-free': { order: ['L2', 'R2', 'L1'], busy: 'tags' } }, { tags: ['L2', 'L1'] }, 'R2'],
    ['first-free, nobody busy', { 'first-free': { order: ['L2', 'R2'], busy: 'tags' } }, { tags: [] }, 'L2'],
    [
      'first-free, all busy',
      { 'first-free': { order: ['L2', 'R2'], busy: 'tags' } },
      { tags: ['R2', 'L2'] },
      undefined,
    ],
    ['first-free, not known who is busy', { 'first-free': { order: ['L2'], busy: 'tags' } }, {}, undefined],
    [
      'first-free, the order on the record',
      { 'first-free': { order: 'queue', busy: 'tags' } },
      { queue: ['b', 'a'], tags: ['b'] },
      'a',
    ],
    ['next-in-turn', NEXT, { queue: ['x', 'y', 'z'], served: 'x', tags: [] }, 'y'],
    ['next-in-turn, round to the first', NEXT, { queue: ['x', 'y', 'z'], served: 'z', tags: [] }, 'x'],
    ['next-in-turn, the absent passed over', NEXT, { queue: ['x', 'y', 'z'], served: 'z', tags: ['x'] }, 'y'],
    ['next-in-turn, nobody else there', NEXT, { queue: ['x', 'y'], served: 'x', tags: ['y'] }, 'x'],
    ['next-in-turn, all absent', NEXT, { queue: ['x', 'y'], served: 'x', tags: ['x', 'y'] }, undefined],
    ['next-in-turn, the last one has left', NEXT, { queue: ['x', 'y'], served: 'w', tags: [] }, undefined],
    ['next-in-turn, not known who was last', NEXT, { queue: ['x', 'y'], tags: [] }, undefined],
    ['next-in-turn, not known who is absent', NEXT, { queue: ['x', 'y'], served: 'x' }, undefined],
    [
      'next-in-turn, nobody is ever absent',
      { 'next-in-turn': { among: 'queue', last: 'served' } },
      { queue: ['x', 'y'], served: 'x' },
      'y',
    ],
    ['choose', { choose: [{ when: { agreed: true }, take: 'a' }, { take: 'b' }] }, { agreed: false, a: 1, b: 2 }, 2],
    [
      'choose, not known which',
      { choose: [{ when: { agreed: true }, take: 'a' }, { take: 'b' }] },
      { a: 1, b: 2 },
      undefined,
    ],
    ['is', { is: { fact: 'a', operator: 'greaterThan', value: 2 } }, { a: 3 }, true],
    ['end-of', { 'end-of': { of: 'start', every: 'week' } }, { start }, instant('2024-03-11', 0) - 1],
    ['time-of-day', { 'time-of-day': 'start' }, { start }, 16.5 * 3600],
    ['weekday', { weekday: 'start' }, { start }, 'fri'],
    ['is-working-day', { 'is-working-day': 'start' }, { start: start + 86_400 }, false],
    ['is-open', { 'is-open': 'start' }, { start }, true],
    ['slot', { slot: { of: 'start', every: 'month' } }, { start }, '2024-03'],
  ])('%s', (name, source, values, expected) => {
    tested.add(name.split(/[ ,]/)[0] ?? '')
    const asked = world([{ id: 'thing', fields: FIELDS, derive: { it: source } }])
    expect(asked.read('it', values)).toEqual(expected)
    expect(asked.complaints).toEqual([])
  })
})

describe('related', () => {
  const call: TypeText = {
    id: 'call',
    fields: {
      ref: { type: 'record', of: 'thing' },
      result: { type: 'choice', choices: ['ok', 'problem'] },
      minutes: 'number',
    },
  }
  const calls = [
    record('call', 'C1', start + 100, { ref: 'T1', result: 'ok', minutes: 3 }),
    record('call', 'C2', start + 200, { ref: 'T1', result: 'problem', minutes: 5 }),
    record('call', 'C3', start + 300, { ref: 'T1', minutes: 7 }),
    record('call', 'C4', start + 400, { ref: 'T2', result: 'ok', minutes: 9 }),
  ]
  it.each<[string, unknown, Value | undefined]>([
    ['exists', { event: 'call', when: { result: 'ok' } }, true],
    ['the only link between two types may be left out', { event: 'call' }, true],
    ['count', { event: 'call', take: 'count' }, 3],
    [
      'count, where it is not known whether one meets the condition',
      { event: 'call', when: { result: 'ok' }, take: 'count' },
      undefined,
    ],
    ['first.x', { event: 'call', take: 'first.minutes' }, 3],
    ['last.x', { event: 'call', take: 'last.minutes' }, 7],
    ['list.x', { event: 'call', take: 'list.minutes' }, [3, 5, 7]],
    ['sum.x', { event: 'call', take: 'sum.minutes' }, 15],
    ['after is strict', { event: 'call', after: 'bound', take: 'count' }, 1],
    ['before is strict', { event: 'call', before: 'bound', take: 'count' }, 1],
    ['match written', { event: 'call', match: { ref: 'id' }, take: 'count' }, 3],
  ])('%s', (_, source, expected) => {
    tested.add('related')
    const thing: TypeText = {
      id: 'thing',
      fields: { ...FIELDS, bound: 'date-time' },
      derive: { it: { related: source } },
    }
    const asked = world([thing, call], calls)
    expect(asked.read('it', { at: start, bound: start + 200 })).toEqual(expected)
    expect(asked.complaints).toEqual([])
  })

  it('sums decimals as they are written: 0.1 and 0.2 are 0.3', () => {
    const thing: TypeText = {
      id: 'thing',
      fields: FIELDS,
      derive: { it: { related: { event: 'call', take: 'sum.minutes' } } },
    }
    const decimals = [0.1, 0.2].map((minutes, at) => record('call', `C${at}`, start, { ref: 'T1', minutes }))
    expect(world([thing, call], decimals).read('it', { at: start })).toBe(0.3)
  })

  it('a record never answers for itself', () => {
    const thing: TypeText = {
      id: 'thing',
      fields: { ...FIELDS, room: 'text' },
      derive: { it: { related: { event: 'thing', match: { room: 'room' }, take: 'count' } } },
    }
    const asked = world([thing], [record('thing', 'T2', start, { room: 'x' })])
    expect(asked.read('it', { at: start, room: 'x' })).toBe(1)
  })

  it('null matches nothing', () => {
    const thing: TypeText = {
      id: 'thing',
      fields: { ...FIELDS, room: 'text' },
      derive: { it: { related: { event: 'thing', match: { room: 'room' }, take: 'count' } } },
    }
    const asked = world([thing], [record('thing', 'T2', start, {})])
    expect(asked.read('it', { at: start })).toBe(0)
  })

  it('two links between the types must be told apart', () => {
    const two: TypeText = {
      id: 'call',
      fields: { ref: { type: 'record', of: 'thing' }, other: { type: 'record', of: 'thing' } },
    }
    const asked = world([{ id: 'thing', fields: FIELDS, derive: { it: { related: { event: 'call' } } } }, two])
    expect(asked.fact('it')).toBeUndefined()
    expect(asked.complaints[0]).toMatch(/^link-ambiguous/)
  })
})

describe('mistakes', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a circle', { it: { sum: ['other'] }, other: { sum: ['it'] } }, 'circular-fact'],
    ['a way that does not exist', { it: { elapse: {} } }, 'unknown-key'],
    ['two ways at once', { it: { sum: ['a'], product: ['a'] } }, 'wrong-value'],
    ['a seat that does not exist', { it: { 'first-free': { order: ['L1', 'R9'], busy: 'seats' } } }, 'unknown-choice'],
    ['an order of nobody', { it: { 'first-free': { order: [], busy: 'seats' } } }, 'wrong-value'],
    ['busy is no list', { it: { 'first-free': { order: ['L1'], busy: 'a' } } }, 'value-type'],
    ['nothing said of who is busy', { it: { 'first-free': { order: ['L1'] } } }, 'missing-key'],
    ['a line of nobody', { it: { 'next-in-turn': { among: 'a', last: 'served' } } }, 'value-type'],
    ['the last one is no member', { it: { 'next-in-turn': { among: 'queue', last: 'a' } } }, 'value-type'],
    ['an order of a list', { it: { 'next-in-turn': { among: 'queue', order: 'a', last: 'served' } } }, 'wrong-value'],
    [
      'a roster without an order',
      { it: { 'next-in-turn': { among: { each: 'person' }, last: 'served' } } },
      'wrong-value',
    ],
    ['a line of records', { it: { 'next-in-turn': { among: { each: 'thing' }, last: 'served' } } }, 'wrong-value'],
    ['nothing said of who was last', { it: { 'next-in-turn': { among: 'queue' } } }, 'missing-key'],
    ['an argument of another type', { it: { sum: ['agreed'] } }, 'value-type'],
    [
      'a unit that does not exist',
      { it: { elapsed: { from: 'start', to: 'end', unit: 'fortnights' } } },
      'wrong-value',
    ],
  ])('%s', (_, derive, code) => {
    const asked = world([{ id: 'thing', fields: FIELDS, derive }])
    expect(asked.fact('it')).toBeUndefined()
    expect(asked.complaints.map(text => text.split(' ')[0])).toEqual([code])
  })
})

it('every way of deriving a fact is tested here', () => {
  expect([...tested].toSorted()).toEqual(Object.keys(DERIVATIONS).toSorted())
})
