/** A name in, the fact it stands for out: fields, derived facts, and columns behind people, sites and units. */

import { DAY_SECONDS } from '../calendar/day.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import { nearest } from '../lib/nearest.ts'
import type { Lens } from '../model/checker.ts'
import type { Event, EventType, Field } from '../model/event.ts'
import type { Place } from '../model/source.ts'
import type { Day, Instant, Value } from '../model/value.ts'
import type { Dictionary, Fact, Names } from './contract.ts'
import { isPrivate } from './privacy.ts'
import type { Range } from './range.ts'

/** Reads a derived fact of an event type; undefined has been complained about. */
export type DerivedReader = (type: EventType, name: string) => Fact | undefined

interface FactContext {
  readonly dictionary: Dictionary
  readonly derived: DerivedReader
}

/** Whose fact it is: the record that bare names mean, the asking one, or the owner. */
type Root = 'event' | 'case' | 'owner'

const ID = field('id', 'text', '编号', 'Id')
const AT = field('at', 'date-time', '时间', 'Time')
const BUILT_IN: readonly Field[] = [ID, AT]

/** `24:00` is the end of the day. */
const TIMES_OF_DAY: Range = { low: 0, high: DAY_SECONDS }

function field(name: string, type: Field['type'], zh: string, en: string): Field {
  return { name, type, title: { zh, en }, aliases: [], required: false, shown: 'always' }
}

/** Undefined has been complained about, with the nearest name. */
export function resolveFact(name: string, names: Names, place: Place, context: FactContext): Fact | undefined {
  const found = find(name, names, context)
  if (found !== 'unknown') return found
  const known = knownNames(names, context.dictionary)
  // `{class:minor}`: without the space YAML takes the whole for one key.
  const [key = '', value] = name.split(':')
  const meant = value !== undefined && known.includes(key) ? `${key}: ${value}` : nearest(name, known)
  const shown = known.filter(one => !one.includes('.')).slice(0, 30)
  context.dictionary.complain(
    'unknown-fact',
    place,
    {
      zh: `这里没有“${name}”这个字段或事实，可用：${shown.join('、')}`,
      en: `There is no field or fact '${name}' here; there are ${shown.join(', ')}`,
    },
    { part: place.path.at(-1) === name ? 'key' : 'value', ...didYouMean(meant) },
  )
  return undefined
}

/** `unknown` where no such name exists; undefined where it exists but is itself wrong. */
function find(name: string, names: Names, context: FactContext): Fact | 'unknown' | undefined {
  const [first = '', ...rest] = name.split('.')
  if (first === 'case' && rest.length > 0) return names.case ? inType(rest, 'case', names.case, context) : 'unknown'
  if (first === 'owner' && rest.length > 0) return names.owner ? inType(rest, 'owner', names.owner, context) : 'unknown'
  return names.event ? inType([first, ...rest], 'event', names.event, context) : 'unknown'
}

function inType(
  path: readonly string[],
  root: Root,
  type: EventType,
  context: FactContext,
): Fact | 'unknown' | undefined {
  const [name = '', column, ...more] = path
  if (more.length > 0) return 'unknown'
  const own = ownFact(name, root, type, context)
  if (column === undefined || own === 'unknown' || own === undefined) return own
  return columnFact(own, column, root, context)
}

function ownFact(name: string, root: Root, type: EventType, context: FactContext): Fact | 'unknown' | undefined {
  if (type.derive.has(name)) {
    const derived = context.derived(type, name)
    return derived && seenFrom(root, derived)
  }
  const known = type.fields.get(name) ?? BUILT_IN.find(one => one.name === name)
  return known ? fieldFact(known, root, type) : 'unknown'
}

function fieldFact(known: Field, root: Root, type: EventType): Fact {
  const { name } = known
  const isRow = type.id === 'person'
  const read = (event: Event, lens: Lens): Value | undefined => {
    if (isRow) return personValue(event.id, name, lens.at, lens)
    if (name in event.values) return event.values[name]
    return name === 'id' ? event.id : name === 'at' ? event.at : undefined
  }
  return {
    name: root === 'event' ? name : `${root}.${name}`,
    type: known.type,
    title: titleOf(known, type),
    ...(known.choices ? { choices: known.choices } : {}),
    ...(known.item ? { item: known.item } : {}),
    ...(known.of ? { of: known.of } : {}),
    ...(known.type === 'time' ? { range: TIMES_OF_DAY } : {}),
    ...privacyOf(known),
    ...(root === 'event' && !isRow ? ownOf(known, type) : {}),
    read(lens) {
      if (root === 'owner') return ownerValue(name, isRow, lens)
      const event = lens[root]
      return event && read(event, lens)
    },
    grain(lens) {
      const event = root === 'owner' ? lens.owner?.row : lens[root]
      return event?.grain?.[name === 'at' ? atField(type) : name] ?? 1
    },
    links: [],
    uses: BUILT_IN.includes(known) ? [] : [{ event: type.id, field: name }],
    parameters: [],
  }
}

