/** What an archive holds, as the file `archive.json` in it says: written, and read back. */

import { parseJson } from '../lib/json.ts'
import { isMap } from '../lib/map.ts'
import { filesOf, sealed } from '../report/manifest.ts'
import type { HashedFile } from '../report/output.ts'

/** Names every other entry, with its hash. */
export const CONTENTS = 'archive.json'

export interface Contents {
  readonly engine: string
  readonly engineSha256: string
  /** Where in the archive the folder with `appraisal.yaml` lies, and where the results. */
  readonly folder: string
  readonly results: string
  /** Where the pack lies that the program brought with it; null: where `appraisal.yaml` says. */
  readonly rules: string | null
  readonly files: readonly HashedFile[]
}

export function contentsText(contents: Contents): string {
  return sealed({ format: 1, ...contents })
}

/** `isSound`: not a byte of it is other than it was written. */
export function readContents(bytes: Uint8Array): (Contents & { readonly isSound: boolean }) | undefined {
  const parsed = parseJson(Buffer.from(bytes).toString('utf8'))
  if ('problem' in parsed || !isMap(parsed.value)) return undefined
  const { fingerprint: _, ...content } = parsed.value
  const { engine, engineSha256, folder, results, rules } = content
  const files = filesOf(content.files)
  const isNamed = [engine, engineSha256, folder, results].every(one => typeof one === 'string')
  if (!isNamed || !files || !(rules === null || typeof rules === 'string')) return undefined
  return {
    engine: String(engine),
    engineSha256: String(engineSha256),
    folder: String(folder),
    results: String(results),
    rules,
    files,
    isSound: Buffer.from(sealed(content)).equals(bytes),
  }
}
