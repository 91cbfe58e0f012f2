/** Lines in, a file out, of whatever size: no more than a piece of it is held. */

import { closeSync, openSync, writeSync } from 'node:fs'

const PIECE_LETTERS = 1024 * 1024

export function writeLines(file: string, lines: Iterable<string>): void {
  const descriptor = openSync(file, 'w')
  try {
    let piece = ''
    for (const line of lines) {
      piece += `${line}\n`
      if (piece.length < PIECE_LETTERS) continue
      writeSync(descriptor, piece)
      piece = ''
    }
    writeSync(descriptor, piece)
  } finally {
    closeSync(descriptor)
  }
}
