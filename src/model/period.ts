/** A stretch of civil days that an appraisal covers. */

import type { Day } from './value.ts'

export type PeriodLength = 'month' | 'quarter' | 'half-year' | 'year' | 'other'

export interface Period {
  /** `2024-H1`, `2024-Q1`, `2024-03`, `2024`, or a name of its own. */
  readonly name: string
  /** First and last day, both inclusive. */
  readonly from: Day
  readonly to: Day
  /** The calendar year that year facts are counted in. */
  readonly year: number
  readonly length: PeriodLength
}
