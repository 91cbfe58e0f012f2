import { expect, it } from 'vitest'
import { formatCsv } from '../../src/lib/csv.ts'

it('quotes where RFC 4180 needs it, and only there', () => {
  expect(
    formatCsv([
      ['a', 'b,c', 'd"e', 'f\ng'],
      ['一', '', ' ', 2],
    ]),
  ).toBe('a,"b,c","d""e","f\ng"\r\n一,, ,2\r\n')
})

it.each(['=1+1', '+86 1', '-x', '@sum', '\tx', '＝1'])('%j is no formula for a spreadsheet', text => {
  expect(formatCsv([[text]])).toBe(`'${text}\r\n`)
})

it('numbers stay numbers', () => expect(formatCsv([[-1.5, 0]])).toBe('-1.5,0\r\n'))

it('has the mark of UTF-8 where asked for', () => {
  expect([formatCsv([['a']], { bom: true }), formatCsv([]), formatCsv([], { bom: true })]).toEqual([
    '\uFEFFa\r\n',
    '',
    '\uFEFF',
  ])
})
