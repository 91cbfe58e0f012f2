/** Two texts in, the lines that differ with three around them out, as `diff -u` prints them. */

export interface DiffLine {
  readonly kind: 'file' | 'place' | 'same' | 'removed' | 'added'
  /** With its sign: `+    within: 20 minutes`. */
  readonly text: string
}

const AROUND = 3

/** Empty where the texts are the same. `name` stands above both. */
export function unifiedDiff(before: string, after: string, name: string): readonly DiffLine[] {
  if (before === after) return []
  const steps = stepsBetween(linesOf(before), linesOf(after))
  const changed = steps.flatMap(({ kind }, at) => (kind === 'same' ? [] : [at]))
  const hunks: { from: number; to: number }[] = []
  for (const at of changed) {
    const last = hunks.at(-1)
    if (last && at - AROUND <= last.to + 1) last.to = Math.min(steps.length - 1, at + AROUND)
    else hunks.push({ from: Math.max(0, at - AROUND), to: Math.min(steps.length - 1, at + AROUND) })
  }
  return [
    { kind: 'file', text: `--- ${name}` },
    { kind: 'file', text: `+++ ${name}` },
    ...hunks.flatMap(({ from, to }) => [placeOf(steps, from, to), ...steps.slice(from, to + 1).map(signed)]),
  ]
}

interface Step {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

const SIGNS = { same: ' ', removed: '-', added: '+' } as const

function signed({ kind, text }: Step): DiffLine {
  return { kind, text: `${SIGNS[kind]}${text}` }
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/)
}

/** `@@ -12,7 +12,8 @@`. */
function placeOf(steps: readonly Step[], from: number, to: number): DiffLine {
  const count = (part: readonly Step[], without: Step['kind']) => part.filter(({ kind }) => kind !== without).length
  const [above, own] = [steps.slice(0, from), steps.slice(from, to + 1)]
  const side = (without: Step['kind']) => `${count(above, without) + 1},${count(own, without)}`
  return { kind: 'place', text: `@@ -${side('added')} +${side('removed')} @@` }
}

/**
 * The shortest way from one list of lines to the other (Myers): on each diagonal the furthest point that so many removals and
 * additions reach, until one reaches the end; then the way back.
 */
function stepsBetween(before: readonly string[], after: readonly string[]): readonly Step[] {
  const trace: Map<number, number>[] = []
  let furthest = new Map([[1, 0]])
  for (let cost = 0; ; cost++) {
    trace.push(new Map(furthest))
    for (let diagonal = -cost; diagonal <= cost; diagonal += 2) {
      let x = startOn(diagonal, cost, furthest)
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++
      furthest.set(diagonal, x)
      if (x >= before.length && x - diagonal >= after.length) return wayBack(before, after, trace)
    }
    furthest = new Map(furthest)
  }
}

/** Down from the diagonal above (a line added), else to the right from the one below (a line removed). */
function isAdded(diagonal: number, cost: number, furthest: ReadonlyMap<number, number>): boolean {
  const [below, above] = [furthest.get(diagonal - 1) ?? -1, furthest.get(diagonal + 1) ?? -1]
  return diagonal === -cost || (diagonal !== cost && below < above)
}

function startOn(diagonal: number, cost: number, furthest: ReadonlyMap<number, number>): number {
  return isAdded(diagonal, cost, furthest) ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1
}

function wayBack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): readonly Step[] {
  const steps: Step[] = []
  let [x, y] = [before.length, after.length]
  for (let cost = trace.length - 1; cost >= 0; cost--) {
    const furthest = trace[cost] ?? new Map<number, number>()
    const diagonal = x - y
    const start = startOn(diagonal, cost, furthest)
    const isAddition = isAdded(diagonal, cost, furthest)
    const [fromX, fromY] = isAddition ? [start, start - diagonal - 1] : [start - 1, start - diagonal]
    while (x > start && y > start - diagonal) {
      steps.push({ kind: 'same', text: before[x - 1] ?? '' })
      x--
      y--
    }
    if (cost > 0)
      steps.push(
        isAddition ? { kind: 'added', text: after[fromY] ?? '' } : { kind: 'removed', text: before[fromX] ?? '' },
      )
    ;[x, y] = [fromX, fromY]
  }
  return steps.toReversed()
}
