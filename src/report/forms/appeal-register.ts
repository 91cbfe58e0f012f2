/** All appeals of an appraisal in, the register of them with its deadlines out: 申诉登记簿. */

import { compareText } from '../../lib/order.ts'
import type { Appraisal, AppraisedAppeal, AppraisedPerson } from '../../model/appraisal.ts'
import type { OutputFile } from '../output.ts'
import { aboutText, decisionText } from '../pages/appeals.ts'
import { listed, type PageContext, periodText, unitTitle } from '../pages/page.ts'
import type { ViewModel } from '../views/index.ts'
import { decidedWithinText, type FormContext, filledContext } from './context.ts'

type Model = ViewModel<'appeal-register'>
type Row = Model['rows'][number]

export const REGISTER_PAGE = 'internal/appeals.html'

/** Where nobody appealed there is none. */
export function appealRegisterPage(context: PageContext): readonly OutputFile[] {
  return registeredAppeals(context.appraisal.people).length === 0
    ? []
    : [{ ...appealRegister(context), path: REGISTER_PAGE }]
}

/** `on`: the civil date as of which days are counted; unless said the last that is known of: the cut-off, or an entry after it. */
export function appealRegister(context: PageContext, on = lastKnownDay(context.appraisal)): OutputFile {
  const { appraisal, word, say } = context
  const form = filledContext(context)
  const rows = registeredAppeals(appraisal.people).map(one => rowOf(context, one, on))
  const { appealsUntil } = appraisal.round
  const within = say(appraisal.print.appeal.within)
  const open = rows.filter(({ left }) => left !== '').length
  const model: Model = {
    period: periodText(context),
    on,
    until:
      appealsUntil === null ? word('filedWithin', { within }) : word('filedUntil', { until: appealsUntil, within }),
    decidedWithin: decidedWithinText(form),
    rows,
    counts: word('registerCounts', { count: rows.length, open }),
  }
  return { path: 'appeal-register.html', content: context.page('appeal-register', word('appealRegister'), model) }
}

function lastKnownDay({ asOf, people }: Appraisal): string {
  const entries = people.flatMap(({ adjustments }) =>
    adjustments.flatMap(one => [one.filedOn ?? '', one.decidedOn ?? '']),
  )
  return [asOf.slice(0, 10), ...entries].reduce((one, other) => (one > other ? one : other))
}

const BLANK_ROWS = 24

export function blankAppealRegister(form: FormContext): OutputFile {
  const row: Row = {
    ...{
      ids: '',
      person: '',
      unit: '',
      about: '',
      filed: '',
      inTime: '',
      decideBy: '',
      state: '',
      decided: '',
      left: '',
    },
  }
  const model: Model = {
    period: '',
    on: '',
    until: form.word('filedWithin', { within: form.say(form.print.appeal.within) }),
    decidedWithin: decidedWithinText(form),
    rows: Array.from({ length: BLANK_ROWS }, () => row),
    counts: '',
  }
  const content = form.page('appeal-register', form.word('appealRegister'), model)
  return { path: 'appeal-register.html', content }
}

interface Registered {
  readonly person: AppraisedPerson
  /** What was filed and what was decided of it, about one thing. */
  readonly entries: readonly AppraisedAppeal[]
}

/** An appeal and its decision are one row; what is still open stands by itself. In order of filing. */
function registeredAppeals(people: readonly AppraisedPerson[]): readonly Registered[] {
  const all = people.flatMap(person => {
    const own = person.adjustments.filter(({ isReceived }) => !isReceived)
    const closed = Map.groupBy(
      own.filter(({ state }) => state !== 'open'),
      ({ finding, section }) => `${finding ?? ''}\n${section ?? ''}`,
    )
    const open = own.filter(({ state }) => state === 'open').map(one => [one])
    return [...closed.values(), ...open].map(entries => ({ person, entries }))
  })
  const keyOf = ({ entries }: Registered) => `${filedOn(entries) ?? '9'}\n${entries[0]?.id ?? ''}`
  return all.toSorted((one, other) => compareText(keyOf(one), keyOf(other)))
}

function filedOn(entries: readonly AppraisedAppeal[]): string | null {
  return entries.flatMap(one => one.filedOn ?? []).toSorted(compareText)[0] ?? null
}

function rowOf(context: PageContext, { person, entries }: Registered, on: string): Row {
  const { appraisal, word } = context
  const filed = filedOn(entries)
  const decided = entries.find(({ state }) => state === 'decided' || state === 'dismissed')
  const decideBy = entries.find(one => one.filedOn === filed)?.decideBy ?? null
  const [first] = entries
  const { appealsUntil } = appraisal.round
  return {
    ids: listed(
      context,
      entries.map(({ id }) => id),
    ),
    person: `${person.id} ${person.name}`,
    unit: unitTitle(context, person.unit),
    about: first ? aboutText(context, person, first) : '',
    filed: filed ?? '–',
    inTime: filed === null || appealsUntil === null ? '' : word(filed > appealsUntil ? 'filedLate' : 'filedInTime'),
    decideBy: decideBy ?? '–',
    state: first ? decisionText(context, decided ?? first) : '',
    decided:
      decided && decideBy !== null && decided.decidedOn !== null && decided.decidedOn > decideBy
        ? word('decidedLate', { days: daysBetween(decideBy, decided.decidedOn) })
        : '',
    left: decided ? '' : leftText(context, decideBy, on),
  }
}

/** Of an open one; how long is known only where a time is set. */
function leftText({ word }: PageContext, decideBy: string | null, on: string): string {
  if (decideBy === null) return word('registerOpen')
  const days = daysBetween(on, decideBy)
  return days < 0 ? word('daysOverdue', { days: -days }) : word('daysLeft', { days })
}

const DAY = 86_400_000

/** Of civil dates. */
function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY
}
