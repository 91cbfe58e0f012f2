/** Where the cells of one row stand among the bytes of a file, and how they are written there. */

/** No such cell. */
export const ABSENT = 0
/** The bytes are the text in UTF-8. */
export const TEXT = 1
/** Within quotes of JSON, with backslashes. */
export const ESCAPED = 2
/** JSON without quotes: a number, `true`, `false`, `null`. */
export const LITERAL = 3

/** One entry for each column; `to` is the first byte behind a cell. */
export interface Cells {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly form: Uint8Array
}

export function makeCells(width: number): Cells {
  return { from: new Int32Array(width), to: new Int32Array(width), form: new Uint8Array(width) }
}

/** Nothing of the row can be told in the quick way: it is read in the plain one. */
export const ODD = -1

/**
 * Fills in the cells of the row that starts there. Gives the first byte behind its line break (or the end of all), or `ODD`.
 * The bytes up to `end` hold whole lines; behind the last one stands a line break.
 */
export type ScanRow = (bytes: Uint8Array, start: number, end: number, cells: Cells) => number

export const NEW_LINE = 0x0a
export const RETURN = 0x0d
export const QUOTE = 0x22
export const BACKSLASH = 0x5c
export const SPACE = 0x20
