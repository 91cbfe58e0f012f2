/** Values of several periods in, a line for each series with a mark at each period out; a period without a value is a gap. */

import type { Language } from '../../model/message.ts'
import { numberText } from '../figures.ts'
import { fixed, INK, LINE, legend, lettering, SOFT, svg, WIDTH, withinFrame } from './svg.ts'
import { roomOf, shorten } from './text.ts'

export interface TrendSeries {
  readonly label: string
  /** One for each period; null: not known. */
  readonly values: readonly (number | null)[]
}

export interface Trend {
  /** What it is a trend of, for a screen reader. */
  readonly label: string
  /** From the earliest. */
  readonly periods: readonly string[]
  readonly series: readonly TrendSeries[]
}

const SIZE = 11
const TOP = 22
const TALL = 150
const BOTTOM = TOP + TALL

/** Series are told apart by mark and dashes. */
const DASHES = ['', '7 4', '2 4', '9 3 2 3'] as const
const MARKS = [
  (x: number, y: number) => `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="4" fill="${LINE}"/>`,
  (x: number, y: number) =>
    `<rect x="${fixed(x - 4)}" y="${fixed(y - 4)}" width="8" height="8" fill="#fff" stroke="${LINE}" stroke-width="2"/>`,
  (x: number, y: number) => `<path d="M${fixed(x)} ${fixed(y - 5)} l5 9 h-10 z" fill="${LINE}"/>`,
  (x: number, y: number) =>
    `<path d="M${fixed(x)} ${fixed(y - 5)} l5 5 l-5 5 l-5 -5 z" fill="#fff" stroke="${LINE}" stroke-width="2"/>`,
] as const

interface Point {
  readonly x: number
  readonly y: number
  readonly text: string
}

/** Empty where no value is known. */
export function trendChart({ label, periods, series }: Trend, language: Language): string {
  const known = series.flatMap(({ values }) => values.slice(0, periods.length).filter(value => value !== null))
  if (known.length === 0) return ''
  const scale = scaleOf(known)
  const ticks = scale.ticks.map(value => ({ value, text: shorten(numberText(value, language), SIZE, WIDTH / 4) }))
  const left = Math.max(...ticks.map(({ text }) => roomOf(text, SIZE))) + 8
  const slot = (WIDTH - left) / periods.length
  const x = (period: number): number => left + slot * (period + 0.5)
  const y = (value: number): number => BOTTOM - ((value - scale.low) / (scale.high - scale.low)) * TALL
  const lines = series.map(({ values }) =>
    periods.map((_, period): Point | null => {
      const value = values[period] ?? null
      return value === null ? null : { x: x(period), y: y(value), text: numberText(value, language) }
    }),
  )
  const grid = ticks.map(({ value, text }) => {
    const at = fixed(y(value))
    return `<line x1="${fixed(left)}" y1="${at}" x2="${WIDTH}" y2="${at}" stroke="#cfd7dc"/>${lettering(left - 6, y(value) + 4, text, { size: SIZE, anchor: 'end', fill: SOFT })}`
  })
  const named =
    series.length > 1
      ? legend(
          series.map((one, at) => ({ text: one.label, draw: (lx, ly) => sample(lx, ly + 5, at) })),
          BOTTOM + 26,
        )
      : { inside: '', height: 0 }
  return svg({
    kind: 'trend',
    label,
    described: describe(periods, series, language),
    height: BOTTOM + 26 + named.height,
    inside: [
      ...grid,
      ...periodNames(periods, slot, x),
      ...lines.map((points, at) => drawLine(points, at)),
      ...lines.flatMap((points, at) => points.filter(point => point !== null).map(point => mark(at)(point.x, point.y))),
      ...valueTexts(
        lines.flat().filter(point => point !== null),
        left,
      ),
      named.inside,
    ].join(''),
  })
}

function describe(periods: readonly string[], series: readonly TrendSeries[], language: Language): string {
  const told = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : numberText(value, language)
  return series
    .map(({ label, values }) => `${label}: ${periods.map((period, at) => `${period} ${told(values[at])}`).join(', ')}`)
    .join('; ')
}

/** Round numbers around what is known, four or five of them. */
function scaleOf(known: readonly number[]): {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
} {
  const least = Math.min(...known)
  const most = Math.max(...known)
  // Finer steps would print alike.
  const step = roundStep(most > least ? Math.max((most - least) / 4, 0.01) : Math.max(Math.abs(most) / 10, 1))
  const low = Math.floor(least / step) * step
  const high = Math.max(Math.ceil(most / step) * step, low + step)
  const count = Math.round((high - low) / step)
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, at) => low + at * step) }
}

/** 1, 2 or 5 times a power of ten, no smaller than asked for. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted))
  const times = wanted / power
  return (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10) * power
}

/** As many as there is room for, the latest always. */
function periodNames(periods: readonly string[], slot: number, x: (period: number) => number): readonly string[] {
  const wanted = Math.min(Math.max(...periods.map(period => roomOf(period, SIZE))), WIDTH / 3)
  // The outermost names are moved inwards where they would leave the frame, and come nearer to their neighbours.
  const roomAt = (every: number): number => Math.min(every * slot - 8, ((every + 0.5) * slot - 6) / 1.5)
  let every = 1
  while (every < periods.length && roomAt(every) < wanted) every++
  const room = Math.min(every === periods.length ? WIDTH / 3 : roomAt(every), WIDTH / 3)
  return periods.map((period, at) => {
    if ((periods.length - 1 - at) % every !== 0) return ''
    const shown = shorten(period, SIZE, room)
    return lettering(withinFrame(x(at), shown, SIZE), BOTTOM + 18, shown, {
      size: SIZE,
      anchor: 'middle',
      whole: period,
    })
  })
}

function drawLine(points: readonly (Point | null)[], series: number): string {
  const dashes = DASHES[(series + Math.floor(series / MARKS.length)) % DASHES.length]
  const path = points
    .map((point, at) => (point === null ? '' : `${points[at - 1] ? 'L' : 'M'}${fixed(point.x)} ${fixed(point.y)}`))
    .join('')
  return `<path d="${path}" fill="none" stroke="${LINE}" stroke-width="2"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>`
}

function mark(series: number) {
  return MARKS[series % MARKS.length] ?? MARKS[0]
}

function sample(x: number, y: number, series: number): string {
  const ends = [x, x + 18].map(end => ({ x: end, y, text: '' }))
  return drawLine(ends, series) + mark(series)(x + 9, y)
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Above its mark, else below it; where neither has room only the description tells it. The latest come first. */
function valueTexts(points: readonly Point[], left: number): readonly string[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }))
  return points
    .toSorted((one, other) => other.x - one.x)
    .flatMap(({ x, y, text }) => {
      const room = roomOf(text, SIZE)
      const middle = withinFrame(x, text, SIZE)
      for (const base of [y - 8, y + 17]) {
        const box = { left: middle - room / 2, right: middle + room / 2, top: base - SIZE, bottom: base + 3 }
        if (box.top < 0 || box.bottom > BOTTOM + 4 || box.left < left || taken.some(one => isOver(one, box))) continue
        taken.push(box)
        return lettering(middle, base, text, { size: SIZE, anchor: 'middle', fill: INK, hasHalo: true })
      }
      return []
    })
}

function isOver(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
