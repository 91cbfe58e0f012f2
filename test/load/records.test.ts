import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeRows } from '../../src/load/merge.ts'
import { loadRecords, type RecordsReading } from '../../src/load/records.ts'
import type { GoodRow } from '../../src/load/rows.ts'
import type { EventType } from '../../src/model/event.ts'
import type { RecordFile } from '../../src/model/setup.ts'
import { at, eventType, field, folderWith, repair, roster, setupOf, types, zone } from './support.ts'

/** Reads each content as a file of its type; `type.2` is a second file of the same type. */
async function load(
  files: Readonly<Record<string, string>>,
  eventTypes = types,
  options: Partial<RecordFile> = {},
): Promise<RecordsReading> {
  const folder = folderWith(files)
  const byType = Map.groupBy(Object.keys(files), name => name.split('.')[0] ?? '')
  const records = new Map(
    [...byType].map(([type, names]) => [type, names.map(name => ({ path: join(folder, name), ...options }))]),
  )
  return await loadRecords({ setup: setupOf(folder, { records }), eventTypes, roster, zone: zone() })
}

const HEADER = '工单号,报修时间,到场时间,类别,工时,维修工\n'

describe('every row ends in exactly one of accepted / rejected / ignored', () => {
  const mixed = async () =>
    await load({
      'repair.csv': `${HEADER}R1,2024-03-05 14:00,,minor,,0012
R2,2024-02-30 14:00,,minor,,
R3,2024-03-05 14:00,,minor
R4,2024-03-05 14:00,,,,12
R1,2024-03-05 14:00,,minor,,0012
,2024-03-05 14:00,,minor,,
`,
    })

  it('and the three add up to the rows read, in all and by type', async () => {
    const { records } = await mixed()
    expect(records.counts).toEqual({ read: 6, accepted: 1, rejected: 4, ignored: 1 })
    expect(records.countsByType.get('repair')).toEqual(records.counts)
  })

  it('a rejected row tells file, row, column, header, raw value and what was expected', async () => {
    const { rejected } = (await mixed()).records
    expect(rejected.map(({ row, column, header, value }) => [row, column, header, value])).toEqual([
      [3, 'B', '报修时间', '2024-02-30 14:00'],
      [4, undefined, undefined, 'R3,2024-03-05 14:00,,minor'],
      [5, 'F', '维修工', '12'],
      [7, 'A', '工单号', ''],
    ])
    for (const row of rejected) {
      expect(row).toMatchObject({ file: 'repair.csv', type: 'repair' })
      expect([row.reason.zh, row.reason.en, row.expected.zh, row.expected.en].every(Boolean)).toBe(true)
    }
  })

  it('a bad row is no diagnostic: it never stops the run', async () => expect((await mixed()).diagnostics).toEqual([]))

  it('JSON has no column letters', async () => {
    const { records } = await load({ 'repair.json': '[{"order_no":"R1","reported_at":"soon"}]' })
    expect(records.rejected).toMatchObject([{ row: 1, header: 'reported_at', value: 'soon' }])
    expect(records.rejected[0]).not.toHaveProperty('column')
  })
})

describe('the same id again', () => {
  const rows = async (text: string) => (await load({ 'repair.csv': HEADER + text })).records

  it('identical rows are ignored as duplicates', async () => {
    expect((await rows('R1,2024-03-05 14:00,,,,\nR1,2024/3/5 14:00,,,,\n')).counts).toEqual({
      read: 2,
      accepted: 1,
      rejected: 0,
      ignored: 1,
    })
  })

  it('rows that fill each other’s blanks make one record', async () => {
    const records = await rows('R1,2024-03-05 14:00,,minor,,\nR1,2024-03-05 14:00,2024-03-05 14:20,,2,\n')
    expect(records.counts).toEqual({ read: 2, accepted: 1, rejected: 0, ignored: 1 })
    expect(records.events.get('repair')).toMatchObject([
      { id: 'R1', values: { class: 'minor', arrived_at: at('2024-03-05 14:20:00'), hours: 2 }, source: { row: 2 } },
    ])
  })

  it('contradicting rows are all rejected as a conflict', async () => {
    const records = await rows(
      'R1,2024-03-05 14:00,,minor,,\nR1,2024-03-05 14:00,,indoor-small,,\nR1,2024-03-05 14:00,,,,\n',
    )
    expect(records.counts).toEqual({ read: 3, accepted: 0, rejected: 3, ignored: 0 })
    expect(records.rejected[0]?.reason.en).toContain('repair.csv:3, repair.csv:4')
  })

  it('over several files of a type too', async () => {
    const { records } = await load({
      'repair.csv': `${HEADER}R1,2024-03-05 14:00,,minor,,\n`,
      'repair.2.csv': `${HEADER}R1,2024-03-05 14:01,,,,\n`,
    })
    expect(records.rejected.map(row => row.file)).toEqual(['repair.2.csv', 'repair.csv'])
  })

  it('of one time stamped to the minute and to the second the finer stamp counts, whichever comes first', async () => {
    for (const times of [
      ['14:00', '14:00:00'],
      ['14:00:00', '14:00'],
    ]) {
      const [event] = (await rows(times.map(time => `R1,2024-03-05 ${time},,,,\n`).join(''))).events.get('repair') ?? []
      expect(event).toBeDefined()
      expect(event?.grain).toBeUndefined()
    }
  })
})

