/** A PDF as browsers write them in (a plain table of objects), its objects, pages and named places out. */

export interface PdfFile {
  readonly pages: readonly PdfPage[]
  /** By the name of an element that a link in the page leads to: on which page it stands, the first being 0. */
  readonly places: ReadonlyMap<string, number>
  /** By its number; the same object each time. */
  object(number: number): PdfObject
}

export interface PdfPage {
  /** Edges of the leaf, `[0 0 594.96 841.92]`. */
  readonly box: string
  /** What its drawing takes, a dictionary as it stands. */
  readonly resources: readonly PdfPart[]
  /** The number of the object that holds its drawing. */
  readonly drawing: number
}

/** What is written as it stands, or the number of another object. */
export type PdfPart = string | number

export interface PdfObject {
  readonly parts: readonly PdfPart[]
  /** Packed as it stands in the file. */
  readonly stream: Uint8Array | undefined
}

/** Not of the kind that browsers have written for as long as this program has been there. */
export class UnreadablePdf extends Error {}

/** The bytes are kept; what is read of them as text is not, once pages and places are found. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const { pages, places, offsets } = readLayout(bytes)
  return { pages, places, object: readObjects(bytes, offsets) }
}

function readLayout(bytes: Uint8Array): Pick<PdfFile, 'pages' | 'places'> & Pick<Table, 'offsets'> {
  const text = textOf(bytes)
  const { offsets, trailer } = readTable(text)
  const valueAt = (number: number): Scan => scanValue(text, bodyAt(text, number, offsets.get(number)))
  const dictionary = (source: string): Entries => {
    const number = referenceIn(source)
    return number === undefined ? entriesOf(source) : entriesOf(valueAt(number).text)
  }
  const root = dictionary(required(entriesOf(trailer), 'Root'))
  const numbers = leavesBelow(required(root, 'Pages'), dictionary)
  const orders = new Map(numbers.map((number, at) => [number, at]))
  return {
    pages: numbers.map(number =>
      readPage(entriesOf(valueAt(number).text), source =>
        referenceIn(source) === undefined ? source : valueAt(referenceIn(source) ?? 0).text,
      ),
    ),
    places: readPlaces(root, dictionary, orders),
    offsets,
  }
}

function readObjects(bytes: Uint8Array, offsets: Table['offsets']): PdfFile['object'] {
  const starts = [...offsets.values()].sort((one, other) => one - other)
  const ends = new Map(starts.map((start, at) => [start, starts[at + 1] ?? bytes.length]))
  const known = new Map<number, PdfObject>()
  return number => {
    const found = known.get(number)
    if (found) return found
    const start = offsets.get(number) ?? bytes.length
    const read = readObject(bytes.subarray(start, ends.get(start)), number)
    known.set(number, read)
    return read
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Cut out of a long text, a piece would keep all of it. */
function apart(piece: string): string {
  return Buffer.from(piece, 'latin1').toString('latin1')
}

function partsApart(parts: readonly PdfPart[]): readonly PdfPart[] {
  return parts.map(part => (typeof part === 'string' ? apart(part) : part))
}

interface Table {
  readonly offsets: ReadonlyMap<number, number>
  readonly trailer: string
}

function readTable(text: string): Table {
  const [, start] = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text) ?? []
  const table = /xref\s+/y
  table.lastIndex = Number(start ?? -1)
  if (start === undefined || !table.test(text)) throw new UnreadablePdf('no table of objects')
  const offsets = new Map<number, number>()
  let at = table.lastIndex
  for (;;) {
    const section = /(\d+) (\d+)\s+/y
    section.lastIndex = at
    const found = section.exec(text)
    if (!found) break
    at = section.lastIndex
    const [first, count] = [Number(found[1]), Number(found[2])]
    for (let number = first; number < first + count; number++, at += ENTRY) {
      if (text[at + ENTRY - 3] === 'n') offsets.set(number, Number(text.slice(at, at + 10)))
    }
  }
  const trailer = /trailer\s*/y
  trailer.lastIndex = at
  if (!trailer.test(text)) throw new UnreadablePdf('no trailer')
  const found = scanValue(text, trailer.lastIndex).text
  if (entriesOf(found).has('Prev') || entriesOf(found).has('Encrypt'))
    throw new UnreadablePdf('more than one table, or encrypted')
  return { offsets, trailer: found }
}

/** Each line of the table is as long as every other. */
const ENTRY = 20

function bodyAt(text: string, number: number, offset = text.length): number {
  const head = /\s*(\d+) \d+ obj\b/y
  head.lastIndex = offset
  if (Number(head.exec(text)?.[1]) !== number) throw new UnreadablePdf(`no object ${number}`)
  return head.lastIndex
}

