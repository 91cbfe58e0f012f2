/** The text of a YAML file in, its plain value with the place of every part out; what cannot be read is told and located. */

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import type { Part, PathPart, RuleFile } from '../model/source.ts'
import { decodeUtf8, encodingMessage } from './encoding.ts'
import { checkKeyboard } from './keyboard.ts'
import { mendLayout } from './layout.ts'
import { problem } from './problem.ts'

/** Values that aliases may stand for, in all of a file: enough for any pack, too few for an alias bomb. */
const MOST_ALIASED_VALUES = 10_000
const DEEPEST_NESTING = 100
/** Commas, brackets, colons and lines: each makes a value that takes two thousand bytes while it is read. The largest file of the shipped pack has 8,000. */
const MOST_ENTRIES = 40_000

export interface YamlReading {
  /** Absent where the bytes are no text. Its `blamed` lines and `broken` say what its diagnostics are about. */
  readonly file?: RuleFile
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads the bytes of a file; `name` is what diagnostics print. */
export function readYaml(bytes: Uint8Array, name: string, isTest = false): YamlReading {
  const text = decodeUtf8(bytes)
  if (text !== undefined) return parseYaml(text, name, isTest)
  const span = { file: name, line: 1, column: 1 }
  return { diagnostics: [problem('file-encoding', span, encodingMessage(bytes))] }
}

/** Mistakes of the keyboard are told and mended first, so that the rest is read as it was meant. */
export function parseYaml(text: string, name: string, isTest = false): Required<YamlReading> {
  const refusal = whyNotTried(text)
  if (refusal) return refused({ name, text, isTest }, [problem('yaml-syntax', startOf(name), refusal)])
  const controls = controlCharacters(text, name)
  if (controls.length > 0) return refused({ name, text, isTest }, controls)
  const keyboard = checkKeyboard(text, name)
  // Most files can be read as they are: only where YAML objects is anything tried.
  const firstLines = new LineCounter()
  const first = keyboard.text === text ? parseTried(text, firstLines) : parse(keyboard.text, firstLines)
  const isFine = 'contents' in first && first.errors.length === 0
  const layout = isFine ? undefined : mendLayout(keyboard.text, name, objections)
  const mended = layout?.text ?? keyboard.text
  const lines = layout ? new LineCounter() : firstLines
  const spanAt = (start: number, end: number): Span => spanOf(name, lines, mended, start, end)
  const document = layout ? parse(mended, lines) : first
  const blamed = new Set([...keyboard.lines, ...(layout?.lines ?? [])])
  const diagnostics = [
    ...keyboard.diagnostics,
    ...(layout?.diagnostics ?? []).filter(({ span }) => !keyboard.lines.has(span.line)),
  ]
  const tell = (diagnostic: Diagnostic): void => {
    if (blamed.has(diagnostic.span.line)) return
    blamed.add(diagnostic.span.line)
    diagnostics.push(diagnostic)
  }
  if (!('contents' in document)) {
    tell(problem('yaml-syntax', startOf(name), document))
    return refused({ name, text, isTest }, diagnostics)
  }
  const quotes = quotesIn(document)
  for (const error of [...document.errors, ...document.warnings]) {
    const quote = openQuote(error, quotes)
    const [start, end] = quote ?? error.pos
    tell(syntaxError(spanAt(start, end), wordsFor(error)))
    // It swallows the rest of the file: nothing that follows can be judged.
    if (quote) break
  }
  let written: readonly string[] | undefined
  const lineAt = (line: number): string => {
    written ??= mended.split(/\r\n|\r|\n/)
    return written[line - 1] ?? ''
  }
  const { value, isBroken } = toPlain(document, spanAt, lineAt, tell)
  const broken = isBroken || document.errors.length > 0 || document.warnings.length > 0
  const locateIn: RuleFile['locate'] = (path, part) => locate(document, path, part, spanAt)
  return {
    file: { file: name, text, value, isTest, blamed, broken, locate: locateIn },
    diagnostics: diagnostics.toSorted((one, other) => one.span.line - other.span.line),
  }
}

/** What is not even tried to be read. */
function refused(
  { name, text, isTest }: { readonly name: string; readonly text: string; readonly isTest: boolean },
  diagnostics: readonly Diagnostic[],
): Required<YamlReading> {
  const blamed = new Set(diagnostics.map(({ span }) => span.line))
  const locate = () => startOf(name)
  return { file: { file: name, text, value: null, isTest, blamed, broken: true, locate }, diagnostics }
}

function startOf(file: string): Span {
  return { file, line: 1, column: 1 }
}

/** So many lines of a damaged file show where. */
const MOST_DAMAGED = 20

/** Control characters, and what turns the direction of writing. */
const UNSEEN = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

function unseenMessage(text: string, at: number): Message {
  const name = `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`
  return {
    zh: `这里有看不见的控制字符（${name}）：文件损坏了，或内容抄自别处。请删去，或从备份取回。`,
    en: `An unseen control character (${name}) stands here: the file is damaged, or what it says was copied from elsewhere. Take it out, or take the file back from a copy.`,
  }
}

const UNSEEN_ON_A_LINE = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/** YAML's reader does not mind them, and no editor shows them. */
function controlCharacters(text: string, file: string): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  if (!UNSEEN_ON_A_LINE.test(text)) return found
  for (const [at, line] of text.split(/\r\n|\r|\n/).entries()) {
    const column = line.search(UNSEEN)
    if (column < 0) continue
    const place = { file, line: at + 1, column: column + 1, length: 1 }
    found.push(problem('yaml-syntax', place, unseenMessage(line, column)))
    if (found.length >= MOST_DAMAGED) break
  }
  return found
}

