/** A browser started without a window in, its protocol spoken over a pair of pipes out. */

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
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

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly params?: unknown
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
}

/** A browser that has printed nothing by then never will. */
const PATIENCE_MS = 300_000

/** `isRoot`: a superuser, as in containers, has no sandbox to offer. */
export function startBrowser(path: string, isRoot: boolean): BrowserPipe {
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
  const waiting = new Map<number, { resolve(result: Answer): void; reject(error: Error): void }>()
  const listening: { method: string; session: string; resolve(params: unknown): void; reject(error: Error): void }[] =
    []
  let number = 0
  let rest = Buffer.alloc(0)
  let gone: Error | undefined
  const fail = (error: Error): void => {
    gone ??= error
    for (const one of [...waiting.values(), ...listening.splice(0)]) one.reject(error)
    waiting.clear()
  }
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const patience = setTimeout(() => {
    fail(new Error('the browser does not answer'))
    child.kill('SIGKILL')
  }, PATIENCE_MS)
  child.once('error', fail)
  child.once('exit', () => fail(new Error('the browser has ended')))
  input.on('error', () => {})
  output.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const answer = JSON.parse(rest.subarray(0, end).toString('utf8')) as Answer
      rest = rest.subarray(end + 1)
      if (answer.id !== undefined) {
        waiting.get(answer.id)?.resolve(answer)
        waiting.delete(answer.id)
        continue
      }
      const at = listening.findIndex(one => one.method === answer.method && one.session === answer.sessionId)
      if (at >= 0) listening.splice(at, 1)[0]?.resolve(answer.params)
    }
  })
  return {
    async send(method, params = {}, sessionId) {
      if (gone) throw gone
      const id = ++number
      const answer = await new Promise<Answer>((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        input.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
      })
      if (answer.error) throw new Error(`${method}: ${answer.error.message}`)
      return answer.result ?? {}
    },
    event: (method, session) =>
      new Promise((resolve, reject) => {
        if (gone) reject(gone)
        else listening.push({ method, session, resolve, reject })
      }),
    async close() {
      clearTimeout(patience)
      child.kill()
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
