/** `ledger`: a person's records and misses with their points in, the balance of the period out. */

import type Fraction from 'fraction.js'
import { Type } from 'typebox'
import { civilDate, firstOfMonth } from '../calendar/day.ts'
import { exact, larger, shortText, sumOf, ZERO } from '../lib/exact.ts'
import { isMap } from '../lib/map.ts'
import type { Index, Lens, Scope } from '../model/checker.ts'
import type { Event } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { TraceStep } from '../model/trace.ts'
import type { Day, Instant } from '../model/value.ts'
import { ledgerExamples } from './examples/ledger.ts'
import { findingsOf, type Judged, settleMissing } from './finding.ts'
import type { Kind, KindTools } from './kind.ts'
import { compilePersonRecords, openCases, type PersonRecords, personCase } from './person-cases.ts'
import { type Amount, type Source, unknown } from './reader.ts'
import { about, eventFields, meaning, numberSchema } from './schema.ts'
import { selectStandards } from './selection.ts'
import { cut, momentText } from './trace.ts'
import { joined, plain } from './words.ts'

const RESETS = ['period', 'half-year', 'year', 'never'] as const
type Reset = (typeof RESETS)[number]

const pointsSchema = Type.Union([
  Type.String(),
  ...numberSchema.anyOf,
  Type.Object({ fact: Type.String() }, { additionalProperties: false }),
])

export const ledger: Kind = {
  id: 'ledger',
  title: { zh: '积分台账', en: 'Ledger' },
  summary: {
    zh: '每人每期一个个案：记录和其他标准的未达标按分累计，可结转，可设上限。',
    en: 'One case per person and period: points of records and of misses of other standards add up, may be carried on and capped.',
  },
  judgedPer: 'person',
  fields: {
    event: Type.Optional(eventFields.event),
    when: eventFields.when,
    points: Type.Optional(
      meaning(
        pointsSchema,
        '每条记录多少分：数、字段名、{ fact: … } 或 { parameter: … }',
        'How many points a record is: a number, a field, { fact: … } or { parameter: … }',
      ),
    ),
    from: Type.Optional(
      Type.Array(
        Type.Object(
          { standards: Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })]), points: numberSchema },
          { additionalProperties: false },
        ),
        {
          minItems: 1,
          ...about(
            '其他标准的未达标也记分：[ { standards, points } ]',
            'Misses of other standards count too: [ { standards, points } ]',
          ),
        },
      ),
    ),
    reset: Type.Optional(
      Type.Union(
        RESETS.map(one => Type.Literal(one)),
        about(
          '何时清零：period（默认）、half-year、year、never',
          'When it starts anew: period (unless said), half-year, year, never',
        ),
      ),
    ),
    'at-most': Type.Optional(meaning(numberSchema, '至多多少分', 'At most so many points')),
  },
  examples: ledgerExamples,
  compile(source, place, tools) {
    const parts = compileParts(source, place, tools)
    if (!parts) return undefined
    const { records } = parts
    return {
      after: [...new Set(parts.from.flatMap(entry => entry.standards))],
      *cases(index, scope) {
        const sorted = records?.sort(index, scope)
        for (const person of peopleOf(parts, index, scope, sorted?.byPerson.keys() ?? [], tools.id))
          yield personCase(person, scope)
        if (sorted) yield* openCases(sorted)
      },
      *judge(item, index, scope) {
        const sorted = records?.sort(index, scope)
        const open = item.event && sorted?.open.get(item.event.id)
        if (open) {
          yield* findingsOf(tools.id, item, open.people, open.judged, index)
          return
        }
        const person = item.owner?.id ?? ''
        const judged = judge(person, sorted?.byPerson.get(person) ?? [], parts, tools, index, scope)
        yield* findingsOf(tools.id, item, [person], settleMissing(judged, tools.ifMissing), index)
      },
      trace(item, index, scope) {
        const person = item.owner?.id
        if (person === undefined) return []
        const entries = entriesOf(person, records?.sort(index, scope).byPerson.get(person) ?? [], parts, index, scope)
        return 'verdict' in entries ? [] : cut(entries.map(entry => entryStep(entry, scope)))
      },
    }
  },
}

interface Parts {
  readonly records: PersonRecords | undefined
  readonly points: Amount<number>
  readonly from: readonly { readonly standards: readonly string[]; readonly points: Amount<number> }[]
  readonly reset: Reset
  readonly atMost: Amount<number> | undefined
}

