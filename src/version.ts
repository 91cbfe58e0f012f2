/** The engine's name and version, printed into every appraisal, and what tells one build of it from another. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { packageRoot } from './package-root.ts'

const { version, engines } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
  readonly version: string
  readonly engines: { readonly node: string }
}

export const VERSION = version

export const ENGINE = `yardstick ${version}`

/** The folder that the program runs from: `dist`, or `src`. */
export const PROGRAM_HOME = fileURLToPath(new URL('.', import.meta.url))

/** The Node versions that it runs on. */
export const NODE_VERSIONS = engines.node

/** Over the names and bytes of the program's own files: the bundle's, or the sources', whichever ran. */
export function engineSha256(): string {
  const home = new URL('.', import.meta.url)
  const hash = createHash('sha256')
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/'))
  for (const name of files.filter(one => /\.(ts|js)$/.test(one)).sort()) {
    const bytes = readFileSync(new URL(name, home))
    hash.update(`${name}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}
