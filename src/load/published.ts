/** The `published.json` of a rule pack in, the numbers as they were published out; and back into its text. */

import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { parseDay } from '../calendar/day.ts'
import { parseJson } from '../lib/json.ts'
import { isMap } from '../lib/map.ts'
import { compareText } from '../lib/order.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import { PUBLISHED_FILE, type PublishedNumbers, type PublishedValue } from '../model/published.ts'
import { decodeUtf8 } from './encoding.ts'
import { named, problem, wholeFile } from './problem.ts'
import { shownName } from './source-file.ts'
import { MOST_MADE, readWhole } from './whole-file.ts'

export interface PublishedReading {
  /** Absent where the pack was never published, or the file cannot be read. */
  readonly published?: PublishedNumbers
  readonly diagnostics: readonly Diagnostic[]
  /** Where a number stands in the file. */
  span(id: string): Span
}

export interface PublishedQuestion {
  /** The folder of the pack, which may hold its own. */
  readonly directory: string
  /** Another file that is asked for by name. */
  readonly against?: string
  /** The id of the pack that is checked, where it is known. */
  readonly pack?: string
  /** The file is named relative to it. */
  readonly displayRoot: string
}

export function loadPublished({ directory, against, pack, displayRoot }: PublishedQuestion): PublishedReading {
  const path = against ?? join(directory, PUBLISHED_FILE)
  const name = shownName(path, displayRoot)
  if (against === undefined && !lstatSync(path, { throwIfNoEntry: false }))
    return { diagnostics: [], span: () => wholeFile(name) }
  const read = readWhole(path, { mostMebibytes: MOST_MADE, ...(against === undefined ? { folder: directory } : {}) })
  const text = 'bytes' in read ? decodeUtf8(read.bytes) : undefined
  const found = 'problem' in read ? named(name, read.problem) : text === undefined ? NOT_READ : publishedOf(text)
  const span = (id: string) => spanOf(id, name, text ?? '')
  if (!('zh' in found) && pack !== undefined && found.pack !== pack) {
    const message = {
      zh: `这是规则包“${found.pack}”公布时的数，不是“${pack}”的，无法对照。请换成它自己的，或用 yardstick check --publish 生成。`,
      en: `These are the published numbers of the pack '${found.pack}', not of '${pack}': nothing can be held against them. Take its own, or make them with yardstick check --publish.`,
    }
    return { diagnostics: [problem('published-unreadable', wholeFile(name), message)], span }
  }
  if (!('zh' in found)) return { published: found, diagnostics: [], span }
  const message = {
    zh: `${found.zh}。请从版本库取回这个文件，或用 yardstick check --publish 重新生成。`,
    en: `${found.en}. Take the file back from version control, or make it anew with yardstick check --publish.`,
  }
  return { diagnostics: [problem('published-unreadable', wholeFile(name), message)], span }
}

/** One number a line. */
function spanOf(id: string, file: string, text: string): Span {
  const key = JSON.stringify(id)
  const lines = text.split('\n')
  const at = lines.findIndex(line => line.trimStart().startsWith(`${key}:`))
  if (at < 0) return wholeFile(file)
  return { file, line: at + 1, column: (lines[at] ?? '').indexOf(key) + 1, length: key.length }
}

const NOT_READ: Message = { zh: '无法读取', en: 'It cannot be read' }
const NOT_SO: Message = { zh: '内容不是公布时的数', en: 'Its content is not that of published numbers' }

function publishedOf(text: string): PublishedNumbers | Message {
  const parsed = parseJson(text)
  if ('problem' in parsed) return { zh: parsed.problem.zh, en: `It ${parsed.problem.en}` }
  const { value } = parsed
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
