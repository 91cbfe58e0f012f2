/** Record types as written in, with the built-in ones; their fields, times and derived facts checked and named out. */

import type { Complain } from '../conditions/contract.ts'
import { asMap, isMap } from '../lib/map.ts'
import { makePlace } from '../lib/place.ts'
import type { AtSource, DerivedSource, EventType, Field, FieldType, Shown } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { Post, Rulebook } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import { apartFrom } from './complaints.ts'
import type { Definition } from './definitions.ts'
import { markFieldsOfRaters } from './fields-of-raters.ts'
import { asList, asText, asTexts, readText } from './read.ts'
import { type BuiltInType, OUTCOME_TYPE, rosterType } from './roster-types.ts'
import { isRosterType, ROSTER_TYPES } from './sections.ts'
import { tellUnknown } from './settings.ts'

export interface CompiledEvents {
  /** What records can be of. */
  readonly eventTypes: ReadonlyMap<string, EventType>
  readonly rosterTypes: Rulebook['rosterTypes']
  /** All that rules may name: the above, and confirmed outcomes. */
  readonly nameable: ReadonlyMap<string, EventType>
}

/** Names that conditions use for themselves. */
const RESERVED = ['all', 'any', 'not', 'fact']
const FIELD_NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u

export function compileEvents(
  defined: ReadonlyMap<string, Definition>,
  posts: ReadonlyMap<string, Post>,
  complain: Complain,
  standards: ReadonlyMap<string, Definition> = new Map(),
): CompiledEvents {
  const names = [...defined.keys(), ...ROSTER_TYPES, 'outcome']
  const compiled = new Map<string, EventType>()
  for (const definition of defined.values()) {
    if (isRosterType(definition.id)) continue
    compiled.set(definition.id, compileEvent(definition, names, complain))
  }
  const eventTypes = markFieldsOfRaters(compiled, standards)
  const roster = (type: (typeof ROSTER_TYPES)[number]) =>
    builtIn(type, rosterType(type, posts), defined.get(type), names, complain)
  const rosterTypes = { person: roster('person'), site: roster('site'), unit: roster('unit') }
  const outcome = builtIn('outcome', OUTCOME_TYPE, undefined, names, complain)
  const nameable = new Map([...eventTypes, ...Object.entries(rosterTypes)])
  if (!nameable.has('outcome')) nameable.set('outcome', outcome)
  return { eventTypes, rosterTypes, nameable }
}

function compileEvent({ id, source, place, wrong }: Definition, names: readonly string[], report: Complain): EventType {
  const complain = apartFrom(wrong, place, report)
  const { title, id: idField, at, span, incident, updated, due, 'supplied-by': supplier } = asMap(source)
  const { 'entered-by': enteredBy, 'entered-at': enteredAt } = asMap(source)
  const fields = compileFields(asMap(source).fields, place.at('fields'), names, complain)
  const derive = derivedFacts(asMap(source).derive, fields, place.at('derive'), complain)
  const type: EventType = {
    id,
    title: readText(title, id),
    at: timeOf(at),
    fields,
    derive,
    place,
    ...textEntry('idField', idField),
    ...textEntry('incident', incident),
    ...textEntry('updated', updated),
    ...textEntry('enteredBy', enteredBy),
    ...textEntry('enteredAt', enteredAt ?? usualEnteredAt(fields)),
    ...(supplier === undefined ? {} : { supplier: readText(supplier, id) }),
    ...(due === undefined ? {} : { due: readText(due, id) }),
    ...(isMap(span) ? { span: { from: String(span.from), to: String(span.to) } } : {}),
  }
  checkRoles(type, complain)
  return type
}

/** What the field is called that says when a record was entered, unless the pack names another. */
const ENTERED_AT = 'recorded_at'

function usualEnteredAt(fields: ReadonlyMap<string, Field>): string | undefined {
  const field = fields.get(ENTERED_AT)
  return field && TIMES.includes(field.type) ? field.name : undefined
}

function textEntry<K extends string>(key: K, value: unknown): { readonly [P in K]?: string } {
  return typeof value === 'string' ? ({ [key]: value } as { readonly [P in K]: string }) : {}
}

function timeOf(source: unknown): AtSource {
  const [date, time] = asTexts(source)
  if (date !== undefined && time !== undefined) return { date, time }
  const of = asText(asMap(source).of)
  return of === undefined ? { field: asText(source) ?? 'at' } : { of }
}

