/** CSV as written: quoted where it must be, nothing that runs, staff numbers and amounts kept as they are. */

import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeZone } from '../../src/calendar/zone.ts'
import { formatCsv } from '../../src/lib/csv.ts'
import { parseValue } from '../../src/load/values.ts'

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

describe('text that a spreadsheet is to keep as it is', () => {
  it('stands in a formula that says it, within whose quotes nothing runs', () => {
    expect(formatCsv([[{ kept: '0012' }, { kept: '12"&A1&"' }]])).toBe('"=""0012""","=""12""""&A1&"""""""\r\n')
  })

  it('is guarded text where a formula could not hold it', () => {
    expect(formatCsv([[{ kept: '' }, { kept: '=1\n2' }, { kept: `=${'9'.repeat(300)}` }]])).toBe(
      `,"'=1\n2",'=${'9'.repeat(300)}\r\n`,
    )
  })

  it('is read back as it was', () => {
    const zone = makeZone('Asia/Shanghai')
    if (!zone) throw new Error('no such zone')
    const field = {
      name: 'id',
      type: 'text',
      title: { zh: '', en: '' },
      aliases: [],
      required: true,
      shown: 'always',
    } as const
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1', '"', '=', 'A', '-', ',') }), text => {
        const [[cell]] = parse(formatCsv([[{ kept: `x${text}` }]])) as [[string]]
        expect(parseValue(field, cell, { zone })).toEqual({ value: `x${text}` })
      }),
    )
  })
})

it('an amount keeps its decimals and is no text, below zero too', () => {
  expect(formatCsv([[{ decimal: '-12.50' }, { decimal: '3.00' }]])).toBe('-12.50,3.00\r\n')
})

it('has the mark of UTF-8 where asked for', () => {
  expect([formatCsv([['a']], { bom: true }), formatCsv([]), formatCsv([], { bom: true })]).toEqual([
    '\uFEFFa\r\n',
    '',
    '\uFEFF',
  ])
})
