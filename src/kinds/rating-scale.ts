/** `scale` as written in (a number, two bounds, levels), where between 0 and 1 a score lies out, exactly. */

import type Fraction from 'fraction.js'
import type { Fact, Names } from '../conditions/contract.ts'
import { exact, HUNDRED, ZERO } from '../lib/exact.ts'
import { isMap } from '../lib/map.ts'
import type { Lens } from '../model/checker.ts'
import type { Place } from '../model/source.ts'
import { complainOfType, type Reader, unknown } from './reader.ts'

/** How many of how many; `outside` where the score does not lie on the scale, `blank` where there is none. */
export type Points = { readonly got: Fraction; readonly of: Fraction } | 'outside' | 'blank'

export type Scale = (lens: Lens) => Points

type Bound = (lens: Lens) => Fraction | undefined

/** Undefined has been complained about. */
export function compileScale(
  source: unknown,
  score: Fact,
  names: Names,
  place: Place,
  reader: Reader,
): Scale | undefined {
  if (isMap(source) && !('fact' in source) && !('parameter' in source)) return levels(source, score, place, reader)
  if (score.type !== 'number') {
    complainOfType(score, 'number（等级要写 scale: { 等级: 分 }）', place, reader.complain)
    return undefined
  }
  const [low, high] = Array.isArray(source) ? source : [0, source ?? 100]
  const from = bound(low, names, place, reader)
  const to = bound(high, names, place, reader)
  return from && to && bounded(score, from, to)
}

function bound(source: unknown, names: Names, place: Place, reader: Reader): Bound | undefined {
  if (typeof source === 'number') {
    const value = exact(source)
    return () => value
  }
  const fact = reader.argument(source, names, place, 'number')
  if (!fact) return undefined
  if (fact.type !== 'number') {
    complainOfType(fact, 'number', place, reader.complain)
    return undefined
  }
  return lens => {
    const value = fact.read(lens)
    return typeof value === 'number' ? exact(value) : undefined
  }
}

function bounded(score: Fact, low: Bound, high: Bound): Scale {
  return lens => {
    const value = score.read(lens)
    const from = low(lens)
    const to = high(lens)
    if (typeof value !== 'number' || !from || !to) return 'blank'
    const given = exact(value)
    if (given.lt(from) || given.gt(to) || to.lte(from)) return 'outside'
    return { got: given.sub(from), of: to.sub(from) }
  }
}

/** Levels stand for points out of a hundred. */
function levels(
  source: Readonly<Record<string, unknown>>,
  score: Fact,
  place: Place,
  reader: Reader,
): Scale | undefined {
  const points = new Map<string, Fraction>()
  for (const [name, value] of Object.entries(source)) {
    const id = score.choices
      ? [...score.choices].find(([one, title]) => one === name || title.zh === name || title.en === name)?.[0]
      : name
    const number = typeof value === 'number' && value >= 0 && value <= 100 ? exact(value) : undefined
    if (id === undefined)
      unknown('unknown-choice', name, [...(score.choices?.keys() ?? [])], place.at(name), reader.complain, {
        zh: '选项',
        en: 'choice',
      })
    if (number === undefined)
      reader.complain('wrong-value', place.at(name), {
        zh: '等级对应的分应在 0 到 100 之间',
        en: 'A level stands for points from 0 to 100',
      })
    if (id === undefined || number === undefined) return undefined
    points.set(id, number)
  }
  const lacking = [...(score.choices?.keys() ?? [])].find(choice => !points.has(choice))
  if (lacking !== undefined) {
    reader.complain('missing-key', place, {
      zh: `scale 没有写选项“${lacking}”是多少分`,
      en: `scale does not say what '${lacking}' stands for`,
    })
    return undefined
  }
  return lens => {
    const value = score.read(lens)
    if (value === undefined) return 'blank'
    const got = points.get(String(value))
    return got ? { got, of: HUNDRED } : 'outside'
  }
}

/** A score at the bottom of its scale. */
export function isBottom({ got }: { readonly got: Fraction }): boolean {
  return got.equals(ZERO)
}