/** The bytes are those of the object alone. */
function readObject(bytes: Uint8Array, number: number): PdfObject {
  const text = textOf(bytes)
  const value = scanValue(text, bodyAt(text, number, 0))
  const parts = partsApart(value.parts)
  const head = /\s*stream\r?\n/y
  head.lastIndex = value.end
  if (!head.test(text)) return { parts, stream: undefined }
  const length = Number(entriesOf(value.text).get('Length') ?? Number.NaN)
  const end = /\s*endstream\b/y
  end.lastIndex = head.lastIndex + length
  if (Number.isNaN(length) || !end.test(text)) throw new UnreadablePdf('a stream of unknown length')
  return { parts, stream: bytes.subarray(head.lastIndex, head.lastIndex + length) }
}

function readPage(page: Entries, resolved: (source: string) => string): PdfPage {
  const drawing = referenceIn(required(page, 'Contents'))
  if (drawing === undefined || page.has('Rotate')) throw new UnreadablePdf('a page of several drawings, or turned')
  return {
    box: apart(required(page, 'MediaBox')),
    resources: partsApart(scanValue(resolved(required(page, 'Resources')), 0).parts),
    drawing,
  }
}

function leavesBelow(source: string, dictionary: (source: string) => Entries): readonly number[] {
  const node = dictionary(source)
  if (node.get('Type') === '/Page') return [referenceIn(source) ?? 0]
  return referencesIn(required(node, 'Kids')).flatMap(number => leavesBelow(`${number} 0 R`, dictionary))
}

function readPlaces(
  root: Entries,
  dictionary: (source: string) => Entries,
  orders: ReadonlyMap<number, number>,
): ReadonlyMap<string, number> {
  const source = root.get('Dests')
  if (source === undefined) return new Map()
  return new Map(
    [...dictionary(source)].flatMap(([name, place]) => {
      const order = orders.get(referencesIn(place)[0] ?? 0)
      return order === undefined ? [] : [[apart(name), order] as const]
    }),
  )
}

type Entries = ReadonlyMap<string, string>

/** The entries of a dictionary, each as it stands. */
function entriesOf(source: string): Entries {
  const entries = new Map<string, string>()
  const { start } = scanValue(source, 0)
  let at = start + 2
  for (;;) {
    const name = /\s*\/([^\s()<>[\]{}/%]+)/y
    name.lastIndex = at
    const found = name.exec(source)
    if (!found) return entries
    const value = scanValue(source, name.lastIndex)
    entries.set(found[1] ?? '', value.text)
    at = value.end
  }
}

function required(entries: Entries, name: string): string {
  const value = entries.get(name)
  if (value === undefined) throw new UnreadablePdf(`no ${name}`)
  return value
}

function referenceIn(source: string): number | undefined {
  const [, number] = /^(\d+) \d+ R$/.exec(source) ?? []
  return number === undefined ? undefined : Number(number)
}

function referencesIn(source: string): readonly number[] {
  return scanValue(source, 0).parts.filter(part => typeof part === 'number')
}

interface Scan {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly parts: readonly PdfPart[]
}

/** Opening, closing, reference, or anything else that stands for itself; strings may hold escaped brackets alone. */
const TOKEN =
  /(?<open><<|\[)|(?<close>>>|\])|(?<reference>\d+(?=\s+\d+\s+R\b))\s+\d+\s+R|\((?:\\[\s\S]|[^\\()])*\)|<[0-9A-Fa-f\s]*>|\/[^\s()<>[\]{}/%]*|[^\s()<>[\]{}/%]+/y
const SPACE = /\s*/y

/** The value that begins there: as a whole, and in parts with the references between them. */
function scanValue(text: string, from: number): Scan {
  const parts: PdfPart[] = []
  SPACE.lastIndex = from
  SPACE.test(text)
  const start = SPACE.lastIndex
  let [at, depth, written] = [start, 0, start]
  do {
    SPACE.lastIndex = at
    SPACE.test(text)
    TOKEN.lastIndex = SPACE.lastIndex
    const found = TOKEN.exec(text)
    if (!found) throw new UnreadablePdf(`nothing that can be read at ${at}`)
    const { open, close, reference } = found.groups ?? {}
    if (open !== undefined) depth++
    if (close !== undefined) depth--
    if (reference !== undefined) {
      parts.push(text.slice(written, found.index), Number(reference))
      written = TOKEN.lastIndex
    }
    at = TOKEN.lastIndex
  } while (depth > 0)
  parts.push(text.slice(written, at))
  return { start, end: at, text: text.slice(start, at), parts }
}
