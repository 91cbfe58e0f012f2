/** Figures in, inline SVG out: told apart by shape and label, not by colour alone. */

export interface Band {
  readonly title: string
  readonly from: number
}

const WIDTH = 640

/** A scale from 0 to 100 with the bands' borders and a marker at the score. */
export function scoreBar(score: number | null, bands: readonly Band[], label: string): string {
  const x = (value: number): number => 10 + (value / 100) * (WIDTH - 20)
  const rising = bands.toSorted((one, other) => one.from - other.from)
  const shades = ['#e3e3e3', '#d3dde6', '#b4cadb', '#8fb3cc']
  const parts = rising.map((band, at) => {
    const end = rising[at + 1]?.from ?? 100
    const middle = (x(band.from) + x(end)) / 2
    return [
      `<rect x="${fixed(x(band.from))}" y="22" width="${fixed(x(end) - x(band.from))}" height="14" fill="${shades[at % shades.length] ?? '#ddd'}" stroke="#fff"/>`,
      `<text x="${fixed(middle)}" y="52" font-size="11" text-anchor="middle">${escapeText(band.title)}</text>`,
      at > 0
        ? `<text x="${fixed(x(band.from))}" y="66" font-size="10" text-anchor="middle" fill="#555">${band.from}</text>`
        : '',
    ].join('')
  })
  const marker =
    score === null
      ? ''
      : `<path d="M${fixed(x(score))} 22 l-6 -10 h12 z" fill="#111"/><line x1="${fixed(x(score))}" y1="22" x2="${fixed(x(score))}" y2="36" stroke="#111" stroke-width="2"/>`
  const described = rising.map(band => `${band.title} ${band.from}`).join(', ')
  return svg(label, described, 70, parts.join('') + marker)
}

/** One bar for each label, with its figure. */
export function bars(rows: readonly { readonly label: string; readonly value: number }[], label: string): string {
  const most = Math.max(1, ...rows.map(row => row.value))
  const parts = rows.map((row, at) => {
    const y = at * 26 + 4
    const width = (row.value / most) * (WIDTH - 220)
    return [
      `<text x="120" y="${y + 14}" font-size="12" text-anchor="end">${escapeText(row.label)}</text>`,
      `<rect x="130" y="${y}" width="${fixed(width)}" height="18" fill="#8fb3cc" stroke="#35596f"/>`,
      `<text x="${fixed(138 + width)}" y="${y + 14}" font-size="12">${row.value}</text>`,
    ].join('')
  })
  const described = rows.map(row => `${row.label} ${row.value}`).join(', ')
  return svg(label, described, rows.length * 26 + 8, parts.join(''))
}

/** On a scale from 0 to 100 for each label: a ring where it was, a filled mark where it is, a line between. */
export function shifts(
  rows: readonly { readonly label: string; readonly before: number; readonly after: number }[],
  label: string,
): string {
  const x = (value: number): number => 190 + (value / 100) * (WIDTH - 260)
  const parts = rows.map(({ label: name, before, after }, at) => {
    const y = at * 22 + 14
    return [
      `<text x="180" y="${y + 4}" font-size="12" text-anchor="end">${escapeText(name)}</text>`,
      `<line x1="${fixed(x(before))}" y1="${y}" x2="${fixed(x(after))}" y2="${y}" stroke="#35596f" stroke-width="2"/>`,
      `<circle cx="${fixed(x(before))}" cy="${y}" r="5" fill="#fff" stroke="#35596f" stroke-width="2"/>`,
      `<path d="M${fixed(x(after))} ${y - 6} l6 12 h-12 z" fill="#35596f"/>`,
      `<text x="${WIDTH - 4}" y="${y + 4}" font-size="11" text-anchor="end">${before} → ${after}</text>`,
    ].join('')
  })
  const described = rows.map(row => `${row.label} ${row.before} → ${row.after}`).join(', ')
  return svg(label, described, rows.length * 22 + 8, parts.join(''))
}

/** Title and description are what a screen reader says in place of the picture. */
function svg(label: string, described: string, height: number, inside: string): string {
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeText(label)}" xmlns="http://www.w3.org/2000/svg"><title>${escapeText(label)}</title><desc>${escapeText(described)}</desc>${inside}</svg>`
}

function fixed(value: number): string {
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
