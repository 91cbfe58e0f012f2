/**
 * Files that somebody made to do harm, or that chance made so: each is refused or read with words in both languages, the good
 * rows beside it are taken, nothing crashes, and no run holds more than 300 MB.
 */

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BuiltProgram, buildProgram } from '../support/built.ts'
import type { Run } from '../support/command-line.ts'
import { type HostileCase, makeSoundFolder } from './case.ts'
import { TABLE } from './table.ts'

const MOST_MEGABYTES = 300
/** Who is told more reads none of it. */
const MOST_LETTERS = 70_000

let program: BuiltProgram
beforeAll(async () => {
  program = await buildProgram()
})
afterAll(() => program.remove())

describe.concurrent.each(Object.entries(TABLE))('%s', (_, cases) => {
  for (const one of cases) {
    // When memory is given back is the engine's own affair: what holds once can be held.
    it(one.name, { timeout: 180_000, retry: 2 }, () => holds(one))
  }
})

async function holds(one: HostileCase): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-hostile-'))
  try {
    makeSoundFolder(folder)
    await one.lay(folder)
    const command = one.command ?? ['appraise', '.']
    const { zh, en, peakMegabytes } = await program.run(folder, command, one.isLarge)
    expectSound(zh, one)
    expectSound(en, one)
    expect(peakMegabytes).toBeLessThan(MOST_MEGABYTES)
    if (one.code !== undefined) for (const { err } of [zh, en]) expect(err).toContain(one.code)
    if (one.zh) expect(zh.out + zh.err).toMatch(one.zh)
    if (one.en) expect(en.out + en.err).toMatch(one.en)
    if (one.counts) {
      const [accepted, rejected, ignored] = one.counts
      expect(zh.out).toContain(`采用 ${accepted} + 退回 ${rejected} + 忽略 ${ignored}`)
      expect(en.out).toContain(`${accepted} accepted + ${rejected} rejected + ${ignored} ignored`)
    }
    await one.afterwards?.(folder)
    if (command[0] === 'appraise' && one.status === 1 && !existsSync(join(folder, 'earlier')))
      expect(existsSync(join(folder, 'out', 'manifest.json'))).toBe(false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function expectSound(run: Run, { status }: HostileCase): void {
  const said = run.out + run.err
  expect(said).not.toMatch(/^\s+at .*[:(]\d+:\d+\)?$/m)
  expect({ status: run.status, said: said.slice(0, 2000) }).toEqual({ status, said: said.slice(0, 2000) })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  expect(said).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  expect(said.length).toBeLessThan(MOST_LETTERS)
}
