/** The sheets of a filled-in workbook in, its rows of numbers out, with what the workbook says it was made from. */

import { parseJson } from '../lib/json.ts'
import type { FilledCell } from './cells.ts'
import { BASELINE, type ColumnId, columnNamed } from './columns.ts'
import type { NumberEntry } from './number.ts'

export interface FilledSheet {
  readonly name: string
  readonly rows: readonly { readonly row: number; readonly cells: readonly FilledCell[] }[]
}

export interface FilledRow {
  readonly sheet: string
  readonly row: number
  readonly cells: ReadonlyMap<ColumnId, FilledCell>
}

export interface Baseline {
  readonly pack: string
  readonly sha256: string
  readonly numbers: ReadonlyMap<string, { readonly history: string; readonly shown?: NumberEntry }>
}

export interface FilledWorkbook {
  /** Rows with an id, or with something where a value stands. */
  readonly rows: readonly FilledRow[]
  /** Absent: the hidden sheet is gone. */
  readonly baseline?: Baseline
  /** Sheets that hold a table of numbers. */
  readonly tables: number
}

/** A table begins with its header; rows above it, and other sheets, are nobody's numbers. */
export function filledRows(sheets: readonly FilledSheet[]): FilledWorkbook {
  const tables = sheets.filter(({ name }) => name !== BASELINE).map(rowsOf)
  const found = tables.filter(rows => rows !== undefined)
  const hidden = sheets.find(({ name }) => name === BASELINE)
  const baseline = hidden && baselineOf(hidden)
  return { rows: found.flat(), tables: found.length, ...(baseline ? { baseline } : {}) }
}

/** Undefined: no header. */
function rowsOf({ name, rows }: FilledSheet): readonly FilledRow[] | undefined {
  const header = rows.find(({ cells }) => {
    const named = new Set(cells.map(({ text }) => columnNamed(text)))
    return named.has('id') && named.has('from')
  })
  if (!header) return undefined
  const columns = new Map<number, ColumnId>()
  for (const { column, text } of header.cells) {
    const id = columnNamed(text)
    if (id !== undefined && ![...columns.values()].includes(id)) columns.set(column, id)
  }
  return rows
    .filter(({ row }) => row > header.row)
    .map(({ row, cells }) => ({
      sheet: name,
      row,
      cells: new Map(
        cells.flatMap(cell => {
          const id = columns.get(cell.column)
          return id === undefined || cell.text === '' ? [] : [[id, cell] as const]
        }),
      ),
    }))
    .filter(({ cells }) => cells.has('id') || isFilled(cells))
}

/** A heading has words alone. */
function isFilled(cells: FilledRow['cells']): boolean {
  return (['term', 'count', 'points', 'cap', 'amount', 'text', 'from', 'reason'] as const).some(id => cells.has(id))
}

function baselineOf({ rows }: FilledSheet): Baseline | undefined {
  const texts = rows.map(({ cells }) => [1, 2, 3].map(column => cells.find(cell => cell.column === column)?.text ?? ''))
  const made = texts.find(([id]) => id === 'pack')
  if (!made) return undefined
  const [, pack = '', sha256 = ''] = made
  const numbers = new Map<string, { readonly history: string; readonly shown?: NumberEntry }>()
  for (const [id = '', history = '', shown = ''] of texts) {
    const entry = entryIn(shown)
    if (/^\[/.test(history)) numbers.set(id, { history, ...(entry ? { shown: entry } : {}) })
  }
  return { pack, sha256, numbers }
}

/** `[[null,"30 minutes"]]`. */
function entryIn(text: string): NumberEntry | undefined {
  const match = /^\[\[(null|"\d{4}-\d{2}-\d{2}"),(null|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|"(?:[^"\\]|\\.)*")\]\]$/.exec(text)
  if (!match) return undefined
  const [, from = 'null', written = 'null'] = match
  const value = parseJson(written)
  if (!('value' in value)) return undefined
  return { from: from === 'null' ? null : from.slice(1, -1), value: value.value as string | number | null }
}
