/** A diagnostic code, a place and words in; the diagnostic out, with the severity that the code has. */

import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'

export function problem(code: DiagnosticCode, span: Span, message: Message, more: Pick<Partial<Diagnostic>, 'hint' | 'fix' | 'related'> = {}): Diagnostic {
  return { code, severity: DIAGNOSTIC_CODES[code].severity, message, span, ...more }
}

/** The whole of a file. */
export function wholeFile(file: string): Span {
  return { file, line: 1, column: 1 }
}
