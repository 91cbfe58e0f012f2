/** Periods with their people by grade in, a bar for each period out, cut by grade and hatched as everywhere; a legend names the grades. */

import { drawingId, fixed, HATCHINGS, hatched, LINE, legend, lettering, svg, WIDTH } from './svg.ts'
import { roomOf } from './text.ts'

export interface GradeBar {
  readonly label: string
  /** From the best grade to none, in the same order for each bar. */
  readonly parts: readonly { readonly title: string; readonly count: number }[]
}

const KIND = 'grade-shares'
const SIZE = 12
const ROW = 30
const BAR = 20
const MOST_LABEL = WIDTH / 4

interface Ground {
  readonly id: string
  readonly left: number
  readonly hatchingOf: (part: number) => number
}

/** Empty without periods. */
export function gradeShares(rows: readonly GradeBar[], label: string): string {
  const titles = rows[0]?.parts.map(({ title }) => title) ?? []
  if (rows.length === 0) return ''
  const described = rows
    .map(({ label: name, parts }) => `${name}: ${parts.map(({ title, count }) => `${title} ${count}`).join(', ')}`)
    .join('; ')
  const id = drawingId(KIND, label, described)
  const left = Math.min(MOST_LABEL, Math.max(...rows.map(row => roomOf(row.label, SIZE)))) + 8
  // As in the score bar, which begins with the lowest; those without a grade come last.
  const hatchingOf = (part: number): number => (part === titles.length - 1 ? HATCHINGS - 1 : titles.length - 2 - part)
  const bars = rows.map((row, at) => bar(row, at * ROW + 4, { id, left, hatchingOf }))
  const named = legend(
    titles.map((text, part) => ({
      text,
      draw: (x, y) =>
        `<rect x="${fixed(x)}" y="${fixed(y)}" width="16" height="10" fill="${hatched(id, hatchingOf(part))}" stroke="${LINE}"/>`,
    })),
    rows.length * ROW + 8,
  )
  const height = rows.length * ROW + 10 + named.height
  return svg({ kind: KIND, label, described, height, inside: bars.join('') + named.inside, hatchings: HATCHINGS })
}

function bar({ label, parts }: GradeBar, y: number, { id, left, hatchingOf }: Ground): string {
  const whole = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  )
  let from = left
  const drawn = parts.map(({ count }, part) => {
    const width = (count / whole) * (WIDTH - left - 1)
    const x = from
    from += width
    if (count === 0) return ''
    const rect = `<rect x="${fixed(x)}" y="${y}" width="${fixed(width)}" height="${BAR}" fill="${hatched(id, hatchingOf(part))}" stroke="${LINE}"/>`
    // Narrower parts carry no number; the table beside the chart does.
    if (width < roomOf(String(count), SIZE) + 6) return rect
    return rect + lettering(x + width / 2, y + BAR - 5, String(count), { size: SIZE, anchor: 'middle', hasHalo: true })
  })
  const name = lettering(left - 8, y + BAR - 5, label, { size: SIZE, anchor: 'end', room: left - 8 })
  return name + drawn.join('')
}
