/** Workbooks of the old format: those that other programs wrote, records made by hand, and files that are damaged or made to do harm. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell, Row } from '../../src/workbook/index.ts'
import { openWorkbook } from '../../src/workbook/index.ts'
import {
  BOF_CHART,
  BOF_SHEET,
  EOF,
  f64,
  numberCell,
  record,
  type StreamPlan,
  sharedTextCell,
  sharedTexts,
  u8,
  u16,
  u32,
  wide,
  workbookFile,
  workbookStream,
} from '../support/biff.ts'
import { compoundFile } from '../support/compound-file.ts'

const OFFICES = join(import.meta.dirname, '../fixtures/offices')
const office = (name: string) => readFileSync(join(OFFICES, name))

async function sheetsOf(bytes: Uint8Array) {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) return workbook
  const sheets: { name: string; isHidden: boolean; rows: Row[]; merged: unknown }[] = []
  for (const { name, isHidden } of workbook.sheets) {
    const rows: Row[] = []
    const end = await workbook.readSheet(name, row => rows.push(row))
    if ('problem' in end) return end
    sheets.push({ name, isHidden, rows, merged: end.merged })
  }
  return { format: workbook.format, sheets }
}

/** The cells of the first sheet, as `B3 date 2024-03-05`. */
async function cellsIn(bytes: Uint8Array): Promise<readonly string[]> {
  const found = await sheetsOf(bytes)
  if ('problem' in found) throw new Error(found.problem.en)
  return (found.sheets[0]?.rows ?? []).flatMap(({ row, cells }) =>
    cells.map(({ column, kind, value }) => `${String.fromCharCode(64 + column)}${row} ${kind} ${value}`),
  )
}

const cells = (records: readonly Buffer[], globals: readonly Buffer[] = []) =>
  cellsIn(workbookFile({ globals, sheets: [{ name: 's', records }] }))

async function refusal(bytes: Uint8Array): Promise<string | undefined> {
  const found = await sheetsOf(bytes)
  return 'problem' in found ? found.problem.en : undefined
}

describe('saved by LibreOffice in the old format', () => {
  it.each(['repair', 'round', 'months', 'inline'])(
    '%s: sheets, cells, hidden rows and merged cells are the same',
    async name => {
      const old = await sheetsOf(office(`old/${name}.xls`))
      const fresh = await sheetsOf(office(`records/${name}.xlsx`))
      expect(old).toHaveProperty('format', 'XLS')
      expect(fresh).toHaveProperty('format', 'XLSX')
      expect({ ...old, format: '' }).toEqual({ ...fresh, format: '' })
    },
  )
})

describe('written by other programs', () => {
  it('xlwt: a text over several records, in a sheet that is hidden for good', async () => {
    const found = await sheetsOf(office('records/written.xls'))
    if ('problem' in found) throw new Error(found.problem.en)
    expect(found.sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ['台账', false],
      ['旧', true],
    ])
    expect(found.sheets[1]?.rows[1]?.cells[0]?.value).toBe('长'.repeat(9000))
  })
  it('Gnumeric: the format of Excel 5, in the code page of Chinese Windows', async () => {
    expect((await cellsIn(office('records/excel5.xls'))).slice(8, 16)).toEqual([
      'A2 text E1',
      'B2 date 2024-03-05 14:00',
      'C2 date 2024-03-05 14:20',
      'D2 text 0012',
      'E2 text 零星维修',
      'F2 number 3',
      'G2 yes-no true',
      'H2 text 旧机器',
    ])
  })
})

/** A formula with its value as eight bytes. */
const formula = (column: number, value: Buffer, flags = 0) =>
  record(0x0006, u16(0, column, 0), value, u16(flags), u32(0), u16(0))
const special = (kind: number, value = 0) => u8(kind, 0, value, 0, 0, 0, 0xff, 0xff)
const formulaText = (text: string) => record(0x0207, wide(text))

