/** Rows in, CSV text out (RFC 4180); cells that a spreadsheet would run as a formula are made plain text. */

/** Text that a spreadsheet would take for a number or a date: a staff number `0012`, which must not become 12. */
export interface KeptText {
  readonly kept: string
}

/** An amount with all its decimals, `-12.50`: a number to whoever reads it. */
export interface DecimalText {
  readonly decimal: string
}

export type CsvCell = string | number | KeptText | DecimalText

/**
 * `\r\n` between rows, quotes only where they are needed. A text that begins with `=`, `+`, `-`, `@`, a tab or a line
 * break gets an apostrophe in front; a number never does. `bom`: the mark by which Excel knows UTF-8.
 */
export function formatCsv(
  rows: readonly (readonly CsvCell[])[],
  { bom = false }: { readonly bom?: boolean } = {},
): string {
  return (bom ? '\uFEFF' : '') + rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')
}

/** Longer texts a formula does not take. */
const MOST_KEPT = 255

function cell(value: CsvCell): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object') return 'kept' in value ? keptCell(value.kept) : value.decimal
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** `="0012"`: a formula that says the text, which is how Excel, WPS and LibreOffice keep it; within its quotes nothing runs. */
function keptCell(text: string): string {
  if (text === '' || text.length > MOST_KEPT || /[\r\n]/.test(text)) return cell(text)
  return `"=""${text.replaceAll('"', '""""')}"""`
}
