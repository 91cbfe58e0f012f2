/** `npm run kill -- [times] [seed]`: runs of the built program killed at moments of chance; what was found after each, counted. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildProgram } from '../test/support/built.ts'
import { killRuns } from '../test/support/kills.ts'

const [times = 100, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number)
console.log(`${times} runs, seed ${seed}`)
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-kill-'))
const program = await buildProgram()
try {
  const { killed, ended, old, fresh, aside, between } = await killRuns({ program: program.path, scratch, times, seed })
  console.log(`${killed} killed (${aside} with files aside, ${between} between the renames), ${ended} had ended`)
  console.log(`${old} times the old results whole, ${fresh} times the new; never anything else`)
} finally {
  program.remove()
  rmSync(scratch, { recursive: true, force: true })
}
