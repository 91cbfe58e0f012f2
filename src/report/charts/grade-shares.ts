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

/** One look for each grade in turn; lines on the light ones tell them apart in black and white. */
const LOOKS = [
  { fill: '#35596f', ink: '#fff', lines: '' },
  { fill: '#8fb3cc', ink: '#111', lines: '' },
  { fill: '#dfe7ec', ink: '#111', lines: 'M0 6 L6 0' },
  { fill: '#fff', ink: '#111', lines: 'M0 3 H6 M3 0 V6' },
  { fill: '#fff', ink: '#111', lines: '' },
] as const

export function gradeShares(rows: readonly GradeBar[], label: string): string {
  const id = 'grade-shares'
  const patterns = LOOKS.map(({ fill, lines }, at) =>
    lines === ''
      ? ''
      : `<pattern id="${id}-${at}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="${fill}"/><path d="${lines}" stroke="#9fb0bb" stroke-width="1"/></pattern>`,
  )
  const bars = rows.map((row, at) => bar(row, at * ROW + 4, id))
  const described = rows
    .map(({ label: name, parts }) => `${name}: ${parts.map(({ title, count }) => `${title} ${count}`).join(', ')}`)
    .join('; ')
  const height = rows.length * ROW + 6
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeText(label)}" xmlns="http://www.w3.org/2000/svg"><title>${escapeText(label)}</title><desc>${escapeText(described)}</desc><defs>${patterns.join('')}</defs>${bars.join('')}</svg>`
}

function bar({ label, parts }: GradeBar, y: number, id: string): string {
  const whole = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  )
  let x = LEFT
  const drawn = parts.map(({ title, count }, at) => {
    const width = (count / whole) * (WIDTH - LEFT - RIGHT)
    const from = x
    x += width
    return count === 0 ? '' : part(title, count, { from, width, y, look: Math.min(at, LOOKS.length - 1), id })
  })
  return `<text x="${LEFT - 8}" y="${y + 15}" font-size="12" text-anchor="end">${escapeText(label)}</text>${drawn.join('')}`
}

function part(
  title: string,
  count: number,
  { from, width, y, look, id }: { from: number; width: number; y: number; look: number; id: string },
): string {
  const { fill, ink, lines } = LOOKS[look] ?? LOOKS[0]
  const words = width >= ROOM_FOR_TITLE ? `${title} ${count}` : width >= ROOM_FOR_COUNT ? String(count) : ''
  const paint = lines === '' ? fill : `url(#${id}-${look})`
  const text =
    words === ''
      ? ''
      : `<text x="${fixed(from + width / 2)}" y="${y + 15}" font-size="11" text-anchor="middle" fill="${ink}"${ink === '#fff' ? '' : ' stroke="#fff" stroke-width="3" paint-order="stroke"'}>${escapeText(words)}</text>`
  return `<rect x="${fixed(from)}" y="${y}" width="${fixed(width)}" height="${BAR}" fill="${paint}" stroke="#35596f"/>${text}`
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10)
}
