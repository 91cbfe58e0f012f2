/** The grade table as written in, bands from the highest lower bound to the lowest out. */

import type { Dictionary } from '../conditions/contract.ts'
import { compileNumber } from '../conditions/setting.ts'
import { valueOn } from '../lib/dated.ts'
import { asMap } from '../lib/map.ts'
import type { Message } from '../model/message.ts'
import type { GradeBand, Grades } from '../model/rulebook.ts'
import type { Place } from '../model/source.ts'
import type { Day } from '../model/value.ts'
import type { Definition } from './definitions.ts'
import { readText } from './read.ts'

export function compileGrades(definition: Definition | undefined, dictionary: Dictionary): Grades | undefined {
  if (!definition || definition.isBroken) return undefined
  const { decimals, bands: written } = asMap(definition.source)
  const place = definition.place.at('bands')
  const bands: GradeBand[] = []
  for (const [id, entry] of Object.entries(asMap(written))) {
    const { title, from } = asMap(entry)
    const setting = compileNumber(from, place.at(id, 'from'), dictionary)
    if (setting) bands.push({ id, title: readText(title, id), from: setting })
  }
  const isWhole = bands.length === Object.keys(asMap(written)).length
  const days = [...new Set([...daysOfChange(bands), Number.NEGATIVE_INFINITY])].toSorted((one, other) => other - one)
  const [latest = Number.NEGATIVE_INFINITY] = days
  const sorted = bands.toSorted((one, other) => boundOn(other, latest) - boundOn(one, latest))
  // As written, from the best to the worst or the other way round: a bound that leaves that order is a slip.
  const [first, last] = [bands[0], bands.at(-1)]
  const isFromTheBest = !first || !last || boundOn(first, latest) >= boundOn(last, latest)
  if (isWhole) checkBands(isFromTheBest ? bands : bands.toReversed(), days, place, dictionary)
  return { bands: sorted, ...(typeof decimals === 'number' ? { decimals } : {}), span: definition.place.span('key') }
}

function boundOn(band: GradeBand, day: Day): number {
  return valueOn(band.from, day) ?? Number.NaN
}

function daysOfChange(bands: readonly GradeBand[]): readonly Day[] {
  return bands.flatMap(band => band.from.dated.map(entry => entry.from))
}

/** On every day: bounds within 0–100, no two alike, the lowest 0, the order never changing. The first objection is told. */
function checkBands(bands: readonly GradeBand[], days: readonly Day[], place: Place, { complain }: Dictionary): void {
  if (bands.length === 0) {
    complain('bands-broken', place, { zh: '一个等级也没有。', en: 'There is no grade.' }, { part: 'key' })
    return
  }
  for (const day of days) {
    const bounds = bands.map(band => ({ id: band.id, from: boundOn(band, day) }))
    // Before the first day of dated bounds there is no table at all, whatever bounds stand without a day.
    const isUnset = bounds.filter(({ from }) => Number.isNaN(from))
    if (isUnset.length === bounds.length || (isUnset.length > 0 && day === Number.NEGATIVE_INFINITY)) continue
    const objection = bounds
      .map((bound, at) => objectionTo(bound, bounds[at - 1], at === bounds.length - 1))
      .find(one => one !== undefined)
    if (!objection) continue
    complain('bands-broken', place.at(objection.id, 'from'), objection.message)
    return
  }
}

interface Bound {
  readonly id: string
  readonly from: number
}

function objectionTo(
  { id, from }: Bound,
  above: Bound | undefined,
  isLowest: boolean,
): { readonly id: string; readonly message: Message } | undefined {
  if (!(from >= 0 && from <= 100)) {
    return {
      id,
      message: {
        zh: `“${id}”的最低分应在 0 到 100 之间。`,
        en: `The lowest score of '${id}' must lie between 0 and 100.`,
      },
    }
  }
  if (above && from >= above.from) {
    return {
      id,
      message: {
        zh: `“${id}”与“${above.id}”的最低分相同或次序颠倒，无法区分。`,
        en: `'${id}' and '${above.id}' have one lowest score, or change places: they cannot be told apart.`,
      },
    }
  }
  if (!isLowest || from === 0) return undefined
  return {
    id,
    message: {
      zh: `最低的等级“${id}”应从 0 分起，否则更低的分数没有等级。`,
      en: `The lowest grade '${id}' must start from 0, or lower scores would have none.`,
    },
  }
}
