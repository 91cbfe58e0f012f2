/** Appeals and one person's worked-out scorecard in, what the sheet says of them out: as it was, beside as it is now. */

import { formatDay } from '../calendar/day.ts'
import { defaultCalendar } from '../calendar/default-calendar.ts'
import { addDuration, parseDuration } from '../calendar/duration.ts'
import type { MatchedAppeal } from '../model/adjustment.ts'
import type { AppraisedAppeal, AppraisedPerson } from '../model/appraisal.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { PersonScore } from '../model/score.ts'
import type { Day } from '../model/value.ts'

type AppealLines = Pick<AppraisedPerson, 'adjustments' | 'original'>

/** `original` is what the person's scorecard came to without any appeal; undefined where none concerns them. */
export function appealLines(
  score: PersonScore,
  {
    appeals,
    original,
    rulebook,
  }: {
    readonly appeals: readonly MatchedAppeal[]
    readonly original: PersonScore | undefined
    readonly rulebook: Rulebook
  },
): AppealLines {
  const adjustments = appeals.flatMap(one => [
    ...(one.person === score.id ? [lineOf(one, score, rulebook)] : []),
    ...(receiverOf(one) === score.id ? [receivedLine(one, score, rulebook)] : []),
  ])
  const isChanged = adjustments.some(({ state }) => state === 'decided')
  return {
    adjustments,
    original:
      isChanged && original ? { score: original.score, scoreText: original.scoreText, grade: original.grade } : null,
  }
}

function receiverOf({ appeal }: MatchedAppeal): string | null {
  return appeal.state === 'decided' && appeal.ruling.change === 'reassign' ? appeal.ruling.to : null
}

function lineOf(matched: MatchedAppeal, score: PersonScore, rulebook: Rulebook): AppraisedAppeal {
  const { appeal, finding, section } = matched
  const given = score.grants[appeal.id]
  const change = appeal.state === 'decided' ? appeal.ruling.change : null
  const verdict = finding?.verdict ?? null
  const points = given?.before ?? (section === undefined ? null : pointsOf(section, score))
  const decided = appeal.state === 'open' ? null : appeal
  return {
    id: appeal.id,
    state: appeal.state === 'open' && !matched.isContested ? 'answered' : appeal.state,
    change,
    finding: finding?.id ?? null,
    section: section ?? null,
    to: receiverOf(matched),
    isReceived: false,
    reason: appeal.reason,
    evidence: appeal.evidence,
    filedOn: appeal.filedOn === null ? null : formatDay(appeal.filedOn),
    decideBy: appeal.filedOn === null ? null : decideBy(appeal.filedOn, rulebook),
    decidedBy: decided?.decidedBy ?? null,
    decidedOn: decided ? formatDay(decided.decidedOn) : null,
    original: { verdict, points },
    result: {
      verdict: verdict && (change === 'overturn' ? 'met' : change === null || change === 'points' ? verdict : 'exempt'),
      points: given?.after ?? points,
    },
    given: given?.given ?? null,
  }
}

/** To whoever answers now it is new: nothing was theirs before. */
function receivedLine(matched: MatchedAppeal, score: PersonScore, rulebook: Rulebook): AppraisedAppeal {
  const none = { verdict: null, points: null }
  return {
    ...lineOf(matched, score, rulebook),
    isReceived: true,
    original: none,
    result: { verdict: matched.finding?.verdict ?? null, points: null },
  }
}

function pointsOf(section: string, { sections, parts }: PersonScore): number | null {
  const all = [...sections, ...parts.flatMap(part => part.sections)]
  return all.find(({ id }) => id === section)?.score ?? null
}

/** The day of filing is day 0. A year that the holiday table lacks leaves it open: the words of the rule stand beside it. */
function decideBy(filedOn: Day, rulebook: Rulebook): string | null {
  const { zone, print } = rulebook
  const duration = print.appeal.decidedWithin && parseDuration(print.appeal.decidedWithin.en)
  const calendar = defaultCalendar(rulebook)
  if (!duration || !calendar) return null
  const answer = addDuration({ from: zone.startOf(filedOn), duration, days: 'whole', zone, calendar })
  return 'at' in answer ? formatDay(zone.dayOf(answer.at)) : null
}
