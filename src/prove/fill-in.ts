/** What a rule test came to in, the lines that say so under its `expect:` out, and the file's text with them. */

import type { Finding } from '../model/finding.ts'
import type { RuleFile } from '../model/source.ts'
import type { Quantity } from '../model/value.ts'
import type { ExpectedResult, RuleTest } from './rule-test.ts'

/** `- { case: R1, person: E1, verdict: missed, measured: 31 minutes, limit: 30 minutes }`. */
export function expectationLines({ subject }: RuleTest, came: readonly Finding[] | ExpectedResult): readonly string[] {
  if (subject !== 'standard' || !isFindings(came)) {
    const parts = Object.entries(came).filter(([, value]) => value !== undefined)
    return [`expect: { ${parts.map(([key, value]) => `${key}: ${flow(value)}`).join(', ')} }`]
  }
  if (came.length === 0) return ['expect: []']
  const rows = came.toSorted((one, other) => (one.id < other.id ? -1 : 1)).map(rowOf)
  return ['expect:', ...rows.map(row => `  - ${row}`)]
}

function isFindings(came: readonly Finding[] | ExpectedResult): came is readonly Finding[] {
  return Array.isArray(came)
}

function rowOf({ case: of, person, verdict, measured, limit }: Finding): string {
  const isJudged = verdict === 'met' || verdict === 'missed'
  const parts = [
    `case: ${flow(of)}`,
    `person: ${flow(person)}`,
    `verdict: ${verdict}`,
    ...(isJudged && measured && limit ? [`measured: ${quantity(measured)}`, `limit: ${quantity(limit)}`] : []),
  ]
  return `{ ${parts.join(', ')} }`
}

function quantity({ value, unit }: Quantity): string {
  return flow(`${value} ${unit}`)
}

function flow(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object')
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${flow(key)}: ${flow(one)}`)
      .join(', ')} }`
  if (typeof value !== 'string') return String(value)
  // Whatever YAML might take for something else than text is quoted.
  return /^[\p{L}_][\p{L}\p{N}_@./ -]*$|^\d[\d-]*[\p{L}@][\p{L}\p{N}_@./-]*$|^\d+ [a-z]+$/u.test(value)
    ? value
    : JSON.stringify(value)
}

/** The text with the lines in place of the test's empty `expect:`, or after its last line where it has none. */
export function withExpectation(text: string, file: RuleFile, at: number, lines: readonly string[]): string {
  const rows = text.split('\n')
  const key = file.locate(['tests', at, 'expect'], 'key')
  const written = rows[key.line - 1] ?? ''
  const blank = /^(\s*)expect:\s*(#.*)?$/.exec(written)
  if (blank) {
    const [, indent = '', comment = ''] = blank
    const own = comment === '' ? [] : [`${indent}${comment}`]
    rows.splice(key.line - 1, 1, ...own, ...lines.map(line => indent + line))
    return rows.join('\n')
  }
  const start = file.locate(['tests', at]).line
  const indent = ' '.repeat(file.locate(['tests', at]).column - 1)
  const next = rows.findIndex((row, index) => index >= start && isOutside(row, indent))
  let end = next < 0 ? rows.length : next
  while (end > start && /^\s*(#.*)?$/.test(rows[end - 1] ?? '')) end--
  rows.splice(end, 0, ...lines.map(line => indent + line))
  return rows.join('\n')
}

/** A line that stands further out than the keys of the test: the next test, or something else. */
function isOutside(row: string, indent: string): boolean {
  return row.trim() !== '' && !row.trim().startsWith('#') && !row.startsWith(indent)
}
