/** Half-open stretches of time: joined, cut to one another, added up. */

import type { Interval } from '../model/calendar.ts'

/** In order, without overlaps, touching or empty stretches. */
export function merged(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = []
  for (const next of intervals.filter(({ from, to }) => from < to).toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1)
    if (last && next.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) }
    else result.push(next)
  }
  return result
}

/** What lies in both; each list merged. */
export function intersected(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = []
  let at = 0
  for (const one of some) {
    while (at < others.length && (others[at]?.to ?? 0) <= one.from) at++
    for (let index = at; index < others.length; index++) {
      const other = others[index]
      if (!other || other.from >= one.to) break
      result.push({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })
    }
  }
  return result
}
