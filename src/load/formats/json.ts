/** A JSON list of objects, or one object a line (NDJSON), in; headers and rows out. A line that cannot be read is a broken row. */

import { parseJson } from '../../lib/json.ts'
import type { Format, RawRow, Table } from './table.ts'

export const json: Format = {
  endings: ['json'],
  read(text) {
    const parsed = parseJson(text.replace(/^\uFEFF/, ''))
    if ('problem' in parsed) return parsed
    const { value } = parsed
    if (!Array.isArray(value))
      return {
        problem: { zh: 'JSON 应是对象的列表：[ {…}, {…} ]', en: 'The JSON must be a list of objects: [ {…}, {…} ]' },
      }
    return tableOf(value.map((one: unknown, at) => ({ row: at + 1, value: one, text: JSON.stringify(one) ?? '' })))
  },
}

export const ndjson: Format = {
  endings: ['ndjson', 'jsonl'],
  read(text) {
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
    return tableOf(
      lines.flatMap((line, at) => {
        if (line.trim() === '') return []
        const parsed = parseJson(line)
        return { row: at + 1, value: 'value' in parsed ? parsed.value : undefined, text: line }
      }),
    )
  },
}

function tableOf(lines: readonly { readonly row: number; readonly value: unknown; readonly text: string }[]): Table {
  const columns = new Map<string, number>()
  const rows = lines.map(({ row, value, text }): RawRow => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { row, broken: { zh: '这一行不是 JSON 对象 {…}', en: 'This line is no JSON object {…}' }, text }
    }
    const cells: unknown[] = []
    for (const [key, cell] of Object.entries(value)) {
      const at = columns.get(key) ?? columns.size
      columns.set(key, at)
      cells[at] = cell
    }
    return { row, cells: Array.from(cells) }
  })
  return { headers: [...columns.keys()], rows, headerRow: 0 }
}
