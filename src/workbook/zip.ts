/** The bytes of a ZIP file in, its parts one by one out; nothing is unpacked that is larger than it may be, or not what it says it is. */

import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { Message } from '../model/message.ts'
import { StopReading } from './stop-reading.ts'
import { DAMAGED } from './words.ts'

export interface Limits {
  /** Bytes of one part, unpacked. */
  readonly partBytes: number
  /** Bytes of all parts together, unpacked. */
  readonly bytes: number
  readonly parts: number
}

export const LIMITS: Limits = { partBytes: 512 * 1024 ** 2, bytes: 1024 ** 3, parts: 5000 }

/** So much larger than packed, a large part is made to do harm: a sheet that people filled in packs ten to one. */
const MOST_RATIO = 400
const LARGE_BYTES = 20 * 1024 ** 2

export interface Zip {
  /** Of its parts, in the order of the file. */
  readonly names: readonly string[]
  /** Of all parts, unpacked. */
  readonly bytes: number
  has(name: string): boolean
  readBytes(name: string): Promise<Uint8Array | { readonly problem: Message }>
  /** Hands the text of a part on piece by piece; undefined, or what is wrong with it. */
  readText(name: string, onText: (text: string) => void): Promise<Message | undefined>
  /** The text of a part, piece by piece as it is asked for; a problem ends it. */
  texts(name: string): AsyncIterable<string | { readonly problem: Message }>
  /** Whether a part holds a word, in whatever place. */
  mentions(name: string, word: string): Promise<boolean>
}

/** What is wrong with a file as a whole is told, never thrown. */
export async function openZip(
  bytes: Uint8Array,
  limits: Limits = LIMITS,
): Promise<Zip | { readonly problem: Message }> {
  // Its names hang on the default export: a bundle of CommonJS has no others.
  const { default: yauzl } = await import('yauzl')
  const opened = await new Promise<ZipFile | Error>(resolve => {
    yauzl.fromBuffer(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      { lazyEntries: true },
      (error, file) => resolve(error ?? file),
    )
  })
  if (opened instanceof Error) return { problem: DAMAGED }
  const listed = await listEntries(opened, limits)
  if (!(listed instanceof Map)) return { problem: listed as Message }
  return {
    bytes: bytesOf(listed.values()),
    names: [...listed.values()].map(({ fileName }) => fileName).filter(name => !name.endsWith('/')),
    readBytes: name => readBytes(opened, listed.get(name.toLowerCase())),
    has: name => listed.has(name.toLowerCase()),
    readText: (name, onText) => readText(opened, listed.get(name.toLowerCase()), onText),
    texts: name => texts(opened, listed.get(name.toLowerCase())),
    mentions: (name, word) => mentions(opened, listed.get(name.toLowerCase()), Buffer.from(word)),
  }
}

