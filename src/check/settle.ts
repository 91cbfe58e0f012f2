/** A rulebook in; of each record type whose records can be judged as they pass by, what judges and counts them, out. */

import { fieldsRead } from '../lib/read-fields.ts'
import type { Glance, Index, Lens, Scope } from '../model/checker.ts'
import type { EventType } from '../model/event.ts'
import type { Rulebook, Standard } from '../model/rulebook.ts'
import type { MetCount, Settled } from '../model/settled.ts'
import type { PassingEvent, Settler } from '../model/settling.ts'
import type { Instant } from '../model/value.ts'
import { makeStints } from '../roster/stints.ts'
import { inspectorFields, standardsByIncident } from './counts.ts'
import { makeNarrowing } from './narrowing.ts'

export interface SettleInput {
  readonly rulebook: Rulebook
  readonly scope: Scope
  /** Standards of which more than what was found counts (waivers): their records are not settled. */
  readonly amended: ReadonlySet<string>
  /** By record type, ids of records that are kept whatever is found. */
  readonly kept: ReadonlyMap<string, ReadonlySet<string>>
  /** Records entered from this instant on are listed. */
  readonly lateFrom: Instant
  /** Told every record that is settled. */
  readonly survey: (type: EventType) => {
    add(event: PassingEvent): void
    surveyed(): Pick<Settled, 'days' | 'entered'>
  }
}

/**
 * A type whose records are read for themselves alone: every standard that reads them judges each by itself (no slots, no
 * links), and nothing else looks records of the type up.
 */
export function settlers(input: SettleInput): ReadonlyMap<string, () => Settler> {
  const { rulebook } = input
  const canSettle = makeCanSettle(input)
  return new Map(
    [...rulebook.eventTypes.values()].flatMap(type => {
      const standards = rulebook.standards.filter(({ needs }) => needs.includes(type.id))
      return canSettle(type, standards) ? [[type.id, () => makeSettler(type, standards, input)] as const] : []
    }),
  )
}

function makeCanSettle({
  rulebook,
  amended,
}: SettleInput): (type: EventType, standards: readonly Standard[]) => boolean {
  const byIncident = standardsByIncident(rulebook)
  const inspected = inspectorFields(rulebook)
  const bulletins = new Set(rulebook.bulletins.map(({ type }) => type))
  const linkedTo = new Set(
    [...rulebook.eventTypes.values()].flatMap(({ fields }) => [...fields.values()].map(({ of }) => of)),
  )
  const isAlone = ({ id, needs, judgedPer, checker }: Standard): boolean =>
    judgedPer === 'event' &&
    checker.glances !== undefined &&
    checker.links.length === 0 &&
    needs.length === 1 &&
    !byIncident.has(id) &&
    !amended.has(id)
  return (type, standards) =>
    standards.length > 0 &&
    standards.every(isAlone) &&
    isPlainlyNamed(type) &&
    !linkedTo.has(type.id) &&
    !('of' in type.at) &&
    !bulletins.has(type.id) &&
    !inspected.has(type.id)
}

/** An id is free text; fields called like what every record has are that, or facts would mean something else where they are blank. */
function isPlainlyNamed({ idField, at, fields }: EventType): boolean {
  const isId = idField === undefined || fields.get(idField)?.type === 'text'
  const isOwn = (name: 'id' | 'at', field: string | undefined) => !fields.has(name) || field === name
  return isId && isOwn('id', idField) && isOwn('at', 'field' in at ? at.field : undefined)
}

/** Nothing may be looked up while records pass by: a rule that would is none of those that are asked. */
const PASSING: Index = {
  isPassing: true,
  all: () => unasked(),
  byId: () => unasked(),
  find: () => unasked(),
  incident: () => unasked(),
  missed: () => unasked(),
  balance: () => unasked(),
}

/** Without a prototype, so that a field may be called `constructor`. */
const Values = function Values() {} as unknown as new () => PassingEvent['values']
Values.prototype = Object.create(null)

function unasked(): never {
  throw new Error('a record that passes by is judged by itself')
}

