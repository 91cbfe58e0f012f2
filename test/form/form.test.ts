/** Entry sheets: what they offer, that nothing filled in is overwritten, and that they are read back without mapping. */

import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/index.ts'
import { formColumn } from '../../src/form/column.ts'
import { readColumns } from '../../src/load/columns.ts'
import { loadPack } from '../../src/load/pack.ts'
import { parseValue } from '../../src/load/values.ts'
import { makeForms } from '../../src/make-forms.ts'
import { prepare, SHIPPED_RULES } from '../../src/prepare.ts'
import { openWorkbook } from '../../src/workbook/index.ts'
import { at, day, zone } from '../load/support.ts'
import { yardstickIn } from '../support/command-line.ts'

const FIXTURES = resolve(import.meta.dirname, '../fixtures/form')
const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const LANGUAGES = ['zh', 'en'] as const

describe.each(['zh.xlsx', 'en.xlsx', 'zh.xls'])('filled in by other programs and laid into records/ (%s)', ending => {
  it('is read without a mapping, every value as it was meant', async () => {
    const folder = join(scratch, `filled-${ending}`)
    cpSync(FIXTURES, folder, { recursive: true, filter: path => !/\.xlsx?$/.test(path) })
    copyFileSync(join(FIXTURES, `filled-${ending}`), join(folder, `visit${ending.slice(2)}`))
    const { prepared, diagnostics, rejected } = await prepare({ folder })
    expect([diagnostics.map(({ code, span }) => [code, span.file]), rejected]).toEqual([
      [['ambiguous-name', 'sites.csv']],
      [],
    ])
    expect(prepared?.records.events.get('visit')?.map(({ id, values }) => [id, { ...values }])).toEqual([
      [
        'V-001',
        {
          visit_no: 'V-001',
          visited_at: at('2024-03-05 14:30'),
          booked_on: day('2024-03-01'),
          booked_for: 14 * 3600,
          waited: 25,
          score: 9.5,
          pleased: true,
          kind: 'call',
          topics: ['repair', 'noise'],
          caller: '0012',
          with: ['0007'],
          site: 'd1',
          unit: 'u1',
          remark: '一切正常',
        },
      ],
      [
        'V-002',
        {
          visit_no: 'V-002',
          visited_at: at('2024-03-06 09:00'),
          waited: 80,
          pleased: false,
          kind: 'door',
          topics: [],
          caller: '0007',
          site: 'd2',
          earlier: 'V-001',
        },
      ],
    ])
  })
})

describe('every record type of the shipped pack', () => {
  const { files, sha256 } = loadPack(SHIPPED_RULES)
  const { rulebook } = compile(files, { sha256 })
  const types = [...(rulebook?.eventTypes.values() ?? [])]

  it.each(LANGUAGES)('has headings that are found again (%s)', language => {
    expect(types.length).toBeGreaterThan(100)
    for (const type of types) {
      const fields = [...type.fields.values()]
      const columns = fields.map(one =>
        formColumn({ type, field: one, known: {}, language, readBy: [], titleOf: () => undefined }),
      )
      const headers = columns.map(({ header }) => header)
      const read = readColumns(headers, type.fields, {}, { file: type.id, row: 1 })
      expect(read.diagnostics).toEqual([])
      expect(read.columns.map(({ field }) => field)).toEqual(fields)
      for (const { field, options = [] } of columns) {
        if (!field.choices) continue
        const single = { ...field, type: 'choice' as const }
        const values = options.map(option => parseValue(single, option, { zone: zone() }))
        expect(values).toEqual([...field.choices.keys()].map(value => ({ value })))
      }
    }
  })
})

