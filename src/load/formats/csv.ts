/** CSV text in, headers and rows out; a row of another length than the header is broken, never shifted. */

import { parse } from 'csv-parse/sync'
import type { Format, RawRow } from './table.ts'

const SEPARATORS = [',', ';', '\t'] as const

export const csv: Format = {
  endings: ['csv', 'tsv', 'txt'],
  read(text, { headerRow = 1 }) {
    const separator = separatorOf(text, headerRow)
    let number = 0
    let records: string[][]
    try {
      records = parse(text, {
        bom: true,
        delimiter: separator,
        relaxColumnCount: true,
        skipEmptyLines: false,
        trim: false,
      })
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error)
      return { problem: { zh: `引号不成对，无法分列（${said}）`, en: `Quotes do not pair up, so columns cannot be told (${said})` } }
    }
    const headers = (records[headerRow - 1] ?? []).map(header => header.trim())
    while (headers.at(-1) === '') headers.pop()
    const rows: RawRow[] = []
    for (const record of records) {
      number++
      if (number <= headerRow || record.every(cell => cell.trim() === '')) continue
      const extra = record.slice(headers.length).some(cell => cell.trim() !== '')
      if (record.length < headers.length || extra) {
        const broken = {
          zh: `本行有 ${record.length} 列，表头有 ${headers.length} 列`,
          en: `This row has ${record.length} columns, the header ${headers.length}`,
        }
        rows.push({ row: number, broken, text: record.join(separator) })
      } else rows.push({ row: number, cells: record.slice(0, headers.length) })
    }
    return { headers, rows, headerRow }
  },
}

/** The separator that occurs most in the header line. */
function separatorOf(text: string, headerRow: number): string {
  const line = text.split(/\r?\n/, headerRow)[headerRow - 1] ?? ''
  const counts = SEPARATORS.map(separator => line.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}
