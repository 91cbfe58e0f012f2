/** The columns of a file in, what reads a cell's bytes into the record that passes by out: the same values as the plain reader gives. */

import { parseJson } from '../../lib/json.ts'
import type { Field } from '../../model/event.ts'
import type { PassingEvent, Settler } from '../../model/settling.ts'
import type { Value } from '../../model/value.ts'
import { type GivenValues, readCell } from '../rows.ts'
import type { ValueContext, ValueReading } from '../values.ts'
import { ABSENT, type Cells, ESCAPED, LITERAL, SPACE, TEXT } from './cells.ts'
import { makeMemo } from './memo.ts'
import { makeStampReader, type StampReader } from './stamps.ts'

/** False: the row has to be read in the plain way. */
export type ReadBytes = (bytes: Uint8Array, from: number, to: number, form: number) => boolean

export interface CellGround {
  readonly settler: Settler
  readonly context: ValueContext
  readonly given: GivenValues
}

/** What was left blank has its key all the same. */
const BLANK = undefined as unknown as Value

/** One for each column; null where it feeds no field. */
export function makeCellReaders(
  columns: readonly (Field | null)[],
  ground: CellGround,
): (bytes: Uint8Array, cells: Cells) => boolean {
  const { settler } = ground
  const { event } = settler
  for (const name of settler.type.fields.keys()) if (name !== settler.type.idField) event.values[name] = BLANK
  const stamps = makeStampReader(ground.context.zone)
  const withoutColumn = [...settler.type.fields.values()].filter(field => !columns.includes(field)).length
  const readers = columns.map(field => {
    if (!field) return ignored
    return field.name === settler.type.idField ? idReader(ground.given) : readerOf(field, ground, stamps)
  })
  return (bytes, { from, to, form }) => {
    event.blanks = withoutColumn
    for (let at = 0; at < readers.length; at++) {
      const read = readers[at]
      if (read && !read(bytes, from[at] ?? 0, to[at] ?? 0, form[at] ?? ABSENT)) return false
    }
    return true
  }
}

/** A column that feeds no field: in JSON, it must be JSON. */
function ignored(bytes: Uint8Array, from: number, to: number, form: number): boolean {
  return form === TEXT || form === ABSENT || 'cell' in cellOf(bytes, from, to, form)
}

function readerOf(field: Field, ground: CellGround, stamps: StampReader): ReadBytes {
  const { settler, given } = ground
  const { event } = settler
  const plain = plainReader(field, ground)
  // What `values:` maps may be anything.
  if (given.size > 0) return plain
  if (settler.unread.has(field.name)) return unreadText(field, event, plain)
  if (field.type === 'date-time') return stampReader(field.name, event, stamps, plain)
  if (field.type === 'number') return numberReader(field.name, event, plain)
  return plain
}

/** The cell as the plain reader is given it, or that it is no JSON. */
function cellOf(
  bytes: Uint8Array,
  from: number,
  to: number,
  form: number,
): { readonly cell: unknown } | { readonly problem: true } {
  if (form === ABSENT) return { cell: undefined }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8')
  if (form === TEXT) return { cell: text }
  const parsed = parseJson(form === ESCAPED ? `"${text}"` : text)
  return 'value' in parsed ? { cell: parsed.value } : { problem: true }
}

/** By the plain reader, once for each cell that is written alike, as long as there are not too many. */
function plainReader(field: Field, { settler, context, given }: CellGround): ReadBytes {
  const { event } = settler
  const { values, grain } = event
  const { name } = field
  const hasGrain = ['date', 'time', 'date-time', 'list'].includes(field.type)
  let dependsOnDay = false
  const own: ValueContext = {
    ...context,
    on: () => {
      dependsOnDay = true
      return undefined
    },
  }
  const read = (bytes: Uint8Array, from: number, to: number, form: number): ValueReading | undefined => {
    const found = cellOf(bytes, from, to, form)
    if ('problem' in found) return undefined
    dependsOnDay = false
    const reading = readCell(found.cell, field, given, own)
    return dependsOnDay || 'reason' in reading || ('blank' in reading && field.required) ? undefined : reading
  }
  const memo = makeMemo(read)
  return (bytes, from, to, form) => {
    const reading = memo(bytes, from, to, form)
    if (reading === undefined) return false
    if ('blank' in reading) {
      values[name] = BLANK
      event.blanks++
    } else if ('value' in reading) {
      values[name] = reading.value
      if (hasGrain) grain[name] = reading.grain ?? 1
    }
    return true
  }
}

