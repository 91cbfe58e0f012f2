/** A separator and a number of columns in, what finds the cells of a line of CSV out. */

import { NEW_LINE, ODD, QUOTE, RETURN, type ScanRow, TEXT } from './cells.ts'

/**
 * A line with more or fewer cells, a quote anywhere but around a whole cell, or a line break within quotes is odd. A quote
 * inside a cell without quotes is a letter like others.
 */
export function makeCsvScanner(separator: string, width: number): ScanRow {
  const split = separator.charCodeAt(0)
  const isLetter = Uint8Array.from({ length: 256 }, (_, byte) =>
    byte === split || byte === NEW_LINE || byte === RETURN ? 0 : 1,
  )
  return (bytes, start, end, cells) => {
    const { from, to, form } = cells
    let at = start
    for (let column = 0; column < width; column++) {
      let byte = bytes[at] ?? 0
      if (byte === QUOTE) {
        at++
        from[column] = at
        for (byte = bytes[at] ?? 0; byte !== QUOTE; byte = bytes[++at] ?? 0)
          if (byte === NEW_LINE || byte === RETURN) return ODD
        to[column] = at
        at++
        // Two quotes are one letter of a cell that goes on.
        byte = bytes[at] ?? 0
        if (byte !== split && byte !== NEW_LINE && byte !== RETURN && at < end) return ODD
      } else {
        from[column] = at
        while (isLetter[byte] === 1) byte = bytes[++at] ?? NEW_LINE
        to[column] = at
      }
      form[column] = TEXT
      if (column === width - 1) break
      if (byte !== split || at >= end) return ODD
      at++
    }
    if (at >= end) return end
    if (bytes[at] === NEW_LINE) return at + 1
    return bytes[at] === RETURN && bytes[at + 1] === NEW_LINE && at + 1 < end ? at + 2 : ODD
  }
}
