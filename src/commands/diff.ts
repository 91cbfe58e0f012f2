/** Two texts in, the lines that differ on the terminal out, in colour where it has any. */

import { type DiffLine, unifiedDiff } from '../lib/unified-diff.ts'
import type { Terminal } from './terminal.ts'

const STYLES = { file: 'bold', place: 'cyan', same: 'dim', removed: 'red', added: 'green' } as const satisfies Record<
  DiffLine['kind'],
  string
>

export function printDiff(
  { before, after }: { readonly before: string; readonly after: string },
  name: string,
  { print, style }: Terminal,
): void {
  for (const { kind, text } of unifiedDiff(before, after, name)) print(style(STYLES[kind], text))
}
