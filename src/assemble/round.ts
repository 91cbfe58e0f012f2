/** The round as written in, as results tell of it out: names beside numbers, and until when an appeal is in time. */

import { formatDay } from '../calendar/day.ts'
import { defaultCalendar } from '../calendar/default-calendar.ts'
import { addDuration, parseDuration } from '../calendar/duration.ts'
import { roundTheClock } from '../calendar/round-the-clock.ts'
import type { Roster } from '../model/people.ts'
import type { AppraisedRound, AppraisedStep, RoundStep, WrittenRound } from '../model/round.ts'
import type { Rulebook } from '../model/rulebook.ts'
import { nameOf } from './names.ts'

export interface RoundGround {
  readonly rulebook: Rulebook
  readonly roster: Roster
}

export function roundOf(round: WrittenRound, ground: RoundGround): AppraisedRound {
  const { panel, approved, published, final, incomplete } = round
  const step = (one: RoundStep): AppraisedStep => ({
    by: one.by,
    name: nameOf(one.by, ground.roster),
    on: formatDay(one.on),
  })
  return {
    panel: panel
      ? {
          on: formatDay(panel.on),
          members: panel.members.map(({ role, person, name, for: people }) => ({
            role,
            title: ground.rulebook.round?.panel.find(({ id }) => id === role)?.title ?? { zh: role, en: role },
            person: person ?? null,
            name: name ?? nameOf(person ?? '', ground.roster),
            for: people ?? null,
          })),
        }
      : null,
    approved: approved.map(one => ({ ...step(one), for: one.for ?? null })),
    published: published ? step(published) : null,
    final: final ? step(final) : null,
    incomplete: incomplete.map(one => ({ ...step(one), person: one.person, reason: one.reason })),
    appealsUntil: published ? appealsUntil(published, ground.rulebook) : null,
  }
}

/** The last day on which an appeal is in time, the day of publication being day 0. */
function appealsUntil({ on }: RoundStep, rulebook: Rulebook): string | null {
  const { zone, print } = rulebook
  const duration = parseDuration(print.appeal.within.en)
  if (!duration) return null
  // Without a calendar days that need not be working days can be counted all the same.
  const calendar = defaultCalendar(rulebook) ?? (duration.working ? undefined : roundTheClock(zone))
  if (!calendar) return null
  const answer = addDuration({ from: zone.startOf(on), duration, days: 'whole', zone, calendar })
  return 'at' in answer ? formatDay(zone.dayOf(answer.at)) : null
}