describe('cells, record by record', () => {
  it('numbers, however they are packed', async () => {
    const packed = (row: number, bits: number) => record(0x027e, u16(row, 0, 0), u32(bits))
    const upper = (value: number) => f64(value).readUInt32LE(4) & 0xfffffffc
    expect(
      await cells([
        packed(0, (-7 << 2) | 2),
        packed(1, (12_345 << 2) | 3),
        packed(2, upper(1.5)),
        packed(3, upper(150) | 1),
        record(0x00bd, u16(4, 1), u16(0), u32((5 << 2) | 2), u16(0), u32((6 << 2) | 2), u16(2)),
        numberCell(5, 0, 0.1),
      ]),
    ).toEqual([
      'A1 number -7',
      'A2 number 123.45',
      'A3 number 1.5',
      'A4 number 1.5',
      'B5 number 5',
      'C5 number 6',
      'A6 number 0.1',
    ])
  })
  it('answers and errors', async () => {
    const of = (column: number, value: number, isError: number) => record(0x0205, u16(0, column, 0), u8(value, isError))
    const errors = [0x00, 0x07, 0x0f, 0x17, 0x1d, 0x24, 0x2a]
    expect(await cells([of(0, 1, 0), of(1, 0, 0), ...errors.map((code, at) => of(at + 2, code, 1))])).toEqual([
      'A1 yes-no true',
      'B1 yes-no false',
      'C1 error #NULL!',
      'D1 error #DIV/0!',
      'E1 error #VALUE!',
      'F1 error #REF!',
      'G1 error #NAME?',
      'H1 error #NUM!',
      'I1 error #N/A',
    ])
  })
  it('formulas by the value that they last came to, and those that were never worked out', async () => {
    expect(
      await cells([
        formula(0, f64(2.5)),
        formula(1, special(1, 1)),
        formula(2, special(2, 0x2a)),
        formula(3, special(0)),
        formulaText('甲'),
        formula(4, special(0)),
        record(0x04bc, u16(0, 0)),
        formulaText('乙'),
        formula(5, special(3)),
        formula(6, f64(0)),
        formula(7, f64(0), 3),
        formula(8, special(3), 2),
        formula(9, f64(4), 3),
        formula(10, special(0)),
      ]),
    ).toEqual([
      'A1 number 2.5',
      'B1 yes-no true',
      'C1 error #N/A',
      'D1 text 甲',
      'E1 text 乙',
      'G1 number 0',
      'H1 error =',
      'I1 error =',
      'J1 number 4',
      'K1 error =',
    ])
  })
  it('what formats make of numbers: by their own code, or by the number that every spreadsheet knows', async () => {
    const format = (id: number, code: string) => record(0x041e, u16(id), wide(code))
    const cellFormat = (id: number) => record(0x00e0, u16(0, id), Buffer.alloc(16))
    const globals = [
      format(164, '0000'),
      format(165, 'yyyy"年"m"月"d"日"'),
      ...[0, 164, 165, 22, 9, 58].map(cellFormat),
    ]
    const values = [5, 12, 45_356, 45_356.5, 0.95, 45_356]
    const shown = [
      'A1 number 5',
      'A2 text 0012',
      'A3 date 2024-03-05',
      'A4 date 2024-03-05 12:00',
      'A5 number 0.95',
      'A6 date 2024-03-05',
    ]
    expect(
      await cells(
        values.map((value, at) => numberCell(at, 0, value, at)),
        globals,
      ),
    ).toEqual(shown)
    const in1904 = await cells([numberCell(0, 0, 1, 2)], [record(0x0022, u16(1)), ...globals])
    expect(in1904).toEqual(['A1 date 1904-01-02'])
    const percent = await sheetsOf(
      workbookFile({ globals, sheets: [{ name: 's', records: [numberCell(0, 0, 0.95, 4)] }] }),
    )
    expect('sheets' in percent && percent.sheets[0]?.rows[0]?.cells[0]).toMatchObject({ isPercent: true })
  })
  it('in the order of rows and columns, whatever the order of the records; of two records of a cell the later one', async () => {
    expect(await cells([numberCell(9, 0, 1), numberCell(0, 2, 2), numberCell(0, 0, 3), numberCell(0, 2, 4)])).toEqual([
      'A1 number 3',
      'C1 number 4',
      'A10 number 1',
    ])
  })
  it('of charts within the sheet there are none', async () => {
    const chart = [BOF_CHART, numberCell(0, 0, 99), EOF]
    expect(await cells([numberCell(0, 0, 1), ...chart, numberCell(1, 0, 2)])).toEqual(['A1 number 1', 'A2 number 2'])
  })
  it('texts beside the table: plain, and with their letters formatted', async () => {
    const own = record(0x0204, u16(0, 0, 0), wide('甲'))
    const rich = record(0x00d6, u16(0, 1, 0), wide('乙丙'), u16(1, 0, 5))
    expect(await cells([own, rich, record(0x0201, u16(0, 2, 0))])).toEqual(['A1 text 甲', 'B1 text 乙丙'])
  })
  it('hidden rows are told', async () => {
    const row = (at: number, flags: number) => record(0x0208, u16(at, 0, 1, 255, 0, 0, flags, 15))
    const found = await sheetsOf(
      workbookFile({
        sheets: [{ name: 's', records: [row(0, 0x0100), row(1, 0x0120), numberCell(0, 0, 1), numberCell(1, 0, 1)] }],
      }),
    )
    expect('sheets' in found && found.sheets[0]?.rows.map(({ isHidden }) => isHidden)).toEqual([false, true])
  })
})

