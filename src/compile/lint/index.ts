/** A pack's definitions in; told: rules that are well formed and yet cannot be what was meant. */

import type { Complain, Language, Names } from '../../conditions/contract.ts'
import { asMap, isMap } from '../../lib/map.ts'
import type { EventType } from '../../model/event.ts'
import type { Message } from '../../model/message.ts'
import type { Place } from '../../model/source.ts'
import type { Definition, Definitions } from '../definitions.ts'
import type { OutcomeFactNames } from '../outcome-facts.ts'
import type { Source } from '../read.ts'
import { tellShadowed } from './branches.ts'
import { claimsOf } from './claims.ts'
import { holdsAlways, tellNever } from './contradictions.ts'
import { tellOverlaps, tellSameCheck } from './duplicates.ts'
import { tellSwallowed } from './exemptions.ts'
import { tellAmount, tellRating, tellShare } from './thresholds.ts'
import { outcomeVocabulary, typeCalled, type Vocabulary, vocabularyOf } from './vocabulary.ts'

export interface LintContext {
  /** Complains of nothing: what is wrong with the names has been told. */
  readonly quiet: Language
  /** The names of outcomes and bonus sections. */
  readonly facts: OutcomeFactNames
  readonly complain: Complain
}

export function lint(definitions: Definitions, context: LintContext): void {
  const { quiet, facts, complain } = context
  const standards = [...definitions.of('standards').values()].filter(one => !one.isBroken)
  tellSameCheck(standards, complain)
  for (const definition of standards) lintStandard(definition, context)
  tellOverlaps(standards, ({ source }) => vocabularyOf(namesOf(asMap(source), quiet), quiet), complain)
  for (const type of quiet.dictionary.eventTypes.values()) lintDerived(type, context)
  const vocabulary = outcomeVocabulary(facts.typeOf, quiet)
  for (const { source, place, isBroken } of definitions.of('outcomes').values()) {
    if (!isBroken) tellNever(asMap(source).when, place.at('when'), { vocabulary, complain, never: NEVER.outcome })
  }
  for (const { source, place, isBroken } of definitions.of('scorecards').values()) {
    if (isBroken) continue
    for (const [id, section] of Object.entries(asMap(asMap(source).sections))) {
      const at = place.at('sections', id, 'when')
      tellNever(asMap(section).when, at, { vocabulary, complain, never: NEVER.bonus })
    }
  }
}

const NEVER = {
  standard: { zh: '这项标准永远用不上', en: 'the standard can never apply' },
  exemption: { zh: '这条免责永远用不上', en: 'the exemption can never apply' },
  requirement: { zh: '这个要求永远达不到', en: 'the requirement can never be met' },
  records: { zh: '这里永远不会有记录', en: 'no record can ever be counted here' },
  owners: { zh: '永远没有主体可评', en: 'nobody can ever be judged' },
  condition: { zh: '这个条件永远不成立', en: 'the condition can never hold' },
  outcome: { zh: '这项奖惩永远不会有', en: 'the outcome can never follow' },
  bonus: { zh: '永远不会有这项加分', en: 'the bonus can never be given' },
} as const satisfies Record<string, Message>

// --- standards -------------------------------------------------------------------------------------------------------

/** What bare names of the standard mean, and its owner. */
function namesOf({ event, for: each }: Source, quiet: Language): Names {
  const type = typeCalled(event, quiet)
  const named = isMap(each) ? each.each : /^each (\S+)$/.exec(String(each).trim())?.[1]
  const owner = typeCalled(named, quiet)
  return { ...(type ? { event: type } : {}), ...(owner ? { owner } : {}) }
}

function lintStandard(definition: Definition, { quiet, complain }: LintContext): void {
  const { place } = definition
  const source = asMap(definition.source)
  const names = namesOf(source, quiet)
  const vocabulary = vocabularyOf(names, quiet)
  const context = { vocabulary, complain }
  if (!tellNever(source.when, place.at('when'), { ...context, never: NEVER.standard })) {
    lintExemptions(source, place, vocabulary, complain)
    tellSwallowed(definition, vocabulary, complain)
  }
  lintRequirement(source, place, vocabulary, complain)
  tellShadowed(asMap(source.charge).first, place.at('charge', 'first'), vocabulary, complain)
  lintOwners(source.for, place.at('for'), names, { quiet, complain })
  lintRecords(source, place, names, { quiet, complain })
  if (source.kind === 'share') tellShare(source, place, { quiet, complain })
  if (source.kind === 'rating') tellRating(source, place, { quiet, complain })
  if (source.kind === 'frequency') tellAmount(source, place, vocabulary, { quiet, complain })
}

