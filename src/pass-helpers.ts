/** How many threads a run may take in; those that judge large files beside it, out. */

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { PassingHelpers, SharedFile, SharedPart } from './load/passing/index.ts'

/** Where all files of lines have fewer bytes together, they are passed before another thread has read rules and roster. */
const SHARED_FROM = 24 * 1024 * 1024
/** A smaller file is passed before another thread has heard of it. */
const SMALLEST_SHARED = 1024 * 1024
/** More threads than these wait for the disk. */
const MOST_THREADS = 8

export interface HelpersRequest {
  /** All threads of the run, its own among them; left out: as many as the machine has processors, at most eight. */
  readonly workers?: number
  /** Instead of those that pay, for tests. */
  readonly sharedFrom?: number
  readonly stretchBytes?: number
}

/**
 * What is done while other threads stand ready; `data` is what each of them reads rules and roster by. None is started where
 * there is little to pass; undefined: there is to be one thread alone.
 */
export async function withHelpers<T>(
  data: object,
  request: HelpersRequest,
  use: (helpers: PassingHelpers | undefined) => Promise<T>,
): Promise<T> {
  const helpers = makeHelpers(data, request)
  try {
    return await use(helpers)
  } finally {
    await helpers?.stop()
  }
}

type StartedHelpers = PassingHelpers & { stop(): Promise<void> }

function makeHelpers(data: object, request: HelpersRequest): StartedHelpers | undefined {
  const { workers = Math.min(MOST_THREADS, availableParallelism()), sharedFrom = SHARED_FROM, stretchBytes } = request
  if (workers <= 1) return undefined
  let threads: readonly Thread[] = []
  return {
    ...(stretchBytes === undefined ? {} : { stretchBytes }),
    expect(bytes) {
      if (bytes < sharedFrom || threads.length > 0) return
      threads = Array.from({ length: workers - 1 }, () => startThread(data))
    },
    share: bytes => threads.length > 0 && bytes >= Math.min(SMALLEST_SHARED, sharedFrom),
    begin(file) {
      const parts = Promise.all(threads.map(thread => thread.pass(file)))
      // Whoever waits is told; until then nobody may have asked.
      parts.catch(() => {})
      return () => parts
    },
    async stop() {
      await Promise.all(threads.map(thread => thread.stop()))
    },
  }
}

interface Thread {
  pass(file: SharedFile): Promise<SharedPart>
  stop(): Promise<void>
}

function startThread(data: object): Thread {
  // What the program itself was started with is not meant for it.
  const options = { workerData: data, execArgv: [] }
  const worker = new Worker(new URL(`./pass-worker${OWN_ENDING}`, import.meta.url), options)
  const waiting: { readonly resolve: (part: SharedPart) => void; readonly reject: (error: unknown) => void }[] = []
  let broken: unknown
  worker.on('message', (part: SharedPart) => waiting.shift()?.resolve(part))
  const fail = (error: unknown): void => {
    broken ??= error
    for (const one of waiting.splice(0)) one.reject(broken)
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('a thread of the run ended before its time')))
  return {
    pass: file =>
      new Promise((resolve, reject) => {
        if (broken !== undefined) return reject(broken)
        waiting.push({ resolve, reject })
        worker.postMessage(file)
      }),
    async stop() {
      worker.removeAllListeners('exit')
      await worker.terminate()
    },
  }
}

/** As sources this runs as it is written, and bundled under another name. */
const OWN_ENDING = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
