/** A selection of standards (ids, globs, `tag:x`) in, the ids selected out, in the order of the pack. */

/** `standards`: ids with their tags. A list selects whatever any of its entries does. */
export function selectStandards(
  selection: string | readonly string[],
  standards: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const wanted = (typeof selection === 'string' ? [selection] : selection).map(one => one.trim())
  const ids = new Set(wanted.filter(isId))
  if (ids.size === wanted.length && wanted.length < 2) return wanted.filter(id => standards.has(id))
  const patterns = wanted.filter(one => !isId(one)).map(patternOf)
  return [...standards]
    .filter(([id, tags]) => ids.has(id) || patterns.some(isSelected => isSelected(id, tags)))
    .map(([id]) => id)
}

function isId(selection: string): boolean {
  return !selection.startsWith('tag:') && !selection.includes('*')
}

/** Made once for all standards that it is held against. */
function patternOf(selection: string): (id: string, tags: readonly string[]) => boolean {
  if (selection.startsWith('tag:')) {
    const tag = selection.slice('tag:'.length)
    return (_, tags) => tags.includes(tag)
  }
  const parts = selection.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = new RegExp(`^${parts.join('.*')}$`)
  return id => pattern.test(id)
}
