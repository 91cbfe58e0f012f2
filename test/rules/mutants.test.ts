/** The shipped pack changed one small step at a time: its own rule tests notice each, or a reason is written. */

import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { mutatePack } from '../../src/mutate-pack.ts'

it('no small change of a rule goes unnoticed without a reason', { timeout: 300_000 }, async () => {
  const { diagnostics, made, survivors, stale, failing } = await mutatePack({
    workingDirectory: resolve(import.meta.dirname, '../../rules'),
  })
  expect({ diagnostics, survivors, stale, failing }).toEqual({ diagnostics: [], survivors: [], stale: [], failing: [] })
  expect(made).toBeGreaterThan(3000)
})
