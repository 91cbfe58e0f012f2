/** `charge` as written in, the people who answer for a case out. */

import type { Condition, Fact, Names } from '../conditions/contract.ts'
import { isMap } from '../lib/map.ts'
import type { Lens } from '../model/checker.ts'
import type { EventType } from '../model/event.ts'
import type { Spell } from '../model/people.ts'
import type { Place } from '../model/source.ts'
import type { Day } from '../model/value.ts'
import { type Reader, unknown } from './reader.ts'

/** Who answers, each once, in the order named; nobody: an empty list. `day` is the one as of which posts are held. */
export interface Charge {
  (lens: Lens, day: Day, member: string | undefined): readonly string[]
  /** The field of the record that names the one who answers, where nothing else has a say. */
  readonly own?: string
}

export interface ChargeOptions {
  readonly names: Names
  /** Whose slots are judged; `person` for a case that is a person's own period. */
  readonly owner?: string
  /** True where `each-of` names people. */
  readonly hasMember: boolean
}

/** Undefined has been complained about. */
export function compileCharge(
  source: unknown,
  place: Place,
  reader: Reader,
  options: ChargeOptions,
): Charge | undefined {
  if (Array.isArray(source)) {
    const parts = source.map((one: unknown, at) => compileCharge(one, place.at(at), reader, options))
    const whole = parts.filter(part => part !== undefined)
    if (whole.length < parts.length) return undefined
    return (lens, day, member) => [...new Set(whole.flatMap(part => part(lens, day, member)))]
  }
  if (typeof source === 'string') return byName(source, place, reader, options)
  if (isMap(source) && 'first' in source) return firstThatHolds(source.first, place.at('first'), reader, options)
  if (isMap(source) && typeof source.post === 'string') {
    const post = postId(source.post, place.at('post'), reader)
    if (post === undefined) {
      unknownPost(source.post, place.at('post'), reader)
      return undefined
    }
    return typeof source.of === 'string'
      ? postOf(post, source.of, place.at('of'), reader, options)
      : postHere(post, reader, options)
  }
  reader.complain('charge-unknown', place, {
    zh: '责任人应写成人员字段、岗位、{ post, of }、owner、member、名单，或 { first: [ { when, charge } ] }',
    en: 'charge is a person field, a post, { post, of }, owner, member, a list, or { first: [ { when, charge } ] }',
  })
  return undefined
}

function byName(name: string, place: Place, reader: Reader, options: ChargeOptions): Charge | undefined {
  if (name === 'owner' && options.owner !== undefined) return ownerCharge(place, reader, options)
  if (name === 'member') return memberCharge(place, reader, options)
  const post = postId(name, place, reader)
  const isField = isKnownName(name, options.names.event)
  if (post !== undefined && isField) {
    reader.complain(
      'ambiguous-name',
      place,
      {
        zh: `“${name}”既是字段又是岗位`,
        en: `'${name}' is both a field and a post`,
      },
      {
        hint: {
          zh: `指岗位时写成 { post: ${name} }，指字段时改掉其中一个名称`,
          en: `For the post write { post: ${name} }; for the field rename one of them`,
        },
      },
    )
    return undefined
  }
  if (post !== undefined) return postHere(post, reader, options)
  if (!isField && !name.includes('.')) {
    const people = [...(options.names.event?.fields.values() ?? [])].filter(isPersonField).map(field => field.name)
    const known = [...people, ...reader.dictionary.posts.keys(), ...(options.owner === undefined ? [] : ['owner'])]
    const [person, ...others] = people
    unknown(
      'charge-unknown',
      name,
      known,
      place,
      reader.complain,
      { zh: '人员字段或岗位（规则里不写人名）', en: 'person field or post (rules name no people)' },
      {
        alsoKnown: [...reader.dictionary.posts.values()].map(({ title }) => title.zh),
        ...(person !== undefined && others.length === 0 ? { meant: person } : {}),
      },
    )
    return undefined
  }
  const fact = reader.fact(name, options.names, place)
  if (!fact) return undefined
  if (!isPerson(fact)) {
    reader.complain('charge-unknown', place, {
      zh: `“${fact.title.zh}”不是人员字段（${fact.type}），不能作责任人`,
      en: `'${name}' is no person field (${fact.type}) and cannot answer`,
    })
    return undefined
  }
  const charge = (lens: Lens) => peopleIn(fact, lens)
  return fact.own !== undefined && fact.type === 'person' ? Object.assign(charge, { own: fact.own }) : charge
}