/** A record's own time is that of its field only where the field holds one. */
function ownOf(known: Field, { at, fields }: EventType): { readonly own?: string } {
  if (!BUILT_IN.includes(known)) return { own: known.name }
  const field = known === AT && 'field' in at ? fields.get(at.field) : undefined
  return field?.type === 'date-time' ? { own: field.name } : {}
}

function privacyOf(field: Field): { readonly isPrivate?: true } {
  return isPrivate(field) ? { isPrivate: true } : {}
}

/** A record's own time bears the title of the field that it was read from. */
function titleOf(known: Field, type: EventType): Field['title'] {
  return (known === AT ? type.fields.get(atField(type))?.title : undefined) ?? known.title
}

/** The field that a record's own time was read from. */
function atField({ at }: EventType): string {
  return 'field' in at ? at.field : 'date' in at ? at.time : 'at'
}

function ownerValue(name: string, isPerson: boolean, lens: Lens): Value | undefined {
  const { owner } = lens
  if (!owner) return undefined
  if (isPerson) return personValue(owner.id, name, lens.at, lens)
  return owner.row?.values[name] ?? (name === 'id' ? owner.id : name === 'at' ? owner.row?.at : undefined)
}

/** A person's column as of the moment: of the spell then held. */
function personValue(person: string, column: string, at: Instant, { scope }: Lens): Value | undefined {
  if (column === 'id') return person
  return scope.roster.spellOn(person, scope.zone.dayOf(at))?.values[column]
}

/** `technician.post`, `site.occupied_since`: the row behind a person, site or unit field, as of the record. */
function columnFact(base: Fact, column: string, root: Root, { dictionary }: FactContext): Fact | 'unknown' {
  const { type } = base
  if (type !== 'person' && type !== 'site' && type !== 'unit') return 'unknown'
  const known =
    dictionary.eventTypes.get(type)?.fields.get(column) ?? BUILT_IN.find(one => one.name === column && column === 'id')
  if (!known) return 'unknown'
  return {
    name: `${base.name}.${column}`,
    type: known.type,
    title: { zh: `${base.title.zh}的${known.title.zh}`, en: `${base.title.en}: ${known.title.en}` },
    ...(known.choices ? { choices: known.choices } : {}),
    ...(known.item ? { item: known.item } : {}),
    ...privacyOf(known),
    read(lens) {
      const id = base.read(lens)
      if (typeof id !== 'string') return undefined
      if (column === 'id') return id
      const { roster } = lens.scope
      if (type === 'person') return personValue(id, column, asOf(root, lens), lens)
      return (type === 'site' ? roster.site(id) : roster.unit(id))?.values[column]
    },
    grain: () => 1,
    links: base.links,
    uses: [...base.uses, { event: type, field: column }],
    parameters: base.parameters,
  }
}

/** The moment as of which a row counts: the record's own time; for an owner the moment asked about. */
function asOf(root: Root, lens: Lens): Instant {
  if (root === 'owner') return lens.at
  return lens[root]?.at ?? lens.at
}

/** A derived fact of the asking record or the owner, read as if that record were asking. */
function seenFrom(root: Root, derived: Fact): Fact {
  if (root === 'event') return derived
  const turned = (lens: Lens): Lens | undefined => {
    const event = root === 'case' ? lens.case : lens.owner?.row
    return event && { event, at: event.at, index: lens.index, scope: lens.scope }
  }
  return {
    ...derived,
    name: `${root}.${derived.name}`,
    read(lens) {
      const inner = turned(lens)
      return inner && derived.read(inner)
    },
    grain(lens) {
      const inner = turned(lens)
      return inner ? derived.grain(inner) : 1
    },
  }
}

/** Every name that can be read here, for suggestions. */
export function knownNames(names: Names, dictionary: Dictionary): readonly string[] {
  const own = (type: EventType | undefined, prefix: string): readonly string[] => {
    if (!type) return []
    const columns = [...type.fields.values()].flatMap(one =>
      one.type === 'person' || one.type === 'site' || one.type === 'unit'
        ? [...(dictionary.eventTypes.get(one.type)?.fields.keys() ?? [])].map(column => `${one.name}.${column}`)
        : [],
    )
    return [...type.fields.keys(), ...type.derive.keys(), 'id', 'at', ...columns].map(name => prefix + name)
  }
  return [...new Set([...own(names.event, ''), ...own(names.case, 'case.'), ...own(names.owner, 'owner.')])]
}

/** The civil day of a lens's moment. */
export function dayOf(lens: Lens): Day {
  return lens.scope.zone.dayOf(lens.at)
}
