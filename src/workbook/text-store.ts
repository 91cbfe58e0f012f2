/** The shared texts of a workbook in, one after the other; each out by its number. Close together: there may be a million of them. */

export interface TextStore {
  add(text: string): void
  /** Undefined: there is no such number. */
  at(index: number): string | undefined
}

const BLOCK_BYTES = 1024 * 1024

/** As UTF-16 a text takes twice its letters, as a string of its own some thirty bytes more. */
export function makeTextStore(): TextStore {
  const blocks: Buffer[] = []
  /** For each text its block, where it begins there, and how long it is. */
  let places = new Uint32Array(3 * 1024)
  let count = 0
  let used = BLOCK_BYTES
  return {
    add(text) {
      const bytes = Buffer.byteLength(text, 'utf16le')
      if (used + bytes > BLOCK_BYTES) {
        blocks.push(Buffer.allocUnsafe(Math.max(BLOCK_BYTES, bytes)))
        used = 0
      }
      if (3 * count === places.length) {
        const more = new Uint32Array(2 * places.length)
        more.set(places)
        places = more
      }
      places.set([blocks.length - 1, used, bytes], 3 * count)
      blocks.at(-1)?.write(text, used, 'utf16le')
      used += bytes
      count++
    },
    at(index) {
      if (!(Number.isInteger(index) && index >= 0 && index < count)) return undefined
      const [block = 0, from = 0, bytes = 0] = places.subarray(3 * index, 3 * index + 3)
      return blocks[block]?.toString('utf16le', from, from + bytes) ?? ''
    },
  }
}
