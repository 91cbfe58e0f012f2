/** Files whose names and headers are not ours in, what they are taken for out, and what is written down of it. */

import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { prepare } from '../../src/prepare.ts'
import { proposeRecords } from '../../src/propose-records.ts'
import { folderWith } from '../load/support.ts'
import { OFFICES } from '../support/offices.ts'

const BASE = readFileSync(resolve(import.meta.dirname, '../fixtures/base-pack.yaml'), 'utf8')
const SETUP = 'period: 2024-H1 # 上半年\nas-of: 2024-07-01\nrules: rules\n'

function folder(files: Readonly<Record<string, string>>, setup = SETUP): string {
  return folderWith({
    'rules/base.yaml': BASE,
    'appraisal.yaml': setup,
    'people.csv': 'id,name,post\n0001,甲,warden\n0002,乙,warden\n',
    ...files,
  })
}

async function proposed(path: string) {
  const result = await proposeRecords({ folder: path, workingDirectory: path })
  const told = result.proposals?.map(({ file, match, others }) => ({
    file,
    type: match?.type,
    sure: match?.isSure,
    columns: match?.columns.map(({ header, field, how }) => `${header} → ${field?.name ?? ''} ${how ?? ''}`.trim()),
    ...(others.length > 0 ? { others: others.map(({ type }) => type) } : {}),
  }))
  return { ...result, told }
}

const REPAIRS =
  '工单号,报修时间,到场时间,类别,维修工\nR1,2024-03-05 14:00,2024-03-05 14:20,minor,0001\nR2,2024-03-06 14:00,,major,0002\n'

it('proposes nothing beside an appraisal.yaml that cannot be read', async () => {
  const { proposals, setup, diagnostics } = await proposed(folder({ 'x.csv': REPAIRS }, 'period: [ 2024-H1\n'))
  expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax'])
  expect({ proposals, setup }).toEqual({})
})

describe('what a file is', () => {
  it('by its name, and nothing needs to be written', async () => {
    const { told, setup } = await proposed(folder({ 'repair.csv': REPAIRS }))
    expect(told).toMatchObject([
      { file: 'people.csv', type: 'person', sure: true },
      { file: 'repair.csv', type: 'repair', sure: true },
    ])
    expect(setup).toBeUndefined()
  })
  it('by a name that holds the title, and by its columns', async () => {
    const { told } = await proposed(folder({ '2024年报修工单汇总.csv': REPAIRS, 'x.csv': REPAIRS }))
    expect(told?.slice(0, 2)).toMatchObject([
      { file: '2024年报修工单汇总.csv', type: 'repair', sure: true },
      { file: 'people.csv' },
    ])
    expect(told?.[2]).toMatchObject({ file: 'x.csv', type: 'repair', sure: true })
  })
  it('headers like ours, and columns told by what they hold', async () => {
    const text = REPAIRS.replace('工单号,报修时间', '流水,报修日期时间')
    const { told } = await proposed(folder({ 'x.csv': text }))
    expect(told?.[1]?.columns).toEqual([
      '流水 → order_no content',
      '报修日期时间 → reported_at likeness',
      '到场时间 → arrived_at name',
      '类别 → class name',
      '维修工 → technician name',
    ])
  })
  it('not by likeness where the cells are something else', async () => {
    const text = REPAIRS.replace('报修时间,到场时间', '报修时间,到场时间差').replace('2024-03-05 14:20', '20')
    const { told } = await proposed(folder({ 'x.csv': text }))
    expect(told?.[1]?.columns?.[2]).toBe('到场时间差 →')
  })
  it('nothing, where the rules know nothing like it', async () => {
    const { told, setup } = await proposed(folder({ 'x.csv': 'a,b,c\n1,2,3\n' }))
    expect(told?.[1]).toEqual({ file: 'x.csv', type: undefined, sure: undefined, columns: undefined })
    expect(setup).toBeUndefined()
  })
  it('how many rows could be read, and why not the others', async () => {
    const text = `${REPAIRS}R3,gestern,,minor,0001\nR4,morgen,,minor,0008\nR5,2024-03-05 14:00,,minor,0009\n`
    const { proposals } = await proposed(folder({ 'x.csv': text }))
    expect(proposals?.[1]?.match).toMatchObject({
      taken: 2,
      refused: 3,
      sentBack: [
        { rows: 2, first: 'B4' },
        { rows: 2, first: 'E5' },
      ],
    })
  })
  it('workbooks of the old format, and text under their name', async () => {
    const path = folder({ '台账.xls': REPAIRS.replaceAll(',', '\t') })
    copyFileSync(join(OFFICES, 'old/round.xls'), join(path, 'round.xls'))
    const { told, proposals } = await proposed(path)
    expect(told?.map(({ file }) => file)).toEqual(['people.csv', 'round.xls', '台账.xls'])
    expect(proposals?.map(({ rows }) => rows).slice(1)).toEqual([3, 2])
    expect(proposals?.[2]?.match?.type).toBe('repair')
  })
  it('a file that cannot be read is told, and the others are looked at', async () => {
    const { told, unreadable } = await proposed(folder({ 'a.xlsx': 'PK', 'b.xls': 'x', 'c.et': '', 'x.csv': REPAIRS }))
    expect(unreadable.map(({ file }) => file)).toEqual(['a.xlsx', 'b.xls', 'c.et'])
    expect(told?.map(({ file }) => file)).toEqual(['people.csv', 'x.csv'])
  })
  it('files that appraisal.yaml names are left alone', async () => {
    const { told, named } = await proposed(folder({ 'x.csv': REPAIRS }, `${SETUP}records: { repair: x.csv }\n`))
    expect(named).toEqual(['x.csv'])
    expect(told?.map(({ file }) => file)).toEqual(['people.csv'])
  })
})

