/** internal/appraisals.xlsx: read back by our own reader, the same bytes each time, opened by LibreOffice where it is installed. */

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { appraisalsWorkbook } from '../../src/report/pages/appraisals-workbook.ts'
import { APPRAISAL, HOSTILE_NAME, person } from './fixture.ts'
import { contextOf, readWorkbook } from './support.ts'

const people = [person('0012'), ...APPRAISAL.people]

function workbook(language: 'zh' | 'en' = 'zh'): Uint8Array {
  const [file] = appraisalsWorkbook(contextOf({ ...APPRAISAL, people }, language))
  if (!file || typeof file.content === 'string') throw new Error('no workbook')
  return file.content
}

const sheets = await readWorkbook(workbook())
const rowsOf = (name: string) => {
  const [title, header = [], ...rows] = sheets.get(name) ?? []
  return { title, header, rows: rows.map(row => Object.fromEntries(header.map((key, at) => [key, row[at]]))) }
}

describe('the workbook', () => {
  it('has a row for each person, numbers as numbers and staff numbers as text', () => {
    const { title, header, rows } = rowsOf('人员')
    expect(title?.[0]).toContain('2024-H1')
    expect(title?.[0]).toContain('草稿·未定稿')
    expect(header.slice(0, 6)).toEqual(['工号', '姓名', '部门', '岗位', '考评表', '在岗天数'])
    expect(rows).toHaveLength(people.length)
    expect(rows[0]).toMatchObject({ 工号: '0012', 在岗天数: 182, '部分 1': '服务承诺', 总分: 90, 等级: '优秀' })
    expect(rows.map(row => row.姓名)).toContain(HOSTILE_NAME)
    expect(rows.find(row => row.工号 === 'short')).toMatchObject({
      总分: undefined,
      等级: '不定等次',
      不定等次的原因: '在岗天数不足',
    })
    expect(rows.find(row => row.工号 === 'fail')?.连带扣减比例).toBe('45%（已确认）')
  })

  it('has a row for each item, and for each finding', () => {
    const items = rowsOf('考评项目明细').rows
    expect(items).toHaveLength(people.flatMap(one => one.sections.flatMap(({ items: own }) => own)).length)
    expect(items[0]).toMatchObject({ 工号: '0012', 达标: 9, 未达标: 1, '未达标率 %': 10, 得分: 36 })
    const { rows } = rowsOf('检查结果明细')
    expect(rows).toHaveLength(people.flatMap(({ evidence }) => evidence).length + APPRAISAL.unattributed.length)
    expect(rows.find(row => row.工号 === 'fail')).toEqual({
      工号: 'fail',
      姓名: '甲fail',
      编号: 'K-0001',
      日期: '2024-03-05',
      标准: '标准 arrival',
      条款: 'S1-01、S1-02',
      结论: '未达标',
      实测: 45,
      标准值: 30,
      单位: '分钟',
      事实与依据: '用时 45 分钟，限 30 分钟',
      记录: 'records/repair.csv R1',
    })
    expect(rows.at(-1)).toMatchObject({ 工号: undefined, 姓名: '（无人对应）' })
  })

  it('keeps its header in sight, filters by it, repeats it on paper, and has the same bytes each time', () => {
    expect(Buffer.from(workbook()).equals(Buffer.from(workbook()))).toBe(true)
    const parts = unzipSync(workbook())
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
    expect(sheet).toContain('ySplit="2"')
    expect(sheet).toMatch(new RegExp(`<autoFilter ref="A2:[A-Z]+${people.length + 2}"/>`))
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toContain("'人员'!$1:$2")
    const widths = [...sheet.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width))
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(6)
    expect(Math.max(...widths)).toBeLessThanOrEqual(44)
  })

  it('speaks English', async () => {
    expect([...(await readWorkbook(workbook('en'))).keys()]).toEqual(['People', 'Items', 'Findings'])
  })
})

const office = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
].find(path => existsSync(path))

describe.skipIf(office === undefined)('LibreOffice', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'yardstick-'))
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  it('opens it and sees the same', { timeout: 120_000 }, () => {
    writeFileSync(join(scratch, 'appraisals.xlsx'), workbook())
    const profile = `-env:UserInstallation=file://${join(scratch, 'profile')}`
    const every = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    execFileSync(
      office ?? '',
      [profile, '--headless', '--convert-to', every, '--outdir', scratch, join(scratch, 'appraisals.xlsx')],
      {
        stdio: 'ignore',
      },
    )
    const files = readdirSync(scratch).filter(file => file.endsWith('.csv'))
    expect(files.toSorted()).toEqual(
      ['人员', '检查结果明细', '考评项目明细'].map(name => `appraisals-${name}.csv`).toSorted(),
    )
    const [, header, first] = parse(readFileSync(join(scratch, 'appraisals-人员.csv'), 'utf8')) as string[][]
    expect(header?.[0]).toBe('工号')
    expect(first?.slice(0, 2)).toEqual(['0012', '甲0012'])
  })
})
