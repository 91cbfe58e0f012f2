/** Periods with their people by grade in, a bar for each period out, cut by grade: told apart by pattern and words, not by colour alone. */

import { escapeText } from '../charts.ts'

export interface GradeBar {
  readonly label: string
  /** From the best grade to none, in the same order for each bar. */
  readonly parts: readonly { readonly title: string; readonly count: number }[]
}

const [WIDTH, LEFT, RIGHT, ROW, BAR] = [640, 96, 12, 34, 22]
/** Narrower parts carry no words; the table beside the chart does. */
const [ROOM_FOR_COUNT, ROOM_FOR_TITLE] = [18, 64]
const HATCH = 7

/** One look for each grade in turn; the light ones are hatched, one way or the other, so that black and white tells them too. */
const LOOKS = [
  { fill: '#35596f', ink: '#fff', hatch: 0 },
  { fill: '#8fb3cc', ink: '#111', hatch: 0 },
  { fill: '#eef2f5', ink: '#111', hatch: 1 },
  { fill: '#fff', ink: '#111', hatch: -1 },
  { fill: '#fff', ink: '#111', hatch: 0 },
] as const

export function gradeShares(rows: readonly GradeBar[], label: string): string {
  const bars = rows.map((row, at) => bar(row, at * ROW + 4))
  const described = rows
    .map(({ label: name, parts }) => `${name}: ${parts.map(({ title, count }) => `${title} ${count}`).join(', ')}`)
    .join('; ')
  const height = rows.length * ROW + 6
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeText(label)}" xmlns="http://www.w3.org/2000/svg"><title>${escapeText(label)}</title><desc>${escapeText(described)}</desc>${bars.join('')}</svg>`
}

function bar({ label, parts }: GradeBar, y: number): string {
  const whole = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  )
  let x = LEFT
  const drawn = parts.map(({ title, count }, at) => {
    const width = (count / whole) * (WIDTH - LEFT - RIGHT)
    const from = x
    x += width
    return count === 0 ? '' : part(title, count, { from, width, y, look: Math.min(at, LOOKS.length - 1) })
  })
  return `<text x="${LEFT - 8}" y="${y + 15}" font-size="12" text-anchor="end">${escapeText(label)}</text>${drawn.join('')}`
}

function part(
  title: string,
  count: number,
  {
    from,
    width,
    y,
    look,
  }: { readonly from: number; readonly width: number; readonly y: number; readonly look: number },
): string {
  const { fill, ink, hatch } = LOOKS[look] ?? LOOKS[0]
  const words = width >= ROOM_FOR_TITLE ? `${title} ${count}` : width >= ROOM_FOR_COUNT ? String(count) : ''
  const text =
    words === ''
      ? ''
      : `<text x="${fixed(from + width / 2)}" y="${y + 15}" font-size="11" text-anchor="middle" fill="${ink}"${ink === '#fff' ? '' : ' stroke="#fff" stroke-width="3" paint-order="stroke"'}>${escapeText(words)}</text>`
  return `<rect x="${fixed(from)}" y="${y}" width="${fixed(width)}" height="${BAR}" fill="${fill}" stroke="#35596f"/>${hatched(from, width, y, hatch)}${text}`
}

/** Slanting lines, cut off at the part's own edges. */
function hatched(from: number, width: number, y: number, way: number): string {
  if (way === 0) return ''
  const lines: string[] = []
  for (let start = -BAR; start < width; start += HATCH) {
    const [left, right] = [Math.max(0, start), Math.min(width, start + BAR)]
    const height = (x: number): number => (way > 0 ? BAR - (x - start) : x - start)
    lines.push(`M${fixed(from + left)} ${fixed(y + height(left))}L${fixed(from + right)} ${fixed(y + height(right))}`)
  }
  return `<path d="${lines.join('')}" stroke="#9fb0bb" fill="none"/>`
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10)
}
