/** Rows in, CSV text out (RFC 4180); cells that a spreadsheet would run as a formula are made plain text. */

/** `\r\n` between rows, quotes only where they are needed. */
export function formatCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
