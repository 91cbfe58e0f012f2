/** Labels and figures in, where each label, bar and figure of a chart of rows stands out: beside the bars, or above them where labels are long. */

import { lettering, WIDTH } from './svg.ts'
import { roomOf, wrap } from './text.ts'

const SIZE = 12
const LINE_HEIGHT = 15
const BAR = 16

/** Longer labels stand above their bars. */
const MOST_BESIDE = WIDTH * 0.3
const MOST_LINES = 2
/** So much of the width is left to bars however long the figures are. */
const LEAST_BAR = WIDTH * 0.3

export interface Row {
  readonly label: string
  /** At the end of its bar. */
  readonly figures: string
}

export interface LaidRow {
  /** The upper edge of its bar. */
  readonly y: number
  readonly label: string
  /** The figures, behind a bar that ends there. */
  figures(end: number): string
}

export interface LaidRows {
  readonly rows: readonly LaidRow[]
  readonly start: number
  /** How long a bar may be. */
  readonly length: number
  readonly height: number
}

export const BAR_HEIGHT = BAR

export function layRows(rows: readonly Row[]): LaidRows {
  const widest = Math.max(0, ...rows.map(({ label }) => roomOf(label, SIZE)))
  const isBeside = widest <= MOST_BESIDE
  const start = isBeside ? widest + 8 : 1
  const figuresRoom = Math.min(
    Math.max(0, ...rows.map(({ figures }) => roomOf(figures, SIZE))),
    WIDTH - start - LEAST_BAR - 8,
  )
  let top = 2
  const laid = rows.map(row => {
    const lines = isBeside ? [] : wrap(row.label, SIZE, WIDTH - 2, MOST_LINES)
    const y = top + lines.length * LINE_HEIGHT + (isBeside ? 0 : 3)
    const label = isBeside
      ? lettering(start - 8, y + BAR - 4, row.label, { size: SIZE, anchor: 'end' })
      : lines
          .map((line, at) => lettering(1, top + (at + 1) * LINE_HEIGHT - 3, line, labelOf(row, lines, line)))
          .join('')
    top = y + BAR + (isBeside ? 8 : 9)
    return {
      y,
      label,
      figures: (end: number) => lettering(end + 6, y + BAR - 4, row.figures, { size: SIZE, room: figuresRoom }),
    }
  })
  return { rows: laid, start, length: WIDTH - start - figuresRoom - 8, height: top }
}

function labelOf({ label }: Row, lines: readonly string[], line: string) {
  const isWhole = lines.join('').replaceAll(/\s/g, '') === label.replaceAll(/\s/g, '')
  return { size: SIZE, whole: isWhole ? line : label }
}
