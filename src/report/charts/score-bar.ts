/** A score and the grades' lower bounds in, the scale from 0 to 100 with a marker at the score out. */

import { drawingId, fixed, HATCHINGS, hatched, INK, legend, lettering, SOFT, svg, WIDTH, withinFrame } from './svg.ts'
import { roomOf } from './text.ts'

export interface Band {
  readonly title: string
  readonly from: number
}

const KIND = 'score-bar'
const SIDE = 12
const TOP = 16
const THICK = 16
const TITLE = 11
const BORDER = 10

interface Segment extends Band {
  readonly start: number
  readonly end: number
  readonly middle: number
}

/** What is the same for every score. */
interface Scale {
  readonly segments: readonly Segment[]
  readonly described: string
  /** Absent: the titles have no room below it, and stand in a legend. */
  readonly titles?: ReturnType<typeof titlesBelow>
}

const SCALES = new WeakMap<readonly Band[], Scale>()

function scaleOf(bands: readonly Band[]): Scale {
  const known = SCALES.get(bands)
  if (known) return known
  const segments = segmentsOf(bands)
  const described = segments.map(({ title, from }) => `${title} ≥ ${from}`).join(', ')
  const scale = { segments, described, ...(hasRoom(segments) ? { titles: titlesBelow(segments) } : {}) }
  SCALES.set(bands, scale)
  return scale
}

export function scoreBar(score: number | null, bands: readonly Band[], label: string): string {
  const { segments, described, titles } = scaleOf(bands)
  const id = drawingId(KIND, label, described)
  const bars = segments.map(
    ({ start, end }, at) =>
      `<rect x="${fixed(start)}" y="${TOP}" width="${fixed(end - start)}" height="${THICK}" fill="${hatched(id, at)}" stroke="${INK}"/>`,
  )
  const below = titles ?? legendBelow(segments, id)
  return svg({
    kind: KIND,
    label,
    described,
    height: TOP + THICK + 6 + below.height,
    inside: bars.join('') + marker(score) + below.inside,
    hatchings: Math.min(segments.length, HATCHINGS),
  })
}

function segmentsOf(bands: readonly Band[]): readonly Segment[] {
  const rising = bands.toSorted((one, other) => one.from - other.from)
  return rising.map((band, at) => {
    const start = place(band.from)
    const end = place(rising[at + 1]?.from ?? 100)
    return { ...band, start, end, middle: (start + end) / 2 }
  })
}

function place(value: number): number {
  return SIDE + (Math.max(0, Math.min(100, value)) / 100) * (WIDTH - 2 * SIDE)
}

function marker(score: number | null): string {
  if (score === null) return ''
  const x = fixed(place(score))
  return [
    `<line x1="${x}" y1="${TOP}" x2="${x}" y2="${TOP + THICK}" stroke="#fff" stroke-width="5"/>`,
    `<line x1="${x}" y1="${TOP}" x2="${x}" y2="${TOP + THICK + 3}" stroke="${INK}" stroke-width="2.5"/>`,
    `<path d="M${x} ${TOP} l-7 -12 h14 z" fill="${INK}"/>`,
  ].join('')
}

/** Whether every title and every border can stand below its own place. */
function hasRoom(segments: readonly Segment[]): boolean {
  const titles = segments.map(({ title, middle }) => ({ text: title, at: middle, size: TITLE }))
  const borders = segments.slice(1).map(({ from, start }) => ({ text: String(from), at: start, size: BORDER }))
  return areApart(titles) && areApart(borders)
}

function areApart(texts: readonly { readonly text: string; readonly at: number; readonly size: number }[]): boolean {
  const boxes = texts.map(({ text, at, size }) => {
    const room = roomOf(text, size)
    const start = withinFrame(at, text, size) - room / 2
    return { start, end: start + room }
  })
  return boxes.every(({ start, end }, at) => {
    const before = boxes[at - 1]
    return start >= 0 && end <= WIDTH && (before === undefined || before.end + 4 <= start)
  })
}

function titlesBelow(segments: readonly Segment[]) {
  const y = TOP + THICK + 14
  const titles = segments.map(({ title, middle }) =>
    lettering(withinFrame(middle, title, TITLE), y, title, { size: TITLE, anchor: 'middle' }),
  )
  const borders = segments
    .slice(1)
    .map(({ from, start }) => lettering(start, y + 13, String(from), { size: BORDER, anchor: 'middle', fill: SOFT }))
  return { inside: [...titles, ...borders].join(''), height: 26 }
}

function legendBelow(segments: readonly Segment[], id: string) {
  return legend(
    segments.map(({ title, from }, at) => ({
      text: `${title} ≥ ${from}`,
      draw: (x, y) =>
        `<rect x="${fixed(x + 1)}" y="${fixed(y)}" width="16" height="10" fill="${hatched(id, at)}" stroke="${INK}"/>`,
    })),
    TOP + THICK + 6,
  )
}
