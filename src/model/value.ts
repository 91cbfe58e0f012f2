/** The values that records hold and rules compare, all plain and comparable with `===`. */

/** Whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** A civil date as whole days since 1970-01-01, free of any zone. */
export type Day = number

/** A time of day as whole seconds since midnight, 0 to 86 400. */
export type TimeOfDay = number

/**
 * One value: text, choice and ids as strings; number; date-time as `Instant`; date as `Day`; time as `TimeOfDay`;
 * yes-no as boolean; a list of these. A value that is not known is `undefined`, never `null`, `0` or `''`.
 */
export type Scalar = string | number | boolean
export type Value = Scalar | readonly Scalar[]

export type DurationUnit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months'

/** A span as a rule states it: `30 minutes`, `3 working days`. `working` counts open time of a calendar only. */
export interface Duration {
  readonly value: number
  readonly unit: DurationUnit
  readonly working: boolean
}

export type QuantityUnit = DurationUnit | 'times' | 'percent' | 'points' | 'number'

/** A measured or demanded amount, unrounded, in the limit's own unit. */
export interface Quantity {
  readonly value: number
  readonly unit: QuantityUnit
}

/** What holds from a day on; `null` says that nothing holds from then on. Sorted by `from`; `-Infinity` is "always". */
export interface DatedEntry<T> {
  readonly from: Day
  readonly value: T | null
}
export type Dated<T> = readonly DatedEntry<T>[]

/**
 * A number, duration or text of a rule: stated in place, dated, or named by a parameter (then with the values that some
 * sites have instead). `lib/dated.ts` reads it. No value on a day: not configured.
 */
export interface Setting<T> {
  readonly parameter?: string
  readonly dated: Dated<T>
  readonly bySite?: Readonly<Record<string, Dated<T>>>
}
