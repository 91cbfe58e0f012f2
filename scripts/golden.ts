/** Records the golden appraisal of the example anew; with `--check` only says whether it differs. Review the diff. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GOLDEN, goldenFiles } from '../test/support/golden.ts'

const differing: string[] = []
mkdirSync(GOLDEN, { recursive: true })
for (const [name, text] of await goldenFiles()) {
  const path = join(GOLDEN, name)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
  differing.push(name)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
}
if (differing.length === 0) console.log('golden: nothing differs')
else console.log(`golden: ${differing.join(', ')}`)
if (differing.length > 0 && process.argv.includes('--check')) process.exitCode = 1
