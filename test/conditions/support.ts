/** One record type and one record in, facts and conditions over it out; and everything that was complained about. */

import { makeCalendar } from '../../src/calendar/work-calendar.ts'
import { makeZone } from '../../src/calendar/zone.ts'
import type { Complain, Condition, Fact, Language } from '../../src/conditions/contract.ts'
import { makeLanguage } from '../../src/conditions/language.ts'
import type { Index, Lens, Scope } from '../../src/model/checker.ts'
import type { DerivedSource, Event, EventType, Field, FieldType } from '../../src/model/event.ts'
import type { Parameter } from '../../src/model/rulebook.ts'
import type { PathPart, Place } from '../../src/model/source.ts'
import type { Value } from '../../src/model/value.ts'
import { makeRoster } from '../../src/roster/roster.ts'

const shanghai = makeZone('Asia/Shanghai')
if (!shanghai) throw new Error('no such zone')
export const ZONE = shanghai

export const PLACE: Place = placeAt([])

function placeAt(path: readonly PathPart[]): Place {
  return {
    path,
    span: () => ({ file: 'test.yaml', line: 1, column: 1 }),
    at: (...parts) => placeAt([...path, ...parts]),
  }
}

export interface TypeText {
  readonly id: string
  readonly fields: Readonly<
    Record<
      string,
      | FieldType
      | {
          readonly type: FieldType
          readonly choices?: readonly string[]
          readonly item?: Field['type']
          readonly of?: string
        }
    >
  >
  readonly derive?: Readonly<Record<string, unknown>>
  readonly span?: EventType['span']
}

export function eventType({ id, fields, derive = {}, span }: TypeText): EventType {
  const made = Object.entries(fields).map(([name, source]): [string, Field] => {
    const { type, choices, item, of } =
      typeof source === 'string' ? { type: source, choices: undefined, item: undefined, of: undefined } : source
    return [
      name,
      {
        name,
        type,
        title: { zh: name, en: name },
        aliases: [],
        required: false,
        shown: 'always',
        ...(choices
          ? { choices: new Map(choices.map(choice => [choice, { zh: `${choice}号`, en: choice.toUpperCase() }])) }
          : {}),
        ...(item && item !== 'list' ? { item } : {}),
        ...(of ? { of } : {}),
      },
    ]
  })
  return {
    id,
    title: { zh: `${id}记录`, en: id },
    at: { field: 'at' },
    fields: new Map(made),
    derive: new Map(
      Object.entries(derive).map(([name, source]): [string, DerivedSource] => [
        name,
        { name, source, place: PLACE.at(name) },
      ]),
    ),
    ...(span ? { span } : {}),
    place: PLACE,
  }
}

export interface World {
  readonly complaints: string[]
  readonly language: Language
  readonly type: EventType
  condition(source: unknown): Condition | undefined
  fact(name: string): Fact | undefined
  test(source: unknown, values: Readonly<Record<string, Value>>): boolean | undefined
  read(name: string, values: Readonly<Record<string, Value>>): Value | undefined
}

/** The first type is the one asked about; `others` are all records beside the one under test. */
export function world(
  types: readonly TypeText[],
  others: readonly Event[] = [],
  parameters: readonly Parameter[] = [],
): World {
  const made = types.map(eventType)
  const [asked] = made
  if (!asked) throw new Error('no type')
  const complaints: string[] = []
  const complain: Complain = (code, place) => void complaints.push([code, ...place.path].join(' '))
  const language = makeLanguage({
    eventTypes: new Map(made.map(type => [type.id, type])),
    parameters: new Map(parameters.map(parameter => [parameter.id, parameter])),
    posts: new Map(),
    calendars: new Set(['office']),
    defaultCalendar: 'office',
    complain,
    zone: ZONE,
  })
  const lens = (values: Readonly<Record<string, Value>>): Lens => {
    const at = typeof values.at === 'number' ? values.at : instant('2024-03-05', 14 * 60)
    const event = record(asked.id, 'T1', at, values)
    const index = indexOf([...others, event])
    return { event, at, index, scope: SCOPE }
  }
  return {
    complaints,
    language,
    type: asked,
    condition: source => language.condition(source, { event: asked }, PLACE),
    fact: name => language.fact(name, { event: asked }, PLACE),
    test: (source, values) => language.condition(source, { event: asked }, PLACE)?.test(lens(values)),
    read: (name, values) => language.fact(name, { event: asked }, PLACE)?.read(lens(values)),
  }
}

export function record(type: string, id: string, at: number, values: Readonly<Record<string, Value>> = {}): Event {
  return { type, id, at, values, source: { file: 'test', row: 1, id } }
}

/** So many minutes after the day's midnight. */
export function instant(day: string, minutes: number): number {
  return Date.parse(`${day}T00:00:00+08:00`) / 1000 + minutes * 60
}

function indexOf(events: readonly Event[]): Index {
  const sorted = events.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
  const index: Index = {
    all: type => sorted.filter(event => event.type === type),
    byId: (type, id) => sorted.find(event => event.type === type && event.id === id),
    find: (link, key) =>
      index.all(link.event).filter(event => {
        const value = link.key(event, index, SCOPE)
        return typeof value === 'object' ? value.includes(key) : value === key
      }),
    incident: event => `${event.type}:${event.id}`,
    missed: () => [],
    balance: () => undefined,
  }
  return index
}

const hours = [
  { from: 8.5 * 3600, to: 12 * 3600 },
  { from: 13.5 * 3600, to: 17.5 * 3600 },
]

const roster = makeRoster(
  {
    spells: [
      {
        person: 'E1',
        name: '甲',
        post: 'guard',
        sites: ['d1'],
        to: 19_850,
        share: 1,
        values: { id: 'E1', name: '甲', post: 'guard' },
      },
      {
        person: 'E1',
        name: '甲',
        post: 'cook',
        sites: ['c1'],
        from: 19_851,
        share: 1,
        values: { id: 'E1', name: '甲', post: 'cook' },
      },
    ],
  },
  ZONE,
)

export const SCOPE: Scope = {
  zone: ZONE,
  period: { name: '2024-H1', from: 19_723, to: 19_904, year: 2024, length: 'half-year' },
  asOf: instant('2024-07-06', 0),
  knownThrough: instant('2024-07-06', 0) - 1,
  recordsFrom: instant('2024-01-01', 0),
  calendars: new Map([
    [
      'office',
      makeCalendar({ id: 'office', zone: ZONE, weekly: new Map([1, 2, 3, 4, 5].map(day => [day, hours])), dates: [] }),
    ],
  ]),
  seasons: new Map(),
  roster,
  carried: new Map(),
  confirmedNone: new Set(),
}
