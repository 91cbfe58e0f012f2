/** Standards as written in, compiled by their kinds out; their clauses noted as cited. */

import type { Complain, Dictionary, Language } from '../conditions/contract.ts'
import { makeLanguage } from '../conditions/language.ts'
import { describeStandard, valuesOf } from '../describe/index.ts'
import { compileStandard } from '../kinds/standard.ts'
import { asMap } from '../lib/map.ts'
import type { EventType } from '../model/event.ts'
import type { Fairness, Standard } from '../model/rulebook.ts'
import type { Citations } from './citations.ts'
import type { Definition } from './definitions.ts'
import { asText, asTexts } from './read.ts'
import type { Selectable } from './selection.ts'

export interface StandardsContext {
  readonly language: Language
  readonly complain: Complain
  readonly fairness: Fairness
  readonly seasons: ReadonlySet<string>
  readonly citations: Citations
  /** The pack registers clauses: a standard without any is then an error. */
  readonly hasSources: boolean
}

/** What selections choose from: broken ones too, so that nobody is told that they do not exist. */
export function selectable(defined: ReadonlyMap<string, Definition>): Selectable {
  return new Map([...defined.values()].map(({ id, source }) => [id, asTexts(asMap(source).tags)]))
}

export function kindsOf(defined: ReadonlyMap<string, Definition>): ReadonlyMap<string, string> {
  return new Map([...defined.values()].map(({ id, source }) => [id, asText(asMap(source).kind) ?? '']))
}

/** The record type whose records are a standard's cases. */
export function casesOf(
  defined: ReadonlyMap<string, Definition>,
  types: ReadonlyMap<string, EventType>,
): ReadonlyMap<string, EventType> {
  const byTitle = [...types.values()]
  return new Map(
    [...defined.values()].flatMap(({ id, source }) => {
      const name = asMap(source).event
      const type = byTitle.find(one => one.id === name || one.title.zh === name || one.title.en === name)
      return type ? [[id, type] as const] : []
    }),
  )
}

export function compileStandards(
  defined: ReadonlyMap<string, Definition>,
  context: StandardsContext,
): readonly Standard[] {
  const { language, fairness, seasons } = context
  const quiet = makeLanguage(withoutComplaints(language.dictionary))
  const kindContext = { language, fairness, seasons, standards: selectable(defined) }
  const standards: Standard[] = []
  for (const definition of defined.values()) {
    citeClauses(definition, context)
    if (definition.isBroken) continue
    const source = asMap(definition.source)
    const { id, place } = definition
    const compiled = compileStandard(id, source, place, kindContext)
    if (!compiled) continue
    let described: ReturnType<Standard['describe']> | undefined
    // Numbers, pages and handbooks ask for the same words.
    const describe = () => {
      described ??= describeStandard(source, place, quiet)
      return described
    }
    standards.push({ ...compiled, describe, values: () => valuesOf(source, quiet) })
  }
  return standards
}

/** For what is read once more after it was compiled. */
export function withoutComplaints({ meant: _meant, ...dictionary }: Dictionary): Dictionary {
  return { ...dictionary, complain: () => {} }
}

function citeClauses(
  { id, source, place, isBroken }: Definition,
  { citations, complain, hasSources }: StandardsContext,
): void {
  const { clauses, except } = asMap(source)
  citations.cite(`standard:${id}`, clauses, place.at('clauses'))
  for (const [name, exemption] of Object.entries(asMap(except))) {
    citations.cite(`standard:${id}`, asMap(exemption).clauses, place.at('except', name, 'clauses'))
  }
  if (isBroken || asTexts(clauses).length > 0) return
  complain(
    'clause-missing',
    place,
    {
      zh: `标准“${id}”没有引用条款。请写 clauses: [条款编号]，考评表上才说得清依据。`,
      en: `The standard '${id}' cites no clause. Write clauses: [id], so that sheets can say what it rests on.`,
    },
    { part: 'key', ...(hasSources ? { severity: 'error' } : {}) },
  )
}