describe('texts that run on from one record into the next', () => {
  const text = '甲乙abc丙'
  /** The table of texts cut before the given letter: what follows says anew how wide its letters are. */
  const cut = (letters: number, isWideBefore: boolean, isWideAfter: boolean) => {
    const of = (part: string, isWide: boolean) => Buffer.from(part, isWide ? 'utf16le' : 'latin1')
    const [before, after] = [text.slice(0, letters), text.slice(letters)]
    return [
      record(0x00fc, u32(2, 2), u16(text.length), u8(isWideBefore ? 1 : 0), of(before, isWideBefore)),
      record(0x003c, u8(isWideAfter ? 1 : 0), of(after, isWideAfter), u16(1), u8(0), Buffer.from('z')),
    ]
  }
  it.each([0, 1, 3, 5])('cut after %d letters', async letters => {
    const records = [sharedTextCell(0, 0, 0), sharedTextCell(0, 1, 1)]
    expect(await cells(records, cut(letters, true, true))).toEqual([`A1 text ${text}`, 'B1 text z'])
  })
  it('letters of one byte go on as letters of two, and the other way about', async () => {
    const narrow = [
      record(0x00fc, u32(1, 1), u16(4), u8(0), Buffer.from('ab')),
      record(0x003c, u8(1), Buffer.from('甲é', 'utf16le')),
    ]
    expect(await cells([sharedTextCell(0, 0, 0)], narrow)).toEqual(['A1 text ab甲é'])
    const wider = [
      record(0x00fc, u32(1, 1), u16(3), u8(1), Buffer.from('甲', 'utf16le')),
      record(0x003c, u8(0), Buffer.from([0xe9, 0x62])),
    ]
    expect(await cells([sharedTextCell(0, 0, 0)], wider)).toEqual(['A1 text 甲éb'])
  })
  it('a letter of two halves is joined; half of one is shown as damaged and breaks nothing', async () => {
    const whole = Buffer.from('😀', 'utf16le')
    const halves = [
      record(0x00fc, u32(2, 2), u16(2), u8(1), whole.subarray(0, 2)),
      record(0x003c, u8(1), whole.subarray(2), u16(1), u8(1), whole.subarray(0, 2)),
    ]
    expect(await cells([sharedTextCell(0, 0, 0), sharedTextCell(0, 1, 1)], halves)).toEqual([
      'A1 text 😀',
      'B1 text \uFFFD',
    ])
  })
  it('how letters are formatted and pronounced is passed over, over the end of a record too', async () => {
    const rich = [
      record(0x00fc, u32(2, 2), u16(1), u8(0x0c), u16(2), u32(6), Buffer.from('a'), Buffer.alloc(5)),
      record(0x003c, Buffer.alloc(9), u16(1), u8(0), Buffer.from('b')),
    ]
    expect(await cells([sharedTextCell(0, 0, 0), sharedTextCell(0, 1, 1)], rich)).toEqual(['A1 text a', 'B1 text b'])
  })
  it('a formula’s text', async () => {
    const long = [
      formula(0, special(0)),
      record(0x0207, u16(3), u8(0), Buffer.from('ab')),
      record(0x003c, u8(0), Buffer.from('c')),
    ]
    expect(await cells(long)).toEqual(['A1 text abc'])
  })
})