describe('an event type may name `updated: FIELD`: then the latest wins', () => {
  const tracked = eventType(
    'repair',
    { field: 'reported_at' },
    [...repair.fields.values(), field('changed_at', 'date-time')],
    {
      idField: 'order_no',
      updated: 'changed_at',
    },
  )
  const read = async (text: string) =>
    (await load({ 'repair.csv': `order_no,reported_at,class,changed_at\n${text}` }, new Map([['repair', tracked]])))
      .records

  it('and the others are ignored', async () => {
    const records = await read(
      'R1,2024-03-05 14:00,minor,2024-03-06 08:00\nR1,2024-03-05 14:00,indoor-small,2024-03-07 08:00\n',
    )
    expect(records.counts).toEqual({ read: 2, accepted: 1, rejected: 0, ignored: 1 })
    expect(records.events.get('repair')).toMatchObject([{ values: { class: 'indoor-small' } }])
  })

  it('two of the same time, or one without, still contradict', async () => {
    expect(
      (await read('R1,2024-03-05 14:00,minor,2024-03-06 08:00\nR1,2024-03-05 14:00,indoor-small,2024-03-06 08:00\n'))
        .counts.rejected,
    ).toBe(2)
    expect(
      (await read('R1,2024-03-05 14:00,minor,\nR1,2024-03-05 14:00,indoor-small,2024-03-06 08:00\n')).counts.rejected,
    ).toBe(2)
  })
})

describe('the time of a record', () => {
  const shift = (source: EventType['at'], where = zone()) => {
    const type = eventType('shift', source, [field('day', 'date'), field('time', 'time'), field('note', 'text')])
    const read = async (text: string) => {
      const folder = folderWith({ 'shift.csv': `day,time,note\n${text}` })
      const records = new Map([['shift', [{ path: join(folder, 'shift.csv') }]]])
      return (
        await loadRecords({
          setup: setupOf(folder, { records }),
          eventTypes: new Map([['shift', type]]),
          roster,
          zone: where,
        })
      ).records
    }
    return read
  }

  it('`at: [date, time]` joins two columns, as coarse as the time is', async () => {
    const [event] = (await shift({ date: 'day', time: 'time' })('2024-03-05,14:30,a\n')).events.get('shift') ?? []
    expect(event).toMatchObject({ at: at('2024-03-05 14:30:00'), grain: { time: 60 } })
  })

  it('24:00 is the midnight that ends the day', async () => {
    expect((await shift({ date: 'day', time: 'time' })('2024-03-05,24:00,a\n')).events.get('shift')).toMatchObject([
      { at: at('2024-03-06 00:00:00') },
    ])
  })

  it('a date alone is its first instant, as coarse as a day', async () => {
    expect((await shift({ field: 'day' })('2024-03-05,,a\n')).events.get('shift')).toMatchObject([
      { at: at('2024-03-05 00:00:00'), grain: { day: 86_400 } },
    ])
  })

  it('a row without its time is rejected', async () => {
    expect((await shift({ date: 'day', time: 'time' })('2024-03-05,,a\n')).rejected).toMatchObject([
      { header: 'day、time', reason: { zh: expect.stringContaining('没有时间') } },
    ])
    expect((await shift({ field: 'day' })(',,a\n')).counts).toEqual({ read: 1, accepted: 0, rejected: 1, ignored: 0 })
  })

  it('so is one in the hour that summer time skips, and it says why', async () => {
    const { rejected } = await shift({ date: 'day', time: 'time' }, zone('America/New_York'))('2024-03-10,02:30,a\n')
    expect(rejected).toMatchObject([{ reason: { en: expect.stringContaining('summer time skips') } }])
  })

  it('`at: { of: LINK }` takes the linked record’s time, and how coarse it is', async () => {
    const { records } = await load({
      'repair.csv': `${HEADER}R1,2024-03-05 14:00,,,,\n`,
      'callback.csv': 'ref,result\nR1,good\nR9,good\n,good\n',
    })
    expect(records.events.get('callback')).toMatchObject([
      { id: 'callback.csv:2', at: at('2024-03-05 14:00:00'), grain: { at: 60 } },
    ])
    expect(records.rejected).toMatchObject([
      {
        row: 3,
        header: '工单',
        value: 'R9',
        reason: { en: 'The linked record R9 is not there, so the time is not known' },
      },
      { row: 4, reason: { en: expect.stringContaining('No time') } },
    ])
    expect(records.countsByType.get('callback')).toEqual({ read: 3, accepted: 1, rejected: 2, ignored: 0 })
  })

  it('through several links, and never round in a circle', async () => {
    const step = eventType('step', { of: 'before' }, [field('no', 'text'), field('before', 'record', { of: 'step' })], {
      idField: 'no',
    })
    const first = eventType('first', { of: 'ref' }, [field('ref', 'record', { of: 'repair' }), field('no', 'text')], {
      idField: 'no',
    })
    const second = eventType('second', { of: 'ref' }, [field('ref', 'record', { of: 'first' })])
    const all = new Map([repair, step, first, second].map(type => [type.id, type]))
    const { records } = await load(
      {
        'repair.csv': `${HEADER}R1,2024-03-05 14:00,,,,\n`,
        'step.csv': 'no,before\na,b\nb,a\n',
        'first.csv': 'no,ref\nF,R1\n',
        'second.csv': 'ref,x\nF,\n',
      },
      all,
    )
    expect(records.events.get('second')).toMatchObject([{ at: at('2024-03-05 14:00:00') }])
    expect(records.countsByType.get('step')).toEqual({ read: 2, accepted: 0, rejected: 2, ignored: 0 })
  })
})