/** The lines that YAML objects to, in order. */
function objections(text: string): readonly number[] {
  const lines = new LineCounter()
  const document = parse(text, lines)
  if (!('contents' in document)) return []
  const quotes = quotesIn(document)
  return document.errors
    .map(error => lines.linePos((openQuote(error, quotes) ?? error.pos)[0]).line)
    .toSorted((one, other) => one - other)
}

type SpanAt = (start: number, end: number) => Span

/** Or why it is not even tried. */
function parse(text: string, lines: LineCounter): Document.Parsed | Message {
  return whyNotTried(text) ?? parseTried(text, lines)
}

function parseTried(text: string, lines: LineCounter): Document.Parsed {
  return parseDocument(text, { lineCounter: lines, uniqueKeys: false, strict: true, prettyErrors: false })
}

function whyNotTried(text: string): Message | undefined {
  if (isTooDeep(text)) return TOO_DEEP
  return entries(text) > MOST_ENTRIES ? TOO_MUCH : undefined
}

const BRACKET = /[[\]{}]/g
const TOO_MANY_DASHES = new RegExp(`^ *(?:[-?] +){${DEEPEST_NESTING + 1}}`, 'm')
const TOO_WIDE_AN_INDENT = new RegExp(`^ {${(DEEPEST_NESTING + 1) * 10}}`, 'm')

/** An upper bound: brackets and dashes in a row, and the deepest indentation. */
function isTooDeep(text: string): boolean {
  let open = 0
  BRACKET.lastIndex = 0
  while (BRACKET.test(text)) {
    const sign = text[BRACKET.lastIndex - 1]
    if (sign === '[' || sign === '{') open++
    else if (open > 0) open--
    if (open > DEEPEST_NESTING) return true
  }
  return TOO_MANY_DASHES.test(text) || TOO_WIDE_AN_INDENT.test(text)
}

/** An upper bound too. */
function entries(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (letter === ',' || letter === '\n' || letter === '\r' || letter === '[' || letter === '{') count++
    else if (letter === ':' && text.charAt(at + 1) === ' ') count++
  }
  return count
}

function spanOf(file: string, lines: LineCounter, text: string, start: number, end: number): Span {
  const { line, col } = lines.linePos(Math.min(start, text.length))
  const lineEnd = text.indexOf('\n', start)
  const length = Math.min(end, lineEnd === -1 ? text.length : lineEnd) - start
  return { file, line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, length) }
}

// --- what YAML itself complains about -------------------------------------------------------------------------------

