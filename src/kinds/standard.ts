/** One standard as written in, compiled out: the frame that all kinds share, and what its kind makes of the rest. */

import { type TObject, Type } from 'typebox'
import { parseDay } from '../calendar/day.ts'
import { isUnset } from '../lib/dated.ts'
import { isMap } from '../lib/map.ts'
import type { Severity, Standard } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import type { Day } from '../model/value.ts'
import type { IfMissing } from './finding.ts'
import { isKind, KINDS, type KindId } from './index.ts'
import type { Kind, KindContext } from './kind.ts'
import { makeReader, type Reader, type Source, unknown } from './reader.ts'
import { about, frameFields } from './schema.ts'
import { textOf } from './text.ts'
import { compileTiming } from './timing.ts'

/** The whole shape of a standard, by the id of its kind. */
export const standardSchemas = Object.fromEntries(
  Object.values(KINDS).map(kind => [kind.id, schemaOf(kind)]),
) as Readonly<Record<KindId, TObject>>

function schemaOf({ id, title, summary, fields }: Kind): TObject {
  return Type.Object(
    {
      kind: Type.Literal(id, about(`${title.zh}：${summary.zh}`, `${title.en}. ${summary.en}`)),
      ...frameFields,
      ...fields,
    },
    { additionalProperties: false, title: `${title.zh} ${title.en}`, description: `${summary.zh}\n${summary.en}` },
  )
}

/** What a kind makes of a standard; its words are made elsewhere. */
export type Compiled = Omit<Standard, 'describe' | 'values'>

/** `source` has passed its schema. Undefined has been complained about; all that is wrong is complained about at once. */
export function compileStandard(id: string, source: Source, place: Place, context: KindContext): Compiled | undefined {
  const reader = makeReader(context.language)
  if (!isKind(source.kind)) {
    unknown('unknown-kind', String(source.kind), Object.keys(KINDS), place.at('kind'), reader.complain, {
      zh: '标准类型',
      en: 'kind',
    })
    return undefined
  }
  const kind: Kind = KINDS[source.kind]
  const timing = compileTiming(source, place, reader)
  const effective = compileEffective(source.effective, place.at('effective'), reader)
  const season = compileSeason(source.during, place.at('during'), context, reader)
  if (!timing || !effective || season === 'unknown') return undefined
  const judging = kind.compile(source, place, {
    id,
    reader,
    timing,
    context,
    effective,
    ...(season === undefined ? {} : { season }),
    ifMissing: ifMissingOf(source['if-missing']),
  })
  if (!judging) return undefined
  const { needed } = reader
  return {
    id,
    title: textOf(source.title),
    ...(source.note === undefined ? {} : { note: textOf(source.note) }),
    clauses: textList(source.clauses),
    kind: kind.id,
    severity: severityOf(source.severity),
    tags: textList(source.tags),
    ...(source.effective === undefined ? {} : { effective }),
    judgedPer: kind.judgedPer,
    needs: [...needed.events].filter(event => !BUILT_IN.includes(event)),
    fields: fieldsOf(reader),
    ifMissing: ifMissingOf(source['if-missing']),
    unset: [...needed.parameters].filter(parameter => isUnsetParameter(parameter, reader)),
    calendars: [...needed.calendars],
    checker: { ...judging, links: [...needed.links.values()] },
    span: place.span('key'),
  }
}

/** The roster is always there. */
const BUILT_IN = ['person', 'site', 'unit', 'outcome']

function isUnsetParameter(id: string, { dictionary }: Reader): boolean {
  const parameter = dictionary.parameters.get(id)
  return parameter !== undefined && isUnset(parameter.setting)
}

function fieldsOf({ needed }: Reader): Standard['fields'] {
  const byEvent = Map.groupBy(needed.uses.values(), use => use.event)
  return Object.fromEntries([...byEvent].map(([event, uses]) => [event, uses.map(use => use.field)]))
}

function textList(source: unknown): readonly string[] {
  return Array.isArray(source) ? source.map(String) : []
}

function severityOf(source: unknown): Severity {
  return source === 'note' || source === 'minor' || source === 'critical' ? source : 'major'
}

function ifMissingOf(source: unknown): IfMissing {
  return source === 'missed' || source === 'exempt' ? source : 'undetermined'
}

function compileEffective(
  source: unknown,
  place: Place,
  reader: Reader,
): { readonly from?: Day; readonly to?: Day } | undefined {
  if (!isMap(source)) return {}
  const read = (key: 'from' | 'to'): Day | 'wrong' | undefined => {
    if (source[key] === undefined) return undefined
    const day = parseDay(String(source[key]))
    if (day !== undefined) return day
    reader.complain('wrong-date', place.at(key), {
      zh: `“${String(source[key])}”不是日期，应写成 2025-09-01`,
      en: `'${String(source[key])}' is no date; write 2025-09-01`,
    })
    return 'wrong'
  }
  const from = read('from')
  const to = read('to')
  if (from === 'wrong' || to === 'wrong') return undefined
  if (from !== undefined && to !== undefined && to < from) {
    reader.complain('range-reversed', place.at('to'), { zh: '有效期的结束早于开始', en: 'It ends before it starts' })
    return undefined
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

function compileSeason(
  source: unknown,
  place: Place,
  { seasons }: KindContext,
  reader: Reader,
): string | 'unknown' | undefined {
  if (source === undefined) return undefined
  const season = String(source)
  if (seasons.has(season)) return season
  unknown('unknown-season', season, [...seasons], place, reader.complain, { zh: '季节', en: 'season' })
  return 'unknown'
}
