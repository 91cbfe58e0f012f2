/** A path in, the word to be typed for it out: quoted where a shell would take it apart. */

export function shellWord(path: string): string {
  return /[\s'"$`\\&;|<>()*?[\]{}!#~]/.test(path) ? `"${path.replaceAll(/["$`\\]/g, '\\$&')}"` : path
}
