/** Pieces of text in, a window on the text out that moves on when asked: what was read is let go, what comes is waited for. */

import type { Pieces, Problem } from './table.ts'

export interface TextWindow {
  /** What has come and was not passed over. */
  text(): string
  /** Nothing comes behind it. */
  isEnd(): boolean
  problem(): Problem | undefined
  /** Lets go of so many letters at the front, and waits for the next piece. */
  moveOn(letters: number): Promise<void>
  /** Lets go of the file, where nothing more is asked of it. */
  close(): Promise<void>
}

export function openWindow(pieces: Pieces): TextWindow {
  const source = pieces[Symbol.asyncIterator]()
  let text = ''
  let isEnd = false
  let problem: Problem | undefined
  return {
    text: () => text,
    isEnd: () => isEnd,
    problem: () => problem,
    async close() {
      isEnd = true
      await source.return?.()
    },
    async moveOn(letters) {
      text = text.slice(letters)
      if (isEnd) return
      const next = await source.next()
      if (next.done) isEnd = true
      else if (typeof next.value === 'string') text += next.value
      else {
        problem = next.value
        isEnd = true
      }
    },
  }
}
