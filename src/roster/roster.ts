/** The roster as loaded in, its look-ups by person, post, site and day out. */

import { compareText } from '../lib/order.ts'
import type { Zone } from '../model/calendar.ts'
import type { Event } from '../model/event.ts'
import type { PlaceRow, Roster, RosterData, Spell } from '../model/people.ts'
import type { Day, Value } from '../model/value.ts'

export function makeRoster(data: RosterData, zone: Zone): Roster {
  const spells = new Map(
    [...Map.groupBy(data.spells, spell => spell.person)].map(([person, own]) => [person, own.toSorted(byStart)]),
  )
  const people = [...spells.keys()].sort(compareText)
  const away = Map.groupBy(
    (data.away ?? []).toSorted((one, other) => one.from - other.from),
    one => one.person,
  )
  const byPost = Map.groupBy(data.spells, spell => spell.post)
  const sites = new Map((data.sites ?? []).map(row => [row.id, row]))
  const units = new Map((data.units ?? []).map(row => [row.id, row]))
  const siteIds = data.sites ? [...sites.keys()] : [...new Set(data.spells.flatMap(spell => spell.sites))]
  const unitIds = data.units ? [...units.keys()] : [...new Set(data.spells.flatMap(spell => spell.unit ?? []))]

  const spellOn = (person: string, day: Day): Spell | undefined =>
    spells.get(person)?.find(spell => holdsOn(spell, day))

  const events = {
    person: people.map(person => personEvent(person, spells.get(person) ?? [], zone)),
    site: siteIds.sort(compareText).map(id => placeEvent('site', id, sites.get(id), zone)),
    unit: unitIds.sort(compareText).map(id => placeEvent('unit', id, units.get(id), zone)),
  }

  return {
    data,
    people,
    spellsOf: person => spells.get(person) ?? [],
    spellOn,
    awayWithin: (person, from, to) =>
      (away.get(person) ?? []).filter(one => one.from <= to && (one.to ?? Number.POSITIVE_INFINITY) >= from),
    holders: (post, day) =>
      (byPost.get(post) ?? [])
        .filter(spell => holdsOn(spell, day))
        .toSorted((one, other) => compareText(one.person, other.person)),
    site: id => sites.get(id),
    unit: id => units.get(id),
    unitOfSite: site => sites.get(site)?.unit,
    lineAbove: (person, day) => lineAbove(person, day, spellOn),
    asEvents: type => events[type],
  }
}

function holdsOn({ from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Spell, day: Day): boolean {
  return from <= day && day <= to
}

function byStart(one: Spell, other: Spell): number {
  return (one.from ?? Number.NEGATIVE_INFINITY) - (other.from ?? Number.NEGATIVE_INFINITY)
}

function lineAbove(person: string, day: Day, spellOn: Roster['spellOn']): readonly Spell[] {
  const line: Spell[] = []
  const seen = new Set([person])
  for (let next = spellOn(person, day)?.reportsTo; next !== undefined && !seen.has(next); ) {
    seen.add(next)
    const spell = spellOn(next, day)
    if (!spell) break
    line.push(spell)
    next = spell.reportsTo
  }
  return line
}

/** A person is one record, whose time is the first day; its columns are read as of the day asked about. */
function personEvent(person: string, spells: readonly Spell[], zone: Zone): Event {
  const [first] = spells
  return {
    type: 'person',
    id: person,
    at: first?.from === undefined ? Number.NEGATIVE_INFINITY : zone.startOf(first.from),
    values: { ...spells.at(-1)?.values, id: person },
    source: { file: 'people', row: 0, id: person },
  }
}

function placeEvent(type: 'site' | 'unit', id: string, row: PlaceRow | undefined, zone: Zone): Event {
  const values: Readonly<Record<string, Value>> = { name: row?.name ?? id, ...row?.values, id }
  const from = values.from
  return {
    type,
    id,
    at: typeof from === 'number' ? zone.startOf(from) : Number.NEGATIVE_INFINITY,
    values,
    source: { file: `${type}s`, row: 0, id },
  }
}
