/** Each reader with two thousand inputs, the same each time; `npm run fuzz` tries a hundred thousand. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, it } from 'vitest'
import { LAWS, type Law } from './laws.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-fuzz-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const INPUTS = Number(process.env.FUZZ_INPUTS ?? 1000)
const SEED = 20_240_101

it.each(Object.keys(LAWS) as Law[])('%s', async law => {
  await fc.assert<unknown>(LAWS[law](join(scratch, law)) as fc.IAsyncProperty<unknown>, { numRuns: INPUTS, seed: SEED })
})
