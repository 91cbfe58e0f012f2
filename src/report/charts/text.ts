/** Text and a size of type in, the room that it takes at the most out, and what of it fits a given room. */

import { displayWidth } from '../../lib/width.ts'

/** Made where it is first needed. */
let graphemes: Intl.Segmenter | undefined
const EMOJI = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\u{FE0F}/u
const JOINER = /[\u{200D}\u{FE0F}]/u
const WIDEST_LETTER = /[MWmw@%‰…—ŒÆœæ]/
const CAPITAL = /\p{Lu}/u
const PLAIN = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{S}\p{Z}]/u
const BREAK_AFTER = /[\s\-/，。；：、,;]$/

/**
 * Parts of the size of type, from the widest of the typefaces that our style sheet falls back on: nobody knows which of
 * them a reader has.
 */
const WIDTHS = { wide: 1.05, emoji: 1.4, widestLetter: 1.02, capital: 0.82, letter: 0.66, otherScript: 1.15 } as const

/** What sums of decimals are out by. */
const ROUNDING = 1e-6

export function roomOf(text: string, size: number): number {
  let room = 0
  for (const grapheme of graphemesOf(text)) room += widthOf(grapheme)
  return room * size
}

/** Letters that no mark joins with the next: most texts are of these, and a thousand sheets measure many. */
const SINGLE_LETTERS = /^[\x20-\x7E\u3001-\u3011\u4E00-\u9FFF\uFF01-\uFF5E]*$/

function graphemesOf(text: string): readonly string[] {
  if (SINGLE_LETTERS.test(text)) return text.split('')
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

const widths = new Map<string, number>()

function widthOf(grapheme: string): number {
  const known = widths.get(grapheme) ?? measure(grapheme)
  widths.set(grapheme, known)
  return known
}

function measure(grapheme: string): number {
  const columns = displayWidth(grapheme)
  if (columns === 0) return 0
  // Where no typeface knows how to join them, each part of a family or of a flag stands alone.
  if (EMOJI.test(grapheme)) return WIDTHS.emoji * [...grapheme].filter(part => !JOINER.test(part)).length
  if (columns > 1) return WIDTHS.wide
  if (WIDEST_LETTER.test(grapheme)) return WIDTHS.widestLetter
  if (CAPITAL.test(grapheme)) return WIDTHS.capital
  return PLAIN.test(grapheme) ? WIDTHS.letter : WIDTHS.otherScript
}

/** The text, or its beginning with a sign that there is more. */
export function shorten(text: string, size: number, room: number): string {
  return roomOf(text, size) <= room + ROUNDING ? text : beginning(text, size, room)
}

function beginning(text: string, size: number, room: number): string {
  let left = room - roomOf('…', size)
  let kept = ''
  for (const segment of graphemesOf(text)) {
    left -= roomOf(segment, size)
    if (left < -ROUNDING) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** Lines that fit, so many at the most; the last one is shortened where more would follow. */
export function wrap(text: string, size: number, room: number, most: number): readonly string[] {
  const lines: string[] = []
  let rest = text.trim()
  while (lines.length < most - 1 && roomOf(rest, size) > room) {
    const line = firstLine(rest, size, room)
    lines.push(line.trimEnd())
    rest = rest.slice(line.length).trimStart()
  }
  return rest === '' && lines.length > 0 ? lines : [...lines, shorten(rest, size, room)]
}

/** Broken after a space or a sign, or beside a Chinese character; within a word only where nothing else is left. */
function firstLine(text: string, size: number, room: number): string {
  let line = ''
  let whole = ''
  let left = room
  for (const segment of graphemesOf(text)) {
    left -= roomOf(segment, size)
    if (line !== '' && left < -ROUNDING) return whole === '' ? line : whole
    const isWide = displayWidth(segment) > 1
    if (isWide && line !== '') whole = line
    line += segment
    if (isWide || BREAK_AFTER.test(segment)) whole = line
  }
  return line
}