describe('identity', () => {
  it('a record that names no id field is told apart by its row; one whose id is blank is rejected', async () => {
    const free = eventType('note', { field: 'd' }, [field('d', 'date'), field('no', 'text')])
    const read = async (type: EventType) =>
      (await load({ 'note.csv': 'd,no\n2024-03-05,\n2024-03-05,\n' }, new Map([['note', type]]))).records
    expect((await read(free)).events.get('note')?.map(event => event.id)).toEqual(['note.csv:2', 'note.csv:3'])
    expect((await read({ ...free, idField: 'no' })).rejected).toMatchObject([{ header: 'no' }, { header: 'no' }])
  })

  it('files of one name in two folders are two files', async () => {
    const folder = folderWith({ 'jan/note.csv': 'd\n2024-01-05\n', 'feb/note.csv': 'd\n2024-01-05\n', 'setup/x': '' })
    const type = eventType('note', { field: 'd' }, [field('d', 'date')])
    const records = new Map([['note', ['jan', 'feb'].map(month => ({ path: join(folder, month, 'note.csv') }))]])
    const reading = await loadRecords({
      setup: setupOf(join(folder, 'setup'), { records }),
      eventTypes: new Map([['note', type]]),
      roster,
      zone: zone(),
    })
    expect(reading.records.events.get('note')?.map(event => event.id)).toEqual([
      '../feb/note.csv:2',
      '../jan/note.csv:2',
    ])
  })

  it('a file named twice is read once', async () => {
    const folder = folderWith({ 'repair.csv': `${HEADER}R1,2024-03-05 14:00,,,,\n` })
    const file = { path: join(folder, 'repair.csv') }
    const reading = await loadRecords({
      setup: setupOf(folder, { records: new Map([['repair', [file, file]]]) }),
      eventTypes: types,
      roster,
      zone: zone(),
    })
    expect(reading.records.counts).toEqual({ read: 1, accepted: 1, rejected: 0, ignored: 0 })
  })
})

