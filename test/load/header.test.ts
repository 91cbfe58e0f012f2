/** Sheets as offices lay them out: where the header is found, and what is no record. */

import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FirstRow, findHeader, type HeaderSearch, isNote, notARecord } from '../../src/load/header.ts'
import { loadRecords } from '../../src/load/records.ts'
import type { MergedCells } from '../../src/workbook/index.ts'
import { folderWith, roster, setupOf, types, zone } from './support.ts'

const NAMES = ['工单号', '报修时间', '到场时间', '类别', '责任人/姓名', '维修工']
const isKnown: HeaderSearch['isKnown'] = header => NAMES.includes(header)

function sheet(...rows: readonly (readonly string[])[]): readonly FirstRow[] {
  return rows.map((cells, at) => ({ row: at + 1, cells }))
}

function found(rows: readonly FirstRow[], merged?: readonly MergedCells[]) {
  const { row, above, headers } = findHeader(rows, { isKnown, ...(merged ? { merged } : {}) }) ?? { headers: [] }
  return { row, above, headers: headers.join('|') }
}

describe('the header', () => {
  it('is the first row where that names fields', () => {
    expect(found(sheet(['工单号', '报修时间'], ['R1', '2024-03-05']))).toEqual({
      row: 1,
      above: 0,
      headers: '工单号|报修时间',
    })
  })

  it('is the first row where nothing names a field: the sheet has words of its own', () => {
    expect(found(sheet(['编码', '时间'], ['R1', '2024-03-05']))).toEqual({ row: 1, above: 0, headers: '编码|时间' })
  })

  it('stands below a title and instructions', () => {
    const rows = sheet(
      ['2024 年上半年报修台账', '', ''],
      ['填写说明：一单一行', '', ''],
      ['', '', ''],
      ['工单号', '报修时间', '类别'],
    )
    expect(found(rows)).toEqual({ row: 4, above: 3, headers: '工单号|报修时间|类别' })
  })

  it('is on two rows, the upper cell before the lower one', () => {
    const rows = sheet(['工单号', '时间', '', '责任人', ''], ['', '报修时间', '到场时间', '姓名', '电话'])
    expect(found(rows)).toEqual({ row: 2, above: 0, headers: '工单号|报修时间|到场时间|责任人/姓名|责任人/电话' })
  })

  it('goes by the merged cells where the file tells them', () => {
    const rows = sheet(['报修台账'], ['工单号', '时间', '', '维修工'], ['', '报修时间', '到场时间', ''])
    const merged = [
      { fromRow: 1, toRow: 1, fromColumn: 1, toColumn: 4 },
      { fromRow: 2, toRow: 2, fromColumn: 2, toColumn: 3 },
      { fromRow: 2, toRow: 3, fromColumn: 1, toColumn: 1 },
      { fromRow: 2, toRow: 3, fromColumn: 4, toColumn: 4 },
    ]
    expect(found(rows, merged)).toEqual({ row: 3, above: 1, headers: '工单号|报修时间|到场时间|维修工' })
  })

  it('is not a record that happens to hold the name of a field', () => {
    const rows = sheet(['编码', '事由'], ['R1', '类别'], ['R2', '工单号'])
    expect(found(rows)).toEqual({ row: 1, above: 0, headers: '编码|事由' })
  })

  it('is never looked for without end, and always found in the same place', () => {
    const cell = fc.constantFrom('', 'x', '12', ...NAMES)
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 30 }), rows => {
        const one = found(sheet(...rows))
        expect(one).toEqual(found(sheet(...rows)))
        expect(one.row ?? 1).toBeLessThanOrEqual(16)
      }),
    )
  })
})

describe('rows that are no records', () => {
  it.each(['合计', '合 计：', '总计', '小计', 'Total', 'GRAND TOTAL'])('%s is a sum', text => {
    expect(notARecord([text, '', 12])).toBe('total')
    expect(notARecord(['', text, 12])).toBe('total')
  })

  it.each(['合计科', 'R1', '总计划', 'Totally'])('%s is not', text => expect(notARecord([text, 12])).toBeUndefined())

  it.each(['填写说明：一单一行', '注：以系统时间为准', '示例', '制表人：张三', 'Note: one row each'])(
    '%s is a note',
    text => expect(isNote([text])).toBe(true),
  )

  it.each(['注意事项', '备注栏无', '制表人员'])('%s is not', text => expect(isNote([text])).toBe(false))
})

describe('a file with title, instructions and a foot', () => {
  const text = `2024年上半年报修台账,,,,,
填写说明：一单一行,,,,,
工单号,报修时间,到场时间,类别,工时,维修工
示例,2024/3/5 14:00,,minor,,0012
R1,2024-03-05 14:00,,minor,,0012
R2,not a time,,minor,,
合计,2,,,,
制表人：张三,,,,,
`

  it('gives its records; everything else is counted as ignored, and nothing is lost', async () => {
    const folder = folderWith({ 'repair.csv': text })
    const setup = setupOf(folder, { records: new Map([['repair', [{ path: join(folder, 'repair.csv') }]]]) })
    const { records, diagnostics } = await loadRecords({ setup, eventTypes: types, roster, zone: zone() })
    expect(diagnostics).toEqual([])
    expect(records.events.get('repair')?.map(event => [event.id, event.source.row])).toEqual([['R1', 5]])
    expect(records.rejected.map(row => [row.row, row.header])).toEqual([[6, '报修时间']])
    expect(records.counts).toEqual({ read: 5, accepted: 1, rejected: 1, ignored: 3 })
  })
})
