/** Changes in, runs of a job out: once at first, once for each burst, never two at a time. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { changesBelow, runAgain } from '../../src/commands/watch.ts'

type Step = string | (() => Promise<void>)

async function* burst(...steps: readonly Step[]): AsyncGenerator<string> {
  for (const step of steps) {
    if (typeof step === 'string') yield step
    else await step()
  }
}

/** Ticks of the event loop stand for time. */
const ticks = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at++) await new Promise(done => setImmediate(done))
}
const isRule = (file: string) => file.endsWith('.yaml')

async function runs(...steps: readonly Step[]): Promise<number> {
  let count = 0
  await runAgain(
    burst(...steps),
    isRule,
    async () => void count++,
    () => ticks(3),
  )
  return count
}

it('runs once where nothing is saved', async () => {
  expect(await runs()).toBe(1)
})
it('runs once more for all that is saved at once', async () => {
  expect(await runs('a.yaml', 'b.yaml', 'a.yaml')).toBe(2)
})
it('runs again for what is saved later', async () => {
  expect(await runs('a.yaml', () => ticks(10), 'a.yaml')).toBe(3)
})
it('looks away from other files', async () => {
  expect(await runs('a.txt', 'a.yaml~', () => ticks(10), '.git/index')).toBe(1)
})
it('never runs beside itself', async () => {
  let running = 0
  let most = 0
  const job = async () => {
    most = Math.max(most, ++running)
    await ticks(8)
    running--
  }
  await runAgain(
    burst(
      'a.yaml',
      () => ticks(5),
      'b.yaml',
      () => ticks(5),
      'c.yaml',
    ),
    isRule,
    job,
    () => ticks(1),
  )
  expect(most).toBe(1)
})
it('ends with the error of a job', async () => {
  const job = () => Promise.reject(new Error('broken'))
  await expect(runAgain(burst('a.yaml'), isRule, job)).rejects.toThrow('broken')
})
it.each(['own', 'extended'])('hears of a save below each folder: %s', async folder => {
  const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
  const folders = ['own', 'extended'].map(name => join(scratch, name))
  for (const one of folders) mkdirSync(join(one, 'standards'), { recursive: true })
  const stop = new AbortController()
  const changes = changesBelow(folders, stop.signal)
  let heard: string | undefined
  const first = changes.next().then(({ value }) => {
    heard = value
  })
  while (heard === undefined) {
    writeFileSync(join(scratch, folder, 'standards/new.yaml'), 'posts: {}')
    await ticks(1)
  }
  await first
  expect(heard).toContain('new.yaml')
  stop.abort()
  // What was heard before the end is told first.
  for (let at = await changes.next(); !at.done; at = await changes.next()) expect(at.value).toContain('new.yaml')
  rmSync(scratch, { recursive: true })
})
