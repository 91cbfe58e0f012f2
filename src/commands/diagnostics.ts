/** Diagnostics in, lines on the terminal out: grouped counts at the end, every mistake with its place. */

import { formatDiagnostic } from '../lib/format-diagnostic.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
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
    en: `${errors} errors, ${warnings} warnings.`,
  })
  terminal.complain(terminal.style(errors > 0 ? 'red' : 'yellow', summary))
}
