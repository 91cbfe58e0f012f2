/** A comparison of two rule packs in, one printable page out: rules, people before and after, what cannot be judged. */

import type { Comparison, FindingChange, PersonChange } from '../../model/comparison.ts'
import type { Verdict } from '../../model/finding.ts'
import { shifts } from '../charts.ts'
import { isolated } from '../isolated.ts'
import type { ReportInput } from '../output.ts'
import { figure, listed, makeContext, type PageContext } from './page.ts'
import { percent } from './sheet.ts'

/** Longer charts are no longer read at a glance; the table has everybody. */
const CHARTED = 40

/** Findings told for one person; all of them stand in the JSON. */
const TOLD_FINDINGS = 10

/** `input` is the appraisal under the other rules. */
export function comparisonPage(comparison: Comparison, input: ReportInput): string {
  const context = makeContext(input)
  const { word, say } = context
  const { before, after, people, rules, undetermined } = comparison
  const moved = people.changed.filter(one => one.difference !== null && one.difference !== 0)
  const nameOf = ({ title, version, sha256 }: Comparison['before']) =>
    `${say(title)} ${version} (${sha256.slice(0, 8)})`
  const model = {
    before: nameOf(before),
    after: nameOf(after),
    period: comparison.period,
    rules: rules.map(({ group, id, title, change, values }) => ({
      change: word(`change.${change}`),
      group: word(`group.${group}`),
      id,
      title: say(title),
      values: values.map(value => ({ path: value.path, before: value.before ?? '–', after: value.after ?? '–' })),
    })),
    summary: word('comparisonSummary', {
      all: people.all,
      changed: people.changed.length,
      up: moved.filter(one => (one.difference ?? 0) > 0).length,
      down: moved.filter(one => (one.difference ?? 0) < 0).length,
      crossing: people.changed.filter(one => one.grade.before !== one.grade.after).length,
    }),
    chart:
      moved.length === 0
        ? ''
        : shifts(
            moved.slice(0, CHARTED).map(({ name, id, score }) => ({
              label: `${id} ${isolated(name)}`,
              before: score.before ?? 0,
              after: score.after ?? 0,
            })),
            word('comparisonChart'),
          ),
    people: people.changed.map(person => personModel(person, comparison, context)),
    undetermined: undetermined.map(one => ({
      id: one.id,
      title: say(one.title),
      what:
        one.state.after === 'checked'
          ? word('moreUndetermined', { before: one.undetermined.before, after: one.undetermined.after })
          : word('noRecordsOf', { what: listed(context, one.missing.map(say)) }),
    })),
  }
  return context.page('comparison', word('comparison'), model)
}

function personModel(person: PersonChange, { grades }: Comparison, context: PageContext) {
  const { say, word } = context
  const { id, name, score, difference, grade, outcomes, withheld, sections, findings } = person
  const gradeOf = (one: string | null) => (one === null ? word('noGrade') : say(grades[one] ?? { zh: one, en: one }))
  return {
    id,
    name,
    before: `${figure(score.before)} ${gradeOf(grade.before)}`,
    after: `${figure(score.after)} ${gradeOf(grade.after)}`,
    difference: difference === null ? '–' : difference > 0 ? `+${difference}` : String(difference).replace('-', '−'),
    crosses: grade.before !== grade.after,
    sections: sections.map(one => `${say(one.title)} ${figure(one.before)} → ${figure(one.after)}`),
    outcomes: [
      ...outcomes.gained.map(one => `+ ${say(one.title)}`),
      ...outcomes.lost.map(one => `− ${say(one.title)}`),
    ],
    withheld: withheld.before === withheld.after ? '' : `${percent(withheld.before)} → ${percent(withheld.after)}`,
    findings: findings.slice(0, TOLD_FINDINGS).map(one => findingModel(one, context)),
    more: findings.length > TOLD_FINDINGS ? word('moreFindings', { count: findings.length - TOLD_FINDINGS }) : '',
  }
}

function findingModel({ title, case: of, at, before, after, reason }: FindingChange, { say, word }: PageContext) {
  const verdict = (one: Verdict | null) => (one === null ? word('notJudgedHere') : word(one))
  return {
    standard: say(title),
    case: of,
    date: at.slice(0, 10),
    change: `${verdict(before)} → ${verdict(after)}`,
    reason: say(reason),
  }
}
