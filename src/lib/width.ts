/** Text in, the number of terminal columns it takes out: Chinese two, combining marks none, emoji two. */

/** Made where it is first needed: most text does without, and it takes longer to make than to print a page of help. */
let graphemes: Intl.Segmenter | undefined
const INVISIBLE = /^[\p{M}\p{Cf}\p{Cc}]$/u
const EMOJI = /^\p{Emoji_Presentation}$/u
const EMOJI_SELECTOR = '\u{FE0F}'

/** First and last code points of the East Asian Wide and Fullwidth blocks. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
]

export function displayWidth(text: string): number {
  const plain = plainWidth(text)
  if (plain !== undefined) return plain
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += widthOfGrapheme(segment)
  return width
}

/** Of text in Latin letters and common Chinese, which most is, each letter stands for itself; undefined: look closer. */
function plainWidth(text: string): number | undefined {
  let width = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x20 && unit <= 0x7e) width += 1
    else if (isIn(NARROW, unit)) width += 1
    else if (isIn(COMMON_WIDE, unit)) width += 2
    else return undefined
  }
  return width
}

/** Without a mark, a joiner or a soft hyphen among them. */
const NARROW = [
  [0x20, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
  [0x2010, 0x2027],
] as const
const COMMON_WIDE = [
  [0x4e00, 0x9fff],
  [0x3000, 0x3029],
  [0xff01, 0xff60],
] as const

function isIn(ranges: readonly (readonly [number, number])[], unit: number): boolean {
  for (const [first, last] of ranges) if (unit >= first && unit <= last) return true
  return false
}

/** A letter with its marks, or a family joined from several emoji, is as wide as its widest part. */
function widthOfGrapheme(grapheme: string): number {
  if (grapheme.includes(EMOJI_SELECTOR)) return 2
  return Math.max(...[...grapheme].map(widthOfCharacter))
}

function widthOfCharacter(character: string): number {
  if (INVISIBLE.test(character)) return 0
  const point = character.codePointAt(0) ?? 0
  return EMOJI.test(character) || WIDE.some(([first, last]) => point >= first && point <= last) ? 2 : 1
}
