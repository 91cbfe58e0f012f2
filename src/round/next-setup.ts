/** The text of `appraisal.yaml` of one round in, that of the next out: what belongs to the old round alone becomes a comment, comments stay. */

export interface NextRound {
  readonly period: string
  /** Entries as they are to be written: paths, or `{ file, … }`. */
  readonly history: readonly unknown[]
  /** Instead of a history, where there is none to begin from. */
  readonly noHistory: string
  /** By key, a path that leads elsewhere from the new folder, and what it is from there. */
  readonly paths: ReadonlyMap<string, MovedPath>
  /** Of the line that tells editors the schema. */
  readonly schema: (path: string) => string
  /** What is said of each key that is not taken over. */
  readonly notes: Readonly<Record<Dropped, string>>
}

export interface MovedPath {
  readonly was: string
  readonly is: string
}

/** Of the old round alone. */
export const DROPPED = [
  'as-of',
  'records-from',
  'round',
  'entries-until',
  'late-entries',
  'records',
  'adjustments',
  'notices',
  'away',
  'published',
  'confirmations',
] as const
export type Dropped = (typeof DROPPED)[number]

export function nextSetup(text: string, next: NextRound): string {
  const blocks = blocksOf(text)
  const written = blocks.flatMap(block => rewritten(block, next))
  const has = (key: string): boolean => blocks.some(block => block.key === key)
  const added = [
    ...(has('as-of') ? [] : [`# ${next.notes['as-of']}`, '# as-of:']),
    ...(has('state') ? [] : ['state: draft']),
    ...(has('history') ? [] : historyLines(next)),
  ]
  return `${[...trimmed(written), ...added].join('\n')}\n`
}

interface Block {
  /** Undefined: comments and blank lines. */
  readonly key: string | undefined
  readonly lines: string[]
}

/** A key at the left margin begins a block, which goes on as long as lines are indented, or items of its list. */
function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const key = /^["']?([A-Za-z][\w-]*)["']?\s*:(?:\s|$)/.exec(line)?.[1]
    const last = blocks.at(-1)
    const goesOn = last && (last.key === undefined ? key === undefined : /^(\s+\S|-(\s|$)|[}\]])/.test(line))
    if (goesOn) last.lines.push(line)
    else blocks.push({ key, lines: [line] })
  }
  return blocks
}

function rewritten({ key, lines }: Block, next: NextRound): readonly string[] {
  if (key === undefined) return lines.map(line => withSchema(line, next))
  if (key === 'period') return [`period: ${next.period}`]
  if (key === 'state') return ['state: draft']
  if (key === 'history') return historyLines(next)
  const dropped = DROPPED.find(one => one === key)
  if (dropped !== undefined) return [`# ${next.notes[dropped]}`, ...lines.map(line => `# ${line}`)]
  const moved = next.paths.get(key)
  return moved ? lines.map(line => line.replace(moved.was, () => moved.is)) : lines
}

function historyLines({ history, noHistory }: NextRound): readonly string[] {
  if (history.length === 0) return [`# ${noHistory}`]
  return [
    'history:',
    ...history.map(entry => `  - ${typeof entry === 'string' ? plain(entry) : JSON.stringify(entry)}`),
  ]
}

function plain(path: string): string {
  return /^[\w./\p{Script=Han}-]+$/u.test(path) ? path : JSON.stringify(path)
}

function withSchema(line: string, { schema }: NextRound): string {
  return line.replace(
    /^(# yaml-language-server: \$schema=)(\.\S+)/,
    (_, start: string, path: string) => start + schema(path),
  )
}

function trimmed(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex(line => line.trim() !== '')
  return lines.slice(0, last + 1)
}
