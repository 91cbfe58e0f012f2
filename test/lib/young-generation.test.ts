import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { withSmallYoungGeneration } from '../../src/lib/young-generation.ts'

it('the engine knows the flag, and grows by two of itself', () => {
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' })
  expect(stdout).toContain('default: --semi-space-growth-factor=2')
})

it('hands on what the work gives, and what it throws', async () => {
  expect(await withSmallYoungGeneration(() => Promise.resolve(7))).toBe(7)
  await expect(withSmallYoungGeneration(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
})
