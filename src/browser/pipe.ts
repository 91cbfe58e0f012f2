/** A browser started without a window in, its protocol spoken over a pair of pipes out. */

import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

export interface BrowserPipe {
  /** A command of the protocol; rejected where the browser refuses it or has gone. */
  send(method: string, params?: object, session?: string): Promise<Readonly<Record<string, unknown>>>
  /** The next event of that name. */
  event(method: string, session: string): Promise<unknown>
  close(): Promise<void>
}

export interface BrowserOptions {
  /** A superuser, as in containers, has no sandbox to offer. */
  readonly isRoot: boolean
  /** A browser that is asked for something and silent for so long is given up. */
  readonly patienceMs?: number
}

/** The browser ended, fell silent, refused, or could not be started: told to whoever asked for paper, as no bug of ours. */
export class BrowserFailure extends Error {}

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly params?: unknown
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

interface Waiting {
  resolve(answer: Answer): void
  reject(error: Error): void
}

const PATIENCE_MS = 300_000
/** Within which a browser ends that is asked to. */
const GRACE_MS = 10_000

export function startBrowser(path: string, { isRoot, patienceMs = PATIENCE_MS }: BrowserOptions): BrowserPipe {
  const profile = mkdtempSync(join(tmpdir(), 'yardstick-browser-'))
  const child = spawn(
    path,
    [
      '--headless',
      '--remote-debugging-pipe',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-extensions',
      '--hide-scrollbars',
      `--user-data-dir=${profile}`,
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number, Waiting>()
  const listening: (Waiting & { readonly method: string; readonly session: string })[] = []
  let number = 0
  let gone: Error | undefined
  const fail = (reason: string): void => {
    gone ??= new BrowserFailure(reason)
    for (const one of [...waiting.values(), ...listening.splice(0)]) one.reject(gone)
    waiting.clear()
  }
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  // Started anew by whatever is asked and by whatever comes: only silence is a sign.
  let patience: NodeJS.Timeout | undefined
  const wait = (): void => {
    clearTimeout(patience)
    if (waiting.size + listening.length === 0) return
    patience = setTimeout(() => {
      fail('the browser does not answer')
      child.kill('SIGKILL')
    }, patienceMs)
  }
  child.once('error', error => fail(error.message))
  child.once('exit', () => fail('the browser has ended'))
  input.on('error', () => {})
  splitMessages(output, text => {
    const answer = JSON.parse(text) as Answer
    if (answer.id !== undefined) {
      waiting.get(answer.id)?.resolve(answer)
      waiting.delete(answer.id)
    } else {
      const at = listening.findIndex(one => one.method === answer.method && one.session === answer.sessionId)
      if (at >= 0) listening.splice(at, 1)[0]?.resolve(answer)
    }
    if (answer.method === 'Inspector.targetCrashed') fail('a page of the browser has crashed')
    wait()
  })
  return {
    async send(method, params = {}, sessionId) {
      if (gone) throw gone
      const id = ++number
      const answer = await new Promise<Answer>((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        input.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
        wait()
      })
      if (answer.error) throw new BrowserFailure(`${method}: ${answer.error.message}`)
      return answer.result ?? {}
    },
    event: (method, session) =>
      new Promise((resolve, reject) => {
        if (gone) reject(gone)
        else listening.push({ method, session, resolve: answer => resolve(answer.params), reject })
        wait()
      }),
    async close() {
      clearTimeout(patience)
      child.kill()
      const isDeaf = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
      await ended
      clearTimeout(isDeaf)
      await dispose(profile)
    },
  }
}

/** Messages end in a zero; one of some megabytes comes in many pieces. */
function splitMessages(output: Readable, take: (text: string) => void): void {
  let pieces: Buffer[] = []
  output.on('data', (chunk: Buffer) => {
    let from = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...pieces, chunk.subarray(from, end)]).toString('utf8')
      pieces = []
      from = end + 1
      take(text)
    }
    if (from < chunk.length) pieces.push(chunk.subarray(from))
  })
}

/** Processes of the browser may go on writing for a moment when it is gone: then it is tried again. What the system keeps even so is its own to clear. */
async function dispose(profile: string): Promise<void> {
  try {
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  } catch (error) {
    if (!isStillThere(error)) throw error
  }
}

function isStillThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EBUSY', 'EPERM'].includes(String(error.code))
}
