/** What completeness is told of. */

import type { Records } from '../model/event.ts'
import type { Roster } from '../model/people.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { CutOff, Setup } from '../model/setup.ts'
import type { StandardResult } from '../model/tally.ts'

export interface CompletenessInput {
  readonly rulebook: Rulebook
  readonly records: Records
  readonly roster: Roster
  readonly setup: Setup
  readonly cutOff: CutOff
  /** What came of each standard. */
  readonly results: readonly StandardResult[]
}
