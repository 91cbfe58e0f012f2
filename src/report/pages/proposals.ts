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
  const numbers = outcome.because.slice(0, NAMED_FINDINGS).map(finding => numberOf(person, finding))
  const unnamed = outcome.because.length - numbers.length
  const needsApproval = outcome.approval && outcome.state !== 'approved'
  return {
    title: say(outcome.title),
    sameIncident: sameIncidentText(context, person, outcome),
    clauses: listed(context, outcome.clauses),
    basis: listed(context, numbers) + (unnamed > 0 ? ` +${unnamed}` : ''),
    base: '–',
    share: '–',
    amount: amountText(context, outcome),
    due: outcome.due ?? '–',
    state: stateWord(context, outcome) + (needsApproval ? word('aside', { text: word('needsApproval') }) : ''),
    confirmation: [outcome.confirmedBy, outcome.confirmedOn].filter(part => part !== null).join(' '),
    missing: missingText(context, outcome),
  }
}

function missingText(context: PageContext, { evidence = [] }: AppraisedOutcome): string {
  const missing = evidence.filter(({ given }) => given === null).map(({ title }) => context.say(title))
  return missing.length === 0 ? '' : context.word('evidenceMissing', { what: listed(context, missing) })
}

/** Of two that charge one incident which is charged: another outcome, or a cascade. */
function sameIncidentText(
  { appraisal, say, word }: PageContext,
  { outcomes }: AppraisedPerson,
  { sameIncidentAs, standsInFor }: AppraisedOutcome,
): string {
  const titleOf = (id: string): string => {
    const title = outcomes.find(one => one.id === id)?.title ?? appraisal.words.cascades[id]
    return title ? say(title) : id
  }
  if (sameIncidentAs !== undefined) return word('sameIncidentAs', { title: titleOf(sameIncidentAs) })
  return standsInFor === undefined ? '' : word('standsInFor', { title: titleOf(standsInFor) })
}

/** Whatever was confirmed waits for an appeal that is not decided. */
function stateWord({ word }: PageContext, { state, contested = [] }: AppraisedOutcome): string {
  return contested.length === 0 ? word(state) : word('contested')
}

function shareWord(
  { word }: PageContext,
  { state, contested }: AppraisedPerson['withheld']['because'][number],
): string {
  return contested === undefined ? word(state ?? 'proposed') : word('contested')
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
  const states = [...new Set(withheld.because.map(one => shareWord(context, one)))]
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
    missing: '',
  }
}

export function withheldModel(context: PageContext, person: AppraisedPerson): ViewModel<'sheet'>['withheld'] {
  const { appraisal, say, language } = context
  const { withheld } = person
  if (withheld.because.length === 0) return null
  const level = (id: string): string => say(appraisal.words.levels[id] ?? { zh: id, en: id })
  return {
    skipped: listed(context, withheld.skipped.map(level)),
    rows: withheld.because.map(one => ({
      cascade: say(appraisal.words.cascades[one.cascade] ?? { zh: one.cascade, en: one.cascade }),
      role: level(one.role),
      share: percentText(one.share * 100, language),
      state: shareWord(context, one),
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
