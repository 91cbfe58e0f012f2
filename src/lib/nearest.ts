/** A name that does not exist and the names that do in, the one that was probably meant out. */

import { distance } from 'fastest-levenshtein'
import { compareText } from './order.ts'

/**
 * The nearest of the candidates, or undefined where none is near: at most a third of the letters may differ (at least
 * one). Case, width and the choice between `-`, `_` and nothing do not count. Of equally near ones the first in order.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = normalise(name.slice(0, LONGEST_NAME + 1))
  if (wanted === '' || wanted.length > LONGEST_NAME) return undefined
  let best: { readonly name: string; readonly steps: number } | undefined
  for (const candidate of [...candidates].toSorted(compareText)) {
    if (candidate === name) continue
    const other = normalise(candidate)
    const allowed = Math.max(1, Math.floor(Math.max([...wanted].length, [...other].length) / 3))
    const steps = distanceOf(wanted, other)
    if (steps <= allowed && [...wanted].length > steps && (best === undefined || steps < best.steps))
      best = { name: candidate, steps }
  }
  return best?.name ?? onlyOneWith(wanted, candidates)
}

/** What is longer was not misspelt. */
const LONGEST_NAME = 100

/** `零星` for 零星维修: the one candidate that holds the name, where there is only one. */
function onlyOneWith(wanted: string, candidates: Iterable<string>): string | undefined {
  if ([...wanted].length < 2) return undefined
  const holding = [...new Set(candidates)].filter(one => normalise(one) !== wanted && normalise(one).includes(wanted))
  return holding.length === 1 ? holding[0] : undefined
}

function normalise(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[-_\s]/g, '')
}

/** Levenshtein, but two neighbouring letters that changed places count as one step: the commonest slip of fingers. */
function distanceOf(one: string, other: string): number {
  if (one.length === other.length) {
    for (let at = 0; at < one.length - 1; at++) {
      const swapped = one.slice(0, at) + one.charAt(at + 1) + one.charAt(at) + one.slice(at + 2)
      if (swapped === other) return Math.min(1, distance(one, other))
    }
  }
  return distance(one, other)
}
