/** A person's misses that cost something in, the notice that tells of them out: 扣分告知单. */

import type { AppraisedPerson, EvidenceLine, EvidenceNotice } from '../../model/appraisal.ts'
import type { OutputFile } from '../output.ts'
import { fileNameOf } from '../output.ts'
import { evidenceRow } from '../pages/evidence.ts'
import type { PageContext } from '../pages/page.ts'
import { footOf, identityOf, pairs } from '../pages/signed-page.ts'
import type { ViewModel } from '../views/index.ts'
import { appealText, BLANK_PERSON, type FormContext, filledContext } from './context.ts'

type Model = ViewModel<'deduction-notice'>

export function deductionNotices(context: PageContext, people: readonly AppraisedPerson[]): readonly OutputFile[] {
  return people.flatMap(person => {
    const misses = costing(person)
    if (misses.length === 0) return []
    const unlisted = (person.unlisted ?? []).reduce((sum, { costing: own }) => sum + own, 0)
    const more = unlisted === 0 ? '' : ` ${context.word('more', { count: unlisted })}`
    const { id, name, post, unit, period } = identityOf(context, person)
    const form = filledContext(context)
    const model: Model = {
      ...{ id, name, post, unit, period },
      says: context.word('deductionSays', { count: misses.length + unlisted }) + more,
      rows: misses.map(line => rowOf(context, person, line)),
      appeal: appealText(form, context.appraisal.round.appealsUntil),
      signatures: signing(form),
    }
    const title = `${person.id} ${person.name} ${context.word('deductionNotice')}`
    const content = context.page('deduction-notice', title, model, { foot: footOf(person) })
    return [{ path: `deduction-notice-${fileNameOf(person.id)}.html`, content }]
  })
}

const BLANK_ROWS = 10

export function blankDeductionNotice(form: FormContext): OutputFile {
  const row = {
    number: '',
    date: '',
    standard: '',
    finding: '',
    figures: '',
    points: '',
    note: '',
    reason: '',
    told: '',
  }
  const rows = Array.from({ length: BLANK_ROWS }, () => ({ ...row, clauses: [], records: [], moreRecords: '' }))
  const model: Model = {
    ...BLANK_PERSON,
    says: form.word('deductionSaysBlank'),
    rows,
    appeal: appealText(form, null),
    signatures: signing(form),
  }
  const content = form.page('deduction-notice', form.word('deductionNotice'), model)
  return { path: 'deduction-notice.html', content }
}

function signing({ word }: FormContext) {
  return pairs(['deduction.teller', 'deduction.head', 'deduction.received'].map(key => word(key)))
}

/** What takes points off or is part of a share, and what lowered the grade or has consequences. */
export function costing(person: AppraisedPerson): readonly EvidenceLine[] {
  const decisive = new Set([
    ...person.vetoes.map(({ finding }) => finding),
    ...person.outcomes.flatMap(({ because }) => because),
    ...person.withheld.because.map(({ finding }) => finding),
  ])
  return person.evidence.filter(
    ({ id, verdict, charges }) =>
      verdict === 'missed' && (decisive.has(id) || charges.some(({ effect }) => effect !== 'no-points')),
  )
}

function rowOf(context: PageContext, person: AppraisedPerson, line: EvidenceLine): Model['rows'][number] {
  const { number, date, standard, clauses, measured, limit, points, note, reason, records, moreRecords } = evidenceRow(
    context,
    person,
    line,
    true,
  )
  const figures = [measured, limit].every(one => one === '–') ? '–' : `${measured} / ${limit}`
  const told = toldText(context, line.notice)
  return {
    number,
    date,
    standard,
    clauses,
    finding: line.id,
    figures,
    points,
    note,
    reason,
    records,
    moreRecords,
    told,
  }
}

function toldText({ word }: PageContext, notice: EvidenceNotice | null): string {
  if (!notice) return ''
  if (notice.toldOn !== null) return [notice.toldOn, notice.how, notice.toldBy].filter(part => part !== null).join(' ')
  return notice.due === null ? '' : word('toTellBy', { date: notice.due.slice(0, 10) })
}
