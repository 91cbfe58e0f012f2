/** Mistakes as authors make them in, what is told of each out: for the test of them, and for the page that shows them. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { diagnose, FIXTURES } from './bad-fixtures.ts'

export interface AuthorMistake {
  /** `duration-about`. */
  readonly name: string
  /** Below the folder of fixtures. */
  readonly file: string
  readonly text: string
  readonly found: readonly Diagnostic[]
}

export function authorMistakes(folder = 'authors'): readonly AuthorMistake[] {
  return readdirSync(join(FIXTURES, folder))
    .filter(name => name.endsWith('.yaml'))
    .toSorted()
    .map(name => {
      const file = `${folder}/${name}`
      return {
        name: name.replace('.yaml', ''),
        file,
        text: readFileSync(join(FIXTURES, file), 'utf8'),
        found: diagnose('base-pack.yaml', file),
      }
    })
}
