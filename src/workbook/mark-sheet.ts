/** A sheet's part in, the same with cells that are to be marked in a style of their own out. */

import type { Message } from '../model/message.ts'
import { cellName, type MergedCells, parseCellName } from './cell.ts'
import type { Comment } from './comments.ts'
import { type Edit, readTags, type Tag, withAttribute } from './patch.ts'

/** What is to be said of a row or of one of its cells. */
export interface Said {
  readonly row: number
  /** Absent: of the row as a whole; it is said at its first cell. */
  readonly column?: number
  readonly text: string
}

export interface MarkedSheet {
  readonly edits: readonly Edit[]
  /** One a cell. */
  readonly comments: readonly Comment[]
  /** The relation to its notes, where it has some. */
  readonly notes?: string
  /** Where the reference to notes is to stand, if there is none. */
  readonly notesAt: number
  readonly prefix: string
}

/** Elements of a sheet that stand behind the reference to its notes. */
const BEHIND_NOTES = new Set([
  'legacyDrawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
])

/** A note holds 32,767 letters; nobody reads so many. */
const MOST_LETTERS = 8000

/** `styleOf` gives the style that marks a cell which has had another. */
export function markSheet(
  text: string,
  said: readonly Said[],
  styleOf: (style: number) => number | undefined,
): MarkedSheet | { readonly problem: Message } {
  const byRow = Map.groupBy(said.map(anchored(mergedCells(text))), ({ row }) => row)
  const edits: Edit[] = []
  const comments: Comment[] = []
  let prefix = ''
  let notes: string | undefined
  let notesAt: number | undefined
  let end = text.length
  let row = 0
  let rowTag: Tag | undefined
  let column = 0
  let waiting = new Map<number, string>()

  const insert = (below: number, from: number) => {
    for (const wanted of [...waiting.keys()].sort((one, other) => one - other)) {
      if (wanted >= below) return
      waiting.delete(wanted)
      const style = styleOf(Number(rowTag?.attributes.s ?? 0))
      if (style !== undefined)
        edits.push({ from, to: from, text: `<${prefix}c r="${cellName(row, wanted)}" s="${style}"/>` })
    }
  }
  const problem = readTags(text, {
    open(tag) {
      const depth = tag.within.length
      if (depth === 0) prefix = tag.prefix
      else if (tag.name === 'row' && tag.within.at(-1) === 'sheetData') {
        row = tag.attributes.r === undefined ? row + 1 : Number(tag.attributes.r)
        rowTag = tag
        column = 0
        waiting = new Map()
        const own = byRow.get(row)
        byRow.delete(row)
        if (own) waiting = told(row, own, firstColumn(text, tag), comments)
      } else if (tag.name === 'c' && tag.within.at(-1) === 'row') {
        column = (tag.attributes.r === undefined ? undefined : parseCellName(tag.attributes.r)?.column) ?? column + 1
        insert(column, tag.from)
        const style = waiting.delete(column) ? styleOf(Number(tag.attributes.s ?? 0)) : undefined
        if (style !== undefined)
          edits.push({
            from: tag.from,
            to: tag.to,
            text: withAttribute(text.slice(tag.from, tag.to), 's', String(style)),
          })
      } else if (depth === 1 && tag.name === 'legacyDrawing') {
        notes = Object.entries(tag.attributes).find(([name]) => /(^|:)id$/.test(name))?.[1]
      } else if (depth === 1 && BEHIND_NOTES.has(tag.name)) notesAt ??= tag.from
    },
    close(name, { from, isSelfClosing }) {
      if (name === 'row' && !isSelfClosing) insert(Infinity, from)
      end = from
    },
  })
  if (problem) return { problem }
  // A row that holds nothing, not even a format, has no cell to colour: what is said stands at its first one.
  for (const [missing, own] of byRow) told(missing, own, 1, comments)
  return { edits, comments, ...(notes === undefined ? {} : { notes }), notesAt: notesAt ?? end, prefix }
}

/** One comment a cell, in order; the cells that are to be marked. */
function told(row: number, said: readonly Said[], first: number, comments: Comment[]): Map<number, string> {
  const byColumn = Map.groupBy(said, ({ column }) => column ?? first)
  const texts = [...byColumn].map(([column, own]) => {
    const whole = [...new Set(own.map(({ text }) => text))].join('\n')
    return [column, whole.length > MOST_LETTERS ? `${whole.slice(0, MOST_LETTERS)}…` : whole] as const
  })
  for (const [column, text] of texts.sort(([one], [other]) => one - other)) comments.push({ row, column, text })
  return new Map(texts)
}

/** The first cell that the row lists. */
function firstColumn(text: string, { to, isSelfClosing }: Tag): number {
  if (isSelfClosing) return 1
  const match = /^\s*<(?:[\w.-]+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]+\d+)["']/.exec(text.slice(to, to + 400))
  return (match?.[1] === undefined ? undefined : parseCellName(match[1])?.column) ?? 1
}

function mergedCells(text: string): readonly MergedCells[] {
  return [...text.matchAll(/<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]+\d+):([A-Z]+\d+)["']/g)].flatMap(
    ([, from = '', to = '']) => {
      const [one, other] = [parseCellName(from), parseCellName(to)]
      return one && other
        ? [{ fromRow: one.row, toRow: other.row, fromColumn: one.column, toColumn: other.column }]
        : []
    },
  )
}

/** Of cells that are shown as one the first is seen: what is said of any is said there. */
function anchored(merged: readonly MergedCells[]): (said: Said) => Said {
  const byColumn = new Map<number, MergedCells[]>()
  for (const range of merged) {
    if (range.toColumn - range.fromColumn > 100) continue
    for (let column = range.fromColumn; column <= range.toColumn; column++) {
      const own = byColumn.get(column) ?? []
      own.push(range)
      byColumn.set(column, own)
    }
  }
  return said => {
    const { row, column } = said
    const range =
      column === undefined
        ? undefined
        : byColumn.get(column)?.find(({ fromRow, toRow }) => row >= fromRow && row <= toRow)
    return range ? { ...said, row: range.fromRow, column: range.fromColumn } : said
  }
}
