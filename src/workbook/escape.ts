/** Text as people wrote it in, text that may stand in the parts of a workbook out. */

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Control characters, halves of characters and what looks like an escape of them are written `_x0007_`. */
export function escapeCell(text: string): string {
  if (!ESCAPED.test(text)) return text
  const safe = text
    .replaceAll(/_x[0-9A-Fa-f]{4}_/g, match => `_x005F${match}`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000D\u000E-\u001F\uFFFE\uFFFF]/g, code)
    .replaceAll(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, code)
  return escapeXml(safe)
}

/** Most texts hold none of what is looked for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const ESCAPED = /[&<>"_\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/

function code(letter: string): string {
  return `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
}
