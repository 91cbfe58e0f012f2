/** Standards that are asked by the values of a record's fields: what they say is what all of them would say. */

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { makeNarrowing } from '../../src/check/narrowing.ts'
import type { Glances } from '../../src/model/checker.ts'
import type { Value } from '../../src/model/value.ts'

/** One that demands values of some fields before it says who answers. */
interface Demand {
  readonly id: number
  readonly wanted: Readonly<Record<string, Value>>
}

function makeRule({ id, wanted }: Demand, values: Record<string, Value>, onNarrowed = () => {}) {
  const holds = (fields: readonly string[]) => fields.every(field => values[field] === wanted[field])
  const fields = Object.keys(wanted)
  const whole = () => (holds(fields) ? `E${id}` : null)
  const glances: Glances = {
    whole,
    fields,
    narrowed(isKnown) {
      onNarrowed()
      const known = fields.filter(isKnown)
      if (!holds(known)) return null
      return known.length === fields.length ? () => `E${id}` : whole
    },
  }
  return { id, glances }
}

const value = fc.record({
  class: fc.nat(30),
  place: fc.nat(3),
  floor: fc.nat(60),
  note: fc.nat(100_000).map(number => `n${number}`),
})
const demand = fc.record(
  { class: fc.nat(30), place: fc.nat(3), floor: fc.nat(60), note: fc.constant('n1') },
  { requiredKeys: [] },
)

it('says of every record what asking all would say', () => {
  fc.assert(
    fc.property(
      fc.array(demand, { minLength: 1, maxLength: 12 }),
      fc.array(value, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 40 }),
      (demands, records, times) => {
        const values: Record<string, Value> = {}
        const rules = demands.map((wanted, id) => makeRule({ id, wanted }, values))
        const asked = makeNarrowing(rules, { values })
        for (let turn = 0; turn < times; turn++) {
          for (const record of records) {
            // More sets of values than are looked at.
            Object.assign(values, record, {
              floor: (Number(record.floor) + turn * 7) % 61,
              note: `${record.note}${turn}`,
            })
            const all = rules.flatMap(({ glances }) => glances.whole() ?? [])
            expect(asked().flatMap(({ glance }) => glance() ?? [])).toEqual(all)
          }
        }
      },
    ),
    { numRuns: 60, seed: 11 },
  )
})

it('asks nobody whom the values rule out, and works each set of them out once', () => {
  const values: Record<string, Value> = {}
  let worked = 0
  const demands = Array.from({ length: 200 }, (_, id) => ({ id, wanted: { class: id, place: id % 2 } }))
  const rules = demands.map(one => makeRule(one, values, () => worked++))
  const asked = makeNarrowing(rules, { values })
  const ask = (record: Record<string, Value>) => {
    Object.assign(values, record)
    return asked().map(({ rule }) => rule.id)
  }
  expect(ask({ class: 7, place: 1 })).toEqual([7])
  const first = worked
  expect(ask({ class: 7, place: 1 })).toEqual([7])
  expect(worked).toBe(first)
  expect(ask({ class: 7, place: 0 })).toEqual([])
  // Only the one that the class left.
  expect(worked).toBe(first + 1)
})

it('gives up a field of many values and goes on by the others', () => {
  const values: Record<string, Value> = {}
  let worked = 0
  const rules = [
    makeRule({ id: 1, wanted: { class: 1 } }, values, () => worked++),
    makeRule({ id: 2, wanted: { note: 'n1' } }, values, () => worked++),
    makeRule({ id: 3, wanted: { class: 2, note: 'n1' } }, values, () => worked++),
    makeRule({ id: 4, wanted: { note: 'n2' } }, values, () => worked++),
  ]
  const asked = makeNarrowing(rules, { values })
  const ask = (record: Record<string, Value>) => {
    Object.assign(values, record)
    return asked().map(({ rule }) => rule.id)
  }
  for (let at = 0; at < 5000; at++) ask({ class: at % 3, note: `other ${at}` })
  const before = worked
  expect(ask({ class: 2, note: 'n1' })).toEqual([2, 3, 4])
  expect(ask({ class: 1, note: 'a new one' })).toEqual([1, 2, 4])
  expect(worked).toBe(before)
})

it('gives up the field by which the fewest go where none has very many values', () => {
  const values: Record<string, Value> = {}
  let worked = 0
  const rules = [
    ...Array.from({ length: 40 }, (_, id) => makeRule({ id, wanted: { class: id } }, values, () => worked++)),
    makeRule({ id: 99, wanted: { floor: 1 } }, values, () => worked++),
  ]
  const asked = makeNarrowing(rules, { values })
  const ask = (record: Record<string, Value>) => {
    Object.assign(values, record)
    return asked().map(({ rule }) => rule.id)
  }
  for (let at = 0; at < 5000; at++) ask({ class: at % 40, floor: Math.floor(at / 40) })
  const before = worked
  expect(ask({ class: 3, floor: 1 })).toEqual([3, 99])
  expect(ask({ class: 4, floor: 2000 })).toEqual([4, 99])
  expect(worked).toBe(before)
})
