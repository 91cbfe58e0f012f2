/** The bytes of an earlier `appraisal.json` in, what later periods read of it out; the rest, by far the most of it, is only looked through. */

import { parseDay } from '../calendar/day.ts'
import { makePeriod } from '../calendar/period.ts'
import { isMap } from '../lib/map.ts'
import type { EarlierAppraisal } from '../model/setup.ts'
import { itemsOf, type JsonPart, membersOf, parsePart, wholeOf } from './json-parts.ts'

type EarlierPerson = EarlierAppraisal['people'][number]
type EarlierOutcome = EarlierPerson['outcomes'][number]

/** Values of one person: no appraisal has a tenth of it. */
const MOST_VALUES_OF_ONE = 200_000
/** Letters of what is kept of all people together. */
const MOST_KEPT = 20_000_000

/** Undefined: no sound appraisal. */
export function earlierAppraisal(bytes: Uint8Array): EarlierAppraisal | undefined {
  const members = membersOf(bytes, wholeOf(bytes))
  const list = members?.get('people')
  if (!members || !list) return undefined
  const plain = (key: string): unknown => {
    const part = members.get(key)
    const parsed = part && parsePart(bytes, part)
    return parsed && 'value' in parsed ? parsed.value : undefined
  }
  const period = periodOf(plain('period'))
  // In a copy without names nobody is who they were.
  if (plain('redacted') === true) return undefined
  if (plain('format') !== 1 || !isMap(plain('pack')) || !period) return undefined
  const people = peopleOf(bytes, list)
  return people && { ...packOf(plain('pack')), period, people }
}

/** Told in the summary, never relied on: nothing where a part is missing. */
function packOf(value: unknown): Pick<EarlierAppraisal, 'pack'> {
  const { id, version, sha256 } = isMap(value) ? value : {}
  if (typeof id !== 'string' || typeof version !== 'string' || typeof sha256 !== 'string' || sha256 === '') return {}
  return { pack: { id, version, sha256 } }
}

function periodOf(value: unknown): EarlierAppraisal['period'] | undefined {
  if (!isMap(value)) return undefined
  const { name, from, to, year } = value
  const [first, last] = [parseDay(String(from)), parseDay(String(to))]
  if (typeof name !== 'string' || first === undefined || last === undefined || last < first) return undefined
  const made = makePeriod({ name, from: first, to: last, ...(Number.isInteger(year) ? { year: Number(year) } : {}) })
  return { name, from: String(from), to: String(to), year: made.year, length: made.length }
}

function peopleOf(bytes: Uint8Array, list: JsonPart): readonly EarlierPerson[] | undefined {
  const people = new Map<string, EarlierPerson>()
  let kept = 0
  for (const part of itemsOf(bytes, list)) {
    const parsed = part && parsePart(bytes, part, MOST_VALUES_OF_ONE)
    const person = parsed && 'value' in parsed ? personOf(parsed.value) : undefined
    if (!person || people.has(person.id)) return undefined
    kept += JSON.stringify(person).length
    if (kept > MOST_KEPT) return undefined
    people.set(person.id, person)
  }
  return [...people.values()]
}

function personOf(value: unknown): EarlierPerson | undefined {
  if (!isMap(value)) return undefined
  const { id, score, grade, unit, outcomes = [], ledgers = {} } = value
  const hasScore = score === null || (typeof score === 'number' && Number.isFinite(score))
  const hasGrade = grade === null || typeof grade === 'string'
  if (typeof id !== 'string' || !hasScore || !hasGrade || !Array.isArray(outcomes) || !isMap(ledgers)) return undefined
  const list: readonly unknown[] = outcomes
  const earlier = list.map(outcomeOf).filter(one => one !== undefined)
  const balances = Object.entries(ledgers)
  if (earlier.length < list.length || !balances.every(isBalance)) return undefined
  const own = typeof unit === 'string' || unit === null ? { unit } : {}
  return { id, score, grade, ...own, outcomes: earlier, ledgers: Object.fromEntries(balances) }
}

const STATES = ['proposed', 'confirmed', 'approved'] as const

function outcomeOf(value: unknown): EarlierOutcome | undefined {
  if (!isMap(value)) return undefined
  const { id, type, amount = null, due = null, confirmedOn = null } = value
  const state = STATES.find(one => one === value.state)
  const isAmount = amount === null || (typeof amount === 'number' && Number.isFinite(amount))
  if (typeof id !== 'string' || typeof type !== 'string' || !state || !isAmount) return undefined
  return isTextOrNull(due) && isTextOrNull(confirmedOn) ? { id, type, state, amount, due, confirmedOn } : undefined
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string'
}

/** A decimal or a fraction. */
function isBalance(entry: readonly [string, unknown]): entry is [string, string] {
  const [, value] = entry
  return typeof value === 'string' && /^-?\d{1,100}(\.\d{1,100}|\/[1-9]\d{0,99})?$/.test(value)
}
