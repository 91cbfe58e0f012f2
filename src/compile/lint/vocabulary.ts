/** Where a condition stands in; what the names and values written there mean out, without complaining of any. */

import type { Fact, Language, Names } from '../../conditions/contract.ts'
import { readLiteral, TYPE_NAMES } from '../../conditions/literal.ts'
import type { OutcomeFactType } from '../../conditions/outcome-facts.ts'
import { type Range, rangeOf } from '../../conditions/range.ts'
import { isMap } from '../../lib/map.ts'
import type { EventType, FieldType } from '../../model/event.ts'
import type { Place } from '../../model/source.ts'
import type { Scalar } from '../../model/value.ts'

/** What is known of a fact before any record is read. */
export type KnownFact = Pick<Fact, 'type' | 'choices' | 'range'>

export interface Vocabulary {
  /** Undefined: no such name, or one that is itself wrong. */
  fact(name: string): KnownFact | undefined
  /** A literal as records hold it: dates parsed, titles turned into ids. */
  value(source: unknown, fact: KnownFact): Scalar | undefined
  /** Between which numbers `{ fact }` or `{ parameter }` lies; undefined for anything else. */
  other(source: unknown, fact: KnownFact): Range | undefined
}

/** For what is only compared, never told of. */
const NOWHERE: Place = { path: [], span: () => ({ file: '', line: 1, column: 1 }), at: () => NOWHERE }

const VOCABULARIES = new WeakMap<Language, Map<string, Vocabulary>>()

/** `quiet` complains of nothing: whatever is wrong has been told. One for all standards about the same records. */
export function vocabularyOf(names: Names, quiet: Language): Vocabulary {
  const made = VOCABULARIES.get(quiet) ?? new Map<string, Vocabulary>()
  VOCABULARIES.set(quiet, made)
  const key = JSON.stringify([names.event?.id, names.case?.id, names.owner?.id])
  const vocabulary = made.get(key) ?? makeVocabulary(names, quiet)
  made.set(key, vocabulary)
  return vocabulary
}

function makeVocabulary(names: Names, quiet: Language): Vocabulary {
  const { dictionary } = quiet
  const facts = new Map<string, KnownFact | undefined>()
  return {
    fact(name) {
      if (facts.has(name)) return facts.get(name)
      const fact = quiet.fact(name, names, NOWHERE)
      // A field that is itself wrong may have any type.
      const known = fact && Object.hasOwn(TYPE_NAMES, fact.type) ? fact : undefined
      facts.set(name, known)
      return known
    },
    value: (source, fact) => readLiteral(source, fact, NOWHERE, dictionary),
    other(source, { type }) {
      const isNamed = isMap(source) && ('fact' in source || 'parameter' in source)
      const other = isNamed ? quiet.argument(source, names, NOWHERE, type) : undefined
      return other && isOrdered(other.type) ? rangeOf(other) : undefined
    },
  }
}

/** The names of outcomes and bonus sections. */
export function outcomeVocabulary(
  typeOf: (name: string) => OutcomeFactType | undefined,
  { dictionary }: Language,
): Vocabulary {
  return {
    fact: typeOf,
    value: (source, fact) => readLiteral(source, fact, NOWHERE, dictionary),
    other(source) {
      const type = isMap(source) && typeof source.fact === 'string' ? typeOf(source.fact) : undefined
      return type && isOrdered(type.type) ? rangeOf(type) : undefined
    },
  }
}

function isOrdered(type: FieldType): boolean {
  return type === 'number' || type === 'date' || type === 'date-time' || type === 'time'
}

const BY_NAME = new WeakMap<ReadonlyMap<string, EventType>, ReadonlyMap<unknown, EventType>>()

/** By id or title. */
export function typeCalled(name: unknown, { dictionary: { eventTypes } }: Language): EventType | undefined {
  const types = BY_NAME.get(eventTypes) ?? byName(eventTypes)
  BY_NAME.set(eventTypes, types)
  return types.get(name)
}

/** Of several that are called the same the first. */
function byName(types: ReadonlyMap<string, EventType>): ReadonlyMap<unknown, EventType> {
  const named = [...types.values()].flatMap(type =>
    [type.id, type.title.zh, type.title.en].map(one => [one, type] as const),
  )
  return new Map(named.toReversed())
}
