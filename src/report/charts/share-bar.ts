/** A share from 0 to 100 in, a small bar for the cell of a table out: an outline as long as the whole, filled as far as it goes. */

import { escapeText, fixed, LINE } from './svg.ts'

const WIDTH = 80
const HEIGHT = 10

/** `label` is what a screen reader says, `described` the figures behind it. Empty where there is no share. */
export function shareBar(percent: number | null, label: string, described: string): string {
  if (percent === null) return ''
  const filled = (Math.min(100, Math.max(0, percent)) / 100) * (WIDTH - 2)
  return `<svg class="share" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeText(label)}" xmlns="http://www.w3.org/2000/svg"><title>${escapeText(label)}</title><desc>${escapeText(described)}</desc><rect x=".5" y=".5" width="${WIDTH - 1}" height="${HEIGHT - 1}" fill="#fff" stroke="${LINE}"/><rect x="1" y="1" width="${fixed(filled)}" height="${HEIGHT - 2}" fill="#8fb3cc"/></svg>`
}