describe('what is written', () => {
  const guessed = REPAIRS.replace('报修时间', '报修日期时间')
  async function written(setup: string, files: Readonly<Record<string, string>> = { 'x.csv': guessed }) {
    const path = folder(files, setup)
    const result = await proposed(path)
    if (result.setup) writeFileSync(join(path, 'appraisal.yaml'), result.setup.after)
    const { prepared, diagnostics } = await prepare({ folder: path })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect((await proposed(path)).setup).toBeUndefined()
    return { text: result.setup?.after, counts: prepared?.records.counts }
  }
  const ENTRY =
    '    file: x.csv\n    columns:\n      报修日期时间: reported_at # 名称相近，请核对 / a name like it, please check\n'

  it('at the end, where there is no records: part', async () => {
    const { text, counts } = await written(SETUP)
    expect(text).toBe(`${SETUP}records:\n  repair:\n${ENTRY}`)
    expect(counts).toMatchObject({ read: 2, accepted: 2 })
  })
  it('a query stands as it is written, be there a file beside it or not', async () => {
    const query = `  callback:
    # 来自回访系统
    query: |
      select *   -- all of them
      from callback
      order by "回访号"
    from: postgres
`
    const path = (type: string) => folder({ 'x.csv': guessed }, `${SETUP}records:\n${query.replace('callback', type)}`)
    const other = await proposed(path('callback'))
    expect(other.setup?.after).toBe(`${SETUP}records:\n${query}  repair:\n${ENTRY}`)
    expect(other.named).toEqual(['postgres: callback'])
    const same = (await proposed(path('repair'))).setup?.after ?? ''
    for (const line of query.split('\n').slice(1)) expect(same).toContain(line.trim())
    expect(parse(same).records.repair).toEqual([
      { query: 'select *   -- all of them\nfrom callback\norder by "回访号"\n', from: 'postgres' },
      { file: 'x.csv', columns: { 报修日期时间: 'reported_at' } },
    ])
  })
  it('below what stands there; nothing else changes', async () => {
    const { text } = await written(`${SETUP}records:\n  callback: none   # 没有回访\n\n# 往期\nhistory: []\n`)
    expect(text).toBe(`${SETUP}records:\n  callback: none   # 没有回访\n  repair:\n${ENTRY}\n# 往期\nhistory: []\n`)
  })
  it('into a map on one line, comments kept', async () => {
    const { text } = await written(`${SETUP}records: { callback: none } # 没有回访\n`)
    expect(text).toContain('period: 2024-H1 # 上半年')
    expect(text).toContain('# 没有回访')
    expect(text).toContain('callback: none')
  })
  it('beside a file of the same type, whose entry stays', async () => {
    const { text, counts } = await written(`${SETUP}records:\n  repair: a.csv\n`, {
      'a.csv': REPAIRS.replaceAll('R', 'A'),
      'x.csv': guessed,
    })
    expect(text).toContain('- a.csv\n')
    expect(counts).toMatchObject({ accepted: 4 })
  })
  it('and a roster that is called otherwise', async () => {
    const path = folderWith({
      'rules/base.yaml': BASE,
      'appraisal.yaml': SETUP,
      '花名册.csv': '工号,姓名,岗位\n0001,甲,warden\n',
    })
    const { setup } = await proposed(path)
    expect(setup?.after).toBe(`${SETUP}people: 花名册.csv\n`)
  })
})

it('workbooks sheet by sheet', async () => {
  const path = folderWith({
    'rules/pack.yaml': readFileSync(join(OFFICES, 'rules/pack.yaml')),
    'people.csv': readFileSync(join(OFFICES, 'people.csv')),
    'appraisal.yaml': SETUP,
    'months.xlsx': readFileSync(join(OFFICES, 'records/months.xlsx')),
  })
  const { proposals } = await proposed(path)
  expect(proposals?.map(({ file, sheet, rows, match }) => [file, sheet, rows, match?.type])).toEqual([
    ['months.xlsx', '说明', 0, undefined],
    ['months.xlsx', '一月', 1, 'months'],
    ['months.xlsx', '二月', 1, 'months'],
    ['people.csv', undefined, 5, 'person'],
  ])
})