function isKnownName(name: string, type: EventType | undefined): boolean {
  return type !== undefined && (type.fields.has(name) || type.derive.has(name))
}

function isPersonField(field: { readonly type: string; readonly item?: string }): boolean {
  return field.type === 'person' || (field.type === 'list' && field.item === 'person')
}

function isPerson(fact: Fact): boolean {
  return isPersonField({ type: fact.type, ...(fact.item ? { item: fact.item } : {}) })
}

function peopleIn(fact: Fact, lens: Lens): readonly string[] {
  const value = fact.read(lens)
  if (value === undefined) return []
  return typeof value === 'object' ? [...new Set(value.map(String))] : [String(value)]
}

function ownerCharge(place: Place, reader: Reader, { owner }: ChargeOptions): Charge | undefined {
  if (owner === 'person') return lens => (lens.owner ? [lens.owner.id] : [])
  reader.complain('charge-unknown', place, {
    zh: `时段的主体是 ${owner}，不是人员；请写岗位，如 charge: { post: … }`,
    en: `The slots belong to ${owner}, not to a person; name a post, such as charge: { post: … }`,
  })
  return undefined
}

function memberCharge(place: Place, reader: Reader, { hasMember }: ChargeOptions): Charge | undefined {
  if (hasMember) return (_lens, _day, member) => (member === undefined ? [] : [member])
  reader.complain('charge-unknown', place, {
    zh: 'member 只能与人员名单的 each-of 一起用',
    en: 'member needs an each-of that lists people',
  })
  return undefined
}

function firstThatHolds(source: unknown, place: Place, reader: Reader, options: ChargeOptions): Charge | undefined {
  const entries: readonly unknown[] = Array.isArray(source) ? source : []
  const branches = entries.map((entry, at) => {
    if (!isMap(entry)) return undefined
    const when =
      entry.when === undefined ? undefined : reader.condition(entry.when, options.names, place.at(at, 'when'))
    const charge = compileCharge(entry.charge, place.at(at, 'charge'), reader, options)
    return charge && (entry.when === undefined || when) ? { when, charge } : undefined
  })
  const whole = branches.filter(
    (branch): branch is { when: Condition | undefined; charge: Charge } => branch !== undefined,
  )
  if (whole.length < branches.length) return undefined
  return (lens, day, member) => {
    for (const { when, charge } of whole) {
      const truth = when ? when.test(lens) : true
      // Liability that moves on something unknown rests with nobody until it is known.
      if (truth === undefined) return []
      if (truth) return charge(lens, day, member)
    }
    return []
  }
}

function postId(name: string, place: Place, { dictionary: { posts, meant } }: Reader): string | undefined {
  const post = [...posts.values()].find(one => one.id === name || one.title.zh === name || one.title.en === name)
  if (post && post.id !== name) meant?.(place, post.id)
  return post?.id
}

function unknownPost(name: string, place: Place, reader: Reader): void {
  unknown('unknown-post', name, [...reader.dictionary.posts.keys()], place, reader.complain, { zh: '岗位', en: 'post' })
}

