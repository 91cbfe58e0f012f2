/** What a workbook is to hold, before it is written. */

export interface CellStyle {
  readonly bold?: boolean
  /** RGB such as `FFF2CC`. */
  readonly fill?: string
  readonly colour?: string
  readonly wrap?: boolean
  readonly align?: 'left' | 'center' | 'right'
  readonly border?: boolean
  /** A number format such as `0.00`, `yyyy-mm-dd`; `@` for text, which keeps leading zeros. */
  readonly format?: string
  readonly size?: number
}

/** A civil date, `2024-03-05`, stored as the spreadsheet stores dates. */
export interface DateValue {
  readonly date: string
}

export interface CellPlan {
  /** Absent: a cell that has a style alone. Text is text, whatever it begins with: never a formula. */
  readonly value?: string | number | boolean | DateValue
  readonly style?: CellStyle
  /** Shown when the pointer rests on the cell. */
  readonly comment?: string
}

export interface ColumnPlan {
  /** In characters; a Chinese one counts two. */
  readonly width: number
  readonly isHidden?: boolean
  /** For the cells below that nothing was written in yet. */
  readonly style?: CellStyle
}

/** Cells that take one of a list, chosen from a drop-down. */
export interface ListChoice {
  /** Counted from 1. */
  readonly column: number
  readonly fromRow: number
  readonly toRow: number
  readonly options: readonly string[]
  /** Something else may be typed in, after a warning. */
  readonly isOpen?: boolean
  readonly prompt?: string
  /** Said where something else is typed in. */
  readonly refusal?: string
}

export interface SheetPlan {
  readonly name: string
  readonly columns: readonly ColumnPlan[]
  readonly rows: readonly (readonly (CellPlan | undefined)[])[]
  /** In points, by row; absent: as high as the program makes it, which may cut wrapped text off. */
  readonly heights?: readonly (number | undefined)[]
  /** Rows and columns that stay in sight, and rows repeated on each printed page. */
  readonly frozenRows?: number
  readonly frozenColumns?: number
  readonly repeatedRows?: number
  readonly isLandscape?: boolean
  /** The row whose cells get arrows to filter by. */
  readonly filterRow?: number
  /** The last row that they filter; else the last of all: sums at the foot stay in sight. */
  readonly filterEnd?: number
  readonly choices?: readonly ListChoice[]
  readonly merged?: readonly string[]
  readonly isHidden?: boolean
}
