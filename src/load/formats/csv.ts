/** CSV text in, headers and rows out; a row that cannot be told or has another length than the header is broken, never shifted. */

import type { Message } from '../../model/message.ts'
import { FIRST_ROWS, type FirstRow, type FoundHeader, findHeader } from '../header.ts'
import type { Format, RawRow, TableOptions } from './table.ts'

const SEPARATORS = [',', ';', '\t'] as const

export const csv: Format = {
  endings: ['csv', 'tsv', 'txt'],
  read(text, options) {
    const { separator, found } = layoutOf(text, options)
    const headerRow = options.headerRow ?? found?.row ?? 1
    const rows: RawRow[] = []
    let headers: readonly string[] | undefined
    let number = 0
    for (let start = 0; start < text.length; ) {
      number++
      const scanned = scanRow(text, start, separator)
      const width = number > headerRow ? headers?.length : undefined
      // A quote that somebody forgot to close swallows the rows below it: such a line is broken alone, the next read anew.
      const isWhole = scanned !== undefined && (!scanned.hasBreak || width === undefined || fits(scanned.cells, width))
      const end = isWhole ? scanned.end : lineEnd(text, start)
      const line = text.slice(start, end).replace(/[\r\n]+$/, '')
      start = end
      if (number < headerRow) continue
      if (number === headerRow) {
        if (!isWhole) return { problem: HEADER_BROKEN }
        headers = withoutBlankTail(found?.headers ?? scanned.cells.map(cell => cell.trim()))
      } else if (!isWhole) rows.push({ row: number, broken: QUOTES_BROKEN, text: line })
      else if (!scanned.cells.every(cell => cell.trim() === ''))
        rows.push(rowOf(number, scanned.cells, width ?? 0, line))
    }
    return { headers: headers ?? [], rows, headerRow }
  },
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
    const scanned = scanRow(text, start, separator)
    if (scanned && (number === 1 || scanned.cells.some(cell => cell.trim() !== '')))
      rows.push({ row: number, cells: scanned.cells })
    start = scanned?.end ?? lineEnd(text, start)
  }
  return rows
}

const HEADER_BROKEN: Message = { zh: '表头一行的引号不成对', en: 'The quotes of the header line do not pair up' }
const QUOTES_BROKEN: Message = {
  zh: '这一行的引号不成对，无法分列',
  en: 'The quotes of this line do not pair up, so its columns cannot be told',
}

function rowOf(row: number, cells: readonly string[], width: number, text: string): RawRow {
  if (fits(cells, width)) return { row, cells: cells.slice(0, width) }
  const broken = {
    zh: `本行有 ${cells.length} 列，表头有 ${width} 列`,
    en: `This row has ${cells.length} columns, the header ${width}`,
  }
  return { row, broken, text }
}

/** Blank cells beyond the header are nothing: spreadsheets leave them behind. */
function fits(cells: readonly string[], width: number): boolean {
  return cells.length >= width && cells.slice(width).every(cell => cell.trim() === '')
}

interface ScannedRow {
  readonly cells: readonly string[]
  /** Where the next row starts. */
  readonly end: number
  /** A quoted cell holds a line break. */
  readonly hasBreak: boolean
}

/** RFC 4180, and a quote inside an unquoted cell is a letter like others (`5" pipe`). Undefined: quotes do not pair up. */
function scanRow(text: string, start: number, separator: string): ScannedRow | undefined {
  const cells: string[] = []
  let hasBreak = false
  for (let at = start; ; ) {
    const isQuoted = text[at] === '"'
    const end = isQuoted ? closingQuote(text, at) + 1 : cellEnd(text, at, separator)
    if (end === 0) return undefined
    const raw = isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end)
    cells.push(raw)
    hasBreak ||= isQuoted && /[\r\n]/.test(raw)
    const next = text[end]
    if (next === separator) {
      at = end + 1
      continue
    }
    if (next === undefined || next === '\n' || next === '\r') return { cells, end: lineEnd(text, end), hasBreak }
    return undefined
  }
}

/** -1 where there is none. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1)
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

function cellEnd(text: string, start: number, separator: string): number {
  let at = start
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

/** Behind the line break that ends the line. */
function lineEnd(text: string, start: number): number {
  let at = start
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : Math.min(at + 1, text.length)
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