function listEntries(opened: ZipFile, limits: Limits): Promise<ReadonlyMap<string, Entry> | Message> {
  return new Promise(resolve => {
    const entries = new Map<string, Entry>()
    opened.on('entry', (entry: Entry) => {
      const name = entry.fileName.replace(/^\//, '').toLowerCase()
      if (entry.uncompressedSize > limits.partBytes || isBomb(entry)) resolve(TOO_LARGE)
      else if (entries.size >= limits.parts) resolve(TOO_MANY)
      else if (entries.has(name)) resolve(twice(entry.fileName))
      else {
        entries.set(name, entry)
        opened.readEntry()
      }
    })
    opened.on('end', () => {
      if (bytesOf(entries.values()) > limits.bytes) resolve(TOO_LARGE)
      else resolve(isOverlapping([...entries.values()]) ? DAMAGED : entries)
    })
    opened.on('error', () => resolve(DAMAGED))
    opened.readEntry()
  })
}

function bytesOf(entries: Iterable<Entry>): number {
  let bytes = 0
  for (const { uncompressedSize } of entries) bytes += uncompressedSize
  return bytes
}

/** What stands before the bytes of an entry, at least. */
const HEAD_BYTES = 30

/** Bytes that are told to be several parts at a time are how small files are made to unpack to huge ones. */
function isOverlapping(entries: readonly Entry[]): boolean {
  const inOrder = entries.toSorted((one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader)
  return inOrder.some(({ relativeOffsetOfLocalHeader: start, compressedSize, fileNameLength }, at) => {
    const next = inOrder[at + 1]
    return next !== undefined && next.relativeOffsetOfLocalHeader < start + HEAD_BYTES + fileNameLength + compressedSize
  })
}

function isBomb({ uncompressedSize, compressedSize }: { uncompressedSize: number; compressedSize: number }): boolean {
  return uncompressedSize > LARGE_BYTES && uncompressedSize > compressedSize * MOST_RATIO
}

const TOO_LARGE: Message = {
  zh: '解压后大得不合常理，拒绝读取',
  en: 'Unpacked it would be larger than any office’s workbook, and it is refused',
}
function twice(name: string): Message {
  return {
    zh: `里面有两个“${name}”，不知道该读哪一个，拒绝读取`,
    en: `It holds '${name}' twice; which is meant cannot be told, and it is refused`,
  }
}
const TOO_MANY: Message = {
  zh: '内含的文件多得不合常理，拒绝读取',
  en: 'It holds more parts than any workbook, and is refused',
}

type ZipFile = import('yauzl').ZipFile
type Entry = import('yauzl').Entry

function readText(file: ZipFile, entry: Entry | undefined, onText: (text: string) => void) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  return readEntry(file, entry, chunk => onText(decoder.decode(chunk, { stream: true })))
}

async function* texts(file: ZipFile, entry: Entry | undefined): AsyncIterable<string | { readonly problem: Message }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const stream = entry && (await openEntry(file, entry))
  if (!stream) {
    yield { problem: DAMAGED }
    return
  }
  let sum = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum)
      yield decoder.decode(chunk, { stream: true })
    }
  } catch (error) {
    // What unpacks, checks and decodes throws; whoever takes the pieces does not throw in here.
    if (!(error instanceof Error)) throw error
    yield { problem: DAMAGED }
    return
  }
  if (sum !== entry.crc32) yield { problem: DAMAGED }
}

async function openEntry(file: ZipFile, entry: Entry): Promise<Readable | undefined> {
  return await new Promise(resolve =>
    file.openReadStream(entry, (error, stream) => resolve(error ? undefined : stream)),
  )
}

async function mentions(file: ZipFile, entry: Entry | undefined, word: Buffer): Promise<boolean> {
  let end: Buffer = Buffer.alloc(0)
  let isFound = false
  await readEntry(file, entry, chunk => {
    const whole = Buffer.concat([end, chunk])
    isFound ||= whole.includes(word)
    if (isFound) throw new StopReading()
    end = Buffer.from(whole.subarray(-word.length))
  })
  return isFound
}

async function readBytes(file: ZipFile, entry: Entry | undefined): Promise<Uint8Array | { readonly problem: Message }> {
  const chunks: Buffer[] = []
  const problem = await readEntry(file, entry, chunk => void chunks.push(chunk))
  return problem ? { problem } : new Uint8Array(Buffer.concat(chunks))
}

/** What `onChunk` throws ends the reading: with the problem that it tells, or as damage. */
function readEntry(
  file: ZipFile,
  entry: Entry | undefined,
  onChunk: (chunk: Buffer) => void,
): Promise<Message | undefined> {
  if (!entry) return Promise.resolve(DAMAGED)
  return new Promise(resolve => {
    file.openReadStream(entry, (error, stream) => {
      if (error) {
        resolve(DAMAGED)
        return
      }
      let sum = 0
      stream.on('data', (chunk: Buffer) => {
        sum = crc32(chunk, sum)
        try {
          onChunk(chunk)
        } catch (thrown) {
          stream.destroy()
          resolve(thrown instanceof StopReading ? thrown.problem : DAMAGED)
        }
      })
      stream.on('error', () => resolve(DAMAGED))
      stream.on('end', () => resolve(sum === entry.crc32 ? undefined : DAMAGED))
    })
  })
}
