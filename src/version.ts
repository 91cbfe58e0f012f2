/** The engine's name and version, printed into every appraisal. */

import { readFileSync } from 'node:fs'
import { packageRoot } from './package-root.ts'

const { version } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
  readonly version: string
}

export const VERSION = version

export const ENGINE = `yardstick ${version}`