describe('what a form offers', () => {
  const request = { events: ['visit'], folder: FIXTURES, rows: 40, language: 'zh', workingDirectory: scratch } as const

  it('people of the period with their numbers, places by a name that is theirs alone; the same bytes each time', async () => {
    const [form] = (await makeForms({ ...request, allColumns: true })).forms
    const [again] = (await makeForms({ ...request, allColumns: true })).forms
    expect(form?.workbook).toEqual(again?.workbook)
    const lists = await column(form?.workbook, '_lists')
    expect(lists).toContainEqual(['0007 李四', '0012 张三'])
    expect(lists).toContainEqual(['1 号楼', 'd2', 'd3'])
    expect(lists).toContainEqual(['电话', '上门', '信件'])
    const [first] = await column(form?.workbook, '走访 回访')
    expect(first).toEqual(['visit_no'])
    expect(form).toMatchObject({ file: 'visit.xlsx', columns: 15, required: 3, choices: 7 })
  })
  it('a heading that two fields share is the name of the field', async () => {
    const [form] = (await makeForms({ ...request, allColumns: true })).forms
    const headers = await column(form?.workbook, '走访 回访')
    expect(headers.map(([header]) => header)).toEqual(expect.arrayContaining(['visit_no', 'remark']))
    expect(headers.flat()).not.toContain('编号')
  })
  it('a type by its title, one that is not there with what may be meant', async () => {
    expect((await makeForms({ ...request, events: ['走访/回访'] })).forms.map(({ type }) => type)).toEqual(['visit'])
    expect(await makeForms({ ...request, events: ['vist'] })).toMatchObject({
      forms: [],
      unknown: [{ name: 'vist', meant: 'visit' }],
    })
  })
  it('left out: every type that a standard needs', async () => {
    const { forms } = await makeForms({ rows: 10, language: 'en', workingDirectory: scratch })
    expect(forms.length).toBeGreaterThan(100)
    expect(new Set(forms.map(({ file }) => file)).size).toBe(forms.length)
  })
  it.each([
    ['zh', '选填，用来分辨补录'],
    ['en', 'optional; tells late entries'],
  ] as const)(
    'the column by which late entries are told, though no standard reads it (%s)',
    async (language, words) => {
      const rules = join(scratch, `late-${language}`)
      mkdirSync(rules)
      const base = readFileSync(resolve(import.meta.dirname, '../fixtures/base-pack.yaml'), 'utf8')
      const field = '      recorded_at: { type: date, title: { zh: 录入日期, en: Entered on } }\n      arrived_at:'
      writeFileSync(join(rules, 'base.yaml'), base.replace('      arrived_at:', field))
      const [form] = (
        await makeForms({ events: ['repair'], pack: rules, rows: 10, language, workingDirectory: scratch })
      ).forms
      const guide = await column(form?.workbook, language === 'zh' ? '填写说明' : 'How to fill it in')
      const at = guide[0]?.indexOf(language === 'zh' ? '录入日期' : 'Entered on') ?? -1
      expect(at).toBeGreaterThan(0)
      expect(guide[1]).toContain(words)
      const [headings] = [await column(form?.workbook, language === 'zh' ? '报修工单' : 'Repair order')]
      expect(headings.flat()).toContain(language === 'zh' ? '录入日期' : 'Entered on')
      expect(headings.flat()).not.toContain(language === 'zh' ? '完成时间' : 'Completed at')
    },
  )
  it('a folder with a mistake gives none, and says why', async () => {
    const { forms, diagnostics } = await makeForms({ ...request, folder: join(scratch, 'nowhere') })
    expect(forms).toEqual([])
    expect(diagnostics.map(({ code }) => code)).toEqual(['file-unreadable'])
  })
})

describe('yardstick form', () => {
  it('says what it wrote, and leaves alone what was filled in', () => {
    const words = ['form', 'visit', '--folder', FIXTURES, '--out', 'sheets'] as const
    const first = yardstickIn(scratch, 'en', ...words)
    expect([first.status, first.out]).toEqual([
      0,
      `${join('sheets', 'visit.xlsx')}  Visits: calls  15 columns, 3 required, 7 with a drop-down\n`,
    ])
    expect(yardstickIn(scratch, 'en', ...words).status).toBe(0)
    const path = join(scratch, 'sheets/visit.xlsx')
    writeFileSync(path, 'filled in')
    const second = yardstickIn(scratch, 'en', ...words)
    expect([second.status, second.err]).toEqual([1, expect.stringContaining('perhaps filled in; nothing was written')])
    expect(readFileSync(path, 'utf8')).toBe('filled in')
    expect(yardstickIn(scratch, 'en', ...words, '--force').status).toBe(0)
    expect(readdirSync(join(scratch, 'sheets'))).toEqual(['visit.xlsx'])
  })
  it('a place that cannot be written to is told', () => {
    writeFileSync(join(scratch, 'taken'), '')
    const { status, err } = yardstickIn(scratch, 'en', 'form', 'visit', '--folder', FIXTURES, '--out', 'taken/forms')
    expect([status, err]).toEqual([1, expect.stringContaining("'visit.xlsx' lies below something that is a file")])
  })
  it.each([
    [['form'], 'Say which kinds of records'],
    [['form', 'repair', '--all'], 'Say which kinds of records'],
    [['form', 'repiar'], "did you mean 'repair'?"],
    [['form', 'repair', '--rows', '0'], '1 … 1048575'],
  ])('%j is no such call', (words, said) => {
    const { status, err } = yardstickIn(scratch, 'en', ...words)
    expect([status, err]).toEqual([2, expect.stringContaining(said)])
  })
})

/** The texts of a sheet, column by column. */
async function column(bytes: Uint8Array | undefined, sheet: string): Promise<readonly (readonly string[])[]> {
  const workbook = await openWorkbook(bytes ?? new Uint8Array())
  if ('problem' in workbook) throw new Error(workbook.problem.en)
  const columns: string[][] = []
  const end = await workbook.readSheet(sheet, ({ cells }) => {
    for (const { column, value } of cells) {
      columns[column - 1] ??= []
      columns[column - 1]?.push(String(value))
    }
  })
  if ('problem' in end) throw new Error(end.problem.en)
  return columns
}