describe('what was supplied', () => {
  it('a type confirmed to have had no records has an empty entry; one that nobody speaks of has none', async () => {
    const folder = folderWith({})
    const { records, diagnostics } = await loadRecords({
      setup: setupOf(folder, { records: new Map([['callback', 'none']]) }),
      eventTypes: types,
      roster,
      zone: zone(),
    })
    expect([records.events.get('callback'), records.events.has('repair'), [...records.confirmedNone]]).toEqual([
      [],
      false,
      ['callback'],
    ])
    expect(diagnostics).toEqual([])
  })

  it('a file of headers alone is supplied and empty', async () => {
    const { records } = await load({ 'repair.csv': HEADER, 'callback.json': '[]' })
    expect([records.events.get('repair'), records.events.get('callback')]).toEqual([[], []])
  })

  it('no records at all is an error', async () => {
    expect((await load({})).diagnostics.map(one => one.code)).toEqual(['records-missing'])
    expect((await load({ 'repair.csv': HEADER })).diagnostics.map(one => one.code)).toEqual(['records-missing'])
  })

  it('a file whose columns cannot be told is an error, and none of its rows is counted', async () => {
    const { records, diagnostics } = await load({ 'repair.csv': '工单号\nR1\n' })
    expect(diagnostics.map(one => [one.code, one.severity])).toEqual([['header-missing', 'error']])
    expect(records.counts).toEqual({ read: 0, accepted: 0, rejected: 0, ignored: 0 })
    expect(records.files.map(file => file.read)).toEqual([0])
  })

  it('a link that leads out of the folder is refused', async () => {
    const outside = folderWith({ 'secret.csv': HEADER })
    const folder = folderWith({ x: '' })
    symlinkSync(join(outside, 'secret.csv'), join(folder, 'repair.csv'))
    const setup = setupOf(folder, { records: new Map([['repair', [{ path: join(folder, 'repair.csv') }]]]) })
    const { diagnostics } = await loadRecords({ setup, eventTypes: types, roster, zone: zone() })
    expect(diagnostics).toMatchObject([
      { code: 'file-unreadable', message: { en: expect.stringContaining('leads out of the folder') } },
    ])
  })

  it('`values` of appraisal.yaml stand for what they say', async () => {
    const { records } = await load({ 'repair.csv': `${HEADER}R1,2024-03-05 14:00,,小修,,\n` }, types, {
      values: { 小修: 'minor' },
    })
    expect(records.events.get('repair')).toMatchObject([{ values: { class: 'minor' } }])
  })
})

const hostileCell = fc.oneof(
  fc.constantFrom(
    'R1',
    'R2',
    'R3',
    '2024-03-05 14:00',
    '2024-03-05 14:00:00',
    '2024-03-06 09:00',
    'minor',
    '零星维修',
    '0012',
    '1,5',
    '',
    '"',
    '__proto__',
  ),
  fc.string({ maxLength: 6 }),
)

describe('laws', () => {
  it('read = accepted + rejected + ignored, in all and by type, whatever the files hold', async () => {
    const line = fc.array(hostileCell, { minLength: 4, maxLength: 7 }).map(cells => cells.join(','))
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        async (lines, values) => {
          const ndjson = values.map(value => JSON.stringify(value)).join('\n')
          const { records } = await load({
            'repair.csv': HEADER + lines.join('\n'),
            'callback.ndjson': `{"ref":"R1","result":"a"}\n${ndjson}`,
          })
          let all = 0
          for (const { read, accepted, rejected, ignored } of [records.counts, ...records.countsByType.values()]) {
            expect(accepted + rejected + ignored).toBe(read)
            all += read
          }
          expect(all).toBe(2 * records.counts.read)
          expect(records.rejected).toHaveLength(records.counts.rejected)
          expect([...records.events.values()].flat()).toHaveLength(records.counts.accepted)
          expect(records.counts.read).toBe(records.files.reduce((sum, file) => sum + file.read, 0))
        },
      ),
      { numRuns: 60 },
    )
  })

  const value = fc.constantFrom(undefined, 'a', 'b', 1, 2)
  const row = fc.record({
    id: fc.constantFrom('R1', 'R2'),
    at: fc.constantFrom(100, 200),
    x: value,
    y: value,
    changed: fc.constantFrom(undefined, 1, 2),
  })
  const type = eventType(
    'note',
    { field: 'at' },
    [
      field('id', 'text'),
      field('at', 'date-time'),
      field('x', 'text'),
      field('y', 'text'),
      field('changed', 'date-time'),
    ],
    { idField: 'id' },
  )

  it.each([type, { ...type, updated: 'changed' }])('the order of the rows never matters', noted => {
    const inOrder = fc
      .array(row, { maxLength: 7 })
      .chain(rows => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })))
    fc.assert(
      fc.property(inOrder, ([rows, shuffled]) => {
        const outcome = (list: readonly (typeof rows)[number][]) => {
          const good = list.map((one, index): GoodRow => {
            const present = Object.entries(one).flatMap(([name, cell]) =>
              cell === undefined ? [] : [[name, cell] as const],
            )
            return {
              file: 'f',
              row: index,
              values: Object.fromEntries(present),
              grain: one.x === 'a' ? { at: 60 } : {},
            }
          })
          const { events, rejected, ignored } = mergeRows(good, noted, zone())
          return {
            events: events.map(({ source, ...event }) => ({ ...event, source: source.id })),
            rejected: rejected.length,
            ignored,
          }
        }
        expect(outcome(shuffled)).toEqual(outcome(rows))
      }),
    )
  })
})
