/** Files as offices keep them, each written by another program than ours: what is taken, sent back and said. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { prepare } from '../../src/prepare.ts'
import { numberCell, record, u16, workbookFile } from '../support/biff.ts'
import { OFFICES, OFFICES_GOLDEN, officesText } from '../support/offices.ts'
import { folderWith } from './support.ts'

it('is what was reviewed', async () => {
  expect(await officesText()).toBe(readFileSync(OFFICES_GOLDEN, 'utf8'))
})

it('the same workbooks in the old format give the same rows, taken and sent back', async () => {
  const names = ['repair', 'round', 'months', 'inline']
  const setup = readFileSync(join(OFFICES, 'appraisal.yaml'), 'utf8')
  const folderOf = (ending: string, from: string) =>
    folderWith({
      'rules/pack.yaml': readFileSync(join(OFFICES, 'rules/pack.yaml')),
      'people.csv': readFileSync(join(OFFICES, 'people.csv')),
      'appraisal.yaml': setup.replaceAll('.xlsx', ending),
      ...Object.fromEntries(
        names.map(name => [`records/${name}${ending}`, readFileSync(join(OFFICES, from, `${name}${ending}`))]),
      ),
    })
  const fresh = await officesText(folderOf('.xlsx', 'records'))
  expect(fresh).toContain('R01')
  const old = await officesText(folderOf('.xls', 'old'))
  expect(old).toBe(fresh.replaceAll('.xlsx', '.xls').replaceAll('  XLSX  ', '  XLS  '))
})

/** The folder with one record file, of the type `repair`. */
async function said(name: string, bytes: Uint8Array, more = ''): Promise<readonly string[]> {
  const folder = folderWith({
    'rules/pack.yaml': readFileSync(join(OFFICES, 'rules/pack.yaml')),
    'people.csv': readFileSync(join(OFFICES, 'people.csv')),
    'appraisal.yaml': `period: 2024-H1\nas-of: 2024-07-01\nrules: rules\n${more}`,
    [name]: bytes,
  })
  const { diagnostics } = await prepare({ folder })
  return diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message.en}`)
}

const months = readFileSync(join(OFFICES, 'records/months.xlsx'))

it('a header that names a field twice is an error', async () => {
  const [told] = await said('repair.csv', readFileSync(join(OFFICES, 'refused/twice.csv')))
  expect(told).toContain("error header-twice '工单号' (column A) and '工单号' (column C) both feed 'order_no'")
})
describe('what a file is, is told by its bytes', () => {
  it.each([
    ['XLSX', 'records/inline.xlsx'],
    ['XLS', 'old/inline.xls'],
  ])('a workbook (%s) under the name of a text', async (format, file) => {
    for (const name of ['repair.csv', 'repair.txt', 'repair.json'])
      expect(await said(name, readFileSync(join(OFFICES, file)))).toEqual([
        `info workbook-is-text ${name} is really an Excel workbook (${format}) and no text; it was read as workbooks are`,
      ])
  })
  it('a text whose first header is PK stays text', async () => {
    const text = '单号,报修时间,维修工\n'
    const told = await said('repair.csv', Buffer.from(`PK${text}`))
    expect(told.filter(one => one.includes('workbook'))).toEqual([])
  })
  const exported = readFileSync(join(OFFICES, 'records/exported.xls'))
  it.each<[string, Uint8Array, readonly string[]]>([
    ['a new workbook called .xls', readFileSync(join(OFFICES, 'records/inline.xlsx')), []],
    ['an old one called .xlsx', readFileSync(join(OFFICES, 'old/inline.xls')), []],
    [
      'text',
      exported,
      ['info workbook-is-text NAME is really text (GB18030) and no Excel workbook; it was read as CSV is'],
    ],
    [
      'text in which no column is known',
      Buffer.from('甲\t乙\n1\t2\n'),
      [
        'error file-unreadable NAME: It is really text and no Excel workbook, and no column of it is known: open it in Excel or WPS and save it as .xlsx',
      ],
    ],
    [
      'a web page',
      readFileSync(join(OFFICES, 'refused/page.xls')),
      [
        'error file-unreadable NAME: It is really a web page (HTML) and no Excel workbook: open it in Excel or WPS and save it as .xlsx',
      ],
    ],
    [
      'an XML Spreadsheet 2003',
      readFileSync(join(OFFICES, 'refused/xml2003.xls')),
      [
        'error file-unreadable NAME: It is really an “XML Spreadsheet 2003” and no Excel workbook: open it in Excel and save it as .xlsx',
      ],
    ],
    [
      'a workbook with a password',
      readFileSync(join(OFFICES, 'refused/locked.xls')),
      [
        'error file-unreadable NAME: The workbook is encrypted (a password to open it, or a protected structure): lift that and save it as .xlsx',
      ],
    ],
    [
      'bytes that are nothing',
      Buffer.from([0, 1, 2, 3]),
      [
        'error file-unreadable NAME: It is neither an Excel workbook nor a table of text, or is damaged: export it again and save it as .xlsx',
      ],
    ],
  ])('%s', async (_, bytes, expected) => {
    for (const name of ['repair.xls', 'repair.xlsx'])
      expect(await said(name, bytes)).toEqual(expected.map(text => text.replace('NAME', name)))
  })
  it('text has no sheets', async () => {
    const [told] = await said('x.xls', exported, 'records: { repair: { file: x.xls, sheet: 三月 } }\n')
    expect(told).toContain('has no sheets: leave sheet out')
  })
})
it('rows that reach as far to the right as there are columns take no room', async () => {
  const rows = Array.from({ length: 5000 }, (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}"><v>${at}</v></c></row>`)
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"`
  const parts = {
    'xl/workbook.xml': `<workbook ${main}><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${office}/worksheet" Target="s.xml"/></Relationships>`,
    'xl/s.xml': `<worksheet ${main}><sheetData>${rows.join('')}</sheetData></worksheet>`,
  }
  const bytes = zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
  const [told] = await said('repair.xlsx', bytes)
  expect(told).toContain("'0' (column XFD) feeds no field")
})
it('merged cells without end take no time', async () => {
  const records = Array.from({ length: 65_536 }, (_, row) => numberCell(row, 0, row))
  const merged = record(0x00e5, u16(1000), ...Array.from({ length: 1000 }, () => u16(1, 65_535, 0, 0)))
  const bytes = workbookFile({ sheets: [{ name: 's', records: [...records, merged] }] })
  const [told] = await said('repair.xls', bytes)
  expect(told).toContain("'0' (column A) feeds no field")
})
it('a workbook with several sheets that fit is not guessed', async () => {
  expect(await said('repair.xlsx', months)).toEqual([
    'error file-unreadable repair.xlsx: Several sheets have a header that fits (一月, 二月): say which under sheet in appraisal.yaml, each by itself',
  ])
})
it('a sheet that is not there is told, with the one that was meant', async () => {
  const [told] = await said('x.xlsx', months, 'records: { repair: { file: x.xlsx, sheet: 1月 } }\n')
  expect(told).toContain("There is no sheet '1月'; there are 说明, 一月, 二月")
})
it('a workbook in which no sheet fits says so', async () => {
  const [told] = await said('round.xlsx', months)
  expect(told).toMatch(/^error (file-unreadable|header-missing)/)
})
it.each([0, 1, 30, 1000, 3000, 5000])('a workbook that ends in the middle is refused: after %d bytes', async length => {
  const [told] = await said('repair.xlsx', months.subarray(0, length))
  expect(told).toContain('error file-unreadable')
  const [old] = await said('repair.xls', readFileSync(join(OFFICES, 'old/months.xls')).subarray(0, length))
  expect(old).toContain('error file-unreadable')
})
