/** Records of inspections in, the lines of the bulletin out: what was found where, whose it is, by when, what the re-check found. */

import { formatDay } from '../calendar/day.ts'
import { compareText } from '../lib/order.ts'
import type { Bulletin, BulletinLine } from '../model/appraisal.ts'
import type { Scope } from '../model/checker.ts'
import type { Event, EventType, Field, FieldType, Records } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { BulletinRule, Rulebook } from '../model/rulebook.ts'
import type { Value } from '../model/value.ts'

export interface BulletinInput {
  readonly rulebook: Rulebook
  readonly records: Records
  readonly scope: Scope
}

export function bulletinOf(input: BulletinInput): Bulletin {
  const { rulebook, records } = input
  return {
    types: rulebook.bulletins.map(({ type }) => ({
      type,
      state: records.confirmedNone.has(type) ? 'none' : records.events.has(type) ? 'read' : 'not-supplied',
    })),
    lines: rulebook.bulletins
      .flatMap(rule => linesOf(rule, input))
      .sort(
        (one, other) =>
          compareText(one.on, other.on) || compareText(one.type, other.type) || compareText(one.id, other.id),
      ),
  }
}

function linesOf(rule: BulletinRule, { rulebook, records, scope }: BulletinInput): readonly BulletinLine[] {
  const type = rulebook.eventTypes.get(rule.type)
  if (!type) return []
  const { period, zone } = scope
  return (records.events.get(rule.type) ?? [])
    .filter(event => zone.dayOf(event.at) >= period.from && zone.dayOf(event.at) <= period.to)
    .filter(event => rule.isShown(event, scope))
    .map(event => lineOf(event, rule, type, scope))
}

function lineOf(event: Event, { parts }: BulletinRule, type: EventType, scope: Scope): BulletinLine {
  const said = (name: string | undefined): Message | null => {
    const field = name === undefined ? undefined : type.fields.get(name)
    const value = field && event.values[field.name]
    return field === undefined || value === undefined ? null : valueWords(value, field, scope)
  }
  return {
    type: event.type,
    id: event.id,
    on: formatDay(scope.zone.dayOf(event.at)),
    issue: said(parts.issue) ?? NOT_WRITTEN,
    place: said(parts.place),
    unit: unitOf(parts.unit, event, type, scope) ?? unitOf(parts.place, event, type, scope) ?? null,
    due: said(parts.due),
    recheck: said(parts.recheck),
  }
}

const NOT_WRITTEN: Message = { zh: '（未写明）', en: '(not written down)' }

/** Of a person the unit on the day, of a site its own; undefined where that is not known. */
function unitOf(name: string | undefined, event: Event, type: EventType, { roster, zone }: Scope): string | undefined {
  const field = name === undefined ? undefined : type.fields.get(name)
  const value = field && event.values[field.name]
  if (field === undefined || typeof value !== 'string') return undefined
  if (field.type === 'unit') return value
  if (field.type === 'site') return roster.unitOfSite(value)
  return field.type === 'person' ? roster.spellOn(value, zone.dayOf(event.at))?.unit : undefined
}

function valueWords(value: Value, field: Field, scope: Scope): Message {
  if (!Array.isArray(value)) return scalarWords(value as string | number | boolean, field.type, field, scope)
  const words = value.map(one => scalarWords(one, field.item ?? 'text', field, scope))
  return { zh: words.map(({ zh }) => zh).join('、'), en: words.map(({ en }) => en).join(', ') }
}

function scalarWords(
  value: string | number | boolean,
  type: FieldType,
  { choices }: Field,
  { roster, zone }: Scope,
): Message {
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (type === 'choice') return choices?.get(String(value)) ?? plain(String(value))
  if (type === 'site' || type === 'unit') {
    const row = type === 'site' ? roster.site(String(value)) : roster.unit(String(value))
    const english = row?.values.name_en
    const name = row?.name ?? String(value)
    return { zh: name, en: typeof english === 'string' ? english : name }
  }
  if (typeof value === 'string') return plain(value)
  if (type === 'date') return plain(formatDay(value))
  if (type === 'date-time') return plain(zone.format(value).slice(0, 16).replace('T', ' '))
  if (type === 'time') return plain(clock(value))
  return plain(String(value))
}

function clock(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`
}

function plain(text: string): Message {
  return { zh: text, en: text }
}