/** Each beside what the standard itself asks. */
function lintExemptions({ when, except }: Source, place: Place, vocabulary: Vocabulary, complain: Complain): void {
  const beside = claimsOf(when, place.at('when'), vocabulary)
  for (const [name, exemption] of Object.entries(asMap(except))) {
    const { when: own, event } = asMap(exemption)
    // Records that exempt a slot speak of other records than `when`.
    if (event !== undefined) continue
    tellNever(own, place.at('except', name, 'when'), { vocabulary, complain, never: NEVER.exemption, beside })
  }
}

function lintRequirement(source: Source, place: Place, vocabulary: Vocabulary, complain: Complain): void {
  const { kind, require, 'if-missing': ifMissing } = source
  const at = place.at('require')
  if (tellNever(require, at, { vocabulary, complain, never: NEVER.requirement, code: 'never-reachable' })) return
  // Where a blank is a miss, what always holds of what is filled in asks that it be filled in.
  if (kind !== 'requirement' || ifMissing === 'missed' || !holdsAlways(require, at, vocabulary)) return
  const message = {
    zh: '这个要求总能达到：不会有人未达标。',
    en: 'This is always met: nobody would ever miss it.',
  }
  const hint = {
    zh: '请改正 require；只要求填写的，写 { fact: 字段, operator: present }。',
    en: 'Correct it; where the field need only be filled in, write { fact: FIELD, operator: present }.',
  }
  complain('always-met', at, message, { part: 'key', hint })
}

interface RecordsContext {
  readonly quiet: Language
  readonly complain: Complain
}

function lintOwners(source: unknown, place: Place, { owner }: Names, { quiet, complain }: RecordsContext): void {
  if (!owner) return
  const vocabulary = vocabularyOf({ event: owner, owner }, quiet)
  tellNever(asMap(source).when, place.at('when'), { vocabulary, complain, never: NEVER.owners })
}

/** RECORDS that a standard names beside its own. */
function lintRecords(source: Source, place: Place, names: Names, context: RecordsContext): void {
  const { quiet, complain } = context
  const asked = (key: 'expect' | 'unless' | 'over' | 'having', asking: Names) => {
    const records = source[key]
    const type = typeCalled(isMap(records) ? records.event : records, quiet)
    const own: Names = {
      ...(type ? { event: type } : {}),
      ...(asking.event ? { case: asking.event } : {}),
      ...(asking.owner ? { owner: asking.owner } : {}),
    }
    const vocabulary = vocabularyOf(own, quiet)
    tellNever(asMap(records).when, place.at(key, 'when'), { vocabulary, complain, never: NEVER.records })
    return { names: own, vocabulary }
  }
  const expected = asked('expect', names)
  if (isMap(source.expect)) tellAmount(source.expect, place.at('expect'), expected.vocabulary, context)
  asked('unless', names)
  const over = asked('over', names)
  asked('having', over.names)
  const { vocabulary } = over
  tellNever(source.meeting, place.at('meeting'), { vocabulary, complain, never: NEVER.condition })
}

// --- derived facts ---------------------------------------------------------------------------------------------------

function lintDerived(type: EventType, { quiet, complain }: LintContext): void {
  const vocabulary = vocabularyOf({ event: type }, quiet)
  for (const { source, place } of type.derive.values()) {
    const { choose, is, related } = asMap(source)
    tellShadowed(choose, place.at('choose'), vocabulary, complain)
    tellNever(is, place.at('is'), { vocabulary, complain, never: NEVER.condition })
    const other = typeCalled(asMap(related).event, quiet)
    if (!other) continue
    const found = vocabularyOf({ event: other, case: type }, quiet)
    tellNever(asMap(related).when, place.at('related', 'when'), { vocabulary: found, complain, never: NEVER.records })
  }
}
