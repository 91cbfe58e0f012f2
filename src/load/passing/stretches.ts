/** A file and how many bytes a stretch has in; its stretches, each taken once by whichever thread comes first, out. */

import { readSync } from 'node:fs'
import { NEW_LINE } from './cells.ts'

/** What the threads that share a file have in common; it can be sent to another one. */
export interface SharedStretches {
  readonly size: number
  readonly bytes: number
  /** The number of the next stretch, for all threads. */
  readonly next: Int32Array
}

export interface NumberedStretch {
  readonly number: number
  readonly from: number
  readonly to: number
}

/** Long enough that beginning one is nothing beside passing it, short enough that nobody waits long for the last one. */
const STRETCHES = 32
const SHORTEST_BYTES = 256 * 1024
const LONGEST_BYTES = 8 * 1024 * 1024

function stretchBytes(size: number): number {
  return Math.min(LONGEST_BYTES, Math.max(SHORTEST_BYTES, Math.ceil(size / STRETCHES)))
}

export function shareOut(size: number, bytes: number = stretchBytes(size)): SharedStretches {
  return { size, bytes, next: new Int32Array(new SharedArrayBuffer(4)) }
}

/** The next one that nobody has taken, from the first row that starts in it; undefined: all are taken. `start`: where the first row of all starts. */
export function takeStretch(
  file: number,
  start: number,
  { size, bytes, next }: SharedStretches,
): NumberedStretch | undefined {
  const number = Atomics.add(next, 0, 1)
  const at = number * bytes
  if (at >= size) return undefined
  return { number, from: at <= start ? start : behindLine(file, at - 1, size), to: Math.min(size, at + bytes) }
}

/** Behind the first line break from there on. */
function behindLine(file: number, from: number, size: number): number {
  const piece = Buffer.alloc(64 * 1024)
  for (let at = from; at < size; at += piece.length) {
    const count = readSync(file, piece, 0, Math.min(piece.length, size - at), at)
    const found = piece.subarray(0, count).indexOf(NEW_LINE)
    if (found >= 0) return at + found + 1
  }
  return size
}
