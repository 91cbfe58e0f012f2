/** Records from a real PostgreSQL: what its types are read as, that nothing can be written, and what is told when it fails. */

import { chmodSync, chownSync, copyFileSync, readFileSync, statSync } from 'node:fs'
import { connect, createServer, type Server as Listener, type Socket } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { connectionFrom, type Environment } from '../../../src/load/database/environment.ts'
import { openSession, type Session } from '../../../src/load/database/postgres.ts'
import { loadRecords, type RecordsReading } from '../../../src/load/records.ts'
import type { Event, EventType } from '../../../src/model/event.ts'
import type { RecordQuery, SourceWords } from '../../../src/model/setup.ts'
import { FIXTURES } from '../../support/bad-fixtures.ts'
import { READER, type Server, startPostgres } from '../../support/postgres.ts'
import { at, CHOICES, day, eventType, field, folderWith, repair, roster, setupOf, types, zone } from '../support.ts'

const started = await startPostgres()

describe.skipIf(!started)('a database as a source', () => {
  const server = started as Server
  afterAll(() => server.stop())

  beforeAll(() =>
    server.run(`
      create table repair_order (
        order_no text primary key, reported_at timestamptz not null, arrived_at timestamp,
        class text, hours numeric(4, 2), technician text
      );
      insert into repair_order values
        ('R1', '2024-03-05 14:00+08', '2024-03-05 14:30', 'minor', 1.50, '0012'),
        ('R2', '2024-03-06 09:00+08', null, 'indoor-small', null, 'E1'),
        ('R3', '2024-03-07 09:00+08', '2024-03-07 10:00', 'huge', 2, '12');
      grant select on repair_order to ${READER.user};
    `),
  )

  const place = { file: 'appraisal.yaml', line: 7, column: 12 }
  const query = (text: string, words: SourceWords = {}): RecordQuery => ({
    from: 'postgres',
    query: text,
    place,
    ...words,
  })

  interface Reading extends Partial<Parameters<typeof loadRecords>[0]> {
    readonly files?: Readonly<Record<string, string>>
  }

  async function load(
    queries: Readonly<Record<string, string | RecordQuery | readonly RecordQuery[]>>,
    { files = {}, environment = server.environment, ...more }: Reading = {},
  ): Promise<RecordsReading> {
    const records = new Map(
      Object.entries(queries).map(([type, one]) => [type, [typeof one === 'string' ? query(one) : one].flat()]),
    )
    const setup = setupOf(folderWith(files), { records })
    return await loadRecords({ setup, eventTypes: types, roster, zone: zone(), environment, ...more })
  }

  const told = ({ diagnostics }: RecordsReading) => diagnostics.map(({ code, severity }) => `${severity} ${code}`)
  const words = ({ diagnostics }: RecordsReading) => diagnostics.map(({ message }) => message.en).join('\n')

  async function openAsReader(more: Environment = {}): Promise<Session> {
    const connection = connectionFrom({ ...server.environment, ...more })
    if ('problem' in connection) throw new Error(connection.problem.en)
    const session = await openSession(connection, 'Asia/Shanghai')
    onTestFinished(() => session.close())
    return session
  }

  describe('rows become records', () => {
    const all = 'select * from repair_order order by order_no'

    it('with the values that files give, blanks, and rows that are sent back', async () => {
      const { records, diagnostics } = await load({ repair: all })
      expect(diagnostics).toEqual([])
      expect(records.counts).toEqual({ read: 3, accepted: 2, rejected: 1, ignored: 0 })
      expect(records.events.get('repair')).toMatchObject([
        {
          id: 'R1',
          at: at('2024-03-05 14:00'),
          values: {
            order_no: 'R1',
            arrived_at: at('2024-03-05 14:30'),
            class: 'minor',
            hours: 1.5,
            technician: '0012',
          },
          source: { file: 'postgres: repair', row: 1 },
        },
        { id: 'R2', source: { file: 'postgres: repair', row: 2 } },
      ])
      expect(Object.keys(records.events.get('repair')?.[1]?.values ?? {})).not.toContain('hours')
      expect(records.rejected).toMatchObject([
        {
          file: 'postgres: repair',
          row: 3,
          header: 'class',
          value: 'huge',
          others: [{ header: 'technician', value: '12' }],
        },
      ])
      expect(records.rejected[0]).not.toHaveProperty('column')
      expect(records.files).toMatchObject([{ file: 'postgres: repair', type: 'repair', encoding: 'UTF-8', read: 3 }])
    })

    it('columns are known by title, alias and the mapping; texts by values', async () => {
      const { records, diagnostics } = await load({
        repair: query(
          `select order_no as 单号, reported_at as "Reported at", class as kind from repair_order
           where order_no = 'R3' order by 单号`,
          { columns: { kind: 'class' }, values: { huge: 'minor' } },
        ),
      })
      expect(diagnostics).toEqual([])
      expect(records.events.get('repair')).toMatchObject([{ id: 'R3', values: { class: 'minor' } }])
    })

    it('several queries of a type and files beside them; the same query twice is one', async () => {
      const file = { 'more.csv': '工单号,报修时间\nR9,2024-03-09 09:00\n' }
      const setup = setupOf(folderWith(file))
      const one = query("select * from repair_order where order_no = 'R1' order by order_no")
      const two = query("select * from repair_order where order_no = 'R2' order by order_no")
      const more = { path: join(setup.folder, 'more.csv') }
      const { records, inputs } = await loadRecords({
        setup: { ...setup, records: new Map([['repair', [one, more, two, one]]]) },
        eventTypes: types,
        roster,
        zone: zone(),
        environment: server.environment,
      })
      const names = ['postgres: repair', 'more.csv', 'postgres: repair 2']
      expect(records.files.map(({ file: name, read }) => [name, read])).toEqual(names.map(name => [name, 1]))
      expect(inputs.map(input => input.file)).toEqual(names)
      expect(inputs[2]).toMatchObject({ query: two.query })
    })

    it('a column that feeds nothing, and one that is missing, are told at the query', async () => {
      const reading = await load({ repair: "select reported_at, 'x' as remark from repair_order order by reported_at" })
      expect(reading.diagnostics).toMatchObject([
        { code: 'header-unknown', severity: 'warning', span: place },
        { code: 'header-missing', severity: 'error', span: place },
      ])
      expect(reading.records.counts.read).toBe(0)
    })

    it('columns are looked at although there is no row, and that there is none is told', async () => {
      expect(told(await load({ repair: `select order_no from repair_order where false order by order_no` }))).toEqual([
        'error header-missing',
      ])
      const nothing = await load({ repair: 'select * from repair_order where false order by order_no', callback: [] })
      expect(nothing.diagnostics[0]).toMatchObject({ code: 'records-missing', severity: 'warning', span: place })
    })

    it('two columns of one name are refused, be they used or not', async () => {
      const reading = await load({
        repair: 'select 1 as x, order_no, reported_at, 2 as x from repair_order order by order_no',
      })
      expect(told(reading)).toEqual(['error header-twice'])
      expect(words(reading)).toContain("'x'")
    })

    it('what the manifest has of it tells every change of a value, a name or the order', async () => {
      const digest = async (text: string) => (await load({ repair: text })).inputs.map(({ sha256 }) => sha256)
      const first = await digest(all)
      expect(first[0]).toMatch(/^[0-9a-f]{64}$/)
      expect(await digest(`${all} nulls last`)).toEqual(first)
      const others = await Promise.all(
        [`${all} desc`, all.replace('*', 'order_no, reported_at'), all.replace('*', 'order_no, reported_at as at')].map(
          digest,
        ),
      )
      expect(new Set([first, ...others].flat()).size).toBe(4)
    })

    it('all queries of a run see the same moment', async () => {
      const session = await openAsReader()
      const count = async () => {
        const { batches } = await session.ask('select count(*) from repair_order')
        return await allOf(batches)
      }
      const before = await count()
      await server.run("insert into repair_order values ('R4', '2024-03-08 09:00+08')")
      onTestFinished(() => server.run("delete from repair_order where order_no = 'R4'"))
      expect(await count()).toEqual(before)
      expect(await server.ask('select count(*) from repair_order')).toEqual(['4'])
    })

    it('come in batches, and no more of them than are read', async () => {
      const session = await openAsReader()
      const { columns, batches } = await session.ask('select generate_series(1, 1000000000) as x')
      const sizes: number[] = []
      for await (const batch of batches) {
        sizes.push(batch.length)
        if (sizes.length === 3) break
      }
      expect([columns, sizes]).toEqual([['x'], [500, 500, 500]])
      const next = await session.ask('select 1 as one')
      expect(await allOf(next.batches)).toEqual([[['1']]])
    })

    it('rows beyond one batch keep their numbers', async () => {
      const { records } = await load({
        repair: `select 'R' || x as order_no, timestamptz '2024-03-05 14:00+08' as reported_at
                 from generate_series(1000, 2700) as x order by order_no`,
      })
      expect(records.counts.accepted).toBe(1701)
      expect(records.events.get('repair')?.at(-1)).toMatchObject({ id: 'R2700', source: { row: 1701 } })
    })
  })

  describe('what the guide says', () => {
    afterAll(() => server.run('drop schema if exists works cascade; drop owned by yardstick; drop role yardstick'))

    it.each(['records.md', 'records.zh.md'])('%s: its rights are enough, and its query is read', async name => {
      const text = readFileSync(join(FIXTURES, '../../docs', name), 'utf8')
      const block = (language: string, word: string) =>
        [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^\`]+)\`\`\``, 'g'))]
          .map(([, found = '']) => found)
          .find(found => found.includes(word)) ?? ''
      await server.run(`
        drop schema if exists works cascade; do $$ begin drop owned by yardstick; exception when undefined_object then null; end $$;
        drop role if exists yardstick; create schema works;
        create table works.repair_order (
          order_no text, reported_at timestamptz, arrived_at timestamp, completed_at timestamp, kind text, technician text,
          工单号 text, 报修时间 timestamptz, 到场时间 timestamp, 完成时间 timestamp, 类型 text, 维修工 text
        );
        insert into works.repair_order values
          ('R1', '2024-03-05 14:00+08', null, null, '小修', 'E1', 'R1', '2024-03-05 14:00+08', null, null, '小修', 'E1');
        ${block('sql', 'grant select')}`)
      const entry = parse(block('yaml', 'from: postgres')).records.repair
      const { records, diagnostics } = await load(
        { repair: { ...entry, place } },
        { environment: { ...server.environment, PGUSER: 'yardstick', PGPASSWORD: '…' } },
      )
      // The small type of this test has no time of completion.
      expect(diagnostics.map(({ code }) => code)).toEqual(['header-unknown'])
      expect(records.events.get('repair')).toMatchObject([{ id: 'R1', values: { class: 'minor', technician: 'E1' } }])
    })
  })

  describe('every type of column is read as the server prints it', () => {
    const sample = (value: Parameters<typeof field>[1], more: Parameters<typeof field>[2] = {}): EventType =>
      eventType(
        'sample',
        { field: 'at' },
        [
          field('id', 'text', { required: true }),
          field('at', 'date-time', { required: true }),
          field('value', value, more),
        ],
        { idField: 'id' },
      )

    async function readValue(type: EventType, expression: string, name = 'Asia/Shanghai') {
      const { records, diagnostics } = await load(
        { sample: `select 'X' as id, timestamptz '2024-03-05 00:00Z' as at, ${expression} as value order by id` },
        { eventTypes: new Map([['sample', type]]), zone: zone(name) },
      )
      expect(diagnostics).toEqual([])
      const [event] = records.events.get('sample') ?? []
      return event ? { value: event.values.value } : { reason: records.rejected[0]?.reason.en }
    }

    const minutes = { countedIn: 'minutes' } as const

    it.each([
      ['text', "'R-0012'", 'R-0012'],
      ['text', "'R1'::char(8)", 'R1'],
      ['text', '440000000000000001::int8', '440000000000000001'],
      ['text', '12::int2', '12'],
      ['text', 'true', 'true'],
      ['text', '\'{"a": [1]}\'::jsonb', '{"a": [1]}'],
      ['text', "'b8f3d1de-0000-4000-8000-000000000001'::uuid", 'b8f3d1de-0000-4000-8000-000000000001'],
      ['text', 'null::text', undefined],
      ['text', "''", undefined],
      ['number', '12.50::numeric', 12.5],
      ['number', '0.1::float8', 0.1],
      ['number', '0.1::float4', 0.1],
      ['number', '-7', -7],
      ['number', '123456789012345::int8', 123_456_789_012_345],
      ['number', 'null::numeric', undefined],
      ['yes-no', 'true', true],
      ['yes-no', 'false', false],
      ['yes-no', 'null::boolean', undefined],
      ['date', "date '2024-03-05'", day('2024-03-05')],
      ['date', "timestamp '2024-03-05 00:00'", day('2024-03-05')],
      ['date-time', "timestamp '2024-03-05 14:30:05.678'", at('2024-03-05 14:30:05')],
      ['date-time', "timestamptz '2024-03-05 14:30:05+08'", at('2024-03-05 14:30:05')],
      ['time', "time '08:30'", 8 * 3600 + 30 * 60],
      ['time', "time '08:30:15.5'", 8 * 3600 + 30 * 60 + 15],
      ['time', "time '24:00'", 86_400],
      ['list', "array['Repairs', 'a \"b\", c', null, '{x}']", ['Repairs', 'a "b", c', '{x}']],
      ['list', "array['a']::varchar[]", ['a']],
      ['list', 'array[1, 2]', ['1', '2']],
      ['list', 'array[true, false]', ['true', 'false']],
      ['list', "'[1:2]={a,b}'::text[]", ['a', 'b']],
      ['list', "'{}'::text[]", undefined],
      ['list', '\'["a", "b, c"]\'::json', ['a', 'b, c']],
      ['list', "'a、b;c'", ['a', 'b', 'c']],
    ] as const)('%s: %s', async (type, expression, value) => {
      expect(await readValue(sample(type), expression)).toEqual({ value })
    })

    it.each([
      ['1 hour 20 minutes', 80],
      ['90 seconds', 1.5],
      ['2 days 3 hours', 51 * 60],
      ['0', 0],
      ['26:10:00', 26 * 60 + 10],
    ])('an interval of %s is a length of time', async (text, value) => {
      expect(await readValue(sample('number', minutes), `interval '${text}'`)).toEqual({ value })
    })

    it('the time between two stamps is one too', async () => {
      const span = "timestamp '2024-03-07 10:00' - timestamp '2024-03-05 09:59'"
      expect(await readValue(sample('number', minutes), span)).toEqual({ value: 48 * 60 + 1 })
    })

    it.each([
      ['date', "date 'infinity'", "'infinity' is no date that exists"],
      ['date', "date '-infinity'", "'-infinity' is no date that exists"],
      ['date', "date '0044-03-15 BC'", 'a date alone is wanted'],
      ['date', "timestamp '2024-03-05 14:00'", 'has a time, where a date alone is wanted'],
      ['date', "timestamptz '2024-03-05 00:00+08'", 'has a time, where a date alone is wanted'],
      ['date-time', "timestamptz 'infinity'", "'infinity' is no date and time that exists"],
      ['date-time', "timestamp '-infinity'", "'-infinity' is no date and time that exists"],
      ['date-time', "date '2024-03-05'", 'has a date but no time'],
      ['time', "timetz '08:30+08'", 'is no time of day'],
      ['number', "'NaN'::numeric", 'is no number'],
      ['number', "'Infinity'::float8", 'is no number'],
      ['number', '9007199254740993::int8', 'more digits than can be kept'],
      ['number', "interval '1 hour'", 'the rules do not say in which unit'],
      ['yes-no', '2', 'is neither yes nor no'],
      ['list', "array[array['a'], array['b']]", 'is no text'],
      ['choice', "'huge'", 'is not one of the choices'],
    ] as const)('%s: %s goes back with the reason', async (type, expression, reason) => {
      const more = type === 'choice' ? { choices: CHOICES } : {}
      expect(await readValue(sample(type, more), expression)).toEqual({ reason: expect.stringContaining(reason) })
    })

    it.each(["interval '1 month'", "interval '-1 hour'", "interval '1 year 2 days'"])(
      '%s has no certain length and goes back',
      async expression => {
        expect(await readValue(sample('number', minutes), expression)).toEqual({
          reason: expect.stringContaining('no number'),
        })
      },
    )

    it('an enum and a domain are what they stand for', async () => {
      await server.run(`
        create type kind as enum ('minor', 'indoor-small');
        create domain answer as boolean; create domain names as text[];
        grant usage on type kind, answer, names to ${READER.user}`)
      onTestFinished(() => server.run('drop type kind; drop domain answer; drop domain names'))
      const choice = sample('choice', { choices: CHOICES })
      expect(await readValue(choice, "'minor'::kind")).toEqual({ value: 'minor' })
      const choices = sample('list', { item: 'choice', choices: CHOICES })
      expect(await readValue(choices, "array['minor', 'indoor-small']::kind[]")).toEqual({
        value: ['minor', 'indoor-small'],
      })
      expect(await readValue(sample('yes-no'), 'true::answer')).toEqual({ value: true })
      expect(await readValue(sample('list'), "array['a']::names")).toEqual({ value: ['a'] })
    })

    const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC']

    it.each(ZONES)('an instant stays what it is in %s, summer time or not', async name => {
      const instants = fc.sample(fc.integer({ min: Date.UTC(1992, 0) / 1000, max: Date.UTC(2037, 0) / 1000 }), 300)
      // Both sides of each change of the clocks in 2024.
      const changes = [
        '2024-03-10T07:00Z',
        '2024-11-03T06:00Z',
        '2024-03-31T01:00Z',
        '2024-10-27T01:00Z',
        '2024-04-06T15:00Z',
      ]
      const edges = changes.flatMap(text => [-3600, -1, 0, 1, 3599].map(by => Date.parse(text) / 1000 + by))
      const { records, diagnostics } = await load(
        {
          sample: `select e as id, to_timestamp(e) as at
                   from unnest(array[${[...new Set([...instants, ...edges])].join(', ')}]::int8[]) as e order by id`,
        },
        { eventTypes: new Map([['sample', sample('text')]]), zone: zone(name) },
      )
      expect(diagnostics).toEqual([])
      expect(records.rejected).toEqual([])
      const events: readonly Event[] = records.events.get('sample') ?? []
      expect(events.length).toBeGreaterThan(250)
      expect(events.map(event => event.at)).toEqual(events.map(event => Number(event.id)))
    })

    it('a timestamp without a zone is civil time of the pack; an hour that is skipped goes back', async () => {
      const type = sample('date-time')
      const inNewYork = (expression: string) => readValue(type, expression, 'America/New_York')
      expect(await inNewYork("timestamp '2024-07-01 12:00:00'")).toEqual({
        value: Date.parse('2024-07-01T16:00Z') / 1000,
      })
      expect(await inNewYork("timestamp '2024-01-01 12:00:00'")).toEqual({
        value: Date.parse('2024-01-01T17:00Z') / 1000,
      })
      expect(await inNewYork("timestamp '2024-03-10 02:30:00'")).toEqual({
        reason: expect.stringContaining('summer time'),
      })
      expect(await inNewYork("timestamptz '2024-11-03 06:30:00Z'")).toEqual({
        value: Date.parse('2024-11-03T06:30Z') / 1000,
      })
    })

    it('the server counts days in the zone of the pack', async () => {
      const late = "timestamptz '2024-03-05 23:30Z'"
      expect(await readValue(sample('date'), `(${late})::date`)).toEqual({ value: day('2024-03-06') })
      expect(await readValue(sample('date'), `(${late})::date`, 'UTC')).toEqual({ value: day('2024-03-05') })
    })

    it('what the role has set for itself changes nothing', async () => {
      await server.run(`
        alter role ${READER.user} set DateStyle to 'SQL, DMY'; alter role ${READER.user} set IntervalStyle to 'iso_8601';
        alter role ${READER.user} set extra_float_digits to -3; alter role ${READER.user} set client_encoding to 'GBK'`)
      onTestFinished(() => server.run(`alter role ${READER.user} reset all`))
      expect(await readValue(sample('date'), "date '2024-03-05'")).toEqual({ value: day('2024-03-05') })
      expect(await readValue(sample('number', minutes), "interval '80 min'")).toEqual({ value: 80 })
      expect(await readValue(sample('number'), '0.30000000000000004::float8')).toHaveProperty('reason')
      expect(await readValue(sample('text'), "'维修'")).toEqual({ value: '维修' })
    })
  })

  describe('the order of rows is settled, so that the same rows give the same bytes', () => {
    it('a query without order by is refused with the line to add, before anything is asked', async () => {
      const reading = await load({ repair: 'select * from repair_order' }, { environment: {} })
      expect(reading.diagnostics).toMatchObject([
        {
          code: 'query-order',
          span: place,
          hint: { en: expect.stringContaining('order by order_no'), zh: expect.stringContaining('order by order_no') },
        },
      ])
      const renamed = query('select order_no as nr from repair_order', { columns: { nr: 'order_no' } })
      expect((await load({ repair: renamed })).diagnostics[0]?.hint?.en).toContain('order by nr')
    })

    it('rows that it does not tell apart are an error, unless they are alike in everything', async () => {
      const tie = await load({
        repair: 'select * from repair_order order by order_no is null, date_trunc($$year$$, reported_at), 6 is null',
      })
      expect(tie.diagnostics).toMatchObject([
        { code: 'query-order', message: { en: expect.stringContaining('names no column') } },
      ])
      const same =
        "select 'R1' as order_no, timestamptz '2024-03-05 14:00Z' as reported_at, note from unnest(array[1, 1, 2]) as note"
      const alike = await load({ repair: `${same} where note = 1 order by order_no` })
      expect(told(alike)).toEqual(['warning header-unknown'])
      expect(alike.records.counts).toMatchObject({ read: 2, accepted: 1, ignored: 1 })
      const differing = await load({ repair: `${same} order by order_no` })
      expect(differing.diagnostics).toMatchObject([
        { code: 'query-order', message: { en: expect.stringMatching(/^Rows 2 and 3 are alike in order_no,/) } },
      ])
      expect(differing.records.counts.read).toBe(0)
      expect(told(await load({ repair: `${same} order by 1, note` }))).toEqual(['warning header-unknown'])
    })

    it('where the rows lie in their table makes no difference', async () => {
      await server.run(`
        create table scattered as select 'R' || x as order_no, timestamptz '2024-03-05 14:00Z' + x * interval '1 min' as reported_at
        from generate_series(1, 2000) as x;
        grant select on scattered to ${READER.user}`)
      onTestFinished(() => server.run('drop table scattered'))
      const digests = async () => (await load({ repair: 'select * from scattered order by order_no' })).inputs
      const before = await digests()
      const [first] = await server.ask('select order_no from scattered limit 1')
      await server.run('update scattered set reported_at = reported_at where order_no < $$R15$$')
      await server.run('vacuum full scattered')
      expect(await server.ask('select order_no from scattered limit 1')).not.toEqual([first])
      expect(await digests()).toEqual(before)
    })
  })

  describe('nothing is ever written', () => {
    const count = () => server.ask('select count(*) from repair_order')

    beforeAll(() =>
      server.run(`
        create function log_it() returns int language sql volatile as
          $$ insert into repair_order values ('R-written', now()) returning 1 $$;
        create sequence numbers; grant all on sequence numbers to ${READER.user};
        grant all on repair_order to ${READER.user}; grant create on schema public to ${READER.user}`),
    )

    it.each([
      ['delete from repair_order', 'cannot execute DELETE in a read-only transaction'],
      ['delete from repair_order returning *', 'cannot execute DELETE in a read-only transaction'],
      [
        'with gone as (delete from repair_order returning *) select * from gone order by order_no',
        'in a read-only transaction',
      ],
      ["update repair_order set class = 'minor'", 'cannot execute UPDATE in a read-only transaction'],
      ['select 1 as order_no; drop table repair_order; select 2 order by 1', 'cannot insert multiple commands'],
      ['select log_it() as order_no order by 1', 'cannot execute INSERT in a read-only transaction'],
      ["select nextval('numbers') as order_no order by 1", 'cannot execute nextval() in a read-only transaction'],
      [
        'select * into copied from repair_order order by order_no',
        'cannot execute SELECT INTO in a read-only transaction',
      ],
      [
        'select * from repair_order order by order_no for update',
        'cannot execute SELECT FOR UPDATE in a read-only transaction',
      ],
      [
        "select set_config('transaction_read_only', 'off', true) as order_no order by 1",
        'cannot set transaction read-write mode',
      ],
      ['create table made (x int)', 'cannot execute CREATE TABLE in a read-only transaction'],
    ])('%s', async (text, said) => {
      const before = await count()
      const session = await openAsReader()
      const failure = async () => {
        for await (const _ of (await session.ask(text)).batches);
      }
      await expect(failure()).rejects.toMatchObject({
        failure: {
          code: 'query-refused',
          message: { zh: expect.stringContaining(said), en: expect.stringContaining(said) },
        },
      })
      expect(await count()).toEqual(before)
      const reading = await load({ repair: text })
      expect(told(reading)).toEqual([expect.stringMatching(/^error query-(refused|order)$/)])
      expect(await count()).toEqual(before)
    })

    it.each([
      'commit',
      'rollback',
      'set transaction read write',
      'copy repair_order to stdout',
      'call p()',
      'DELETE from x order by 1',
    ])('%s does not even reach the database: it could end the transaction that protects it', async text => {
      const reading = await load({ repair: text }, { environment: {} })
      expect(reading.diagnostics).toMatchObject([
        { code: 'query-refused', message: { en: expect.stringContaining('by one select') } },
      ])
    })

    it('a query that is refused takes no other along, nor does one that changes a setting', async () => {
      const setting =
        "select set_config('TimeZone', 'UTC', false) as order_no, timestamp '2024-03-05 14:00' as reported_at order by 1"
      const civil = "select 'C1' as ref, timestamptz '2024-03-05 14:00+08' as result order by ref"
      const reading = await load({
        repair: [
          query(setting),
          query('select * from nowhere order by 1'),
          query('select * from repair_order order by order_no'),
        ],
        callback: civil,
      })
      expect(told(reading)).toEqual(['error query-refused'])
      expect(reading.records.files.map(({ file, read }) => [file, read])).toEqual([
        ['postgres: callback', 1],
        ['postgres: repair', 1],
        ['postgres: repair 3', 3],
      ])
    })
  })

  describe('what goes wrong is told at the query, in both languages, without a password', () => {
    /** The only thing told, on the entry; nothing of the run counts. */
    async function failure(environment: Environment, text = 'select * from repair_order order by order_no') {
      const reading = await load({ repair: text }, { environment })
      expect(reading.diagnostics).toHaveLength(1)
      const [{ severity, span, code, message, hint } = { severity: '', code: '', message: { zh: '', en: '' } }] =
        reading.diagnostics
      expect([severity, span]).toEqual(['error', place])
      expect(message.zh).toMatch(/\p{Script=Han}/u)
      const whole = JSON.stringify(reading)
      for (const secret of [READER.password, 'not-the-password']) expect(whole).not.toContain(secret)
      expect(whole).not.toMatch(/ at .*\.(ts|js):\d+/)
      expect(reading.records.counts.read).toBe(0)
      return { code, en: message.en, hint: hint?.en ?? '' }
    }

    const unreachable = (en: string, hint = '') => ({
      code: 'database-unreachable',
      en: expect.stringContaining(en),
      hint: expect.stringContaining(hint),
    })
    const refused = (en: string, hint = '') => ({
      code: 'query-refused',
      en: expect.stringContaining(en),
      hint: expect.stringContaining(hint),
    })

    it('no environment', async () => {
      expect(await failure({})).toEqual(unreachable('neither PGDATABASE nor DATABASE_URL', 'Set PGHOST'))
    })

    it('DATABASE_URL is as good as the variables', async () => {
      const url = `postgres://${READER.user}:${encodeURIComponent(READER.password)}@127.0.0.1:${server.port}/postgres`
      const { records } = await load(
        { repair: 'select * from repair_order order by order_no' },
        { environment: { DATABASE_URL: url } },
      )
      expect(records.counts.read).toBe(3)
    })

    it('a wrong password, none, an unknown user', async () => {
      expect(await failure({ ...server.environment, PGPASSWORD: 'not-the-password' })).toEqual(
        unreachable("does not let the user 'reader' in", 'PGPASSWORD'),
      )
      expect(await failure({ ...server.environment, PGPASSWORD: '' })).toEqual(
        unreachable('asks for a password, and none is given', 'PGPASSWORD'),
      )
      expect(await failure({ ...server.environment, PGUSER: 'nobody' })).toEqual(unreachable("the user 'nobody'"))
    })

    it('an unknown database', async () => {
      expect(await failure({ ...server.environment, PGDATABASE: 'works' })).toEqual(unreachable("no database 'works'"))
    })

    it('nobody at that port, a socket that is not there', async () => {
      const { listener, port } = await listen(() => {})
      await new Promise(resolve => listener.close(resolve))
      expect(await failure({ ...server.environment, PGPORT: String(port) })).toEqual(
        unreachable(`No database answers at 127.0.0.1:${port}`),
      )
      expect(await failure({ ...server.environment, PGHOST: server.folder })).toEqual(
        unreachable('No database answers'),
      )
    })

    it('somebody who does not answer, or answers otherwise', async () => {
      const silent = await listen(() => {})
      const environment = { ...server.environment, PGPORT: String(silent.port), PGCONNECT_TIMEOUT: '1' }
      expect(await failure(environment)).toEqual(unreachable('did not answer within 1 seconds', 'PGCONNECT_TIMEOUT'))
      const hasty = await listen(socket => socket.destroy())
      expect(await failure({ ...server.environment, PGPORT: String(hasty.port) })).toEqual(
        unreachable('cannot be reached'),
      )
      const web = await listen(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
      expect(await failure({ ...server.environment, PGPORT: String(web.port) })).toEqual(
        unreachable('No secured connection'),
      )
    })

    it('is told once for all queries; files are read all the same', async () => {
      const reading = await load(
        { repair: 'select * from repair_order order by order_no', callback: 'select * from callback order by 1' },
        { environment: {} },
      )
      expect(told(reading)).toEqual(['error database-unreachable'])
      expect(reading.diagnostics[0]?.span).toEqual(place)
    })

    it('a table or a column that does not exist, with the place in the query and the server’s advice', async () => {
      expect(await failure(server.environment, 'select *\nfrom repairs\norder by 1')).toEqual(
        refused('relation "repairs" does not exist (line 2 of the query: from repairs)', 'schema.table'),
      )
      expect(await failure(server.environment, 'select order_nr from repair_order order by order_nr')).toEqual(
        refused('column "order_nr" does not exist', 'repair_order.order_no'),
      )
      expect(await failure(server.environment, 'select from from order by 1')).toEqual(refused('syntax error'))
    })

    it('a table that may not be read', async () => {
      await server.run('create table secret (id int)')
      onTestFinished(() => server.run('drop table secret'))
      expect(await failure(server.environment, 'select * from secret order by id')).toEqual(
        refused('permission denied for table secret', 'grant select'),
      )
    })

    it('a query that takes longer than the server allows', async () => {
      const environment = { ...server.environment, PGOPTIONS: '-c statement_timeout=50ms' }
      expect(await failure(environment, "select 'R1' as order_no, pg_sleep(600) order by 1")).toEqual(
        refused('canceling statement due to statement timeout', 'statement_timeout'),
      )
    })

    const many = `select 'R' || x as order_no, timestamptz '2024-03-05 14:00Z' as reported_at
                  from generate_series(100000, 200000) as x order by order_no`

    it('a query that breaks in the middle: no row of it counts', async () => {
      expect(
        await failure(
          server.environment,
          `${many.replace("'R' || x", "case when x < 150000 then 'R' || x else (1 / (x - 150000))::text end")}`,
        ),
      ).toEqual(refused('division by zero'))
    })

    it('a connection that breaks off in the middle', async () => {
      const { port } = await listen(client => forward(client, server.port, 300_000))
      expect(await failure({ ...server.environment, PGPORT: String(port) }, many)).toEqual(
        refused('broke off in the middle', 'does not count'),
      )
    })

    it('a server that sends everybody away in the middle, and what is asked after that', async () => {
      const session = await openAsReader()
      const { batches } = await session.ask('select x from generate_series(1, 100000) as x')
      const rest = async () => {
        for await (const batch of batches)
          if (batch[0]?.[0] === '1')
            await server.run(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${READER.user}'`)
      }
      await expect(rest()).rejects.toMatchObject({ failure: { code: 'query-refused', isFinal: true } })
      await expect(session.ask('select 1')).rejects.toMatchObject({ failure: { isFinal: true } })
    })

    it('a time zone that the server does not know', async () => {
      const connection = connectionFrom(server.environment)
      if ('problem' in connection) throw new Error(connection.problem.en)
      await expect(openSession(connection, 'Moon/Tycho')).rejects.toMatchObject({
        failure: { isFinal: true, message: { en: expect.stringContaining('Moon/Tycho') } },
      })
    })

    it('letters of no known encoding, where the database does not say which', async () => {
      await server.run("create database plain encoding 'SQL_ASCII' locale 'C' template template0")
      onTestFinished(() => server.run('drop database plain with (force)'))
      const environment = { ...server.environment, PGDATABASE: 'plain' }
      const text = (letters: string) =>
        `select ${letters} as order_no, timestamptz '2024-03-05 14:00Z' as reported_at order by order_no`
      expect(await failure(environment, text("convert_from('\\xceacd0de'::bytea, 'SQL_ASCII')"))).toEqual(
        refused('invalid byte sequence for encoding "UTF8"'),
      )
      expect((await load({ repair: text("'维修'") }, { environment })).records.counts.accepted).toBe(1)
    })
  })

  describe('the connection is secured where it is asked for', () => {
    const count = async (more: Environment) =>
      await load(
        { repair: 'select * from repair_order order by order_no' },
        { environment: { ...server.environment, ...more } },
      )

    it('a server without TLS is spoken to in plain unless TLS is required', async () => {
      expect((await count({ PGSSLMODE: 'prefer' })).records.counts.read).toBe(3)
      const reading = await count({ PGSSLMODE: 'require' })
      expect(reading.diagnostics).toMatchObject([
        {
          code: 'database-unreachable',
          message: { en: expect.stringContaining('does not support SSL') },
          hint: { en: expect.stringContaining('PGSSLMODE') },
        },
      ])
    })

    it('a server with TLS: any certificate, one of a known signer, for this host', async () => {
      const root = join(FIXTURES, 'database/server.crt')
      const { uid, gid } = statSync(server.folder)
      for (const name of ['server.crt', 'server.key']) {
        copyFileSync(join(FIXTURES, 'database', name), join(server.folder, name))
        chmodSync(join(server.folder, name), 0o600)
        chownSync(join(server.folder, name), uid, gid)
      }
      await server.run('alter system set ssl = on')
      await server.run('select pg_reload_conf()')
      const isSecured = async (environment: Environment) => {
        const session = await openAsReader(environment)
        const { batches } = await session.ask('select ssl from pg_stat_ssl where pid = pg_backend_pid()')
        return (await allOf(batches)).flat(2)
      }
      await expect.poll(() => server.ask("select current_setting('ssl')")).toEqual(['on'])
      expect(await isSecured({})).toEqual(['true'])
      expect(await isSecured({ PGSSLMODE: 'disable' })).toEqual(['false'])
      expect(await isSecured({ PGSSLMODE: 'require' })).toEqual(['true'])
      expect(await isSecured({ PGSSLMODE: 'verify-ca', PGSSLROOTCERT: root })).toEqual(['true'])
      expect(await isSecured({ PGSSLMODE: 'verify-full', PGSSLROOTCERT: root, PGHOST: 'localhost' })).toEqual(['true'])
      expect(words(await count({ PGSSLMODE: 'verify-full', PGSSLROOTCERT: root }))).toContain('No secured connection')
      expect(words(await count({ PGSSLMODE: 'verify-full', PGHOST: 'localhost' }))).toContain('No secured connection')
      expect(words(await count({ PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/nowhere/root.crt' }))).toContain(
        'cannot be read',
      )
    })
  })

  it('a folder without a query asks nobody', async () => {
    const files = { 'repair.csv': '工单号,报修时间\nR9,2024-03-09 09:00\n' }
    const setup = setupOf(folderWith(files))
    const records = new Map([['repair', [{ path: join(setup.folder, 'repair.csv') }]]])
    const reading = await loadRecords({
      setup: { ...setup, records },
      eventTypes: types,
      roster,
      zone: zone(),
      environment: {},
    })
    expect(reading.records.counts.accepted).toBe(1)
    expect(repair.idField).toBe('order_no')
  })
})

async function allOf<T>(batches: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const batch of batches) all.push(batch)
  return all
}

/** Somebody at a port of this machine, until the test ends. */
async function listen(
  answer: (socket: Socket) => void,
): Promise<{ readonly listener: Listener; readonly port: number }> {
  const open = new Set<Socket>()
  const listener = createServer(socket => {
    open.add(socket)
    socket.on('error', () => {})
    answer(socket)
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    listener.close()
    for (const socket of open) socket.destroy()
  })
  const address = listener.address()
  return { listener, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

/** Passes everything on, and hangs up once so many bytes have come back. */
function forward(client: Socket, port: number, bytes: number): void {
  const behind = connect(port, '127.0.0.1')
  let received = 0
  behind.on('error', () => {})
  behind.on('data', data => {
    received += data.length
    if (received <= bytes) client.write(data)
    else for (const socket of [client, behind]) socket.destroy()
  })
  client.on('data', data => behind.write(data))
  client.on('close', () => behind.destroy())
}
