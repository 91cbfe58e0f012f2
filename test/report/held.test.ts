/** Pages of many people: each is forgotten once it is written, however many are to come. */

import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { type ReportInput, reportFiles, reportWith, type WrittenFile } from '../../src/report/index.ts'
import { CAMPUS } from '../support/golden.ts'
import { inputOf } from './support.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

let input: ReportInput

beforeAll(async () => {
  const { appraisal } = await appraise({ folder: CAMPUS, language: 'en' })
  if (!appraisal) throw new Error('the example could not be appraised')
  input = inputOf(appraisal, 'en')
})

/** Of the files below a folder, how many are in memory when the first after them is made. */
async function heldOf(
  folder: string,
  files: Iterator<WrittenFile> | AsyncIterator<WrittenFile>,
): Promise<{ readonly made: number; readonly held: number }> {
  const made: WeakRef<WrittenFile>[] = []
  for (let next = await files.next(); !next.done; next = await files.next()) {
    if (next.value.path.startsWith(folder)) made.push(new WeakRef(next.value))
    else if (made.length > 0) break
  }
  await setImmediate()
  collectGarbage()
  return { made: made.length, held: made.filter(one => one.deref() !== undefined).length }
}

it('forgets the sheet of a person once it is written', async () => {
  const { made, held } = await heldOf('people/', reportFiles(input))
  expect(made).toBeGreaterThan(80)
  expect(held).toBeLessThan(3)
})

it('forgets a PDF once it is written', async () => {
  async function* prints() {
    for (let at = 0; at < 20; at++) yield { path: `printed/${at}.pdf`, content: new Uint8Array(1000) }
  }
  const { made, held } = await heldOf('printed/', reportWith(input, prints()))
  expect(made).toBe(20)
  expect(held).toBeLessThan(3)
})
