/** When a standard is in force: days and stretches of days in, whether it applies out. */

import { isInRanges } from '../calendar/hours.ts'
import type { Scope } from '../model/checker.ts'
import type { Message } from '../model/message.ts'
import type { Day } from '../model/value.ts'
import type { KindTools } from './kind.ts'

type Frame = Pick<KindTools, 'effective' | 'season'>

/** Whether no day is left out. */
export function appliesAlways({ effective, season }: Frame): boolean {
  return effective.from === undefined && effective.to === undefined && season === undefined
}

/** Whether it is in force on a day, and in season. */
export function appliesOn({ effective, season }: Frame, day: Day, scope: Scope): boolean {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = effective
  if (day < from || day > to) return false
  return season === undefined || isInRanges(scope.seasons.get(season) ?? [], day)
}

/** How much of a stretch of days it applies to. */
export type Share = { readonly share: 'none' | 'all' } | { readonly share: 'part'; readonly reason: Message }

export function appliesWithin(frame: Frame, from: Day, to: Day, scope: Scope): Share {
  const { from: start = Number.NEGATIVE_INFINITY, to: end = Number.POSITIVE_INFINITY } = frame.effective
  if (to < start || from > end) return { share: 'none' }
  if (from < start || to > end)
    return {
      share: 'part',
      reason: {
        zh: '该时段只有一部分在标准的有效期内，不计',
        en: 'only a part of the slot lies within the time the standard is in force; it does not count',
      },
    }
  if (frame.season === undefined) return { share: 'all' }
  let inside = 0
  const ranges = scope.seasons.get(frame.season) ?? []
  for (let day = from; day <= to; day++) if (isInRanges(ranges, day)) inside++
  if (inside === 0) return { share: 'none' }
  if (inside === to - from + 1) return { share: 'all' }
  return {
    share: 'part',
    reason: {
      zh: '该时段只有一部分在适用季节内，不计',
      en: 'only a part of the slot lies within the season; it does not count',
    },
  }
}
