import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rosterType } from '../../src/compile/roster-types.ts'
import { loadRoster } from '../../src/load/people.ts'
import type { Rulebook } from '../../src/model/rulebook.ts'
import { day, eventType, field, folderWith, setupOf, zone } from './support.ts'

const POSTS = new Map(
  [
    ['warden', '公寓管理员'],
    ['manager', '公寓中心主任'],
  ].map(([id = '', zh = '']) => [id, { id, title: { zh, en: id }, level: 'staff' }]),
)

const rosterTypes: Rulebook['rosterTypes'] = {
  person: eventType(
    'person',
    { field: 'from' },
    [...rosterType('person', POSTS).fields, field('trained_on', 'date', { aliases: ['培训日期'] })],
    { idField: 'id' },
  ),
  site: eventType('site', { field: 'id' }, rosterType('site', POSTS).fields, { idField: 'id' }),
  unit: eventType('unit', { field: 'id' }, rosterType('unit', POSTS).fields, { idField: 'id' }),
}

async function load(people: string, files: { readonly sites?: string; readonly units?: string } = {}) {
  const folder = folderWith({ 'people.csv': people, 'sites.csv': files.sites ?? '', 'units.csv': files.units ?? '' })
  const setup = setupOf(folder, {
    ...(files.sites === undefined ? {} : { sites: { path: join(folder, 'sites.csv') } }),
    ...(files.units === undefined ? {} : { units: { path: join(folder, 'units.csv') } }),
  })
  const reading = await loadRoster({ setup, types: rosterTypes, zone: zone() })
  return {
    ...reading,
    found: reading.diagnostics.map(one => `${one.severity} ${one.code} ${one.span.file}:${one.span.line}`),
  }
}

describe('people', () => {
  it('columns in Chinese, posts by title, the pack’s own columns among the values', async () => {
    const { roster, found } = await load(
      `\uFEFF工号,姓名,岗位,部门,楼栋,上级,起,止,工作量,奖金基数,培训日期
0012,张三,公寓管理员,公寓中心,一号楼、二号楼,0001,2023/9/1,2024-03-31,0.5,"3,000.50",2024-01-10
0012,张三,公寓中心主任,公寓中心,,0001,2024年4月1日,,,,
0001,李四,manager,,,,,,,,
`,
    )
    expect(found).toEqual([])
    expect(roster.sites).toBeUndefined()
    expect(roster.spells).toMatchObject([
      {
        person: '0012',
        name: '张三',
        post: 'warden',
        unit: '公寓中心',
        sites: ['一号楼', '二号楼'],
        reportsTo: '0001',
        from: day('2023-09-01'),
        to: day('2024-03-31'),
        share: 0.5,
        bonusBase: '3000.5',
        values: { id: '0012', trained_on: day('2024-01-10') },
      },
      { person: '0012', post: 'manager', sites: [], from: day('2024-04-01'), share: 1 },
      { person: '0001', post: 'manager' },
    ])
    expect(roster.spells[2]).not.toHaveProperty('from')
  })

  it('of people id, name and post are required', async () => {
    expect((await load('id,name\nE1,A\n')).found).toEqual(['error header-missing people.csv:1'])
    const { roster, rejected, found } = await load('id,name,post\nE1,,warden\n,B,warden\nE3,C,warden\n')
    expect(roster.spells.map(spell => spell.person)).toEqual(['E3'])
    expect(rejected.map(row => [row.row, row.header])).toEqual([
      [2, 'name'],
      [3, 'id'],
    ])
    expect(found).toEqual(['warning roster-row people.csv:2', 'warning roster-row people.csv:3'])
  })

  it('an unknown post is a rejected row, with the nearest', async () => {
    const { rejected } = await load('id,name,post\nE1,A,公寓管理人员\nE2,B,warden\n')
    expect(rejected).toMatchObject([
      { row: 2, value: '公寓管理人员', expected: { zh: expect.stringContaining('是不是“公寓管理员”') } },
    ])
  })

  it.each(['50%', '50', '0', '-1'])('a share of %s is not guessed at', async share => {
    expect((await load(`id,name,post,share\nE1,A,warden,${share}\nE2,B,warden,1\n`)).rejected).toMatchObject([
      { row: 2, value: share.replace('%', '') },
    ])
  })
})

