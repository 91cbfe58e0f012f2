/** Changes of files in, a job run again after each burst of them out, until they end. */

import { watch } from 'node:fs/promises'

/** Saving in an editor touches several files within this time; the job runs once for all of them. */
const BURST_MILLISECONDS = 100

/** Each name of a file below the folder that was saved, created or removed. */
export async function* changesBelow(folder: string, signal: AbortSignal): AsyncGenerator<string> {
  try {
    for await (const { filename } of watch(folder, { recursive: true, signal })) yield filename ?? ''
  } catch (error) {
    if (!signal.aborted) throw error
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
