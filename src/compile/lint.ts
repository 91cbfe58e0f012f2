/** Standards and derived facts as written in; told: what checks the same twice, what never applies, what is never reached. */

import type { Complain } from '../conditions/contract.ts'
import { asMap, isMap } from '../lib/map.ts'
import type { Place } from '../model/source.ts'
import type { Definition } from './definitions.ts'
import { type ReachContext, tellOutcomeBounds, tellUnreachable } from './reach.ts'

/** What a standard is called and why it is there, which changes nothing about what it checks. */
const WORDS = new Set(['title', 'clauses', 'note', 'tags', 'severity'])

type Defined = ReadonlyMap<string, Definition>

export function lintStandards(defined: Defined, context: ReachContext): void {
  const { complain } = context
  const checks = new Map<string, Definition>()
  const whole = [...defined.values()].filter(definition => !definition.isBroken)
  for (const definition of whole) {
    const { when, charge } = asMap(definition.source)
    tellSameCheck(definition, checks, complain)
    tellContradiction(when, definition.place.at('when'), complain)
    tellSwallowed(definition, complain)
    tellUnreachable(definition, context)
    tellShadowed(asMap(charge).first, definition.place.at('charge', 'first'), complain)
  }
  tellOverlaps(whole, complain)
}

/** The conditions of outcomes, and those under which sections of scorecards count. */
export function lintConsequences(outcomes: Defined, scorecards: Defined, complain: Complain): void {
  for (const { source, place, isBroken } of outcomes.values())
    if (!isBroken) tellOutcomeBounds(asMap(source).when, place.at('when'), complain)
  for (const { source, place, isBroken } of scorecards.values()) {
    if (isBroken) continue
    for (const [id, section] of Object.entries(asMap(asMap(source).sections)))
      tellOutcomeBounds(asMap(section).when, place.at('sections', id, 'when'), complain)
  }
}

/** The branches of derived facts. */
export function lintEvents(defined: Defined, complain: Complain): void {
  for (const { source, place, isBroken } of defined.values()) {
    if (isBroken) continue
    for (const [name, derived] of Object.entries(asMap(asMap(source).derive)))
      tellShadowed(asMap(derived).choose, place.at('derive', name, 'choose'), complain)
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

// --- what a condition leaves to another ------------------------------------------------------------------------------

/** Literal demands that say all that the condition says; undefined where it says more. */
function wholeDemands(when: unknown): readonly Demand[] | undefined {
  if (!isMap(when)) return undefined
  if (Array.isArray(when.all)) {
    const parts = when.all.map(wholeDemands)
    return parts.every(part => part !== undefined) ? parts.flat() : undefined
  }
  const demands = demandsOf(when, NOWHERE)
  const said = 'fact' in when ? 1 : Object.keys(when).length
  return demands.length === said ? demands : undefined
}

/** Demands that are only compared, never told of. */
const NOWHERE: Place = { path: [], span: () => ({ file: '', line: 1, column: 1 }), at: () => NOWHERE }

/** Whether whatever meets the one condition meets the other. */
function implies(narrow: unknown, wide: unknown): boolean {
  if (canonical(narrow) === canonical(wide)) return true
  const asked = wholeDemands(wide)
  if (!asked || asked.length === 0) return false
  const known = demandsOf(narrow, NOWHERE)
  return asked.every(({ fact, values }) =>
    known.some(one => one.fact === fact && one.values.every(value => values.includes(value))),
  )
}

/** All but the condition the same, and one condition within the other: the narrower case counts twice. */
function tellOverlaps(definitions: readonly Definition[], complain: Complain): void {
  const checkOf = ({ source }: Definition) =>
    canonical(Object.fromEntries(Object.entries(asMap(source)).filter(([key]) => !WORDS.has(key) && key !== 'when')))
  for (const alike of Map.groupBy(definitions, checkOf).values()) {
    for (const one of alike) {
      const { when } = asMap(one.source)
      const other = alike.find(({ id, source }) => {
        const wide = asMap(source).when
        return id !== one.id && canonical(wide) !== canonical(when) && (wide === undefined || implies(when, wide))
      })
      if (!other) continue
      const message = {
        zh: `“${one.id}”的每个个案也是“${other.id}”的个案，检查的又一样，一件事会算两次。请把条件分开，或删去一项。`,
        en: `Every case of '${one.id}' is one of '${other.id}' too, which checks the same: one thing would count twice. Part their conditions, or take one out.`,
      }
      complain('overlapping-check', one.place, message, { part: 'key', related: [other.place] })
    }
  }
}

function tellSwallowed({ source, place }: Definition, complain: Complain): void {
  const { when, except } = asMap(source)
  for (const [name, exemption] of Object.entries(asMap(except))) {
    const own = asMap(exemption).when
    if (own === undefined || when === undefined || !implies(when, own)) continue
    const message = {
      zh: `凡是这项标准管的，“${name}”都免了：没有人会被评判。`,
      en: `Whatever the standard is about, '${name}' excuses: nobody would ever be judged.`,
    }
    complain('exemption-swallows', place.at('except', name), message, { part: 'key' })
  }
}

/** `first` and `choose`: whatever stands after an entry without a condition, or repeats one, is never reached. */
function tellShadowed(branches: unknown, place: Place, complain: Complain): void {
  if (!Array.isArray(branches)) return
  const open = branches.findIndex(one => isMap(one) && one.when === undefined)
  branches.forEach((branch, at) => {
    const when = asMap(branch).when
    const earlier = branches.findIndex(
      (one, index) => index < at && when !== undefined && implies(when, asMap(one).when),
    )
    const before = open >= 0 && open < at ? open : earlier
    if (before < 0) return
    const message = {
      zh: `第 ${at + 1} 个分支永远轮不到：前面第 ${before + 1} 个已经包括了它。`,
      en: `Branch ${at + 1} is never reached: branch ${before + 1} before it takes all of its cases.`,
    }
    complain('shadowed-branch', place.at(at), message, { related: [place.at(before)] })
  })
}
