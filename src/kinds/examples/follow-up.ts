/** Small stories that show the kind `follow-up`. */

import type { KindExample } from '../kind.ts'

export const followUpExamples: readonly KindExample[] = []
