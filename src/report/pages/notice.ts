/** An appraisal in, the notice that is pinned to the wall out: names or names and grades, and nothing else of anybody. */

import { compareText } from '../../lib/order.ts'
import type { AppraisedPerson } from '../../model/appraisal.ts'
import type { OutputFile } from '../output.ts'
import type { ViewModel } from '../views/index.ts'
import { gradeTitle, type PageContext, periodText, unitTitle } from './page.ts'

export const NOTICE_PAGE = 'public/notice.html'

export function noticePage(context: PageContext): readonly OutputFile[] {
  return [{ path: NOTICE_PAGE, content: context.page('notice', context.word('notice'), noticeModel(context)) }]
}

function noticeModel(context: PageContext): ViewModel<'notice'> {
  const { appraisal, word, say } = context
  const { notice, company } = appraisal.print
  const hasGrades = notice.shows === 'names-and-grades'
  const shown = appraisal.people
    // Whoever has no scorecard was not appraised.
    .filter(({ grade, scorecard }) => (hasGrades ? scorecard !== null : grade !== null && grade === best(context)?.id))
    .toSorted((one, other) => compareText(one.unit ?? '', other.unit ?? '') || compareText(one.id, other.id))
  const names = toldApart(shown)
  const nameOf = ({ id, name }: AppraisedPerson) => names.get(id) ?? name
  const unitOf = ({ unit }: AppraisedPerson) => unitTitle(context, unit) || word('noUnit')
  return {
    period: periodText(context),
    documentNumber: documentNumber(context),
    says: hasGrades
      ? word('noticeAll', { period: appraisal.period.name, count: shown.length })
      : word('noticeBest', {
          period: appraisal.period.name,
          count: shown.length,
          grade: say(best(context)?.title ?? { zh: '', en: '' }),
        }),
    grades: hasGrades
      ? shown.map(person => ({
          unit: unitOf(person),
          name: nameOf(person),
          grade: gradeTitle(context, person.grade) || word('noGrade'),
        }))
      : [],
    units: hasGrades ? [] : [...Map.groupBy(shown, unitOf)].map(([unit, own]) => ({ unit, names: own.map(nameOf) })),
    nobody: shown.length === 0 ? word('noticeNobody') : '',
    window: word('noticeDates', { within: say(notice.within) }),
    objections: word('noticeObjections', { to: say(notice.to) }),
    issuer: say(company ?? appraisal.title ?? appraisal.pack.title),
  }
}

/** The band from the highest lower bound. */
function best({ appraisal }: PageContext) {
  return appraisal.words.grades[0]
}

/** Two of one name within a unit are told apart by their staff numbers; nobody else's is shown. */
function toldApart(people: readonly AppraisedPerson[]): ReadonlyMap<string, string> {
  const groups = Map.groupBy(people, ({ unit, name }) => `${unit ?? ''}\n${name}`)
  return new Map(
    [...groups.values()]
      .filter(same => same.length > 1)
      .flatMap(same => same.map(({ id, name }) => [id, `${name} ${id}`] as const)),
  )
}

/** One number for the whole notice; a pattern that needs a person leaves a blank to write it on. */
function documentNumber({ appraisal, say, word }: PageContext): string {
  const { print, period } = appraisal
  const pattern = print.documentNumber && say(print.documentNumber)
  if (!pattern || pattern.includes('{person}')) return word('blankNumber')
  return pattern.replaceAll('{period}', period.name).replaceAll('{year}', String(period.year))
}
