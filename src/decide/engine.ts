/** Outcome rules in, a decider out: which of them hold for a set of facts, by json-rules-engine. */

import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { compareText } from '../lib/order.ts'
import type { OutcomeRule } from '../model/rulebook.ts'
import type { OutcomeFacts } from '../model/score.ts'
import type { Value } from '../model/value.ts'

export interface Verdicts {
  /** Rules that hold. */
  readonly fired: ReadonlySet<string>
  /** Rules of which it is not known, with the facts that are missing. */
  readonly undecided: ReadonlyMap<string, readonly string[]>
}

export interface Decider {
  /** Throws where the library and our own three-valued reading disagree: one of the two would be wrong about pay. */
  decide(facts: OutcomeFacts): Promise<Verdicts>
}

export function makeDecider(rules: readonly OutcomeRule[]): Decider {
  const engine = makeEngine(rules)
  const names = [...new Set(rules.flatMap(rule => rule.when.facts))].sort(compareText)
  const decided = new Map<string, Promise<Verdicts>>()
  return {
    decide(facts) {
      if (rules.length === 0) return Promise.resolve({ fired: new Set(), undecided: new Map() })
      const known = names.flatMap(name => {
        const value = facts[name]
        return value === undefined ? [] : [[name, value] as const]
      })
      const key = JSON.stringify(known)
      const before = decided.get(key)
      if (before) return before
      const verdicts = runOnce(engine, rules, Object.fromEntries(known))
      decided.set(key, verdicts)
      return verdicts
    },
  }
}

/**
 * Facts that are not known are let through, and count for nothing: a rule fires only where our own reading says that
 * it holds, and where that is definite the unknown facts decide nothing, whatever the library makes of them. The
 * library's own path language is switched off; no rule needs it.
 */
function makeEngine(rules: readonly OutcomeRule[]): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: () => undefined })
  engine.addOperator('present', (fact: Value | undefined, value: boolean) => (fact !== undefined) === value)
  engine.addOperator('before', (fact: number | undefined, value: number) => fact !== undefined && fact < value)
  engine.addOperator('after', (fact: number | undefined, value: number) => fact !== undefined && fact > value)
  engine.addOperator('between', (fact: number | undefined, value: readonly number[]) => {
    const [from, to] = value
    return fact !== undefined && from !== undefined && to !== undefined && from <= fact && fact <= to
  })
  for (const { id, when } of rules) engine.addRule({ name: id, conditions: rooted(when.source), event: { type: id } })
  return engine
}

/** The library wants all, any or not at the root. It also keeps what it is given, so it gets a copy. */
function rooted(source: Readonly<Record<string, unknown>>): TopLevelCondition {
  const isRooted = 'all' in source || 'any' in source || 'not' in source
  return structuredClone(isRooted ? source : { all: [source] }) as TopLevelCondition
}

async function runOnce(engine: Engine, rules: readonly OutcomeRule[], facts: Record<string, Value>): Promise<Verdicts> {
  const { results } = await engine.run(facts)
  const held = new Set(results.map(result => result.name))
  const fired = new Set<string>()
  const undecided = new Map<string, readonly string[]>()
  for (const { id, when } of rules) {
    const own = when.test(facts)
    if (own === undefined)
      undecided.set(
        id,
        when.facts.filter(name => facts[name] === undefined),
      )
    else if (own !== held.has(id)) {
      throw new Error(`outcome ${id}: json-rules-engine says ${held.has(id)}, the compiled condition ${own}`)
    } else if (own) fired.add(id)
  }
  return { fired, undecided }
}
