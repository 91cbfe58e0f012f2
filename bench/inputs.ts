/** Made-up records, the same for the same seed: repair orders of fifty fitters in the starter folder, as large as a bench wants them. */

import { once } from 'node:events'
import { cpSync, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import { writeWorkbook } from '../src/workbook/index.ts'

type Order = readonly [order: string, reported: string, done: string, fitter: string]

const HEADERS = ['order_no', 'reported_at', 'done_at', 'technician'] as const
const FITTERS = 50
const SEED = 20_240_101
/** From 1 January to 20 June: whatever was reported has had its 24 hours by the cut-off. */
const MINUTES = 170 * 24 * 60

/** Mulberry32: small, and the same everywhere. */
function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function* orders(count: number): Iterable<Order> {
  const random = makeRandom(SEED)
  const stamp = (minutes: number) =>
    new Date(Date.UTC(2024, 0, 1) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
  for (let number = 1; number <= count; number++) {
    const reported = Math.floor(random() * MINUTES)
    const done = reported + 20 + Math.floor(random() * 1600)
    yield [`R${number}`, stamp(reported), stamp(done), fitter(Math.floor(random() * FITTERS))]
  }
}

function fitter(index: number): string {
  return `F${String(index + 1).padStart(3, '0')}`
}

/** A folder that `appraise` takes: the starter's rules, fifty fitters, and so many repair orders in one file. */
export async function orderFolder(folder: string, format: 'csv' | 'ndjson' | 'xlsx', count: number): Promise<string> {
  cpSync(resolve(import.meta.dirname, '../templates/starter'), folder, { recursive: true })
  rmSync(join(folder, 'records'), { recursive: true })
  mkdirSync(join(folder, 'records'))
  const people = Array.from({ length: FITTERS }, (_, at) => `${fitter(at)},Fitter ${at + 1},fitter,,2023-09-01`)
  writeFileSync(join(folder, 'people.csv'), ['id,name,post,sites,from', ...people, ''].join('\n'))
  const file = join(folder, 'records', `repair.${format}`)
  if (format === 'xlsx') writeFileSync(file, workbookOf(count))
  else await writeLines(file, format === 'csv' ? csvLines(count) : jsonLines(count))
  return file
}

function* csvLines(count: number): Iterable<string> {
  yield HEADERS.join(',')
  for (const order of orders(count)) yield order.join(',')
}

function* jsonLines(count: number): Iterable<string> {
  for (const order of orders(count))
    yield JSON.stringify(Object.fromEntries(HEADERS.map((header, at) => [header, order[at]])))
}

function workbookOf(count: number): Uint8Array {
  const rows = [HEADERS, ...orders(count)].map(cells => cells.map(value => ({ value })))
  return writeWorkbook([{ name: 'orders', columns: HEADERS.map(() => ({ width: 18 })), rows }])
}

const PIECE_LETTERS = 1024 * 1024

async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(file)
  let piece = ''
  for (const line of lines) {
    piece += `${line}\n`
    if (piece.length < PIECE_LETTERS) continue
    if (!stream.write(piece)) await once(stream, 'drain')
    piece = ''
  }
  stream.end(piece)
  await finished(stream)
}
