/** Ids as bytes, one after the other, in; whether one was there before out, in far less room than the ids take. */

import { BACKSLASH } from './cells.ts'

/**
 * Ids that end in a number (`R17`, `WO-2024-0005`) take a bit each, in pages of those that are near each other; all others, and
 * those that are scattered, a number of 52 bits that two ids share once in a hundred runs over ten million: then the
 * records are looked at again, and nothing is lost but time.
 */
export interface SeenIds {
  /** False: it was there before. */
  add(bytes: Uint8Array, from: number, to: number): boolean
  /** As plain data, for another thread. */
  parts(): SeenParts
}

export interface SeenParts {
  readonly pages: readonly IdPage[]
  readonly prints: Float64Array
}

/** Which of the numbers from `page` × `PAGE_NUMBERS` on there are behind a prefix, written in so many digits. */
interface IdPage {
  readonly prefix: string
  readonly digits: number
  readonly page: number
  readonly bits: Uint32Array
}

const PAGE_BITS = 15
const PAGE_NUMBERS = 2 ** PAGE_BITS
/** Of four kilobytes each. */
const MOST_PAGES = 4096
const MOST_DIGITS = 9

/** 52 bits of an id's bytes. */
export function fingerprint(bytes: Uint8Array, from: number, to: number): number {
  let [one, other] = [0x811c9dc5, 0x9e3779b9]
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    one = Math.imul(one ^ byte, 0x01000193)
    other = Math.imul(other ^ byte, 0x85ebca6b)
    other ^= other >>> 15
  }
  one ^= one >>> 13
  return (one >>> 0) * 0x100000 + ((other ^ (one << 7)) & 0xfffff)
}

export function fingerprintOf(id: string): number {
  const bytes = Buffer.from(id, 'utf8')
  return fingerprint(bytes, 0, bytes.length)
}

interface Series {
  readonly prefix: Uint8Array
  readonly digits: number
  readonly pages: Map<number, Uint32Array>
  latest: number
  latestBits: Uint32Array
}

const NO_BITS = new Uint32Array(0)

export function makeSeenIds(): SeenIds {
  const all = new Map<string, Series>()
  const prints = makePrints()
  let last: Series | undefined
  let pages = 0

  const seriesOf = (bytes: Uint8Array, from: number, to: number, digits: number): Series | undefined => {
    if (last && last.digits === digits && isSame(last.prefix, bytes, from, to)) return last
    const key = `${digits} ${Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1')}`
    let series = all.get(key)
    if (!series && pages < MOST_PAGES) {
      series = {
        prefix: Uint8Array.from(bytes.subarray(from, to)),
        digits,
        pages: new Map(),
        latest: -1,
        latestBits: NO_BITS,
      }
      all.set(key, series)
    }
    last = series ?? last
    return series
  }

  /** Undefined: among the fingerprints. Once there are pages enough no more are begun, so that an id has one place for good. */
  const bitsOf = (series: Series | undefined, page: number): Uint32Array | undefined => {
    if (!series) return undefined
    if (series.latest === page) return series.latestBits
    let bits = series.pages.get(page)
    if (!bits && pages < MOST_PAGES) {
      bits = new Uint32Array(PAGE_NUMBERS / 32)
      series.pages.set(page, bits)
      pages++
    }
    if (bits) {
      series.latest = page
      series.latestBits = bits
    }
    return bits
  }

  return {
    add(bytes, from, to) {
      const { at, number } = numberAtEnd(bytes, from, to)
      const bits = at < to ? bitsOf(seriesOf(bytes, from, at, to - at), number >>> PAGE_BITS) : undefined
      if (!bits) return prints.add(fingerprint(bytes, from, to))
      if (hasBit(bits, number)) return false
      const word = (number & (PAGE_NUMBERS - 1)) >>> 5
      bits[word] = (bits[word] ?? 0) | (1 << (number & 31))
      return true
    },
    parts: () => ({
      pages: [...all.values()].flatMap(series =>
        [...series.pages].map(([page, bits]) => ({
          prefix: Buffer.from(series.prefix).toString('latin1'),
          digits: series.digits,
          page,
          bits,
        })),
      ),
      prints: prints.all(),
    }),
  }
}

