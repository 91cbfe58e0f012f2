/** An appraisal in, the first page that HR and the quality team open out: totals, people with search, standards, files. */

import { compareText } from '../../lib/order.ts'
import { bars } from '../charts.ts'
import { fileNameOf, type OutputFile } from '../output.ts'
import { APPRAISALS_WORKBOOK } from './appraisals-workbook.ts'
import { BULLETIN_PAGE } from './bulletin.ts'
import { NOTICE_PAGE } from './notice.ts'
import { gradeTitle, listed, type PageContext, periodText, stateWords, unitTitle } from './page.ts'
import { PAYROLL } from './payroll.ts'
import { RECORDS_PAGE } from './records-page.ts'
import { rectificationFile } from './signed-page.ts'
import { distribution, mostMissed } from './summary.ts'

const FILES = [
  'internal/summary.html',
  APPRAISALS_WORKBOOK,
  NOTICE_PAGE,
  BULLETIN_PAGE,
  PAYROLL.workbook,
  PAYROLL.csv,
  PAYROLL.open,
  RECORDS_PAGE,
  'appraisal.json',
  'findings.ndjson',
  'carried.ndjson',
  'rejected.csv',
  'manifest.json',
]

export function indexPage(context: PageContext): readonly OutputFile[] {
  const { appraisal, say, word } = context
  const { records, findings } = appraisal
  const model = {
    period: periodText(context),
    asOf: appraisal.asOf,
    records,
    findings,
    types: Object.entries(records.byType)
      .sort(([one], [other]) => compareText(one, other))
      .map(([type, counts]) => ({ title: say(appraisal.words.eventTypes[type] ?? { zh: type, en: type }), ...counts })),
    distribution: bars(distribution(context), word('distributionChart')),
    people: appraisal.people.map(person => ({
      id: person.id,
      file: encodeURIComponent(fileNameOf(person.id)),
      name: person.name,
      post: person.postTitle ? say(person.postTitle) : (person.post ?? ''),
      unit: unitTitle(context, person.unit),
      score: person.scoreText ?? '–',
      grade:
        gradeTitle(context, person.grade) ||
        (person.gradeReason === null
          ? word('noGrade')
          : word('labelled', { label: word('noGrade'), text: word(person.gradeReason) })),
      rectification: encodeURIComponent(rectificationFile(appraisal, person)),
    })),
    missed: mostMissed(context, 10),
    hasExplanations: context.input.explanations.standards.length > 0,
    standards: appraisal.standards.map(standard => ({
      file: encodeURIComponent(fileNameOf(standard.id)),
      title: say(standard.title),
      id: standard.id,
      clauses: listed(context, standard.clauses),
      place: `${standard.file}:${standard.line}`,
      state: stateWords(context, standard),
      isChecked: standard.state === 'checked',
      met: standard.met,
      missed: standard.missed,
      pending: standard.pending,
      undetermined: standard.undetermined,
      exempt: standard.exempt,
    })),
    parameters: appraisal.parameters.map(parameter => ({
      title: say(parameter.title),
      id: parameter.id,
      value: parameter.value ? say(parameter.value) : word('notConfigured'),
      clauses: listed(context, parameter.clauses),
    })),
    files: FILES,
  }
  return [{ path: 'index.html', content: context.page('index', word('index'), model) }]
}
