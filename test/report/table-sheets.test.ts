/** Tables of more rows than a sheet has go on over the next one. */

import { expect, it } from 'vitest'
import { type Table, tableSheets } from '../../src/report/table-sheet.ts'

const table = (count: number): Table<number> => ({
  name: '项目',
  title: '表',
  columns: [{ title: '编号', value: row => row }],
  rows: Array.from({ length: count }, (_, at) => at),
  foot: ['备注'],
})

it.each([
  [0, [[]]],
  [3, [[0, 1, 2]]],
  [4, [[0, 1, 2], [3]]],
  [
    6,
    [
      [0, 1, 2],
      [3, 4, 5],
    ],
  ],
])('%i rows, three of which a sheet holds', (count, expected) => {
  const sheets = tableSheets(table(count), 3)
  expect(sheets.map(({ name }) => name)).toEqual(expected.map((_, at) => (at === 0 ? '项目' : `项目 ${at + 1}`)))
  const values = sheets.map(({ rows }) => rows.slice(2).map(row => row[0]?.value))
  expect(values).toEqual(expected.map((rows, at) => (at === expected.length - 1 ? [...rows, '备注'] : rows)))
  for (const [at, { rows, filterEnd }] of sheets.entries()) {
    expect(rows[0]?.[0]?.value).toBe('表')
    expect(filterEnd).toBe(2 + (expected[at]?.length ?? 0))
  }
})
