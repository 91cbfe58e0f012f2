/** A run that is killed leaves the old results whole or the new ones whole; `npm run kill` does it a hundred times. */

import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { readResults } from '../../src/report/results.ts'
import { verifyResults } from '../../src/report/verify.ts'
import { buildProgram } from '../support/built.ts'
import { killRuns } from '../support/kills.ts'
import { smallFolder } from '../support/small-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-kill-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const SEED = Number(process.env.FAST_CHECK_SEED ?? 20_240_630)

it('ten runs killed at moments of chance', async () => {
  const program = await buildProgram()
  try {
    const report = await killRuns({ program: program.path, scratch: join(scratch, 'runs'), times: 10, seed: SEED })
    expect(report.killed + report.ended).toBe(10)
    expect(report.old + report.fresh).toBe(10)
  } finally {
    program.remove()
  }
})

it.each<[string, (out: string) => unknown]>([
  ['verify', out => verifyResults(out)],
  ['explain', out => readResults(out)],
])('killed between the two renames: %s puts the old results back', async (_, read) => {
  const folder = smallFolder(mkdtempSync(join(scratch, 'between-')))
  const out = join(folder, 'out')
  await appraise({ folder, out, language: 'zh' })
  renameSync(out, join(folder, '.out.old'))
  expect(read(out)).not.toHaveProperty('problem')
  expect(existsSync(join(folder, '.out.old'))).toBe(false)
})