/** The holder for a person's line, or for the site or unit that a field names. */
function postOf(post: string, field: string, place: Place, reader: Reader, options: ChargeOptions): Charge | undefined {
  const fact = reader.fact(field, options.names, place)
  if (!fact) return undefined
  if (fact.type !== 'person' && fact.type !== 'site' && fact.type !== 'unit') {
    reader.complain('charge-unknown', place, {
      zh: `of 后面应是人员、地点或部门字段，“${fact.title.zh}”是 ${fact.type}`,
      en: `of takes a person, site or unit field; '${field}' is ${fact.type}`,
    })
    return undefined
  }
  return (lens, day) => {
    const value = fact.read(lens)
    if (typeof value !== 'string') return []
    if (fact.type === 'person') return aboveOrBeside(value, post, lens, day)
    return idsOf(fact.type === 'site' ? forSite(post, value, lens, day) : forUnit(post, value, lens, day))
  }
}

/** Who holds the post above the person, else in the person's unit. */
function aboveOrBeside(person: string, post: string, lens: Lens, day: Day): readonly string[] {
  const { roster } = lens.scope
  const above = roster.lineAbove(person, day).find(spell => spell.post === post)
  if (above) return [above.person]
  const unit = roster.spellOn(person, day)?.unit
  return unit === undefined ? [] : idsOf(forUnit(post, unit, lens, day))
}

/** The holders for the case's site, else its unit, else the slot's owner, else the only holder anywhere. */
function postHere(post: string, reader: Reader, { names }: ChargeOptions): Charge {
  const siteField = onlyField(names.event ?? names.owner, 'site')
  const unitField = onlyField(names.event ?? names.owner, 'unit')
  const type = names.event ?? names.owner
  for (const field of [siteField, unitField]) if (type && field !== undefined) reader.use(type.id, field)
  return (lens, day) => {
    const { roster } = lens.scope
    const values = (names.event ? lens.event : lens.owner?.row)?.values ?? {}
    const { owner } = lens
    const site = owner?.type === 'site' ? owner.id : textOf(siteField, values)
    const unit =
      owner?.type === 'unit'
        ? owner.id
        : (textOf(unitField, values) ?? (site === undefined ? undefined : roster.unitOfSite(site)))
    const ofSite = site === undefined ? [] : forSite(post, site, lens, day)
    if (ofSite.length > 0) return idsOf(ofSite)
    const ofUnit = unit === undefined ? [] : forUnit(post, unit, lens, day)
    if (ofUnit.length > 0) return idsOf(ofUnit)
    if (owner?.type === 'person') {
      if (roster.spellOn(owner.id, day)?.post === post) return [owner.id]
      const above = aboveOrBeside(owner.id, post, lens, day)
      if (above.length > 0) return above
    }
    const all = idsOf(roster.holders(post, day))
    return all.length === 1 ? all : []
  }
}

/** `site` or `unit` itself, else the only field of that type. */
function onlyField(type: EventType | undefined, wanted: 'site' | 'unit'): string | undefined {
  if (!type) return undefined
  const fields = [...type.fields.values()].filter(field => field.type === wanted)
  const named = fields.find(field => field.name === wanted)
  return (named ?? (fields.length === 1 ? fields[0] : undefined))?.name
}

function textOf(field: string | undefined, values: Readonly<Record<string, unknown>>): string | undefined {
  const value = field === undefined ? undefined : values[field]
  return typeof value === 'string' ? value : undefined
}

function forSite(post: string, site: string, { scope }: Lens, day: Day): readonly Spell[] {
  return scope.roster.holders(post, day).filter(spell => spell.sites.includes(site))
}

function forUnit(post: string, unit: string, { scope }: Lens, day: Day): readonly Spell[] {
  return scope.roster.holders(post, day).filter(spell => spell.unit === unit)
}

function idsOf(spells: readonly Spell[]): readonly string[] {
  return [...new Set(spells.map(spell => spell.person))]
}

/** The site of a case: what by-site values of parameters go by. */
export function siteReader(type: EventType | undefined): (lens: Lens) => string | undefined {
  const field = onlyField(type, 'site')
  return lens => {
    if (lens.owner?.type === 'site') return lens.owner.id
    if (lens.owner?.type === 'person')
      return lens.scope.roster.spellOn(lens.owner.id, lens.scope.zone.dayOf(lens.at))?.sites[0]
    return textOf(field, (lens.event ?? lens.owner?.row)?.values ?? {})
  }
}
