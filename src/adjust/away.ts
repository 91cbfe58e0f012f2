/** A case and a roster in; whether who answers for it, or who it is about, was away, and why out. */

import { formatDay } from '../calendar/day.ts'
import type { Case } from '../model/checker.ts'
import type { Finding } from '../model/finding.ts'
import type { Message } from '../model/message.ts'
import type { Away, Roster } from '../model/people.ts'

/**
 * Why a slot does not count. One that lies in days away never does; of one that is partly away only what was done counts:
 * a day of leave forgives what was left undone, and takes nothing from what was met.
 */
export function awayReason(finding: Finding, { slot, owner }: Case, roster: Roster): Message | undefined {
  if (!slot) return undefined
  const people = [finding.person, owner?.type === 'person' ? owner.id : null].filter(one => one !== null)
  for (const person of new Set(people)) {
    const spells = roster.awayWithin(person, slot.firstDay, slot.lastDay)
    const [first] = spells
    if (first && (finding.verdict !== 'met' || isAway(spells, slot.firstDay, slot.lastDay)))
      return reasonOf(person, first)
  }
  return undefined
}

/** On each of the days; the spells are in order of their first. */
function isAway(spells: readonly Away[], from: number, to: number): boolean {
  let next = from
  for (const spell of spells) {
    if (spell.from > next) return false
    next = Math.max(next, (spell.to ?? Number.POSITIVE_INFINITY) + 1)
  }
  return next > to
}

function reasonOf(person: string, { from, to, kind, reason }: Away): Message {
  const word = kind === 'leave' ? { zh: '请假', en: 'on leave' } : { zh: '借调', en: 'on secondment' }
  const until = to === undefined ? { zh: '起', en: ' on' } : { zh: ` 至 ${formatDay(to)}`, en: ` to ${formatDay(to)}` }
  const why = reason === undefined ? '' : reason
  return {
    zh: `${person} ${word.zh}（${formatDay(from)}${until.zh}${why && `，${why}`}），该时段不计`,
    en: `${person} was ${word.en} (${formatDay(from)}${until.en}${why && `, ${why}`}): the slot does not count`,
  }
}
