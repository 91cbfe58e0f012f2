/** One diagnostic in, the lines that tell an author about it out: place, code, frame, hint, the line to paste. */

import type { Diagnostic, Severity } from '../model/diagnostic.ts'
import type { Language, Message } from '../model/message.ts'
import { codeFrame } from './code-frame.ts'

const SEVERITY_WORDS: Readonly<Record<Severity, Message>> = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  info: { zh: '提示', en: 'info' },
}

const WORDS = {
  see: { zh: '参见', en: 'see' },
  paste: { zh: '改成', en: 'paste' },
} as const satisfies Record<string, Message>

/** Plain text of several lines, without a line break at the end. `sourceText` is the text of the file, for the frame. */
export function formatDiagnostic(diagnostic: Diagnostic, sourceText: string | undefined, language: Language): string {
  const { code, severity, message, hint, fix, span, related = [] } = diagnostic
  const frame = sourceText === undefined || severity === 'info' ? '' : codeFrame(sourceText, span)
  const lines = [`${placeOf(span)} ${SEVERITY_WORDS[severity][language]} ${code}`, `  ${message[language]}`]
  if (frame !== '') lines.push(...frame.split('\n').map(line => `  ${line}`))
  if (hint) lines.push(`  ${hint[language]}`)
  if (fix !== undefined) {
    const [first = '', ...rest] = fix.split('\n')
    const label = `  ${WORDS.paste[language]}: `
    lines.push(rest.length === 0 ? label + first : [label.trimEnd(), first, ...rest].join('\n'))
  }
  for (const other of related) lines.push(`  ${WORDS.see[language]}: ${placeOf(other)}`)
  return lines.join('\n')
}

function placeOf({
  file,
  line,
  column,
}: {
  readonly file: string
  readonly line: number
  readonly column: number
}): string {
  return `${file}:${line}:${column}`
}
