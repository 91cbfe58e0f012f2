/** The text of an SQL query in, how it begins and what its rows are sorted by out. The server reads it; this only looks. */

export interface QueryText {
  /** Its first word in lower case: `select`, `with`, `delete` … */
  readonly verb: string
  /** What its last ORDER BY sorts by; absent where it has none outside brackets. */
  readonly sortedBy?: readonly SortKey[]
}

/** A column of the result by its name or its place (from 1); undefined: an expression, of which the result tells nothing. */
export type SortKey = string | number | undefined

interface Token {
  readonly kind: 'word' | 'name' | 'number' | 'other'
  /** Words in lower case, names without their quotes, as the server takes them. */
  readonly text: string
  /** How many brackets are open around it. */
  readonly depth: number
}

export function readQueryText(query: string): QueryText {
  const all = tokensOf(query)
  const verb = all.find(({ kind }) => kind === 'word')?.text ?? ''
  const at = all.findLastIndex((one, index) => one.depth === 0 && isWord(one, 'order') && isWord(all[index + 1], 'by'))
  if (at === -1) return { verb }
  const behind = all.slice(at + 2)
  const end = behind.findIndex(endsSorting)
  return { verb, sortedBy: split(end === -1 ? behind : behind.slice(0, end)).map(sortKey) }
}

function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === 'word' && token.text === text
}

const AFTER_SORTING = ['limit', 'offset', 'fetch', 'for']

function endsSorting({ kind, text, depth }: Token): boolean {
  return depth === 0 && ((kind === 'word' && AFTER_SORTING.includes(text)) || (kind === 'other' && text === ';'))
}

/** At the commas outside brackets. */
function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (token.depth === 0 && token.text === ',' && token.kind === 'other') parts.push([])
    else parts.at(-1)?.push(token)
  }
  return parts
}

/** A bare name means a column of the result before one of a table; anything more is an expression over the tables. */
function sortKey([first, ...rest]: readonly Token[]): SortKey {
  const direction = rest.map(({ kind, text }) => (kind === 'word' ? text : '?')).join(' ')
  if (!first || !/^(asc|desc)?( ?nulls (first|last))?$/.test(direction)) return undefined
  if (first.kind === 'number') return Number(first.text)
  return first.kind === 'word' || first.kind === 'name' ? first.text : undefined
}

const FORMS = [
  /^(?<skipped>\s+|--[^\n]*)/,
  /^(?<other>[eE]'[^'\\]*(?:(?:''|\\[\s\S])[^'\\]*)*'|'[^']*(?:''[^']*)*')/,
  /^(?<other>\$(?<tag>(?:[A-Za-z_\u0080-\uFFFF][\w\u0080-\uFFFF]*)?)\$[\s\S]*?\$\k<tag>\$)/,
  /^"(?<name>(?:[^"]|"")*)"/,
  /^(?<word>[A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*)/,
  /^(?<number>\d[\w.]*)/,
  /^(?<other>[\s\S])/,
]

function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = []
  let depth = 0
  let rest = query
  while (rest !== '') {
    const comment = commentLength(rest)
    if (comment > 0) {
      rest = rest.slice(comment)
      continue
    }
    const match = firstMatch(rest)
    rest = rest.slice(match[0].length)
    const { word, name, number, other } = match.groups ?? {}
    if (other !== undefined && ')]'.includes(other)) depth = Math.max(0, depth - 1)
    // The server folds the letters A to Z of what stands without quotes, and no others.
    if (word !== undefined)
      tokens.push({ kind: 'word', text: word.replace(/[A-Z]/g, letter => letter.toLowerCase()), depth })
    if (name !== undefined) tokens.push({ kind: 'name', text: name.replaceAll('""', '"'), depth })
    if (number !== undefined) tokens.push({ kind: 'number', text: number, depth })
    if (other !== undefined) tokens.push({ kind: 'other', text: other, depth })
    if (other !== undefined && '(['.includes(other)) depth++
  }
  return tokens
}

function firstMatch(text: string): RegExpExecArray {
  for (const form of FORMS) {
    const match = form.exec(text)
    if (match) return match
  }
  throw new Error('the last form takes any letter')
}

/** Of a comment between slashes and stars at the start, which may hold others; 0 where there is none. */
function commentLength(text: string): number {
  if (!text.startsWith('/*')) return 0
  let open = 0
  for (const mark of text.matchAll(/\/\*|\*\//g)) {
    open += mark[0] === '/*' ? 1 : -1
    if (open === 0) return mark.index + 2
  }
  return text.length
}
