/** The folder of results in, what stands in its files out, as far as they are as they were written: what explanations are made of. */

import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson } from '../lib/json.ts'
import { isMap } from '../lib/map.ts'
import { whyUnread } from '../lib/readable.ts'
import type { Appraisal } from '../model/appraisal.ts'
import type { RecordRef } from '../model/event.ts'
import type { ExplainedStandard, Margin } from '../model/explanation.ts'
import type { Message } from '../model/message.ts'
import type { CaseTrace } from '../model/trace.ts'
import type { ToldFinding } from './explain/index.ts'
import { MANIFEST } from './output.ts'
import { bringBack } from './write.ts'

export interface Results {
  readonly appraisal: Appraisal
  readonly findings: readonly ResultFinding[]
  /** Empty where the results were handed on without them. */
  readonly standards: readonly ExplainedStandard[]
  readonly margins: readonly Margin[]
  /** Read only when asked for: by far the largest of the files. */
  traces(): readonly CaseTrace[] | UnreadResult
}

export type ResultFinding = ToldFinding & { readonly evidence: readonly RecordRef[] }

/** The file that stands in the way; the words go on from its name. */
export interface UnreadResult {
  readonly file: string
  readonly problem: Message
}

/** As much as one text holds; the results of 150,000 people. */
const MOST_MEBIBYTES = 511

export function readResults(folder: string): Results | UnreadResult {
  bringBack(folder)
  const hashes = writtenHashes(folder)
  if (!(hashes instanceof Map)) return { file: MANIFEST, problem: hashes as Message }
  const read = <T>(file: string) => linesOf<T>(folder, file, hashes)
  const appraisal = textOf(folder, 'appraisal.json', hashes)
  if (typeof appraisal !== 'string') return { file: 'appraisal.json', problem: appraisal ?? GONE }
  const findings = read<ResultFinding>('findings.ndjson')
  if ('problem' in findings) return findings
  const standards = read<ExplainedStandard>('internal/standards.ndjson')
  if ('problem' in standards) return standards
  const margins = read<Margin>('internal/margins.ndjson')
  if ('problem' in margins) return margins
  return {
    appraisal: JSON.parse(appraisal) as Appraisal,
    findings,
    standards,
    margins,
    traces: () => read<CaseTrace>('internal/traces.ndjson'),
  }
}

const GONE: Message = { zh: '不在这里', en: 'is not there' }
const CHANGED: Message = {
  zh: '和生成时不一样了（manifest.json 里另有记录）',
  en: 'is not as it was written (manifest.json knows it otherwise)',
}
const NO_MANIFEST: Message = { zh: '读不出来', en: 'cannot be read' }

/** What the files were when they were written, by name; or why that is not known. */
function writtenHashes(folder: string): ReadonlyMap<string, string> | Message {
  const bytes = bytesOf(folder, MANIFEST)
  if (!(bytes instanceof Uint8Array)) return bytes ?? GONE
  const parsed = parseJson(bytes.toString('utf8'))
  if ('problem' in parsed) return parsed.problem
  const manifest = parsed.value
  const outputs: readonly unknown[] = isMap(manifest) && Array.isArray(manifest.outputs) ? manifest.outputs : []
  const hashes = outputs.flatMap(one =>
    isMap(one) && typeof one.file === 'string' && typeof one.sha256 === 'string'
      ? [[one.file, one.sha256] as const]
      : [],
  )
  return hashes.length > 0 ? new Map(hashes) : NO_MANIFEST
}

/** Undefined: there is no such file. */
function bytesOf(folder: string, file: string): Buffer | Message | undefined {
  const path = join(folder, file)
  if (!lstatSync(path, { throwIfNoEntry: false })) return undefined
  return whyUnread(existsSync(path) ? statSync(path) : undefined, MOST_MEBIBYTES) ?? readFileSync(path)
}

function textOf(folder: string, file: string, hashes: ReadonlyMap<string, string>): string | Message | undefined {
  const bytes = bytesOf(folder, file)
  if (!(bytes instanceof Uint8Array)) return bytes
  return createHash('sha256').update(bytes).digest('hex') === hashes.get(file) ? bytes.toString('utf8') : CHANGED
}

function linesOf<T>(folder: string, file: string, hashes: ReadonlyMap<string, string>): readonly T[] | UnreadResult {
  const text = textOf(folder, file, hashes)
  if (typeof text === 'object') return { file, problem: text }
  return (text ?? '')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)
}
