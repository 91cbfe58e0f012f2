/** The commands as a person calls them, from a folder of one's own: what they print and how they end. */

import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

export interface Run {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** Where the program starts. */
export const PROGRAM = join(resolve(import.meta.dirname, '../..'), 'src/cli.ts')

export function yardstickIn(folder: string, language: 'zh' | 'en', ...words: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', PROGRAM, ...words],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, YARDSTICK_LANG: language, NO_COLOR: '1' },
    },
  )
  return { status, out: stdout, err: stderr }
}
