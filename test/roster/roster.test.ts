import { describe, expect, it } from 'vitest'
import type { RosterData, Spell } from '../../src/model/people.ts'
import { makeRoster } from '../../src/roster/roster.ts'
import { at, day, zone } from '../load/support.ts'

function spell(person: string, post: string, more: Partial<Spell> = {}): Spell {
  return { person, name: person, post, sites: [], share: 1, values: { id: person, post }, ...more }
}

const data: RosterData = {
  spells: [
    spell('E2', 'manager', { reportsTo: 'E3', unit: 'dorm' }),
    spell('E1', 'manager', { from: day('2024-04-01'), reportsTo: 'E3' }),
    spell('E1', 'warden', { from: day('2023-09-01'), to: day('2024-03-31'), reportsTo: 'E2', sites: ['d2', 'd1'] }),
    spell('E3', 'director', { reportsTo: 'E2' }),
    spell('E4', 'warden', { to: day('2024-02-29'), reportsTo: 'E9' }),
  ],
}

const roster = makeRoster(data, zone())
const march = day('2024-03-31')
const april = day('2024-04-01')

describe('who held which post when', () => {
  it('both ends of a spell are in it; a blank one is open', () => {
    expect(roster.spellOn('E1', march)?.post).toBe('warden')
    expect(roster.spellOn('E1', april)?.post).toBe('manager')
    expect(roster.spellOn('E1', day('2023-08-31'))).toBeUndefined()
    expect(roster.spellOn('E2', day('1990-01-01'))?.post).toBe('manager')
    expect(roster.spellOn('nobody', april)).toBeUndefined()
  })

  it('everybody, and their spells in order of time, whatever the order of the rows', () => {
    expect(roster.people).toEqual(['E1', 'E2', 'E3', 'E4'])
    expect(roster.spellsOf('E1').map(one => one.post)).toEqual(['warden', 'manager'])
    expect(roster.spellsOf('nobody')).toEqual([])
  })

  it('holders of a post on a day, by id', () => {
    expect(roster.holders('manager', march).map(one => one.person)).toEqual(['E2'])
    expect(roster.holders('manager', april).map(one => one.person)).toEqual(['E1', 'E2'])
    expect(roster.holders('warden', april)).toEqual([])
    expect(roster.holders('none', april)).toEqual([])
  })
})

describe('the line above', () => {
  it('nearest first, as of the day, and a circle ends where it began', () => {
    expect(roster.lineAbove('E1', march).map(one => one.person)).toEqual(['E2', 'E3'])
    expect(roster.lineAbove('E1', april).map(one => one.person)).toEqual(['E3', 'E2'])
    expect(roster.lineAbove('E2', april).map(one => one.person)).toEqual(['E3'])
  })

  it('ends at somebody who is not in the roster', () => expect(roster.lineAbove('E4', day('2024-02-01'))).toEqual([]))
})

describe('people, sites and units are records', () => {
  it('a person is one record, at the first day', () => {
    const people = roster.asEvents('person')
    expect(people.map(event => event.id)).toEqual(['E1', 'E2', 'E3', 'E4'])
    expect(people[0]?.at).toBe(at('2023-09-01 00:00:00'))
  })

  it('without a file, sites and units are those that people are said to be at', () => {
    expect(roster.asEvents('site').map(event => event.values)).toEqual([
      { id: 'd1', name: 'd1' },
      { id: 'd2', name: 'd2' },
    ])
    expect(roster.asEvents('unit').map(event => event.id)).toEqual(['dorm'])
    expect([roster.site('d1'), roster.unitOfSite('d1')]).toEqual([undefined, undefined])
  })

  it('with a file, they are its rows', () => {
    const sites = [{ id: 'd9', name: '九号楼', unit: 'dorm', values: { id: 'd9', name: '九号楼', floors: 6 } }]
    const known = makeRoster({ ...data, sites }, zone())
    expect(known.asEvents('site').map(event => [event.id, event.values.floors])).toEqual([['d9', 6]])
    expect([known.site('d9')?.name, known.unitOfSite('d9')]).toEqual(['九号楼', 'dorm'])
  })
})
