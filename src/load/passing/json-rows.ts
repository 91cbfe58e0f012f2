/** The keys of a file of JSON lines in, what finds the cells of a line out: objects of plain values, whatever the order of their keys. */

import {
  ABSENT,
  BACKSLASH,
  type Cells,
  ESCAPED,
  LITERAL,
  NEW_LINE,
  ODD,
  QUOTE,
  RETURN,
  type ScanRow,
  SPACE,
  TEXT,
} from './cells.ts'

const [OPEN, CLOSE, OPEN_LIST, COLON, COMMA, TAB] = [0x7b, 0x7d, 0x5b, 0x3a, 0x2c, 0x09]

/** `keys` in the order of their columns. A line with another key, the same one twice, or a value within a value is odd. */
export function makeJsonScanner(keys: readonly string[]): ScanRow {
  const names = keys.map(key => Buffer.from(key, 'utf8'))
  const escaped = keys.map(key => Buffer.from(key.replace(/[^\x20-\x7e]/g, asEscape), 'utf8'))
  const columnOf = (bytes: Uint8Array, from: number, to: number): number => {
    const isKey = (name: Uint8Array) => isAt(bytes, from, to, name)
    const column = names.findIndex(isKey)
    return column < 0 ? escaped.findIndex(isKey) : column
  }

  return (bytes, start, end, cells) => {
    const { form } = cells
    for (let column = 0; column < form.length; column++) form[column] = ABSENT
    let at = afterSpace(bytes, start)
    if (bytes[at] !== OPEN) return ODD
    at = afterSpace(bytes, at + 1)
    if (bytes[at] === CLOSE) return ODD
    for (let expected = 0; ; expected++) {
      if (bytes[at] !== QUOTE) return ODD
      const key = at + 1
      let column = expected
      at = behindName(bytes, key, names[expected])
      if (at < 0) {
        // A key with a quote in it is not found.
        for (at = key; at < end && bytes[at] !== QUOTE; ) at++
        column = columnOf(bytes, key, at)
      }
      if (column < 0 || form[column] !== ABSENT) return ODD
      at = afterSpace(bytes, at + 1)
      if (bytes[at] !== COLON) return ODD
      at = valueAt(bytes, afterSpace(bytes, at + 1), end, cells, column)
      if (at < 0) return ODD
      at = afterSpace(bytes, at)
      if (bytes[at] === CLOSE) break
      if (bytes[at] !== COMMA) return ODD
      at = afterSpace(bytes, at + 1)
    }
    at = afterSpace(bytes, at + 1)
    if (bytes[at] === RETURN) at++
    if (at >= end) return end
    return bytes[at] === NEW_LINE ? at + 1 : ODD
  }
}

/** The keys of most files stand in one order: the quote behind the one that is expected, or -1 where another one stands there. */
function behindName(bytes: Uint8Array, from: number, name: Uint8Array | undefined): number {
  if (name === undefined) return -1
  for (let at = 0; at < name.length; at++) if (bytes[from + at] !== name[at]) return -1
  return bytes[from + name.length] === QUOTE ? from + name.length : -1
}

/** As programs write that keep to ASCII. */
function asEscape(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function isAt(bytes: Uint8Array, from: number, to: number, name: Uint8Array): boolean {
  if (to - from !== name.length) return false
  for (let at = 0; at < name.length; at++) if (bytes[from + at] !== name[at]) return false
  return true
}

function afterSpace(bytes: Uint8Array, start: number): number {
  let at = start
  while (bytes[at] === SPACE || bytes[at] === TAB) at++
  return at
}

/** Behind the value, or `ODD`. Control characters within quotes are no JSON. */
function valueAt(bytes: Uint8Array, start: number, end: number, cells: Cells, column: number): number {
  const first = bytes[start] ?? 0
  let at = start
  if (first === QUOTE) {
    let form = TEXT
    for (at++; ; at++) {
      const byte = bytes[at] ?? 0
      if (IS_LETTER[byte] === 1) continue
      if (byte === QUOTE) break
      if (byte < SPACE) return ODD
      form = ESCAPED
      at++
      // A line ends in a backslash, not the text.
      if ((bytes[at] ?? 0) < SPACE) return ODD
    }
    if (at >= end) return ODD
    cells.from[column] = start + 1
    cells.to[column] = at
    cells.form[column] = form
    return at + 1
  }
  if (first === OPEN || first === OPEN_LIST) return ODD
  for (; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte === COMMA || byte === CLOSE || byte <= SPACE) break
  }
  if (at === start) return ODD
  cells.from[column] = start
  cells.to[column] = at
  cells.form[column] = LITERAL
  return at
}

/** Bytes that stand for themselves within quotes. */
const IS_LETTER = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= SPACE && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
)
