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
  const shown = foremost(diagnostics)
  for (const diagnostic of shown) {
    terminal.complain(formatDiagnostic(diagnostic, texts.get(diagnostic.span.file), terminal.language))
    terminal.complain('')
  }
  const errors = diagnostics.filter(diagnostic => diagnostic.severity === 'error').length
  const warnings = diagnostics.filter(diagnostic => diagnostic.severity === 'warning').length
  if (shown.length < diagnostics.length) {
    const rest = diagnostics.length - shown.length
    terminal.complain(
      terminal.say({
        zh: `另有 ${rest} 处没有列出：先改以上这些，再运行一次。`,
        en: `${rest} more are not listed: mend these first and run it again.`,
      }),
    )
  }
  if (errors + warnings === 0) return
  const summary = terminal.say({
    zh: `错误 ${errors} 处，警告 ${warnings} 处。`,
    en: `${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`,
  })
  terminal.complain(terminal.style(errors > 0 ? 'red' : 'yellow', summary))
}

/** Nobody reads more at a time. */
const MOST_SHOWN = 200

/** In their order; where there are too many, errors go before warnings. */
function foremost(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST_SHOWN) return diagnostics
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const others = diagnostics.filter(({ severity }) => severity !== 'error')
  return [...errors, ...others].slice(0, MOST_SHOWN)
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
