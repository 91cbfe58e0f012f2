/** The text of a cell that lists several in, its parts out; a name that itself holds a separator is kept whole. */

const SEPARATOR = /[、;,|\n]/g

/** What the parts may be called; absent where anything may stand in the list. */
export interface KnownParts {
  has(part: string): boolean
  /** So many separators the longest of the names has. */
  readonly mostSeparators: number
}

/** Several: the text can be taken apart in more than one way, each of known names; none of them is guessed. */
export type ListParts = readonly string[] | 'several'

export function listParts(text: string, known?: KnownParts): ListParts {
  const tokens = tokensOf(text)
  if (!known || known.mostSeparators === 0 || tokens.length === 1)
    return tokens.map(({ from, to }) => text.slice(from, to))
  return partsKnown(text, tokens, known)
}

export function mostSeparators(names: Iterable<string>): number {
  let most = 0
  for (const name of names) most = Math.max(most, name.match(SEPARATOR)?.length ?? 0)
  return most
}

interface Token {
  readonly from: number
  readonly to: number
}

function tokensOf(text: string): readonly Token[] {
  const ends = [...text.matchAll(SEPARATOR)].map(({ index }) => index)
  return [...ends, text.length].map((to, at) => ({ from: at === 0 ? 0 : (ends[at - 1] ?? 0) + 1, to }))
}

/** Where no way leads to the end, the longest known names are kept, and what is between them is left as it is. */
function partsKnown(text: string, tokens: readonly Token[], { has, mostSeparators: most }: KnownParts): ListParts {
  /** In how many ways the tokens from this one on are known names, as far as one, several or none; and the longest first name. */
  const ways: number[] = Array.from({ length: tokens.length + 1 }, () => 0)
  const steps: { readonly next: number; readonly longest: number }[] = []
  ways[tokens.length] = 1
  for (let at = tokens.length - 1; at >= 0; at--) {
    let next = at + 1
    let longest = at + 1
    // Nothing between two separators is no part.
    let count = partOf(text, tokens, at, at + 1) === '' ? (ways[at + 1] ?? 0) : 0
    for (let end = at + 1; end <= Math.min(tokens.length, at + 1 + most); end++) {
      const part = partOf(text, tokens, at, end)
      if (part === '' || !has(part)) continue
      longest = end
      const further = ways[end] ?? 0
      if (further > 0) next = end
      count += further
    }
    ways[at] = Math.min(count, 2)
    steps[at] = { next, longest }
  }
  if ((ways[0] ?? 0) > 1) return 'several'
  const isKnown = ways[0] === 1
  const parts: string[] = []
  for (let at = 0; at < tokens.length; ) {
    const { next = at + 1, longest = at + 1 } = steps[at] ?? {}
    const end = isKnown ? next : longest
    parts.push(partOf(text, tokens, at, end))
    at = end
  }
  return parts
}

function partOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  return text.slice(tokens[from]?.from, tokens[to - 1]?.to).trim()
}
