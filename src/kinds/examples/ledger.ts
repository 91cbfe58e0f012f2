/** Small stories that show the kind `ledger`. */

import type { KindExample } from '../kind.ts'

export const ledgerExamples: readonly KindExample[] = []
