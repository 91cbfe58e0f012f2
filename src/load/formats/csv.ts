/** CSV text in, headers and rows out; a row that cannot be told or has another length than the header is broken, never shifted. */

import type { Message } from '../../model/message.ts'
import { FIRST_ROWS, type FirstRow, type FoundHeader, findHeader } from '../header.ts'
import {
  type Batch,
  type Format,
  MOST_LETTERS,
  type Problem,
  type RawRow,
  type TableOptions,
  TOO_LONG,
} from './table.ts'
import { openWindow, type TextWindow } from './window.ts'

const SEPARATORS = [',', ';', '\t'] as const

export const csv: Format = {
  endings: ['csv', 'tsv', 'txt'],
  async read(pieces, options) {
    const window = openWindow(pieces)
    const layout = await openCsv(window, options)
    if ('problem' in layout) {
      await window.close()
      return layout
    }
    const { headers, headerRow, lines } = layout
    return { headers, headerRow, rows: lines.rest(headers.length), close: window.close }
  },
}

/** The header, and the lines below it. */
export async function openCsv(window: TextWindow, options: TableOptions) {
  // The header is looked for in as much as one row may hold.
  while (!window.isEnd() && window.text().length < MOST_LETTERS) await window.moveOn(0)
  const { separator, found } = layoutOf(window.text(), options)
  const headerRow = options.headerRow ?? found?.row ?? 1
  const lines = readLines(window, separator)
  const header = await lines.next(headerRow)
  const problem = window.problem() ?? (header && 'broken' in header ? headerProblem(header.broken) : undefined)
  if (problem) return problem
  const headers = withoutBlankTail(
    found?.headers ?? (header && 'cells' in header ? header.cells.map(cell => cell.trim()) : undefined) ?? [],
  )
  return { headers, headerRow, separator, lines }
}

/** One line in, its end in letters; undefined: it goes on behind the text. */
export function csvLineEnd(
  text: string,
  options: { readonly separator: string; readonly width: number; readonly isEnd: boolean },
): number | undefined {
  return lineAt(text, 0, options)?.end
}

/** One whole line in, the row that it is out; undefined: it is blank. */
export function csvRow(row: number, text: string, separator: string, width: number): RawRow | undefined {
  const line = lineAt(text, 0, { separator, width, isEnd: true })
  return line && rowFrom(row, line, width, () => text)
}

function rowFrom(row: number, line: Line, width: number, text: () => string): RawRow | undefined {
  const own = () =>
    text()
      .slice(0, MOST_SHOWN)
      .replace(/[\r\n]+$/, '')
  if ('broken' in line) return { row, broken: line.broken, text: own() }
  return isBlank(line.cells) ? undefined : rowOf(row, line.cells, width, own)
}

function headerProblem(broken: Message): Problem {
  return { problem: broken === TOO_LONG ? TOO_LONG : HEADER_BROKEN }
}

type Line =
  | { readonly cells: readonly string[]; readonly end: number }
  /** `isCut`: it goes on behind what was read of it. */
  | { readonly broken: Message; readonly end: number; readonly isCut?: true }

/** The lines of a window, one after the other; line breaks in quotes count with the line that they stand in. */
function readLines(window: TextWindow, separator: string) {
  let number = 0
  let at = 0
  let isInLongLine = false

  /** Undefined: what has come does not hold a whole line any more. */
  const take = (width?: number): Line | undefined => {
    const text = window.text()
    if (isInLongLine) {
      const end = lineEnd(text, at, window.isEnd())
      at = end ?? text.length
      if (end === undefined) return undefined
      isInLongLine = false
    }
    if (at >= text.length) return undefined
    const line = lineAt(text, at, { separator, isEnd: window.isEnd(), width })
    if (!line) return undefined
    number++
    at = line.end
    isInLongLine = 'isCut' in line
    return line
  }

  const moveOn = async (): Promise<void> => {
    await window.moveOn(at)
    at = 0
  }

  return {
    /** Behind the line that was read last, in letters of the window. */
    at: () => at,
    /** The line of that number; undefined where there are not so many. */
    async next(wanted: number): Promise<Line | undefined> {
      for (;;) {
        const line = take()
        if (line && number === wanted) return line
        if (line) continue
        if (window.isEnd()) return undefined
        await moveOn()
      }
    },
    async *rest(width: number): AsyncIterable<Batch> {
      try {
        for (;;) {
          const rows: RawRow[] = []
          for (let start = at, line = take(width); line; start = at, line = take(width)) {
            const end = at
            const row = rowFrom(number, line, width, () => window.text().slice(start, end))
            if (row) rows.push(row)
          }
          if (rows.length > 0) yield rows
          const problem = window.problem()
          if (problem) yield problem
          if (window.isEnd()) return
          await moveOn()
        }
      } finally {
        await window.close()
      }
    },
  }
}

/** Letters of a broken line that are kept to show it. */
const MOST_SHOWN = 1000

interface LineOptions {
  readonly separator: string
  /** Nothing comes behind the text. */
  readonly isEnd: boolean
  readonly width: number | undefined
}

/** Undefined: it goes on behind the text. */
function lineAt(text: string, start: number, { separator, isEnd, width }: LineOptions): Line | undefined {
  const scanned = scanRow(text, start, separator, isEnd)
  if (scanned === 'open' && text.length - start <= MOST_LETTERS) return undefined
  if (typeof scanned === 'object' && scanned.end - start <= MOST_LETTERS) {
    // A quote that somebody forgot to close swallows the rows below it: such a line is broken alone, the next read anew.
    if (!scanned.hasBreak || width === undefined || fits(scanned.cells, width)) return scanned
  }
  const end = lineEnd(text, start, isEnd)
  const isLong = (end ?? text.length) - start > MOST_LETTERS
  if (isLong) return { broken: TOO_LONG, end: end ?? text.length, ...(end === undefined ? { isCut: true } : {}) }
  return end === undefined ? undefined : { broken: QUOTES_BROKEN, end }
}

