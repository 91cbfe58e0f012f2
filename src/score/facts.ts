/** One person's caseload, history and score in; the facts that outcomes ask about, as far as scoring knows them, out. */

import type Fraction from 'fraction.js'
import { addMonths, civilDate, formatDay } from '../calendar/day.ts'
import { exact, roundedNumber } from '../lib/exact.ts'
import type { Period } from '../model/period.ts'
import type { OutcomeFacts, PersonScore } from '../model/score.ts'
import type { EarlierAppraisal, History } from '../model/setup.ts'
import type { Day, Value } from '../model/value.ts'
import type { Caseload, Ground } from './caseload.ts'
import { isLedger } from './item.ts'

/** The facts that do not depend on the score. */
export function standingFacts(
  caseload: Caseload,
  person: { readonly post: string; readonly since?: Day },
  previous: PersonScore['previous'],
  ground: Ground,
  period: Period,
): OutcomeFacts {
  const facts: Record<string, Value> = { post: person.post }
  for (const standard of ground.askedAbout) {
    const state = ground.results.get(standard.id)?.state
    if (state !== 'checked' && state !== 'no-cases') continue
    const tally = caseload.tallies.get(standard.id)
    facts[`missed.${standard.id}`] = tally?.counts.missed ?? 0
    if (isLedger(standard) && tally?.measure !== undefined)
      facts[`ledger.${standard.id}`] = exact(tally.measure).valueOf()
  }
  if (person.since !== undefined) facts.tenure = wholeMonths(person.since, period.to)
  if (previous?.score != null) facts['previous.score'] = previous.score
  if (previous?.grade != null) facts['previous.grade'] = previous.grade
  return facts
}

/** The facts of a score, as printed. */
export function scoreFacts(
  score: number | null,
  grade: string | null,
  percents: ReadonlyMap<string, Fraction>,
  ground: Ground,
): OutcomeFacts {
  const facts: Record<string, Value> = {}
  if (score !== null) facts.score = score
  if (grade !== null) facts.grade = grade
  for (const [section, percent] of percents)
    facts[`section.${section}.percent`] = roundedNumber(percent, ground.decimals)
  return facts
}

/** The latest earlier appraisal of the same length that has the person. */
export function findPrevious(history: History, period: Period): (person: string) => PersonScore['previous'] {
  const start = formatDay(period.from)
  const earlier = history.appraisals
    .filter(appraisal => appraisal.period.length === period.length && appraisal.period.to < start)
    .sort((one, other) => (one.period.to < other.period.to ? -1 : 1))
  const latest = new Map<string, NonNullable<PersonScore['previous']>>()
  for (const { period: past, people } of earlier) {
    for (const person of people) latest.set(person.id, earlierScore(past.name, person))
  }
  return person => latest.get(person) ?? null
}

/** The appraisal of the same length and the same months, a year earlier. */
export function findYearBefore(history: History, period: Period): (person: string) => PersonScore['yearBefore'] {
  const [from, to] = [addMonths(period.from, -12), addMonths(period.to + 1, -12) - 1].map(formatDay)
  const found = history.appraisals.find(
    ({ period: past }) => past.length === period.length && past.from === from && past.to === to,
  )
  const scores = new Map(found?.people.map(person => [person.id, earlierScore(found.period.name, person)]))
  return person => scores.get(person) ?? null
}

function earlierScore(
  period: string,
  { score, grade, document }: EarlierAppraisal['people'][number],
): NonNullable<PersonScore['previous']> {
  return { period, score, grade, ...(document === undefined ? {} : { document }) }
}

/** Whole months from the first day through the last, both included: 1 January to 30 June is six. */
function wholeMonths(first: Day, last: Day): number {
  const from = civilDate(first)
  const end = civilDate(last + 1)
  const months = (end.year - from.year) * 12 + end.month - from.month
  return Math.max(0, end.day < from.day ? months - 1 : months)
}
