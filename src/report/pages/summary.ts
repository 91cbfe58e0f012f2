/** An appraisal in, the internal summary out: distribution, ranking within posts of five or more, units, what was missed most, the trend, inspectors, rules. */

import { exact, fixedText, sumOf } from '../../lib/exact.ts'
import { compareText } from '../../lib/order.ts'
import type { AppraisedPerson } from '../../model/appraisal.ts'
import { distributionChart } from '../charts.ts'
import { fileNameOf, type OutputFile } from '../output.ts'
import { ENOUGH_RECORDS, inspectorModel } from './inspectors.ts'
import { evidenceRow, gradeTitle, listed, notChecked, type PageContext, periodText, unitTitle } from './page.ts'
import { courseLines, panelRows } from './procedure.ts'
import { ruleChangesModel } from './rule-changes.ts'
import { percent } from './sheet.ts'
import { trendModel } from './trend.ts'

/** Smaller groups are not ranked: everybody would know who is last. */
const RANKED_FROM = 5

export function summaryPage(context: PageContext): readonly OutputFile[] {
  const { appraisal, word, say } = context
  const inspectors = inspectorModel(context)
  const model = {
    period: periodText(context),
    panel: panelRows(context),
    course: courseLines(context),
    distribution: distributionChart(distribution(context), word('distributionChart'), context.language),
    groups: rankedGroups(appraisal.people).map(({ post, people }) => ({
      post: say(appraisal.words.posts[post] ?? { zh: post, en: post }),
      people: people.map(person => ({
        rank: people.findIndex(other => other.score === person.score) + 1,
        id: person.id,
        file: encodeURIComponent(fileNameOf(person.id)),
        name: person.name,
        unit: unitTitle(context, person.unit),
        score: person.scoreText ?? '–',
        grade: gradeTitle(context, person.grade) || word('noGrade'),
      })),
    })),
    units: unitAverages(context),
    missed: mostMissed(context),
    trend: trendModel(context),
    inspectors,
    inspectorsSay: word(inspectors.length > 0 ? 'inspectorsNote' : 'inspectorsNone', { least: ENOUGH_RECORDS }),
    rules: ruleChangesModel(context),
    waiting: appraisal.waiting.map(one => ({
      cascade: say(appraisal.words.cascades[one.cascade] ?? { zh: one.cascade, en: one.cascade }),
      finding: decodeURIComponent(one.finding),
    })),
    elsewhere: appraisal.withheldElsewhere.map(one => ({
      id: one.person,
      name: one.name,
      share: percent(one.withheld.share),
    })),
    notChecked: notChecked(context),
    unattributed: appraisal.unattributed.slice(0, 100).map(line => evidenceRow(context, line)),
  }
  return [{ path: 'internal/summary.html', content: context.page('summary', word('summary'), model) }]
}

/** People by grade, from the best, and those without one. */
export function distribution({
  appraisal,
  say,
  word,
}: PageContext): readonly { readonly label: string; readonly value: number }[] {
  const graded = appraisal.words.grades.map(grade => ({
    label: say(grade.title),
    value: appraisal.people.filter(person => person.grade === grade.id).length,
  }))
  return [...graded, { label: word('noGrade'), value: appraisal.people.filter(person => person.grade === null).length }]
}

function rankedGroups(
  people: readonly AppraisedPerson[],
): readonly { readonly post: string; readonly people: readonly AppraisedPerson[] }[] {
  const scored = people.filter(person => person.score !== null && person.grade !== null && person.post !== null)
  return [...Map.groupBy(scored, person => person.post ?? '')]
    .filter(([, own]) => own.length >= RANKED_FROM)
    .sort(([one], [other]) => compareText(one, other))
    .map(([post, own]) => ({
      post,
      people: own.toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0) || compareText(one.id, other.id)),
    }))
}

function unitAverages(context: PageContext) {
  const scored = context.appraisal.people.filter(person => person.score !== null)
  return [...Map.groupBy(scored, person => person.unit ?? '')]
    .sort(([one], [other]) => compareText(one, other))
    .map(([unit, own]) => ({
      unit: unitTitle(context, unit),
      count: own.length,
      average: fixedText(sumOf(own.map(person => exact(person.score ?? 0))).div(own.length), 2),
    }))
}

/** Standards by the number of cases missed, with the share of those judged. */
export function mostMissed(context: PageContext, most = 15) {
  const { appraisal, say } = context
  return appraisal.standards
    .filter(standard => standard.missed > 0)
    .toSorted((one, other) => other.missed - one.missed || compareText(one.id, other.id))
    .slice(0, most)
    .map(standard => ({
      title: say(standard.title),
      clauses: listed(context, standard.clauses),
      checked: standard.met + standard.missed,
      missed: standard.missed,
      rate: fixedText(exact(standard.missed * 100).div(standard.met + standard.missed), 1),
    }))
}
