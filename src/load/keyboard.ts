/**
 * The text of a YAML file in, what a Chinese keyboard or a spreadsheet habit did to it out: each mistake with the
 * corrected line, and the text as it should have been, so that nothing else is blamed on them.
 */

import type { Diagnostic } from '../model/diagnostic.ts'
import type { DiagnosticCode } from '../model/diagnostic-codes.ts'
import type { Message } from '../model/message.ts'
import { isProseKey, type ScannedLine, scanLines, type Token } from './keyboard-scanner.ts'
import { problem } from './problem.ts'

export interface KeyboardResult {
  readonly diagnostics: readonly Diagnostic[]
  /** The text with every corrected line in its place; the same lines as the original. */
  readonly text: string
  /** Lines that were corrected. */
  readonly lines: ReadonlySet<number>
}

/** A stretch of the line, and what should stand there. */
interface Mistake {
  readonly code: DiagnosticCode
  readonly message: Message
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/** One diagnostic for each line, at its first mistake; `fix` mends all of the line's. */
export function checkKeyboard(text: string, file: string): KeyboardResult {
  const diagnostics: Diagnostic[] = []
  const lines = new Set<number>()
  const scanned = scanLines(text)
  let above: ScannedLine | undefined
  const mended = scanned.map((line, index) => {
    const found = [...mistakesOf(line, above), ...unseen(line), ...proseStarts(line)]
    if (line.tokens.length > 0) above = line
    if (found.length === 0) return line.text
    const mistakes = found.toSorted((one, other) => one.start - other.start)
    const [first] = mistakes
    if (!first) return line.text
    const fix = mend(line.text, mistakes)
    lines.add(index + 1)
    const span = { file, line: index + 1, column: first.start + 1, length: first.end - first.start }
    diagnostics.push(problem(first.code, span, first.message, { severity: 'error', fix }))
    return fix
  })
  return { diagnostics, text: lines.size === 0 ? text : mended.join('\n'), lines }
}

function mend(line: string, mistakes: readonly Mistake[]): string {
  let mended = ''
  let at = 0
  for (const { start, end, replacement } of mistakes) {
    if (start < at) continue
    mended += line.slice(at, start) + replacement
    at = end
  }
  return (mended + line.slice(at)).trimEnd()
}

/** So many spaces the line above lets expect; undefined where that one has tabs itself, or where there is none. */
function levelBelow(above: ScannedLine | undefined): number | undefined {
  if (!above || /^\s*\t/.test(above.text)) return undefined
  return above.text.trimEnd().endsWith(':') ? above.indent + 2 : above.indent
}

function mistakesOf(line: ScannedLine, above: ScannedLine | undefined): readonly Mistake[] {
  if (line.tokens.length === 0) return []
  return [
    ...indentMistakes(line, above),
    ...signMistakes(line),
    ...colonMistakes(line),
    ...commaMistakes(line),
    ...textMistakes(line),
  ]
}

/** Characters that nobody sees and that come with text copied from pages and chats. */
function unseen({ text, tokens }: ScannedLine): readonly Mistake[] {
  if (tokens.length === 0 || !/[\u200b-\u200d\u2060\u00ad\ufeff]/.test(text)) return []
  return [...text.matchAll(/[\u200b-\u200d\u2060\u00ad\ufeff]+/g)].map(({ 0: found, index }) => ({
    code: 'fullwidth-space' as const,
    message: {
      zh: '这里有看不见的字符（多半是从网页或聊天里复制来的），请删去。',
      en: 'An invisible character stands here (copied from a page or a chat, probably). Take it out.',
    },
    start: index,
    end: index + found.length,
    replacement: '',
  }))
}

/** `title: #1 报修`: what begins with such a sign is a comment, an anchor or nothing to YAML. */
function proseStarts({ text }: ScannedLine): readonly Mistake[] {
  const match = /^(\s*(?:- )?([A-Za-z]+): +)([#*&%@`][^\s"'].*)$/.exec(text)
  const [, before = '', key = '', value = ''] = match ?? []
  if (value === '' || !isProseKey(key)) return []
  const message = {
    zh: `没有加引号的文字不能以 ${value.charAt(0)} 开头，请给整段文字加引号。`,
    en: `Unquoted text cannot begin with ${value.charAt(0)}. Quote the whole text.`,
  }
  const start = before.length
  return [{ code: 'yaml-syntax', message, start, end: text.length, replacement: quote(value.trimEnd()) }]
}

// --- spaces and signs -----------------------------------------------------------------------------------------------

function indentMistakes({ text, indent }: ScannedLine, above: ScannedLine | undefined): readonly Mistake[] {
  const white = text.slice(0, indent)
  if (!/[\t\u3000\u00a0]/.test(white)) return []
  const replacement = white.replaceAll('\t', '  ').replaceAll(/[\u3000\u00a0]/g, '  ')
  if (white.includes('\t')) {
    const message = {
      zh: '这一行用制表符（Tab）缩进。YAML 只认空格，请改用空格。',
      en: 'This line is indented with a tab. YAML takes only spaces.',
    }
    const level = levelBelow(above)
    const expected = white === '\t' && level !== undefined ? ' '.repeat(level) : replacement
    return [{ code: 'tab-indent', message, start: 0, end: indent, replacement: expected }]
  }
  return [{ ...wideSpace(0, indent), replacement }]
}

function wideSpace(start: number, end: number): Mistake {
  const message = {
    zh: '这里是全角空格，YAML 不把它当作空格。请改用半角空格。',
    en: 'This is a full-width space, which YAML does not take for a space. Use an ordinary one.',
  }
  return { code: 'fullwidth-space', message, start, end, replacement: ' ' }
}

const SIGN_MISTAKES: Readonly<
  Record<string, { readonly code: DiagnosticCode; readonly zh: string; readonly en: string }>
> = {
  ':': { code: 'fullwidth-colon', zh: '全角冒号', en: 'a full-width colon' },
  ',': { code: 'fullwidth-comma', zh: '全角逗号', en: 'a full-width comma' },
  '[': { code: 'fullwidth-bracket', zh: '全角括号', en: 'a full-width bracket' },
  ']': { code: 'fullwidth-bracket', zh: '全角括号', en: 'a full-width bracket' },
  '{': { code: 'fullwidth-bracket', zh: '全角括号', en: 'a full-width bracket' },
  '}': { code: 'fullwidth-bracket', zh: '全角括号', en: 'a full-width bracket' },
  '"': { code: 'fullwidth-quote', zh: '中文引号', en: 'a Chinese quotation mark' },
}

function signMistakes({ text, tokens }: ScannedLine): readonly Mistake[] {
  const mistakes: Mistake[] = []
  for (const token of tokens) {
    if (!token.wide) continue
    const last = token.text.charAt(token.text.length - 1)
    if (token.sign === '-') mistakes.push(wideSpace(token.end, token.end + 1))
    else if (token.sign === ':' && last !== '：') mistakes.push(wideSpace(token.end - 1, token.end))
    else mistakes.push(signMistake(token, text))
  }
  return mistakes
}

function signMistake(token: Token, line: string): Mistake {
  const known = SIGN_MISTAKES[token.sign]
  if (!known) throw new Error(`no words for the sign ${token.sign}`)
  const { code, zh, en } = known
  const message = {
    zh: `这里是${zh}，YAML 只认半角的 ${token.sign} 。请在英文输入状态下重新输入。`,
    en: `This is ${en}; YAML takes only the half-width ${token.sign} here.`,
  }
  if (token.sign === '"') {
    return { code, message, start: token.start, end: token.end, replacement: quote(token.text.slice(1, -1)) }
  }
  const needsSpace = (token.sign === ':' || token.sign === ',') && token.end < line.length
  // Spaces of any width after the sign become the one that YAML wants.
  const spaces = needsSpace ? (/^[\s\u3000\u00a0]*/.exec(line.slice(token.end))?.[0].length ?? 0) : 0
  return {
    code,
    message,
    start: token.start,
    end: token.end + spaces,
    replacement: needsSpace ? `${token.sign} ` : token.sign,
  }
}

/** In double quotes, escaped as YAML wants it. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

// --- colons within text ---------------------------------------------------------------------------------------------

/** `title: 报修: 三十分钟`: a second colon in one entry that nothing quotes. */
function colonMistakes({ text, tokens }: ScannedLine): readonly Mistake[] {
  const mistakes: Mistake[] = []
  let colon: Token | undefined
  tokens.forEach((token, index) => {
    const isEntryEnd = token.kind === 'sign' && token.sign !== ':'
    if (isEntryEnd) colon = undefined
    if (token.sign !== ':') return
    const value = tokens[index - 1]
    if (!colon) colon = token
    else if (value?.kind === 'plain' && mistakes.at(-1)?.start !== startOfValue(tokens, colon)) {
      mistakes.push(unquotedColon(text, tokens, colon, index))
    }
  })
  return mistakes
}

function startOfValue(tokens: readonly Token[], colon: Token): number {
  return tokens[tokens.indexOf(colon) + 1]?.start ?? colon.end
}

function unquotedColon(text: string, tokens: readonly Token[], colon: Token, second: number): Mistake {
  const start = startOfValue(tokens, colon)
  let end = tokens[second]?.end ?? text.length
  for (const token of tokens.slice(second + 1)) {
    if (token.kind === 'sign' && token.sign !== ':') break
    end = token.end
  }
  const message = {
    zh: '没有加引号的文字里有“冒号加空格”，YAML 会当作另一个键。请给整段文字加引号。',
    en: 'Unquoted text holds a colon followed by a space, which YAML takes for another key. Quote the whole text.',
  }
  return { code: 'unquoted-colon', message, start, end, replacement: quote(text.slice(start, end)) }
}

// --- commas within text ---------------------------------------------------------------------------------------------

/** `{ zh: 甲, en: one, two }`: what follows the comma has no colon, so it belongs to the text before. */
function commaMistakes({ text, tokens }: ScannedLine): readonly Mistake[] {
  const mistakes: Mistake[] = []
  let end = 0
  tokens.forEach((token, at) => {
    if (token.start < end || token.sign !== ':' || token.depth === 0) return
    const value = tokens[at + 1]
    if (value?.kind !== 'plain') return
    const last = lastBarePart(tokens, at + 1)
    if (last === undefined || !isInBraces(tokens, at)) return
    end = last.end
    const message = {
      zh: '花括号里没有加引号的文字含有逗号，YAML 会当作下一个键。请给整段文字加引号。',
      en: 'Unquoted text within braces holds a comma, which YAML takes for the start of another key. Quote the whole text.',
    }
    const written = text.slice(value.start, last.end)
    const isNumber = /^\d{1,3}(?:,\s*\d{3})+(?:\.\d+)?$/.test(written)
    const replacement = isNumber ? written.replaceAll(/,\s*/g, '') : quote(written)
    mistakes.push({ code: 'unquoted-comma', message, start: value.start, end: last.end, replacement })
  })
  return mistakes
}

/** The last of the parts after the value that stand between commas without a colon; undefined where there is none. */
function lastBarePart(tokens: readonly Token[], value: number): Token | undefined {
  let last: Token | undefined
  for (let at = value + 1; at < tokens.length; at += 2) {
    const comma = tokens[at]
    const part = tokens[at + 1]
    const after = tokens[at + 2]
    const isBare = part?.kind === 'plain' && (after?.sign === ',' || after?.sign === '}')
    if (comma?.sign !== ',' || comma.wide || !isBare) break
    last = part
  }
  return last
}

/** Whether the nearest bracket opened before on this line is a brace. */
function isInBraces(tokens: readonly Token[], at: number): boolean {
  const open: string[] = []
  for (const { sign } of tokens.slice(0, at)) {
    if (sign === '[' || sign === '{') open.push(sign)
    else if (sign === ']' || sign === '}') open.pop()
  }
  return open.at(-1) === '{'
}

// --- numbers, dates, comparisons ------------------------------------------------------------------------------------

function textMistakes({ tokens }: ScannedLine): readonly Mistake[] {
  const mistakes: Mistake[] = []
  let key = ''
  tokens.forEach((token, index) => {
    if (token.kind !== 'plain') return
    if (tokens[index + 1]?.sign === ':') key = token.text.trim()
    const mistake = comparisonInBraces(tokens, index) ?? textMistake(token, key)
    if (mistake) mistakes.push(mistake)
  })
  return mistakes
}

const COMPARISON = /^(>=|<=|=>|=<|==|!=|≥|≤|>|<)\s*([\d.]+\s*%?)$/u
const UNPADDED_DATE = /^\d{4}([-/])\d{1,2}\1\d{1,2}(?=$|[ T]|\.\.)/
const DATE_PARTS = /\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b/g

/** Text that begins and ends with anything else is no number, date or comparison and has no wide spaces around it. */
const NOTABLE = /^[-+\d<>=!≥≤\u3000\u00a0]|[\u3000\u00a0]$/

function textMistake(token: Token, key: string): Mistake | undefined {
  if (!NOTABLE.test(token.text)) return undefined
  const spaces = /^[\u3000\u00a0]+|[\u3000\u00a0]+$/.exec(token.text)
  if (spaces) {
    const start = token.start + spaces.index
    return { ...wideSpace(start, start + spaces[0].length), replacement: spaces.index === 0 ? ' ' : '' }
  }
  const { text, start, end } = token
  if (isProseKey(key)) return undefined
  if (/^[-+]?0\d+(?:\.\d+)?$/.test(text)) {
    const message = {
      zh: `${text} 会被当作数字，开头的 0 会丢失。编号请加引号；若是数字，请去掉开头的 0。`,
      en: `${text} is taken for a number and loses its leading zero. Quote it where it is an id; drop the zero where it is a number.`,
    }
    return { code: 'unquoted-leading-zero', message, start, end, replacement: quote(text) }
  }
  if (/^[-+]?\d+(?:\.\d+)?$/.test(text) && losesDigits(text)) {
    const message = {
      zh: `${text} 太长，作为数字会丢失后面的位数。编号请加引号。`,
      en: `${text} is too long for a number and would lose its last digits. Quote it.`,
    }
    return { code: 'long-number', message, start, end, replacement: quote(text) }
  }
  return comparisonMistake(token, key) ?? dateMistake(token)
}

function losesDigits(text: string): boolean {
  return text.replaceAll(/\D/g, '').replace(/^0+/, '').length > 15 && !Number.isSafeInteger(Number(text))
}

const OPERATORS: Readonly<Record<string, string>> = {
  '>=': 'greaterThanInclusive',
  '=>': 'greaterThanInclusive',
  '≥': 'greaterThanInclusive',
  '<=': 'lessThanInclusive',
  '=<': 'lessThanInclusive',
  '≤': 'lessThanInclusive',
  '>': 'greaterThan',
  '<': 'lessThan',
  '==': 'equal',
  '!=': 'notEqual',
}

/** `{ cost: <=100 }`, alone within its braces: a condition, written out. */
function comparisonInBraces(tokens: readonly Token[], at: number): Mistake | undefined {
  if (!NOTABLE.test(tokens[at]?.text ?? '')) return undefined
  const [open, key, colon, value, close] = tokens.slice(Math.max(0, at - 3), at + 2)
  if (open?.sign !== '{' || key?.kind !== 'plain' || colon?.sign !== ':' || close?.sign !== '}') return undefined
  const [, sign = '', number = ''] = COMPARISON.exec(value?.text ?? '') ?? []
  const operator = OPERATORS[sign]
  if (operator === undefined || number.endsWith('%')) return undefined
  const message = {
    zh: `${value?.text} 没有加引号，YAML 读不出来。比较要写成 fact、operator、value 三项。`,
    en: `${value?.text} is not quoted and YAML cannot read it. A comparison is written as fact, operator and value.`,
  }
  const replacement = `fact: ${key.text}, operator: ${operator}, value: ${number.trim()}`
  return { code: 'unquoted-comparison', message, start: key.start, end: value?.end ?? key.end, replacement }
}

/** `>=4`: in YAML a `>` begins block text. Where the key says the same, the number alone is what was meant. */
function comparisonMistake({ text, start, end }: Token, key: string): Mistake | undefined {
  const [, sign = '', number = ''] = COMPARISON.exec(text) ?? []
  if (sign === '') return undefined
  const isSaidByKey = (key === 'at-least' && /[>≥]/u.test(sign)) || (key === 'at-most' && /[<≤]/u.test(sign))
  const message = {
    zh: `${text} 没有加引号，YAML 读不出来。${isSaidByKey ? `“${key}”已经说明了方向，只写数字即可。` : '下限写 at-least: 数字，上限写 at-most: 数字；文字请加引号。'}`,
    en: `${text} is not quoted and YAML cannot read it. ${isSaidByKey ? `'${key}' says the direction already: write the number alone.` : "Write 'at-least: NUMBER' or 'at-most: NUMBER', or quote it where it is text."}`,
  }
  return { code: 'unquoted-comparison', message, start, end, replacement: isSaidByKey ? number.trim() : quote(text) }
}

function dateMistake({ text, start, end }: Token): Mistake | undefined {
  if (!UNPADDED_DATE.test(text)) return undefined
  const replacement = text.replaceAll(
    DATE_PARTS,
    (_, year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  )
  if (replacement === text) return undefined
  const message = {
    zh: `日期 ${text} 应当写成 ${replacement}：年四位，月、日各两位，用半角减号连接。`,
    en: `The date ${text} must be written ${replacement}: four digits for the year, two for month and day, joined by hyphens.`,
  }
  return { code: 'unpadded-date', message, start, end, replacement }
}