describe('a roster that cannot be used', () => {
  it.each([
    ['nobody', 'id,name,post\n', ['error people-missing people.csv:1']],
    ['nobody in the period', 'id,name,post,to\nE1,A,warden,2023-12-31\n', ['error people-none-in-period people.csv:1']],
    [
      'overlapping spells',
      'id,name,post,from,to\nE1,A,warden,,2024-03-31\nE1,A,manager,2024-03-31,\n',
      ['error spells-overlap people.csv:3'],
    ],
    [
      'one staff number, two names',
      'id,name,post,from,to\nE1,A,warden,,2024-03-31\nE1,B,manager,2024-04-01,\n',
      ['error staff-number-twice people.csv:3'],
    ],
    [
      'two staff numbers that differ in capitals only',
      'id,name,post\ne1,A,warden\nE1,B,warden\nE2,C,warden\n',
      ['error staff-number-twice people.csv:2'],
    ],
    [
      'a spell that ends before it starts',
      'id,name,post,from,to\nE1,A,warden,2024-03-01,2024-02-01\nE2,B,warden,,\n',
      ['error spell-reversed people.csv:2'],
    ],
    [
      'somebody who reports to nobody known',
      'id,name,post,reports_to\nE1,A,warden,E9\n',
      ['warning reports-to-unknown people.csv:2'],
    ],
  ])('%s', async (_, csv, found) => expect((await load(csv)).found).toEqual(found))

  it('spells that meet without overlapping are fine, in whatever order they stand', async () => {
    expect((await load('id,name,post,from,to\nE1,A,manager,2024-04-01,\nE1,A,warden,,2024-03-31\n')).found).toEqual([])
  })

  it('a missing file', async () => {
    const folder = folderWith({})
    const { diagnostics } = await loadRoster({ setup: setupOf(folder), types: rosterTypes, zone: zone() })
    expect(diagnostics.map(one => one.code)).toEqual(['file-unreadable'])
  })
})

describe('sites and units', () => {
  const sites = 'id,name,unit\nd1,一号楼,公寓中心\nd2,二号楼,dorm\n'
  const units = 'id,name\ndorm,公寓中心\n'

  it('by id or name, everywhere', async () => {
    const { roster, found } = await load('id,name,post,unit,sites\nE1,A,warden,公寓中心,一号楼；d2\n', { sites, units })
    expect(found).toEqual([])
    expect(roster.sites).toMatchObject([
      { id: 'd1', name: '一号楼', unit: 'dorm' },
      { id: 'd2', unit: 'dorm' },
    ])
    expect(roster.spells).toMatchObject([{ unit: 'dorm', sites: ['d1', 'd2'] }])
  })

  it('with a file an unknown name is rejected', async () => {
    expect(
      (await load('id,name,post,sites\nE1,A,warden,三号楼\nE2,B,warden,d1\n', { sites, units })).rejected,
    ).toMatchObject([{ value: '三号楼' }])
    expect((await load('id,name,post\nE1,A,warden\n', { sites: 'id,unit\nd1,水电\n', units })).rejected).toMatchObject([
      { file: 'sites.csv', value: '水电' },
    ])
  })

  it('one id twice is an error; a name of two is no name any more', async () => {
    expect((await load('id,name,post\nE1,A,warden\n', { sites: 'id,name\nd1,甲\nd1,乙\n' })).found).toEqual([
      'error duplicate-id sites.csv:3',
    ])
    const { found, rejected } = await load('id,name,post,sites\nE1,A,warden,甲\nE2,B,warden,d2\n', {
      sites: 'id,name\nd1,甲\nd2,甲\n',
    })
    expect(found).toEqual(['warning roster-row people.csv:2', 'warning ambiguous-name sites.csv:1'])
    expect(rejected).toMatchObject([{ value: '甲' }])
  })
})
