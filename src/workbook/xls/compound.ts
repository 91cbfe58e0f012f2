/** The bytes of a compound file (OLE2) in, the streams that stand at its top out; no chain of sectors is followed twice ([MS-CFB]). */

import { StopReading } from '../stop-reading.ts'
import { DAMAGED } from '../words.ts'

export interface CompoundFile {
  /** In small letters. */
  readonly names: readonly string[]
  /** Undefined: there is none of that name. */
  read(name: string): Uint8Array | undefined
}

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** Numbers from here on are no sectors: the end of a chain, and what is free or serves the file itself. */
const NO_SECTOR = 0xfffffffa
const HEADER_BYTES = 512
/** So many sectors of the table are listed in the header, the others in a chain. */
const LISTED_IN_HEADER = 109
/** Streams below this size stand in the small sectors, which all together are the stream of the root. */
const SMALL_STREAM = 4096
const SMALL_SECTOR = 64
const ENTRY_BYTES = 128
const NO_ENTRY = 0xffffffff
/** A workbook has a dozen at its top. */
const MOST_ENTRIES = 10_000

/** Throws `StopReading` where the file is not sound. */
export function openCompound(bytes: Uint8Array): CompoundFile {
  const sectors = makeSectors(bytes)
  const { view } = sectors
  const directory = sectors.bytesOf(sectors.wholeChain(view.getUint32(48, true)))
  const root = entryAt(directory, 0)
  if (root.type !== 'root') throw new StopReading(DAMAGED)
  const top = childrenOf(root, directory).filter(({ type }) => type === 'stream')
  return {
    names: top.map(({ name }) => name),
    read(name) {
      const entry = top.find(one => one.name === name)
      return entry && readStream(entry, root, sectors)
    },
  }
}

// --- sectors --------------------------------------------------------------------------------------------------------

interface Sectors {
  readonly view: DataView
  /** A chain to its end. */
  wholeChain(first: number): readonly number[]
  /** As many bytes as are asked for; the file must have them. */
  streamOf(first: number, size: number): Uint8Array
  bytesOf(chain: readonly number[]): Uint8Array
}

function makeSectors(bytes: Uint8Array): Sectors {
  if (bytes.length < HEADER_BYTES || SIGNATURE.some((byte, at) => bytes[at] !== byte)) throw new StopReading(DAMAGED)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shift = view.getUint16(30, true)
  const isSound = (shift === 9 || shift === 12) && view.getUint16(32, true) === 6
  if (!isSound || view.getUint32(56, true) !== SMALL_STREAM) throw new StopReading(DAMAGED)
  const size = 1 << shift
  // Some writers leave the end of the last sector out.
  const count = Math.ceil(bytes.length / size) - 1
  const start = (sector: number) => (sector + 1) * size
  const numberAt = (sector: number, at: number): number => {
    const place = start(sector) + 4 * at
    if (sector >= count || place + 4 > bytes.length) throw new StopReading(DAMAGED)
    return view.getUint32(place, true)
  }
  const table = tableSectors(view, numberAt, size, count)
  const next = (sector: number): number => {
    const page = table[Math.floor((4 * sector) / size)]
    if (page === undefined) throw new StopReading(DAMAGED)
    return numberAt(page, sector % (size / 4))
  }
  const wholeChain = (first: number) => chain(first, count, next)
  const bytesOf = (sectors: readonly number[]) => {
    const all = new Uint8Array(sectors.length * size)
    sectors.forEach((sector, at) => void all.set(bytes.subarray(start(sector), start(sector) + size), at * size))
    return all
  }
  return {
    view,
    wholeChain,
    bytesOf,
    streamOf(first, length) {
      const needed = Math.ceil(length / size)
      const own = chain(first, count, next, needed)
      const last = own.at(-1)
      const isThere = last === undefined || start(last) + (length - (needed - 1) * size) <= bytes.length
      if (own.length < needed || !isThere) throw new StopReading(DAMAGED)
      return bytesOf(own).subarray(0, length)
    },
  }
}

