/** Which clauses are cited by what: gathered while compiling, held against the clauses registered, counted. */

import type { Complain } from '../conditions/contract.ts'
import { asMeant, didYouMean } from '../lib/did-you-mean.ts'
import { nearest } from '../lib/nearest.ts'
import type { Message } from '../model/message.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import { asTexts } from './read.ts'
import type { CompiledSources } from './surroundings.ts'

export interface Citations {
  /** Notes a list of clauses as cited; one that is not registered is complained about where clauses are registered. */
  cite(by: string, clauses: unknown, place: Place): void
  readonly all: () => ReadonlyMap<string, readonly string[]>
}

export function makeCitations({ clauses }: CompiledSources, complain: Complain): Citations {
  const cited = new Map<string, Set<string>>()
  return {
    cite(by, list, place) {
      asTexts(list).forEach((clause, at) => {
        cited.set(clause, (cited.get(clause) ?? new Set()).add(by))
        if (clauses.size === 0 || clauses.has(clause)) return
        const guess = nearest(clause, clauses.keys())
        const message = {
          zh: `条款“${clause}”没有登记在 sources 里。`,
          en: `The clause '${clause}' is not registered under sources.`,
        }
        const several = clause.split(/[、，;；/\s]+/)
        const isList = several.length > 1 && several.every(one => clauses.has(one))
        complain('unknown-clause', place.at(at), message, isList ? asMeant(several.join(', ')) : didYouMean(guess))
      })
    },
    all: () => new Map([...cited].map(([clause, by]) => [clause, [...by]])),
  }
}

/** A registered clause that nothing cites and that no reason excuses. */
export function tellOpenClauses(
  sources: CompiledSources,
  cited: ReadonlyMap<string, readonly string[]>,
  complain: Complain,
): void {
  for (const { id, unchecked } of sources.clauses.values()) {
    const place = sources.places.get(id)
    if (!place || unchecked || cited.has(id)) continue
    const message = {
      zh: `条款“${id}”没有任何标准引用。请写出检查它的标准，或用 unchecked 写明为什么没有记录可查。`,
      en: `Nothing cites the clause '${id}'. Write a standard that checks it, or say under unchecked why no record can show it.`,
    }
    complain('clause-open', place, message, { part: 'key' })
  }
}

export interface ClauseCoverage {
  readonly total: number
  /** Cited by something. */
  readonly cited: number
  /** Not cited, with a reason. */
  readonly unchecked: number
  /** Neither. */
  readonly open: number
}

/** Of the clauses registered; total = cited + unchecked + open. */
export function clauseCoverage({ clauses, citations }: Pick<Rulebook, 'clauses' | 'citations'>): ClauseCoverage {
  const all = [...clauses.values()]
  const cited = all.filter(clause => citations.has(clause.id)).length
  const unchecked = all.filter(clause => clause.unchecked && !citations.has(clause.id)).length
  return { total: all.length, cited, unchecked, open: all.length - cited - unchecked }
}

/** A clause and what follows from it: the row of the traceability table. */
export interface ClauseTrace {
  readonly clause: string
  readonly text: Message
  readonly standards: readonly string[]
  readonly scorecards: readonly string[]
  /** Outcomes and cascades. */
  readonly outcomes: readonly string[]
  readonly parameters: readonly string[]
  /** Blocks of the pack, such as its grades. */
  readonly blocks: readonly string[]
  /** Why no record can show it. */
  readonly unchecked?: Message
}

/** Every clause registered, in the order of its registration. */
export function traceClauses({ clauses, citations }: Pick<Rulebook, 'clauses' | 'citations'>): readonly ClauseTrace[] {
  return [...clauses.values()].map(({ id, text, unchecked }) => {
    const cited = (citations.get(id) ?? []).map(by => by.split(':'))
    const named = (...kinds: readonly string[]) =>
      cited.flatMap(([kind = '', name]) => (name !== undefined && kinds.includes(kind) ? [name] : [])).toSorted()
    return {
      clause: id,
      text,
      standards: named('standard'),
      scorecards: named('scorecard'),
      outcomes: named('outcome', 'cascade'),
      parameters: named('parameter'),
      blocks: cited.flatMap(([kind = '', name]) => (name === undefined ? [kind] : [])).toSorted(),
      ...(unchecked ? { unchecked } : {}),
    }
  })
}
