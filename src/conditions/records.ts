/** RECORDS as written in (`event`, `when`, `match`, `at`), the records of another type that answer an asking one out. */

import { didYouMean } from '../lib/did-you-mean.ts'
import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { Lens, LinkSpec } from '../model/checker.ts'
import type { Event, EventType, Field } from '../model/event.ts'
import type { Place } from '../model/source.ts'
import type { Instant, Scalar, Value } from '../model/value.ts'
import type { Between, Condition, Dictionary, Fact, Names, Records } from './contract.ts'
import { needsOf } from './needs.ts'
import { membersOf } from './operators.ts'

/** How facts and conditions are read. */
export interface RecordsReader {
  readonly dictionary: Dictionary
  fact(name: string, names: Names, place: Place): Fact | undefined
  argument(source: unknown, names: Names, place: Place): Fact | undefined
  condition(source: unknown, names: Names, place: Place): Condition | undefined
}

/** One pair of `match`: the other record's fact and the asking one's. */
interface Pair {
  readonly other: Fact
  readonly asking: Fact
}

/** Undefined has been complained about. `asking` is what `case.x` and the right side of `match` mean. */
export function compileRecords(
  source: unknown,
  asking: Names,
  place: Place,
  reader: RecordsReader,
): Records | undefined {
  const written = typeof source === 'string' ? { event: source } : source
  if (!isMap(written)) {
    reader.dictionary.complain('wrong-value', place, {
      zh: '应写记录类型，或 { event, when, match, at }',
      en: 'Write a record type, or { event, when, match, at }',
    })
    return undefined
  }
  const eventType = eventTypeOf(
    written.event,
    typeof source === 'string' ? place : place.at('event'),
    reader.dictionary,
  )
  if (!eventType) return undefined
  const self = asking.event
  const names: Names = {
    event: eventType,
    ...(self ? { case: self } : {}),
    ...(asking.owner ? { owner: asking.owner } : {}),
  }
  const condition = written.when === undefined ? undefined : reader.condition(written.when, names, place.at('when'))
  const at = written.at === undefined ? undefined : reader.argument(written.at, { event: eventType }, place.at('at'))
  const pairs =
    written.match === undefined
      ? linkBetween(eventType, self, place, reader)
      : readMatch(written.match, eventType, asking, place.at('match'), reader)
  if ((written.when !== undefined && !condition) || (written.at !== undefined && !at) || !pairs) return undefined

  const link = pairs[0] && linkOn(eventType.id, pairs[0].other)
  const needs = needsOf([condition, at, ...pairs.flatMap(({ other, asking: mine }) => [other, mine])])
  const candidates = (lens: Lens): readonly Event[] => matching(lens, eventType, pairs, link)

  const isItself = (other: Event, { event: own }: Lens) =>
    own !== undefined && other.type === own.type && other.id === own.id

  const sift = (lens: Lens, within?: Between) => {
    const sure: Event[] = []
    const unsure: Event[] = []
    const all = candidates(lens)
    for (const other of within && !at ? between(all, within) : all) {
      if (isItself(other, lens)) continue
      const truth = condition ? condition.test(turned(lens, other)) : true
      if (truth === true) sure.push(other)
      else if (truth === undefined) unsure.push(other)
    }
    return { sure, unsure }
  }

  return {
    eventType,
    ...needs,
    links: link ? [...needs.links, link] : needs.links,
    uses: [...needs.uses, { event: eventType.id, field: '' }],
    find: lens => sift(lens).sure,
    sift,
    considered: lens =>
      candidates(lens)
        .filter(other => !isItself(other, lens))
        .map(event => {
          const own = turned(lens, event)
          return condition
            ? { event, truth: condition.test(own), lens: own, condition }
            : { event, truth: true, lens: own }
        }),
    at(event, lens) {
      if (!at) return event.at
      const value = at.read(turned(lens, event))
      return typeof value === 'number' ? value : undefined
    },
    grain: (event, lens) => (at ? at.grain(turned(lens, event)) : ownGrain(event, eventType)),
    matched: pairs.length > 0,
  }
}

/** Seconds that a record's own time was cut off to. */
export function ownGrain(event: Event, { at }: EventType): number {
  const name = 'field' in at ? at.field : 'date' in at ? at.time : 'at'
  return event.grain?.[name] ?? 1
}

/** The other record's own view: bare names are its, `case.x` those of the record that asks. */
function turned(lens: Lens, other: Event): Lens {
  return {
    event: other,
    ...(lens.event ? { case: lens.event } : {}),
    ...(lens.owner ? { owner: lens.owner } : {}),
    at: lens.at,
    index: lens.index,
    scope: lens.scope,
  }
}

/** An event type by id or title; undefined has been complained about. */
export function eventTypeOf(
  name: unknown,
  place: Place,
  { eventTypes, complain }: Pick<Dictionary, 'eventTypes' | 'complain'>,
): EventType | undefined {
  const known =
    typeof name === 'string'
      ? (eventTypes.get(name) ??
        [...eventTypes.values()].find(type => type.title.zh === name || type.title.en === name))
      : undefined
  if (known) return known
  const meant = nearest(String(name), eventTypes.keys())
  complain(
    'unknown-event',
    place,
    {
      zh: `没有记录类型“${String(name)}”，可用：${[...eventTypes.keys()].join('、')}`,
      en: `There is no record type '${String(name)}'; there are ${[...eventTypes.keys()].join(', ')}`,
    },
    didYouMean(meant),
  )
  return undefined
}

