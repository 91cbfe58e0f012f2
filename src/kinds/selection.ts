/** A selection of standards (ids, globs, `tag:x`) in, the ids selected out, in the order of the pack. */

/** `standards`: ids with their tags. A list selects whatever any of its entries does. */
export function selectStandards(
  selection: string | readonly string[],
  standards: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const wanted = typeof selection === 'string' ? [selection] : selection
  return [...standards].filter(([id, tags]) => wanted.some(one => isSelected(one.trim(), id, tags))).map(([id]) => id)
}

function isSelected(selection: string, id: string, tags: readonly string[]): boolean {
  if (selection.startsWith('tag:')) return tags.includes(selection.slice('tag:'.length))
  if (!selection.includes('*')) return selection === id
  const pattern = selection
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${pattern}$`).test(id)
}
