/** The shared texts of a workbook in, one after the other; each out by its number. Close together: there may be a million of them. */

export interface TextStore {
  add(text: string): void
  /** Undefined: there is no such number. */
  at(index: number): string | undefined
}

const BLOCK_BYTES = 1024 * 1024

/** Letters that take more than a byte each. */
const WIDE = /[\u0100-\uffff]/

/** A text takes its letters, or twice as much where one of them is no Latin letter; as a string of its own some thirty bytes more. */
export function makeTextStore(): TextStore {
  const blocks: Buffer[] = []
  /** For each text its block, where it begins there, and its bytes, doubled and one more where letters take two each. */
  let places = new Uint32Array(3 * 1024)
  let count = 0
  let used = BLOCK_BYTES
  return {
    add(text) {
      const isWide = WIDE.test(text)
      const bytes = isWide ? 2 * text.length : text.length
      if (used + bytes > BLOCK_BYTES) {
        blocks.push(Buffer.allocUnsafe(Math.max(BLOCK_BYTES, bytes)))
        used = 0
      }
      if (3 * count === places.length) {
        const more = new Uint32Array(2 * places.length)
        more.set(places)
        places = more
      }
      places.set([blocks.length - 1, used, 2 * bytes + (isWide ? 1 : 0)], 3 * count)
      blocks.at(-1)?.write(text, used, isWide ? 'utf16le' : 'latin1')
      used += bytes
      count++
    },
    at(index) {
      if (!(Number.isInteger(index) && index >= 0 && index < count)) return undefined
      const [block = 0, from = 0, size = 0] = [places[3 * index], places[3 * index + 1], places[3 * index + 2]]
      const isWide = size % 2 === 1
      return blocks[block]?.toString(isWide ? 'utf16le' : 'latin1', from, from + Math.floor(size / 2)) ?? ''
    },
  }
}
