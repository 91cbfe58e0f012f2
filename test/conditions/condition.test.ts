/** Kleene's logic, every operator, the short forms, and every mistake that the library would let through. */

import { describe, expect, it } from 'vitest'
import type { Value } from '../../src/model/value.ts'
import { type TypeText, world } from './support.ts'

const TYPE: TypeText = {
  id: 'thing',
  fields: {
    count: 'number',
    name: 'text',
    done: 'yes-no',
    day: 'date',
    clock: 'time',
    seen: 'date-time',
    class: { type: 'choice', choices: ['a', 'b'] },
    tags: { type: 'list', item: 'text' },
    roles: { type: 'list', item: 'choice', choices: ['leader', 'student'] },
    staff: 'person',
    one: 'yes-no',
    two: 'yes-no',
  },
}

describe('missing facts follow Kleene’s three-valued logic', () => {
  const t = true
  const f = false
  const u = undefined
  const holds = (name: string) => ({ fact: name, operator: 'equal', value: true })
  it.each([
    [t, t, t, t],
    [t, f, f, t],
    [t, u, u, t],
    [f, t, f, t],
    [f, f, f, f],
    [f, u, f, u],
    [u, t, u, t],
    [u, f, f, u],
    [u, u, u, u],
  ])('%s, %s: all %s, any %s', (one, two, all, any) => {
    const values: Record<string, Value> = {
      ...(one === undefined ? {} : { one }),
      ...(two === undefined ? {} : { two }),
    }
    expect(world([TYPE]).test({ all: [holds('one'), holds('two')] }, values)).toBe(all)
    expect(world([TYPE]).test({ any: [holds('one'), holds('two')] }, values)).toBe(any)
  })
  it.each([
    [t, f],
    [f, t],
    [u, u],
  ])('not %s is %s', (one, expected) => {
    expect(world([TYPE]).test({ not: holds('one') }, one === undefined ? {} : { one })).toBe(expected)
  })
})

describe('operators', () => {
  const day = 19_787 // 2024-03-05
  it.each<[string, unknown, Readonly<Record<string, Value>>, boolean | undefined]>([
    ['present', { fact: 'name', operator: 'present' }, { name: 'x' }, true],
    ['present alone means value: true', { fact: 'name', operator: 'present' }, {}, false],
    ['present: false', { fact: 'name', operator: 'present', value: false }, {}, true],
    ['between, both ends included', { fact: 'count', operator: 'between', value: [1, 5] }, { count: 5 }, true],
    ['between, just outside', { fact: 'count', operator: 'between', value: [1, 5] }, { count: 6 }, false],
    ['before a date', { fact: 'day', operator: 'before', value: '2024-03-06' }, { day }, true],
    ['before is strict', { fact: 'day', operator: 'before', value: '2024-03-05' }, { day }, false],
    ['after is strict', { fact: 'day', operator: 'after', value: '2024-03-04' }, { day }, true],
    [
      'times of day',
      { fact: 'clock', operator: 'between', value: ['08:30', '09:00'] },
      { clock: 8 * 3600 + 45 * 60 },
      true,
    ],
    ['containsAll', { fact: 'tags', operator: 'containsAll', value: ['x', 'y'] }, { tags: ['y', 'z', 'x'] }, true],
    ['containsAll, one missing', { fact: 'tags', operator: 'containsAll', value: ['x', 'y'] }, { tags: ['y'] }, false],
    ['containsAny', { fact: 'tags', operator: 'containsAny', value: ['x', 'y'] }, { tags: ['y'] }, true],
    [
      'consistsOf',
      { fact: 'roles', operator: 'consistsOf', value: { leader: 1, student: 2 } },
      { roles: ['student', 'leader', 'student'] },
      true,
    ],
    [
      'consistsOf, one too many',
      { fact: 'roles', operator: 'consistsOf', value: { leader: 1, student: 2 } },
      { roles: ['student', 'leader', 'student', 'student'] },
      false,
    ],
    ['text after NFKC and trimming', { name: 'ＡＢ' }, { name: ' AB ' }, true],
    ['a choice by its Chinese title', { class: 'a号' }, { class: 'a' }, true],
    ['unknown fact', { fact: 'count', operator: 'lessThan', value: 3 }, {}, undefined],
    ['the short form: all of equal and in', { class: ['a', 'b'], done: true }, { class: 'b', done: true }, true],
    ['the short form, one wrong', { class: ['a', 'b'], done: true }, { class: 'b', done: false }, false],
    ['a column behind a person, as of the record', { 'staff.post': 'guard' }, { staff: 'E1', at: 1_709_618_400 }, true],
    ['the post that was held then', { 'staff.post': 'cook' }, { staff: 'E1', at: 1_718_000_000 }, true],
  ])('%s', (_, source, values, expected) => {
    const person: TypeText = { id: 'person', fields: { post: 'text' } }
    const asked = world([TYPE, person])
    expect(asked.test(source, values)).toBe(expected)
    expect(asked.complaints).toEqual([])
  })
})

describe('stricter than the library', () => {
  it.each<[string, unknown, string]>([
    ['an empty any', { any: [] }, 'empty-condition any'],
    ['an empty all', { all: [] }, 'empty-condition all'],
    ['nothing at all', {}, 'empty-condition'],
    ['all and any together', { all: [{ done: true }], any: [{ done: true }] }, 'mixed-condition any'],
    ['a key beside all', { all: [{ done: true }], priority: 1 }, 'unknown-key priority'],
    ['a key beside fact', { fact: 'done', operator: 'equal', value: true, path: '$.x' }, 'unknown-key path'],
    ['a fact that does not exist', { dome: true }, 'unknown-fact dome'],
    ['an operator that does not exist', { fact: 'count', operator: 'lesser', value: 1 }, 'unknown-operator operator'],
    ['no operator', { fact: 'count', value: 1 }, 'missing-key'],
    ['an operator that does not fit', { fact: 'name', operator: 'lessThan', value: 'x' }, 'operator-type operator'],
    [
      'contains on a text: a substring test in the library',
      { fact: 'name', operator: 'contains', value: 'x' },
      'operator-type operator',
    ],
    [
      'in with a text: a substring test in the library',
      { fact: 'name', operator: 'in', value: 'abc' },
      'value-type value',
    ],
    ['a value of another type', { count: '3' }, 'value-type count'],
    ['a date that does not exist', { fact: 'day', operator: 'before', value: '2024-02-30' }, 'value-type value'],
    ['a choice that does not exist', { class: 'd' }, 'unknown-choice class'],
    ['one of several choices that does not exist', { class: ['a', 'd'] }, 'unknown-choice class 1'],
    [
      'facts that cannot be compared',
      { fact: 'count', operator: 'equal', value: { fact: 'name' } },
      'value-type value fact',
    ],
    [
      'a parameter that does not exist',
      { fact: 'count', operator: 'equal', value: { parameter: 'x' } },
      'unknown-parameter value',
    ],
    ['a condition that is a list', [{ done: true }], 'wrong-value'],
  ])('%s', (_, source, expected) => {
    const asked = world([TYPE])
    expect(asked.condition(source)).toBeUndefined()
    expect(asked.complaints.map(text => text.startsWith(expected))).toEqual([true])
  })
})
