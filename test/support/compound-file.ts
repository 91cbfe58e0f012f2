/** Streams in, a compound file (OLE2) with them out, laid out as the format's description has it: for workbooks made by hand. */

const SECTOR = 512
const MINI = 64
const SMALL = 4096
const END = 0xfffffffe
const FREE = 0xffffffff
const FAT_SECTOR = 0xfffffffd
const DIFAT_SECTOR = 0xfffffffc
const NONE = 0xffffffff
const PER_SECTOR = SECTOR / 4
const IN_HEADER = 109

export function compoundFile(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const entries = Object.entries(streams).sort(([one], [other]) => one.length - other.length || (one < other ? -1 : 1))
  const small = entries.filter(([, bytes]) => bytes.length < SMALL)
  const large = entries.filter(([, bytes]) => bytes.length >= SMALL)

  const sectors: Buffer[] = []
  const table: number[] = []
  const put = (bytes: Uint8Array): number => {
    const first = sectors.length
    const count = Math.ceil(bytes.length / SECTOR)
    for (let at = 0; at < count; at++) {
      sectors.push(padded(bytes.subarray(at * SECTOR, (at + 1) * SECTOR), SECTOR))
      table.push(at === count - 1 ? END : first + at + 1)
    }
    return count === 0 ? END : first
  }

  const miniTable: number[] = []
  const miniPieces: Buffer[] = []
  const starts = new Map<string, number>()
  for (const [name, bytes] of small) {
    const first = miniTable.length
    const count = Math.ceil(bytes.length / MINI)
    for (let at = 0; at < count; at++) miniTable.push(at === count - 1 ? END : first + at + 1)
    if (count > 0) miniPieces.push(padded(bytes, count * MINI))
    starts.set(name, count === 0 ? END : first)
  }
  for (const [name, bytes] of large) starts.set(name, put(bytes))
  const mini = Buffer.concat(miniPieces)
  const miniStart = put(mini)
  const miniTableStart = put(numbers(miniTable, FREE))
  const miniTableSectors = Math.ceil(miniTable.length / PER_SECTOR)
  const rows = [
    entry('Root Entry', { type: 5, child: entries.length > 0 ? 1 : NONE, start: miniStart, size: mini.length }),
    ...entries.map(([name, bytes], at) =>
      entry(name, {
        type: 2,
        right: at + 1 < entries.length ? at + 2 : NONE,
        start: starts.get(name) ?? END,
        size: bytes.length,
      }),
    ),
  ]
  const directoryStart = put(Buffer.concat(rows))

  const { fat, difat } = tableSectors(sectors.length)
  const fatStart = sectors.length
  for (let at = 0; at < fat; at++) table.push(FAT_SECTOR)
  for (let at = 0; at < difat; at++) table.push(DIFAT_SECTOR)
  const places = Array.from({ length: fat }, (_, at) => fatStart + at)
  const packed = numbers(table, FREE, fat * SECTOR)
  const further = Array.from({ length: difat }, (_, at) => {
    const own = places.slice(IN_HEADER + at * (PER_SECTOR - 1), IN_HEADER + (at + 1) * (PER_SECTOR - 1))
    const page = numbers(own, FREE)
    page.writeUInt32LE(at + 1 < difat ? fatStart + fat + at + 1 : END, SECTOR - 4)
    return page
  })

  const header = Buffer.alloc(SECTOR, 0)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(header)
  header.writeUInt16LE(0x3e, 24)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(0xfffe, 28)
  header.writeUInt16LE(9, 30)
  header.writeUInt16LE(6, 32)
  header.writeUInt32LE(fat, 44)
  header.writeUInt32LE(directoryStart, 48)
  header.writeUInt32LE(SMALL, 56)
  header.writeUInt32LE(miniTable.length > 0 ? miniTableStart : END, 60)
  header.writeUInt32LE(miniTableSectors, 64)
  header.writeUInt32LE(difat > 0 ? fatStart + fat : END, 68)
  header.writeUInt32LE(difat, 72)
  for (let at = 0; at < IN_HEADER; at++) header.writeUInt32LE(places[at] ?? FREE, 76 + 4 * at)
  return Buffer.concat([header, ...sectors, packed, ...further])
}

/** How many sectors the table of sectors takes up, itself included, and the list of those beyond the header. */
function tableSectors(others: number): { readonly fat: number; readonly difat: number } {
  for (let fat = 1; ; fat++) {
    const difat = Math.max(0, Math.ceil((fat - IN_HEADER) / (PER_SECTOR - 1)))
    if (fat * PER_SECTOR >= others + fat + difat) return { fat, difat }
  }
}

interface EntryPlan {
  readonly type: number
  readonly right?: number
  readonly child?: number
  readonly start: number
  readonly size: number
}

function entry(name: string, { type, right = NONE, child = NONE, start, size }: EntryPlan): Buffer {
  const row = Buffer.alloc(128, 0)
  row.write(name, 'utf16le')
  row.writeUInt16LE(2 * name.length + 2, 64)
  row.writeUInt8(type, 66)
  row.writeUInt8(1, 67)
  row.writeUInt32LE(NONE, 68)
  row.writeUInt32LE(right, 72)
  row.writeUInt32LE(child, 76)
  row.writeUInt32LE(start, 116)
  row.writeUInt32LE(size, 120)
  return row
}

function numbers(values: readonly number[], filler: number, length = Math.ceil(values.length / PER_SECTOR) * SECTOR) {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length / 4; at++) bytes.writeUInt32LE(values[at] ?? filler, 4 * at)
  return bytes
}

function padded(bytes: Uint8Array, length: number): Buffer {
  const all = Buffer.alloc(length)
  all.set(bytes)
  return all
}