const TOO_DEEP: Message = { zh: '文件嵌套太深，无法读取。', en: 'The file is nested too deeply to be read.' }

const TOO_MUCH: Message = {
  zh: '文件太大，拒绝读取：请分成几个文件（同一文件夹里的 .yaml 都会读）。',
  en: 'The file is too large and is refused: split it into several (all .yaml files of a folder are read).',
}

const SYNTAX_WORDS: Readonly<Record<string, Message>> = {
  BAD_INDENT: {
    zh: '缩进不对，或者括号没有闭合。同一级的内容应当左对齐，下一级多缩进两个空格。',
    en: 'The indentation is wrong, or a bracket is not closed. What is on one level starts in one column, the next level two spaces further.',
  },
  MISSING_CHAR: {
    zh: '缺少符号：引号或括号没有闭合，或者冒号、逗号之后缺少空格。',
    en: 'A sign is missing: a quote or a bracket is not closed, or a space is missing after a colon or comma.',
  },
  MULTILINE_IMPLICIT_KEY: {
    zh: '键要写在一行之内，并以“冒号加空格”结束。这里多半缺了冒号。',
    en: 'A key stands on one line and ends with a colon and a space. A colon is probably missing here.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    zh: '这里不能再嵌套键值。文字里有冒号时请加引号。',
    en: 'No further key can start here. Quote text that holds a colon.',
  },
  BLOCK_IN_FLOW: {
    zh: '括号里面不能用换行缩进的写法。',
    en: 'Indented blocks cannot stand within brackets.',
  },
  MULTIPLE_DOCS: {
    zh: '一个文件只能有一份内容，请去掉中间的 ---。',
    en: 'A file holds one document: remove the --- in between.',
  },
  TAG_RESOLVE_FAILED: {
    zh: '不认识以 ! 开头的标签。文字以 ! 开头时请加引号。',
    en: 'A tag that begins with ! is not known. Quote text that begins with !.',
  },
  BAD_SCALAR_START: {
    zh: '文字不能以这个符号开头，请给整段文字加引号。',
    en: 'Unquoted text cannot begin with this sign. Quote the whole text.',
  },
  BAD_DQ_ESCAPE: {
    zh: '双引号里的反斜杠写法不对。请改用单引号，或者写成 \\\\。',
    en: 'A backslash in double quotes that means nothing. Use single quotes, or write \\\\.',
  },
  KEY_OVER_1024_CHARS: {
    zh: '键太长（超过 1024 个字），多半是少了冒号或引号。',
    en: 'The key is longer than 1,024 letters; a colon or a quotation mark is probably missing.',
  },
  TAB_AS_INDENT: {
    zh: '不能用制表符（Tab）缩进，请改用空格。',
    en: 'Tabs cannot be used for indentation. Use spaces.',
  },
}

/** Where a quote opens that is never closed: YAML notices it only at the end of the file. */
function openQuote(
  { code, pos: [at] }: Pick<YAMLError, 'code' | 'pos'>,
  quotes: readonly (readonly [number, number])[],
): readonly [number, number] | undefined {
  if (code !== 'MISSING_CHAR') return undefined
  const opening = quotes.findLast(([start, end]) => start < at && end >= at)?.[0]
  return opening === undefined ? undefined : [opening, opening + 1]
}

