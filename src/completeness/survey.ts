/** Records of one type in, one by one; on which days there are some, and who entered how many with which fields filled in, out. */

import type { Zone } from '../model/calendar.ts'
import type { Event, EventType } from '../model/event.ts'
import type { Roster, Spell } from '../model/people.ts'
import type { Period } from '../model/period.ts'
import type { Standard } from '../model/rulebook.ts'
import type { EnteredCount, Settled } from '../model/settled.ts'
import type { Day, Value } from '../model/value.ts'
import { enteringField, enteringSpell } from './entered-by.ts'

export interface SurveyGround {
  readonly rulebook: { readonly zone: Zone; readonly standards: readonly Pick<Standard, 'fields'>[] }
  readonly roster: Roster
  readonly setup: { readonly period: Period }
}

/** Adds up: what was settled as it was read goes with the rest. */
export type Surveyed = Pick<Settled, 'days' | 'entered'>

export interface Survey {
  /** Where nothing of it is blank no field need be looked at. */
  add(event: Event & { readonly blanks?: number }): void
  surveyed(): Surveyed
}

/** Fields that need not be filled in, and are read by some standard. */
export function countedFields(
  { id, fields }: EventType,
  standards: readonly Pick<Standard, 'fields'>[],
): readonly string[] {
  const read = new Set(standards.flatMap(standard => standard.fields[id] ?? []))
  return [...fields.values()].filter(({ name, required }) => !required && read.has(name)).map(({ name }) => name)
}

interface Count {
  total: number
  readonly blank: number[]
}

/** Of each record its day counts; of those within the period also who entered it. */
export function makeSurvey(type: EventType, { rulebook, roster, setup }: SurveyGround): Survey {
  const { zone } = rulebook
  const { period } = setup
  const fields = countedFields(type, rulebook.standards)
  const days = makeDays()
  const byPlace = new Map<string | undefined, Map<string | undefined, Count>>()
  /** Of those who hold one post all through the period. */
  const byPerson = new Map<string, Count>()
  const field = enteringField(type) ?? ''
  const countOf = (post: string | undefined, unit: string | undefined): Count => {
    const byUnit = byPlace.get(post) ?? new Map<string | undefined, Count>()
    const count = byUnit.get(unit) ?? { total: 0, blank: fields.map(() => 0) }
    byPlace.set(post, byUnit.set(unit, count))
    return count
  }
  const countAt = (event: Event, person: Value | undefined): Count => {
    const spell = enteringSpell(event, type, roster, zone)
    const count = countOf(spell?.post, spell?.unit)
    if (typeof person === 'string' && spell && isThroughout(spell, roster.spellsOf(person), period))
      byPerson.set(person, count)
    return count
  }
  return {
    add(event) {
      const day = zone.dayOf(event.at)
      days.add(day)
      if (day < period.from || day > period.to) return
      const person = event.values[field]
      const count = (typeof person === 'string' ? byPerson.get(person) : undefined) ?? countAt(event, person)
      count.total++
      if (event.blanks === 0) return
      for (let at = 0; at < fields.length; at++) {
        if (event.values[fields[at] ?? ''] === undefined) count.blank[at] = (count.blank[at] ?? 0) + 1
      }
    },
    surveyed: () => ({
      days: days.all(),
      entered: [...byPlace].flatMap(([post, byUnit]) =>
        [...byUnit].map(([unit, { total, blank }]) => ({
          post: post ?? null,
          unit: unit ?? null,
          total,
          filled: Object.fromEntries(fields.map((field, at) => [field, total - (blank[at] ?? 0)])),
        })),
      ),
    }),
  }
}

/** Until the year 2200; what is stamped otherwise is a mistake that somebody will be told of. */
const USUAL_DAYS = 84_000

/** A mark for each of the days on which records usually lie, and a set of the others. */
function makeDays() {
  const usual = new Uint8Array(USUAL_DAYS)
  const others = new Set<Day>()
  return {
    add(day: Day): void {
      if (day >= 0 && day < USUAL_DAYS) usual[day] = 1
      else others.add(day)
    },
    all(): readonly Day[] {
      const all = [...others]
      for (let day = usual.indexOf(1); day >= 0; day = usual.indexOf(1, day + 1)) all.push(day)
      return all
    },
  }
}

function isThroughout(
  { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Spell,
  all: readonly Spell[],
  period: Period,
): boolean {
  return all.length === 1 && from <= period.from && to >= period.to
}

/** As if all had been surveyed together. */
export function joinSurveys(parts: readonly Surveyed[]): Surveyed {
  const byPlace = Map.groupBy(
    parts.flatMap(({ entered }) => entered),
    ({ post, unit }) => `${post}\n${unit}`,
  )
  return {
    days: [...new Set(parts.flatMap(({ days }) => days))],
    entered: [...byPlace.values()].map(counts => counts.reduce(addEntered)),
  }
}

function addEntered(one: EnteredCount, other: EnteredCount): EnteredCount {
  const names = new Set([...Object.keys(one.filled), ...Object.keys(other.filled)])
  const sums = [...names].map(name => [name, (one.filled[name] ?? 0) + (other.filled[name] ?? 0)] as const)
  return { ...one, total: one.total + other.total, filled: Object.fromEntries(sums) }
}
