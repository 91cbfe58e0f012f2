/** Results and the folder that they were made from in; appraised once more the same way, and whatever comes out otherwise, out. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appraise } from './appraise.ts'
import { compareText } from './lib/order.ts'
import type { Diagnostic } from './model/diagnostic.ts'
import type { Message } from './model/message.ts'
import { earlierAltered, issueStanding, type PlannedIssue } from './report/issues.ts'
import type { Manifest } from './report/manifest.ts'
import type { HashedFile } from './report/output.ts'
import { verifyResults } from './report/verify.ts'
import { issueFolder } from './report/write.ts'

export interface RerunRequest {
  /** The folder with `appraisal.yaml`. */
  readonly folder: string
  /** What the results to be repeated say of themselves. */
  readonly manifest: Manifest
  /** Where earlier issues of them lie: beside this folder of results. */
  readonly results: string
  /** The pack, where it lies elsewhere than it did. */
  readonly rules?: string
  readonly onStage?: (stage: Message) => void
}

export interface Rerun {
  /** Absent where an error stood in the way. */
  readonly found?: RerunFound
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, string>
}

export interface RerunFound {
  /** What the two runs rest on and do not share. */
  readonly engine?: { readonly was: string; readonly is: string }
  readonly inputs: readonly Change[]
  readonly rules: readonly Change[]
  readonly templates: readonly Change[]
  /** What came out otherwise; empty: the same files, byte for byte. */
  readonly outputs: readonly Change[]
}

export interface Change {
  readonly file: string
  readonly how: 'altered' | 'missing' | 'added'
}

export async function rerun({ folder, manifest, results, rules, onStage }: RerunRequest): Promise<Rerun> {
  const issued = issuedThen(manifest, results)
  const refused = earlierAltered(results, issued.earlier)
  if (refused) return { diagnostics: [refused], texts: new Map() }
  // A copy is made from the same inputs as what it is a copy of.
  const original = join(folder, 'out')
  const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
  const out = join(scratch, 'out')
  const { asOf, profile, acceptRejected, allFindings, pdf, redact } = manifest.options
  try {
    const { appraisal, diagnostics, texts } = await appraise({
      folder,
      out,
      language: manifest.language,
      issued: redact ? issueStanding(original) : issued,
      ...(redact ? { redactedFrom: original } : {}),
      ...(asOf === null ? {} : { asOf }),
      ...(profile === null ? {} : { profile }),
      ...(acceptRejected === null ? {} : { acceptRejected }),
      ...(rules === undefined ? {} : { rules }),
      ...(onStage ? { onStage } : {}),
      keepMet: allFindings,
      pdf,
    })
    if (!appraisal) return { diagnostics, texts }
    const again = verifyResults(out)
    if ('problem' in again) throw new Error(`${again.file} ${again.problem.en}`)
    return { found: differing(manifest, again.manifest), diagnostics, texts }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function issuedThen({ issue, earlierIssues }: Manifest, results: string): PlannedIssue {
  return { issue, earlier: earlierIssues.map(({ number }) => issueFolder(results, number)) }
}

function differing(was: Manifest, is: Manifest): RerunFound {
  const isOtherEngine = was.engine !== is.engine || was.engineSha256 !== is.engineSha256
  return {
    ...(isOtherEngine ? { engine: { was: engineName(was), is: engineName(is) } } : {}),
    inputs: changes(was.inputs, is.inputs),
    rules: changes(was.rules, is.rules),
    templates: changes(was.templates, is.templates),
    outputs: changes(was.outputs, is.outputs),
  }
}

/** Two builds may bear one version. */
function engineName({ engine, engineSha256 }: Manifest): string {
  return `${engine} (${engineSha256.slice(0, 12)})`
}

/** A name may stand in a list twice: packs that extend each other have files of the same name. */
function changes(was: readonly HashedFile[], is: readonly HashedFile[]): readonly Change[] {
  const [before, after] = [was, is].map(byName) as [ReturnType<typeof byName>, ReturnType<typeof byName>]
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareText).flatMap((file): readonly Change[] => {
    const [old, now] = [before.get(file), after.get(file)]
    if (old === now) return []
    return [{ file, how: now === undefined ? 'missing' : old === undefined ? 'added' : 'altered' }]
  })
}

function byName(files: readonly HashedFile[]): ReadonlyMap<string, string> {
  const grouped = Map.groupBy(files, ({ file }) => file)
  return new Map([...grouped].map(([file, own]) => [file, own.map(({ sha256 }) => sha256).join()]))
}
