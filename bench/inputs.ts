/** Made-up records, the same for the same seed: repair orders of fitters in the starter folder, as many as a bench wants. */

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

function* orders(count: number, fitters = FITTERS): Iterable<Order> {
  const random = makeRandom(SEED)
  const stamp = (minutes: number) =>
    new Date(Date.UTC(2024, 0, 1) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
  for (let number = 1; number <= count; number++) {
    const reported = Math.floor(random() * MINUTES)
    const done = reported + 20 + Math.floor(random() * 1600)
    yield [`R${number}`, stamp(reported), stamp(done), fitter(Math.floor(random() * fitters))]
  }
}

function fitter(index: number): string {
  return `F${String(index + 1).padStart(4, '0')}`
}

/** A folder that `appraise` takes: the starter's rules, fifty fitters, and so many repair orders in one file. */
export async function orderFolder(folder: string, format: 'csv' | 'ndjson' | 'xlsx', count: number): Promise<string> {
  layOut(
    folder,
    Array.from({ length: FITTERS }, (_, at) => [fitter(at), `Fitter ${at + 1}`, '']),
  )
  const file = join(folder, 'records', `repair.${format}`)
  if (format === 'xlsx') writeFileSync(file, workbookOf(count))
  else await writeLines(file, format === 'csv' ? csvLines(count) : jsonLines(count))
  return file
}

/** A folder that `appraise` takes: so many fitters in departments of fifty, each with some thirty orders, one in nine of them late. */
export async function peopleFolder(folder: string, count: number): Promise<void> {
  layOut(
    folder,
    Array.from({ length: count }, (_, at) => [fitter(at), nameOf(at), `维修${Math.floor(at / DEPARTMENT) + 1}部`]),
  )
  await writeLines(join(folder, 'records/repair.csv'), csvLines(count * ORDERS_EACH, count))
}

const DEPARTMENT = 50
const ORDERS_EACH = 30
const SURNAMES = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗')
const GIVEN = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国')

function nameOf(index: number): string {
  const part = (letters: readonly string[], by: number) => letters[Math.floor(index / by) % letters.length] ?? ''
  return part(SURNAMES, 1) + part(GIVEN, SURNAMES.length) + part(GIVEN, 7)
}

function layOut(folder: string, people: readonly (readonly [id: string, name: string, unit: string])[]): void {
  cpSync(resolve(import.meta.dirname, '../templates/starter'), folder, { recursive: true })
  rmSync(join(folder, 'records'), { recursive: true })
  mkdirSync(join(folder, 'records'))
  const rows = people.map(([id, name, unit]) => `${id},${name},fitter,,2023-09-01,${unit}`)
  writeFileSync(join(folder, 'people.csv'), ['id,name,post,sites,from,unit', ...rows, ''].join('\n'))
}

function* csvLines(count: number, fitters?: number): Iterable<string> {
  yield HEADERS.join(',')
  for (const order of orders(count, fitters)) yield order.join(',')
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
