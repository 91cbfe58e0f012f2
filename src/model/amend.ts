/** What stands above a verdict: leave, waivers, and what was decided of appeals. */

import type { Case } from './checker.ts'
import type { Finding } from './finding.ts'
import type { Standard } from './rulebook.ts'

/** The findings of one case in, those that count in their place out; the same whatever else is judged. */
export type Amend = (found: readonly Finding[], standard: Standard, item: Case) => readonly Finding[]
