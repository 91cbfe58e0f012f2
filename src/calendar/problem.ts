/** What is wrong with a part of a definition, and where below it; the compile stage makes a diagnostic of it. */

import type { DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Message } from '../model/message.ts'
import type { Part, PathPart } from '../model/source.ts'

export interface Problem {
  readonly code: DiagnosticCode
  /** From the definition down. */
  readonly path: readonly PathPart[]
  readonly message: Message
  /** Default: the value. */
  readonly part?: Part
}
