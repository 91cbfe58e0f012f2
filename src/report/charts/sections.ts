/** Sections of a scorecard in, for each what it is out of as an outline and what was reached as a bar out. */

import { BAR_HEIGHT, layRows } from './rows.ts'
import { drawingId, fixed, hatched, LINE, SOFT, svg } from './svg.ts'

export interface SectionBar {
  readonly title: string
  /** Null: nothing applies here. */
  readonly score: number | null
  /** The marks that count; null for a bonus. */
  readonly outOf: number | null
  /** As printed: `45.66 / 50`. */
  readonly figures: string
}

const KIND = 'sections'
const REACHED = 2
const BONUS = 4

/** Empty without sections. */
export function sectionsChart(sections: readonly SectionBar[], label: string): string {
  if (sections.length === 0) return ''
  const described = sections.map(({ title, figures }) => `${title} ${figures}`).join('; ')
  const id = drawingId(KIND, label, described)
  const laid = layRows(sections.map(({ title, figures }) => ({ label: title, figures })))
  const most = Math.max(1, ...sections.map(({ score, outOf }) => Math.max(score ?? 0, outOf ?? 0)))
  const long = (value: number): number => (Math.max(0, value) / most) * laid.length
  const bar = (y: number, length: number, rest: string): string =>
    `<rect x="${fixed(laid.start)}" y="${fixed(y)}" width="${fixed(length)}" height="${BAR_HEIGHT}" ${rest}/>`
  const inside = sections.map(({ score, outOf }, at) => {
    const row = laid.rows[at]
    if (!row) return ''
    const whole = long(outOf ?? 0)
    const reached = long(score ?? 0)
    return [
      row.label,
      outOf === null
        ? ''
        : bar(row.y, whole, `fill="#fff" stroke="${SOFT}"${score === null ? ' stroke-dasharray="4 3"' : ''}`),
      score === null
        ? ''
        : bar(row.y, reached, `fill="${hatched(id, outOf === null ? BONUS : REACHED)}" stroke="${LINE}"`),
      row.figures(laid.start + Math.max(whole, reached)),
    ].join('')
  })
  return svg({ kind: KIND, label, described, height: laid.height, inside: inside.join(''), hatchings: BONUS + 1 })
}
