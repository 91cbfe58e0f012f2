/** What every format reads a file into: headers, and rows of raw cells, a batch at a time. */

import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Message } from '../../model/message.ts'
import type { HeaderSearch } from '../header.ts'

export type Problem = {
  readonly problem: Message
  /** Where more is known of it than that a file cannot be read. */
  readonly diagnostic?: Diagnostic
}

/** One row as it stands; `row` counts from 1 as the clerk's program shows it, the header included. */
export type RawRow =
  | {
      readonly row: number
      readonly cells: readonly unknown[]
      /** The clerk's program does not show it (a filter, mostly); it is read like others. */
      readonly isHidden?: true
    }
  | { readonly row: number; readonly broken: Message; readonly text: string }

/** A problem ends the rows: then nothing of the file counts. */
export type Batch = readonly RawRow[] | Problem

export interface Table {
  /** In the order of the columns; a row's cells stand in the same order, `undefined` where it has none. */
  readonly headers: readonly string[]
  /** JSON names columns as it goes: more may come with each batch. */
  readonly isOpen?: true
  /** Can be gone through once. */
  readonly rows: AsyncIterable<Batch>
  /** Lets go of the file, where its rows are not taken. */
  close?(): Promise<void>
  /** The (last) row of the header; 0 where the format has none (JSON). */
  readonly headerRow: number
}

export interface TableOptions {
  /** Where the setup says so; else the header is looked for. */
  readonly headerRow?: number
  readonly isKnown: HeaderSearch['isKnown']
}

/** The text of a file as it comes, in pieces of any size. */
export type Pieces = AsyncIterable<string | Problem>

export interface WorkbookOptions extends TableOptions {
  /** Left out: the only sheet whose header names fields. */
  readonly sheet?: string
}

export interface Format {
  readonly endings: readonly string[]
  read(pieces: Pieces, options: TableOptions): Promise<Table | Problem>
}

/** Letters of one row: no office's record has more, and what is not closed (a quote, a bracket) is looked for no farther. */
export const MOST_LETTERS = 1024 * 1024

export const TOO_LONG: Message = {
  zh: '这一行超过一百万字，不像是一条记录',
  en: 'This line has more than a million letters and is no record',
}