function compileParts(source: Source, place: Place, tools: KindTools): Parts | undefined {
  const { reader } = tools
  if (source.event === undefined && source.from === undefined) {
    reader.complain('missing-key', place, {
      zh: '台账至少要写 event（记什么记录）或 from（哪些标准的未达标）之一',
      en: 'A ledger needs `event` (which records count) or `from` (the misses of which standards), or both',
    })
    return undefined
  }
  const records = source.event === undefined ? undefined : compilePersonRecords(source, place, tools)
  if (source.event === undefined && source.charge !== 'owner') {
    reader.complain('charge-unknown', place.at('charge'), {
      zh: '只有 from 的台账，责任人就是未达标的本人，请写 charge: owner',
      en: 'A ledger with `from` alone is about whoever missed: write charge: owner',
    })
    return undefined
  }
  const points: Amount<number> | undefined =
    source.points === undefined
      ? () => 1
      : records && reader.number(namedFact(source.points), records.names, place.at('points'))
  const from = compileFrom(source.from, place.at('from'), tools)
  const atMost = source['at-most'] === undefined ? undefined : reader.number(source['at-most'], {}, place.at('at-most'))
  const isWhole = (source.event === undefined || records) && (source['at-most'] === undefined || atMost)
  if (!isWhole || !from || !points) return undefined
  return { records, points, from, reset: RESETS.find(one => one === source.reset) ?? 'period', atMost }
}

function compileFrom(source: unknown, place: Place, { reader, context, id }: KindTools): Parts['from'] | undefined {
  const entries: readonly unknown[] = Array.isArray(source) ? source : []
  const compiled = entries.map((entry, at) => {
    if (!isMap(entry)) return undefined
    const written = Array.isArray(entry.standards) ? entry.standards.map(String) : [String(entry.standards)]
    const standards = selectStandards(written, context.standards).filter(one => one !== id)
    const points = reader.number(entry.points, {}, place.at(at, 'points'))
    if (standards.length === 0)
      unknown(
        'standards-none',
        written.join(', '),
        [...context.standards.keys()],
        place.at(at, 'standards'),
        reader.complain,
        { zh: '标准', en: 'standard' },
      )
    return standards.length === 0 || !points ? undefined : { standards, points }
  })
  const whole = compiled.filter(entry => entry !== undefined)
  return whole.length < compiled.length ? undefined : whole
}

/** `points: FIELD` is short for `points: { fact: FIELD }`. */
function namedFact(source: unknown): unknown {
  return typeof source === 'string' ? { fact: source } : source
}

/** Everybody in post during the period, and whoever else has points: a clean book is a case too. */
function peopleOf(
  { from }: Parts,
  index: Index,
  scope: Scope,
  charged: Iterable<string>,
  id: string,
): readonly string[] {
  const { roster, period } = scope
  const inPost = roster.people.filter(person =>
    roster
      .spellsOf(person)
      .some(spell => (spell.from ?? period.to) <= period.to && (spell.to ?? period.from) >= period.from),
  )
  const others = roster.people.filter(
    person =>
      index.balance(id, person) !== undefined ||
      from.some(entry => entry.standards.some(one => index.missed(one, person).length > 0)),
  )
  return [...new Set([...inPost, ...others, ...charged])].toSorted()
}

/** Points of one incident. */
interface Entry {
  readonly incident: string
  readonly points: Fraction
  readonly at: Instant
  /** The record, or the miss of another standard. */
  readonly what: Message
}

function entryStep({ at, what, points }: Entry, { zone }: Scope): TraceStep {
  const moment = momentText(at, zone)
  const worth = shortText(points)
  return {
    part: 'record',
    text: { zh: `${moment.zh}  ${what.zh}`, en: `${moment.en}  ${what.en}` },
    holds: null,
    seen: { zh: `${worth} 分`, en: `${worth} points` },
    under: [],
  }
}

