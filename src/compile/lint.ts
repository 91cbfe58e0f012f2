/** Standards as written in; told: two that check the same, and one whose conditions exclude each other. */

import type { Complain } from '../conditions/contract.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { Place } from '../model/source.ts'
import type { Definition } from './definitions.ts'

/** What a standard is called and why it is there, which changes nothing about what it checks. */
const WORDS = new Set(['title', 'clauses', 'note', 'tags', 'severity'])

export function lintStandards(defined: ReadonlyMap<string, Definition>, complain: Complain): void {
  const checks = new Map<string, Definition>()
  for (const definition of defined.values()) {
    if (definition.isBroken) continue
    tellSameCheck(definition, checks, complain)
    tellContradiction(asMap(definition.source).when, definition.place.at('when'), complain)
  }
}

function tellSameCheck(definition: Definition, checks: Map<string, Definition>, complain: Complain): void {
  const check = canonical(
    Object.fromEntries(Object.entries(asMap(definition.source)).filter(([key]) => !WORDS.has(key))),
  )
  const other = checks.get(check)
  if (!other) {
    checks.set(check, definition)
    return
  }
  const message = {
    zh: `“${definition.id}”与“${other.id}”检查的完全一样，一件事会算两次。请合成一项，把条款写在一起。`,
    en: `'${definition.id}' checks exactly what '${other.id}' does, so that one thing would count twice. Make them one, with the clauses of both.`,
  }
  complain('same-check', definition.place, message, { part: 'key', related: [other.place] })
}

/** The same for the same content, whatever the order of keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isMap(value)) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}

/** One fact must be two different things at once: the standard would never apply. */
function tellContradiction(when: unknown, place: Place, complain: Complain): void {
  const allowed = new Map<string, { readonly values: readonly unknown[]; readonly place: Place }>()
  for (const { fact, values, at } of demandsOf(when, place)) {
    const before = allowed.get(fact)
    const left = before ? before.values.filter(one => values.includes(one)) : values
    if (before && left.length === 0) {
      const message = {
        zh: `“${fact}”不能同时是 ${before.values.join('或')} 和 ${values.join('或')}：这项标准永远用不上。`,
        en: `'${fact}' cannot be ${before.values.join(' or ')} and ${values.join(' or ')} at once: the standard can never apply.`,
      }
      complain('never-applies', at, message, { related: [before.place] })
      return
    }
    allowed.set(fact, { values: left, place: at })
  }
}

interface Demand {
  readonly fact: string
  readonly values: readonly unknown[]
  readonly at: Place
}

/** What must hold together: literal values that a fact must be, or be one of. */
function demandsOf(when: unknown, place: Place): readonly Demand[] {
  if (!isMap(when) || 'any' in when || 'not' in when) return []
  if (Array.isArray(when.all)) return when.all.flatMap((one, at) => demandsOf(one, place.at('all', at)))
  if ('fact' in when) {
    const { fact, operator, value } = when
    const isLiteral = (operator === 'equal' && !isMap(value)) || (operator === 'in' && Array.isArray(value))
    return isLiteral ? [{ fact: String(fact), values: [value].flat(), at: place.at('value') }] : []
  }
  return Object.entries(when)
    .filter(([, value]) => !isMap(value))
    .map(([fact, value]) => ({ fact, values: [value].flat(), at: place.at(fact) }))
}
