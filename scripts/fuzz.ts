/** Tries readers with many damaged inputs, at night: `npm run fuzz -- [--inputs 100000] [--reader xlsx] [--seed N]`. The first that breaks a law is shrunk and told. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { LAWS, type Law } from '../test/fuzz/laws.ts'

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    reader: { type: 'string' },
    seed: { type: 'string' },
  },
})
const inputs = Number(values.inputs)
const seed = values.seed === undefined ? Date.now() & 0x7fffffff : Number(values.seed)
const all = Object.keys(LAWS) as Law[]
const chosen = values.reader === undefined ? all : all.filter(law => law === values.reader)
if (chosen.length === 0 || !Number.isInteger(inputs) || inputs < 1 || !Number.isInteger(seed)) {
  console.error(`readers: ${all.join(', ')}; --inputs and --seed take whole numbers`)
  process.exit(2)
}
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-fuzz-'))
console.log(`seed ${seed}, ${inputs} inputs each`)
for (const law of chosen) {
  const start = process.hrtime.bigint()
  const found = await fc.check<unknown>(LAWS[law](join(scratch, law)) as fc.IAsyncProperty<unknown>, {
    numRuns: inputs,
    seed,
  })
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  console.log(
    `${law}: ${found.numRuns} inputs in ${seconds.toFixed(1)} s (${(found.numRuns / seconds).toFixed(0)} a second)${found.failed ? ', FAILED' : ''}`,
  )
  if (!found.failed) continue
  console.error(fc.defaultReportMessage(found))
  process.exitCode = 1
}
rmSync(scratch, { recursive: true })
