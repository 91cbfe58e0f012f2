/** What is proposed for a person in, the rows of the sheet out: what, by which clause, of which base, how much, how far it has come. */

import type { Appraisal, AppraisedOutcome, AppraisedPerson } from '../../model/appraisal.ts'
import { moneyText, percentText } from '../figures.ts'
import type { ViewModel } from '../views/index.ts'
import { caseOf, numberOf } from './evidence.ts'
import { listed, type PageContext } from './page.ts'

/** So many findings are named beside an outcome; the others are counted. */
const NAMED_FINDINGS = 4

type Proposal = ViewModel<'sheet'>['proposals'][number]

export function proposalRows(context: PageContext, person: AppraisedPerson): readonly Proposal[] {
  const shares = withheldProposal(context, person)
  return [...person.outcomes.map(outcome => outcomeRow(context, person, outcome)), ...(shares ? [shares] : [])]
}

function outcomeRow(context: PageContext, person: AppraisedPerson, outcome: AppraisedOutcome): Proposal {
  const { say, word } = context
  const other = person.outcomes.find(one => one.id === outcome.sameIncidentAs)
  const numbers = outcome.because.slice(0, NAMED_FINDINGS).map(finding => numberOf(person, finding))
  const unnamed = outcome.because.length - numbers.length
  const needsApproval = outcome.approval && outcome.state !== 'approved'
  return {
    title: say(outcome.title),
    sameIncident: other ? word('sameIncidentAs', { title: say(other.title) }) : '',
    clauses: listed(context, outcome.clauses),
    basis: listed(context, numbers) + (unnamed > 0 ? ` +${unnamed}` : ''),
    base: '–',
    share: '–',
    amount: amountText(context, outcome),
    due: outcome.due ?? '–',
    state: word(outcome.state) + (needsApproval ? word('aside', { text: word('needsApproval') }) : ''),
    confirmation: [outcome.confirmedBy, outcome.confirmedOn].filter(part => part !== null).join(' '),
  }
}

function amountText({ appraisal, word, language }: PageContext, { amount, amountNotSet }: AppraisedOutcome): string {
  if (amount !== null) return moneyText(amount, appraisal.pack.currency, language)
  return amountNotSet ? word('amountNotSet') : '–'
}

/** All shares as one row: together they never go beyond the whole of the base. */
function withheldProposal(context: PageContext, { withheld, bonusBase }: AppraisedPerson): Proposal | undefined {
  const { appraisal, word, language } = context
  if (withheld.because.length === 0) return undefined
  const cascades = [...new Set(withheld.because.map(one => one.cascade))]
  const states = [...new Set(withheld.because.map(one => word(one.state ?? 'proposed')))]
  const { currency } = appraisal.pack
  return {
    title: word('withheld'),
    sameIncident: '',
    clauses: listed(context, [...new Set(cascades.flatMap(id => appraisal.words.cascadeClauses[id] ?? []))]),
    basis: '',
    base: bonusBase === null ? word('noBase') : moneyText(Number(bonusBase), currency, language),
    share: percentText(withheld.share * 100, language),
    amount: withheld.amount === null ? '–' : moneyText(-withheld.amount, currency, language),
    due: '–',
    state: listed(context, states),
    confirmation: '',
  }
}

export function withheldModel(context: PageContext, person: AppraisedPerson): ViewModel<'sheet'>['withheld'] {
  const { appraisal, say, word, language } = context
  const { withheld } = person
  if (withheld.because.length === 0) return null
  const level = (id: string): string => say(appraisal.words.levels[id] ?? { zh: id, en: id })
  return {
    skipped: listed(context, withheld.skipped.map(level)),
    rows: withheld.because.map(one => ({
      cascade: say(appraisal.words.cascades[one.cascade] ?? { zh: one.cascade, en: one.cascade }),
      role: level(one.role),
      share: percentText(one.share * 100, language),
      state: word(one.state ?? 'proposed'),
      clauses: listed(context, appraisal.words.cascadeClauses[one.cascade] ?? []),
      finding: whoseFinding(appraisal, person, one.finding),
    })),
  }
}

/** The number on one's own sheet; of somebody else's finding the day, whose it is, and its number there. */
function whoseFinding(appraisal: Appraisal, person: AppraisedPerson, finding: string): string {
  const holder = appraisal.people.find(one => one.evidence.some(line => line.id === finding))
  const line = holder?.evidence.find(one => one.id === finding)
  if (!holder || !line || holder.id === person.id) return numberOf(person, finding)
  return `${line.at.slice(0, 10)} ${holder.id} ${holder.name} ${line.number} (${caseOf(finding)})`
}
