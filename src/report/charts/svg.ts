/** The parts that charts are drawn from: the frame with what a screen reader says, text that fits, hatching. */

import { createHash } from 'node:crypto'
import { roomOf, shorten } from './text.ts'

/** In units of the drawing; pages scale it. Narrow, so that letters are still letters on a telephone. */
export const WIDTH = 480

export const INK = '#1c2329'
export const SOFT = '#4c5963'
export const LINE = '#35596f'

/** Fills from light to dark, each hatched in its own way: without colour the hatching tells them apart. */
const HATCHING: readonly (readonly [fill: string, lines: string])[] = [
  ['#eef1f3', ''],
  ['#d3dde6', 'M0 6 L6 0'],
  ['#b4cadb', 'M0 3 H6'],
  ['#8fb3cc', 'M0 0 L6 6 M0 6 L6 0'],
  ['#ffffff', 'M2 2 h1.5 M5 5 h1.5'],
  ['#c9d3da', 'M3 0 V6'],
]

export interface Drawing {
  readonly kind: string
  /** Said in place of the picture. */
  readonly label: string
  /** And the figures in it. */
  readonly described: string
  readonly height: number
  readonly inside: string
  /** How many of the hatchings it uses, from the first. */
  readonly hatchings?: number
}

/** Several drawings may stand in one page: each has ids of its own. */
export function drawingId(kind: string, label: string, described: string): string {
  return `${kind}-${createHash('sha256').update(`${label}\n${described}`).digest('hex').slice(0, 8)}`
}

export function svg({ kind, label, described, height, inside, hatchings = 0 }: Drawing): string {
  const id = drawingId(kind, label, described)
  const used = HATCHING.slice(0, hatchings).map(([fill, lines], at) => hatching(`${id}-${at}`, fill, lines))
  const defs = used.length === 0 ? '' : `<defs>${used.join('')}</defs>`
  return [
    `<svg viewBox="0 0 ${WIDTH} ${fixed(height)}" role="img" aria-label="${escapeText(label)}" aria-describedby="${id}" xmlns="http://www.w3.org/2000/svg">`,
    `<title>${escapeText(label)}</title><desc id="${id}">${escapeText(described)}</desc>`,
    `${defs}${inside}</svg>`,
  ].join('')
}

function hatching(id: string, fill: string, lines: string): string {
  const stroke = lines === '' ? '' : `<path d="${lines}" stroke="${LINE}" stroke-width="0.8" fill="none"/>`
  return `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="${fill}"/>${stroke}</pattern>`
}

/** The fill of one hatching of a drawing. */
export function hatched(id: string, at: number): string {
  return `url(#${id}-${at % HATCHING.length})`
}

export const HATCHINGS = HATCHING.length

interface Lettering {
  readonly size: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly fill?: string
  /** Room for it; what does not fit is shortened, and whole in a title. */
  readonly room?: number
  /** What it stands for, where it is a part of something longer. */
  readonly whole?: string
  /** Where lines pass behind it. */
  readonly hasHalo?: boolean
}

export function lettering(x: number, y: number, text: string, given: Lettering): string {
  const { size, anchor = 'start', fill = INK, room = WIDTH, hasHalo = false } = given
  const shown = shorten(text, size, room)
  const whole = given.whole ?? text
  const title = shown === whole ? '' : `<title>${escapeText(whole)}</title>`
  const halo = hasHalo ? ' paint-order="stroke" stroke="#fff" stroke-width="3"' : ''
  const side = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return `<text x="${fixed(x)}" y="${fixed(y)}" font-size="${size}"${side} fill="${fill}"${halo}>${title}${escapeText(shown)}</text>`
}

/** Where the middle of a text must lie so that it stays within the frame. */
export function withinFrame(middle: number, text: string, size: number): number {
  const half = roomOf(text, size) / 2
  return Math.max(half, Math.min(WIDTH - half, middle))
}

interface LegendItem {
  readonly text: string
  /** Drawn in 16 by 10 units from this corner. */
  draw(x: number, y: number): string
}

/** From left to right, then on the next line. */
export function legend(
  items: readonly LegendItem[],
  top: number,
): { readonly inside: string; readonly height: number } {
  const size = 11
  let x = 0
  let line = 0
  const parts = items.map(({ text, draw }) => {
    const room = Math.min(roomOf(text, size), WIDTH - 22)
    if (x > 0 && x + 22 + room > WIDTH) {
      x = 0
      line++
    }
    const y = top + line * 18
    const part = draw(x, y + 2) + lettering(x + 22, y + 11, text, { size, room: WIDTH - 22 })
    x += 22 + room + 14
    return part
  })
  return { inside: parts.join(''), height: items.length === 0 ? 0 : (line + 1) * 18 }
}

/** A place in the drawing to a tenth of a unit; a number that is none is our bug. */
export function fixed(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`a chart has no place for ${value}`)
  return String(Math.round(value * 10) / 10)
}

export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
