/** Small stories that show the kind `frequency`. */

import type { KindExample } from '../kind.ts'

export const frequencyExamples: readonly KindExample[] = []