/** A built-in type with the columns that the pack adds. */
function builtIn(
  id: string,
  base: BuiltInType,
  definition: Definition | undefined,
  names: readonly string[],
  complain: Complain,
): EventType {
  const place = definition?.place ?? NOWHERE
  const own = new Map(base.fields.map(field => [field.name, field]))
  const { title, fields, derive } = asMap(definition?.source)
  for (const [name, field] of compileFields(fields, place.at('fields'), names, complain)) {
    if (own.has(name)) {
      const message = {
        zh: `“${name}”是自带的列，不必再写。`,
        en: `The column '${name}' is built in; it need not be written.`,
      }
      complain('duplicate-id', place.at('fields', name), message, { part: 'key' })
    } else own.set(name, field)
  }
  const idField = own.get(base.idField)?.name ?? base.idField
  return {
    id,
    title: title === undefined ? base.title : readText(title, id),
    idField,
    at: { field: base.at },
    fields: own,
    derive: derivedFacts(derive, own, place.at('derive'), complain),
    place,
  }
}

const NOWHERE: Place = makePlace({ locate: () => ({ file: 'built-in', line: 1, column: 1 }) })

// --- fields ---------------------------------------------------------------------------------------------------------

function compileFields(
  source: unknown,
  place: Place,
  names: readonly string[],
  complain: Complain,
): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>()
  for (const [name, entry] of Object.entries(asMap(source))) {
    const at = place.at(name)
    if (!FIELD_NAME.test(name) || RESERVED.includes(name)) {
      const message = {
        zh: `“${name}”不能作字段名：只用文字、数字、下划线和减号，不用 ${RESERVED.join('、')}。`,
        en: `'${name}' cannot name a field: letters, digits, underscores and hyphens only, and none of ${RESERVED.join(', ')}.`,
      }
      complain('wrong-value', at, message, { part: 'key' })
    }
    fields.set(name, compileField(name, asMap(entry), at, names, complain))
  }
  return fields
}

function compileField(
  name: string,
  source: Readonly<Record<string, unknown>>,
  place: Place,
  names: readonly string[],
  complain: Complain,
): Field {
  const { title, aliases, required, shown, choices, item, of, in: counted } = source
  const type = (asText(source.type) ?? 'text') as FieldType
  const held = type === 'list' ? itemType(item, choices, of) : undefined
  const known = choicesOf(choices, place.at('choices'), complain)
  const single = held ?? type
  if (single === 'choice' && !known) tellNeeded(name, 'choices', '{ yes: 是, no: 否 }', place, complain)
  if (single === 'record' && of === undefined) tellNeeded(name, 'of', 'repair', place, complain)
  if (known && single !== 'choice') tellMisplaced('choices', 'choice', place, complain)
  if (item !== undefined && type !== 'list') tellMisplaced('item', 'list', place, complain)
  if (counted !== undefined && single !== 'number') tellMisplaced('in', 'number', place, complain)
  const target = asText(of)
  if (target !== undefined && single !== 'record') tellMisplaced('of', 'record', place, complain)
  else if (target !== undefined && !names.includes(target)) {
    tellUnknown('unknown-event', target, names, { zh: '记录类型', en: 'record type' }, place.at('of'), complain)
  }
  return {
    name,
    type,
    title: readText(title, name),
    aliases: asTexts(aliases),
    required: required === true,
    shown: (asText(shown) ?? 'always') as Shown,
    ...(known ? { choices: known } : {}),
    ...(held ? { item: held } : {}),
    ...(target === undefined ? {} : { of: target }),
    ...(typeof counted === 'string' ? { countedIn: counted as NonNullable<Field['countedIn']> } : {}),
  }
}

/** As said; else what choices or a link imply; else text. */
function itemType(item: unknown, choices: unknown, of: unknown): Exclude<FieldType, 'list'> {
  if (typeof item === 'string') return item as Exclude<FieldType, 'list'>
  return choices !== undefined ? 'choice' : of !== undefined ? 'record' : 'text'
}

