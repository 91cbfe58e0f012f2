/** Zones, working calendars and slots as the checks see them; `calendar/` makes them. */

import type { Day, Instant, TimeOfDay } from './value.ts'

/** A time zone: civil days and times to instants and back. */
export interface Zone {
  readonly name: string
  dayOf(instant: Instant): Day
  timeOf(instant: Instant): TimeOfDay
  /** The first instant of a civil day. */
  startOf(day: Day): Instant
  /**
   * The instant of a civil date and time. In the repeated hour of autumn the first; undefined in the skipped hour of
   * spring.
   */
  instantOf(day: Day, time: TimeOfDay): Instant | undefined
  /** `2024-03-05T14:30:00+08:00`. */
  format(instant: Instant): string
}

/** Half-open stretch of time, `to` not included. */
export interface Interval {
  readonly from: Instant
  readonly to: Instant
}

/**
 * When time counts. Where an answer needs a year that the holiday table does not cover it is `undefined`, and
 * `firstUncoveredYear` names the year; nothing is assumed of such a year.
 */
export interface WorkCalendar {
  readonly id: string
  readonly zone: Zone
  isWorkingDay(day: Day): boolean | undefined
  /** Open stretches that belong to the day (a night shift belongs to the day it starts), merged and in order. */
  openOn(day: Day): readonly Interval[] | undefined
  isOpen(at: Instant): boolean | undefined
  /** Open seconds between two instants; negative where `to` is earlier. */
  openSeconds(from: Instant, to: Instant): number | undefined
  /** The instant at which that many open seconds have passed since `from` (0 outside hours: the next opening). */
  addOpenSeconds(from: Instant, seconds: number): Instant | undefined
  /** The n-th working day after (before, for negative n) the day, the day itself being 0. */
  addWorkingDays(day: Day, count: number): Day | undefined
  /** The next opening at or after the instant. */
  nextOpening(at: Instant): Instant | undefined
  firstUncoveredYear(from: Day, to: Day): number | undefined
}

/** How whole days are counted: to the end of the day (default), or to the same time of day. */
export type DayCounting = 'whole' | 'rolling'

export interface Slot {
  /** `2024-03-05`, `2024-W10`, `2024-03`, `2024-M01-02`, `2024-Q1`, `2024-H1`, `2024`, or the period's name. */
  readonly id: string
  readonly firstDay: Day
  readonly lastDay: Day
}
