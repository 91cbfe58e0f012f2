/** Small stories that show the kind `requirement`. */

import type { KindExample } from '../kind.ts'

export const requirementExamples: readonly KindExample[] = []
