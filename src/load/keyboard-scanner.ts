/**
 * The lines of a YAML text in, their tokens out, with what a Chinese input method writes in the place of YAML's own signs
 * taken for these signs (`wide`). Quoted text, block text, comments and prose are passed over.
 */

type TokenKind = 'plain' | 'quoted' | 'sign'

export interface Token {
  readonly kind: TokenKind
  /** Half-open range of characters of the line. */
  readonly start: number
  readonly end: number
  readonly text: string
  /** The sign that was meant: `:` `,` `[` `]` `{` `}` `-`, or `"` for quoted text. */
  readonly sign: string
  /** Written with full-width characters. */
  readonly wide: boolean
  /** Nesting of brackets: 0 in block context. */
  readonly depth: number
}

export interface ScannedLine {
  readonly text: string
  /** Length of the white space before the first token. */
  readonly indent: number
  /** Empty for lines that are blank, comment, block text, or go on with text begun above. */
  readonly tokens: readonly Token[]
}

interface Bracket {
  readonly open: '[' | '{'
  readonly lineIndent: number
  /** A colon was seen in this entry. */
  hasColon: boolean
  /** A full-width sign was seen: its author types in Chinese here. */
  isWide: boolean
}

const OPENERS: Readonly<Record<string, '[' | '{'>> = { '[': '[', '{': '{', '［': '[', '｛': '{', '【': '[' }
const CLOSERS: Readonly<Record<string, ']' | '}'>> = { ']': ']', '}': '}', '］': ']', '｝': '}', '】': ']' }
/** Letters of a line that somebody wrote by hand. */
export const LONGEST_LINE = 2000
const SPACES = ' \t\u3000\u00a0'
const BLOCK_TEXT_HEADER = /^[|>](?:[+-]|[+-]?(?=\s|$))\s*(?:#.*)?$/
const IDENTIFIER = /^[A-Za-z_][\w.-]*$/
const OPENING_QUOTES = '“”‘’＂＇'
const CLOSING_QUOTES = '“”"‘’＂＇\''
/** Keys whose values are prose, where Chinese quotation marks are at home. */
const PROSE_KEYS: ReadonlySet<string> = new Set(['zh', 'en', 'title', 'text', 'note', 'name', 'reason', 'unchecked'])

/** What is carried from line to line, and the place in the line at hand. */
interface State {
  readonly brackets: Bracket[]
  openQuote: '"' | "'" | undefined
  /** Block text goes on while lines are indented deeper than this. */
  blockTextIndent: number | undefined
  /** Plain text goes on while lines are indented deeper than this. */
  plainTextIndent: number | undefined
  line: string
  at: number
  indent: number
  /** The column of the key or item that a value on this line would belong to. */
  ownerIndent: number
  tokens: Token[]
}

export function scanLines(text: string): readonly ScannedLine[] {
  const state: State = {
    brackets: [],
    openQuote: undefined,
    blockTextIndent: undefined,
    plainTextIndent: undefined,
    line: '',
    at: 0,
    indent: 0,
    ownerIndent: 0,
    tokens: [],
  }
  return text.split(/\r\n|\r|\n/).map(line => scan(state, line))
}

export function isProseKey(key: string): boolean {
  return PROSE_KEYS.has(key)
}

function scan(state: State, line: string): ScannedLine {
  state.line = line
  state.tokens = []
  state.at = 0
  // No keyboard wrote it.
  if (line.length > LONGEST_LINE) return { text: line, indent: 0, tokens: [] }
  while (SPACES.includes(line.charAt(state.at)) && state.at < line.length) state.at++
  state.indent = state.at
  state.ownerIndent = state.at
  if (!isPassedOver(state)) scanTokens(state)
  return { text: line, indent: state.indent, tokens: state.tokens }
}

function isPassedOver(state: State): boolean {
  const rest = state.line.slice(state.indent)
  if (state.openQuote) {
    state.at = 0
    skipQuoted(state, state.openQuote, 0)
    if (state.openQuote) return true
    return state.line.slice(state.at).trim() === '' && state.brackets.length === 0
  }
  if (rest === '') return true
  if (state.blockTextIndent !== undefined) {
    if (state.indent > state.blockTextIndent) return true
    state.blockTextIndent = undefined
  }
  if (rest.startsWith('#') || rest.startsWith('---') || rest.startsWith('...') || rest.startsWith('%')) return true
  if (state.plainTextIndent !== undefined && state.indent > state.plainTextIndent) return true
  state.plainTextIndent = undefined
  const bracket = state.brackets[0]
  // A line that is not deeper than the one that opened the bracket shows that the bracket was never closed.
  if (bracket && state.indent <= bracket.lineIndent && CLOSERS[rest.charAt(0)] === undefined) state.brackets.length = 0
  return false
}

function scanTokens(state: State): void {
  while (state.at < state.line.length) {
    skipSpaces(state)
    if (state.at >= state.line.length || isComment(state)) break
    if (state.brackets.length > 0) scanInBrackets(state)
    else scanInBlock(state)
  }
  const last = state.tokens.at(-1)
  if (state.brackets.length === 0 && last?.kind === 'plain') state.plainTextIndent = state.ownerIndent
}

/** Signs that may end plain text; all others are part of it. */
const ENDS_IN_BLOCK = /[#:：]/g
const ENDS_IN_BRACKETS = /[#,:，：\]}］｝】]/g

function skipTo(state: State, signs: RegExp): void {
  signs.lastIndex = state.at
  state.at = signs.test(state.line) ? signs.lastIndex - 1 : state.line.length
}

function skipPast(state: State, signs: RegExp): void {
  state.at++
  skipTo(state, signs)
}

function skipSpaces(state: State): void {
  while (' \t'.includes(state.line.charAt(state.at)) && state.at < state.line.length) state.at++
}

function isComment(state: State): boolean {
  return state.line.charAt(state.at) === '#' && (state.at === 0 || SPACES.includes(state.line.charAt(state.at - 1)))
}

function push(state: State, kind: TokenKind, start: number, end: number, sign: string, wide: boolean): void {
  state.tokens.push({ kind, start, end, text: state.line.slice(start, end), sign, wide, depth: state.brackets.length })
  state.at = end
}

// --- block context ------------------------------------------------------------------------------------------------

function scanInBlock(state: State): void {
  const character = state.line.charAt(state.at)
  const next = state.line.charAt(state.at + 1)
  const previous = state.tokens.at(-1)
  if (character === '-' && (next === '' || SPACES.includes(next)) && isOnlyDashes(state)) {
    push(state, 'sign', state.at, state.at + 1, '-', next === '\u3000' || next === '\u00a0')
    skipAnySpaces(state)
    state.ownerIndent = state.at
    return
  }
  if (previous?.kind === 'quoted' && (character === ':' || character === '：')) {
    push(state, 'sign', state.at, state.at + 1, ':', character === '：')
  } else if (previous && previous.kind !== 'sign') scanPlainInBlock(state)
  else if (character === '&' || character === '!') skipWord(state)
  else if ((character === '|' || character === '>') && BLOCK_TEXT_HEADER.test(state.line.slice(state.at))) {
    state.blockTextIndent = previous?.sign === '-' ? previous.start : state.ownerIndent
    state.at = state.line.length
  } else if (!startBracket(state) && !scanQuoted(state)) scanPlainInBlock(state)
}

function isOnlyDashes(state: State): boolean {
  return state.tokens.every(token => token.sign === '-')
}

function skipAnySpaces(state: State): void {
  while (SPACES.includes(state.line.charAt(state.at)) && state.at < state.line.length) state.at++
}

function skipWord(state: State): void {
  while (!' \t'.includes(state.line.charAt(state.at)) && state.at < state.line.length) state.at++
}

/** Plain text up to a colon, a comment or the line's end; then the colon. */
function scanPlainInBlock(state: State): void {
  const start = state.at
  const hasColon = state.tokens.some(token => token.sign === ':')
  const isItem = state.tokens.at(-1)?.sign === '-'
  for (skipTo(state, ENDS_IN_BLOCK); state.at < state.line.length; skipPast(state, ENDS_IN_BLOCK)) {
    const character = state.line.charAt(state.at)
    const next = state.line.charAt(state.at + 1)
    if (isComment(state) && state.at > start) break
    if (character === ':' && (next === '' || SPACES.includes(next))) break
    if (character === '：' && !hasColon && isWideKey(state, state.line.slice(start, state.at), isItem)) break
  }
  const end = state.at
  const trimmed = start + state.line.slice(start, end).replace(/[ \t]+$/, '').length
  if (trimmed > start) push(state, 'plain', start, trimmed, '', false)
  state.at = end
  const character = state.line.charAt(end)
  if (character !== ':' && character !== '：') return
  const isWideSpace = '\u3000\u00a0'.includes(state.line.charAt(end + 1)) && end + 1 < state.line.length
  push(state, 'sign', end, isWideSpace ? end + 2 : end + 1, ':', character === '：' || isWideSpace)
}

/** `title：报修`: a key unless it is an item of a list in prose. */
function isWideKey(state: State, before: string, isItem: boolean): boolean {
  if (/[\s，。、；！？]/u.test(before) || before === '') return false
  if (IDENTIFIER.test(before)) return true
  return !isItem && !/(?:^|\s): |:$/.test(state.line.slice(state.at))
}

// --- within brackets ----------------------------------------------------------------------------------------------

function startBracket(state: State): boolean {
  const character = state.line.charAt(state.at)
  const open = OPENERS[character]
  if (!open) return false
  if (character === '【' && !/^【[\w\s,，、:：."'%-]*[】\]]/u.test(state.line.slice(state.at))) return false
  push(state, 'sign', state.at, state.at + 1, open, character !== open)
  state.brackets.push({
    open,
    lineIndent: state.brackets[0]?.lineIndent ?? state.indent,
    hasColon: false,
    isWide: character !== open,
  })
  return true
}

function scanInBrackets(state: State): void {
  const bracket = state.brackets.at(-1)
  if (!bracket) return
  const character = state.line.charAt(state.at)
  const previous = state.tokens.at(-1)
  const closes = CLOSERS[character]
  if (closes) {
    state.brackets.pop()
    push(state, 'sign', state.at, state.at + 1, closes, character !== closes)
    return
  }
  if (character === ',' || (character === '，' && isWideComma(state, bracket))) {
    push(state, 'sign', state.at, state.at + 1, ',', character !== ',')
    if (character !== ',') bracket.isWide = true
    bracket.hasColon = false
    return
  }
  const isAfterKey = previous !== undefined && previous.kind !== 'sign'
  if (
    (character === ':' && (isAfterKey || isColonAt(state, state.at))) ||
    (character === '：' && isAfterKey && !bracket.hasColon)
  ) {
    pushColon(state, bracket)
  } else if (isAfterKey || !(startBracket(state) || scanQuoted(state))) scanPlainInBrackets(state, bracket)
}

function isColonAt(state: State, at: number): boolean {
  const next = state.line.charAt(at + 1)
  return state.line.charAt(at) === ':' && (next === '' || `${SPACES},[]{}`.includes(next))
}

function pushColon(state: State, bracket: Bracket): void {
  const isWide = state.line.charAt(state.at) === '：'
  if (isWide) bracket.isWide = true
  bracket.hasColon = true
  push(state, 'sign', state.at, state.at + 1, ':', isWide)
}

/** Between items always; between entries where a key follows or quoted text or a bracket ended just before. */
function isWideComma(state: State, bracket: Bracket): boolean {
  if (bracket.open === '[') return true
  const previous = state.tokens.at(-1)
  if (
    previous &&
    (previous.kind === 'quoted' || previous.sign === ']' || previous.sign === '}') &&
    previous.end === state.at
  )
    return true
  const after = /^，\s*(?:(["'“])|([A-Za-z_][\w.-]*)\s*([:：]))/u.exec(state.line.slice(state.at))
  if (!after) return false
  const [, quote, key = '', colon] = after
  return quote !== undefined ? false : colon === ':' || bracket.isWide || key === 'en' || key === 'zh'
}

function scanPlainInBrackets(state: State, bracket: Bracket): void {
  const start = state.at
  if (!'[{'.includes(state.line.charAt(start))) skipTo(state, ENDS_IN_BRACKETS)
  for (; state.at < state.line.length; skipPast(state, ENDS_IN_BRACKETS)) {
    const character = state.line.charAt(state.at)
    if (isComment(state) && state.at > start) break
    if (character === ',' || isColonAt(state, state.at)) break
    if (character === '，' && isWideComma(state, bracket)) break
    if (character === '：' && isWideColonInBrackets(state, bracket, start)) break
    if (CLOSERS[character] !== undefined && (character !== '】' || !state.line.slice(start, state.at).includes('【')))
      break
    if ('[{'.includes(character) && state.at === start) break
  }
  if (state.at === start) state.at++
  const end = state.at
  const trimmed = start + state.line.slice(start, end).replace(/[ \t]+$/, '').length
  push(state, 'plain', start, trimmed, '', false)
  state.at = end
}

function isWideColonInBrackets(state: State, bracket: Bracket, start: number): boolean {
  if (bracket.open !== '{' || bracket.hasColon) return false
  const before = state.line.slice(start, state.at).trim()
  if (IDENTIFIER.test(before)) return true
  // A key in Chinese: no proper colon follows before the entry ends.
  return !/[\s，。；]/u.test(before) && !/^[^,，[\]{}]*:(?:\s|$)/u.test(state.line.slice(state.at + 1))
}

// --- quoted text --------------------------------------------------------------------------------------------------

function scanQuoted(state: State): boolean {
  const start = state.at
  const character = state.line.charAt(start)
  if (character === '"' || character === "'") {
    const rest = state.line.slice(start + 1)
    const isClosed = rest.includes(character)
    const wrongEnd = /[”’＂＇]\s*(?:[,，\]}:：]|#|$)/u.exec(rest)
    if (!isClosed && wrongEnd && count(rest, '“‘') < count(rest, '”’＂＇')) {
      push(state, 'quoted', start, start + 1 + wrongEnd.index + 1, '"', true)
      return true
    }
    skipQuoted(state, character, start + 1)
    push(state, 'quoted', start, state.at, '"', false)
    return true
  }
  if (!OPENING_QUOTES.includes(character)) return false
  const end = wideQuotedEnd(state, start)
  if (end === undefined) return false
  push(state, 'quoted', start, end, '"', true)
  return true
}

function skipQuoted(state: State, quote: '"' | "'", from: number): void {
  state.openQuote = quote
  state.at = from
  const ends = quote === '"' ? ENDS_IN_DOUBLE_QUOTES : ENDS_IN_SINGLE_QUOTES
  for (skipTo(state, ends); state.at < state.line.length; skipPast(state, ends)) {
    const character = state.line.charAt(state.at)
    if (character === '\\' || (quote === "'" && state.line.charAt(state.at + 1) === "'")) state.at++
    else {
      state.openQuote = undefined
      state.at++
      return
    }
  }
  state.at = state.line.length
}

const ENDS_IN_DOUBLE_QUOTES = /["\\]/g
const ENDS_IN_SINGLE_QUOTES = /'/g

/** Where text in Chinese quotation marks ends that was meant to be quoted for YAML; undefined where it is prose. */
function wideQuotedEnd(state: State, start: number): number | undefined {
  let end = start + 1
  while (end < state.line.length && !CLOSING_QUOTES.includes(state.line.charAt(end))) end++
  if (end >= state.line.length) return undefined
  const content = state.line.slice(start + 1, end)
  const after = /^\s*([:：,，\]}］｝#]|$)/u.exec(state.line.slice(end + 1))
  if (!after || content === '') return undefined
  const isKey = after[1] === ':' || after[1] === '：'
  const breaksStructure =
    /:\s|\s#|^[-[{*&!|>%@`]/.test(content) || (state.brackets.length > 0 && /[,[\]{}]/.test(content))
  const isPlainName = /^[\w\s.,:;/<>=%+-]+$/.test(content) && !isProseKey(keyBefore(state))
  return isKey || breaksStructure || isPlainName ? end + 1 : undefined
}

function keyBefore(state: State): string {
  const colon = state.tokens.findLastIndex(token => token.sign === ':')
  return state.tokens[colon - 1]?.text ?? ''
}

function count(text: string, characters: string): number {
  return [...text].filter(character => characters.includes(character)).length
}
