/** What we write: read back unchanged, the same bytes each time, and nothing in it that runs. */

import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type CellPlan, openWorkbook, type SheetPlan, writeWorkbook } from '../../src/workbook/index.ts'

async function readBack(plans: readonly SheetPlan[], sheet: string) {
  const workbook = await openWorkbook(writeWorkbook(plans))
  if ('problem' in workbook) throw new Error(workbook.problem.en)
  const rows: Record<number, (string | number | boolean | undefined)[]> = {}
  const end = await workbook.readSheet(sheet, ({ row, cells }) => {
    const own: (string | number | boolean | undefined)[] = []
    for (const { column, value } of cells) own[column - 1] = value
    rows[row] = own
  })
  return { rows, sheets: workbook.sheets, end }
}

const cells = (...values: readonly CellPlan['value'][]): readonly CellPlan[] =>
  values.map(value => (value === undefined ? {} : { value }))

const PLAN: SheetPlan = {
  name: "标准 & 'limits'",
  columns: [{ width: 20 }, { width: 12, style: { format: '@' } }, { width: 12 }],
  rows: [
    cells('编号', '时限', '生效日期').map(cell => ({ ...cell, style: { bold: true, fill: 'F1F4F6', border: true } })),
    [
      { value: 'a.within', comment: '只改这一列' },
      { value: '0012', style: { format: '@' } },
      { value: { date: '2025-09-01' }, style: { format: 'yyyy-mm-dd' } },
    ],
    cells('=HYPERLINK("http://x","y")', 12.5, true),
  ],
  frozenRows: 1,
  frozenColumns: 1,
  repeatedRows: 1,
  filterRow: 1,
  isLandscape: true,
  merged: ['A5:B5'],
  choices: [{ column: 2, fromRow: 2, toRow: 100, options: ['是', '否', '带，逗号'], prompt: '选一个' }],
}

describe('a workbook', () => {
  it('is read back as it was planned', async () => {
    const { rows, sheets, end } = await readBack([PLAN], PLAN.name)
    expect(rows[1]).toEqual(['编号', '时限', '生效日期'])
    expect(rows[2]).toEqual(['a.within', '0012', '2025-09-01'])
    expect(rows[3]).toEqual(['=HYPERLINK("http://x","y")', 12.5, true])
    expect(sheets).toEqual([
      { name: PLAN.name, isHidden: false },
      { name: '_lists', isHidden: true },
    ])
    expect(end).toEqual({ merged: [{ fromRow: 5, toRow: 5, fromColumn: 1, toColumn: 2 }] })
  })

  it('has the same bytes each time, and holds no formula', () => {
    expect(Buffer.from(writeWorkbook([PLAN])).equals(Buffer.from(writeWorkbook([PLAN])))).toBe(true)
    const parts = unzipSync(writeWorkbook([PLAN]))
    for (const [name, bytes] of Object.entries(parts)) {
      const text = new TextDecoder().decode(bytes)
      if (name.includes('worksheets/sheet')) expect(text).not.toContain('<f>')
    }
  })

  it('has rows as high as they are planned', () => {
    const parts = unzipSync(writeWorkbook([{ ...PLAN, heights: [undefined, 33] }]))
    const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml'])
    expect(sheet.match(/<row [^>]*>/g)).toEqual(['<row r="1">', '<row r="2" ht="33" customHeight="1">', '<row r="3">'])
  })

  it('keeps any text and any number', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      fc.constantFrom('_x0041_', '_x005F_', '\u0000', '\r\n', '=1+1', '<&>"\'', ' 空 格 '),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        async rows => {
          const { rows: back } = await readBack([{ name: 's', columns: [], rows: rows.map(row => cells(...row)) }], 's')
          rows.forEach((row, at) => {
            row.forEach((one, column) => {
              const found = back[at + 1]?.[column]
              expect(found).toBe(one === 0 ? 0 : one)
            })
          })
        },
      ),
      { numRuns: 200 },
    )
  })
})
