/** Changes of files in, a job run again after each burst of them out, until they end. */

import { EventEmitter, on } from 'node:events'
import { watch } from 'node:fs'

/** Saving in an editor touches several files within this time; the job runs once for all of them. */
const BURST_MILLISECONDS = 100

/** Each name of a file below one of the folders that was saved, created or removed. */
export async function* changesBelow(folders: readonly string[], signal: AbortSignal): AsyncGenerator<string> {
  const saves = new EventEmitter()
  const watchers = folders.map(folder =>
    watch(folder, { recursive: true, signal })
      .on('change', (_kind, name) => saves.emit('save', String(name ?? '')))
      .on('error', error => saves.emit('error', error)),
  )
  try {
    for await (const [name] of on(saves, 'save', { signal })) yield name
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    for (const watcher of watchers) watcher.close()
  }
}

/** Runs the job at once, then after each burst of changes that concern it. */
export async function runAgain(
  changes: AsyncIterable<string>,
  concerns: (file: string) => boolean,
  job: () => Promise<void>,
  settle: () => Promise<void> = () => new Promise(done => setTimeout(done, BURST_MILLISECONDS)),
): Promise<void> {
  await job()
  let isWaiting = false
  let last = Promise.resolve()
  for await (const file of changes) {
    if (isWaiting || !concerns(file)) continue
    isWaiting = true
    last = last.then(settle).then(() => {
      isWaiting = false
      return job()
    })
  }
  await last
}