function matching(lens: Lens, type: EventType, pairs: readonly Pair[], link: LinkSpec | undefined): readonly Event[] {
  const [first, ...rest] = pairs
  if (!first || !link) return lens.index.all(type.id)
  const key = first.asking.read(lens)
  if (key === undefined) return []
  const found =
    typeof key === 'object' ? distinct(key.flatMap(one => lens.index.find(link, one))) : lens.index.find(link, key)
  return rest.length === 0 ? found : found.filter(other => rest.every(pair => agrees(pair, other, lens)))
}

/** Of records in order of time. */
function between(events: readonly Event[], { from, to }: Between): readonly Event[] {
  const first = firstFrom(events, from)
  return events.slice(first, firstFrom(events, to + 1))
}

/** The place of the first record at or after the instant. */
function firstFrom(events: readonly Event[], instant: Instant): number {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((events[middle]?.at ?? Number.POSITIVE_INFINITY) < instant) low = middle + 1
    else high = middle
  }
  return low
}

/** Records reached by several members of a list, each once, in the order of the index. */
function distinct(events: readonly Event[]): readonly Event[] {
  return [...new Set(events)].toSorted(
    (one, other) => one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
  )
}

/** Exact after NFKC and trimming; lists by membership; what is not known matches nothing. */
function agrees({ other, asking }: Pair, event: Event, lens: Lens): boolean {
  const theirs = other.read(turned(lens, event))
  const mine = asking.read(lens)
  if (theirs === undefined || mine === undefined) return false
  const members = new Set(keys(theirs))
  return keys(mine).some(key => members.has(key))
}

function keys(value: Value): readonly Scalar[] {
  return membersOf(value).map(one => (typeof one === 'string' ? one.normalize('NFKC').trim() : one))
}

function linkOn(event: string, fact: Fact): LinkSpec {
  return {
    id: `${event}.${fact.name}`,
    event,
    key: (other, index, scope) => fact.read({ event: other, at: other.at, index, scope }),
  }
}

function readMatch(
  source: unknown,
  eventType: EventType,
  asking: Names,
  place: Place,
  reader: RecordsReader,
): readonly Pair[] | undefined {
  if (!isMap(source) || Object.keys(source).length === 0) {
    reader.dictionary.complain('wrong-value', place, {
      zh: 'match 应写成 { 对方字段: 本方字段 }',
      en: 'match is { field of the other record: field of this one }',
    })
    return undefined
  }
  const pairs = Object.entries(source).map(([theirs, mine]) => {
    const other = reader.fact(theirs, { event: eventType }, place.at(theirs))
    const own =
      typeof mine === 'string'
        ? askingFact(mine, asking, place.at(theirs), reader)
        : reader.argument(mine, asking, place.at(theirs))
    return other && own && { other, asking: own }
  })
  const known = pairs.filter(pair => pair !== undefined)
  return known.length < pairs.length ? undefined : known
}

/** The right side of `match`: a fact of the asking record; `owner` alone is the owner's id. */
function askingFact(name: string, asking: Names, place: Place, reader: RecordsReader): Fact | undefined {
  if (name === 'owner' && asking.owner) return reader.fact('owner.id', asking, place)
  return reader.fact(name.startsWith('case.') && !asking.case ? name.slice('case.'.length) : name, asking, place)
}

/** The only link field that joins the two types, in either direction; none: no pairs; several: complained about. */
function linkBetween(
  other: EventType,
  asking: EventType | undefined,
  place: Place,
  reader: RecordsReader,
): readonly Pair[] | undefined {
  if (!asking) return []
  const theirs = linksTo(other, asking).map(field => ({ theirs: field.name, mine: 'id' }))
  const mine = other.id === asking.id ? [] : linksTo(asking, other).map(field => ({ theirs: 'id', mine: field.name }))
  const all = [...theirs, ...mine]
  if (all.length > 1) {
    const names = all.map(one => `{ ${one.theirs}: ${one.mine} }`)
    reader.dictionary.complain('link-ambiguous', place, {
      zh: `“${other.title.zh}”与“${asking.title.zh}”之间有多种对应，请写明 match：${names.join(' 或 ')}`,
      en: `'${other.id}' and '${asking.id}' are linked in several ways; write match: ${names.join(' or ')}`,
    })
    return undefined
  }
  return all.flatMap(one => {
    const theirFact = reader.fact(one.theirs, { event: other }, place)
    const myFact = reader.fact(one.mine, { event: asking }, place)
    return theirFact && myFact ? [{ other: theirFact, asking: myFact }] : []
  })
}

function linksTo(from: EventType, to: EventType): readonly Field[] {
  return [...from.fields.values()].filter(
    field => field.of === to.id && (field.type === 'record' || field.item === 'record'),
  )
}
