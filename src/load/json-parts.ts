/** The bytes of a JSON file in, where its parts stand out, so that a large file is read part by part and never held as values whole. */

import { type ParsedJson, parseJson } from '../lib/json.ts'
import type { Message } from '../model/message.ts'
import { decodeUtf8 } from './encoding.ts'

/** Where a value stands among the bytes; the end is not of it. */
export interface JsonPart {
  readonly start: number
  readonly end: number
}

/** The file without its mark. */
export function wholeOf(bytes: Uint8Array): JsonPart {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return { start: isMarked ? 3 : 0, end: bytes.length }
}

/** Of one object the parts by key, the last of several; undefined where it is no whole object. */
export function membersOf(bytes: Uint8Array, whole: JsonPart): ReadonlyMap<string, JsonPart> | undefined {
  const members = new Map<string, JsonPart>()
  let key: string | undefined
  for (const { part, isKey } of walk(bytes, whole, '{')) {
    if (!part) return undefined
    if (isKey) {
      const name = parsePart(bytes, part)
      if (!('value' in name) || typeof name.value !== 'string') return undefined
      key = name.value
    } else if (key === undefined || members.size >= MOST_MEMBERS) return undefined
    else members.set(key, part)
  }
  return members
}

/** Of a list its members in order; `undefined` is the last one where it is no whole list. */
export function* itemsOf(bytes: Uint8Array, whole: JsonPart): Generator<JsonPart | undefined> {
  for (const { part } of walk(bytes, whole, '[')) yield part
}

export function parsePart(bytes: Uint8Array, { start, end }: JsonPart, mostValues?: number): ParsedJson {
  const text = decodeUtf8(bytes.subarray(start, end))
  return text === undefined ? { problem: NOT_UTF8 } : parseJson(text, mostValues)
}

const NOT_UTF8: Message = { zh: '不是 UTF-8 编码', en: 'is not UTF-8' }
/** An object of more has no names that anybody gave. */
const MOST_MEMBERS = 10_000

interface Step {
  readonly part?: JsonPart
  readonly isKey?: boolean
}

const [QUOTE, BACKSLASH, COMMA, COLON] = ['"', '\\', ',', ':'].map(sign => sign.charCodeAt(0))
const CLOSING = { '{': '}', '[': ']' } as const

/** Each member in turn; a step without a part says that the value is not whole. */
function* walk(bytes: Uint8Array, { start, end }: JsonPart, opening: '{' | '['): Generator<Step> {
  const last = afterWhite(bytes, start)
  if (bytes[last] !== opening.charCodeAt(0)) return yield {}
  const closing = CLOSING[opening].charCodeAt(0)
  let at = afterWhite(bytes, last + 1)
  for (let isFirst = true; bytes[at] !== closing || !isFirst; isFirst = false) {
    if (opening === '{') {
      const key = { start: at, end: valueEnd(bytes, at) }
      const colon = afterWhite(bytes, key.end)
      if (bytes[at] !== QUOTE || bytes[colon] !== COLON) return yield {}
      yield { part: key, isKey: true }
      at = afterWhite(bytes, colon + 1)
    }
    const value = { start: at, end: valueEnd(bytes, at) }
    if (value.end <= value.start || value.end > end) return yield {}
    yield { part: value }
    at = afterWhite(bytes, value.end)
    if (bytes[at] === closing) break
    if (bytes[at] !== COMMA) return yield {}
    at = afterWhite(bytes, at + 1)
  }
  if (Math.min(end, afterWhite(bytes, at + 1)) < end || bytes[at] !== closing) yield {}
}

/** Behind the value that starts there; where it has no end, behind the last byte of all. */
function valueEnd(bytes: Uint8Array, start: number): number {
  let depth = 0
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) at = closingQuote(bytes, at)
    // Square and curly brackets differ from each other in one bit.
    else if ((byte | 0x20) === 0x7b) depth++
    else if ((byte | 0x20) === 0x7d) {
      if (depth === 0) return at
      depth--
    } else if (depth === 0 && (byte === COMMA || byte === COLON)) return at
    if (depth === 0 && (byte === QUOTE || (byte | 0x20) === 0x7d)) return at + 1
  }
  return bytes.length + 1
}

function closingQuote(bytes: Uint8Array, open: number): number {
  let at = open + 1
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}

function afterWhite(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length && isWhite(bytes[at])) at++
  return at
}

function isWhite(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
}