/** Where quoted texts begin and end. */
function quotesIn(document: Document.Parsed): readonly (readonly [number, number])[] {
  const quotes: (readonly [number, number])[] = []
  if (document.errors.length === 0) return quotes
  visit(document, {
    Scalar(_, { type, range }) {
      if (range && (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE')) quotes.push([range[0], range[1]])
    },
  })
  return quotes
}

function wordsFor(error: Pick<YAMLError, 'code' | 'message'>): Message {
  const [detail = ''] = error.message.split('\n')
  return SYNTAX_WORDS[error.code] ?? { zh: `YAML 读不出来：${detail}`, en: `The YAML cannot be read: ${detail}` }
}

function syntaxError(span: Span, message: Message): Diagnostic {
  return problem('yaml-syntax', span, message)
}

// --- plain values ---------------------------------------------------------------------------------------------------

interface Reading {
  readonly document: Document.Parsed
  readonly spanAt: SpanAt
  /** The text of a line, counted from 1. */
  readonly lineAt: (line: number) => string
  readonly tell: (diagnostic: Diagnostic) => void
  /** Nodes that the value at hand stands in: an alias to one of them would never end. */
  readonly above: Node[]
  aliasDepth: number
  aliased: number
  isBroken: boolean
}

function toPlain(
  document: Document.Parsed,
  spanAt: SpanAt,
  lineAt: (line: number) => string,
  tell: (diagnostic: Diagnostic) => void,
): { readonly value: unknown; readonly isBroken: boolean } {
  const reading: Reading = { document, spanAt, lineAt, tell, above: [], aliasDepth: 0, aliased: 0, isBroken: false }
  const value = plainValue(document.contents, reading)
  return { value, isBroken: reading.isBroken }
}

function plainValue(node: unknown, reading: Reading): unknown {
  if (reading.aliasDepth > 0) reading.aliased++
  if (isAlias(node)) return plainAlias(node, reading)
  if (isScalar(node)) return plainScalar(node, reading)
  if (!isCollection(node)) return null
  reading.above.push(node)
  const value = isMap(node) ? plainMap(node, reading) : node.items.map(item => plainValue(item, reading))
  reading.above.pop()
  return value
}

function plainScalar(node: Scalar, reading: Reading): unknown {
  const { value } = node
  if (typeof value === 'bigint') return Number(value)
  // Between double quotes it may be written as an escape.
  const unseen = typeof value === 'string' && node.type === 'QUOTE_DOUBLE' ? value.search(UNSEEN) : -1
  if (typeof value === 'string' && unseen >= 0) fail(node, unseenMessage(value, unseen), reading)
  return value
}

function plainAlias(node: Node & { readonly source: string }, reading: Reading): unknown {
  const target = isAlias(node) ? node.resolve(reading.document) : undefined
  const isEndless = target !== undefined && reading.above.includes(target)
  if (target !== undefined && !isEndless && reading.aliased < MOST_ALIASED_VALUES) {
    reading.aliasDepth++
    const value = plainValue(target, reading)
    reading.aliasDepth--
    return value
  }
  const name = node.source
  let message = { zh: `*${name} 没有对应的 &${name}。`, en: `There is no &${name} that *${name} could stand for.` }
  if (isEndless)
    message = { zh: `*${name} 引用了自己。`, en: `*${name} stands for something that it is itself a part of.` }
  else if (target !== undefined) message = { zh: '别名（*）展开后太大。', en: 'The aliases (*) stand for too much.' }
  fail(node, message, reading)
  return null
}

function plainMap(map: YAMLMap, reading: Reading): Record<string, unknown> {
  const value: Record<string, unknown> = {}
  let places: ReadonlyMap<string | undefined, Node> | undefined
  for (const pair of map.items) {
    const { key } = pair
    if (!isScalar(key) || key.value === null) {
      const node = isScalar(key) || isCollection(key) || isAlias(key) ? key : map
      fail(node, { zh: '键必须是文字。', en: 'A key must be text.' }, reading)
      continue
    }
    plainScalar(key, reading)
    const name = keyText(pair) ?? ''
    if (RESERVED.has(name)) {
      fail(key, reservedMessage(name), reading)
      continue
    }
    if (Object.hasOwn(value, name)) {
      places ??= firstKeys(map)
      if (reading.aliasDepth === 0) reading.tell(duplicateKey(name, key, places.get(name) ?? key, reading))
      continue
    }
    value[name] = plainValue(pair.value, reading)
  }
  return value
}

/** Whoever looks up a name in a plain object finds these in every one. */
const RESERVED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

/** Where each key stands first. */
function firstKeys({ items }: YAMLMap): ReadonlyMap<string | undefined, Node> {
  const keys = items.flatMap(pair => {
    const { key } = pair
    return isScalar(key) && key.value !== null ? [[keyText(pair), key] as const] : []
  })
  return new Map(keys.toReversed())
}

function reservedMessage(name: string): Message {
  return {
    zh: `键不能叫“${name}”，这是程序留用的词。请换一个名称。`,
    en: `A key cannot be called '${name}': programs keep that word for themselves. Choose another name.`,
  }
}

/** Keys as written: `1.0` stays `1.0`, `2024-01-01` is no date. */
function keyText({ key }: Pair<unknown, unknown>): string | undefined {
  if (!isScalar(key)) return undefined
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

/** A whole definition that was copied wants an id of its own. */
function duplicateKey(name: string, second: Node, first: Node, { spanAt, lineAt }: Reading): Diagnostic {
  const before = spanOfNode(first, spanAt)
  const span = spanOfNode(second, spanAt)
  const line = lineAt(span.line)
  const copy = /^\s+[^\s:#]+:\s*$/.test(line) ? { fix: line.replace(/:\s*$/, '-2:') } : {}
  const message = {
    zh: `“${name}”在第 ${before.line} 行已经写过，同一处不能写两次。`,
    en: `'${name}' stands in line ${before.line} already; a key can be written once in one place.`,
  }
  return problem('duplicate-key', span, message, { ...copy, related: [before] })
}

function fail(node: Node, message: Message, reading: Reading): void {
  reading.isBroken = true
  reading.tell(syntaxError(spanOfNode(node, reading.spanAt), message))
}

function spanOfNode(node: Node, spanAt: SpanAt): Span {
  const [start, end] = node.range ?? [0, 0, 0]
  return spanAt(start, end)
}

// --- places ---------------------------------------------------------------------------------------------------------

/** Where an entry stands, else its nearest ancestor. Without `part` the value where it is on the key's line, else the key. */
function locate(document: Document.Parsed, path: readonly PathPart[], part: Part | undefined, spanAt: SpanAt): Span {
  let node: unknown = document.contents
  let key: Node | undefined
  let value = isNode(node) ? node : undefined
  let found = 0
  for (const step of path) {
    const parent = isAlias(node) ? node.resolve(document) : node
    const entry = entryAt(parent, step)
    if (!entry) break
    key = entry.key
    node = entry.value
    // What an alias stands for is blamed where it is written out.
    value = isNode(node) ? node : undefined
    found++
  }
  if (found === 0) return { ...spanAt(0, 0), line: 1, column: 1 }
  const isWhole = found === path.length
  const where = choose(key, value, isWhole ? part : undefined, spanAt)
  return where ? spanOfNode(where, spanAt) : { ...spanAt(0, 0), line: 1, column: 1 }
}

function choose(
  key: Node | undefined,
  value: Node | undefined,
  part: Part | undefined,
  spanAt: SpanAt,
): Node | undefined {
  if (!key) return value
  if (!value || part === 'key' || isEmptyNode(value)) return key
  if (part === 'value' || spanOfNode(value, spanAt).line === spanOfNode(key, spanAt).line) return value
  return isCollection(value) ? key : value
}

function isEmptyNode(node: Node): boolean {
  const [start, end] = node.range ?? [0, 0, 0]
  return start === end
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isCollection(value) || isAlias(value)
}

function entryAt(parent: unknown, step: PathPart): { readonly key?: Node; readonly value: unknown } | undefined {
  if (isMap(parent)) {
    const pair = pairsOf(parent).get(String(step))
    return pair && isNode(pair.key) ? { key: pair.key, value: pair.value } : undefined
  }
  if (isCollection(parent) && typeof step === 'number' && step < parent.items.length)
    return { value: parent.items[step] }
  return undefined
}

const PAIRS = new WeakMap<YAMLMap, ReadonlyMap<string | undefined, Pair<unknown, unknown>>>()

/** By their keys; of one that is written twice the first. A map may have ten thousand, each of which is asked for. */
function pairsOf(map: YAMLMap): ReadonlyMap<string | undefined, Pair<unknown, unknown>> {
  const pairs = PAIRS.get(map) ?? new Map(map.items.toReversed().map(pair => [keyText(pair), pair] as const))
  PAIRS.set(map, pairs)
  return pairs
}
