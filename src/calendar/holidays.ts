/** A table of days off and make-up working days, and the years it speaks of. */

import type { Day } from '../model/value.ts'

export interface HolidayTable {
  readonly id: string
  /** Years that the table covers whole; nothing is assumed of any other. */
  readonly years: ReadonlySet<number>
  readonly off: ReadonlySet<Day>
  /** Make-up working days, with the weekday (1–7) whose hours they follow. */
  readonly work: ReadonlyMap<Day, number>
}
