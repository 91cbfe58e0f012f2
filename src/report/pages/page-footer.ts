/** Texts in, the style that prints them at the edges of every leaf out. */

/** `pageNumber` has `{page}` and `{pages}` where the figures go. */
export function pageFooter(left: string, pageNumber: string, right: string): string {
  const middle = pageNumber
    .split(/(\{pages?\})/)
    .filter(part => part !== '')
    .map(part => (part === '{page}' ? 'counter(page)' : part === '{pages}' ? 'counter(pages)' : cssString(part)))
    .join(' ')
  const boxes = [
    `@bottom-left { content: ${cssString(left)}; }`,
    `@bottom-center { content: ${middle}; }`,
    `@bottom-right { content: ${cssString(right)}; }`,
  ]
  return `@media print { @page { ${boxes.join(' ')} } }\n`
}

export type Edge = 'bottom-left' | 'bottom-center' | 'bottom-right' | 'top-right'

/** An element of that id begins a leaf, and its leaves bear these texts. */
export function namedLeaves(name: string, edges: Readonly<Partial<Record<Edge, string>>>): string {
  const boxes = Object.entries(edges).map(([edge, text]) => `@${edge} { content: ${cssString(text)}; }`)
  return `#${name} { page: ${name}; } @page ${name} { ${boxes.join(' ')} }\n`
}

/** Everything but letters, Chinese characters, figures and a few harmless signs as its code: no text ends the string or the style. */
function cssString(text: string): string {
  const safe = text.replaceAll(
    /[^A-Za-z0-9\p{Script=Han} ._-]/gu,
    sign => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `,
  )
  return `"${safe}"`
}
