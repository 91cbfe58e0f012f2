/** A table and the fields of its record type in, values row by row out; what cannot be read is rejected, cell by cell. */

import type { Diagnostic } from '../model/diagnostic.ts'
import type { EventType, RejectedRow } from '../model/event.ts'
import type { RecordFile } from '../model/setup.ts'
import type { Value } from '../model/value.ts'
import { type Column, columnLetter, readColumns } from './columns.ts'
import { isExample, isNote, isTotal } from './header.ts'
import type { SourceTable } from './source-file.ts'
import { parseValue, type ValueContext } from './values.ts'

/** A row whose cells could all be read. */
export interface GoodRow {
  readonly file: string
  readonly row: number
  readonly values: Readonly<Record<string, Value>>
  readonly grain: Readonly<Record<string, number>>
}

export interface RowsReading {
  readonly good: readonly GoodRow[]
  readonly rejected: readonly RejectedRow[]
  readonly diagnostics: readonly Diagnostic[]
  /** Rows that are no records: sums at the foot, instructions. They count as ignored. */
  readonly passedOver: readonly { readonly row: number; readonly what: 'total' | 'note' }[]
  readonly read: number
}

const NOTHING = { good: [], rejected: [], passedOver: [], read: 0 } as const

export function readRows(
  source: Pick<SourceTable, 'file' | 'table'>,
  type: EventType,
  file: Pick<RecordFile, 'columns' | 'values'>,
  context: ValueContext,
): RowsReading {
  const { table } = source
  // A list of nothing has no columns either; a CSV file without a header is told.
  if (table.headerRow === 0 && table.rows.length === 0) return { ...NOTHING, diagnostics: [] }
  const { columns, diagnostics } = readColumns(table.headers, type.fields, file.columns ?? {}, {
    file: source.file,
    row: table.headerRow,
  })
  // Columns that cannot be told make the file unread: the error stops the run, and no row of it is counted.
  if (diagnostics.some(one => one.severity === 'error')) return { ...NOTHING, diagnostics }
  const given = new Map(Object.entries(file.values ?? {}).map(([raw, value]) => [raw.normalize('NFKC').trim(), value]))
  const good: GoodRow[] = []
  const rejected: RejectedRow[] = []
  const passedOver: RowsReading['passedOver'][number][] = []
  for (const row of table.rows) {
    if (!('broken' in row) && table.headerRow > 0 && (isTotal(row.cells) || isExample(row.cells))) {
      passedOver.push({ row: row.row, what: isTotal(row.cells) ? 'total' : 'note' })
      continue
    }
    if ('broken' in row) {
      rejected.push({
        file: source.file,
        row: row.row,
        value: row.text.slice(0, 200),
        type: type.id,
        reason: row.broken,
        expected: {
          zh: `与表头相同的 ${table.headers.length} 列`,
          en: `${table.headers.length} columns as in the header`,
        },
      })
      continue
    }
    const read = readRow(row.row, row.cells, {
      columns,
      given,
      type,
      file: source.file,
      context,
      hasLetters: table.headerRow > 0,
    })
    if ('good' in read) good.push(read.good)
    else if (table.headerRow > 0 && isNote(row.cells)) passedOver.push({ row: row.row, what: 'note' })
    else rejected.push(read.rejected)
  }
  return { good, rejected, passedOver, diagnostics, read: table.rows.length }
}

interface RowReader {
  readonly columns: readonly Column[]
  /** `values:` of `appraisal.yaml`: raw text to what it stands for. */
  readonly given: ReadonlyMap<string, string | number | boolean>
  readonly type: EventType
  readonly file: string
  readonly context: ValueContext
  /** Columns have letters in a table; in JSON they have none. */
  readonly hasLetters: boolean
}

function readRow(
  row: number,
  cells: readonly unknown[],
  { columns, given, type, file, context, hasLetters }: RowReader,
): { readonly good: GoodRow } | { readonly rejected: RejectedRow } {
  const values: Record<string, Value> = Object.create(null)
  const grain: Record<string, number> = Object.create(null)
  const letter = (index: number) => (hasLetters ? { column: columnLetter(index) } : {})
  for (const { header, index, field } of columns) {
    const cell = cells[index]
    const raw = typeof cell === 'string' && given.size > 0 ? (given.get(cell.normalize('NFKC').trim()) ?? cell) : cell
    const reading = parseValue(field, raw, context)
    if ('reason' in reading) {
      const { reason, expected } = reading
      return { rejected: { file, row, ...letter(index), header, value: shown(cell), type: type.id, reason, expected } }
    }
    if ('blank' in reading) {
      if (!field.required) continue
      const reason = { zh: `“${header}”是空的`, en: `'${header}' is empty` }
      const expected = { zh: `“${field.title.zh}”必填`, en: `'${field.title.en}' is required` }
      return { rejected: { file, row, ...letter(index), header, value: '', type: type.id, reason, expected } }
    }
    values[field.name] = reading.value
    if (reading.grain !== undefined) grain[field.name] = reading.grain
  }
  return { good: { file, row, values, grain } }
}

function shown(cell: unknown): string {
  return typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? '')
}
