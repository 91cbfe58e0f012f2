/**
 * The text of a YAML file that YAML cannot read in, the lines that were laid out wrongly out, each with what it should be.
 * Nothing is believed that does not make the file readable: each correction is tried.
 */

import type { Diagnostic } from '../model/diagnostic.ts'
import type { Message } from '../model/message.ts'
import { LONGEST_LINE } from './keyboard-scanner.ts'

export interface Mended {
  readonly diagnostics: readonly Diagnostic[]
  /** The same lines as the original, corrected where a diagnostic says so. */
  readonly text: string
  readonly lines: ReadonlySet<number>
}

/** What YAML objects to, as lines counted from 1; none where it can read the text. */
export type Objections = (text: string) => readonly number[]

/** More mistakes than these in one file are for its author to look through. */
const MOST_MENDED = 12
/** A text that YAML objects to in so many places is not one with a few slips. */
const MOST_OBJECTIONS = 500
/** Letters that are read in all of the trying: a large file is tried less often, and a huge one not at all. */
const MOST_LETTERS = 5_000_000
/** An objection takes as long as reading so many. */
const LETTERS_AN_OBJECTION = 200
/** How far above an objection the line may be that caused it. */
const LOOK_BACK = 2

interface Candidate {
  readonly line: number
  readonly text: string
  /** Where on the line the mistake is, counted from 0; the first letter unless said. */
  readonly at?: number
  readonly message: Message
}

/** Undefined where nothing that is tried makes the whole text readable. */
export function mendLayout(text: string, file: string, objections: Objections): Mended | undefined {
  let lines = text.split(/\r\n|\r|\n/)
  if (lines.some(line => line.length > LONGEST_LINE)) return undefined
  let letters = 0
  const objectionsTo: Objections = tried => {
    const found = objections(tried)
    letters += tried.length + found.length * LETTERS_AN_OBJECTION
    return found
  }
  const diagnostics: Diagnostic[] = []
  const mended = new Set<number>()
  let open = objectionsTo(lines.join('\n'))
  if (open.length > MOST_OBJECTIONS) return undefined
  while (open.length > 0) {
    if (mended.size >= MOST_MENDED || letters > MOST_LETTERS) return undefined
    const best = bestOf(candidatesAt(lines, open[0] ?? 1), lines, open, objectionsTo)
    if (!best || mended.has(best.candidate.line)) return undefined
    const { line, text: fix, message } = best.candidate
    const before = lines[line - 1] ?? ''
    const start = best.candidate.at ?? before.length - before.trimStart().length
    const length = best.candidate.at === undefined ? Math.max(1, before.trim().length) : 1
    const span = { file, line, column: start + 1, length }
    diagnostics.push({ code: 'yaml-syntax', severity: 'error', message, span, fix })
    mended.add(line)
    lines = lines.with(line - 1, fix)
    open = best.open
  }
  return { diagnostics, text: lines.join('\n'), lines: mended }
}

/** The first of those after which YAML gets farthest before it objects again, if it gets any farther. */
function bestOf(
  candidates: readonly Candidate[],
  lines: readonly string[],
  open: readonly number[],
  objections: Objections,
) {
  const farthest = (some: readonly number[]) => some[0] ?? Number.POSITIVE_INFINITY
  let best: { readonly candidate: Candidate; readonly open: readonly number[] } | undefined
  for (const candidate of candidates) {
    const left = objections(lines.with(candidate.line - 1, candidate.text).join('\n'))
    if (left.length === 0) return { candidate, open: left }
    if (left.length < open.length && farthest(left) > farthest(best?.open ?? open)) best = { candidate, open: left }
  }
  return best
}

function candidatesAt(lines: readonly string[], objection: number): readonly Candidate[] {
  const near = [objection, objection - 1, objection - 2, objection + 1].filter(
    line => line >= 1 && line <= lines.length && line >= objection - LOOK_BACK,
  )
  return [
    ...near.flatMap(line => signs(lines, line)),
    ...near.flatMap(line => spaces(lines, line)),
    ...near.flatMap(line => levels(lines, line)),
    ...near.flatMap(line => colons(lines, line)),
    ...near.flatMap(line => ends(lines, line)),
  ]
}

const COMMENT: Message = { zh: '注释以半角的 # 开头。', en: 'A comment begins with #.' }
const FENCE: Message = { zh: '这一行不是规则的内容，请删去。', en: 'This line is no part of the rules; take it out.' }
const DASH: Message = { zh: '列表的短横之后要有一个空格。', en: 'The dash of a list is followed by a space.' }
const ITEM: Message = {
  zh: '这里是“编号: 内容”，不是列表：编号之后写冒号，前面不写短横。',
  en: 'Here stand ids, not a list: an id is followed by a colon and has no dash before it.',
}
const START: Message = {
  zh: '没有加引号的文字不能以这个符号开头，请给整段文字加引号。',
  en: 'Unquoted text cannot begin with this sign. Quote the whole text.',
}

