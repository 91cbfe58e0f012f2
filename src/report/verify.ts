/** A folder of results in; its manifest, and every file that is not as it was written, out. */

import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { NOT_OPENED, whyUnread } from '../lib/readable.ts'
import type { Message } from '../model/message.ts'
import { filesBelow } from './files-below.ts'
import { type Manifest, readManifest, sha256 } from './manifest.ts'
import { type EarlierIssue, MANIFEST } from './output.ts'
import type { UnreadResult } from './results.ts'
import { bringBack, issueFolder } from './write.ts'

export interface Difference {
  readonly file: string
  readonly how: 'altered' | 'missing' | 'added'
}

export interface Verified {
  readonly manifest: Manifest
  /** Empty: every file is there, as it was written, and none beside them. */
  readonly differences: readonly Difference[]
}

/** Larger than any volume of sheets. */
const MOST_MEBIBYTES = 2048

export function verifyResults(folder: string): Verified | UnreadResult {
  try {
    bringBack(folder)
    return verified(folder)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return { file: 'path' in error ? basename(String(error.path)) : MANIFEST, problem: NOT_OPENED }
  }
}

function verified(folder: string): Verified | UnreadResult {
  const bytes = bytesOf(join(folder, MANIFEST))
  if (!(bytes instanceof Uint8Array)) return { file: MANIFEST, problem: bytes }
  const manifest = readManifest(bytes)
  if ('problem' in manifest) return { file: MANIFEST, problem: manifest.problem }
  const own = differencesOf(manifest, file => hashBelow(folder, file), filesBelow(folder))
  return {
    manifest,
    differences: [...own, ...manifest.earlierIssues.flatMap(one => differencesOfEarlier(one, folder))],
  }
}

/** What is kept beside the results belongs to them: it tells what was said before. */
function differencesOfEarlier({ number, fingerprint }: EarlierIssue, folder: string): readonly Difference[] {
  const path = issueFolder(folder, number)
  const name = basename(path)
  if (!existsSync(path)) return [{ file: name, how: 'missing' }]
  const bytes = bytesOf(join(path, MANIFEST))
  const manifest = bytes instanceof Uint8Array ? readManifest(bytes) : undefined
  if (!manifest || 'problem' in manifest || manifest.fingerprint !== fingerprint)
    return [{ file: `${name}/${MANIFEST}`, how: 'altered' }]
  return differencesOf(manifest, file => hashBelow(path, file), []).map(({ file, how }) => ({
    file: `${name}/${file}`,
    how,
  }))
}

/** By what the manifests of earlier issues are known; oldest first, the first being issue 1. */
export function fingerprintsOf(folders: readonly string[]): readonly EarlierIssue[] {
  return folders.map((folder, at) => ({ number: at + 1, fingerprint: fingerprintOf(folder) }))
}

/** Of results that were written just now, or verified. */
export function fingerprintOf(folder: string): string {
  const manifest = readManifest(readFileSync(join(folder, MANIFEST)))
  if ('problem' in manifest) throw new Error(`${MANIFEST} ${manifest.problem.en}`)
  return manifest.fingerprint
}

/** The same of results that lie elsewhere than in a folder. `hashOf`: undefined where there is no such file. */
export function differencesOf(
  manifest: Manifest,
  hashOf: (file: string) => string | undefined,
  present: readonly string[],
): readonly Difference[] {
  const named = new Set([MANIFEST, ...manifest.outputs.map(({ file }) => file)])
  const changed = manifest.outputs.flatMap(({ file, sha256: written }): readonly Difference[] => {
    const hash = hashOf(file)
    if (hash === written) return []
    return [{ file, how: hash === undefined ? 'missing' : 'altered' }]
  })
  return [
    ...(manifest.isSound ? [] : [{ file: MANIFEST, how: 'altered' } as const]),
    ...changed,
    ...present.filter(file => !named.has(file)).map(file => ({ file, how: 'added' }) as const),
  ]
}

function hashBelow(folder: string, file: string): string | undefined {
  const bytes = bytesOf(join(folder, file))
  if (bytes instanceof Uint8Array) return sha256(bytes)
  // What cannot be read as a file is not the file that was written.
  return lstatSync(join(folder, file), { throwIfNoEntry: false }) ? '' : undefined
}

function bytesOf(path: string): Buffer | Message {
  return whyUnread(lstatSync(path, { throwIfNoEntry: false }), MOST_MEBIBYTES) ?? readFileSync(path)
}
