/** What is wrong with an author's or a clerk's text: where, what, and what to do about it. */

import type { DiagnosticCode, Severity } from './diagnostic-codes.ts'
import type { Message } from './message.ts'

/** A place in a text file; line and column count from 1, columns in characters (UTF-16 units) of the line. */
export interface Span {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Length of the marked text on that line; 1 when not known. */
  readonly length?: number
}

export type { Severity }

export interface Diagnostic {
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** What is wrong and what was expected. */
  readonly message: Message
  /** What to do: nearest valid name, reason. */
  readonly hint?: Message
  /** The line as it should read, ready to paste. */
  readonly fix?: string
  readonly span: Span
  readonly related?: readonly Span[]
}