function signs(lines: readonly string[], line: number): readonly Candidate[] {
  const text = lines[line - 1] ?? ''
  const found: Candidate[] = []
  const comment = /^(\s*)(?:\/\/|＃|;|；)\s*(.*)$/.exec(text)
  if (comment) found.push({ line, text: `${comment[1]}# ${comment[2]}`, message: COMMENT })
  if (/^\s*(?:```|~~~)/.test(text)) found.push({ line, text: '', message: FENCE })
  const dash = /^(\s*)-([^\s-].*)$/.exec(text)
  if (dash) found.push({ line, text: `${dash[1]}- ${dash[2]}`, message: DASH })
  const item = /^(\s*)-\s+([\p{L}\p{N}][\p{L}\p{N}._-]*)\s*:?\s*$/u.exec(text)
  if (item) found.push({ line, text: `${item[1]}${item[2]}:`, message: ITEM })
  const start = /^(\s*(?:- )?[\p{L}\w.-]+: +)([*&%@`!|>].*)$/u.exec(text)
  if (start)
    found.push({ line, text: `${start[1]}${quoted(start[2] ?? '')}`, at: start[1]?.length ?? 0, message: START })
  return found
}

function quoted(text: string): string {
  return `"${text.trim().replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** Level with the neighbours, with the line above, with the line below, or one level below the line above. */
function levels(lines: readonly string[], line: number): readonly Candidate[] {
  const own = indentOf(lines[line - 1])
  const text = (lines[line - 1] ?? '').trimStart()
  if (text === '' || text.startsWith('#') || text.startsWith('---')) return []
  const [above, below] = [neighbour(lines, line, -1), neighbour(lines, line, 1)]
  const wanted = [
    ...(above !== undefined && above === below ? [above] : []),
    ...(above === undefined ? [] : [above]),
    ...(below === undefined ? [] : [below]),
    ...(above === undefined ? [] : [above + 2]),
  ].filter(indent => indent !== own)
  return [...new Set(wanted)].map(indent => ({
    line,
    text: ' '.repeat(indent) + text,
    message: {
      zh: `缩进不对：这一行前面有 ${own} 个空格，应为 ${indent} 个。同一级的内容左对齐。`,
      en: `The indentation is wrong: ${own} spaces here, where there should be ${indent}. What is on one level starts in one column.`,
    },
  }))
}

function indentOf(line = ''): number {
  return line.length - line.trimStart().length
}

function neighbour(lines: readonly string[], line: number, step: -1 | 1): number | undefined {
  for (let at = line - 1 + step; at >= 0 && at < lines.length; at += step) {
    const text = lines[at]?.trim() ?? ''
    if (text !== '' && !text.startsWith('#')) return indentOf(lines[at])
  }
  return undefined
}

const SPACE: Message = { zh: '冒号之后要有一个空格。', en: 'A colon is followed by a space.' }
const COLON: Message = {
  zh: '键和内容之间缺了冒号（冒号之后空一格）。',
  en: 'The colon between key and value is missing (and a space after it).',
}

const OPENED: Message = {
  zh: '这里不写括号：编号之后写冒号，内容写在下面几行，多缩进两个空格。',
  en: 'No bracket belongs here: an id is followed by a colon, and its contents stand below, two spaces further in.',
}

function spaces(lines: readonly string[], line: number): readonly Candidate[] {
  const text = lines[line - 1] ?? ''
  const opened = /^(\s*[\p{L}_][\p{L}\w.-]*)\s*:?\s*[{[]\s*$/u.exec(text)
  if (opened) return [{ line, text: `${opened[1]}:`, message: OPENED }]
  const joined = /^(\s*(?:- )?[\p{L}_][\p{L}\w.-]*):([^\s:].*)$/u.exec(text)
  return joined ? [{ line, text: `${joined[1]}: ${joined[2]}`, message: SPACE }] : []
}

function colons(lines: readonly string[], line: number): readonly Candidate[] {
  const text = lines[line - 1] ?? ''
  const found: Candidate[] = []
  const missing = /^(\s*(?:- )?[\p{L}_][\p{L}\w.-]*) +([^:#\s].*)$/u.exec(text)
  if (missing && !text.includes(': ')) found.push({ line, text: `${missing[1]}: ${missing[2]}`, message: COLON })
  const bare = /^(\s*[\p{L}_][\p{L}\p{N}._-]*)\s*$/u.exec(text)
  if (bare) found.push({ line, text: `${bare[1]}:`, message: COLON })
  return found
}

const BRACKET: Message = { zh: '括号没有闭合。', en: 'A bracket is not closed.' }
const QUOTE: Message = { zh: '引号没有闭合。', en: 'A quotation mark is not closed.' }

/** What was opened on the line and not closed, closed at its end. */
function ends(lines: readonly string[], line: number): readonly Candidate[] {
  const text = (lines[line - 1] ?? '').trimEnd()
  const open: { readonly closing: string; readonly at: number }[] = []
  let quote = -1
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (quote >= 0) quote = letter === '"' ? -1 : quote
    else if (letter === '"') quote = at
    else if (letter === '[' || letter === '{') open.push({ closing: letter === '[' ? ']' : '}', at })
    else if (letter === open.at(-1)?.closing) open.pop()
  }
  const closing = open
    .map(one => one.closing)
    .toReversed()
    .join('')
  if (quote >= 0) {
    const [before, after] = [text.slice(0, quote + 1), text.slice(quote + 1)]
    const [, inner = '', rest = ''] = /^(.*?)(\s*(?:,\s*[\p{L}\w-]+\s*:|[}\]]).*)$/u.exec(after) ?? []
    const within =
      open.length > 0 && rest !== '' ? [{ line, text: `${before}${inner}"${rest}`, at: quote, message: QUOTE }] : []
    return [...within, { line, text: `${text}"${closing}`, at: quote, message: QUOTE }]
  }
  if (closing === '') return []
  const space = closing.startsWith('}') ? ' ' : ''
  return [{ line, text: `${text}${space}${closing}`, at: open.at(-1)?.at ?? 0, message: BRACKET }]
}