function makeSettler(
  type: EventType,
  standards: readonly Standard[],
  { rulebook, scope, kept, lateFrom, survey: surveyOf }: SettleInput,
): Settler {
  const { zone } = scope
  const event: PassingEvent = {
    type: type.id,
    id: '',
    at: 0,
    values: new Values(),
    blanks: 0,
    grain: {},
    source: { file: '', row: 0, id: '' },
  }
  const lens: { -readonly [key in keyof Lens]: Lens[key] } = { event, at: 0, index: PASSING, scope }
  const rules = standards.flatMap(({ id, checker: { glances } }) =>
    glances ? [{ id, glances: glances(lens), cases: 0, met: makeMet() }] : [],
  )
  const askedNow = makeNarrowing(rules, event)
  const answers: Exclude<ReturnType<Glance>, undefined>[] = rules.map(() => null)
  const { cardOn } = makeStints(scope.roster, rulebook.scorecards, scope.period)
  const survey = surveyOf(type)
  const filled = new Set<string>()
  // Nobody asks whether the others are.
  const blank = new Set(standards.flatMap(({ fields }) => fields[type.id] ?? []))
  const entered = type.enteredAt === undefined ? undefined : type.fields.get(type.enteredAt)
  let count = 0

  const isLate = (): boolean => {
    const value = entered && event.values[entered.name]
    return typeof value === 'number' && (entered?.type === 'date' ? zone.startOf(value) : value) >= lateFrom
  }

  const countFor = (person: string, met: ReturnType<typeof makeMet>): void => {
    // Most people have one scorecard all along.
    if (!met.addPlain(person)) met.add(person, cardOn(person, zone.dayOf(event.at)))
  }
  const noteFilled = (): void => {
    for (const name of blank) {
      if (event.values[name] === undefined) continue
      blank.delete(name)
      filled.add(name)
    }
  }

  return {
    type,
    event,
    unread: unreadTexts(type, standards),
    kept: kept.get(type.id) ?? new Set(),
    settles() {
      lens.at = event.at
      const asked = askedNow()
      for (let at = 0; at < asked.length; at++) {
        const answer = asked[at]?.glance()
        if (answer === undefined) return false
        answers[at] = answer
      }
      if (entered && isLate()) return false
      for (let at = 0; at < asked.length; at++) {
        const people = answers[at]
        const rule = asked[at]?.rule
        if (people === undefined || people === null || !rule) continue
        const { met } = rule
        rule.cases++
        if (typeof people === 'string') countFor(people, met)
        else if (people.length === 0) met.add(null, undefined)
        else for (const person of people) countFor(person, met)
      }
      survey.add(event)
      if (blank.size > 0) noteFilled()
      count++
      return true
    },
    settled: () => ({
      count,
      cases: Object.fromEntries(rules.map(({ id, cases }) => [id, cases])),
      met: rules.flatMap(({ id, met }) => met.counts(id)),
      filled: [...filled],
      ...survey.surveyed(),
    }),
  }
}

function makeMet() {
  const counts = new Map<string | null, { whole: number; readonly byCard: Map<string | null, number> }>()
  return {
    /** False: it is not known that the person has one scorecard all along. */
    addPlain(person: string): boolean {
      const count = counts.get(person)
      if (!count || count.whole === 0) return false
      count.whole++
      return true
    },
    add(person: string | null, card: string | null | undefined): void {
      let count = counts.get(person)
      if (!count) {
        count = { whole: 0, byCard: new Map() }
        counts.set(person, count)
      }
      if (card === undefined) count.whole++
      else count.byCard.set(card, (count.byCard.get(card) ?? 0) + 1)
    },
    counts: (standard: string): readonly MetCount[] =>
      [...counts].flatMap(([person, { whole, byCard }]) => [
        ...(whole > 0 ? [{ standard, person, card: undefined, met: whole }] : []),
        ...[...byCard].map(([card, met]) => ({ standard, person, card, met })),
      ]),
  }
}

/** Free texts that no rule reads, and that play no part in what a record is. */
function unreadTexts(type: EventType, standards: readonly Standard[]): ReadonlySet<string> {
  const isRead = fieldsRead(type, standards)
  return new Set(
    [...type.fields.values()].filter(({ name, type: of }) => of === 'text' && !isRead(name)).map(({ name }) => name),
  )
}
