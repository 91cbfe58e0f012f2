/** An appeal that was decided in, the decision that is served on whoever appealed out: 申诉处理决定书. */

import type { AppraisedAppeal, AppraisedPerson } from '../../model/appraisal.ts'
import { moneyText, percentText } from '../figures.ts'
import { fileNameOf, type OutputFile } from '../output.ts'
import { aboutText, resultText, rulingText } from '../pages/appeals.ts'
import { gradeTitle, type PageContext } from '../pages/page.ts'
import { footOf, identityOf, pairs } from '../pages/signed-page.ts'
import type { ViewModel } from '../views/index.ts'
import { BLANK_PERSON, type FormContext, filledContext } from './context.ts'

type Model = ViewModel<'appeal-decision'>

export interface AppealOf {
  readonly person: AppraisedPerson
  readonly appeal: AppraisedAppeal
}

export function decidedAppeals(people: readonly AppraisedPerson[]): readonly AppealOf[] {
  return people.flatMap(person =>
    person.adjustments
      .filter(({ state, isReceived }) => !isReceived && (state === 'decided' || state === 'dismissed'))
      .map(appeal => ({ person, appeal })),
  )
}

export function appealDecisions(context: PageContext, appeals: readonly AppealOf[]): readonly OutputFile[] {
  const form = filledContext(context)
  return appeals.map(({ person, appeal }) => {
    const title = `${appeal.id} ${person.id} ${person.name} ${context.word('appealDecisionTitle')}`
    const content = context.page('appeal-decision', title, modelOf(context, form, person, appeal), {
      foot: `${appeal.id} ${footOf(person)}`,
    })
    return { path: `appeal-decision-${fileNameOf(appeal.id)}.html`, content }
  })
}

export function blankAppealDecision(form: FormContext): OutputFile {
  const model: Model = {
    ...BLANK_PERSON,
    number: '',
    about: '',
    filedOn: '',
    filedReason: '',
    original: '',
    result: '',
    decision: '',
    reason: '',
    evidence: '',
    decidedBy: '',
    decidedOn: '',
    before: '',
    after: '',
    money: [],
    signatures: signing(form),
  }
  const content = form.page('appeal-decision', form.word('appealDecisionTitle'), model)
  return { path: 'appeal-decision.html', content }
}

function signing({ word, say, print }: FormContext) {
  return pairs([say(print.appeal.to), ...['decision.hr', 'decision.received', 'decision.server'].map(key => word(key))])
}

function modelOf(context: PageContext, form: FormContext, person: AppraisedPerson, appeal: AppraisedAppeal): Model {
  const { id, name, post, unit, period, score, grade } = identityOf(context, person)
  const filed = person.adjustments.find(one => one.state === 'answered' && isSame(one, appeal))
  const { original } = person
  return {
    ...{ id, name, post, unit, period },
    number: appeal.id,
    about: aboutText(context, person, appeal),
    filedOn: appeal.filedOn ?? filed?.filedOn ?? '',
    filedReason: filed?.reason ?? '',
    original: resultText(context, appeal.original),
    result: resultText(context, appeal.result),
    decision: rulingText(context, appeal),
    reason: appeal.reason,
    evidence: appeal.evidence ?? '',
    decidedBy: appeal.decidedBy ?? '',
    decidedOn: appeal.decidedOn ?? '',
    before: original
      ? `${original.scoreText ?? context.word('noScore')}　${gradeTitle(context, original.grade)}`
      : `${score}　${grade}`,
    after: `${score}　${grade}`,
    money: moneyLines(context, person, appeal),
    signatures: signing(form),
  }
}

function isSame(one: AppraisedAppeal, other: AppraisedAppeal): boolean {
  return one.finding === other.finding && one.section === other.section
}

/** What rests on the finding now, the decision included; of a section what follows from the score is proposed anew. */
function moneyLines(context: PageContext, person: AppraisedPerson, { finding }: AppraisedAppeal): readonly string[] {
  const { appraisal, word, say, language } = context
  if (finding === null) return [word('decisionMoneySection')]
  const outcomes = person.outcomes
    .filter(({ because }) => because.includes(finding))
    .map(({ title, amount }) =>
      word('labelled', {
        label: say(title),
        text: amount === null ? word('amountNotSet') : moneyText(amount, appraisal.pack.currency, language),
      }),
    )
  const shares = person.withheld.because
    .filter(one => one.finding === finding)
    .map(({ cascade, share }) => {
      const title = appraisal.words.cascades[cascade]
      return word('labelled', { label: title ? say(title) : cascade, text: percentText(share * 100, language) })
    })
  const all = [...outcomes, ...shares]
  return all.length === 0 ? [word('decisionMoneyNone')] : all
}
