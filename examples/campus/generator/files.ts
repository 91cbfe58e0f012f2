/** Rows in, files as offices keep them out: CSV with or without a mark, a JSON list, one JSON object a line. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Cell = string | number | boolean | readonly string[] | undefined
export type Row = Readonly<Record<string, Cell>>

export type Write = (name: string, rows: readonly Row[], headers?: Readonly<Record<string, string>>) => void

/** The ending says the format; `headers` renames columns to what the office calls them, and asks for a byte-order mark. */
export function makeWriter(folder: string): Write {
  return (name, rows, headers) => {
    const path = join(folder, name)
    if (name.endsWith('.ndjson')) writeFileSync(path, rows.map(row => `${JSON.stringify(row)}\n`).join(''))
    else if (name.endsWith('.json')) writeFileSync(path, `${JSON.stringify(rows, null, 1)}\n`)
    else writeFileSync(path, csv(rows, headers))
  }
}

function csv(rows: readonly Row[], headers: Readonly<Record<string, string>> | undefined): string {
  const columns = [...new Set(rows.flatMap(row => Object.keys(row)))]
  const head = columns.map(column => headers?.[column] ?? column)
  const lines = [head, ...rows.map(row => columns.map(column => cell(row[column])))]
  return (headers ? '\uFEFF' : '') + lines.map(line => `${line.join(',')}\r\n`).join('')
}

function cell(value: Cell): string {
  const text =
    value === undefined
      ? ''
      : value === true
        ? '是'
        : value === false
          ? '否'
          : typeof value === 'object'
            ? value.join('、')
            : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
