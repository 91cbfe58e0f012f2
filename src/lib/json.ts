/** JSON text in, its value out; what is nested so deeply, or holds so much, that no program of an office wrote it is refused before it is read. */

import type { Message } from '../model/message.ts'

/** With how many values it holds, at most. */
export type ParsedJson = { readonly value: unknown; readonly count: number } | { readonly problem: Message }

const DEEPEST_NESTING = 64
/** Each takes some forty bytes of memory, however few of the file. */
const MOST_VALUES = 2_000_000

/** The words of the problem follow on the name of the file or the number of the line. */
export function parseJson(text: string, mostValues: number = MOST_VALUES): ParsedJson {
  const count = countValues(text, mostValues)
  if (typeof count === 'object') return { problem: count }
  try {
    return { value: JSON.parse(text), count }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { problem: NOT_JSON }
  }
}

const NOT_JSON: Message = { zh: '不是完整的 JSON', en: 'is not whole JSON' }
const TOO_DEEP: Message = { zh: '嵌套太深，拒绝读取', en: 'is nested too deeply and is refused' }
const TOO_MUCH: Message = { zh: '内容多得不合常理，拒绝读取', en: 'holds too much and is refused' }

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c

/** Brackets and commas outside of texts, counted without building anything. */
function countValues(text: string, most: number): number | Message {
  let depth = 0
  let values = 1
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === QUOTE) at = closingQuote(text, at)
    // Square and curly ones differ from each other in one bit.
    else if ((letter | 0x20) === 0x7b) {
      if (++depth > DEEPEST_NESTING) return TOO_DEEP
      values++
    } else if ((letter | 0x20) === 0x7d) depth--
    else if (letter === COMMA) values++
    if (values > most) return TOO_MUCH
  }
  return values
}

/** The length of the text where there is none. */
function closingQuote(text: string, open: number): number {
  let at = open + 1
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1
  return at
}
