/** The bytes of an archive in; what it holds, and what in it is not as it was written, out. It is unpacked only where it is asked for. */

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Message } from '../model/message.ts'
import { type Manifest, readManifest } from '../report/manifest.ts'
import { MANIFEST } from '../report/output.ts'
import type { Difference } from '../report/verify.ts'
import { CONTENTS, type Contents, readContents } from './contents.ts'

export interface OpenArchive {
  readonly contents: Contents
  readonly manifest: Manifest
  readonly differences: readonly Difference[]
  unpack(into: string): void
}

/** A year of a large organisation with its PDFs, unpacked. */
const MOST_BYTES = 4 * 1024 ** 3

/** The problem's words go on from the name of the file. */
export function openArchive(bytes: Uint8Array): OpenArchive | { readonly problem: Message } {
  const entries = entriesOf(bytes)
  if (!entries) return { problem: NO_ARCHIVE }
  const contents = readContents(entries.get(CONTENTS) ?? new Uint8Array())
  if (!contents) return { problem: NO_ARCHIVE }
  const manifest = readManifest(entries.get(`${contents.results}/${MANIFEST}`) ?? new Uint8Array())
  if ('problem' in manifest) return { problem: NO_ARCHIVE }
  return {
    contents,
    manifest,
    differences: differencesOf(contents, entries),
    unpack(into) {
      for (const [name, content] of entries) {
        const target = join(into, name)
        mkdirSync(dirname(target), { recursive: true })
        writeFileSync(target, content)
      }
    },
  }
}

const NO_ARCHIVE: Message = {
  zh: '不是准绳的归档，或已经损坏',
  en: 'is no archive of Yardstick, or is damaged',
}

function differencesOf(
  { files, isSound }: Contents & { readonly isSound: boolean },
  entries: ReadonlyMap<string, Uint8Array>,
): readonly Difference[] {
  const named = new Set([CONTENTS, ...files.map(({ file }) => file)])
  return [
    ...(isSound ? [] : [{ file: CONTENTS, how: 'altered' } as const]),
    ...files.flatMap(({ file, sha256 }): readonly Difference[] => {
      const bytes = entries.get(file)
      if (!bytes) return [{ file, how: 'missing' }]
      return createHash('sha256').update(bytes).digest('hex') === sha256 ? [] : [{ file, how: 'altered' }]
    }),
    ...[...entries.keys()].filter(name => !named.has(name)).map(file => ({ file, how: 'added' }) as const),
  ]
}

/** Undefined: no sound ZIP, too large, or one with names that lead out of the folder that it is unpacked into. */
function entriesOf(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  let size = 0
  let isHarmless = true
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        size += originalSize
        isHarmless &&= size <= MOST_BYTES && !leadsOut(name)
        return isHarmless && !name.endsWith('/')
      },
    })
    return isHarmless ? new Map(Object.entries(files)) : undefined
  } catch (error) {
    // What is no ZIP, or a damaged one, is told by whoever unpacks it in errors of its own.
    if (error instanceof Error) return undefined
    throw error
  }
}

function leadsOut(name: string): boolean {
  return /^[/\\]|^[A-Za-z]:|\\|(^|\/)\.\.?(\/|$)/.test(name)
}
