/** A person graded in the lowest band in, the notice that demands to put right what was missed by a date out: 限期整改通知书. */

import type { AppraisedPerson } from '../../model/appraisal.ts'
import { dateText } from '../figures.ts'
import { fileNameOf, type OutputFile } from '../output.ts'
import { unlistedCount } from '../unlisted.ts'
import type { ViewModel } from '../views/index.ts'
import { listed, type PageContext, standardTitle } from './page.ts'
import { costliest } from './plan.ts'
import { footOf, identityOf, pairs, rectificationFile } from './signed-page.ts'

/** So many findings are named for each standard; the others are counted. */
const NAMED_FINDINGS = 8

/** Kinds of proposals whose date is the one by which all is to be put right. */
const WITH_DATE = ['rectification', 'improvement-plan']

export function rectificationPages(context: PageContext): readonly OutputFile[] {
  const { appraisal, word } = context
  return appraisal.people.flatMap(person => {
    const file = rectificationFile(appraisal, person)
    if (file === '') return []
    const title = `${person.id} ${person.name} ${word('rectification')}`
    const own = { foot: footOf(person), person: person.id }
    return [
      {
        path: `people/${file}`,
        content: context.page('rectification', title, rectificationModel(context, person), own),
      },
    ]
  })
}

function rectificationModel(context: PageContext, person: AppraisedPerson): ViewModel<'rectification'> {
  const { word, language } = context
  const identity = identityOf(context, person)
  const demanded = person.outcomes.filter(({ type }) => WITH_DATE.includes(type))
  const due = demanded.find(outcome => outcome.due !== null)?.due ?? null
  const clauses = [...new Set(demanded.flatMap(outcome => outcome.clauses))]
  const { period, score, grade } = identity
  return {
    ...identity,
    sheet: encodeURIComponent(`${fileNameOf(person.id)}.html`),
    because:
      word('rectificationBecause', { period, score, grade }) +
      (clauses.length > 0 ? word('rectificationClauses', { clauses: listed(context, clauses) }) : ''),
    due: due === null ? '' : dateText(due, language),
    tasks: costliest(context, person).map((one, at) => taskModel(context, person, one, at)),
    signatures: pairs(
      ['rectification.issued', 'rectification.received', 'rectification.superior', 'rectification.checked'].map(key =>
        word(key),
      ),
    ),
  }
}

function taskModel(
  context: PageContext,
  person: AppraisedPerson,
  { standard, missed, checked }: ReturnType<typeof costliest>[number],
  at: number,
): ViewModel<'rectification'>['tasks'][number] {
  const { appraisal, standards, say, word } = context
  const clauses = standards.get(standard)?.clauses ?? []
  const numbers = person.evidence
    .filter(line => line.standard === standard && line.verdict === 'missed')
    .map(({ number }) => number)
  const unlisted = unlistedCount(person.unlisted, { standard, verdict: 'missed' })
  const named = numbers.slice(0, NAMED_FINDINGS)
  const unnamed = numbers.length + unlisted - named.length
  return {
    number: at + 1,
    standard: standardTitle(context, standard),
    clauses: listed(context, clauses),
    figures: word('missedOf', { missed, checked }),
    findings: listed(context, named) + (unnamed > 0 ? ` +${unnamed}` : ''),
    demands: clauses.flatMap(clause => {
      const known = appraisal.words.clauses[clause]
      return known ? [{ clause, text: say(known.text) }] : []
    }),
  }
}
