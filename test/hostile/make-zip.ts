/** Parts as they are to be told of in, a ZIP file out that may lie about every one of them. */

import { constants, crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly content?: string | Uint8Array
  /** Instead of `content`: packed already, with what it says of itself. */
  readonly packed?: Packed
  /** What the directory says, where it is not the truth. */
  readonly size?: number
  readonly crc?: number
  /** Its bytes are those of the part at this place, instead of its own. */
  readonly sharesWith?: number
}

export interface Packed {
  readonly bytes: Uint8Array
  readonly size: number
  readonly crc: number
}

export function makeZip(parts: readonly ZipPart[]): Uint8Array {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let length = 0
  const add = (piece: Buffer): void => {
    pieces.push(piece)
    length += piece.length
  }
  for (const part of parts) {
    const { bytes, size, crc } = part.packed ?? pack(part.content ?? '')
    const told = {
      size: part.size ?? size,
      crc: part.crc ?? crc,
      packedSize: bytes.length,
      name: Buffer.from(part.name),
    }
    const offset = part.sharesWith === undefined ? length : (offsets[part.sharesWith] ?? 0)
    offsets.push(offset)
    if (part.sharesWith === undefined) {
      add(Buffer.concat([localHead(told), told.name]))
      add(Buffer.from(bytes))
    }
    directory.push(Buffer.concat([centralHead(told, offset), told.name]))
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...pieces, central, endOfDirectory(parts.length, central.length, length)])
}

interface Told {
  readonly size: number
  readonly crc: number
  readonly packedSize: number
  readonly name: Buffer
}

function fields(total: number, values: readonly (readonly [at: number, bytes: 2 | 4, value: number])[]): Buffer {
  const head = Buffer.alloc(total)
  for (const [at, bytes, value] of values) head.writeUIntLE(value, at, bytes)
  return head
}

const DEFLATED = 8

function localHead({ size, crc, packedSize, name }: Told): Buffer {
  return fields(30, [
    [0, 4, 0x04034b50],
    [4, 2, 20],
    [8, 2, DEFLATED],
    [14, 4, crc],
    [18, 4, packedSize],
    [22, 4, size],
    [26, 2, name.length],
  ])
}

function centralHead({ size, crc, packedSize, name }: Told, offset: number): Buffer {
  return fields(46, [
    [0, 4, 0x02014b50],
    [4, 2, 20],
    [6, 2, 20],
    [10, 2, DEFLATED],
    [16, 4, crc],
    [20, 4, packedSize],
    [24, 4, size],
    [28, 2, name.length],
    [42, 4, offset],
  ])
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  return fields(22, [
    [0, 4, 0x06054b50],
    [8, 2, count],
    [10, 2, count],
    [12, 4, size],
    [16, 4, offset],
  ])
}

export function pack(content: string | Uint8Array): Packed {
  const bytes = Buffer.from(content)
  return { bytes: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) }
}

/** The same text over and over between a head and a tail, without ever holding it. */
export function packRepeated(head: string, unit: string, times: number, tail: string): Packed {
  const flushed = (text: string) => deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH })
  const packedUnit = flushed(unit)
  const bytes = Buffer.concat([flushed(head), ...Array.from({ length: times }, () => packedUnit), deflateRawSync(tail)])
  let crc = crc32(head)
  const raw = Buffer.from(unit)
  for (let turn = 0; turn < times; turn++) crc = crc32(raw, crc)
  return { bytes, size: Buffer.byteLength(head) + raw.length * times + Buffer.byteLength(tail), crc: crc32(tail, crc) }
}

/** The same as gzip. */
export function gzipRepeated(head: string, unit: string, times: number, tail: string): Uint8Array {
  const { bytes, size, crc } = packRepeated(head, unit, times, tail)
  const end = fields(8, [
    [0, 4, crc],
    [4, 4, size % 2 ** 32],
  ])
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]), bytes, end])
}
