/** Workbooks that other programs wrote, and such as were made to do harm. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openWorkbook, type Row } from '../../src/workbook/index.ts'
import { dateFormat, serialText } from '../../src/workbook/serial.ts'
import { compoundFile } from '../support/compound-file.ts'
import { MAIN, sheetOf, workbook } from '../support/workbook-parts.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/workbook')

async function read(bytes: Uint8Array, sheet?: string) {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) return workbook
  const rows: Row[] = []
  const end = await workbook.readSheet(sheet ?? workbook.sheets[0]?.name ?? '', row => rows.push(row))
  if ('problem' in end) return end
  const lines = rows.map(
    ({ row, isHidden, cells }) =>
      `${row}${isHidden ? ' hidden' : ''}: ${cells.map(({ column, value }) => `${column}=${value}`).join(' ')}`,
  )
  return { sheets: workbook.sheets, rows, lines, merged: end.merged }
}

const fixture = (name: string) => readFileSync(join(FIXTURES, name))

const ROWS = [
  '1: 1=2024年3月报修台账',
  '2: 1=工单号 2=时间 4=责任人',
  '3: 2=报修时间 3=到场时间 4=工号 5=姓名 6=类别 7=工时 8=合格',
  '4: 1=R1 2=2024-03-05 14:00 3=2024-03-05 14:28:30 4=0012 5=张三 6=minor 7=0.5 8=true',
  '5 hidden: 1=R2 2=2024-03-31 23:59 4=0007 5=李四 6=minor 7=1.25 8=false',
]

describe('a workbook of another program', () => {
  it.each([
    [
      'ledger.xlsx',
      '6: 1=R3 2=2024-03-06 08:00 3=2024-03-06 08:20 4=0012 5=张三 6=main 7==',
      '7: 1=R4 2=2024-03-07 09:00 4=0012 5=张三 6=minor 7== 8=true',
    ],
    [
      'ledger-libreoffice.xlsx',
      '6: 1=R3 2=2024-03-06 08:00 3=2024-03-06 08:20 4=0012 5=张三 6=main 7=0.3',
      '7: 1=R4 2=2024-03-07 09:00 4=0012 5=张三 6=minor 7=#DIV/0! 8=true',
    ],
    [
      'ledger-libreoffice.xls',
      '6: 1=R3 2=2024-03-06 08:00 3=2024-03-06 08:20 4=0012 5=张三 6=main 7=0.3',
      '7: 1=R4 2=2024-03-07 09:00 4=0012 5=张三 6=minor 7=#DIV/0! 8=true',
    ],
  ])(
    '%s: texts, numbers, dates, staff numbers, hidden rows, formulas by their stored value',
    async (name, six, seven) => {
      const found = await read(fixture(name), '三月')
      if ('problem' in found) throw new Error(found.problem.en)
      expect(found.sheets).toEqual([
        { name: '说明', isHidden: false },
        { name: '三月', isHidden: false },
        { name: '格式', isHidden: false },
        { name: '旧', isHidden: true },
      ])
      expect(found.lines.slice(0, 7)).toEqual([...ROWS, six, seven])
      expect(found.merged).toContainEqual({ fromRow: 2, toRow: 2, fromColumn: 2, toColumn: 3 })
      const kinds = found.rows[6]?.cells.map(({ kind }) => kind)
      expect(kinds).toContain('error')
    },
  )

  it.each(['ledger.xlsx', 'ledger-libreoffice.xlsx', 'ledger-libreoffice.xls'])(
    '%s: what formats make of numbers',
    async name => {
      const found = await read(fixture(name), '格式')
      if ('problem' in found) throw new Error(found.problem.en)
      expect(found.rows.map(({ cells }) => cells[0]?.value)).toEqual([
        '2024-03-05',
        '2024-03-05',
        '2024-03-05 14:30',
        '08:30',
        '08:30:05',
        '26:30',
        45_356,
        440_000_000_000_000_000,
        0.25,
        -1.5,
        60,
        '0012',
      ])
    },
  )

  it.each(['mac-1904.xlsx', 'mac-1904.xls'])('%s: counts from 1904 where the workbook does', async name => {
    const found = await read(fixture(name))
    expect(found).toHaveProperty('lines', ['1: 1=2024-03-05 14:30:00', '2: 1=1904-01-02'])
  })

  it('says which sheet is not there', async () => {
    expect(await read(fixture('ledger.xlsx'), '四月')).toMatchObject({ problem: { en: "There is no sheet '四月'" } })
  })
})

describe('formats', () => {
  it.each([
    ['General', undefined],
    ['0.00', undefined],
    ['#,##0', undefined],
    ['@', undefined],
    ['"d"0', undefined],
    ['yyyy-mm-dd', 'date'],
    ['d/m/yy;@', 'date'],
    ['mmm', 'date'],
    ['[$-804]yyyy"年"m"月"d"日"', 'date'],
    ['yyyy/m/d h:mm', 'date time'],
    ['h:mm', 'time'],
    ['h:mm:ss', 'time seconds'],
    ['mm:ss', 'time seconds'],
    ['上午/下午h"时"mm"分"', 'time'],
    ['[h]:mm', 'time elapsed'],
    ['[Red]yyyy-mm-dd', 'date'],
  ])('%s', (code, expected) => {
    const format = dateFormat(code)
    const told =
      format &&
      [
        ...(format.hasDate ? ['date'] : []),
        ...(format.hasTime ? ['time'] : []),
        ...(format.hasSeconds ? ['seconds'] : []),
        ...(format.isElapsed ? ['elapsed'] : []),
      ].join(' ')
    expect(told).toBe(expected)
  })

  it.each<[number, boolean, string | undefined]>([
    [1, false, '1900-01-01'],
    [59, false, '1900-02-28'],
    [60, false, undefined],
    [61, false, '1900-03-01'],
    [45_356, false, '2024-03-05'],
    [45_356.999_999_99, false, '2024-03-06'],
    [0, true, '1904-01-01'],
    [43_894, true, '2024-03-05'],
    [-1, false, undefined],
    [9e15, false, undefined],
  ])('serial %d of 1904 %s is %s', (serial, is1904, expected) => {
    expect(serialText(serial, { hasDate: true, hasTime: false, hasSeconds: false, isElapsed: false }, is1904)).toBe(
      expected,
    )
  })

  it('every minute from 1901 on comes back', () => {
    const format = { hasDate: true, hasTime: true, hasSeconds: false, isElapsed: false }
    fc.assert(
      fc.property(fc.integer({ min: 366 * 1440, max: 60_000 * 1440 }), minutes => {
        const text = serialText(minutes / 1440, format, false) ?? ''
        expect(Date.parse(`${text.replace(' ', 'T')}:00Z`) / 60_000 + 25_569 * 1440).toBe(minutes)
      }),
    )
  })
})

describe('sheets in unusual shapes', () => {
  it.each([
    [
      'no references at all',
      '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row><row><c><v>3</v></c></row>',
      ['1: 1=a 2=2', '2: 1=3'],
    ],
    [
      'rich text and how it is pronounced',
      '<row r="2"><c r="B2" t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></is></c></row>',
      ['2: 2=张三'],
    ],
    ['a text that a formula gave', '<row r="1"><c r="A1" t="str"><f>B1</f><v>x &amp; y</v></c></row>', ['1: 1=x & y']],
    [
      'an ISO date',
      '<row r="1"><c r="A1" t="d"><v>2024-03-05T14:30:00</v></c><c r="B1" t="d"><v>2024-03-05T00:00:00</v></c></row>',
      ['1: 1=2024-03-05 14:30:00 2=2024-03-05'],
    ],
    [
      'an escaped control character',
      '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000A_b</t></is></c></row>',
      ['1: 1=a\nb'],
    ],
    ['cells with nothing in them', '<row r="1"><c r="A1"/><c r="B1" t="str"><v></v></c></row>', []],
  ])('%s', async (_, data, lines) => {
    expect(await read(workbook(sheetOf(data)))).toHaveProperty('lines', lines)
  })

  it('prefixes and strict namespaces', async () => {
    const sheet =
      '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    expect(await read(workbook(sheet))).toHaveProperty('lines', ['1: 1=5'])
  })
})

describe('a file that is made to do harm, or damaged, is refused with the reason', () => {
  const good = workbook(sheetOf('<row r="1"><c r="A1"><v>5</v></c></row>'))
  const entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
  it.each<[string, () => Uint8Array, RegExp]>([
    ['not a workbook', () => strToU8('id,name\n'), /no Excel workbook/],
    ['another ZIP', () => zipSync({ 'a.txt': strToU8('a') }), /no Excel workbook/],
    ['one with a password', () => compoundFile({ EncryptedPackage: new Uint8Array(5000) }), /password/],
    ['cut short', () => good.slice(0, good.length - 30), /damaged or cut short/],
    [
      'an entity',
      () => workbook(`${entity}${sheetOf('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')}`),
      /declares entities/,
    ],
    [
      'an unknown entity',
      () => workbook(sheetOf('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')),
      /not sound XML/,
    ],
    ['tags that do not close', () => workbook(`<worksheet ${MAIN}><sheetData><row>`), /not sound XML/],
    ['a million columns', () => workbook(sheetOf('<row r="1"><c r="BDWGN1"><v>1</v></c></row>')), /more columns than/],
    ['a row far below', () => workbook(sheetOf('<row r="9999999"><c><v>1</v></c></row>')), /more rows than/],
    ['a bomb', () => workbook(sheetOf(' '.repeat(60_000_000))), /larger than any office/],
    [
      'a cell of a million letters',
      () => workbook(sheetOf(`<row r="1"><c r="A1" t="str"><v>${'a'.repeat(1_000_001)}</v></c></row>`)),
      /letters in a cell/,
    ],
  ])('%s', async (_, make, reason) => {
    const found = await read(make())
    expect(found).toHaveProperty('problem')
    if ('problem' in found) {
      expect(found.problem.en).toMatch(reason)
      expect(found.problem.zh).toMatch(/[\u4e00-\u9fff]/)
    }
  })

  it('whatever is done to the bytes of a real one, it is read or refused', async () => {
    const real = fixture('ledger-libreoffice.xlsx')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: real.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 20 }),
        async changes => {
          const bytes = Uint8Array.from(real)
          for (const [at, byte] of changes) bytes[at] = byte
          const workbook = await openWorkbook(bytes)
          if ('problem' in workbook) return
          for (const { name } of workbook.sheets) await workbook.readSheet(name, () => {})
        },
      ),
      { numRuns: 300 },
    )
  })
})
