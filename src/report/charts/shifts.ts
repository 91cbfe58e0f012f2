/** Scores before and after in, for each label a ring where it was, a filled mark where it is, a line between out. */

import { BAR_HEIGHT, layRows } from './rows.ts'
import { fixed, LINE, svg } from './svg.ts'

/** On a scale from 0 to 100. */
export function shifts(
  rows: readonly { readonly label: string; readonly before: number; readonly after: number }[],
  label: string,
): string {
  const told = rows.map(({ label: name, before, after }) => ({ label: name, figures: `${before} → ${after}` }))
  const laid = layRows(told)
  const x = (value: number): number => laid.start + 8 + (Math.max(0, Math.min(100, value)) / 100) * (laid.length - 16)
  const inside = laid.rows.map((row, at) => {
    const y = row.y + BAR_HEIGHT / 2
    const before = x(rows[at]?.before ?? 0)
    const after = x(rows[at]?.after ?? 0)
    return [
      row.label,
      `<line x1="${fixed(before)}" y1="${fixed(y)}" x2="${fixed(after)}" y2="${fixed(y)}" stroke="${LINE}" stroke-width="2"/>`,
      `<circle cx="${fixed(before)}" cy="${fixed(y)}" r="5" fill="#fff" stroke="${LINE}" stroke-width="2"/>`,
      `<path d="M${fixed(after)} ${fixed(y - 6)} l6 12 h-12 z" fill="${LINE}"/>`,
      row.figures(laid.start + laid.length),
    ].join('')
  })
  const described = told.map(row => `${row.label} ${row.figures}`).join('; ')
  return svg({ kind: 'shifts', label, described, height: laid.height, inside: inside.join('') })
}
