/** Sources, parameters and posts as written in, as the rulebook holds them out. */

import { formatDay } from '../calendar/day.ts'
import { parseDuration } from '../calendar/duration.ts'
import type { Complain } from '../conditions/contract.ts'
import { readDated, type SingleReader } from '../conditions/setting.ts'
import { asMap } from '../lib/map.ts'
import type { Clause, Parameter, Post, Source } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import type { Day, Duration, Setting } from '../model/value.ts'
import type { Definition } from './definitions.ts'
import { asText, asTexts, readText } from './read.ts'
import { checkOrder, readDay } from './settings.ts'

type Defined = ReadonlyMap<string, Definition>

// --- sources --------------------------------------------------------------------------------------------------------

export interface CompiledSources {
  readonly sources: ReadonlyMap<string, Source>
  readonly clauses: ReadonlyMap<string, Clause>
  /** Where each clause is registered. */
  readonly places: ReadonlyMap<string, Place>
}

export function compileSources(defined: Defined, complain: Complain): CompiledSources {
  const sources = new Map<string, Source>()
  const clauses = new Map<string, Clause>()
  const places = new Map<string, Place>()
  for (const { id, source, place } of defined.values()) {
    const { title, effective, clauses: written } = asMap(source)
    checkEffective(effective, place.at('effective'), complain)
    const own = new Map<string, Clause>()
    for (const [clauseId, entry] of Object.entries(asMap(written))) {
      const at = place.at('clauses', clauseId)
      const known = places.get(clauseId)
      if (known) {
        complain(
          'duplicate-id',
          at,
          { zh: `条款“${clauseId}”已经登记过。`, en: `The clause '${clauseId}' is registered already.` },
          { part: 'key', related: [known] },
        )
        continue
      }
      const { text, unchecked } = asMap(entry)
      const clause: Clause = {
        id: clauseId,
        text: readText(text, clauseId),
        source: id,
        ...(unchecked === undefined ? {} : { unchecked: readText(unchecked, '') }),
      }
      own.set(clauseId, clause)
      clauses.set(clauseId, clause)
      places.set(clauseId, at)
    }
    sources.set(id, { id, title: readText(title, id), clauses: own })
  }
  return { sources, clauses, places }
}

function checkEffective(source: unknown, place: Place, complain: Complain): void {
  const { from, to } = asMap(source)
  const start = from === undefined ? undefined : readDay(from, place.at('from'), complain)
  const end = to === undefined ? undefined : readDay(to, place.at('to'), complain)
  checkOrder(start, end, place.at('to'), complain)
}

// --- parameters -----------------------------------------------------------------------------------------------------

/** Durations are read as such; everything else stays as written. */
const PARAMETER_VALUE: SingleReader<number | Duration | string> = {
  expected: { zh: '数字、时长或文字', en: 'a number, duration or text' },
  code: 'wrong-value',
  read(source) {
    if (typeof source === 'number') return source
    if (typeof source === 'boolean') return String(source)
    return typeof source === 'string' ? (parseDuration(source) ?? source) : undefined
  },
}

export function compileParameters(
  defined: Defined,
  today: Day | undefined,
  complain: Complain,
): ReadonlyMap<string, Parameter> {
  const parameters = new Map<string, Parameter>()
  for (const { id, source, place, isBroken } of defined.values()) {
    const { title, value, 'by-site': bySite, clauses, 'review-by': reviewBy } = asMap(source)
    const review = reviewBy === undefined || isBroken ? undefined : readDay(reviewBy, place.at('review-by'), complain)
    if (review !== undefined && today !== undefined && review < today)
      tellOverdue(id, review, today, place.at('review-by'), complain)
    parameters.set(id, {
      id,
      title: readText(title, id),
      setting: isBroken ? { parameter: id, dated: [] } : settingOf(id, value, bySite, place, complain),
      clauses: asTexts(clauses),
      ...(review === undefined ? {} : { reviewBy: review }),
      span: place.span('key'),
    })
  }
  return parameters
}

function settingOf(
  id: string,
  value: unknown,
  bySite: unknown,
  place: Place,
  complain: Complain,
): Parameter['setting'] {
  const read = (source: unknown, at: Place) =>
    source === undefined || source === null ? [] : (readDated(source, at, PARAMETER_VALUE, { complain }) ?? [])
  const sites = Object.entries(asMap(bySite)).map(
    ([site, one]) => [site, read(one, place.at('by-site', site))] as const,
  )
  const setting: Setting<number | Duration | string> = { parameter: id, dated: read(value, place.at('value')) }
  return sites.length === 0 ? setting : { ...setting, bySite: Object.fromEntries(sites) }
}

function tellOverdue(id: string, review: Day, today: Day, place: Place, complain: Complain): void {
  complain('review-overdue', place, {
    zh: `参数“${id}”应在 ${formatDay(review)} 之前复核，现在是 ${formatDay(today)}。复核之后请改写 review-by。`,
    en: `The parameter '${id}' was to be reviewed by ${formatDay(review)}; it is ${formatDay(today)}. Set a new review-by once it was.`,
  })
}

// --- posts ----------------------------------------------------------------------------------------------------------

export function compilePosts(defined: Defined): ReadonlyMap<string, Post> {
  return new Map(
    [...defined.values()].map(({ id, source }) => {
      const { title, level } = asMap(source)
      return [id, { id, title: readText(title, id), level: asText(level) ?? '' }]
    }),
  )
}
