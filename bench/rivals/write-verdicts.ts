/** What a rival found in, two files out: `verdicts.csv`, how many cases each person met and missed, and `missed.csv`, the ids of the missed ones. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Counts {
  met: number
  missed: number
}

export function writeVerdicts(out: string, counts: ReadonlyMap<string, Counts>, missed: readonly string[]): void {
  mkdirSync(out, { recursive: true })
  const rows = Array.from(counts, ([name, { met, missed }]) => `${name},${met},${missed}`)
  writeFileSync(join(out, 'verdicts.csv'), ['person,standard,met,missed', ...rows, ''].join('\n'))
  writeFileSync(join(out, 'missed.csv'), ['id', ...missed, ''].join('\n'))
}