function stampReader(name: string, { values, grain }: PassingEvent, stamps: StampReader, plain: ReadBytes): ReadBytes {
  /** Most columns have one; 0: what stands there is not known. */
  let known = 0
  return (bytes, from, to, form) => {
    const instant = form === TEXT ? stamps.read(bytes, from, to) : Number.NaN
    if (Number.isNaN(instant)) {
      known = 0
      return plain(bytes, from, to, form)
    }
    values[name] = instant
    const own = to - from === 16 ? 60 : 1
    if (own !== known) {
      grain[name] = own
      known = own
    }
    return true
  }
}

const [ZERO, NINE, POINT] = [0x30, 0x39, 0x2e]
const MOST_DIGITS = 15

/** `12`, `12.5`: a decimal of few digits is the quotient of two whole numbers, as exactly as there is one. */
function numberReader(name: string, { values, grain }: PassingEvent, plain: ReadBytes): ReadBytes {
  return (bytes, from, to, form) => {
    if ((form !== TEXT && form !== LITERAL) || to === from || to - from > MOST_DIGITS)
      return plain(bytes, from, to, form)
    let whole = 0
    let point = -1
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0
      if (byte >= ZERO && byte <= NINE) whole = whole * 10 + byte - ZERO
      else if (byte === POINT && point < 0) point = at
      else return plain(bytes, from, to, form)
    }
    const isPadded = bytes[from] === ZERO && to - from > 1 && point !== from + 1
    if (isPadded || point === from || point === to - 1) return plain(bytes, from, to, form)
    values[name] = point < 0 ? whole : whole / 10 ** (to - 1 - point)
    grain[name] = 1
    return true
  }
}

const [HASH, EQUALS, CONTROL_LEAD, DELETE] = [0x23, 0x3d, 0xc2, 0x7f]
/** First bytes of letters that are digits in another width or style, or cannot be seen. */
const DOUBTFUL_LEADS: readonly number[] = [0xc2, 0xe2, 0xef, 0xf0]
const MOST_TEXT = 30_000

/** Text that nobody reads: only that it is one matters. Whatever might be a damaged number, a formula, or nothing at all is looked at. */
function unreadText({ required }: Field, event: PassingEvent, plain: ReadBytes): ReadBytes {
  return (bytes, from, to, form) => {
    if (form !== TEXT) return plain(bytes, from, to, form)
    if (to === from) {
      event.blanks++
      return !required
    }
    const first = bytes[from] ?? 0
    const isDoubtful =
      first <= SPACE ||
      first === HASH ||
      first === EQUALS ||
      (first >= ZERO && first <= NINE) ||
      DOUBTFUL_LEADS.includes(first)
    if (isDoubtful || to - from > MOST_TEXT) return plain(bytes, from, to, form)
    if (!required) return true
    // The white space of Chinese.
    if (first === 0xe3) return plain(bytes, from, to, form)
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0
      if (byte < SPACE || byte === DELETE || byte === CONTROL_LEAD) return plain(bytes, from, to, form)
    }
    return true
  }
}

const LONGEST_ID = 100

/** An id is left where it stands: it must be what it will be called, with nothing in it that is read as something else. */
function idReader(given: GivenValues): ReadBytes {
  return (bytes, from, to, form) => {
    if (given.size > 0 || !isPlainId(bytes, from, to)) return false
    if (form === TEXT) return true
    const isNumber = form === LITERAL && to - from <= MOST_DIGITS && bytes[from] !== ZERO
    return isNumber && isAllDigits(bytes, from, to)
  }
}

function isAllDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) < ZERO || (bytes[at] ?? 0) > NINE) return false
  return true
}

function isPlainId(bytes: Uint8Array, from: number, to: number): boolean {
  if (to === from || to - from > LONGEST_ID) return false
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    // Letters, digits, and of signs - . / : _
    const isSound =
      (byte >= 0x2d && byte <= 0x3a) ||
      (byte >= 0x41 && byte <= 0x5a) ||
      (byte >= 0x61 && byte <= 0x7a) ||
      byte === 0x5f
    if (!isSound) return false
  }
  return true
}
