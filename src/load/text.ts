/** Bytes of a text file in, its text and encoding out; nothing is guessed. */

import { gunzipSync } from 'node:zlib'
import type { Message } from '../model/message.ts'

export type Decoded = { readonly text: string; readonly encoding: string } | { readonly problem: Message }

/** Larger than this when unpacked, a file is refused: it is no office's export. */
const MAXIMUM_BYTES = 1024 ** 3

/** UTF-8 with or without a mark, UTF-16 with one, else GB18030: each read strictly. Packed files are unpacked first. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return unpack(bytes)
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return strict(bytes, ['utf-8'], 'UTF-8 BOM')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return strict(bytes, ['utf-16le'], 'UTF-16LE')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return strict(bytes, ['utf-16be'], 'UTF-16BE')
  return strict(bytes, ['utf-8', 'gb18030'])
}

function unpack(bytes: Uint8Array): Decoded {
  try {
    return decode(gunzipSync(bytes, { maxOutputLength: MAXIMUM_BYTES }))
  } catch (error) {
    const isTooLarge = error instanceof RangeError
    return isTooLarge
      ? { problem: { zh: '解压后超过 1 GiB，拒绝读取', en: 'Unpacks to more than 1 GiB and is refused' } }
      : { problem: { zh: '压缩文件损坏或不完整', en: 'The packed file is damaged or cut short' } }
  }
}

function strict(bytes: Uint8Array, encodings: readonly string[], name?: string): Decoded {
  for (const encoding of encodings) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding: name ?? encoding.toUpperCase() }
    } catch {
      // Not this one: the next is tried, and none is a problem that is told.
    }
  }
  return { problem: { zh: '编码既不是 UTF-8 也不是 GB18030：请另存为“CSV UTF-8”', en: 'Neither UTF-8 nor GB18030: save it as CSV UTF-8' } }
}
