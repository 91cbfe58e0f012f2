/** A network of arcs with exact capacities in, the largest flow through it out, arc by arc. */

import type Fraction from 'fraction.js'
import { smaller, ZERO } from './exact.ts'

export interface Arc {
  readonly from: string
  readonly to: string
  readonly capacity: Fraction
}

/**
 * The largest flow from `source` to `sink`, one amount per arc. Where several flows are largest, arcs named earlier are
 * filled first, so the result depends on the order of the arcs alone.
 */
export function largestFlow(arcs: readonly Arc[], source: string, sink: string): readonly Fraction[] {
  const flow = arcs.map(() => ZERO)
  const touching = Map.groupBy(
    arcs.flatMap((arc, at) => [
      { node: arc.from, at },
      { node: arc.to, at },
    ]),
    end => end.node,
  )
  for (;;) {
    const path = shortestPath(arcs, flow, touching, source, sink)
    if (!path) return flow
    const amount = path.map(step => step.room).reduce(smaller)
    for (const { at, isForward } of path) flow[at] = (flow[at] ?? ZERO)[isForward ? 'add' : 'sub'](amount)
  }
}

interface Step {
  readonly at: number
  readonly isForward: boolean
  readonly room: Fraction
  readonly from: string
}

/** Breadth first over what is left of the arcs, backwards over what flows already; undefined: nothing more fits. */
function shortestPath(
  arcs: readonly Arc[],
  flow: readonly Fraction[],
  touching: ReadonlyMap<string, readonly { readonly at: number }[]>,
  source: string,
  sink: string,
): readonly Step[] | undefined {
  const reached = new Map<string, Step | null>([[source, null]])
  for (const node of reached.keys()) {
    if (node === sink) break
    for (const { at } of touching.get(node) ?? []) {
      const arc = arcs[at]
      if (!arc) continue
      const isForward = arc.from === node
      const next = isForward ? arc.to : arc.from
      const used = flow[at] ?? ZERO
      const room = isForward ? arc.capacity.sub(used) : used
      if (room.gt(0) && !reached.has(next)) reached.set(next, { at, isForward, room, from: node })
    }
  }
  const path: Step[] = []
  for (let step = reached.get(sink); step; step = reached.get(step.from)) path.unshift(step)
  return path.length === 0 ? undefined : path
}
