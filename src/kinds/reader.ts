/** The parts of a standard's text in, facts, conditions and settings out; notes all that they need on the way. */

import type { Complain, Condition, Dictionary, Fact, Language, Names, Records } from '../conditions/contract.ts'
import { compileDuration, compileNumber, compilePercent } from '../conditions/setting.ts'
import { valueOn } from '../lib/dated.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import { isMap } from '../lib/map.ts'
import { nearest } from '../lib/nearest.ts'
import type { Lens, LinkSpec } from '../model/checker.ts'
import type { EventType, FieldType } from '../model/event.ts'
import type { Place } from '../model/source.ts'
import type { Day, Duration, Setting } from '../model/value.ts'

export type Source = Readonly<Record<string, unknown>>

/** What all parts of one standard need, together. */
export interface Needed {
  readonly links: ReadonlyMap<string, LinkSpec>
  readonly events: ReadonlySet<string>
  readonly uses: ReadonlyMap<string, { readonly event: string; readonly field: string }>
  readonly parameters: ReadonlySet<string>
  readonly calendars: ReadonlySet<string>
}

/** A number or duration of a rule as of the case's first day; `unset` where nothing is in force. */
export type Amount<T> = (lens: Lens, day: Day, site: string | undefined) => T | 'unset' | 'missing'

/** Reads for one standard; undefined results have been complained about. */
export interface Reader {
  readonly dictionary: Dictionary
  readonly complain: Complain
  readonly needed: Needed
  eventType(name: unknown, place: Place): EventType | undefined
  fact(name: string, names: Names, place: Place): Fact | undefined
  /** A fact or parameter as written: `{ fact }`, `{ parameter }`. */
  argument(source: unknown, names: Names, place: Place, expected: FieldType): Fact | undefined
  condition(source: unknown, names: Names, place: Place): Condition | undefined
  records(source: unknown, asking: Names, place: Place): Records | undefined
  number(source: unknown, names: Names, place: Place): Amount<number> | undefined
  percent(source: unknown, place: Place): Amount<number> | undefined
  duration(source: unknown, place: Place): Setting<Duration> | undefined
  calendar(id: string, place: Place): string | undefined
  parameter(id: string): void
  /** Says that a record type is read. */
  event(id: string): void
  /** Says that a field is read. */
  use(event: string, field: string): void
}

export function makeReader(language: Language): Reader {
  const links = new Map<string, LinkSpec>()
  const events = new Set<string>()
  const uses = new Map<string, { readonly event: string; readonly field: string }>()
  const parameters = new Set<string>()
  const calendars = new Set<string>()
  const { dictionary } = language

  const note = <T extends Pick<Fact, 'links' | 'uses' | 'parameters'>>(part: T | undefined): T | undefined => {
    if (!part) return undefined
    for (const link of part.links) {
      links.set(link.id, link)
      events.add(link.event)
    }
    for (const use of part.uses) reader.use(use.event, use.field)
    for (const parameter of part.parameters) parameters.add(parameter)
    return part
  }

  const settle = <T>(setting: Setting<T> | undefined): Setting<T> | undefined => {
    if (setting?.parameter !== undefined) parameters.add(setting.parameter)
    return setting
  }

  const reader: Reader = {
    dictionary,
    complain: dictionary.complain,
    needed: { links, events, uses, parameters, calendars },
    eventType(name, place) {
      const { eventTypes } = dictionary
      const type = [...eventTypes.values()].find(
        one => one.id === name || one.title.zh === name || one.title.en === name,
      )
      if (type) {
        events.add(type.id)
        if (type.id !== name) dictionary.meant?.(place, type.id)
      } else
        unknown('unknown-event', String(name), [...eventTypes.keys()], place, dictionary.complain, {
          zh: '记录类型',
          en: 'record type',
        })
      return type
    },
    fact: (name, names, place) => note(language.fact(name, names, place)),
    argument: (source, names, place, expected) => note(language.argument(source, names, place, expected)),
    condition: (source, names, place) => note(language.condition(source, names, place)),
    records(source, asking, place) {
      const records = note(language.records(source, asking, place))
      if (records) events.add(records.eventType.id)
      return records
    },
    number(source, names, place) {
      if (isMap(source) && typeof source.fact === 'string') {
        const fact = reader.fact(source.fact, names, place.at('fact'))
        if (!fact) return undefined
        if (fact.type === 'number') return lens => asNumber(fact.read(lens)) ?? 'missing'
        complainOfType(fact, 'number', place.at('fact'), dictionary.complain)
        return undefined
      }
      return amountOf(settle(compileNumber(source, place, dictionary)))
    },
    percent: (source, place) => amountOf(settle(compilePercent(source, place, dictionary))),
    duration: (source, place) => settle(compileDuration(source, place, dictionary)),
    calendar(id, place) {
      if (dictionary.calendars.has(id)) {
        calendars.add(id)
        return id
      }
      unknown('unknown-calendar', id, [...dictionary.calendars], place, dictionary.complain, {
        zh: '日历',
        en: 'calendar',
      })
      return undefined
    },
    parameter: id => void parameters.add(id),
    event: id => void events.add(id),
    use(event, field) {
      events.add(event)
      if (field !== '') uses.set(`${event}\n${field}`, { event, field })
    },
  }
  return reader
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function amountOf<T>(setting: Setting<T> | undefined): Amount<T> | undefined {
  return setting && ((_, day, site) => valueOn(setting, day, site) ?? 'unset')
}

export function complainOfType(fact: Fact, expected: string, place: Place, complain: Complain): void {
  complain('value-type', place, {
    zh: `“${fact.title.zh}”是 ${fact.type}，这里要 ${expected}`,
    en: `'${fact.name}' is ${fact.type}; ${expected} is needed here`,
  })
}

/** Whether every output may tell it; complains where not: a time by which is judged, a member, a group stand on the sheet. */
export function isTold({ name, title, isPrivate }: Fact, place: Place, complain: Complain): boolean {
  if (!isPrivate) return true
  complain('field-hidden', place, {
    zh: `“${title.zh}”不是谁都可以看的（shown 不是 always，或者是评分人的字段），而这里的内容会印在考评表上：请换一个字段。`,
    en: `'${name}' is not for everybody (not shown: always, or a field of raters), and what stands here is printed on sheets: name another field.`,
  })
  return false
}

/** Complains of a name that nothing bears, with the nearest one that something does; `meant` is told where none is near. */
export function unknown(
  code: Parameters<Complain>[0],
  name: string,
  known: readonly string[],
  place: Place,
  complain: Complain,
  what: { readonly zh: string; readonly en: string },
  otherwise?: { readonly alsoKnown?: readonly string[]; readonly meant?: string },
): void {
  const meant = nearest(name, [...known, ...(otherwise?.alsoKnown ?? [])]) ?? otherwise?.meant
  const list = known.slice(0, 30)
  complain(
    code,
    place,
    {
      zh: `没有${what.zh}“${name}”${list.length > 0 ? `，可用：${list.join('、')}` : ''}`,
      en: `There is no ${what.en} '${name}'${list.length > 0 ? `; there are ${list.join(', ')}` : ''}`,
    },
    didYouMean(meant),
  )
}
