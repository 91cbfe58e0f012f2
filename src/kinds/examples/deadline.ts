/** Small stories that show the kind `deadline`. */

import type { KindExample } from '../kind.ts'

export const deadlineExamples: readonly KindExample[] = []
