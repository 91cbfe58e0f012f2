/** Ten thousand repeats of one mistake are one line; every faulty cell is told; none is left out of the counts. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultsOf, groupProblems } from '../../src/load/problem-groups.ts'
import { readRowsAtHand } from '../../src/load/rows.ts'
import { repair, valueContextOf } from './support.ts'

const HEADERS = ['工单号', '报修时间', '类别', '工时', '维修工']

function read(rows: readonly (readonly string[])[]) {
  return readRowsAtHand(
    {
      file: '报修.xlsx',
      sheet: '三月',
      headers: HEADERS,
      headerRow: 1,
      rows: rows.map((cells, at) => ({ row: at + 2, cells })),
    },
    { type: repair, file: {}, context: valueContextOf(), onGood: () => {} },
  )
}

describe('problems', () => {
  it('ten thousand repeats of one mistake are one line with a count, and say where it was made first', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => [`R${at}`, '2024-03-05 14:00', 'minor', `约${at}`, '0012'])
    expect(groupProblems(read(rows).rejected)).toEqual([
      {
        file: '报修.xlsx',
        sheet: '三月',
        type: 'repair',
        column: 'D',
        header: '工时',
        field: 'hours',
        what: { zh: '不是数字', en: 'is no number' },
        expected: { zh: '数字，如 12 或 1,234.5', en: 'a number such as 12 or 1,234.5' },
        count: 10_000,
        examples: [0, 1, 2].map(at => ({
          row: at + 2,
          value: `约${at}`,
          reason: { zh: `“约${at}”不是数字`, en: `'约${at}' is no number` },
        })),
      },
    ])
  })

  it('a row with several faulty cells tells each, counts once, and stands in the group of each', () => {
    const { rejected } = read([['', '昨天', '大修', '12', '0012']])
    expect(rejected).toHaveLength(1)
    expect(rejected.flatMap(faultsOf).map(({ column }) => column)).toEqual(['A', 'B', 'C'])
    expect(groupProblems(rejected).map(({ header, count }) => [header, count])).toEqual([
      ['工单号', 1],
      ['报修时间', 1],
      ['类别', 1],
    ])
  })

  it('a row tells whom it names, unless a cell that might name somebody cannot be read', () => {
    expect(read([['R1', '昨天', '', '', '0012']]).rejected[0]?.people).toEqual(['0012'])
    expect(read([['R1', '昨天', '', '', '']]).rejected[0]?.people).toBeUndefined()
    expect(read([['R1', '2024-03-05 14:00', '', '', '99999']]).rejected[0]?.people).toBeUndefined()
  })

  it('the counts of the groups add up to the faults', () => {
    const cell = fc.constantFrom('', 'x', '0012', '12', '2024-03-05 14:00', 'minor')
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 20 }), rows => {
        const { rejected } = read(rows)
        const groups = groupProblems(rejected)
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(rejected.flatMap(faultsOf).length)
        expect(new Set(groups.map(({ column, what }) => `${column} ${what.zh}`)).size).toBe(groups.length)
      }),
    )
  })
})
