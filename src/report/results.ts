/** The folder of results in, what stands in its files out: what explanations are made of. */

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Appraisal } from '../model/appraisal.ts'
import type { RecordRef } from '../model/event.ts'
import type { ExplainedStandard, Margin } from '../model/explanation.ts'
import type { CaseTrace } from '../model/trace.ts'
import type { ToldFinding } from './explain/index.ts'

export interface Results {
  readonly appraisal: Appraisal
  readonly findings: readonly ResultFinding[]
  /** Empty where the results were written without them. */
  readonly standards: readonly ExplainedStandard[]
  readonly margins: readonly Margin[]
  /** Read only when asked for: by far the largest of the files. */
  traces(): readonly CaseTrace[]
}

export type ResultFinding = ToldFinding & { readonly evidence: readonly RecordRef[] }

/** What stands in the way: no appraisal in the folder, or a file that is none. */
export type Unreadable = 'missing' | 'no-appraisal'

export function readResults(folder: string): Results | Unreadable {
  const file = join(folder, 'appraisal.json')
  if (!existsSync(file)) return 'missing'
  const appraisal = parse(readFileSync(file, 'utf8'))
  if (!appraisal) return 'no-appraisal'
  return {
    appraisal,
    findings: readLines<ResultFinding>(join(folder, 'findings.ndjson')),
    standards: readLines<ExplainedStandard>(join(folder, 'internal/standards.ndjson')),
    margins: readLines<Margin>(join(folder, 'internal/margins.ndjson')),
    traces: () => readLines<CaseTrace>(join(folder, 'internal/traces.ndjson')),
  }
}

function readLines<T>(file: string): readonly T[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)
}

/** The file's own words; undefined where it is not an appraisal. */
function parse(text: string): Appraisal | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'format' in value && value.format === 1
      ? (value as Appraisal)
      : undefined
  } catch {
    return undefined
  }
}
