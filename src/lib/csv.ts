/** Rows in, CSV text out (RFC 4180); cells that a spreadsheet would run as a formula are made plain text. */

/**
 * `\r\n` between rows, quotes only where they are needed. A text that begins with `=`, `+`, `-`, `@`, a tab or a line
 * break gets an apostrophe in front; a number never does. `bom`: the mark by which Excel knows UTF-8.
 */
export function formatCsv(
  rows: readonly (readonly (string | number)[])[],
  { bom = false }: { readonly bom?: boolean } = {},
): string {
  return (bom ? '\uFEFF' : '') + rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
