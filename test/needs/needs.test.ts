/** What the rules need to be supplied, and what of it there is. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDay } from '../../src/calendar/day.ts'
import { makeZone } from '../../src/calendar/zone.ts'
import { coverageOf } from '../../src/completeness/coverage.ts'
import { listNeeds } from '../../src/list-needs.ts'
import type { Event } from '../../src/model/event.ts'
import { columnWords, supplyWords } from '../../src/needs/words.ts'
import { openWorkbook } from '../../src/workbook/index.ts'

const BASE = readFileSync(resolve(import.meta.dirname, '../fixtures/base-pack.yaml'), 'utf8')
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function write(name: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(scratch, name, 'rules'), { recursive: true })
    writeFileSync(join(scratch, name, file), text)
  }
  return join(scratch, name)
}

async function sheetRows(workbook: Uint8Array): Promise<readonly (readonly unknown[])[]> {
  const rows: unknown[][] = []
  const book = await openWorkbook(workbook)
  if ('problem' in book) throw new Error(book.problem.en)
  await book.readSheet('数据需求清单', ({ cells }) => void rows.push(cells.map(({ value }) => value)))
  return rows
}

const pack = (text = BASE) => ({ 'rules/base.yaml': text })
const base = { language: 'zh', workingDirectory: scratch } as const

describe('the list', () => {
  it('has each record type that a standard needs, with the columns that are required or read', async () => {
    write('list', pack())
    const { needs, diagnostics } = await listNeeds({ ...base, pack: 'list/rules' })
    expect(diagnostics).toEqual([])
    expect(needs.map(({ type, standards }) => [type, standards.map(({ id }) => id)])).toEqual([
      ['repair', ['arrival', 'called-back']],
      ['callback', ['called-back']],
    ])
    expect(needs[0]?.columns.map(({ field, isRequired, standards }) => [field, isRequired, standards])).toEqual([
      ['order_no', true, 0],
      ['reported_at', true, 1],
      ['arrived_at', false, 1],
      ['technician', false, 2],
    ])
  })

  it.each([
    ['recorded_at', '', true],
    ['typed_at', '    entered-at: typed_at\n', true],
    ['typed_at', '', false],
  ])('has %s, by which late entries are told, where no standard reads it either (%j)', async (name, line, isListed) => {
    const text = BASE.replace('    id: order_no\n', `    id: order_no\n${line}`).replace(
      '      arrived_at:',
      `      ${name}: { type: date, title: { zh: 录入日期, en: Entered on } }\n      arrived_at:`,
    )
    const folder = `late-${name}-${isListed}`
    write(folder, pack(text))
    const { needs, diagnostics, workbook } = await listNeeds({ ...base, pack: `${folder}/rules` })
    expect(diagnostics).toEqual([])
    const column = needs[0]?.columns.find(({ field }) => field === name)
    expect(column).toEqual(
      isListed ? expect.objectContaining({ isRequired: false, standards: 0, tellsLateEntries: true }) : undefined,
    )
    if (!column) return
    expect(columnWords([column], 'zh')).toBe('录入日期（选填，用来分辨补录）')
    expect(columnWords([column], 'en')).toBe('Entered on (optional; tells late entries)')
    expect(columnWords([{ ...column, standards: 1 }], 'zh')).toBe('录入日期（也用来分辨补录）')
    expect((await sheetRows(workbook()))[1]?.[3]).toContain('录入日期（选填，用来分辨补录）')
  })

  it('a recorded_at that is no date tells no late entries', async () => {
    write(
      'late-text',
      pack(BASE.replace('      arrived_at:', '      recorded_at: { type: text, title: 录入 }\n      arrived_at:')),
    )
    const { needs } = await listNeeds({ ...base, pack: 'late-text/rules' })
    expect(needs[0]?.columns.map(({ field }) => field)).not.toContain('recorded_at')
  })

  it('says who supplies them and when, where the pack does', async () => {
    write(
      'who',
      pack(
        BASE.replace(
          '    id: order_no\n',
          '    id: order_no\n    supplied-by: { zh: 维修中心, en: Repairs }\n    due: 每月 3 日前\n',
        ),
      ),
    )
    const { needs } = await listNeeds({ ...base, pack: 'who/rules' })
    expect(needs[0]).toMatchObject({
      supplier: { zh: '维修中心', en: 'Repairs' },
      due: { zh: '每月 3 日前', en: '每月 3 日前' },
    })
  })

  it('is empty where the pack has an error, which is told', async () => {
    write('wrong', pack(BASE.replace('30 minutes', '30 minuts')))
    const { needs, diagnostics } = await listNeeds({ ...base, pack: 'wrong/rules' })
    expect(needs).toEqual([])
    expect(diagnostics.map(({ code }) => code)).toEqual(['wrong-duration'])
  })

  it('as a workbook: a line for each, room for who and when', async () => {
    write('book', pack())
    const { workbook } = await listNeeds({ ...base, pack: 'book/rules' })
    const rows = await sheetRows(workbook())
    expect(rows[0]).toEqual([
      '记录',
      '文件名',
      '必须有的列',
      '还用到的列',
      '用于几项标准',
      '哪些标准',
      '由谁提供',
      '何时交',
    ])
    expect(rows[1]?.slice(0, 5)).toEqual(['报修工单', 'repair', '工单号、报修时间', '到场时间、维修工', 2])
    expect(Buffer.from(workbook()).equals(workbook())).toBe(true)
  })
})

describe('what was received', () => {
  const folder = (name: string, repairs: readonly string[], more = '') =>
    write(name, {
      ...pack(),
      'appraisal.yaml': `period: 2024-H1\nas-of: 2024-07-01\nrules: rules\npeople: people.csv\n${more}`,
      'people.csv': 'id,name,post\n1,甲,warden\n',
      'repair.csv': `order_no,reported_at,technician\n${repairs.map((day, at) => `R${at},${day} 09:00,1\n`).join('')}`,
    })
  const weekly = (from: string, to: string) => {
    const days: string[] = []
    for (let at = Date.parse(from); at <= Date.parse(to); at += 7 * 86_400_000)
      days.push(new Date(at).toISOString().slice(0, 10))
    return days
  }

  it('names the file, its first and last record, and what ends in April', async () => {
    const { needs } = await listNeeds({ ...base, folder: folder('april', weekly('2024-01-03', '2024-04-24')) })
    const [repair, callback] = needs.map(({ supply }) => supply)
    expect(repair).toEqual({
      state: 'supplied',
      files: [{ file: 'repair.csv', rows: 17, first: '2024-01-03', last: '2024-04-24' }],
      beginsLate: false,
      endsEarly: true,
    })
    expect(repair && supplyWords(repair).en).toBe(
      'repair.csv: 17 rows, 2024-01-03 to 2024-04-24; nothing towards the end: hand it in or say why',
    )
    expect(callback).toEqual({ state: 'missing' })
  })

  it('knows what is confirmed not to have been', async () => {
    const path = folder('none', weekly('2024-01-03', '2024-06-26'), 'records: { callback: none }\n')
    const { needs } = await listNeeds({ ...base, folder: path })
    expect(needs.map(({ supply }) => supply?.state)).toEqual(['supplied', 'none'])
  })
})

describe('a silence', () => {
  const zone = makeZone('Asia/Shanghai')
  const day = (text: string) => parseDay(text) ?? Number.NaN
  const every = (from: string, to: string, step: number): readonly Event[] => {
    const events: Event[] = []
    for (let at = day(from); at <= day(to); at += step) {
      const id = `R${at}`
      events.push({ type: 'repair', id, at: zone?.startOf(at) ?? 0, values: {}, source: { file: 'r.csv', row: 1, id } })
    }
    return events
  }
  const span = { from: day('2024-01-01'), to: day('2024-06-30') }

  it.each<[string, readonly Event[], boolean, boolean]>([
    ['daily over all', every('2024-01-01', '2024-06-30', 1), false, false],
    ['daily to the end of April', every('2024-01-01', '2024-04-30', 1), false, true],
    ['daily from March on', every('2024-03-01', '2024-06-30', 1), true, false],
    ['21 days are none', every('2024-01-01', '2024-06-09', 1), false, false],
    ['22 days are one', every('2024-01-01', '2024-06-08', 1), false, true],
    ['every three weeks to the middle of May', every('2024-01-01', '2024-05-20', 20), false, true],
    ['every three weeks, twice that at the end', every('2024-01-02', '2024-05-21', 20), false, false],
    ['too few to tell', every('2024-01-01', '2024-02-05', 5).slice(0, 7), false, false],
    [
      'what lies outside is no part of it',
      [...every('2024-01-01', '2024-03-31', 1), ...every('2024-07-05', '2024-07-05', 1)],
      false,
      true,
    ],
  ])('%s', (_, events, beginsLate, endsEarly) => {
    expect(
      zone &&
        coverageOf(
          events.map(({ at }) => zone.dayOf(at)),
          span,
        ),
    ).toMatchObject({ beginsLate, endsEarly })
  })

  it('of no records says nothing', () => expect(coverageOf([], span)).toBeUndefined())
})
