/** Diagnostics in, SARIF 2.1.0 out, as code hosts and editors read it: a rule for each code that occurs, a result for each. */

import type { Log } from 'sarif'
import type { Diagnostic } from '../model/diagnostic.ts'
import { DIAGNOSTIC_CODES } from '../model/diagnostic-codes.ts'
import type { Terminal } from './terminal.ts'

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const

export function sarifOf(diagnostics: readonly Diagnostic[], version: string, { say }: Terminal): Log {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].toSorted()
  const rules = codes.map(code => ({
    id: code,
    shortDescription: { text: say(DIAGNOSTIC_CODES[code].title) },
    defaultConfiguration: { level: LEVELS[DIAGNOSTIC_CODES[code].severity] },
  }))
  const results = diagnostics.map(({ code, severity, message, hint, fix, span }) => ({
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: [say(message), ...(hint ? [say(hint)] : []), ...(fix === undefined ? [] : [fix])].join('\n') },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(span.file), uriBaseId: 'SRCROOT' },
          region: {
            startLine: span.line,
            startColumn: span.column,
            ...(span.length === undefined ? {} : { endColumn: span.column + span.length }),
          },
        },
      },
    ],
  }))
  const driver = { name: 'Yardstick', semanticVersion: version, rules }
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  }
}
