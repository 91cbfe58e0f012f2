import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadSetup, type SetupOverrides, withFoundRecords } from '../../src/load/folder.ts'
import { pathsOf } from '../../src/load/found-records.ts'
import type { Setup } from '../../src/model/setup.ts'
import { day, folderWith, setupOf, types } from './support.ts'

const PEOPLE = { 'people.csv': 'id,name,post\n' }

function load(yaml: string, files: Readonly<Record<string, string>> = PEOPLE, overrides: SetupOverrides = {}) {
  const folder = folderWith({ ...files, 'appraisal.yaml': yaml })
  const { setup, diagnostics, ...rest } = loadSetup(folder, overrides)
  return {
    folder,
    setup,
    found: diagnostics.map(one => `${one.code} ${one.span.line}:${one.span.column}`),
    diagnostics,
    ...rest,
  }
}

describe('appraisal.yaml', () => {
  it('needs a period and a roster only', () => {
    const { setup, found, folder } = load('period: 2024-H1\n')
    expect(found).toEqual([])
    expect(setup).toEqual({
      folder,
      state: 'draft',
      period: { name: '2024-H1', from: day('2024-01-01'), to: day('2024-06-30'), year: 2024, length: 'half-year' },
      asOf: '2024-06-30',
      recordsFrom: day('2024-01-01'),
      people: { path: join(folder, 'people.csv') },
      records: new Map(),
      history: [],
    })
  })

  it('says everything that DESIGN lists', () => {
    const { setup, found, folder } = load(`title: { zh: 考评, en: Appraisal }
period: { name: 2024春, from: 2024-02-26, to: 2024-07-07, year: 2024 }
as-of: 2024-07-10 18:00
records-from: 2024-02-01
rules: ../rules
profile: starter
people: { file: staff.csv, header-row: 2, columns: { 号: id }, values: { 保洁: cleaner } }
sites: sites.csv
units: units.csv
records:
  inspection: none
  repair: 报修台账.csv
  encounter: [ a.csv, { file: b.csv, sheet: 三月 } ]
history: [ ../2023-H2/out/appraisal.json ]
confirmations: confirmations.yaml
`)
    expect(found).toEqual([])
    expect(setup).toMatchObject({
      title: { zh: '考评', en: 'Appraisal' },
      period: { name: '2024春', length: 'other' },
      asOf: '2024-07-10 18:00',
      recordsFrom: day('2024-02-01'),
      rules: join(folder, '../rules'),
      profile: 'starter',
      people: { path: join(folder, 'staff.csv'), headerRow: 2, columns: { 号: 'id' }, values: { 保洁: 'cleaner' } },
      sites: { path: join(folder, 'sites.csv') },
      history: [{ path: join(folder, '../2023-H2/out/appraisal.json') }],
      confirmations: join(folder, 'confirmations.yaml'),
    })
    expect([...(setup?.records ?? [])]).toEqual([
      ['inspection', 'none'],
      ['repair', [{ path: join(folder, '报修台账.csv') }]],
      ['encounter', [{ path: join(folder, 'a.csv') }, { path: join(folder, 'b.csv'), sheet: '三月' }]],
    ])
  })

  it.each(['2024-Q1', '2024-03', '2024', '"2024"'])('a period may be %s', text =>
    expect(load(`period: ${text}\n`).found).toEqual([]),
  )

  it('the command line goes before it', () => {
    const { setup, folder } = load('period: 2024\nas-of: 2025-01-05\nrules: a\n', PEOPLE, {
      asOf: '2025-02-01',
      profile: 'p',
      rules: 'b',
    })
    expect(setup).toMatchObject({ asOf: '2025-02-01', profile: 'p', rules: join(folder, 'b') })
  })

  it('finds the roster under its Chinese name', () => {
    const { setup, folder } = load('period: 2024\n', { '人员名册.csv': '', '楼栋.csv': '' })
    expect([setup?.people.path, setup?.sites?.path]).toEqual([join(folder, '人员名册.csv'), join(folder, '楼栋.csv')])
  })
})