export interface JoinedIds {
  /** Fingerprints of ids that are in several of the parts. */
  readonly shared: ReadonlySet<number>
  has(id: string): boolean
}

/** What several threads have seen. Where any of them has fingerprints, all ids are told by these. */
export function joinSeen(parts: readonly SeenParts[]): JoinedIds {
  const shared = new Set<number>()
  const prints = makePrints()
  const add = (print: number): void => {
    if (!prints.add(print)) shared.add(print)
  }
  if (parts.some(part => part.prints.length > 0)) {
    for (const part of parts) {
      for (const print of part.prints) add(print)
      for (const page of part.pages) for (const print of printsOf(page, page.bits)) add(print)
    }
    return { shared, has: id => prints.has(fingerprintOf(id)) }
  }
  const pages = new Map<string, Uint32Array>()
  for (const one of parts.flatMap(part => part.pages)) {
    const known = pages.get(keyOf(one))
    const both = known && one.bits.map((bits, at) => bits & (known[at] ?? 0))
    if (both) for (const print of printsOf(one, both)) shared.add(print)
    pages.set(keyOf(one), known ? one.bits.map((bits, at) => bits | (known[at] ?? 0)) : one.bits)
  }
  return {
    shared,
    has(id) {
      const bytes = Buffer.from(id, 'utf8')
      const { at, number } = numberAtEnd(bytes, 0, bytes.length)
      const prefix = bytes.toString('latin1', 0, at)
      const bits = pages.get(keyOf({ prefix, digits: bytes.length - at, page: number >>> PAGE_BITS }))
      return bits !== undefined && hasBit(bits, number)
    },
  }
}

function keyOf({ prefix, digits, page }: Omit<IdPage, 'bits'>): string {
  return `${digits} ${page} ${prefix}`
}

function hasBit(bits: Uint32Array, number: number): boolean {
  return ((bits[(number & (PAGE_NUMBERS - 1)) >>> 5] ?? 0) & (1 << (number & 31))) !== 0
}

/** The number that an id ends in, and where its digits begin: at its end where there are none. */
function numberAtEnd(bytes: Uint8Array, from: number, to: number): { readonly at: number; readonly number: number } {
  let at = to
  let number = 0
  for (let unit = 1; at > from && to - at < MOST_DIGITS; unit *= 10) {
    const digit = (bytes[at - 1] ?? 0) - 48
    if (digit < 0 || digit > 9) break
    number += digit * unit
    at--
  }
  return { at, number }
}

/** Of each number whose bit is set. */
function* printsOf({ prefix, digits, page }: IdPage, bits: Uint32Array): Iterable<number> {
  for (let word = 0; word < bits.length; word++) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left)
      const number = page * PAGE_NUMBERS + word * 32 + bit
      const bytes = Buffer.from(prefix + String(number).padStart(digits, '0'), 'latin1')
      yield fingerprint(bytes, 0, bytes.length)
    }
  }
}

function isSame(prefix: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from !== prefix.length) return false
  for (let at = 0; at < prefix.length; at++) if (prefix[at] !== bytes[from + at]) return false
  return true
}

/** Fingerprints in a table that grows; 0 stands for an empty place. */
function makePrints() {
  let table = new Float64Array(0)
  let count = 0
  const placeOf = (print: number): number => {
    const mask = table.length - 1
    let place = (print % 0x3fffffff) & mask
    for (let held = table[place] ?? 0; held !== 0 && held !== print; held = table[place] ?? 0)
      place = (place + 1) & mask
    return place
  }
  const grow = (): void => {
    const before = table
    table = new Float64Array(Math.max(1024, before.length * 2))
    for (const print of before) if (print !== 0) table[placeOf(print)] = print
  }
  const known = (print: number): number => (print === 0 ? BACKSLASH : print)
  return {
    /** False: it was there before. */
    add(written: number): boolean {
      const print = known(written)
      if (count * 3 >= table.length * 2) grow()
      const place = placeOf(print)
      if (table[place] === print) return false
      table[place] = print
      count++
      return true
    },
    has(written: number): boolean {
      return table.length > 0 && table[placeOf(known(written))] === known(written)
    },
    all: () => table.filter(print => print !== 0),
  }
}
