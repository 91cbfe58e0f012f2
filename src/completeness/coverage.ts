/** The days on which there are records of one type in, whether they reach over the whole of the time that they are for. */

import type { Day } from '../model/value.ts'

export interface Coverage {
  readonly first: Day
  readonly last: Day
  readonly beginsLate: boolean
  readonly endsEarly: boolean
}

/** Shorter than this a silence at either end says nothing. */
const LEAST_DAYS = 21
/** A silence is one when it is so many times as long as the longest between two records. */
const TIMES = 2
/** Fewer days with records tell no rhythm. */
const LEAST_RECORDED = 8

/** `from`, `to`: the days that the records are for, both included. Undefined: there are no records. */
export function coverageOf(
  recorded: Iterable<Day>,
  { from, to }: { readonly from: Day; readonly to: Day },
): Coverage | undefined {
  const days = [...new Set(recorded)].sort((one, other) => one - other)
  const within = days.filter(day => day >= from && day <= to)
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const [start, end] = [within[0], within.at(-1)]
  if (within.length < LEAST_RECORDED || start === undefined || end === undefined)
    return { first, last, beginsLate: false, endsEarly: false }
  const longest = within.reduce((most, day, at) => Math.max(most, day - (within[at - 1] ?? day)), 0)
  const silence = Math.max(LEAST_DAYS, TIMES * longest)
  return { first, last, beginsLate: start - from > silence, endsEarly: to - end > silence }
}
