/** A file of results in; whether it is as the `manifest.json` beside it says that it was written, out. */

import { existsSync, lstatSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseJson } from '../lib/json.ts'
import { isMap } from '../lib/map.ts'
import { decodeUtf8 } from './encoding.ts'
import { sha256 } from './source-file.ts'
import { MOST_RESULTS, readWhole } from './whole-file.ts'

export type WrittenAs = 'as-written' | 'altered' | 'unknown'

export interface ManifestBeside {
  /** `unknown`: there is no manifest, or it does not name the file. */
  hold(file: string, bytes: Uint8Array): WrittenAs
  names(file: string): boolean
}

/** Of the results that a file belongs to. */
export function manifestBeside(path: string, folder: string): ManifestBeside {
  const hashes = hashesBeside(join(dirname(path), 'manifest.json'), folder)
  return {
    hold(file, bytes) {
      const hash = hashes.get(basename(file))
      if (hash === undefined) return 'unknown'
      return hash === sha256(bytes) ? 'as-written' : 'altered'
    },
    names: file => hashes.has(file),
  }
}

/** Of the files beside it; none where it is not there, or another program's. */
function hashesBeside(path: string, folder: string): ReadonlyMap<string, string> {
  if (!lstatSync(path, { throwIfNoEntry: false }) || !existsSync(path)) return new Map()
  const read = readWhole(path, { mostMebibytes: MOST_RESULTS, folder })
  const text = 'bytes' in read ? decodeUtf8(read.bytes) : undefined
  const parsed = text === undefined ? undefined : parseJson(text)
  const manifest = parsed && 'value' in parsed && isMap(parsed.value) ? parsed.value : {}
  const outputs: readonly unknown[] = Array.isArray(manifest.outputs) ? manifest.outputs : []
  return new Map(
    outputs.flatMap(one =>
      isMap(one) && typeof one.file === 'string' && typeof one.sha256 === 'string' && !one.file.includes('/')
        ? [[one.file, one.sha256] as const]
        : [],
    ),
  )
}
