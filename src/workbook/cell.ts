/** What a sheet holds, as its reader hands it on: rows of cells with their raw values and what their formats make of them. */

export interface Cell {
  /** Counted from 1. */
  readonly column: number
  /**
   * Text and yes-no as stored; a number as a number, or, where its format makes a date or time of it, as civil text
   * (`2024-03-05`, `2024-03-05 14:30`, `14:30`); an error (`#N/A`) as its text.
   */
  readonly value: string | number | boolean
  readonly kind: 'text' | 'number' | 'yes-no' | 'date' | 'error'
  /** The value is what a formula came to when the workbook was last saved. */
  readonly isFormula?: boolean
  /** The text is one that other cells have too, and takes no room of its own. */
  readonly isShared?: boolean
  /** A number that is shown as a percentage: 0.95 as 95%. */
  readonly isPercent?: boolean
}

export interface Row {
  /** Counted from 1, as the clerk's program shows it. */
  readonly row: number
  readonly isHidden: boolean
  /** Those that hold something, from left to right. */
  readonly cells: readonly Cell[]
}

/** Cells that are shown as one; the text stands in the first. Rows and columns count from 1, both ends inclusive. */
export interface MergedCells {
  readonly fromRow: number
  readonly toRow: number
  readonly fromColumn: number
  readonly toColumn: number
}

/** `C17`, counted from 1. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`
}

/** A spreadsheet's letters for a column, counted from 1: A, B … Z, AA. */
export function columnName(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** `C17` taken apart; undefined where it is no such name. */
export function parseCellName(name: string): { readonly row: number; readonly column: number } | undefined {
  const match = /^\$?([A-Z]{1,7})\$?(\d{1,7})$/.exec(name)
  if (!match) return undefined
  let column = 0
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return { row: Number(match[2]), column }
}
