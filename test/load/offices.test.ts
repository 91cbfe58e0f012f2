/** Files as offices keep them, each written by another program than ours: what is taken, sent back and said. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { prepare } from '../../src/prepare.ts'
import { OFFICES, OFFICES_GOLDEN, officesText } from '../support/offices.ts'
import { folderWith } from './support.ts'

it('is what was reviewed', async () => {
  expect(await officesText()).toBe(readFileSync(OFFICES_GOLDEN, 'utf8'))
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
})
