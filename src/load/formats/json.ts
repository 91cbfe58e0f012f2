/** A JSON list of objects, or one object a line (NDJSON), in; headers and rows out. A line that cannot be read is a broken row. */

import { parseJson } from '../../lib/json.ts'
import type { Message } from '../../model/message.ts'
import {
  type Batch,
  type Format,
  MOST_LETTERS,
  type Pieces,
  type Problem,
  type RawRow,
  type Table,
  TOO_LONG,
} from './table.ts'
import { openWindow, type TextWindow } from './window.ts'

export const json: Format = {
  endings: ['json'],
  read: async pieces => tableOf(entriesOf(pieces, elements)),
}

export const ndjson: Format = {
  endings: ['ndjson', 'jsonl'],
  read: async pieces => tableOf(entriesOf(pieces, lines)),
}

/** One entry as it stands, and what it says: undefined where that is no JSON. */
interface Entry {
  readonly row: number
  readonly text: string
  readonly value: unknown
  readonly broken?: Message
}

type Entries = AsyncIterable<readonly Entry[] | Problem>

const NO_OBJECT: Message = { zh: '这一行不是 JSON 对象 {…}', en: 'This line is no JSON object {…}' }
const TOO_DEEP: Message = { zh: '层层嵌套得太深', en: 'It is nested too deeply' }
const TOO_WIDE: Message = { zh: '不同的键太多，不像是记录', en: 'It has too many different keys for records' }

/** What Excel can hold. */
const MOST_COLUMNS = 16_384

/** `keys` are known before the first entry. */
function tableOf(entries: Entries, keys: readonly string[] = []) {
  const columns = new Map(keys.map((key, at) => [key, at]))
  const headers = [...keys]
  const rowOf = ({ row, text, value, broken }: Entry): RawRow => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { row, broken: broken ?? NO_OBJECT, text }
    const cells: unknown[] = []
    for (const [key, cell] of Object.entries(value)) {
      if (isDeeperThan(MOST_LEVELS, cell)) return { row, broken: TOO_DEEP, text }
      let at = columns.get(key)
      if (at === undefined) {
        at = columns.size
        columns.set(key, at)
        headers.push(key)
      }
      cells[at] = cell
    }
    return { row, cells }
  }
  async function* rows(): AsyncIterable<Batch> {
    for await (const batch of entries) {
      if ('problem' in batch) yield batch
      else yield batch.map(rowOf)
      if (headers.length > MOST_COLUMNS) yield { problem: TOO_WIDE }
    }
  }
  return { headers, isOpen: true, rows: rows(), headerRow: 0 } as const
}

/** Undefined: it is no JSON, or none that a program of an office wrote. */
function parse(text: string): unknown {
  const parsed = parseJson(text)
  return 'value' in parsed ? parsed.value : undefined
}

/** A cell is a value, or a list of some; more is no record's. */
const MOST_LEVELS = 8

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(member => isDeeperThan(levels - 1, member))
}

/** The file is let go of however the reading ends. */
async function* entriesOf(pieces: Pieces, read: (window: TextWindow) => Entries): Entries {
  const window = openWindow(pieces)
  try {
    yield* read(window)
  } finally {
    await window.close()
  }
}

/** Each line that is not blank. */
async function* lines(window: TextWindow): Entries {
  let row = 0
  let isInLongLine = false
  for (;;) {
    const text = window.text()
    const found: Entry[] = []
    let at = 0
    while (at < text.length) {
      const end = text.indexOf('\n', at)
      const isOpen = end === -1 && !window.isEnd()
      if (isOpen && !isInLongLine && text.length - at <= MOST_LETTERS) break
      const line = text.slice(at, end === -1 ? text.length : end)
      at = end === -1 ? text.length : end + 1
      if (!isInLongLine) {
        row++
        if (line.length > MOST_LETTERS)
          found.push({ row, text: line.slice(0, MOST_SHOWN), value: undefined, broken: TOO_LONG })
        else if (line.trim() !== '') found.push({ row, text: line, value: parse(line) })
      }
      isInLongLine = isOpen
    }
    if (found.length > 0) yield found
    const problem = window.problem()
    if (problem) yield problem
    if (window.isEnd()) return
    await window.moveOn(at)
  }
}

/** Some lines of a file, each with its number; `keys` are those that the file is known to have. */
export function ndjsonRows(lines: Iterable<readonly [row: number, text: string]>, keys: readonly string[]): Table {
  async function* entries(): Entries {
    const some = [...lines].filter(([, text]) => text.trim() !== '')
    if (some.length > 0) yield some.map(([row, text]) => ({ row, text, value: parse(text) }))
  }
  return tableOf(entries(), keys)
}

/** Of some lines, in the order in which they are met. */
export function ndjsonKeys(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.flatMap(line => Object.keys(asObject(parse(line)))))]
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

/** Letters of a broken line that are kept to show it. */
const MOST_SHOWN = 1000

const NO_LIST: Message = {
  zh: 'JSON 应是对象的列表：[ {…}, {…} ]',
  en: 'The JSON must be a list of objects: [ {…}, {…} ]',
}

function notJson(row: number): Problem {
  return {
    problem: { zh: `不是有效的 JSON：第 ${row} 项读不出来`, en: `Not valid JSON: item ${row} cannot be read` },
  }
}

/** Each element of one list; what is no JSON is a problem of the whole, since nobody can tell where it would go on. */
async function* elements(window: TextWindow): Entries {
  while (!window.isEnd() && window.text().trim() === '') await window.moveOn(window.text().length)
  const open = window.text().search(/\S/)
  if (window.text()[open] !== '[') {
    yield window.problem() ?? { problem: NO_LIST }
    return
  }
  let at = open + 1
  let row = 0
  let isLast = false
  while (!isLast) {
    const text = window.text()
    const found: Entry[] = []
    for (;;) {
      const end: number | undefined = isLast ? undefined : elementEnd(text, at)
      if (end === undefined) break
      const element = text.slice(at, end).trim()
      isLast = text[end] === ']'
      at = end + 1
      if (element === '' && isLast && row === 0) break
      row++
      const value = element.length > MOST_LETTERS ? undefined : parse(element)
      if (value === undefined) {
        yield notJson(row)
        return
      }
      found.push({ row, text: element, value })
    }
    if (found.length > 0) yield found
    if (!isLast && (window.isEnd() || text.length - at > MOST_LETTERS)) {
      yield window.problem() ?? notJson(row + 1)
      return
    }
    await window.moveOn(at)
    at = 0
  }
  for (; window.text() !== '' || !window.isEnd(); await window.moveOn(window.text().length)) {
    if (window.text().trim() === '') continue
    yield notJson(row + 1)
    return
  }
  const problem = window.problem()
  if (problem) yield problem
}

/** Where the comma or the bracket behind an element stands; undefined where neither has come yet. */
function elementEnd(text: string, start: number): number | undefined {
  let depth = 0
  let isInText = false
  for (let at = start; at < text.length; at++) {
    const letter = text[at]
    if (isInText) {
      if (letter === '\\') at++
      else if (letter === '"') isInText = false
    } else if (letter === '"') isInText = true
    else if (letter === '{' || letter === '[') depth++
    else if (depth === 0 && (letter === ',' || letter === ']')) return at
    else if (letter === '}' || letter === ']') depth--
  }
  return undefined
}
