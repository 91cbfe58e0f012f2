/** What every format reads a file into: headers, and rows of raw cells. */

import type { Message } from '../../model/message.ts'
import type { HeaderSearch } from '../header.ts'

/** One row as it stands; `row` counts from 1 as the clerk's program shows it, the header included. */
export type RawRow =
  | { readonly row: number; readonly cells: readonly unknown[] }
  | { readonly row: number; readonly broken: Message; readonly text: string }

export interface Table {
  /** In the order of the columns; a row's cells stand in the same order, `undefined` where it has none. */
  readonly headers: readonly string[]
  readonly rows: readonly RawRow[]
  /** The (last) row of the header; 0 where the format has none (JSON). */
  readonly headerRow: number
  /** Rows that the clerk's program does not show (a filter, mostly); they are read like others. */
  readonly hidden?: readonly number[]
}

export interface TableOptions {
  /** Where the setup says so; else the header is looked for. */
  readonly headerRow?: number
  readonly isKnown: HeaderSearch['isKnown']
}

export interface WorkbookOptions extends TableOptions {
  /** Left out: the only sheet whose header names fields. */
  readonly sheet?: string
}

export interface Format {
  readonly endings: readonly string[]
  read(text: string, options: TableOptions): Table | { readonly problem: Message }
}