/** The separator under which most headers name fields; without any, the one that the header line has most of. */
function layoutOf(text: string, { headerRow, isKnown }: TableOptions): { separator: string; found?: FoundHeader } {
  const usual = separatorOf(text, headerRow ?? 1)
  if (headerRow !== undefined) return { separator: usual }
  const layouts = [usual, ...SEPARATORS.filter(one => one !== usual)].flatMap(separator => {
    const found = findHeader(firstRows(text, separator), { isKnown })
    return found ? [{ separator, found }] : []
  })
  const [first] = layouts
  return first ? layouts.reduce((best, one) => (one.found.known > best.found.known ? one : best)) : { separator: usual }
}

/** The rows among which the header is; counted as the records below it are. */
function firstRows(text: string, separator: string): readonly FirstRow[] {
  const rows: FirstRow[] = []
  let number = 0
  for (let start = 0; start < text.length && number < FIRST_ROWS; ) {
    number++
    const scanned = scanRow(text, start, separator, true)
    const isWhole = typeof scanned === 'object'
    if (isWhole && (number === 1 || !isBlank(scanned.cells))) rows.push({ row: number, cells: scanned.cells })
    start = isWhole ? scanned.end : (lineEnd(text, start, true) ?? text.length)
  }
  return rows
}

const HEADER_BROKEN: Message = { zh: '表头一行的引号不成对', en: 'The quotes of the header line do not pair up' }
const QUOTES_BROKEN: Message = {
  zh: '这一行的引号不成对，无法分列',
  en: 'The quotes of this line do not pair up, so its columns cannot be told',
}

function rowOf(row: number, cells: readonly string[], width: number, text: () => string): RawRow {
  if (fits(cells, width)) return { row, cells: cells.length === width ? cells : cells.slice(0, width) }
  const broken = {
    zh: `本行有 ${cells.length} 列，表头有 ${width} 列`,
    en: `This row has ${cells.length} columns, the header ${width}`,
  }
  return { row, broken, text: text() }
}

/** Blank cells beyond the header are nothing: spreadsheets leave them behind. */
function fits(cells: readonly string[], width: number): boolean {
  return cells.length === width || (cells.length > width && isBlank(cells.slice(width)))
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every(cell => cell.trim() === '')
}

interface ScannedRow {
  readonly cells: readonly string[]
  /** Where the next row starts. */
  readonly end: number
  /** A quoted cell holds a line break. */
  readonly hasBreak: boolean
}

const [QUOTE, NEW_LINE, RETURN] = ['"', '\n', '\r'].map(letter => letter.charCodeAt(0)) as [number, number, number]

/**
 * RFC 4180, and a quote inside an unquoted cell is a letter like others (`5" pipe`). `broken`: quotes do not pair up;
 * `open`: what comes behind the text decides.
 */
function scanRow(text: string, start: number, separator: string, isEnd: boolean): ScannedRow | 'broken' | 'open' {
  const split = separator.charCodeAt(0)
  const cells: string[] = []
  let hasBreak = false
  for (let at = start; ; ) {
    let end: number
    if (text.charCodeAt(at) === QUOTE) {
      const close = closingQuote(text, at)
      // At the very end a quote may be the first of two.
      if (close === -1 || (close === text.length - 1 && !isEnd)) return isEnd ? 'broken' : 'open'
      const raw = text.slice(at + 1, close)
      hasBreak ||= raw.includes('\n') || raw.includes('\r')
      cells.push(raw.replaceAll('""', '"'))
      end = close + 1
    } else {
      end = cellEnd(text, at, split)
      cells.push(text.slice(at, end))
    }
    if (end >= text.length && !isEnd) return 'open'
    const next = text.charCodeAt(end)
    if (next === split) {
      at = end + 1
      continue
    }
    if (end < text.length && next !== NEW_LINE && next !== RETURN) return 'broken'
    const whole = lineEnd(text, end, isEnd)
    return whole === undefined ? 'open' : { cells, end: whole, hasBreak }
  }
}

/** -1 where there is none. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1)
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2)
  return at
}

function cellEnd(text: string, start: number, split: number): number {
  for (let at = start; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === split || letter === NEW_LINE || letter === RETURN) return at
  }
  return text.length
}

/** Behind the line break that ends the line; undefined where that has not come yet. */
function lineEnd(text: string, start: number, isEnd: boolean): number | undefined {
  for (let at = start; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === NEW_LINE) return at + 1
    if (letter !== RETURN) continue
    // Its line feed may be the first letter of what comes.
    if (at + 1 === text.length && !isEnd) return undefined
    return text.charCodeAt(at + 1) === NEW_LINE ? at + 2 : at + 1
  }
  return isEnd ? text.length : undefined
}

function withoutBlankTail(headers: readonly string[]): readonly string[] {
  return headers.slice(0, headers.findLastIndex(header => header !== '') + 1)
}

/** The separator that occurs most in the header line. */
function separatorOf(text: string, headerRow: number): string {
  const line = text.split(/\r\n|\n|\r/, headerRow)[headerRow - 1] ?? ''
  const counts = SEPARATORS.map(separator => line.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}
