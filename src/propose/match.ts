/** The headers and first cells of a table in, how well they fit a record type and which column feeds which field out. */

import { nearest } from '../lib/nearest.ts'
import { columnLetter, readColumns } from '../load/columns.ts'
import { parseValue, type ValueContext } from '../load/values.ts'
import type { EventType, Field } from '../model/event.ts'
import type { ProposedColumn } from '../model/proposal.ts'

export interface Match {
  readonly type: EventType
  readonly columns: readonly ProposedColumn[]
  /** Fields whose header has one of their names. */
  readonly known: number
  /** Required fields that no column feeds. */
  readonly missing: readonly Field[]
}

/** Rows that are looked at to tell what a column holds. */
export const LOOKED_AT = 50
const PREVIEWED = 5

/** A table as far as it is looked at. */
export interface Sample {
  readonly headers: readonly string[]
  readonly headerRow: number
  /** The cells of its first rows. */
  readonly rows: readonly (readonly unknown[])[]
}

export function matchType(table: Sample, type: EventType, context: ValueContext): Match {
  const { headers, rows } = table
  const { columns: named } = readColumns(headers, type.fields, {}, { file: '', row: table.headerRow })
  const fed = new Map<number, { readonly field: Field; readonly how: NonNullable<ProposedColumn['how']> }>(
    named.map(({ index, field }) => [index, { field, how: 'name' }]),
  )
  const open = () => [...type.fields.values()].filter(field => ![...fed.values()].some(one => one.field === field))
  const unfed = () => headers.flatMap((header, index) => (header === '' || fed.has(index) ? [] : [{ header, index }]))

  for (const { header, index } of unfed()) {
    const field = alike(header, open())
    if (field && holds(rows, index, field, context)) fed.set(index, { field, how: 'likeness' })
  }
  // A required field and a column that alone holds what it takes.
  for (const field of open().filter(one => one.required && TELLING.has(one.type))) {
    const [only, ...others] = unfed().filter(({ index }) => holds(rows, index, field, context, true))
    if (only && others.length === 0) fed.set(only.index, { field, how: 'content' })
  }
  // The number of a record: the one column left in which every cell is another.
  const id = open().find(({ name, required }) => required && name === type.idField)
  const [only, ...others] = id ? unfed().filter(({ index }) => isUnique(rows.map(cells => textOf(cells[index])))) : []
  if (id && only && others.length === 0) fed.set(only.index, { field: id, how: 'content' })
  return {
    type,
    known: named.length,
    missing: open().filter(({ required }) => required),
    columns: headers.flatMap((header, index): readonly ProposedColumn[] => {
      if (header === '') return []
      const feed = fed.get(index)
      return [
        {
          header,
          ...(table.headerRow > 0 ? { letter: columnLetter(index) } : {}),
          ...(feed ? { field: { name: feed.field.name, title: feed.field.title }, how: feed.how } : {}),
          preview: rows.slice(0, PREVIEWED).map(cells => textOf(cells[index])),
        },
      ]
    }),
  }
}

/** Types whose values are seldom mistaken for others. */
const TELLING: ReadonlySet<Field['type']> = new Set(['date-time', 'date', 'person', 'choice', 'yes-no'])

function alike(header: string, fields: readonly Field[]): Field | undefined {
  const names = new Map(
    fields.flatMap(field => [field.name, field.title.zh, field.title.en, ...field.aliases].map(name => [name, field])),
  )
  const meant = nearest(header, names.keys())
  if (meant !== undefined) return names.get(meant)
  const within = [
    ...new Set([...names].filter(([name]) => name.length >= 2 && header.includes(name)).map(([, one]) => one)),
  ]
  return within.length === 1 ? within[0] : undefined
}

/** Every cell that is filled in can be read as the field's value; `isProof`: and some are, nearly always. */
function holds(
  rows: readonly (readonly unknown[])[],
  index: number,
  field: Field,
  context: ValueContext,
  isProof = false,
): boolean {
  const readings = rows.map(cells => parseValue(field, cells[index], context))
  const filled = readings.filter(one => !('blank' in one))
  const wrong = filled.filter(one => 'reason' in one).length
  if (isProof) return filled.length > 0 && filled.length >= 0.9 * rows.length && wrong === 0
  return wrong <= 0.2 * filled.length
}

function isUnique(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every(cell => cell.trim() !== '') && new Set(cells).size === cells.length
}

function textOf(cell: unknown): string {
  if (cell === undefined || cell === null) return ''
  return typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? '')
}
