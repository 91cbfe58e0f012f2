import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../src/lib/json.ts'
import { itemsOf, membersOf, parsePart, wholeOf } from '../../src/load/json-parts.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function members(text: string): Readonly<Record<string, unknown>> | undefined {
  const bytes = bytesOf(text)
  const parts = membersOf(bytes, wholeOf(bytes))
  if (!parts) return undefined
  const values = [...parts].map(([key, part]) => [key, parsePart(bytes, part)] as const)
  if (!values.every(([, parsed]) => 'value' in parsed)) return undefined
  return Object.fromEntries(values.map(([key, parsed]) => [key, 'value' in parsed ? parsed.value : undefined]))
}

function items(text: string): readonly unknown[] | undefined {
  const bytes = bytesOf(text)
  const found = [...itemsOf(bytes, wholeOf(bytes))].map(part => (part ? parsePart(bytes, part) : undefined))
  return found.every(one => one && 'value' in one)
    ? found.map(one => (one && 'value' in one ? one.value : undefined))
    : undefined
}

function parsed(text: string): unknown {
  const whole = parseJson(text)
  return 'value' in whole ? whole.value : undefined
}

describe('the parts of a JSON file', () => {
  const spaced = (value: unknown) => fc.constantFrom(0, 1, 2).map(space => JSON.stringify(value, null, space))

  it('are those that JSON.parse finds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }).chain(spaced), text => {
        expect(members(text)).toEqual(parsed(text))
      }),
    )
    fc.assert(
      fc.property(fc.array(fc.jsonValue()).chain(spaced), text => {
        expect(items(text)).toEqual(parsed(text))
      }),
    )
  })

  it('are none where JSON.parse finds none, and no more than it finds', () => {
    const text = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ 1a\n'.split('')) })
    fc.assert(
      fc.property(text, inside => {
        for (const whole of [`{${inside}}`, `[${inside}]`, inside]) {
          const value = parsed(whole)
          const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
          expect(members(whole)).toEqual(isObject ? value : undefined)
          expect(items(whole)).toEqual(Array.isArray(value) ? value : undefined)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['{"a":1', '{"a":"', '{"a"', '{"a":1}}', '{"a":1,}', '{,}', '{"a":1 "b":2}', '{a:1}', '[]', ''])(
    '%s is no whole object',
    text => expect(members(text)).toBeUndefined(),
  )
  it.each(['[1', '[1,', '["', '[1]]', '[1,]', '[,]', '[1 2]', '{}', ''])('%s is no whole list', text =>
    expect(items(text)).toBeUndefined(),
  )
})

describe('JSON that no office wrote', () => {
  it.each([
    ['nested too deeply', '['.repeat(100_000) + ']'.repeat(100_000), /nested too deeply/],
    ['of too many values', `[${'[],'.repeat(2_000_001)}[]]`, /holds too much/],
    ['cut short', '{"a": [1', /not whole JSON/],
  ])('%s is refused', (_, text, words) => {
    const found = parseJson(text)
    expect('problem' in found && found.problem.en).toMatch(words)
  })

  it('brackets within texts do not count', () =>
    expect(parseJson(JSON.stringify('['.repeat(1000)))).toHaveProperty('value'))
})
