/** The `published.json` of a rule pack in, the numbers as they were published out; and back into its text. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseDay } from '../calendar/day.ts'
import { isMap } from '../lib/map.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import { PUBLISHED_FILE, type PublishedNumbers, type PublishedValue } from '../model/published.ts'
import { decodeUtf8 } from './encoding.ts'
import { problem, wholeFile } from './problem.ts'
import { readBytes, shownName } from './source-file.ts'

export interface PublishedReading {
  /** Absent where the pack was never published, or the file cannot be read. */
  readonly published?: PublishedNumbers
  readonly diagnostics: readonly Diagnostic[]
}

/** `displayRoot`: the file is named relative to it. */
export function loadPublished(directory: string, displayRoot: string): PublishedReading {
  const path = join(directory, PUBLISHED_FILE)
  if (!existsSync(path)) return { diagnostics: [] }
  const bytes = readBytes(path)
  const text = bytes && decodeUtf8(bytes)
  const found = text === undefined ? NOT_READ : publishedOf(text)
  if (!('zh' in found)) return { published: found, diagnostics: [] }
  const message = {
    zh: `${found.zh}。请从版本库取回这个文件，或用 yardstick check --publish 重新生成。`,
    en: `${found.en}. Take the file back from version control, or make it anew with yardstick check --publish.`,
  }
  return { diagnostics: [problem('published-unreadable', wholeFile(shownName(path, displayRoot)), message)] }
}

const NOT_READ: Message = { zh: '无法读取', en: 'It cannot be read' }
const NOT_SO: Message = { zh: '内容不是公布时的数', en: 'Its content is not that of published numbers' }

function publishedOf(text: string): PublishedNumbers | Message {
  const value = parsed(text)
  if (value === undefined) return { zh: '不是完整的 JSON', en: 'It is not whole JSON' }
  if (!isMap(value) || !isMap(value.numbers)) return NOT_SO
  const { pack, version, on } = value
  if (typeof pack !== 'string' || typeof version !== 'string' || !isDay(on)) return NOT_SO
  const numbers: [string, readonly (readonly [string | null, PublishedValue])[]][] = []
  for (const [id, own] of Object.entries(value.numbers)) {
    const entries: readonly (readonly [string | null, unknown])[] = isMap(own) ? Object.entries(own) : [[null, own]]
    const isSound = entries.every(([from, one]) => (from === null || isDay(from)) && isValue(one))
    if (!isSound) return { zh: `“${id}”的值读不出`, en: `The value of '${id}' cannot be read` }
    numbers.push([id, entries as readonly (readonly [string | null, PublishedValue])[]])
  }
  return { pack, version, on, numbers: new Map(numbers) }
}

/** One number a line, in order of its name, so that a change is a line in a comparison of two versions. */
export function publishedText({ pack, version, on, numbers }: PublishedNumbers): string {
  const lines = [...numbers]
    .toSorted(([one], [other]) => compareText(one, other))
    .map(([id, entries]) => `    ${JSON.stringify(id)}: ${valueText(entries)}`)
  const head = { pack, version, on }
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "numbers": {\n${lines.join(',\n')}\n  }\n}\n`
}

function valueText(entries: readonly (readonly [string | null, PublishedValue])[]): string {
  const [first] = entries
  if (!first || first[0] === null) return JSON.stringify(first?.[1] ?? null)
  return `{ ${entries.map(([from, value]) => `${JSON.stringify(from)}: ${JSON.stringify(value)}`).join(', ')} }`
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && parseDay(value) !== undefined
}

function isValue(value: unknown): value is PublishedValue {
  return value === null || typeof value === 'string' || typeof value === 'number'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}
