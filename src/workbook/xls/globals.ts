/** The stream of an old workbook in, what its sheets rest on out: their list, shared texts, formats, the day that dates count from. */

import type { Message } from '../../model/message.ts'
import { type NumberFormat, numberFormat } from '../number-format.ts'
import { StopReading } from '../stop-reading.ts'
import { DAMAGED, LOCKED, TOO_MUCH_TEXT } from '../words.ts'
import { type Pieces, piecesOf, RECORD, recordAt, type Stream, type StreamRecord } from './stream.ts'
import { type TextReader, textReader, unicodeText } from './text.ts'

export interface SheetPlace {
  readonly name: string
  readonly isHidden: boolean
  /** Where its records begin, and where those of the next sheet do. */
  readonly from: number
  readonly to: number
}

export interface Globals {
  readonly sheets: readonly SheetPlace[]
  readonly is1904: boolean
  readonly sharedTexts: readonly string[]
  /** By the number of a cell's format: what it makes of a number. */
  readonly formats: readonly NumberFormat[]
  readonly texts: TextReader
}

/** What a stream, or a part of it, begins with. */
const KINDS = { workbook: 0x0005, sheet: 0x0010 } as const
const VERSIONS: Readonly<Record<number, 'excel-97' | 'excel-5'>> = { 1536: 'excel-97', 1280: 'excel-5' }

/** Letters that all shared texts together may have. */
const MOST_LETTERS = 150_000_000

/** Throws `StopReading` where the stream is not sound. */
export function readGlobals(stream: Stream): Globals {
  const begin = recordAt(stream, 0)
  const version = VERSIONS[stream.view.getUint16(begin.from, true)]
  if (begin.type !== RECORD.begin || version === undefined) throw new StopReading(OTHER_VERSION)
  if (stream.view.getUint16(begin.from + 2, true) !== KINDS.workbook) throw new StopReading(OTHER_VERSION)
  const found = collect(stream, begin.to)
  const texts = textReader(stream, version, found.codePage)
  const codes = new Map(
    found.formats.map(record => [
      stream.view.getUint16(record.from, true),
      texts.read(record, 2, version === 'excel-97' ? 2 : 1),
    ]),
  )
  return {
    sheets: sheetPlaces(stream, found.sheets, texts),
    is1904: found.is1904,
    sharedTexts: found.sharedTexts ? readSharedTexts(piecesOf(stream, found.sharedTexts)) : [],
    formats: found.cellFormats.map(id => numberFormat(id, codes.get(id))),
    texts,
  }
}

const OTHER_VERSION: Message = {
  zh: '不是 Excel 5.0 到 2003 的工作簿：请用 Excel 或 WPS 打开，另存为 .xlsx',
  en: 'It is no workbook of Excel 5.0 to 2003: open it in Excel or WPS and save it as .xlsx',
}

interface Found {
  readonly sheets: StreamRecord[]
  readonly formats: StreamRecord[]
  /** The number of the format of each. */
  readonly cellFormats: number[]
  codePage: number | undefined
  sharedTexts: StreamRecord | undefined
  is1904: boolean
}

/** The code page may stand behind what is written in it. */
function collect(stream: Stream, from: number): Found {
  const { view } = stream
  const found: Found = {
    sheets: [],
    formats: [],
    cellFormats: [],
    codePage: undefined,
    sharedTexts: undefined,
    is1904: false,
  }
  for (let at = from; ; ) {
    const record = recordAt(stream, at)
    at = record.to
    switch (record.type) {
      case RECORD.encrypted:
        throw new StopReading(LOCKED)
      case RECORD.codePage:
        found.codePage = view.getUint16(record.from, true)
        break
      case RECORD.dates1904:
        found.is1904 = view.getUint16(record.from, true) === 1
        break
      case RECORD.format:
        found.formats.push(record)
        break
      case RECORD.cellFormat:
        found.cellFormats.push(view.getUint16(record.from + 2, true))
        break
      case RECORD.sheet:
        found.sheets.push(record)
        break
      case RECORD.sharedTexts:
        found.sharedTexts = record
        break
      case RECORD.end:
        return found
    }
  }
}

/** No two sheets share records: so the whole is read once at most, whatever the list of sheets says. */
function sheetPlaces(stream: Stream, records: readonly StreamRecord[], texts: TextReader): readonly SheetPlace[] {
  const { view } = stream
  const listed = records.map(record => ({
    record,
    from: view.getUint32(record.from, true),
    isHidden: (view.getUint8(record.from + 4) & 3) !== 0,
    // Charts and macros have sheets of their own, which hold no cells.
    isOfCells: view.getUint8(record.from + 5) === 0,
  }))
  const starts = [...new Set(listed.map(({ from }) => from))].sort((one, other) => one - other)
  const ends = new Map(starts.map((start, at) => [start, starts[at + 1] ?? stream.bytes.length]))
  const ofCells = listed.filter(one => one.isOfCells)
  if (new Set(ofCells.map(({ from }) => from)).size < ofCells.length) throw new StopReading(DAMAGED)
  return ofCells.map(({ record, from, isHidden }) => {
    const begin = recordAt(stream, from)
    const isSheet = begin.type === RECORD.begin && view.getUint16(begin.from + 2, true) === KINDS.sheet
    if (!isSheet) throw new StopReading(DAMAGED)
    return { name: texts.read(record, 6, 1), isHidden, from: begin.to, to: ends.get(from) ?? from }
  })
}

/** As many as there are: how many there should be is only what the file says of itself. */
function readSharedTexts(pieces: Pieces): readonly string[] {
  pieces.skip(4)
  const count = pieces.four()
  const list: string[] = []
  let letters = 0
  while (list.length < count && !pieces.isAtEnd()) {
    const length = pieces.two()
    letters += length
    if (letters > MOST_LETTERS) throw new StopReading(TOO_MUCH_TEXT)
    list.push(unicodeText(pieces, length))
  }
  return list
}
