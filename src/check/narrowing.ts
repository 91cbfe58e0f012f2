/** The standards of a type, and the record that passes by, in; those that are still to be asked about it out. */

import type { Glance, Glances } from '../model/checker.ts'
import type { PassingEvent } from '../model/settling.ts'
import type { Value } from '../model/value.ts'

/** What is left to be asked of a standard. */
export interface Asked<Rule> {
  readonly rule: Rule
  readonly glance: Glance
}

/** What is left where the values of the first fields are known, and by the value of the next one what is left then. */
interface Known<Rule> {
  readonly asked: readonly Asked<Rule>[]
  readonly next: Map<Value | undefined, Known<Rule>>
}

/** So many sets of values are looked at; then one field is given up. */
const MOST_SETS = 1000

/**
 * Of many standards few concern a record, and most conditions go by a handful of values: what follows from these is worked
 * out once for each set of them that occurs, and only what is left is asked of each record.
 */
export function makeNarrowing<Rule extends { readonly glances: Glances }>(
  rules: readonly Rule[],
  { values }: Pick<PassingEvent, 'values'>,
): () => readonly Asked<Rule>[] {
  let fields = byWeight(rules.flatMap(({ glances }) => glances.fields))
  let known = ofAll(rules)
  let seen = fields.map(() => new Set<Value | undefined>())
  let sets = 0

  /** The one that has another value in most sets, or else that by which the fewest standards go. */
  const giveUpOne = (): void => {
    const manifold = seen.findIndex(({ size }) => size > MOST_SETS / 2)
    fields = fields.toSpliced(manifold, 1)
    known = ofAll(rules)
    seen = fields.map(() => new Set())
    sets = 0
  }

  const narrow = ({ asked, next }: Known<Rule>, at: number): Known<Rule> => {
    const field = fields[at] ?? ''
    const first = fields.slice(0, at + 1)
    const left = asked.flatMap(one => {
      if (!one.rule.glances.fields.includes(field)) return one
      const glance = one.rule.glances.narrowed(name => first.includes(name))
      return glance ? { rule: one.rule, glance } : []
    })
    const narrower = { asked: left, next: new Map() }
    next.set(values[field], narrower)
    seen[at]?.add(values[field])
    if (at === fields.length - 1) sets++
    return narrower
  }

  return () => {
    if (sets >= MOST_SETS) giveUpOne()
    let found = known
    for (let at = 0; at < fields.length; at++) found = found.next.get(values[fields[at] ?? '']) ?? narrow(found, at)
    return found.asked
  }
}

/** By which most standards go comes first: it leaves the fewest. */
function byWeight(fields: readonly string[]): readonly string[] {
  const counts = [...Map.groupBy(fields, field => field)]
  return counts.toSorted(([, one], [, other]) => other.length - one.length).map(([field]) => field)
}

function ofAll<Rule extends { readonly glances: Glances }>(rules: readonly Rule[]): Known<Rule> {
  return { asked: rules.map(rule => ({ rule, glance: rule.glances.whole })), next: new Map() }
}
