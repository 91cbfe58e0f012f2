/** An archive in; whether anything in it was altered, and, where that is asked, what comes out when it is unpacked and run again. */

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchive } from './archive/open.ts'
import { NOT_OPENED, whyUnread } from './lib/readable.ts'
import type { Message } from './model/message.ts'
import type { Verified } from './report/verify.ts'
import { type Rerun, rerun } from './rerun.ts'

export interface VerifiedArchive extends Verified {
  readonly files: number
  /** Unpacked into a folder that is gone afterwards. */
  repeat(onStage: (stage: Message) => void): Promise<Rerun>
}

const MOST_MEBIBYTES = 2048

/** The problem's words go on from the name of the file. */
export function verifyArchive(path: string): VerifiedArchive | { readonly problem: Message } {
  const problem = whyUnread(statSync(path), MOST_MEBIBYTES)
  if (problem) return { problem }
  const bytes = readIfOpen(path)
  const archive = bytes ? openArchive(bytes) : { problem: NOT_OPENED }
  if ('problem' in archive) return archive
  const { contents, manifest, differences } = archive
  return {
    manifest,
    differences,
    files: contents.files.length + 1,
    async repeat(onStage) {
      const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
      try {
        archive.unpack(scratch)
        return await rerun({
          folder: join(scratch, contents.folder),
          manifest,
          results: join(scratch, contents.results),
          ...(contents.rules === null ? {} : { rules: join(scratch, contents.rules) }),
          onStage,
        })
      } finally {
        rmSync(scratch, { recursive: true, force: true })
      }
    },
  }
}

function readIfOpen(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