describe('mistakes in appraisal.yaml are located, all in one run', () => {
  it.each([
    ['period: 2024-H3\n', ['period-unknown 1:9']],
    ['as-of: 2024-01-01\n', ['missing-key 1:1']],
    ['period: { name: x, from: 2024-07-01, to: 2024-01-01 }\n', ['range-reversed 1:42']],
    ['period: { name: x, from: 2024-07-01 }\n', ['period-unknown 1:9']],
    ['period: 2024\nas-of: 2024-02-30\n', ['wrong-date 2:8']],
    ['period: 2024\nas-of: 2024-02-20 26:00\n', ['wrong-date 2:8']],
    ['period: 2024\nrecords-from: 2024-01-01 10:00\n', ['wrong-date 2:15']],
    ['period: 2024\nhistroy: []\n', ['unknown-key 2:1']],
    ['period: 2024\nrules: [a]\n', ['wrong-value 2:8']],
    ['period: 2024\ntitle: { zh: 一 }\n', ['wrong-value 2:8']],
    ['period: 2024\nadjustments: [a.yaml]\n', ['wrong-value 2:14']],
    ['period: 2024\nwaivers: 7\n', ['wrong-value 2:10']],
    ['period: 2024\nrecords: [a.csv]\n', ['wrong-value 2:10']],
    ['period: 2024\nrecords:\n  repair: 7\n', ['wrong-value 3:11']],
    ['period: 2024\nrecords:\n  repair: []\n', ['wrong-value 3:11']],
    [
      'period: 2024\nrecords:\n  repair: { file: a.csv, header-row: 0, colums: {} }\n',
      ['unknown-key 3:41', 'wrong-value 3:38'],
    ],
    ['period: 2024\nrecords:\n  repair: { file: a.csv, values: { 是: [1] } }\n', ['wrong-value 3:34']],
    ['period: 2024\nhistory: [1]\n', ['wrong-value 2:11']],
    ['- period\n', ['wrong-value 1:1']],
    ['period: 2024-H9\nrecrods: {}\nas-of: soon\n', ['unknown-key 2:1', 'period-unknown 1:9', 'wrong-date 3:8']],
  ])('%j', (yaml, expected) => {
    const { found, setup } = load(yaml)
    expect(found.toSorted()).toEqual(expected.toSorted())
    expect(setup).toBeUndefined()
  })

  it('an unknown key names the nearest', () => {
    expect(load('period: 2024\nhistroy: []\n').diagnostics[0]?.hint?.en).toBe('Did you mean history?')
  })

  it('what a Chinese keyboard does is told as such', () =>
    expect(load('period：2024\n').found).toEqual(['fullwidth-colon 1:7']))
})

describe('a query in appraisal.yaml', () => {
  const entry = (text: string) => load(`period: 2024\nrecords:\n  repair: ${text}\n`)

  it('says what is asked, of which database, and what columns and texts mean', () => {
    const { setup, found } = load(`period: 2024
records:
  repair:
    query: |
      select 工单号, reported_at from repair_order   -- 报修：全部
      order by 工单号
    from: postgres
    columns: { nr: order_no }
    values: { t: true }
  callback: [ a.csv, { query: select 1, from: postgres } ]
`)
    expect(found).toEqual([])
    expect([...(setup?.records ?? [])]).toMatchObject([
      [
        'repair',
        [
          {
            query: 'select 工单号, reported_at from repair_order   -- 报修：全部\norder by 工单号\n',
            from: 'postgres',
            columns: { nr: 'order_no' },
            values: { t: true },
            place: { file: 'appraisal.yaml', line: 4, column: 12 },
          },
        ],
      ],
      [
        'callback',
        [{ path: expect.stringMatching(/a\.csv$/) }, { query: 'select 1', place: { line: 10, column: 31 } }],
      ],
    ])
  })

  it.each([
    ['{ query: select 1, from: postgresql }', ['wrong-value 3:36']],
    ['{ query: select 1, from: mysql }', ['wrong-value 3:36']],
    ['{ query: select 1 }', ['missing-key 3:11']],
    ['{ from: postgres }', ['missing-key 3:11']],
    ['{ query: "", from: postgres }', ['wrong-value 3:20']],
    ['{ query: "  ", from: postgres }', ['wrong-value 3:20']],
    ['{ query: [select 1], from: postgres }', ['wrong-value 3:20']],
    ['{ file: a.csv, query: select 1, from: postgres }', ['wrong-value 3:33']],
    ['{ file: a.csv, from: postgres }', ['wrong-value 3:32']],
    ['{ query: select 1, from: postgres, sheet: 三月 }', ['unknown-key 3:46']],
    ['{ query: select 1, from: postgres, header-row: 2 }', ['unknown-key 3:46']],
    ['{ query: select 1, from: postgres, colums: {} }', ['unknown-key 3:46']],
    ['{ query: select 1, from: postgres, columns: [a] }', ['wrong-value 3:55']],
    ['{ query: select 1, from: postgres, password: x, url: y }', ['unknown-key 3:46', 'unknown-key 3:59']],
    ['[ { query: select 1, from: oracle } ]', ['wrong-value 3:38']],
  ])('%s', (text, expected) => {
    const { found, setup } = entry(text)
    expect(found).toEqual(expected)
    expect(setup).toBeUndefined()
  })

  it('what was meant is said', () => {
    const hint = (text: string) => entry(text).diagnostics[0]?.hint
    expect(hint('{ query: select 1, from: postgresql }')?.en).toBe('Did you mean postgres?')
    expect(hint('{ query: select 1, from: postgres, colums: {} }')?.en).toBe('Did you mean columns?')
    expect(hint('{ query: select 1, from: postgres, sheet: a }')?.en).toContain('things of a file')
    for (const key of ['connection', 'url', 'host', 'user', 'password', 'database'])
      expect(hint(`{ query: select 1, from: postgres, ${key}: s3cret }`)).toMatchObject({
        zh: expect.stringContaining('PGPASSWORD'),
        en: expect.stringContaining('The environment alone'),
      })
    expect(JSON.stringify(entry('{ query: select 1, from: postgres, password: s3cret }').diagnostics)).not.toContain(
      's3cret',
    )
  })

  it('feeds records only', () => {
    const { found, diagnostics } = load('period: 2024\nsites: { query: select 1, from: postgres }\n')
    expect(found).toEqual(['wrong-value 2:8'])
    expect(diagnostics[0]?.message.en).toContain('a query feeds records only')
  })
})

