/** A pack whose new tests expect nothing yet: what comes out is written under them, and nothing else is touched. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { testPack } from '../../src/test-pack.ts'
import { updateTests } from '../../src/update-tests.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-update-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const RULES = `
pack: { id: small, version: '1', title: 小, time-zone: Asia/Shanghai }
posts: { fitter: { title: 维修工, level: staff } }
grades: { decimals: 1, bands: { good: { title: 好, from: 60 }, bad: { title: 差, from: 0 } } }
events:
  repair:
    title: 报修
    id: no
    at: reported_at
    fields:
      no: { type: text, required: true }
      reported_at: { type: date-time, required: true }
      arrived_at: { type: date-time }
      technician: { type: person }
standards:
  on-time: { title: 准时, kind: deadline, event: repair, from: reported_at, to: arrived_at, within: 30 minutes, charge: technician }
scorecards:
  fitters: { title: 表, posts: [fitter], sections: { work: { title: 工作, marks: 100, method: rate, items: [ { standards: on-time } ] } } }
outcomes:
  warned: { title: 警告, when: { fact: missed.on-time, operator: greaterThanInclusive, value: 2 }, then: [ { type: warning } ] }
cascades:
  up: { title: 连带, on: { standards: on-time, verdict: missed }, shares: { person: 50% }, combine: capped }
`
const order = (no: string, arrived: string) =>
  `- { type: repair, no: ${no}, reported_at: 2024-03-05 09:00, arrived_at: 2024-03-05 ${arrived}, technician: E1 }`

let count = 0
function packOf(tests: string): string {
  const folder = join(scratch, `pack-${++count}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'pack.yaml'), RULES)
  writeFileSync(join(folder, 'a.test.yaml'), tests)
  return folder
}

async function filledIn(tests: string): Promise<string> {
  const pack = packOf(tests)
  const { diagnostics, files } = await updateTests({ pack, workingDirectory: scratch })
  expect(diagnostics).toEqual([])
  const [text = tests] = files.values()
  writeFileSync(join(pack, 'a.test.yaml'), text)
  const { diagnostics: told, failed, passed } = await testPack({ pack, workingDirectory: scratch })
  expect({ told, failed }).toEqual({ told: [], failed: [] })
  expect(passed.length).toBeGreaterThan(0)
  return text
}

it('each sort of test, with and without the key; comments, blank lines and other tests stay', async () => {
  const text = await filledIn(`# 测试
people: [ { id: E1, post: fitter } ]
tests:
  - name: late
    standard: on-time
    events:
      ${order('"007"', '09:31')}
      ${order('R2', '09:30')}

  # 两次 / twice
  - name: two
    outcome: warned
    given: { missed.on-time: 2 }
    expect:   # 待核对

  - name: held
    standard: on-time
    expect: []
  - name: graded
    scorecard: fitters
    expect:
    given: { sections: { work: 60 } }
  - name: withheld
    cascade: up
    events:
      ${order('R3', '09:31')}
`)
  expect(text).toBe(`# 测试
people: [ { id: E1, post: fitter } ]
tests:
  - name: late
    standard: on-time
    events:
      ${order('"007"', '09:31')}
      ${order('R2', '09:30')}
    expect:
      - { case: "007", person: E1, verdict: missed, measured: 31 minutes, limit: 30 minutes }
      - { case: R2, person: E1, verdict: met, measured: 30 minutes, limit: 30 minutes }

  # 两次 / twice
  - name: two
    outcome: warned
    given: { missed.on-time: 2 }
    # 待核对
    expect: { outcomes: [warned], undecided: [] }

  - name: held
    standard: on-time
    expect: []
  - name: graded
    scorecard: fitters
    expect: { score: 60, grade: good }
    given: { sections: { work: 60 } }
  - name: withheld
    cascade: up
    events:
      ${order('R3', '09:31')}
    expect: { withheld: { E1: 50 } }
`)
})

it('nothing comes out of nothing, and that is written too', async () => {
  expect(await filledIn('tests:\n  - name: none\n    standard: on-time\n')).toBe(
    'tests:\n  - name: none\n    standard: on-time\n    expect: []\n',
  )
})

it('a test that fails stays as it is', async () => {
  const pack = packOf('tests:\n  - name: wrong\n    standard: on-time\n    expect: [ { case: R1, verdict: met } ]\n')
  const { updated, files } = await updateTests({ pack, workingDirectory: scratch })
  expect({ updated, size: files.size }).toEqual({ updated: [], size: 0 })
})

it('what cannot be read in a test is told, and nothing written under it', async () => {
  const pack = packOf(
    'tests:\n  - name: wrong\n    standard: on-time\n    events: [ { type: repair, no: R1, reported_at: 昨天 } ]\n',
  )
  const { updated, files } = await updateTests({ pack, workingDirectory: scratch })
  expect(updated[0]?.problems.length).toBe(1)
  expect(files.size).toBe(0)
})

it('with another mistake in the pack nothing is filled in', async () => {
  const pack = packOf('tests:\n  - name: wrong\n    standard: never\n')
  const { diagnostics, files } = await updateTests({ pack, workingDirectory: scratch })
  expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-standard'])
  expect(files.size).toBe(0)
})
