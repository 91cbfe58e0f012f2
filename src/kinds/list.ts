/** LIST as written in (values, `{ fact }`, `{ each, when }`), its members for one case out. */

import type { Fact, Names } from '../conditions/contract.ts'
import { isRosterType, type RosterType, rosterRows } from '../conditions/roster-rows.ts'
import { isMap } from '../lib/map.ts'
import type { Lens } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { Scalar } from '../model/value.ts'
import { type Reader, unknown } from './reader.ts'

export interface List {
  /** True where its members are people. */
  readonly isPeople: boolean
  /** Undefined: not known. Each member once. */
  members(lens: Lens): readonly Scalar[] | undefined
  /** A member as people read it. */
  title(member: Scalar, lens: Lens): Message
}

/** `field` is what the members are compared with. Undefined has been complained about. */
export function compileList(
  source: unknown,
  field: Fact,
  asking: Names,
  place: Place,
  reader: Reader,
): List | undefined {
  if (Array.isArray(source)) return literalList(source, field, place, reader)
  if (isMap(source) && typeof source.fact === 'string') {
    const fact = reader.fact(source.fact, asking, place.at('fact'))
    if (!fact) return undefined
    return {
      isPeople: (fact.item ?? fact.type) === 'person',
      members: lens => {
        const value = fact.read(lens)
        return value === undefined || typeof value === 'object' ? value && [...new Set(value)] : [value]
      },
      title: (member, lens) => titleOf(member, fact.choices ? fact : field, lens),
    }
  }
  if (isMap(source) && isRosterType(source.each)) return rosterList(source.each, source.when, field, place, reader)
  reader.complain('wrong-value', place, {
    zh: '名单应写成 [值, 值]、{ fact: 字段 } 或 { each: person, when: … }',
    en: 'A list is [values], { fact: field } or { each: person, when: … }',
  })
  return undefined
}

function literalList(source: readonly unknown[], field: Fact, place: Place, reader: Reader): List | undefined {
  const read = source.map((one, at) => literal(one, field, place.at(at), reader))
  const members = read.filter(one => one !== undefined)
  if (members.length < read.length) return undefined
  const unique = [...new Set(members)]
  return {
    isPeople: (field.item ?? field.type) === 'person',
    members: () => unique,
    title: (member, lens) => titleOf(member, field, lens),
  }
}

/** A choice may be written by its title in either language. */
function literal(source: unknown, { choices }: Fact, place: Place, reader: Reader): Scalar | undefined {
  if (choices) {
    const id = [...choices].find(([one, title]) => one === source || title.zh === source || title.en === source)?.[0]
    if (id === undefined)
      unknown('unknown-choice', String(source), [...choices.keys()], place, reader.complain, {
        zh: '选项',
        en: 'choice',
      })
    else if (id !== source) reader.dictionary.meant?.(place, id)
    return id
  }
  if (typeof source === 'number' || typeof source === 'boolean') return source
  return typeof source === 'string' ? source.normalize('NFKC').trim() : undefined
}

function rosterList(each: RosterType, source: unknown, field: Fact, place: Place, reader: Reader): List | undefined {
  const type = reader.dictionary.eventTypes.get(each)
  const when =
    source === undefined ? undefined : reader.condition(source, type ? { event: type } : {}, place.at('when'))
  if (source !== undefined && !when) return undefined
  return {
    isPeople: each === 'person',
    members(lens) {
      const rows = rosterRows(each, lens.scope, lens.scope.zone.dayOf(lens.at))
      const truths = rows.map(row => ({
        row,
        truth: when ? when.test({ ...lens, event: row, ...(lens.event ? { case: lens.event } : {}) }) : true,
      }))
      // Whoever may be expected or not is expected only once that is known.
      if (truths.some(one => one.truth === undefined)) return undefined
      return truths.filter(one => one.truth).map(one => one.row.id)
    },
    title: (member, lens) => titleOf(member, { ...field, type: each }, lens),
  }
}

/** Names of people, sites and choices instead of their ids. */
export function titleOf(member: Scalar, field: Pick<Fact, 'type' | 'item' | 'choices'>, lens?: Lens): Message {
  const id = String(member)
  const known = field.choices?.get(id)
  if (known) return known
  if (!lens) return { zh: id, en: id }
  const { scope } = lens
  const type = field.item ?? field.type
  const { roster } = scope
  const name =
    type === 'person'
      ? roster.spellsOf(id)[0]?.name
      : type === 'site'
        ? roster.site(id)?.name
        : type === 'unit'
          ? roster.unit(id)?.name
          : undefined
  return { zh: name ?? id, en: name ?? id }
}