describe('the workbook', () => {
  const number = [numberCell(0, 0, 1)]
  it('sheets by name, hidden ones known; charts and macros hold no cells', async () => {
    const plan: StreamPlan = {
      sheets: [
        { name: '三月', records: number },
        { name: 'chart', type: 2, records: [] },
        { name: '旧', state: 1, records: number },
        { name: '更旧', state: 2, records: number },
      ],
    }
    const workbook = await openWorkbook(workbookFile(plan))
    expect('sheets' in workbook && workbook.sheets).toEqual([
      { name: '三月', isHidden: false },
      { name: '旧', isHidden: true },
      { name: '更旧', isHidden: true },
    ])
    expect('sheets' in workbook && (await workbook.readSheet('四月', () => {}))).toMatchObject({
      problem: { en: "There is no sheet '四月'" },
    })
  })
  it('lies in the file in small sectors, in large ones, or in so many that their list runs on', async () => {
    const stream = workbookStream({ sheets: [{ name: 's', records: number }] })
    for (const size of [stream.length, 4096, 9000, 7_500_000]) {
      const filled = Buffer.concat([stream, Buffer.alloc(Math.max(0, size - stream.length))])
      expect(await cellsIn(compoundFile({ Book: Buffer.from('other'), Workbook: filled }))).toEqual(['A1 number 1'])
    }
  })
  it('the end of the last sector may be missing as far as nothing is in it', async () => {
    const stream = Buffer.concat([workbookStream({ sheets: [{ name: 's', records: number }] }), Buffer.alloc(9000)])
    const whole = compoundFile({ Workbook: stream })
    expect(await cellsIn(whole.subarray(0, whole.length - 300))).toEqual(['A1 number 1'])
    expect(await refusal(whole.subarray(0, whole.length - 480))).toMatch(/damaged or cut short/)
  })
  it('of a sector that is cut short no byte may be missing that belongs to the stream', async () => {
    const stream = Buffer.concat([workbookStream({ sheets: [{ name: 's', records: number }] }), Buffer.alloc(5000)])
    const whole = compoundFile({ Workbook: stream })
    const table = 512 * (whole.readUInt32LE(76) + 1)
    const last = Math.ceil(stream.length / 512) - 1
    const added = whole.length / 512 - 1
    // The last sector of the stream moves to the end of the file.
    whole.writeUInt32LE(added, table + 4 * (last - 1))
    whole.writeUInt32LE(0xfffffffe, table + 4 * added)
    const used = stream.length % 512
    expect(used).toBeGreaterThan(1)
    expect(await cellsIn(Buffer.concat([whole, Buffer.alloc(used)]))).toEqual(['A1 number 1'])
    expect(await refusal(Buffer.concat([whole, Buffer.alloc(used - 1)]))).toMatch(/damaged or cut short/)
  })
  it('texts of Excel 5 are read by the code page, and refused where it is not known', async () => {
    const old = (codePage: Buffer, text: Uint8Array) => {
      const begin = (kind: number) => record(0x0809, u16(0x0500, kind, 0, 0))
      const body = [begin(0x10), record(0x0204, u16(0, 0, 0), u16(text.length), text), EOF]
      const head = [begin(5), codePage]
      const offset = Buffer.concat(head).length + 12 + EOF.length
      const list = record(0x0085, u32(offset), u8(0, 0, 1), Buffer.from('s'))
      return compoundFile({ Book: Buffer.concat([...head, list, EOF, ...body]) })
    }
    const gbk = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd])
    expect(await cellsIn(old(record(0x0042, u16(936)), gbk))).toEqual(['A1 text 张三'])
    expect(await cellsIn(old(record(0x0042, u16(950)), Buffer.from([0xb1, 0x69])))).toEqual(['A1 text 張'])
    expect(await cellsIn(old(Buffer.alloc(0), Buffer.from('abc')))).toEqual(['A1 text abc'])
    expect(await refusal(old(Buffer.alloc(0), gbk))).toMatch(/encoding of its texts cannot be told/)
    expect(await refusal(old(Buffer.alloc(0), Buffer.from('é')))).toMatch(/encoding of its texts cannot be told/)
    expect(await refusal(old(record(0x0042, u16(936)), gbk.subarray(0, 3)))).toMatch(/encoding of its texts/)
  })
})

const cellPlan = fc.record({
  row: fc.nat({ max: 40 }),
  column: fc.nat({ max: 255 }),
  value: fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter(text => text.isWellFormed()),
  ),
})

