/** Folders that `appraise` takes, with the starter's rules: as many repair orders, or as many people, as a case wants. */

import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeWorkbook } from '../../src/workbook/index.ts'
import { makeOrders, ORDER_FIELDS, orderLines } from './orders.ts'
import { writePeople } from './people.ts'
import { writeLines } from './write-lines.ts'

export const FITTERS = 50

export interface OrderFolder {
  readonly format: 'csv' | 'ndjson' | 'xlsx'
  readonly orders: number
  readonly oneLateIn: number
}

/** Fifty fitters, and so many repair orders in one file. */
export function writeOrderFolder(folder: string, { format, orders, oneLateIn }: OrderFolder): void {
  layOut(folder, FITTERS)
  const file = join(folder, 'records', `repair.${format}`)
  const counts = { orders, oneLateIn, fitters: FITTERS }
  if (format !== 'xlsx') {
    writeLines(file, orderLines(format, counts))
    return
  }
  const rows = [ORDER_FIELDS, ...makeOrders(counts)].map(cells => cells.map(value => ({ value })))
  const columns = ORDER_FIELDS.map(() => ({ width: 18 }))
  writeFileSync(file, writeWorkbook([{ name: 'orders', columns, rows }]))
}

export interface PeopleFolder {
  readonly people: number
  readonly ordersEach: number
  readonly oneLateIn: number
}

/** So many fitters in departments of fifty, with so many orders each on average. */
export function writePeopleFolder(folder: string, { people, ordersEach, oneLateIn }: PeopleFolder): void {
  layOut(folder, people)
  const counts = { orders: people * ordersEach, fitters: people, oneLateIn }
  writeLines(join(folder, 'records/repair.csv'), orderLines('csv', counts))
}

function layOut(folder: string, people: number): void {
  cpSync(resolve(import.meta.dirname, '../../templates/starter'), folder, { recursive: true })
  rmSync(join(folder, 'records'), { recursive: true })
  mkdirSync(join(folder, 'records'))
  writePeople(join(folder, 'people.csv'), people)
}
