/** Numbers, days, ranges and posts as rules write them in, read values out; what cannot be read is complained about. */

import { parseDay } from '../calendar/day.ts'
import type { Complain } from '../conditions/contract.ts'
import { didYouMean } from '../lib/did-you-mean.ts'
import { nearest } from '../lib/nearest.ts'
import type { DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Message } from '../model/message.ts'
import type { Place } from '../model/source.ts'
import type { Day, Setting } from '../model/value.ts'

export function readDay(source: unknown, place: Place, complain: Complain): Day | undefined {
  const day = typeof source === 'string' ? parseDay(source) : undefined
  if (day === undefined) {
    complain('wrong-date', place, {
      zh: `没有“${String(source)}”这一天，日期应写成 2025-09-01。`,
      en: `There is no day '${String(source)}'; write 2025-09-01.`,
    })
  }
  return day
}

/** `{ from, to }`: both inclusive, either may be left out. */
export function checkOrder(from: Day | undefined, to: Day | undefined, place: Place, complain: Complain): void {
  if (from === undefined || to === undefined || from <= to) return
  complain('range-reversed', place, { zh: '结束早于开始。', en: 'It ends before it starts.' })
}

/** A number that never changes. */
export function fixed<T>(value: T): Setting<T> {
  return { dated: [{ from: Number.NEGATIVE_INFINITY, value }] }
}

/** Complains of a name that nothing bears, with the nearest that something does. */
export function tellUnknown(
  code: DiagnosticCode,
  name: string,
  known: readonly string[],
  what: Message,
  place: Place,
  complain: Complain,
): void {
  const guess = nearest(name, known)
  const some = known.slice(0, 30)
  const list =
    some.length === 0 ? { zh: '', en: '' } : { zh: `，有：${some.join('、')}`, en: `; there are ${some.join(', ')}` }
  const message = { zh: `没有“${name}”这个${what.zh}${list.zh}。`, en: `There is no ${what.en} '${name}'${list.en}.` }
  complain(code, place, message, didYouMean(guess))
}

/** The id of what is named by its id or by its title in either language. */
export function idByName(
  name: string,
  among: Iterable<{ readonly id: string; readonly title: Message }>,
): string | undefined {
  const all = [...among]
  return (all.find(one => one.id === name) ?? all.find(one => one.title.zh === name || one.title.en === name))?.id
}
