/** Labels with a value each in, a bar for each with its figures out: the distribution of grades, what was missed most. */

import type { Language } from '../../model/message.ts'
import { numberText, shareText } from '../figures.ts'
import { BAR_HEIGHT, layRows, type Row } from './rows.ts'
import { drawingId, fixed, HATCHINGS, hatched, LINE, svg } from './svg.ts'

interface Bar extends Row {
  readonly value: number
}

export interface Counted {
  readonly label: string
  readonly value: number
}

/**
 * How many of all have each grade, from the best, and last how many have none. A grade is hatched as in the score bar,
 * which begins with the lowest.
 */
export function distributionChart(rows: readonly Counted[], label: string, language: Language): string {
  const all = rows.reduce((sum, { value }) => sum + value, 0)
  return drawBars(
    'distribution',
    label,
    rows.map(row => ({
      ...row,
      figures: `${numberText(row.value, language)} · ${shareText(row.value, all, language)}`,
    })),
    at => (at === rows.length - 1 ? HATCHINGS - 1 : rows.length - 2 - at),
  )
}

export interface Missed {
  readonly label: string
  readonly missed: number
  /** Cases judged, missed ones among them. */
  readonly checked: number
}

/** Bars by the number of misses, with the share of what was checked. */
export function mostMissedChart(rows: readonly Missed[], label: string, language: Language): string {
  return drawBars(
    'most-missed',
    label,
    rows.map(({ label: title, missed, checked }) => ({
      label: title,
      value: missed,
      figures: `${numberText(missed, language)} / ${numberText(checked, language)} · ${shareText(missed, checked, language)}`,
    })),
    () => 1,
  )
}

function drawBars(kind: string, label: string, rows: readonly Bar[], hatchingOf: (row: number) => number): string {
  const described = rows.map(row => `${row.label} ${row.figures}`).join('; ')
  const id = drawingId(kind, label, described)
  const most = Math.max(1, ...rows.map(({ value }) => value))
  const laid = layRows(rows)
  const inside = laid.rows.map(({ y, label: title, figures }, at) => {
    const length = (Math.max(0, rows[at]?.value ?? 0) / most) * laid.length
    return `${title}<rect x="${fixed(laid.start)}" y="${fixed(y)}" width="${fixed(length)}" height="${BAR_HEIGHT}" fill="${hatched(id, hatchingOf(at))}" stroke="${LINE}"/>${figures(laid.start + length)}`
  })
  return svg({ kind, label, described, height: laid.height, inside: inside.join(''), hatchings: HATCHINGS })
}
