/** Results read again, of however many people they are. */

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readResults } from '../../src/report/results.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-results-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

it('of a hundred thousand people are as large as this', () => {
  const appraisal = Buffer.alloc(350 * 1024 * 1024, ' ')
  appraisal.write('{"people":[]}')
  const sha256 = createHash('sha256').update(appraisal).digest('hex')
  writeFileSync(join(scratch, 'appraisal.json'), appraisal)
  writeFileSync(join(scratch, 'manifest.json'), JSON.stringify({ outputs: [{ file: 'appraisal.json', sha256 }] }))
  expect(readResults(scratch)).toMatchObject({ appraisal: { people: [] }, findings: [], standards: [] })
})
