/** A table and the fields of its record type in, values row by row out; what cannot be read is rejected, cell by cell. */

import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EventType, Field, RejectedRow, RowFault } from '../model/event.ts'
import type { SourceWords } from '../model/setup.ts'
import type { Day, Value } from '../model/value.ts'
import { type Column, columnLetter, readColumns } from './columns.ts'
import type { Table } from './formats/table.ts'
import { isExample, isNote, isTotal } from './header.ts'
import { problem } from './problem.ts'
import { type Fault, wrong } from './reading.ts'
import { type SourceName, sourceName } from './source-name.ts'
import { parseValue, type ValueContext } from './values.ts'

/** A row whose cells could all be read. */
export interface GoodRow extends SourceName {
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

export interface RowSource extends SourceName {
  readonly table: Table
}

const NOTHING = { good: [], rejected: [], passedOver: [], read: 0 } as const

export function readRows(source: RowSource, type: EventType, file: SourceWords, context: ValueContext): RowsReading {
  const { table, file: name, sheet } = source
  const place = sheet === undefined ? { file: name } : { file: name, sheet }
  // A list of nothing has no columns either; a CSV file without a header is told, and so is a query.
  if (table.headerRow === 0 && table.headers.length + table.rows.length === 0) return { ...NOTHING, diagnostics: [] }
  const { columns, diagnostics } = readColumns(table.headers, type.fields, file.columns ?? {}, {
    file: sourceName(source),
    row: table.headerRow,
  })
  // Columns that cannot be told make the file unread: the error stops the run, and no row of it is counted.
  if (diagnostics.some(one => one.severity === 'error')) return { ...NOTHING, diagnostics }
  const told = [...diagnostics, ...tellHidden(source)]
  const given = new Map(Object.entries(file.values ?? {}).map(([raw, value]) => [raw.normalize('NFKC').trim(), value]))
  const hasSecrets = [...type.fields.values()].some(({ shown }) => shown === 'never')
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
        ...place,
        row: row.row,
        value: hasSecrets ? '' : row.text.slice(0, 200),
        type: type.id,
        what: row.broken,
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
      place,
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

function tellHidden(source: RowSource): readonly Diagnostic[] {
  const { hidden = [] } = source.table
  const [first] = hidden
  if (first === undefined) return []
  const rows = (mark: string) => `${hidden.slice(0, MOST_SHOWN).join(mark)}${hidden.length > MOST_SHOWN ? ' …' : ''}`
  return [
    problem(
      'rows-hidden',
      { file: sourceName(source), line: first, column: 1 },
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
  readonly place: SourceName
  readonly context: ValueContext
  /** Columns have letters in a table; in JSON they have none. */
  readonly hasLetters: boolean
}

/** Every cell is looked at: what is wrong with a row is told at once. */
function readRow(
  row: number,
  cells: readonly unknown[],
  { columns, given, type, place, context, hasLetters }: RowReader,
): { readonly good: GoodRow } | { readonly rejected: RejectedRow } {
  const values: Record<string, Value> = Object.create(null)
  const grain: Record<string, number> = Object.create(null)
  const faults: RowFault[] = []
  const own = { ...context, on: () => dayOf(cells, columns, type, context) }
  for (const { header, index, field } of columns) {
    const cell = cells[index]
    const reading = cellFault(cell) ?? parseValue(field, mapped(cell, given), own)
    if ('value' in reading) {
      values[field.name] = reading.value
      if (reading.grain !== undefined) grain[field.name] = reading.grain
    } else if ('reason' in reading || field.required) {
      const letter = hasLetters ? { column: columnLetter(index) } : {}
      faults.push({ ...letter, header, field: field.name, ...faultOf(reading, cell, header, field) })
    }
  }
  const [fault, ...others] = faults
  if (!fault) return { good: { ...place, row, values, grain } }
  return {
    rejected: {
      ...place,
      row,
      type: type.id,
      ...fault,
      ...(others.length > 0 ? { others } : {}),
      ...peopleIn(values, type, faults),
    },
  }
}

/** The value of a field that is never shown is not repeated either: the sender knows the cell. */
function faultOf(reading: Fault | { readonly blank: true }, cell: unknown, header: string, field: Field) {
  if ('blank' in reading) return { value: '', ...blank(header, field) }
  if (field.shown !== 'never') return { value: shown(cell), ...reading }
  const { zh, en } = reading.what
  return { ...reading, value: '', reason: { zh: `“${header}”${zh}`, en: `'${header}' ${en}` } }
}

/** What `values:` of `appraisal.yaml` says of a text, else the cell as it is. */
function mapped(cell: unknown, given: RowReader['given']): unknown {
  return typeof cell === 'string' && given.size > 0 ? (given.get(cell.normalize('NFKC').trim()) ?? cell) : cell
}

function blank(header: string, { title }: Field): Fault {
  return {
    what: { zh: '是空的', en: 'is empty' },
    reason: { zh: `“${header}”是空的`, en: `'${header}' is empty` },
    expected: { zh: `“${title.zh}”必填`, en: `'${title.en}' is required` },
  }
}

/** Whom a row names; nothing where it names nobody, or where a cell that might cannot be read. */
export function peopleIn(
  values: Readonly<Record<string, Value>>,
  { fields }: EventType,
  faults: readonly RowFault[] = [],
): Pick<RejectedRow, 'people'> {
  const named = [...fields.values()].filter(({ type, item }) => type === 'person' || item === 'person')
  if (faults.some(({ field }) => named.some(({ name }) => name === field))) return {}
  const people = named.flatMap(({ name }) => values[name] ?? []).map(String)
  return people.length === 0 ? {} : { people: [...new Set(people)].sort(compareText) }
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
function cellFault(cell: unknown): Fault | undefined {
  if (typeof cell !== 'string' || !/^[#=]/.test(cell)) return undefined
  if (ERRORS.test(cell))
    return wrong(
      cell,
      { zh: '是公式算错的结果', en: 'is what a formula that failed leaves' },
      { zh: '改好公式，或直接写值', en: 'the formula mended, or the value itself' },
    )
  if (cell !== '=') return undefined
  const unsolved = { zh: '公式还没有算出值', en: 'the formula has not been worked out' }
  return {
    what: unsolved,
    reason: unsolved,
    expected: {
      zh: '用 Excel 打开、保存一次再交来',
      en: 'the workbook opened and saved once in a spreadsheet program',
    },
  }
}

function shown(cell: unknown): string {
  return typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? '')
}
