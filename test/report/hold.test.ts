/** Two runs into one folder at once: the second is told of the first; what a killed one left stands in nobody's way. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { holdResults } from '../../src/report/hold.ts'
import { smallFolder } from '../support/small-folder.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-hold-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const HOLDER = resolve(import.meta.dirname, '../support/hold-results.ts')
const marks = (folder: string) => readdirSync(folder).filter(name => name.includes('.run-'))

async function holder(out: string) {
  const process_ = spawn(process.execPath, [HOLDER, out], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [said] = (await once(process_.stdout, 'data')) as [Buffer]
  expect(String(said)).toBe('held\n')
  return process_
}

it('the second is told, and the results stay; when the first is killed the next goes ahead', async () => {
  const folder = smallFolder(join(scratch, 'two'))
  const out = join(folder, 'out')
  await appraise({ folder, out, language: 'zh' })
  const before = readFileSync(join(out, 'manifest.json'))
  const first = await holder(out)
  const { appraisal, diagnostics } = await appraise({ folder, out, language: 'en' })
  expect(appraisal).toBeUndefined()
  expect(diagnostics.map(({ code }) => code)).toEqual(['out-refused'])
  expect(diagnostics[0]?.message.en).toContain(`another run (process ${first.pid})`)
  expect(readFileSync(join(out, 'manifest.json'))).toEqual(before)
  const ended = once(first, 'exit')
  first.kill('SIGKILL')
  await ended
  expect(marks(folder).length).toBe(1)
  expect((await appraise({ folder, out, language: 'en' })).appraisal).toBeDefined()
  expect(marks(folder)).toEqual([])
})

it('other folders are free, and so is the same one afterwards', () => {
  const [one, other] = [join(scratch, 'one'), join(scratch, 'one-issue-1')].map(holdResults)
  expect([one, other].some(held => held && 'refused' in held)).toBe(false)
  expect(holdResults(join(scratch, 'one'))).toHaveProperty('refused')
  for (const held of [one, other]) if (held && 'release' in held) held.release()
  const again = holdResults(join(scratch, 'one'))
  expect(again).toHaveProperty('release')
  if ('release' in again) again.release()
  expect(marks(scratch)).toEqual([])
})

it('of another computer it is said what to delete', () => {
  const out = join(scratch, 'elsewhere')
  writeFileSync(join(scratch, '.elsewhere.run-7-far_away'), '')
  const held = holdResults(out)
  if (!('refused' in held)) throw new Error('it was held')
  expect(held.refused.message.en).toContain('far_away')
  expect(held.refused.message.en).toContain('delete .elsewhere.run-7-far_away')
  rmSync(join(scratch, '.elsewhere.run-7-far_away'))
})

it('folders that were made for it alone go again', () => {
  const held = holdResults(join(scratch, 'new/below/out'))
  if ('refused' in held) throw new Error(held.refused.message.en)
  expect(existsSync(join(scratch, 'new/below'))).toBe(true)
  held.release()
  expect(existsSync(join(scratch, 'new'))).toBe(false)
})
