/** A folder of results in, ours or a rival's, its verdicts out in one canonical form, so that two of them are the same text or disagree. */

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Appraisal } from '../src/model/appraisal.ts'
import type { Finding } from '../src/model/finding.ts'
import { linesOf } from './rivals/lines.ts'

/** A line for each person and standard, `person,standard,met,missed`, and one for the missed cases: how many, and the hash of their sorted ids. */
export function verdictsIn(out: string): string {
  const { rows, missed } = existsSync(join(out, 'appraisal.json')) ? ours(out) : rivals(out)
  const hash = createHash('sha256').update(missed.toSorted().join('\n')).digest('hex')
  return [...rows.toSorted(), `${missed.length} missed, sha256 ${hash}`].join('\n')
}

interface Verdicts {
  readonly rows: readonly string[]
  readonly missed: readonly string[]
}

function ours(out: string): Verdicts {
  const appraisal: Appraisal = JSON.parse(readFileSync(join(out, 'appraisal.json'), 'utf8'))
  const rows = appraisal.people.flatMap(({ id, tallies }) =>
    tallies.map(({ standard, met, missed }) => `${id},${standard},${met},${missed}`),
  )
  const missed: string[] = []
  for (const line of linesOf(join(out, 'findings.ndjson'))) {
    const { id, verdict }: Finding = JSON.parse(line)
    if (verdict === 'missed') missed.push(id)
  }
  return { rows, missed }
}

function rivals(out: string): Verdicts {
  const [, ...rows] = linesOf(join(out, 'verdicts.csv'))
  const [, ...cases] = linesOf(join(out, 'missed.csv'))
  return { rows, missed: cases.map(line => line.split(',')[0] ?? '') }
}
