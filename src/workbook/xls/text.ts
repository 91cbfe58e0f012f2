/** Texts of an old workbook in, as its version keeps them: Unicode since Excel 97, before that bytes of a code page. */

import type { Message } from '../../model/message.ts'
import { StopReading } from '../stop-reading.ts'
import { DAMAGED } from '../words.ts'
import { type Pieces, piecesOf, type Stream, type StreamRecord } from './stream.ts'

export interface TextReader {
  /** `skip` bytes of the record stand before the text, whose length takes one byte or two. */
  read(record: StreamRecord, skip: number, lengthBytes: 1 | 2): string
}

const UNICODE = 1200

/** `codePage` is absent where the workbook does not name any. */
export function textReader(stream: Stream, version: 'excel-97' | 'excel-5', codePage: number | undefined): TextReader {
  if (version === 'excel-97') {
    return {
      read(record, skip, lengthBytes) {
        const pieces = piecesOf(stream, record)
        pieces.skip(skip)
        return unicodeText(pieces, lengthBytes === 1 ? pieces.byte() : pieces.two())
      },
    }
  }
  const decode = decoder(codePage)
  return {
    read({ from, to }, skip, lengthBytes) {
      const start = from + skip + lengthBytes
      if (start > to) throw new StopReading(DAMAGED)
      const length = lengthBytes === 1 ? (stream.bytes[start - 1] ?? 0) : stream.view.getUint16(start - 2, true)
      if (start + length > to) throw new StopReading(DAMAGED)
      return decode(stream.bytes.subarray(start, start + length))
    },
  }
}

/** Runs of rich text are joined; how Chinese characters are pronounced is left out. */
export function unicodeText(pieces: Pieces, length: number): string {
  const flags = pieces.byte()
  const runs = flags & 8 ? pieces.two() : 0
  const extra = flags & 4 ? pieces.four() : 0
  const text = pieces.letters(length, (flags & 1) === 1)
  pieces.skip(4 * runs + extra)
  return text
}

/** Windows' numbers of the encodings that offices have used; others are read as far as their letters are ASCII. */
const ENCODINGS: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  [UNICODE]: 'utf-16le',
  ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [1250 + at, `windows-${1250 + at}`])),
  10000: 'macintosh',
  32768: 'macintosh',
  32769: 'windows-1252',
  54936: 'gb18030',
  65001: 'utf-8',
}

function decoder(codePage: number | undefined): (bytes: Uint8Array) => string {
  const encoding = codePage === undefined ? undefined : ENCODINGS[codePage]
  const strict = new TextDecoder(encoding ?? 'utf-8', { fatal: true, ignoreBOM: true })
  return bytes => {
    if (encoding === undefined && bytes.some(byte => byte > 0x7f)) throw new StopReading(UNKNOWN_LETTERS)
    try {
      return strict.decode(bytes)
    } catch (error) {
      if (error instanceof TypeError) throw new StopReading(UNKNOWN_LETTERS)
      throw error
    }
  }
}

const UNKNOWN_LETTERS: Message = {
  zh: '旧格式的文字编码不明：请用 Excel 或 WPS 打开，另存为 .xlsx',
  en: 'The encoding of its texts cannot be told: open it in Excel or WPS and save it as .xlsx',
}
