/** A text file in; its encoding, its hash and its text piece by piece out. Nothing is guessed, and no file is held whole. */

import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Message } from '../model/message.ts'
import type { Pieces, Problem } from './formats/table.ts'

export interface TextFile {
  readonly encoding: string
  /** Of the bytes as they lie on the disk, packed or not. */
  readonly sha256: string
  /** The text from its beginning, each time it is asked for; a problem ends it. */
  pieces(): Pieces
}

/** Larger than this (unpacked), a file is refused: it is no office's export. */
export const MOST_BYTES = 4 * 1024 ** 3
const PIECE_BYTES = 256 * 1024
/** So much larger than packed, a large text is made to do harm: what people recorded packs ten to one. */
const MOST_RATIO = 100
const LARGE_BYTES = 20 * 1024 ** 2

const TOO_LARGE: Message = { zh: '（解压后）超过 4 GiB，拒绝读取', en: 'Larger than 4 GiB (unpacked), and refused' }
const NOTHING: Message = {
  zh: '里面是空字节，不是文字，拒绝读取：文件没有写完，或已损坏',
  en: 'It holds zero bytes and no text, and is refused: it was not written to its end, or is damaged',
}
const BOMB: Message = {
  zh: '解压后大得不合常理，拒绝读取',
  en: 'Unpacked it would be unreasonably large, and it is refused',
}
const CUT_SHORT: Message = { zh: '压缩文件损坏或不完整', en: 'The packed file is damaged or cut short' }
export const UNREADABLE: Message = {
  zh: '无法读取：请检查文件权限，或是否正被其他程序打开',
  en: 'It cannot be read: see whether you may, and whether another program holds it',
}
const CHANGED: Message = { zh: '读取时文件被改动了：请再试一次', en: 'The file changed while it was read: try again' }
const DAMAGED: Message = {
  zh: '文字有损坏，既不是完好的 UTF-8 也不是 GB18030：请重新导出，另存为“CSV UTF-8”',
  en: 'The text is damaged: neither sound UTF-8 nor GB18030; export it again as CSV UTF-8',
}

/** UTF-8 with or without a mark, UTF-16 with one, else GB18030: the whole file must be sound in it. A packed file is unpacked once. */
export async function openText(path: string): Promise<TextFile | Problem> {
  const looked = await look(path)
  if ('problem' in looked) return looked
  const { sha256, size, marked, isUtf8 } = looked
  const encoding = marked ?? (isUtf8 ? UTF_8 : GB18030)
  if (!isUtf8 && !(await isSound(path, encoding, size))) return { problem: DAMAGED }
  return { encoding: encoding.name, sha256, pieces: () => decoded(path, encoding, size) }
}

interface Encoding {
  readonly name: string
  /** Bytes of the mark before the text. */
  readonly mark: number
  /** Left out: UTF-8, which is known to be sound and is read the quick way. */
  readonly decoder?: string
}

export const UTF_8: Encoding = { name: 'UTF-8', mark: 0 }
const GB18030: Encoding = { name: 'GB18030', mark: 0, decoder: 'gb18030' }
const MARKS: readonly (readonly [readonly number[], Encoding])[] = [
  [[0xef, 0xbb, 0xbf], { name: 'UTF-8 BOM', mark: 3 }],
  [[0xff, 0xfe], { name: 'UTF-16LE', mark: 2, decoder: 'utf-16le' }],
  [[0xfe, 0xff], { name: 'UTF-16BE', mark: 2, decoder: 'utf-16be' }],
]

/** The encoding that the first bytes of a file name. */
export function markedEncoding(first: Uint8Array): Encoding | undefined {
  return MARKS.find(([mark]) => mark.every((byte, at) => first[at] === byte))?.[1]
}

interface Look {
  readonly sha256: string
  /** Unpacked. */
  readonly size: number
  /** The encoding that the first bytes name. */
  readonly marked: Encoding | undefined
  readonly isUtf8: boolean
}

async function look(path: string): Promise<Look | Problem> {
  const hash = createHash('sha256')
  const checker = utf8Checker()
  let size = 0
  let packed = 0
  let first = NO_BYTES
  const onRaw = (raw: Uint8Array): void => {
    packed += raw.length
    hash.update(raw)
  }
  for await (const bytes of bytesOf(path, onRaw)) {
    if ('problem' in bytes) return bytes
    if (first.length < 4) first = Uint8Array.from(joined(first, bytes.subarray(0, 4)))
    if (first.length >= 4 && first.every(byte => byte === 0)) return { problem: NOTHING }
    size += bytes.length
    if (size > MOST_BYTES) return { problem: TOO_LARGE }
    if (size > LARGE_BYTES && size > packed * MOST_RATIO) return { problem: BOMB }
    checker.add(bytes)
  }
  return { sha256: hash.digest('hex'), size, marked: markedEncoding(first), isUtf8: checker.isSound() }
}

