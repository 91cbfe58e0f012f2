/** What every format reads a file into: headers, and rows of raw cells. */

import type { Message } from '../../model/message.ts'

/** One row as it stands; `row` counts from 1 as the clerk's program shows it, the header included. */
export type RawRow =
  | { readonly row: number; readonly cells: readonly unknown[] }
  | { readonly row: number; readonly broken: Message; readonly text: string }

export interface Table {
  /** In the order of the columns; a row's cells stand in the same order, `undefined` where it has none. */
  readonly headers: readonly string[]
  readonly rows: readonly RawRow[]
  /** The row of the header; 0 where the format has none (JSON). */
  readonly headerRow: number
}

export interface Format {
  readonly endings: readonly string[]
  read(text: string, options: { readonly headerRow?: number }): Table | { readonly problem: Message }
}