/** What counts since the balance last started anew; or what leaves it open. */
function entriesOf(
  person: string,
  events: readonly Event[],
  parts: Parts,
  index: Index,
  scope: Scope,
): readonly Entry[] | Judged {
  const { zone, period } = scope
  const since = resetDay(parts.reset, period.from, period.to)
  const title = parts.records?.eventType.title ?? plain('')
  const entries: Entry[] = []
  for (const event of events) {
    const lens: Lens = { event, at: event.at, index, scope }
    const day = zone.dayOf(event.at)
    if (day < since) continue
    const points = parts.points(lens, day, undefined)
    if (typeof points !== 'number') return unknownPoints(event, points)
    entries.push({
      incident: index.incident(event),
      points: exact(points),
      at: event.at,
      what: { zh: `${title.zh} ${event.id}`, en: `${title.en} ${event.id}` },
    })
  }
  for (const { standards, points } of parts.from) {
    for (const finding of standards.flatMap(standard => index.missed(standard, person))) {
      const day = zone.dayOf(finding.at)
      const each = points({ at: finding.at, index, scope }, day, undefined)
      if (day < since) continue
      if (typeof each !== 'number')
        return {
          verdict: 'undetermined',
          reason: { zh: '这一天没有生效的分值', en: 'No points are in force on that day' },
        }
      entries.push({
        incident: finding.incident ?? finding.id,
        points: exact(each),
        at: finding.at,
        what: plain(`${finding.standard} ${finding.case}`),
      })
    }
  }
  return entries
}

function judge(
  person: string,
  events: readonly Event[],
  parts: Parts,
  tools: KindTools,
  index: Index,
  scope: Scope,
): Judged {
  const { zone, period } = scope
  const since = resetDay(parts.reset, period.from, period.to)
  const opening = since < period.from ? exact(index.balance(tools.id, person) ?? '0') : ZERO
  const entries = entriesOf(person, events, parts, index, scope)
  if ('verdict' in entries) return entries
  const isOnce = tools.context.fairness.oncePer === 'incident'
  const counted = isOnce ? largestPerIncident(entries) : entries.map(entry => entry.points)
  const balance = opening.add(sumOf(counted))
  const atMost = parts.atMost?.({ at: zone.startOf(period.to + 1) - 1, index, scope }, period.from, undefined)
  if (atMost === 'unset' || atMost === 'missing')
    return { verdict: 'undetermined', reason: { zh: '没有生效的上限', en: 'No ceiling is in force' } }
  const isMissed = atMost !== undefined && balance.gt(exact(atMost))
  return {
    verdict: isMissed ? 'missed' : 'met',
    measured: { value: balance.valueOf(), unit: 'points' },
    ...(atMost === undefined ? {} : { limit: { value: atMost, unit: 'points' as const } }),
    exact: balance.toFraction(),
    evidence: events,
    reason: storyWords(opening, entries.length, entries.length - counted.length, sumOf(counted), balance, atMost),
  }
}

/** The last day at or before the period's end on which the balance starts anew. */
function resetDay(reset: Reset, from: Day, to: Day): Day {
  const { year, month } = civilDate(to)
  if (reset === 'period') return from
  if (reset === 'year') return firstOfMonth(year, 1)
  if (reset === 'half-year') return firstOfMonth(year, month > 6 ? 7 : 1)
  return Number.NEGATIVE_INFINITY
}

/** Once per person and incident: the largest. */
function largestPerIncident(entries: readonly Entry[]): readonly Fraction[] {
  return [...Map.groupBy(entries, entry => entry.incident).values()].map(own =>
    own.map(entry => entry.points).reduce(larger),
  )
}

function unknownPoints(event: Event, points: 'unset' | 'missing'): Judged {
  const reason =
    points === 'unset'
      ? { zh: '这一天没有生效的分值', en: 'No points are in force on that day' }
      : { zh: `记录 ${event.id} 没有填写分值`, en: `Record ${event.id} states no points` }
  return { verdict: 'undetermined', isMissing: points === 'missing', reason, evidence: [event] }
}

function storyWords(
  opening: Fraction,
  count: number,
  same: number,
  added: Fraction,
  balance: Fraction,
  atMost: number | undefined,
): Message {
  const parts: Message[] = []
  if (!opening.equals(ZERO))
    parts.push({ zh: `上期结转 ${shortText(opening)} 分`, en: `${shortText(opening)} points brought forward` })
  parts.push({
    zh: `本期 ${count} 次计 ${shortText(added)} 分`,
    en: `${count} entries worth ${shortText(added)} points`,
  })
  if (same > 0)
    parts.push({
      zh: `同一事件只计最大一次，${same} 次未另计`,
      en: `once per incident, the largest: ${same} not counted again`,
    })
  parts.push({ zh: `累计 ${shortText(balance)} 分`, en: `balance ${shortText(balance)} points` })
  if (atMost !== undefined) parts.push({ zh: `应不超过 ${atMost} 分`, en: `at most ${atMost} allowed` })
  return joined(parts, '，', ', ')
}
