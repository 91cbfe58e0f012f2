/** Workbooks of other programs with cells marked in them: what is said is there, and everything else is as it was. */

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { type Mark, markWorkbook, openWorkbook, type Row, writeWorkbook } from '../../src/workbook/index.ts'

const OFFICES = resolve(import.meta.dirname, '../fixtures/offices/records')
const FORMS = resolve(import.meta.dirname, '../fixtures/form')
const FILES = [
  ...readdirSync(OFFICES)
    .filter(name => /\.xlsx$/.test(name))
    .map(name => join(OFFICES, name)),
  join(FORMS, 'filled-zh.xlsx'),
]

describe.each(FILES.map(path => [path.split('/').at(-1) ?? '', path]))('%s', (_, path) => {
  it('says the same in every cell, keeps every other part to the byte, and marks what it was told to', async () => {
    const bytes = readFileSync(path)
    const before = await contentOf(bytes)
    const [sheet = ''] = Object.keys(before)
    const marks: readonly Mark[] = [
      { sheet, row: 2, column: 3, text: '“=HYPERLINK("x")”不是日期 <b>\u0007' },
      { sheet, row: 3, column: 30, text: 'far right' },
      { sheet, row: 3, text: 'the row' },
      { sheet, row: 999, column: 1, text: 'below the last row' },
    ]
    const marked = await done(bytes, marks)
    expect(await contentOf(marked)).toEqual(before)
    expect(await done(bytes, marks)).toEqual(marked)
    const [old, now] = [unzipSync(bytes), unzipSync(marked)]
    const changed = Object.keys(now).filter(
      name => !old[name] || !Buffer.from(old[name]).equals(now[name] ?? old[name]),
    )
    expect(
      changed.filter(name => !/sheet\d+\.xml|styles\.xml|comments|vmlDrawing|Content_Types|_rels/.test(name)),
    ).toEqual([])
    expect(Object.keys(old).filter(name => !now[name] && !name.endsWith('/'))).toEqual([])
    const comments = Object.keys(now).filter(name => /comments\d*\.xml$/.test(name))
    const text = comments.map(name => strFromU8(now[name] ?? new Uint8Array())).join('')
    expect(text).toContain('“=HYPERLINK(&quot;x&quot;)”不是日期 &lt;b&gt;_x0007_')
    expect(text).toContain('ref="AD3"')
    const twice = await done(marked, [{ sheet, row: 2, column: 3, text: 'said again' }])
    expect(await contentOf(twice)).toEqual(before)
    const again = strFromU8(unzipSync(twice)[comments[0] ?? ''] ?? new Uint8Array())
    const [, ref = ''] = /ref="([A-Z]+2)"[^>]*><text><t[^>]*>[^<]*不是日期/.exec(again) ?? []
    expect(again.split(`ref="${ref}"`)).toHaveLength(2)
    expect(again).toMatch(/_x0007_<\/t><r><t xml:space="preserve">\nsaid again/)
  })
})

const plain = writeWorkbook([
  {
    name: 'a',
    columns: [{ width: 10 }],
    rows: [
      [{ value: 'no', style: { bold: true } }, { value: 'day' }],
      [{ value: 1 }, { value: { date: '2024-03-05' }, style: { format: 'yyyy-mm-dd' } }],
      [{ value: 2 }, undefined, { value: 'x' }],
      [{ value: 3, comment: 'from before' }],
    ],
    merged: ['A3:A4'],
  },
])

/** The style of a cell: its number format and fill. */
function styleOf(bytes: Uint8Array, cell: string) {
  const files = unzipSync(bytes)
  const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  const styles = strFromU8(files['xl/styles.xml'] ?? new Uint8Array())
  const id = Number(new RegExp(`<c r="${cell}"[^>]*? s="(\\d+)"`).exec(sheet)?.[1])
  const cells = styles.slice(styles.indexOf('<cellXfs'))
  const style = [...cells.matchAll(/<xf [^>]*>/g)][id]?.[0] ?? ''
  return { format: /numFmtId="(\d+)"/.exec(style)?.[1], fill: /fillId="(\d+)"/.exec(style)?.[1], styles }
}

