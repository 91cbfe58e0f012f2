/** A diagnostic code, a place and words in; the diagnostic out, with the severity that the code has. */

import { plainWords } from '../lib/plain-words.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Message } from '../model/message.ts'

export type ProblemExtras = Pick<Partial<Diagnostic>, 'severity' | 'hint' | 'fix' | 'related'>

export function problem(code: DiagnosticCode, span: Span, message: Message, more: ProblemExtras = {}): Diagnostic {
  const words = { message: plainWords(message), ...(more.hint ? { hint: plainWords(more.hint) } : {}) }
  return { code, severity: DIAGNOSTIC_CODES[code].severity, span, ...more, ...words }
}

/** The hint that names what was probably meant; nothing where nothing is near. */
export function didYouMean(meant: string | undefined): ProblemExtras {
  return meant === undefined ? {} : { hint: { zh: `是不是 ${meant}？`, en: `Did you mean ${meant}?` } }
}

/** The whole of a file. */
export function wholeFile(file: string): Span {
  return { file, line: 1, column: 1 }
}

/** Words that go on from the name of a file. */
export function named(file: string, { zh, en }: Message): Message {
  return { zh: `${file} ${zh}`, en: `${file} ${en}` }
}
