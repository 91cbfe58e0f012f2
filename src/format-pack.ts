/**
 * A rule pack's folder in, the text of its files in their canonical form out: what a keyboard did to them mended, titles
 * where ids belong turned into ids, durations in one spelling, line ends and blank lines in order. Comments and layout stay.
 */

import { resolve } from 'node:path'
import { formatDuration, parseDuration } from './calendar/duration.ts'
import { compile } from './compile/index.ts'
import { inOrder } from './lib/diagnostic-order.ts'
import { isMap } from './lib/map.ts'
import { checkKeyboard } from './load/keyboard.ts'
import { loadPack } from './load/pack.ts'
import { parseYaml } from './load/yaml.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { PathPart, Place, RuleFile } from './model/source.ts'

export interface FormatPackRequest {
  readonly pack: string
  readonly workingDirectory: string
}

export interface FormattedFile {
  /** As loaded. */
  readonly file: string
  readonly text: string
  /** Lines that read otherwise than before. */
  readonly changes: readonly LineChange[]
}

export interface LineChange {
  readonly line: number
  readonly was: string
  readonly becomes: string
}

export interface FormatPackResult {
  /** Files that are not in their form yet. */
  readonly files: readonly FormattedFile[]
  readonly count: number
  /** What is still wrong afterwards, and no formatting can mend. */
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
}

/** Packs that this one extends are left alone. */
export function formatPack({ pack, workingDirectory }: FormatPackRequest): FormatPackResult {
  const { files: loaded, sha256, diagnostics: unread } = loadPack(resolve(workingDirectory, pack), workingDirectory)
  const top = Math.max(0, ...loaded.map(file => file.layer ?? 0))
  const isOwn = (file: RuleFile) => (file.layer ?? 0) === top
  const tidied = loaded.map(file => (isOwn(file) ? withText(file, tidy(file)) : file))

  const renames: Rename[] = []
  const meant = (place: Place, id: string) => void renames.push({ span: place.span('value'), becomes: id })
  compile(tidied, { sha256, meant })
  for (const file of tidied.filter(isOwn)) if (!file.isTest) renames.push(...durationsIn(file))
  const formatted = tidied.map(file => {
    const own = renames.filter(({ span }) => span.file === file.file)
    return isOwn(file) && own.length > 0 ? withText(file, renamed(file.text, own)) : file
  })

  const { diagnostics } = compile(formatted, { sha256 })
  const stillWrong = new Map(formatted.map(file => [file.file, linesBlamed(file)]))
  // Mistakes of reading are found anew, but for those of the folder itself.
  const isStillThere = ({ span }: Diagnostic) => stillWrong.get(span.file)?.has(span.line) ?? true
  const told = [...unread.filter(isStillThere), ...diagnostics]
  const files = formatted.flatMap((file, at): readonly FormattedFile[] => {
    const before = loaded[at]?.text ?? ''
    return file.text === before ? [] : [{ file: file.file, text: file.text, changes: changesOf(before, file.text) }]
  })
  return {
    files,
    count: formatted.filter(isOwn).length,
    diagnostics: inOrder(told).filter(({ severity }) => severity === 'error'),
    texts: new Map(formatted.map(file => [file.file, file.text])),
  }
}

function withText(file: RuleFile, text: string): RuleFile {
  if (text === file.text) return file
  const { file: read } = parseYaml(text, file.file, file.isTest)
  const { profile, layer } = file
  return { ...read, ...(profile === undefined ? {} : { profile }), ...(layer === undefined ? {} : { layer }) }
}

function linesBlamed({ text, file, isTest }: RuleFile): ReadonlySet<number> {
  return new Set(parseYaml(text, file, isTest).diagnostics.map(({ span }) => span.line))
}

// --- the keyboard, line ends, blank lines ---------------------------------------------------------------------------

function tidy({ text, file, isTest }: RuleFile): string {
  const mended = checkKeyboard(text, file).text
  const tidied = `${mended
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map(withoutTail)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
    .trimEnd()}\n`
  // Within a block of text the blanks may mean something; then they stay.
  if (tidied === mended) return tidied
  const value = (one: string) => JSON.stringify(parseYaml(one, file, isTest).file.value)
  return value(tidied) === value(mended) ? tidied : mended
}

function withoutTail(line: string): string {
  let end = line.length
  while (end > 0 && ' \t'.includes(line.charAt(end - 1))) end--
  return line.slice(0, end)
}

// --- ids and durations ----------------------------------------------------------------------------------------------

interface Rename {
  readonly span: Diagnostic['span']
  readonly becomes: string
}

/** Words for people stay as they are written. */
const PROSE = new Set(['title', 'note', 'text', 'reason', 'zh', 'en', 'choices', 'aliases', 'sources'])
const HAN = /\p{Script=Han}/u

/** `30分钟` is `30 minutes`. */
function durationsIn(file: RuleFile): readonly Rename[] {
  const walk = (value: unknown, path: readonly PathPart[]): readonly Rename[] => {
    if (Array.isArray(value)) return value.flatMap((one, at) => walk(one, [...path, at]))
    if (isMap(value))
      return Object.entries(value).flatMap(([key, one]) => (PROSE.has(key) ? [] : walk(one, [...path, key])))
    const duration = typeof value === 'string' && HAN.test(value) ? parseDuration(value) : undefined
    return duration ? [{ span: file.locate(path, 'value'), becomes: formatDuration(duration, 'en') }] : []
  }
  return walk(file.value, [])
}

function renamed(text: string, renames: readonly Rename[]): string {
  const lines = text.split('\n')
  const places = new Map(renames.map(one => [`${one.span.line}:${one.span.column}`, one]))
  const inReverse = [...places.values()].toSorted((one, other) => other.span.column - one.span.column)
  for (const { span, becomes } of inReverse) {
    const line = lines[span.line - 1] ?? ''
    const start = span.column - 1
    lines[span.line - 1] = line.slice(0, start) + becomes + line.slice(start + (span.length ?? 0))
  }
  return lines.join('\n')
}

/** No line is added or taken away but blank ones: the others pair off in order. */
function changesOf(before: string, after: string): readonly LineChange[] {
  const was = linesWithWords(before)
  return linesWithWords(after).flatMap(({ line, text }, at) => {
    const old = was[at]?.text ?? ''
    return old === text ? [] : [{ line, was: old, becomes: text }]
  })
}

function linesWithWords(text: string): readonly { readonly line: number; readonly text: string }[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .map((line, at) => ({ line: at + 1, text: line.trimEnd() }))
    .filter(({ text: line }) => line !== '')
}
