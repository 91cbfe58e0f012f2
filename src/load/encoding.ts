/** The bytes of a file that people edit in, its text out; where it is not UTF-8, the words that tell how to save it. */

import type { Message } from '../model/message.ts'

/** Undefined: not UTF-8. A byte order mark is left out. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

export function encodingMessage(bytes: Uint8Array): Message {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const guess = isUtf16 ? 'UTF-16' : looksLikeGb18030(bytes) ? 'GBK（GB18030）' : undefined
  const found = guess
    ? { zh: `看起来是 ${guess}`, en: `it looks like ${isUtf16 ? 'UTF-16' : 'GBK (GB18030)'}` }
    : { zh: '编码不明', en: 'its encoding is not known' }
  return {
    zh: `文件不是 UTF-8 编码，${found.zh}。请用编辑器“另存为”，编码选 UTF-8，再试一次。`,
    en: `The file is not UTF-8; ${found.en}. Save it again with the encoding UTF-8 ('Save as' in the editor).`,
  }
}

function looksLikeGb18030(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}
