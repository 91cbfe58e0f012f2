/** A diagnostic in, the line out that makes GitHub mark the place in a change (`::error file=…,line=…::…`). */

import type { Diagnostic } from '../model/diagnostic.ts'
import type { Terminal } from './terminal.ts'

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const

export function githubLine({ code, severity, message, hint, fix, span }: Diagnostic, { say }: Terminal): string {
  const words = [say(message), ...(hint ? [say(hint)] : []), ...(fix === undefined ? [] : [fix])].join('\n')
  const place = {
    file: span.file,
    line: String(span.line),
    col: String(span.column),
    ...(span.length === undefined ? {} : { endColumn: String(span.column + span.length) }),
    title: code,
  }
  const properties = Object.entries(place).map(([key, value]) => `${key}=${property(value)}`)
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(words)}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
