/** A table and the fields of its record type in, values row by row out; what cannot be read is rejected, cell by cell. */

import type { Diagnostic } from '../model/diagnostic.ts'
import type { EventType, RejectedRow } from '../model/event.ts'
import type { RecordFile } from '../model/setup.ts'
import type { Day, Value } from '../model/value.ts'
import { type Column, columnLetter, readColumns } from './columns.ts'
import { isExample, isNote, isTotal } from './header.ts'
import { problem } from './problem.ts'
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
  const told = [...diagnostics, ...tellHidden(source)]
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
  return { good, rejected, passedOver, diagnostics: told, read: table.rows.length }
}

/** As many row numbers as fit a glance. */
const MOST_SHOWN = 8

function tellHidden({ file, table }: Pick<SourceTable, 'file' | 'table'>): readonly Diagnostic[] {
  const { hidden = [] } = table
  const [first] = hidden
  if (first === undefined) return []
  const rows = (mark: string) => `${hidden.slice(0, MOST_SHOWN).join(mark)}${hidden.length > MOST_SHOWN ? ' …' : ''}`
  return [
    problem(
      'rows-hidden',
      { file, line: first, column: 1 },
      {
        zh: `有 ${hidden.length} 行在表里是隐藏的（第 ${rows('、')} 行），照样读取。不该算的行请删去`,
        en: `${hidden.length} ${hidden.length === 1 ? 'row is' : 'rows are'} hidden in the sheet (${rows(', ')}) and read like the others; delete those that should not count`,
      },
    ),
  ]
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
  const own = { ...context, on: () => dayOf(cells, columns, type, context) }
  const letter = (index: number) => (hasLetters ? { column: columnLetter(index) } : {})
  for (const { header, index, field } of columns) {
    const cell = cells[index]
    const fault = cellFault(cell)
    if (fault) return { rejected: { file, row, ...letter(index), header, value: shown(cell), type: type.id, ...fault } }
    const raw = typeof cell === 'string' && given.size > 0 ? (given.get(cell.normalize('NFKC').trim()) ?? cell) : cell
    const reading = parseValue(field, raw, own)
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

/** The civil day that the row itself tells; undefined where it is that of a linked record, or cannot be read. */
function dayOf(
  cells: readonly unknown[],
  columns: readonly Column[],
  { at }: EventType,
  context: ValueContext,
): Day | undefined {
  const name = 'field' in at ? at.field : 'date' in at ? at.date : undefined
  const column = columns.find(({ field }) => field.name === name)
  if (!column) return undefined
  const reading = parseValue(column.field, cells[column.index], context)
  if (!('value' in reading) || typeof reading.value !== 'number') return undefined
  return column.field.type === 'date' ? reading.value : context.zone.dayOf(reading.value)
}

const ERRORS = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/

/** What a spreadsheet writes where a formula failed, or was never worked out, is no value of any field. */
function cellFault(cell: unknown): Pick<RejectedRow, 'reason' | 'expected'> | undefined {
  if (typeof cell !== 'string' || !/^[#=]/.test(cell)) return undefined
  if (ERRORS.test(cell))
    return {
      reason: { zh: `“${cell}”是公式算错的结果`, en: `'${cell}' is what a formula that failed leaves` },
      expected: { zh: '改好公式，或直接写值', en: 'the formula mended, or the value itself' },
    }
  if (cell !== '=') return undefined
  return {
    reason: { zh: '公式还没有算出值', en: 'the formula has not been worked out' },
    expected: {
      zh: '用 Excel 打开、保存一次再交来',
      en: 'the workbook opened and saved once in a spreadsheet program',
    },
  }
}

function shown(cell: unknown): string {
  return typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? '')
}