it('what is written is read back, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(cellPlan, { selector: ({ row, column }) => row * 256 + column }), async plans => {
      const texts = [...new Set(plans.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])))]
      const records = plans.map(({ row, column, value }) =>
        typeof value === 'string' ? sharedTextCell(row, column, texts.indexOf(value)) : numberCell(row, column, value),
      )
      const found = await sheetsOf(workbookFile({ globals: [sharedTexts(texts)], sheets: [{ name: 's', records }] }))
      if ('problem' in found) throw new Error(found.problem.en)
      const read = (found.sheets[0]?.rows ?? []).flatMap(({ row, cells: own }) =>
        own.map(({ column, value }: Cell) => ({ row: row - 1, column: column - 1, value })),
      )
      expect(read).toEqual(plans.toSorted((one, other) => one.row - other.row || one.column - other.column))
    }),
  )
})

describe('a file that is damaged or made to do harm is refused with the reason', () => {
  const stream = workbookStream({ sheets: [{ name: 's', records: [numberCell(0, 0, 1)] }] })
  const good = compoundFile({ Workbook: Buffer.concat([stream, Buffer.alloc(9000)]) })
  const DIRECTORY = good.readUInt32LE(48)
  const TABLE = 512 * (good.readUInt32LE(76) + 1)
  /** The row of the workbook's stream among the names of the file. */
  const ENTRY = 512 * (DIRECTORY + 1) + 128
  const changed = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(good)
    change(bytes)
    return bytes
  }
  /** A workbook in small sectors, whose last one is full. */
  const changedSmall = (change: (bytes: Buffer, root: number) => void) => {
    const bytes = compoundFile({ Workbook: Buffer.concat([stream, Buffer.alloc(64 - (stream.length % 64))]) })
    change(bytes, 512 * (bytes.readUInt32LE(48) + 1))
    return bytes
  }
  const first = { name: 'a', records: [numberCell(0, 0, 1)] }
  const damaged = /damaged or cut short/

  it('and the file itself is read', async () => expect(await cellsIn(good)).toEqual(['A1 number 1']))

  it.each<[string, () => Uint8Array, RegExp]>([
    ['a sector that follows itself', () => changed(bytes => bytes.writeUInt32LE(0, TABLE)), damaged],
    ['sectors that go round', () => changed(bytes => bytes.writeUInt32LE(0, TABLE + 4 * 3)), damaged],
    [
      'a directory that goes round',
      () => changed(bytes => bytes.writeUInt32LE(DIRECTORY, TABLE + 4 * DIRECTORY)),
      damaged,
    ],
    ['names that lead to each other', () => changed(bytes => bytes.writeUInt32LE(1, ENTRY + 72)), damaged],
    ['a sector that is not there', () => changed(bytes => bytes.writeUInt32LE(5000, TABLE)), damaged],
    ['a stream longer than its sectors', () => changed(bytes => bytes.writeUInt32LE(2 ** 31, ENTRY + 120)), damaged],
    ['sectors of no known size', () => changed(bytes => bytes.writeUInt16LE(31, 30)), damaged],
    ['no workbook in it', () => compoundFile({ WordDocument: new Uint8Array(5000) }), /no Excel workbook in it/],
    ['nothing in it', () => compoundFile({}), /no Excel workbook in it/],
    ['encrypted', () => workbookFile({ globals: [record(0x002f, u16(1))], sheets: [first] }), /password/],
    [
      'of a version that is not known',
      () => compoundFile({ Workbook: record(0x0809, u16(0x0900, 5)) }),
      /no workbook of Excel 5/,
    ],
    ['a sheet alone', () => compoundFile({ Workbook: Buffer.concat([BOF_SHEET, EOF]) }), /no workbook of Excel 5/],
    ['an empty stream', () => compoundFile({ Workbook: new Uint8Array() }), damaged],
    ['a sheet that begins nowhere', () => workbookFile({ sheets: [first], offsets: { 0: 2 ** 31 } }), damaged],
    ['a sheet that begins at no sheet', () => workbookFile({ sheets: [first], offsets: { 0: 0 } }), damaged],
    [
      'sheets that are all the same records',
      () => {
        const plan = { sheets: [first, { name: 'b', records: [] }, { name: 'c', records: [] }] }
        const offset = workbookStream(plan).indexOf(BOF_SHEET)
        return workbookFile({ ...plan, offsets: { 1: offset, 2: offset } })
      },
      damaged,
    ],
    [
      'a sheet that ends in the next',
      () =>
        workbookFile({
          sheets: [
            { name: 'a', records: [BOF_CHART] },
            { name: 'b', records: [EOF] },
          ],
        }),
      damaged,
    ],
    ['no root among its names', () => changed(bytes => bytes.writeUInt8(2, ENTRY - 128 + 66)), damaged],
    [
      'small sectors cut short',
      () => changedSmall((bytes, root) => bytes.writeUInt32LE(bytes.readUInt32LE(root + 120) - 10, root + 120)),
      damaged,
    ],
    ['small sectors without a list', () => changedSmall(bytes => bytes.writeUInt32LE(0xfffffffe, 60)), damaged],
    [
      'half a letter at the end of a record',
      () =>
        workbookFile({
          globals: [record(0x00fc, u32(1, 1), u16(2), u8(1, 0x61, 0, 0x62)), record(0x003c, u8(0, 0x62))],
          sheets: [first],
        }),
      damaged,
    ],
    [
      'a sheet that does not end',
      () => workbookFile({ sheets: [{ name: 'a', records: [BOF_SHEET] }, first] }),
      damaged,
    ],
    [
      'a text that is not there',
      () => workbookFile({ sheets: [{ name: 'a', records: [sharedTextCell(0, 0, 7)] }] }),
      damaged,
    ],
    [
      'a text longer than its records',
      () => workbookFile({ globals: [record(0x00fc, u32(1, 1), u16(0xffff), u8(1))], sheets: [first] }),
      damaged,
    ],
    [
      'a cell cut short',
      () => workbookFile({ sheets: [{ name: 'a', records: [record(0x0203, u16(0, 0, 0))] }] }),
      damaged,
    ],
    [
      'a number that is none',
      () => workbookFile({ sheets: [{ name: 'a', records: [numberCell(0, 0, Number.NaN)] }] }),
      damaged,
    ],
    [
      'an error that is none',
      () => workbookFile({ sheets: [{ name: 'a', records: [record(0x0205, u16(0, 0, 0), u8(9, 1))] }] }),
      damaged,
    ],
    [
      'more columns than there are',
      () => workbookFile({ sheets: [{ name: 'a', records: [numberCell(0, 256, 1)] }] }),
      /more columns/,
    ],
    [
      'more merged cells than there are bytes',
      () => workbookFile({ sheets: [{ name: 'a', records: [record(0x00e5, u16(0xffff, 0, 1, 0, 0))] }] }),
      damaged,
    ],
    [
      'merged cells without end',
      () => {
        const merged = record(0x00e5, u16(1000), ...Array.from({ length: 1000 }, () => u16(1, 2, 0, 0)))
        return workbookFile({ sheets: [{ name: 'a', records: Array.from({ length: 101 }, () => merged) }] })
      },
      /more merged cells/,
    ],
  ])('%s', async (_, make, reason) => {
    const found = await sheetsOf(make())
    expect(found).toHaveProperty('problem')
    if ('problem' in found) {
      expect(found.problem.en).toMatch(reason)
      expect(found.problem.zh).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('four thousand million texts that it only speaks of take no room', async () => {
    const globals = [record(0x00fc, u32(0xffffffff, 0xffffffff), wide('a'))]
    expect(await cells([sharedTextCell(0, 0, 0), numberCell(65_535, 255 - 254, 2)], globals)).toEqual([
      'A1 text a',
      'B65536 number 2',
    ])
  })

  it.each(['old/repair.xls', 'records/written.xls', 'records/excel5.xls'])(
    '%s, cut anywhere, gives no rows',
    async name => {
      const whole = office(name)
      for (let length = 512; length < whole.length - 512; length += 512) {
        const found = await sheetsOf(whole.subarray(0, length))
        expect([length, found]).toMatchObject([length, { problem: { en: expect.stringMatching(/./) } }])
      }
    },
  )

  it.each(['old/repair.xls', 'records/written.xls', 'records/excel5.xls'])(
    '%s: whatever is done to its bytes, it is read or refused',
    async name => {
      const whole = office(name)
      const change = fc.tuple(
        fc.nat({ max: whole.length - 1 }),
        fc.oneof(fc.constantFrom(0, 1, 0x7f, 0xff), fc.nat({ max: 255 })),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 20 }), async changes => {
          const bytes = Uint8Array.from(whole)
          for (const [at, byte] of changes) bytes[at] = byte
          await sheetsOf(bytes)
        }),
        { numRuns: 500 },
      )
    },
  )
})
