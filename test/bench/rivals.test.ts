/** The rivals of the bench against the program, on small inputs: who met what and who missed what, person by person and case by case. */

import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeOrderFolder } from '../../bench/inputs/folders.ts'
import { writeManyStandardsFolder } from '../../bench/inputs/many-standards.ts'
import { verdictsIn } from '../../bench/verdicts.ts'
import { appraise } from '../../src/appraise.ts'

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'yardstick-rivals-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** What the made-up orders have none of: blanks, doubles, contradictions, times that are none, ends that are unknown or impossible, the period's edges. */
const FAULTS = `X1,2024-06-30 12:00,,F0001
X2,2024-06-29 12:00,,F0001
X3,2024-03-01 12:00,,F0002
X3,2024-03-01 12:00,,F0002
X4,2024-03-01 12:00,2024-03-01 11:00,F0003
X5,2023-12-31 12:00,2024-01-03 11:00,F0004
X6,2024-07-02 12:00,2024-07-05 11:00,F0004
X7,2024-06-30 12:00,2024-07-01 13:00,F0005
X8,2024-06-30 12:00,2024-07-01 10:00,F0005
X9,2024-06-30 12:00,2024-06-30 23:00,F0005
X10,2024-03-01 12:00,2024-03-02 11:00,
,2024-03-01 12:00,2024-03-02 11:00,F0006
X11,,2024-03-02 11:00,F0006
X12,2024-06-30 00:00,,F0006
X13,2024-06-29 23:59,,F0006
X14,2024-03-01 12:00,2024-03-02 12:00,F0007
X15,2024-03-01 12:00,2024-03-02 12:01,F0007
X16,2024-03-01 12:00,2024-03-01 13:00,F9999
X17,2024x03-01 12:00,2024-03-01 13:00,F0009
X18,2024-03-01 12:00,2024-03-01 13:00,F0009
X18,2024-03-01 12:00,2024-03-01 13:01,F0009
`

describe('the rivals of the bench say what the program says', () => {
  it("DuckDB's SQL, of a file with every fault, of which it sends back as many rows", async () => {
    const folder = join(home, 'orders')
    writeOrderFolder(folder, { format: 'csv', orders: 2000, oneLateIn: 9 })
    appendFileSync(join(folder, 'records/repair.csv'), FAULTS)
    const { verdicts, appraisal } = await ours(folder)
    const out = rival('duckdb', folder)
    expect(verdictsIn(out)).toBe(verdicts)
    expect(appraisal?.records).toMatchObject({ rejected: 7, ignored: 1 })
    // Of the two that contradict each other it tells the number once.
    expect(readFileSync(join(out, 'sent-back.csv'), 'utf8').trim().split('\n')).toHaveLength(1 + 6)
  })

  it('json-rules-engine, of fifty standards for ten record types', async () => {
    const folder = join(home, 'standards')
    writeManyStandardsFolder(folder, { standards: 50, records: 2000, oneMissedIn: 9 })
    const { verdicts } = await ours(folder)
    expect(verdictsIn(rival('json-rules-engine', folder))).toBe(verdicts)
  })

  it('a pack of a thousand standards judges as that of fifty does', async () => {
    const verdicts = new Set<string>()
    for (const standards of [50, 1000]) {
      const folder = join(home, `standards-${standards}`)
      writeManyStandardsFolder(folder, { standards, records: 500, oneMissedIn: 9 })
      verdicts.add((await ours(folder)).verdicts)
    }
    expect(verdicts.size).toBe(1)
  })
})

async function ours(folder: string) {
  const out = `${folder}-out`
  const { appraisal } = await appraise({ folder, out, language: 'en' })
  return { appraisal, verdicts: verdictsIn(out) }
}

function rival(name: string, folder: string): string {
  const out = `${folder}-${name}`
  const program = resolve(import.meta.dirname, `../../bench/rivals/${name}.ts`)
  const { status, stderr } = spawnSync(process.execPath, [program, folder, out], { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  return out
}
