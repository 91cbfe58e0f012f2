/** A percent-encoded part of a finding's id in, what it names out; nothing where it is half an escape. */

export function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // Half an escape names nothing.
    return ''
  }
}