function choicesOf(source: unknown, place: Place, complain: Complain): ReadonlyMap<string, Message> | undefined {
  if (source === undefined) return undefined
  const entries = isMap(source)
    ? Object.entries(source).map(([id, title]) => [id, readText(title, id)] as const)
    : asList(source).map(one => [String(one), readText(String(one), '')] as const)
  const choices = new Map<string, Message>()
  const byTitle = new Map<string, string>()
  entries.forEach(([id, title], at) => {
    const before = byTitle.get(title.zh) ?? byTitle.get(title.en)
    if (before !== undefined && before !== id) {
      const message = {
        zh: `选项“${before}”和“${id}”的名称相同，记录里分不开。`,
        en: `The choices '${before}' and '${id}' bear one title; records could not tell them apart.`,
      }
      complain('ambiguous-name', isMap(source) ? place.at(id) : place.at(at), message)
    }
    byTitle.set(title.zh, id).set(title.en, id)
    choices.set(id, title)
  })
  return choices
}

function tellNeeded(name: string, key: string, example: string, place: Place, complain: Complain): void {
  complain(
    'missing-key',
    place,
    {
      zh: `字段“${name}”缺少必需的键：${key}，如 ${key}: ${example}。`,
      en: `The field '${name}' needs ${key}, such as ${key}: ${example}.`,
    },
    { part: 'key' },
  )
}

function tellMisplaced(key: string, type: string, place: Place, complain: Complain): void {
  complain(
    'wrong-value',
    place.at(key),
    {
      zh: `${key} 只用于 type: ${type} 的字段（或这种列表）。`,
      en: `${key} is for fields of type: ${type} (or lists of these) only.`,
    },
    { part: 'key' },
  )
}

function derivedFacts(
  source: unknown,
  fields: ReadonlyMap<string, Field>,
  place: Place,
  complain: Complain,
): ReadonlyMap<string, DerivedSource> {
  const derive = new Map<string, DerivedSource>()
  for (const [name, own] of Object.entries(asMap(source))) {
    const at = place.at(name)
    if (fields.has(name)) {
      const message = {
        zh: `“${name}”已经是字段名，推算的事实请另取名称。`,
        en: `'${name}' is a field already; name the derived fact otherwise.`,
      }
      complain('duplicate-id', at, message, { part: 'key' })
    } else derive.set(name, { name, source: own, place: at })
  }
  return derive
}

// --- what fields are named for --------------------------------------------------------------------------------------

const TIMES: readonly FieldType[] = ['date-time', 'date']
const ANY_TIME: readonly FieldType[] = ['date-time', 'date', 'time']

/** A finding tells these of its record. */
const PRINTED: ReadonlySet<string | number | undefined> = new Set(['id', 'at', 'incident'])

function checkRoles(type: EventType, complain: Complain): void {
  const { at, place, span } = type
  const check = (name: string, types: readonly FieldType[] | undefined, ...path: (string | number)[]) =>
    checkRole(type, name, types, place.at(...path), complain, PRINTED.has(path[0]))
  if (type.idField !== undefined) check(type.idField, undefined, 'id')
  if ('field' in at) check(at.field, TIMES, 'at')
  else if ('of' in at) check(at.of, ['record'], 'at', 'of')
  else {
    check(at.date, ['date'], 'at', 0)
    check(at.time, ['time'], 'at', 1)
  }
  if (span) {
    check(span.from, ANY_TIME, 'span', 'from')
    check(span.to, ANY_TIME, 'span', 'to')
  }
  if (type.incident !== undefined) check(type.incident, undefined, 'incident')
  if (type.updated !== undefined) check(type.updated, TIMES, 'updated')
  if (type.enteredBy !== undefined) check(type.enteredBy, ['person'], 'entered-by')
  if (type.enteredAt !== undefined) check(type.enteredAt, TIMES, 'entered-at')
}

function checkRole(
  type: EventType,
  name: string,
  types: readonly FieldType[] | undefined,
  place: Place,
  complain: Complain,
  isPrinted: boolean,
): void {
  const field = type.fields.get(name)
  if (!field) {
    tellUnknown('unknown-fact', name, [...type.fields.keys()], { zh: '字段', en: 'field' }, place, complain)
  } else if (isPrinted && field.shown !== 'always') {
    complain('field-hidden', place, {
      zh: `“${name}”的 shown 是 ${field.shown}，而编号、时间和事件会印在考评表上：请换一个字段，或去掉 shown。`,
      en: `'${name}' is shown: ${field.shown}, and id, time and incident are printed on sheets: name another field, or leave 'shown' out.`,
    })
  } else if (types && !types.includes(field.type)) {
    const list = types.join(' / ')
    complain('value-type', place, {
      zh: `“${name}”是 ${field.type} 字段，这里要 ${list}。`,
      en: `'${name}' is of type ${field.type}; ${list} is needed here.`,
    })
  }
}
