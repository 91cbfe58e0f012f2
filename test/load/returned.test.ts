/** Copies of workbooks that go back to their senders, beside the other results. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, expect, it } from 'vitest'
import { appraise } from '../../src/appraise.ts'
import { markedCopies } from '../../src/load/returned.ts'
import type { RejectedRow } from '../../src/model/event.ts'
import { OFFICES } from '../support/offices.ts'
import { folderWith } from './support.ts'

const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

it('each workbook with rows that were sent back, its faulty cells marked, and linked from the page of records', async () => {
  const out = join(scratch, 'out')
  const { appraisal, diagnostics } = await appraise({ folder: OFFICES, out, language: 'zh' })
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const faulty = appraisal?.records.files.filter(({ file, rejected }) => rejected > 0 && file.endsWith('.xlsx')) ?? []
  const names = [...new Set(faulty.map(({ file }) => file.split('/').at(-1)))].sort()
  expect(names.length).toBeGreaterThan(0)
  expect(readdirSync(join(out, 'internal/returned')).sort()).toEqual(names)
  const page = readFileSync(join(out, 'internal/records.html'), 'utf8')
  for (const name of names) {
    expect(page).toContain(`href="returned/${name}"`)
    const parts = unzipSync(readFileSync(join(out, 'internal/returned', name ?? '')))
    const comments = Object.keys(parts).filter(part => /comments\d*\.xml$/.test(part))
    expect(comments.map(part => strFromU8(parts[part] ?? new Uint8Array())).join('')).toContain('应为：')
  }
  expect(existsSync(join(OFFICES, 'internal'))).toBe(false)
})

const row = (file: string): RejectedRow => ({
  file,
  row: 2,
  type: 'repair',
  what: { zh: '', en: '' },
  reason: { zh: '错', en: 'wrong' },
  expected: { zh: '对', en: 'right' },
})

it('files of one name from two folders are two copies; text files have none', async () => {
  const files = ['records/repair.xlsx', '../offices/records/repair.xlsx', 'records/x.csv']
  const { copies, diagnostics } = await markedCopies(files.map(row), OFFICES, 'en')
  expect(diagnostics).toEqual([])
  expect(copies.map(({ path }) => path)).toEqual(['internal/returned/repair.xlsx', 'internal/returned/repair-2.xlsx'])
})
it('a workbook called .csv has a copy that is called what it is', async () => {
  const folder = folderWith({ 'records/repair.csv': readFileSync(join(OFFICES, 'records/repair.xlsx')) })
  const { copies, diagnostics } = await markedCopies([row('records/repair.csv')], folder, 'en')
  expect(diagnostics).toEqual([])
  expect(copies.map(({ path }) => path)).toEqual(['internal/returned/repair.xlsx'])
})
it('of an old workbook there is no copy, which is said and no warning; the page of records says what to do', async () => {
  const out = join(scratch, 'old')
  const { diagnostics } = await appraise({ folder: OFFICES, out, language: 'en' })
  const told = diagnostics.filter(({ code }) => code === 'copy-not-marked')
  expect(told.map(({ severity, span }) => [severity, span.file])).toEqual([['info', 'records/written.xls']])
  expect(told[0]?.message.en).toContain('Handed in as .xlsx, it will be marked')
  expect(existsSync(join(out, 'internal/returned/written.xls'))).toBe(false)
  const page = readFileSync(join(out, 'internal/records.html'), 'utf8')
  expect(page.match(/No copy with the mistakes marked: the old format/g)).toHaveLength(1)
  expect(page).toContain('The cells are named below')
})
it('a new workbook that is called .xls is copied under its right ending; text under that name has no copy', async () => {
  const folder = folderWith({
    'a.xls': readFileSync(join(OFFICES, 'records/inline.xlsx')),
    'b.xls': readFileSync(join(OFFICES, 'records/exported.xls')),
    'c.xls': readFileSync(join(OFFICES, 'old/inline.xls')),
  })
  const { copies, unmarked, diagnostics } = await markedCopies(['a.xls', 'b.xls', 'c.xls'].map(row), folder, 'zh')
  expect(copies.map(({ path }) => path)).toEqual(['internal/returned/a.xlsx'])
  expect(unmarked.map(({ file }) => file)).toEqual(['c.xls'])
  expect(diagnostics.map(({ code, span }) => [code, span.file])).toEqual([['copy-not-marked', 'c.xls']])
})
it('a workbook of which none can be made is told', async () => {
  const { copies, unmarked, diagnostics } = await markedCopies([row('gone.xlsx')], OFFICES, 'en')
  expect(copies).toEqual([])
  expect(unmarked).toMatchObject([{ file: 'gone.xlsx', why: { en: 'the file can no longer be read' } }])
  expect(diagnostics).toMatchObject([
    { severity: 'warning', message: { en: 'No marked copy of gone.xlsx was made: the file can no longer be read' } },
  ])
})
