/** The round in, what a sheet and the summary tell of it out: the panel, who approved, when it was published. */

import { approves } from '../../lib/themselves.ts'
import type { AppraisedPerson } from '../../model/appraisal.ts'
import type { AppraisedMember } from '../../model/round.ts'
import type { ViewModel } from '../views/index.ts'
import { listed, type PageContext } from './page.ts'

/** Members who rate are not named on sheets; somebody who leads the panel in place of the one appraised is. */
export function procedureLines(context: PageContext, person: AppraisedPerson): readonly string[] {
  const { appraisal, word } = context
  const { panel, approved, published, appealsUntil } = appraisal.round
  const leaders = (panel?.members ?? []).filter(member => (member.for ?? []).includes(person.id))
  const approvals = approved.filter(one => approves(one, person))
  return [
    ...(panel ? [word('roundPanel', { on: panel.on })] : []),
    ...(leaders.length > 0
      ? [
          word('roundLedByOther', {
            names: listed(
              context,
              leaders.map(one => memberText(context, one)),
            ),
          }),
        ]
      : []),
    ...approvals.map(({ name, on }) => word('roundApproved', { name, on })),
    ...(published
      ? [
          appealsUntil === null
            ? word('roundPublishedOnly', { on: published.on })
            : word('roundPublished', { on: published.on, until: appealsUntil }),
        ]
      : []),
  ]
}

function memberText({ say, word }: PageContext, { name, title }: AppraisedMember): string {
  return name + word('aside', { text: say(title) })
}

export function acceptedText({ appraisal, word }: PageContext, { id }: AppraisedPerson): string {
  const accepted = appraisal.round.incomplete.find(({ person }) => person === id)
  return accepted ? word('gateAccepted', { reason: accepted.reason, name: accepted.name, on: accepted.on }) : ''
}

/** Everybody, for the panel itself and HR. */
export function panelRows(context: PageContext): ViewModel<'summary'>['panel'] {
  const { appraisal, say, word } = context
  return (appraisal.round.panel?.members ?? []).map(({ title, person, name, for: only }) => ({
    role: say(title),
    id: person ?? '',
    name,
    only: only === null ? '' : word('roundOnlyFor', { people: listed(context, only) }),
  }))
}

/** The course of the round as a whole. */
export function courseLines(context: PageContext): readonly string[] {
  const { word, appraisal } = context
  const { approved, published } = appraisal.round
  return [
    ...approved.map(one => {
      const whom =
        one.for === null ? '' : word('aside', { text: word('roundOnlyFor', { people: listed(context, one.for) }) })
      return word('roundApproved', { name: one.name, on: one.on }) + whom
    }),
    ...(published ? [word('roundPublishedOnly', { on: published.on })] : []),
  ]
}
