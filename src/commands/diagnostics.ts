/** Diagnostics in, lines on the terminal or JSON out: every mistake with its place, on the terminal counted at the end. */

import { formatDiagnostic } from '../lib/format-diagnostic.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { counted } from './counted.ts'
import type { Terminal } from './terminal.ts'

/** `texts` are the files' contents by name as printed, for the frames. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  terminal: Terminal,
): void {
  for (const diagnostic of diagnostics) {
    terminal.complain(formatDiagnostic(diagnostic, texts.get(diagnostic.span.file), terminal.language))
    terminal.complain('')
  }
  const errors = diagnostics.filter(diagnostic => diagnostic.severity === 'error').length
  const warnings = diagnostics.filter(diagnostic => diagnostic.severity === 'warning').length
  if (errors + warnings === 0) return
  const summary = terminal.say({
    zh: `错误 ${errors} 处，警告 ${warnings} 处。`,
    en: `${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`,
  })
  terminal.complain(terminal.style(errors > 0 ? 'red' : 'yellow', summary))
}

/** For other programs. */
export function diagnosticsAsJson(diagnostics: readonly Diagnostic[], { say }: Terminal): unknown {
  return diagnostics.map(({ code, severity, message, hint, fix, span }) => ({
    code,
    severity,
    message: say(message),
    hint: hint ? say(hint) : null,
    fix: fix ?? null,
    file: span.file,
    line: span.line,
    column: span.column,
  }))
}
