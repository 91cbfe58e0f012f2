/** Sheets as they are planned in, the same as if somebody had saved them, with cells filled in, out. */

import { formatDay } from '../../src/calendar/day.ts'
import { type FilledCell, plainText } from '../../src/limits/cells.ts'
import { type ColumnId, columnNamed } from '../../src/limits/columns.ts'
import type { PlannedSheet } from '../../src/limits/plan.ts'
import type { FilledSheet } from '../../src/limits/rows.ts'
import { readDate } from '../../src/load/times.ts'

export type Fill = Readonly<Record<string, Partial<Record<ColumnId, string | number>>>>

/** `fills`: id → column → what was typed. */
export function filled(sheets: readonly PlannedSheet[], fills: Fill = {}): readonly FilledSheet[] {
  const left = new Set(Object.keys(fills))
  const all = sheets.map(({ name, columns, rows, hasHeader, isHidden }): FilledSheet => {
    const ids = columns.map(({ title }) => columnNamed(title))
    const lines = [
      ...(hasHeader ? [columns.map(({ title }) => title)] : []),
      ...rows.map(row => row.map(({ value }) => value)),
    ]
    return {
      name,
      rows: lines.map((line, at) => {
        const fill = hasHeader && !isHidden && at > 0 ? fills[String(line[0])] : undefined
        if (fill) left.delete(String(line[0]))
        const cells = line.map((value, nth): FilledCell => {
          const id = ids[nth]
          const typed = id === undefined ? undefined : fill?.[id]
          return cellOf(name, at + 1, nth + 1, typed ?? value)
        })
        return { row: at + 1, cells }
      }),
    }
  })
  if (left.size > 0) throw new Error(`no row ${[...left].join(', ')}`)
  return all
}

function cellOf(sheet: string, row: number, column: number, value: string | number): FilledCell {
  const text = plainText(String(value))
  const date = readDate(text)
  return {
    sheet,
    ref: `${String.fromCharCode(64 + column)}${row}`,
    row,
    column,
    text,
    ...(typeof value === 'number' ? { number: value } : {}),
    ...('value' in date && typeof date.value === 'number' ? { day: formatDay(date.value) } : {}),
  }
}
