/** Outcomes and cascades as written in, what follows from scores and findings, ready to be decided on, out. */

import type { Complain, Dictionary } from '../conditions/contract.ts'
import { compileDuration, compileNumber, compilePercent } from '../conditions/setting.ts'
import { asMap } from '../lib/map.ts'
import type { EventType } from '../model/event.ts'
import type { Cascade, OutcomeAction, OutcomeRule, Post } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import type { Setting } from '../model/value.ts'
import type { Citations } from './citations.ts'
import { apartFrom } from './complaints.ts'
import type { Definition } from './definitions.ts'
import { readFactCondition } from './fact-condition.ts'
import type { OutcomeFactNames } from './outcome-facts.ts'
import { asList, asText, asTexts, readText, type Source } from './read.ts'
import { type Selectable, selectStandards } from './selection.ts'
import { tellUnknown } from './settings.ts'

export interface OutcomeContext {
  readonly dictionary: Dictionary
  readonly complain: Complain
  readonly facts: OutcomeFactNames
  readonly selectable: Selectable
  readonly posts: ReadonlyMap<string, Post>
  /** The record types that a standard's cases are, by standard. */
  readonly eventsOf: ReadonlyMap<string, EventType>
  readonly citations: Citations
}

export function compileOutcomes(
  defined: ReadonlyMap<string, Definition>,
  context: OutcomeContext,
): readonly OutcomeRule[] {
  const { facts, citations } = context
  const rules: OutcomeRule[] = []
  for (const { id, source, place, wrong } of defined.values()) {
    const dictionary = { ...context.dictionary, complain: apartFrom(wrong, place, context.complain) }
    const { title, clauses, when: condition, 'once-per': oncePer, then } = asMap(source)
    citations.cite(`outcome:${id}`, clauses, place.at('clauses'))
    const when = readFactCondition(condition, place.at('when'), facts, dictionary)
    const actions = asList(then).map((entry, at) => compileAction(asMap(entry), place.at('then', at), dictionary))
    if (!when) continue
    rules.push({
      id,
      title: readText(title, id),
      clauses: asTexts(clauses),
      when,
      oncePer: (asText(oncePer) ?? 'period') as OutcomeRule['oncePer'],
      // biome-ignore lint/suspicious/noThenProperty: the key of the rule language
      then: actions,
      span: place.span('key'),
    })
  }
  return rules
}

function compileAction(source: Source, place: Place, dictionary: Dictionary): OutcomeAction {
  const amount = source.amount === undefined ? undefined : compileNumber(source.amount, place.at('amount'), dictionary)
  const within =
    source.within === undefined ? undefined : compileDuration(source.within, place.at('within'), dictionary)
  return {
    type: asText(source.type) ?? '',
    ...(source.title === undefined ? {} : { title: readText(source.title, '') }),
    ...(amount ? { amount } : {}),
    ...(within ? { within } : {}),
    ...(source.approval === 'required' ? { approval: 'required' } : {}),
    ...(source.evidence === undefined ? {} : { evidence: evidenceOf(asMap(source.evidence)) }),
  }
}

function evidenceOf(source: Source): NonNullable<OutcomeAction['evidence']> {
  return Object.entries(source).map(([id, title]) => ({ id, title: readText(title, id) }))
}

export function compileCascades(defined: ReadonlyMap<string, Definition>, context: OutcomeContext): readonly Cascade[] {
  const { selectable, citations } = context
  const cascades: Cascade[] = []
  for (const { id, source, place, wrong } of defined.values()) {
    const complain = apartFrom(wrong, place, context.complain)
    const own = { ...context, complain, dictionary: { ...context.dictionary, complain } }
    const { title, clauses, on, shares } = asMap(source)
    citations.cite(`cascade:${id}`, clauses, place.at('clauses'))
    const { standards: selection, at } = asMap(on)
    const standards = selectStandards(selection, place.at('on', 'standards'), selectable, complain)
    const dated = asText(at)
    if (dated !== undefined) checkDating(dated, standards, place.at('on', 'at'), own)
    cascades.push({
      id,
      title: readText(title, id),
      clauses: asTexts(clauses),
      standards,
      verdict: 'missed',
      ...(dated === undefined ? {} : { at: dated }),
      shares: compileShares(asMap(shares), place.at('shares'), own),
      combine: 'capped',
      span: place.span('key'),
    })
  }
  return cascades
}

/** The fact must exist where the cases are records. */
function checkDating(
  name: string,
  standards: readonly string[],
  place: Place,
  { eventsOf, complain }: OutcomeContext,
): void {
  for (const standard of standards) {
    const type = eventsOf.get(standard)
    if (!type || name === 'at' || type.fields.has(name) || type.derive.has(name)) continue
    const known = [...type.fields.keys(), ...type.derive.keys()]
    tellUnknown(
      'unknown-fact',
      name,
      known,
      { zh: `字段（${type.title.zh}）`, en: `field of '${type.id}'` },
      place,
      complain,
    )
    return
  }
}

function compileShares(
  source: Source,
  place: Place,
  { posts, dictionary, complain }: OutcomeContext,
): Cascade['shares'] {
  const levels = ['person', ...new Set([...posts.values()].map(post => post.level).filter(level => level !== ''))]
  const shares: Record<string, Setting<number>> = {}
  for (const [level, value] of Object.entries(source)) {
    const at = place.at(level)
    if (!levels.includes(level))
      tellUnknown('unknown-post', level, levels, { zh: '职级', en: 'level' }, at, keyed(complain))
    const share = compilePercent(value, at, dictionary)
    if (!share) continue
    if (share.dated.some(entry => entry.value !== null && (entry.value < 0 || entry.value > 100))) {
      complain('wrong-value', at, { zh: '比例应在 0% 到 100% 之间。', en: 'A share lies between 0% and 100%.' })
    }
    shares[level] = share
  }
  return shares
}

/** Points to the key. */
function keyed(complain: Complain): Complain {
  return (code, place, message, more = {}) => complain(code, place, message, { ...more, part: 'key' })
}
