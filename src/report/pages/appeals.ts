/** A person's appeals, and the scorecards of somebody who had several, in; the rows of the sheet that tell of them out. */

import type { AppraisedAppeal, AppraisedPerson, ScorePart } from '../../model/appraisal.ts'
import { numberText } from '../figures.ts'
import type { ViewModel } from '../views/index.ts'
import { numberOf } from './evidence.ts'
import { gradeTitle, listed, type PageContext, standardTitle } from './page.ts'

type AppealRow = ViewModel<'sheet'>['appeals'][number]

export function appealRows(context: PageContext, person: AppraisedPerson): readonly AppealRow[] {
  return person.adjustments.map(appeal => ({
    id: appeal.id,
    about: aboutText(context, person, appeal),
    original: resultText(context, appeal.original),
    result: resultText(context, appeal.result),
    decision: decisionText(context, appeal),
    reason: [
      appeal.reason,
      ...(appeal.evidence === null ? [] : [context.word('appealEvidence', { evidence: appeal.evidence })]),
    ].join(context.word('groupSeparator')),
  }))
}

export function aboutText(
  context: PageContext,
  person: AppraisedPerson,
  { finding, section, isReceived, to }: AppraisedAppeal,
): string {
  if (finding === null) {
    const own = [...person.sections, ...person.parts.flatMap(part => part.sections)].find(({ id }) => id === section)
    return own ? context.say(own.title) : (section ?? '')
  }
  const standard = decodeURIComponent(finding.split('/')[0] ?? '')
  // Whoever answers now has a finding of their own of the same case.
  const own = person.evidence.find(
    line => line.id === finding || (isReceived && line.adjusted?.from !== undefined && sameCase(line.id, finding)),
  )
  const from = isReceived && to !== null ? [context.word('appealReceived')] : []
  return [own?.number ?? numberOf(person, finding), standardTitle(context, standard), ...from].join(' ')
}

function sameCase(one: string, other: string): boolean {
  return one.slice(0, one.lastIndexOf('/')) === other.slice(0, other.lastIndexOf('/'))
}

export function resultText({ word, language }: PageContext, { verdict, points }: AppraisedAppeal['result']): string {
  const parts = [
    ...(verdict === null ? [] : [word(verdict)]),
    ...(points === null ? [] : [numberText(points, language)]),
  ]
  return parts.length === 0 ? '–' : parts.join(word('groupSeparator'))
}

export function decisionText(context: PageContext, appeal: AppraisedAppeal): string {
  const { state, decidedBy, decidedOn } = appeal
  if (state === 'open') return context.word('appealOpen')
  if (state === 'answered') return context.word('appealAnswered')
  return [rulingText(context, appeal), decidedBy, decidedOn].filter(part => part !== null).join(' ')
}

/** What was decided, without by whom. */
export function rulingText({ word, language }: PageContext, { change, to, given }: AppraisedAppeal): string {
  if (change === null) return word('appealDismissed')
  return word(`change.${change}`, { to: to ?? '', points: numberText(given ?? 0, language) })
}

export function originalText(context: PageContext, { original }: AppraisedPerson): string {
  if (!original) return ''
  const { word } = context
  return word('originalResult', {
    score: original.scoreText ?? word('noScore'),
    grade: gradeTitle(context, original.grade),
  })
}

export function partRows(context: PageContext, { parts }: AppraisedPerson): ViewModel<'sheet'>['parts'] {
  const { appraisal, say } = context
  return parts.map(part => ({
    scorecard: part.scorecardTitle ? say(part.scorecardTitle) : '–',
    posts: listed(
      context,
      part.posts.map(id => say(appraisal.words.posts[id] ?? { zh: id, en: id })),
    ),
    score: part.scoreText ?? '–',
    sections: part.sections.map(section => sectionText(context, section)).join(context.word('groupSeparator')),
    reason: say(part.reason),
  }))
}

function sectionText({ say, language }: PageContext, { title, score, weight }: ScorePart['sections'][number]): string {
  const points = score === null ? '–' : numberText(score, language)
  return `${say(title)} ${points}${weight === null ? '' : ` / ${numberText(weight, language)}`}`
}
