/** An appraisal and the earlier ones in, how scores and grades moved from period to period out, in all and by unit. */

import { exact, fixedText, sumOf } from '../../lib/exact.ts'
import { compareText } from '../../lib/order.ts'
import type { AppraisedPerson, EarlierPeriod } from '../../model/appraisal.ts'
import { gradeShares, trendChart } from '../charts.ts'
import type { ViewModel } from '../views/index.ts'
import { type PageContext, unitTitle } from './page.ts'

/** What is compared of a period, this one as the others. */
interface Told {
  readonly name: string
  readonly scores: readonly number[]
  readonly grades: ReadonlyMap<string | null, number>
  readonly units: ReadonlyMap<string, readonly number[]>
}

/** Periods of the same length alone: a quarter beside a half-year compares nothing. Null: there is none before this one. */
export function trendModel(context: PageContext): ViewModel<'summary'>['trend'] {
  const { appraisal, word, language } = context
  const earlier = appraisal.earlier.filter(({ period }) => period.length === appraisal.period.length)
  const others = appraisal.earlier.length - earlier.length
  if (earlier.length === 0) return null
  const periods = [...earlier.map(toldOf), thisPeriod(appraisal.period.name, appraisal.people)]
  const graded = gradesOf(context, periods)
  return {
    chart: gradeShares(
      periods.map(({ name, grades }) => ({
        label: name,
        parts: graded.map(({ id, title }) => ({ title, count: grades.get(id) ?? 0 })),
      })),
      word('trendChart'),
    ),
    means: trendChart(
      {
        label: word('meansChart'),
        periods: periods.map(({ name }) => name),
        series: [{ label: word('meanScore'), values: periods.map(({ scores }) => meanOf(scores)) }],
      },
      language,
    ),
    grades: graded.map(({ title }) => title),
    rows: periods.map(({ name, scores, grades }) => ({
      period: name,
      count: [...grades.values()].reduce((sum, count) => sum + count, 0),
      scored: scores.length,
      mean: meanText(scores),
      grades: graded.map(({ id }) => String(grades.get(id) ?? 0)),
    })),
    periods: periods.map(({ name }) => name),
    units: unitsOf(periods).map(unit => ({
      unit: unitTitle(context, unit),
      means: periods.map(({ units }) => meanText(units.get(unit) ?? [])),
    })),
    hasUnits: earlier.some(({ units }) => units.length > 0),
    others: others > 0 ? word('trendOthers', { count: others }) : '',
  }
}

function toldOf({ period, scores, grades, units }: EarlierPeriod): Told {
  return {
    name: period.name,
    scores,
    grades: new Map(grades.map(({ grade, people }) => [grade, people])),
    units: new Map(units.map(({ unit, scores: own }) => [unit, own])),
  }
}

function thisPeriod(name: string, people: readonly AppraisedPerson[]): Told {
  const scored = (some: readonly AppraisedPerson[]) => some.flatMap(({ score }) => score ?? [])
  return {
    name,
    scores: scored(people),
    grades: new Map([...Map.groupBy(people, ({ grade }) => grade)].map(([grade, own]) => [grade, own.length])),
    units: new Map([...Map.groupBy(people, ({ unit }) => unit ?? '')].map(([unit, own]) => [unit, scored(own)])),
  }
}

/** Those of the rules of today from the best, then what earlier rules called otherwise, then none. */
function gradesOf({ appraisal, say, word }: PageContext, periods: readonly Told[]) {
  const known = appraisal.words.grades.map(({ id, title }) => ({ id: id as string | null, title: say(title) }))
  const others = [...new Set(periods.flatMap(({ grades }) => [...grades.keys()]))]
    .filter(id => id !== null && !known.some(grade => grade.id === id))
    .map(id => ({ id, title: id ?? '' }))
  return [...known, ...others, { id: null, title: word('noGrade') }]
}

function unitsOf(periods: readonly Told[]): readonly string[] {
  return [...new Set(periods.flatMap(({ units }) => [...units].flatMap(([unit, own]) => (own.length > 0 ? unit : []))))]
    .filter(unit => unit !== '')
    .sort(compareText)
}

export function meanText(scores: readonly number[]): string {
  const mean = exactMean(scores)
  return mean === null ? '–' : fixedText(mean, 2)
}

function meanOf(scores: readonly number[]): number | null {
  return exactMean(scores)?.valueOf() ?? null
}

function exactMean(scores: readonly number[]) {
  return scores.length === 0 ? null : sumOf(scores.map(exact)).div(scores.length)
}
