/** A person's result in, the form on which it is appealed against out: 考评申诉表. */

import type { AppraisedPerson } from '../../model/appraisal.ts'
import { numberText } from '../figures.ts'
import { fileNameOf, type OutputFile } from '../output.ts'
import { pointsText } from '../pages/evidence.ts'
import { listed, type PageContext, standardTitle } from '../pages/page.ts'
import { footOf, identityOf } from '../pages/signed-page.ts'
import { unlistedCount } from '../unlisted.ts'
import type { ViewModel } from '../views/index.ts'
import { appealText, BLANK_PERSON, decidedWithinText, type FormContext, filledContext } from './context.ts'

type Model = ViewModel<'appeal-form'>

/** So many misses are listed to be ticked; others are written in by their number. */
const LISTED = 40
const BLANK_ROWS = 6

export function appealForms(context: PageContext, people: readonly AppraisedPerson[]): readonly OutputFile[] {
  const form = filledContext(context)
  return people.map(person => {
    const title = `${person.id} ${person.name} ${context.word('appealForm')}`
    const content = context.page('appeal-form', title, modelOf(context, form, person), { foot: footOf(person) })
    return { path: `appeal-form-${fileNameOf(person.id)}.html`, content }
  })
}

export function blankAppealForm(form: FormContext): OutputFile {
  const row = { number: '', date: '', standard: '', clauses: '', points: '' }
  const model: Model = {
    ...BLANK_PERSON,
    score: '',
    grade: '',
    appeal: appealText(form, null),
    findings: Array.from({ length: BLANK_ROWS }, () => row),
    more: '',
    sections: [],
    decidedWithin: decidedWithinText(form),
  }
  return { path: 'appeal-form.html', content: form.page('appeal-form', form.word('appealForm'), model) }
}

function modelOf(context: PageContext, form: FormContext, person: AppraisedPerson): Model {
  const { word, say, language, standards } = context
  const misses = person.evidence.filter(({ verdict }) => verdict === 'missed')
  const more = misses.length + unlistedCount(person.unlisted, { verdict: 'missed' }) - LISTED
  const sections = [...person.sections, ...person.parts.flatMap(part => part.sections)]
  return {
    ...identityOf(context, person),
    appeal: appealText(form, context.appraisal.round.appealsUntil),
    findings: misses.slice(0, LISTED).map(line => ({
      number: line.number,
      date: line.at.slice(0, 10),
      standard: standardTitle(context, line.standard),
      clauses: listed(context, standards.get(line.standard)?.clauses ?? []),
      points: pointsText(context, line),
    })),
    more: more > 0 ? word('appealMore', { count: more }) : '',
    // A bonus as a whole cannot be appealed against.
    sections: sections
      .filter(({ marks }) => marks !== null)
      .map(({ title, score, weight }) => ({
        title: say(title),
        score: score === null ? '–' : `${numberText(score, language)} / ${numberText(weight ?? 0, language)}`,
      })),
    decidedWithin: decidedWithinText(form),
  }
}