/** The sectors that hold the table of which sector follows which; more than the file has room for are not looked at. */
function tableSectors(
  view: DataView,
  numberAt: (sector: number, at: number) => number,
  size: number,
  count: number,
): readonly number[] {
  const needed = Math.ceil((4 * count) / size)
  const found: number[] = []
  const take = (sector: number) => {
    if (sector < NO_SECTOR && found.length < needed) found.push(sector)
  }
  for (let at = 0; at < LISTED_IN_HEADER; at++) take(view.getUint32(76 + 4 * at, true))
  const inPage = size / 4 - 1
  const lists = found.length < needed ? chain(view.getUint32(68, true), count, page => numberAt(page, inPage)) : []
  for (const page of lists) for (let at = 0; at < inPage; at++) take(numberAt(page, at))
  return found
}

/** Stops where `needed` are found; a sector that comes twice is damage. */
function chain(
  first: number,
  count: number,
  next: (sector: number) => number,
  needed = Number.POSITIVE_INFINITY,
): readonly number[] {
  const found: number[] = []
  const isTaken = new Uint8Array(count)
  for (let sector = first; sector < NO_SECTOR && found.length < needed; sector = next(sector)) {
    if (sector >= count || isTaken[sector]) throw new StopReading(DAMAGED)
    isTaken[sector] = 1
    found.push(sector)
  }
  return found
}

// --- the directory --------------------------------------------------------------------------------------------------

interface Entry {
  readonly name: string
  readonly type: 'stream' | 'root' | 'other'
  readonly left: number
  readonly right: number
  readonly child: number
  readonly start: number
  readonly size: number
}

function entryAt(directory: Uint8Array, number: number): Entry {
  const at = number * ENTRY_BYTES
  if (at + ENTRY_BYTES > directory.length) throw new StopReading(DAMAGED)
  const view = new DataView(directory.buffer, directory.byteOffset + at, ENTRY_BYTES)
  const letters = Math.min(31, Math.max(0, view.getUint16(64, true) / 2 - 1))
  const type = view.getUint8(66)
  return {
    name: Buffer.from(directory.subarray(at, at + 2 * letters))
      .toString('utf16le')
      .toLowerCase(),
    type: type === 2 ? 'stream' : type === 5 ? 'root' : 'other',
    left: view.getUint32(68, true),
    right: view.getUint32(72, true),
    child: view.getUint32(76, true),
    start: view.getUint32(116, true),
    // The upper half of the size is not in use: no file of that size is read.
    size: view.getUint32(120, true),
  }
}

/** Workbooks that lie within others stand further down, and are not meant. */
function childrenOf(root: Entry, directory: Uint8Array): readonly Entry[] {
  const found = new Map<number, Entry>()
  const waiting = [root.child]
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (number === NO_ENTRY) continue
    if (found.has(number) || found.size === MOST_ENTRIES) throw new StopReading(DAMAGED)
    const entry = entryAt(directory, number)
    found.set(number, entry)
    waiting.push(entry.left, entry.right)
  }
  return [...found.values()]
}

function readStream({ start, size }: Entry, root: Entry, sectors: Sectors): Uint8Array {
  if (size >= SMALL_STREAM) return sectors.streamOf(start, size)
  const small = sectors.streamOf(root.start, root.size)
  const table = sectors.bytesOf(sectors.wholeChain(sectors.view.getUint32(60, true)))
  const follows = new DataView(table.buffer, table.byteOffset, table.byteLength)
  const next = (sector: number): number => {
    if (4 * sector + 4 > table.length) throw new StopReading(DAMAGED)
    return follows.getUint32(4 * sector, true)
  }
  const needed = Math.ceil(size / SMALL_SECTOR)
  const own = chain(start, Math.ceil(small.length / SMALL_SECTOR), next, needed)
  const all = new Uint8Array(needed * SMALL_SECTOR)
  own.forEach(
    (sector, at) => void all.set(small.subarray(sector * SMALL_SECTOR, (sector + 1) * SMALL_SECTOR), at * SMALL_SECTOR),
  )
  const last = own.at(-1) ?? 0
  const isThere = last * SMALL_SECTOR + (size - (needed - 1) * SMALL_SECTOR) <= small.length
  if (own.length < needed || (needed > 0 && !isThere)) throw new StopReading(DAMAGED)
  return all.subarray(0, size)
}
