/** Bytes of a text file in, its text and encoding out; nothing is guessed. */

import { gunzipSync } from 'node:zlib'
import type { Message } from '../model/message.ts'

export type Decoded = { readonly text: string; readonly encoding: string } | { readonly problem: Message }

/** Larger than this (unpacked), a file is refused: it is no office's export, and would not fit into one text. */
export const MOST_BYTES = 400 * 1024 ** 2

const TOO_LARGE: Message = { zh: '（解压后）超过 400 MiB，拒绝读取', en: 'Larger than 400 MiB (unpacked), and refused' }

/** UTF-8 with or without a mark, UTF-16 with one, else GB18030: each read strictly. A packed file is unpacked once. */
export function decode(bytes: Uint8Array): Decoded {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
  const plain = isPacked ? unpack(bytes) : bytes
  if ('problem' in plain) return plain
  return plain.length > MOST_BYTES ? { problem: TOO_LARGE } : decodeText(plain)
}

function unpack(bytes: Uint8Array): Uint8Array | { readonly problem: Message } {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES })
  } catch (error) {
    if (error instanceof RangeError) return { problem: TOO_LARGE }
    return { problem: { zh: '压缩文件损坏或不完整', en: 'The packed file is damaged or cut short' } }
  }
}

function decodeText(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return named(strict(bytes, 'utf-8'), 'UTF-8 BOM')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return named(strict(bytes, 'utf-16le'), 'UTF-16LE')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return named(strict(bytes, 'utf-16be'), 'UTF-16BE')
  const text = strict(bytes, 'utf-8')
  if (text !== undefined) return { text, encoding: 'UTF-8' }
  return named(isDamagedUtf8(bytes) ? undefined : strict(bytes, 'gb18030'), 'GB18030')
}

function named(text: string | undefined, encoding: string): Decoded {
  if (text !== undefined) return { text, encoding }
  return {
    problem: {
      zh: '文字有损坏，既不是完好的 UTF-8 也不是 GB18030：请重新导出，另存为“CSV UTF-8”',
      en: 'The text is damaged: neither sound UTF-8 nor GB18030; export it again as CSV UTF-8',
    },
  }
}

function strict(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** GB18030 also takes the bytes of Chinese UTF-8 with a hole in it, and makes nonsense of them. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const holes = text.match(/\uFFFD/g)?.length ?? 0
  const sound = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0
  // Read as UTF-8, sound GB18030 is nearly all holes; damaged UTF-8 has few.
  return sound > 4 * holes
}
