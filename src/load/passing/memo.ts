/** What reads a cell's bytes in; the same out, that reads cells which are written alike once. */

import type { ValueReading } from '../values.ts'

type Read = (bytes: Uint8Array, from: number, to: number, form: number) => ValueReading | undefined

/** A column of more different cells is one in which few repeat. */
const MOST_CELLS = 4096
const LONGEST = 200
const PLACES = 16_384

export function makeMemo(read: Read): Read {
  const places = new Int32Array(PLACES)
  const readings: (ValueReading | undefined)[] = []
  const starts: number[] = []
  const lengths: number[] = []
  let held = new Uint8Array(4096)
  let used = 0

  const keep = (bytes: Uint8Array, from: number, to: number, form: number): void => {
    const length = to - from + 1
    if (used + length > held.length) {
      const before = held
      held = new Uint8Array(Math.max(before.length * 2, used + length))
      held.set(before)
    }
    held[used] = form
    held.set(bytes.subarray(from, to), used + 1)
    starts.push(used)
    lengths.push(length)
    used += length
  }

  return (bytes, from, to, form) => {
    if (to - from > LONGEST) return read(bytes, from, to, form)
    let hash = form
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    hash ^= hash >>> 15
    let place = hash & (PLACES - 1)
    for (let entry = places[place] ?? 0; entry !== 0; entry = places[place] ?? 0) {
      if (isHeld(held, starts[entry - 1] ?? 0, lengths[entry - 1] ?? 0, bytes, from, to, form))
        return readings[entry - 1]
      place = (place + 1) & (PLACES - 1)
    }
    const reading = read(bytes, from, to, form)
    if (readings.length >= MOST_CELLS) return reading
    keep(bytes, from, to, form)
    readings.push(reading)
    places[place] = readings.length
    return reading
  }
}

function isHeld(
  held: Uint8Array,
  start: number,
  length: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  form: number,
): boolean {
  if (length !== to - from + 1 || held[start] !== form) return false
  for (let at = from; at < to; at++) if (held[start + 1 + at - from] !== bytes[at]) return false
  return true
}