const NO_BYTES: Uint8Array = new Uint8Array()

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  return one.length > 0 ? Buffer.concat([one, other]) : other
}

/** Sound as a whole, however it is cut into pieces. */
function utf8Checker() {
  let rest = NO_BYTES
  let isSound = true
  return {
    add(bytes: Uint8Array): void {
      if (!isSound) return
      const whole = joined(rest, bytes)
      const end = wholeLetters(whole)
      isSound = isUtf8(whole.subarray(0, end))
      rest = Uint8Array.from(whole.subarray(end))
    },
    isSound: () => isSound && rest.length === 0,
  }
}

/** How many bytes there are before a letter of UTF-8 that the next piece goes on with. */
function wholeLetters(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= 0 && at >= bytes.length - 3; at--) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) return at + (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > bytes.length ? at : bytes.length
  }
  return bytes.length
}

/** The bytes of a file, unpacked where it is packed; each piece may be overwritten by the next. `onRaw` is told those on the disk. */
async function* bytesOf(
  path: string,
  onRaw: (raw: Uint8Array) => void = () => {},
): AsyncIterable<Uint8Array | Problem> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    const first = new Uint8Array(2)
    await file.read(first, 0, 2, 0)
    const isPacked = first[0] === 0x1f && first[1] === 0x8b
    yield* isPacked ? unpacked(rawBytes(file, onRaw)) : rawBytes(file, onRaw)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    yield { problem: String(error.code).startsWith('Z_') ? CUT_SHORT : UNREADABLE }
  } finally {
    await file?.close()
  }
}

/** Into one buffer: a file of any size leaves no heap of them behind. */
async function* rawBytes(file: FileHandle, onRaw: (raw: Uint8Array) => void): AsyncIterable<Uint8Array> {
  const buffer = Buffer.allocUnsafe(PIECE_BYTES)
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES, at)
    if (bytesRead === 0) return
    at += bytesRead
    const raw = buffer.subarray(0, bytesRead)
    onRaw(raw)
    yield raw
  }
}

async function* unpacked(raw: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const unpacker = createGunzip({ chunkSize: PIECE_BYTES })
  // What goes wrong on the way is thrown where the pieces are taken.
  pipeline(copies(raw), unpacker, () => {})
  yield* unpacker
}

/** The unpacker reads ahead. */
async function* copies(raw: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const piece of raw) yield Uint8Array.from(piece)
}

async function* decoded(path: string, encoding: Encoding, size: number): Pieces {
  const decoder = makeDecoder(encoding)
  let seen = 0
  for await (const bytes of bytesOf(path)) {
    if ('problem' in bytes) {
      yield bytes
      return
    }
    const mark = Math.min(bytes.length, Math.max(0, encoding.mark - seen))
    seen += bytes.length
    const text = decoder(bytes.subarray(mark), seen >= size)
    // What was sound a moment ago is another file now.
    if (text === undefined || seen > size) {
      yield { problem: CHANGED }
      return
    }
    if (text !== '') yield text
  }
  if (seen < size) yield { problem: CHANGED }
}

/** Undefined: not sound in the encoding. */
type Decoder = (bytes: Uint8Array, isLast: boolean) => string | undefined

function makeDecoder({ decoder: name }: Encoding): Decoder {
  if (name === undefined) return utf8Decoder()
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true })
  return (bytes, isLast) => {
    try {
      return decoder.decode(bytes, { stream: !isLast })
    } catch (error) {
      if (error instanceof TypeError) return undefined
      throw error
    }
  }
}

/** Of bytes that are known to be sound, several times as fast as a strict decoder of streams. */
function utf8Decoder(): Decoder {
  let rest: Uint8Array = NO_BYTES
  return bytes => {
    const whole = joined(rest, bytes)
    const end = wholeLetters(whole)
    rest = Uint8Array.from(whole.subarray(end))
    return Buffer.from(whole.buffer, whole.byteOffset, end).toString('utf8')
  }
}

async function isSound(path: string, encoding: Encoding, size: number): Promise<boolean> {
  if (encoding.decoder === undefined || (encoding === GB18030 && (await isDamagedUtf8(path)))) return false
  for await (const piece of decoded(path, encoding, size)) if (typeof piece !== 'string') return false
  return true
}

/** GB18030 also takes the bytes of Chinese UTF-8 with a hole in it, and makes nonsense of them. */
async function isDamagedUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8')
  let [holes, sound] = [0, 0]
  for await (const bytes of bytesOf(path)) {
    if ('problem' in bytes) return false
    const text = decoder.decode(bytes, { stream: true })
    holes += text.match(/\uFFFD/g)?.length ?? 0
    sound += text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0
  }
  // Read as UTF-8, sound GB18030 is nearly all holes; damaged UTF-8 has few.
  return sound > 4 * (holes + decoder.decode().length)
}
