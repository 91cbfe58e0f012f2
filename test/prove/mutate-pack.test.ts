/** A pack on disk, its rules changed step by step: what its tests notice, what they do not, and the reasons written. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { mutatePack } from '../../src/mutate-pack.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-mutants-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const RULES = `
pack: { id: small, version: '1', title: 小, time-zone: Asia/Shanghai }
posts: { fitter: { title: 维修工, level: staff } }
events:
  repair:
    title: 报修
    id: no
    at: reported_at
    fields:
      no: { type: text, required: true }
      reported_at: { type: date-time, required: true }
      arrived_at: { type: date-time }
      class: { type: choice, choices: { minor: 零星, major: 大修 } }
      technician: { type: person }
    derive:
      minutes: { title: 用时, elapsed: { from: reported_at, to: arrived_at, unit: minutes } }
      small: { title: 零星, is: { class: minor } }
standards:
  on-time: { title: 准时, kind: deadline, event: repair, when: { small: true }, from: reported_at, to: arrived_at, within: 30 minutes, charge: technician }
outcomes:
  warned: { title: 警告, when: { fact: missed.on-time, operator: greaterThanInclusive, value: 2 }, then: [ { type: warning } ] }
`
const order = (no: string, arrived: string, kind = 'minor') =>
  `{ type: repair, no: ${no}, reported_at: 2024-03-05 09:00, arrived_at: 2024-03-05 ${arrived}, class: ${kind}, technician: E1 }`
const tests = (events: readonly string[], expected: readonly string[], more = '') => `${more}
tests:
  - name: half an hour
    standard: on-time
    events: [ ${events.join(', ')} ]
    expect: [ ${expected.join(', ')} ]
  - { name: two misses, outcome: warned, given: { missed.on-time: 2 }, expect: { outcomes: [warned] } }
  - { name: one miss, outcome: warned, given: { missed.on-time: 1 }, expect: { outcomes: [] } }
`
const met = '{ case: R1, verdict: met }'
const missed = '{ case: R2, verdict: missed }'
const whole = [order('R1', '09:30'), order('R2', '09:31'), order('R3', '10:00', 'major')]

let count = 0
function mutate(text: string, only?: string) {
  const folder = join(scratch, `pack-${++count}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'pack.yaml'), RULES)
  writeFileSync(join(folder, 'a.test.yaml'), text)
  return mutatePack({ pack: folder, workingDirectory: scratch, ...(only === undefined ? {} : { only }) })
}
const names = (survivors: readonly { readonly mutant: string }[]) => survivors.map(one => one.mutant)

it('every change is noticed where the tests stand on both sides', async () => {
  const { diagnostics, survivors, stale, failing, made } = await mutate(tests(whole, [met, missed]))
  expect({ diagnostics, survivors, stale, failing }).toEqual({ diagnostics: [], survivors: [], stale: [], failing: [] })
  expect(made).toBe(8)
})

it('a limit without its case just beyond, with the example that lacks and the place', async () => {
  const { survivors } = await mutate(tests([order('R1', '09:30'), order('R3', '10:00', 'major')], [met]))
  expect(names(survivors)).toEqual(['on-time: within → 31 minutes'])
  expect(survivors[0]?.example.en).toBe('a case measured at 31 minutes exactly')
  expect(survivors[0]?.span).toMatchObject({ file: 'pack-2/pack.yaml', line: 19 })
})

it('a condition, and a derived fact, of which no case shows the other side', async () => {
  const { survivors } = await mutate(tests([order('R1', '09:30'), order('R2', '09:31')], [met, missed]))
  expect(names(survivors)).toEqual(['on-time: when → dropped'])
})

it('a written reason counts; one for what is noticed is told', async () => {
  const excused = `excused:
  - { mutant: "on-time: when → dropped", reason: 只有零星 }
  - { mutant: "on-time: within → 29 minutes", reason: 误写 }`
  const result = await mutate(tests([order('R1', '09:30'), order('R2', '09:31')], [met, missed], excused))
  expect(result.survivors).toEqual([])
  expect(names(result.excused)).toEqual(['on-time: when → dropped'])
  expect(names(result.stale)).toEqual(['on-time: within → 29 minutes'])
})

it('nothing is made on a rule whose tests fail as it is', async () => {
  const { failing, survivors } = await mutate(tests(whole, [met, met]))
  expect(failing).toEqual(['on-time', 'repair.small'])
  expect(survivors).toEqual([])
})

it('a filter leaves the rest, and says nothing of reasons for it', async () => {
  const excused = 'excused: [ { mutant: "on-time: within → 29 minutes", reason: 误写 } ]'
  const { made, stale } = await mutate(tests(whole, [met, missed], excused), 'warned')
  expect(made).toBe(3)
  expect(stale).toEqual([])
  expect((await mutate(tests(whole, [met, missed]), 'nothing-such')).made).toBe(0)
})

it('a pack that does not compile is told, and nothing made', async () => {
  const { diagnostics, made } = await mutate('tests: [ { name: x, standard: never, expect: [] } ]')
  expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-standard'])
  expect(made).toBe(0)
})
