/** Who entered the records of one type in, the units with implausibly few of them for their size out. */

import { compareText } from '../lib/order.ts'
import type { FewRecords } from '../model/completeness.ts'
import type { EventType } from '../model/event.ts'
import type { Spell } from '../model/people.ts'
import type { EnteredCount } from '../model/settled.ts'
import type { CompletenessInput } from './input.ts'

/** Where fewer are to be expected, few say nothing. */
const LEAST_EXPECTED = 20
/** A third of what is to be expected is implausible: with twenty, chance gives as few once in ten thousand times. */
const IMPLAUSIBLE = 1 / 3

/**
 * A unit's size is what its people in the posts that enter such records worked in the period: days, by their share of
 * full time. Nothing where records do not tell who entered them, or there is one unit only.
 */
export function fewRecords(
  type: EventType,
  entered: readonly EnteredCount[],
  { roster, setup }: CompletenessInput,
): readonly FewRecords[] {
  const posts = new Set(entered.map(({ post }) => post))
  const sizes = new Map<string, number>()
  for (const spell of roster.data.spells) {
    if (spell.unit === undefined || !posts.has(spell.post)) continue
    sizes.set(spell.unit, (sizes.get(spell.unit) ?? 0) + spell.share * daysWithin(spell, setup.period))
  }
  const whole = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const countIn = (counted: readonly EnteredCount[]) => counted.reduce((sum, { total }) => sum + total, 0)
  const all = countIn(entered.filter(({ unit }) => unit !== null))
  return [...sizes]
    .sort(([one], [other]) => compareText(one, other))
    .map(([unit, size]) => ({
      type: type.id,
      unit,
      records: countIn(entered.filter(one => one.unit === unit)),
      expected: whole > 0 ? Math.round((all * size) / whole) : 0,
    }))
    .filter(({ records, expected }) => expected >= LEAST_EXPECTED && records < expected * IMPLAUSIBLE)
}

function daysWithin({ from, to }: Spell, period: CompletenessInput['setup']['period']): number {
  const [first, last] = [Math.max(from ?? period.from, period.from), Math.min(to ?? period.to, period.to)]
  return Math.max(0, last - first + 1)
}