describe('a folder that cannot be appraised gets one clear message', () => {
  it.each([
    ['no roster', { 'appraisal.yaml': 'period: 2024\n' }, 'people-missing'],
    ['no appraisal.yaml', PEOPLE, 'setup-missing'],
    ['an appraisal.yaml that is a folder', { 'appraisal.yaml/x': '' }, 'file-unreadable'],
  ])('%s', (_, files, code) => {
    const { diagnostics, setup } = loadSetup(folderWith(files))
    expect([diagnostics.map(one => one.code), setup]).toEqual([[code], undefined])
  })

  it('no folder', () =>
    expect(loadSetup('/nowhere/at/all').diagnostics.map(one => one.code)).toEqual(['file-unreadable']))
})

describe('default: every file named after an event type', () => {
  const find = (files: readonly string[], records: Setup['records'] = new Map()) => {
    const folder = folderWith(Object.fromEntries([...files, 'people.csv'].map(name => [name, ''])))
    const { setup, diagnostics } = withFoundRecords(
      setupOf(folder, { records, history: [{ path: join(folder, '2023.json') }] }),
      types,
    )
    const shown = [...setup.records].map(([type, list]) => [
      type,
      list === 'none' ? list : pathsOf(list).map(path => path.slice(folder.length + 1)),
    ])
    return {
      records: Object.fromEntries(shown),
      problems: diagnostics.map(one => `${one.severity} ${one.code} ${one.span.file}`),
      hints: diagnostics.map(one => one.hint?.en),
    }
  }

  it.each([
    'repair.csv',
    'REPAIR.CSV',
    '报修工单.csv',
    'Repair order.json',
    'repair.ndjson.gz',
    'records/repair.csv',
    'records/报修工单.jsonl',
  ])('%s', name => {
    expect(find([name])).toMatchObject({ records: { repair: [name] }, problems: [] })
  })

  it('several files feed one type, in a fixed order', () => {
    expect(find(['报修工单.csv', 'repair.csv', 'records/repair.json']).records).toEqual({
      repair: ['records/repair.json', 'repair.csv', '报修工单.csv'],
    })
  })

  it('a file that feeds no type is told, with the nearest name', () => {
    expect(find(['repiar.csv', 'notes.txt'])).toMatchObject({
      records: {},
      problems: ['warning records-unmatched notes.txt', 'warning records-unmatched repiar.csv'],
      hints: [undefined, 'Did you mean repair?'],
    })
  })

  it('a workbook named after a type is not passed over: reading it tells that it cannot be read yet', () => {
    expect(find(['repair.xlsx']).records).toEqual({ repair: ['repair.xlsx'] })
  })

  it('history, hidden and lock files are no record files', () =>
    expect(find(['2023.json', '.repair.csv', '~$repair.xlsx']).problems).toEqual([]))

  it('what appraisal.yaml names by title goes under the id', () => {
    expect(find([], new Map([['报修工单', [{ path: '/x/a.csv' }]]])).records).toHaveProperty('repair')
  })

  it('a type that a query feeds takes no file beside it unseen', () => {
    const place = { file: 'appraisal.yaml', line: 1, column: 1 }
    expect(
      find(['repair.csv'], new Map([['报修工单', [{ query: 'select 1', from: 'postgres', place }]]])),
    ).toMatchObject({
      records: { repair: [] },
      problems: ['warning records-unmatched repair.csv'],
    })
  })

  it('a type named in appraisal.yaml takes its files from there alone', () => {
    expect(find(['repair.csv'], new Map([['repair', [{ path: '/x/a.csv' }]]])).problems).toEqual([
      'warning records-unmatched repair.csv',
    ])
  })

  it('none against a file is a contradiction, not a choice', () => {
    expect(find(['repair.csv'], new Map([['报修工单', 'none']])).problems).toEqual([
      'error records-unmatched repair.csv',
    ])
  })

  it('an unknown type is an error where it stands', () => {
    const { setup, locate } = load('period: 2024\nrecords:\n  repiar: none\n')
    if (!setup) throw new Error('no setup')
    expect(withFoundRecords(setup, types, locate).diagnostics).toMatchObject([
      { code: 'unknown-event', span: { line: 3, column: 3 }, hint: { en: 'Did you mean repair?' } },
    ])
  })

  it('one type under two names is an error', () => {
    expect(
      find(
        [],
        new Map([
          ['repair', 'none'],
          ['报修工单', 'none'],
        ]),
      ).problems,
    ).toEqual(['error duplicate-key appraisal.yaml'])
  })
})
