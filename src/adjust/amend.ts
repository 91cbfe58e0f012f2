/** Absences, waivers, notices, decisions and open appeals in; what makes of the findings of a case those that count, out. */

import { formatDay } from '../calendar/day.ts'
import type { DecidedAppeal, Waiver } from '../model/adjustment.ts'
import type { Amend } from '../model/amend.ts'
import type { Finding } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import { awayReason } from './away.ts'
import { reassignedId } from './finding-id.ts'
import type { AppealedFinding } from './match.ts'
import type { Notify } from './notices.ts'
import { type WaiverGround, waiverFor, waiverReason } from './waivers.ts'

export interface AmendInput extends WaiverGround {
  readonly waivers: readonly Waiver[]
  /** By finding: what was decided of it, or that it is contested. */
  readonly appealed?: ReadonlyMap<string, AppealedFinding>
  readonly notify?: Notify
}

/** Undefined where nothing stands above the verdicts. */
export function makeAmend(input: AmendInput): Amend | undefined {
  const { waivers, roster, notify, appealed = new Map<string, AppealedFinding>() } = input
  const isAnybodyAway = (roster.data.away ?? []).length > 0
  if (!isAnybodyAway && waivers.length === 0 && appealed.size === 0 && !notify) return undefined
  return (judged, standard, item) =>
    judged.flatMap(found => {
      const absence = isAnybodyAway ? awayReason(found, item, roster) : undefined
      if (absence) return [exempted(found, absence)]
      const waiver = waivers.length > 0 ? waiverFor(waivers, found, standard, item, input) : undefined
      if (waiver) return [{ ...exempted(found, waiverReason(waiver)), waiver: waiver.id }]
      const finding = notify ? notify(found, standard, item) : found
      // What is not charged is contested by nobody: no money rests on it.
      if (finding.adjusted) return [finding]
      const appeal = appealed.get(finding.id)
      return appeal ? ruled(finding, appeal) : [finding]
    })
}

/** As an exemption of the rule itself leaves it: nothing was measured. */
function exempted(finding: Finding, reason: Message): Finding {
  const { measured: _measured, limit: _limit, exact: _exact, groups: _groups, due: _due, ...rest } = finding
  return { ...rest, verdict: 'exempt', reason }
}

function ruled(finding: Finding, { decided, contested }: AppealedFinding): readonly Finding[] {
  if (contested !== undefined) return [{ ...finding, contested }]
  if (!decided) return [finding]
  const { ruling } = decided
  const { verdict, reason } = finding
  const adjusted = { by: decided.id, verdict, reason }
  switch (ruling.change) {
    case 'points':
      return [finding]
    case 'reassign': {
      const { from, to } = { from: finding.person ?? '-', to: ruling.to }
      const moved = {
        ...finding,
        id: reassignedId(finding.id, to),
        person: to,
        reason: withDecision(reason, decided, {
          zh: `原由 ${from} 负责，改由 ${to} 负责`,
          en: `${from} answered before, now ${to} does`,
        }),
        adjusted: { ...adjusted, change: ruling.change, from },
      }
      const left = {
        ...finding,
        verdict: 'exempt' as const,
        reason: withDecision(reason, decided, { zh: `改由 ${to} 负责`, en: `${to} answers instead` }),
        adjusted: { ...adjusted, change: ruling.change, to },
      }
      return [left, moved]
    }
    default: {
      const what = ruling.change === 'overturn' ? { zh: '改判达标', en: 'overturned' } : { zh: '不计', en: 'exempt' }
      return [
        {
          ...finding,
          verdict: ruling.change === 'overturn' ? 'met' : 'exempt',
          reason: withDecision(reason, decided, what),
          adjusted: { ...adjusted, change: ruling.change },
        },
      ]
    }
  }
}

/** What was decided first, then what had been found. */
function withDecision(found: Message, { id, decidedBy, decidedOn, reason }: DecidedAppeal, what: Message): Message {
  const day = formatDay(decidedOn)
  return {
    zh: `复核 ${id}（${decidedBy}，${day}）：${what.zh}，${reason}。原结论：${found.zh}`,
    en: `Appeal ${id} (${decidedBy}, ${day}): ${what.en}, ${reason}. As found: ${found.en}`,
  }
}