it('a marked cell keeps its format and gets a fill; a blank one is put in its place', async () => {
  const marked = await done(plain, [
    { row: 2, column: 2, text: 'wrong' },
    { row: 3, column: 2, text: 'blank' },
  ])
  const [before, after] = [styleOf(plain, 'B2'), styleOf(marked, 'B2')]
  expect(after.format).toBe(before.format)
  expect(after.fill).not.toBe(before.fill)
  expect(after.styles).toContain('FFFF9C9C')
  expect(styleOf(marked, 'B3').fill).toBe(after.fill)
  const sheet = strFromU8(unzipSync(marked)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(sheet.indexOf('r="A3"')).toBeLessThan(sheet.indexOf('r="B3"'))
  expect(sheet.indexOf('r="B3"')).toBeLessThan(sheet.indexOf('r="C3"'))
})
it('of merged cells the first is marked, and several things said of one cell are one comment', async () => {
  const marked = await done(plain, [
    { row: 4, column: 1, text: 'one' },
    { row: 4, column: 1, text: 'two' },
    { row: 3, column: 1, text: 'two' },
  ])
  const comments = strFromU8(unzipSync(marked)['xl/comments1.xml'] ?? new Uint8Array())
  expect(comments).toContain(
    '<comment ref="A3" authorId="1"><text><t xml:space="preserve">one\ntwo</t></text></comment>',
  )
  expect(comments).toContain('from before')
})
it('what other programs may write: prefixes, single quotes, cells without names', async () => {
  const files = unzipSync(plain)
  const sheet = `<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>a</x:t></x:is></x:c><x:c s='1'><x:v>5</x:v></x:c></x:row></x:sheetData><x:tableParts count='0'/></x:worksheet>`
  const { 'xl/worksheets/_rels/sheet1.xml.rels': _, ...others } = files
  const bytes = zipSync({ ...others, 'xl/worksheets/sheet1.xml': strToU8(sheet) })
  const marked = await done(bytes, [
    { row: 1, column: 2, text: 'wrong' },
    { row: 1, column: 3, text: 'blank' },
  ])
  const text = strFromU8(unzipSync(marked)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(text).toMatch(/<x:c s="\d+"><x:v>5<\/x:v><\/x:c><x:c r="C1" s="\d+"\/><\/x:row>/)
  expect(text).toMatch(/<x:legacyDrawing [^>]*\/><x:tableParts/)
  expect(await contentOf(marked)).toEqual(await contentOf(bytes))
})
it('places are right behind letters of two halves and line ends of Windows', async () => {
  const files = unzipSync(plain)
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\r\n<sheetData>\r\n<row r="1"><c r="A1" t="inlineStr"><is><t>${'😀'.repeat(40)}&#128512;</t></is></c><c r="B1"><v>5</v></c></row></sheetData></worksheet>`
  const { 'xl/worksheets/_rels/sheet1.xml.rels': _, ...others } = files
  const marked = await done(zipSync({ ...others, 'xl/worksheets/sheet1.xml': strToU8(sheet) }), [
    { row: 1, column: 2, text: 'wrong' },
  ])
  const text = strFromU8(unzipSync(marked)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  expect(text).toMatch(/<\/is><\/c><c s="\d+" r="B1"><v>5<\/v><\/c><\/row><\/sheetData><legacyDrawing /)
})
it.each([0, 100, 1000])('a file that ends after %d bytes is refused, with the reason', async length => {
  expect(await markWorkbook(plain.subarray(0, length), [])).toHaveProperty('problem.zh')
})
it('a sheet that is not there is told', async () => {
  expect(await markWorkbook(plain, [{ sheet: 'b', row: 1, text: '' }])).toHaveProperty(
    'problem.en',
    "There is no sheet 'b'",
  )
})

async function done(bytes: Uint8Array, marks: readonly Mark[]): Promise<Uint8Array> {
  const marked = await markWorkbook(bytes, marks)
  if ('problem' in marked) throw new Error(marked.problem.en)
  return marked
}

async function contentOf(bytes: Uint8Array): Promise<Readonly<Record<string, unknown>>> {
  const workbook = await openWorkbook(bytes)
  if ('problem' in workbook) throw new Error(workbook.problem.en)
  const all: Record<string, unknown> = {}
  for (const { name } of workbook.sheets) {
    const rows: Row[] = []
    all[name] = [await workbook.readSheet(name, row => void rows.push(row)), rows]
  }
  return all
}
