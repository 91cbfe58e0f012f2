/** Small stories that show the kind `rating`. */

import type { KindExample } from '../kind.ts'

export const ratingExamples: readonly KindExample[] = []
