/** Intervals in, those that hold a number out, without trying each: the others lie wholly to one side of a middle. */

export interface Interval {
  readonly low: number
  readonly high: number
}

export type Stabbed<T extends Interval> = (point: number) => readonly T[]

/** Both ends count. One that ends before it starts holds nothing. */
export function makeStabbing<T extends Interval>(intervals: readonly T[]): Stabbed<T> {
  const whole = intervals.filter(one => !holdsNothing(one))
  if (whole.length === 0) return () => []
  const points = whole.map(middleOf).toSorted((one, other) => one - other)
  const middle = points[Math.floor(points.length / 2)] ?? 0
  const around = whole.filter(({ low, high }) => low <= middle && middle <= high)
  const byLow = around.toSorted((one, other) => one.low - other.low)
  const byHigh = around.toSorted((one, other) => other.high - one.high)
  const below = makeStabbing(whole.filter(({ high }) => high < middle))
  const above = makeStabbing(whole.filter(({ low }) => low > middle))
  return point => {
    if (point === middle) return around
    if (point < middle) return [...startOf(byLow, ({ low }) => low <= point), ...below(point)]
    return [...startOf(byHigh, ({ high }) => high >= point), ...above(point)]
  }
}

/** No number, that is. */
export function holdsNothing({ low, high }: Interval): boolean {
  return !(low <= high && low < Number.POSITIVE_INFINITY && high > Number.NEGATIVE_INFINITY)
}

/** A number that it holds. */
export function middleOf({ low, high }: Interval): number {
  if (Number.isFinite(low)) return low
  return Number.isFinite(high) ? high : 0
}

function startOf<T>(list: readonly T[], isIn: (one: T) => boolean): readonly T[] {
  const end = list.findIndex(one => !isIn(one))
  return end === -1 ? list : list.slice(0, end)
}
