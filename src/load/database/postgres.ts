/** A connection in, a session out that answers queries with the rows of one snapshot, batch by batch, every value as text. */

import {
  CompiledQuery,
  type ControlledTransaction,
  Kysely,
  type PostgresCursorConstructor,
  PostgresDialect,
  type PostgresPool,
  sql,
} from 'kysely'
import pg from 'pg'
import Cursor from 'pg-cursor'
import type { Connection } from './environment.ts'
import {
  connectionFailure,
  type Failure,
  isWithoutTls,
  PasswordMissing,
  QueryFailure,
  queryFailure,
} from './failures.ts'
import { tlsAttempts } from './tls.ts'

/** `null` where the database has none; a list where the column is an array. */
export type Cell = string | null | readonly unknown[]

export interface Answer {
  readonly columns: readonly string[]
  /** To be read to its end, or left by `break`, before the next query; throws a `QueryFailure`. */
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>
}

export interface Session {
  /** Throws a `QueryFailure`. */
  ask(query: string): Promise<Answer>
  close(): Promise<void>
}

/** So many rows are in memory at a time. */
const BATCH_ROWS = 500

/** Throws a `QueryFailure`. `zone` is the time zone in which the server reads and prints times. */
export async function openSession(connection: Connection, zone: string): Promise<Session> {
  const client = await connect(connection)
  try {
    return await beginSession(client, zone)
  } catch (error) {
    await client.end()
    const failure = queryFailure(error, '')
    throw told(error, failure && { ...failure, isFinal: true })
  }
}

/** What is known to go wrong is told; anything else is a bug of ours and goes on as it is. */
function told(error: unknown, failure: Failure | undefined): unknown {
  return failure ? new QueryFailure(failure) : error
}

// --- connecting -----------------------------------------------------------------------------------------------------

async function connect(connection: Connection): Promise<pg.Client> {
  const attempts = connection.host.startsWith('/') ? [false] : tlsAttempts(connection.tls, connection.tlsFiles)
  if ('problem' in attempts)
    throw new QueryFailure({ code: 'database-unreachable', message: attempts.problem, isFinal: true })
  for (const [at, ssl] of attempts.entries()) {
    const client = new pg.Client({ ...settingsOf(connection), ssl })
    // A connection that is lost fails whatever waits for it; the same again as an event has no one to hear it.
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end()
      if (isWithoutTls(error) && at < attempts.length - 1) continue
      throw told(error, connectionFailure(error, connection))
    }
  }
  throw new Error('there is always an attempt')
}

function settingsOf(connection: Connection): pg.ClientConfig {
  const { host, port, database, user, password, secondsToConnect, options } = connection
  return {
    host,
    port,
    database,
    user,
    // Asked for only where the server wants one; a file of passwords is not looked for.
    password: () => {
      if (password === undefined) throw new PasswordMissing('no password')
      return password
    },
    connectionTimeoutMillis: secondsToConnect * 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    client_encoding: 'UTF8',
    // Else the driver would look into the environment once more.
    sslnegotiation: 'postgres',
    fallback_application_name: 'yardstick',
    ...(options === undefined ? {} : { options }),
  }
}

// --- one snapshot ---------------------------------------------------------------------------------------------------

/** Longer than this no query may take, unless the role or `PGOPTIONS` says otherwise. */
const MOST_TIME = '5min'

async function beginSession(client: pg.Client, zone: string): Promise<Session> {
  const reading: Reading = { parser: plainParser, fields: [] }
  const pool: PostgresPool = {
    connect: async () => Object.assign(client, { release: () => {} }),
    end: () => client.end(),
    options: {},
  }
  const dialect = new PostgresDialect({ pool, cursor: cursorMaker(client, reading) })
  const transaction = await new Kysely<unknown>({ dialect })
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute()
  await settle(transaction, zone)
  reading.parser = await arrayParser(transaction)
  const settled = await transaction.savepoint(SETTLED).execute()
  let running: AsyncIterator<unknown> | undefined
  return {
    async ask(query) {
      try {
        await running?.return?.()
        // Whatever the query before it has set, or broken: each begins alike, in the same snapshot.
        await settled.rollbackToSavepoint(SETTLED).execute()
        const rows = settled.getExecutor().stream<readonly Cell[]>(CompiledQuery.raw(query), BATCH_ROWS)
        running = rows
        const first = await rows.next()
        return { columns: reading.fields.map(({ name }) => name), batches: batchesOf(first, rows, query) }
      } catch (error) {
        throw told(error, queryFailure(error, query))
      }
    },
    async close() {
      await running?.return?.()
      await client.end()
    },
  }
}

const SETTLED = 'settled'

type Batch = { readonly rows: readonly (readonly Cell[])[] }

async function* batchesOf(
  first: IteratorResult<Batch>,
  rest: AsyncIterableIterator<Batch>,
  query: string,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value.rows
  } catch (error) {
    throw told(error, queryFailure(error, query))
  } finally {
    await rest.return?.()
  }
}

interface Reading {
  parser: TypeParser
  /** The columns of the query that was asked last. */
  fields: readonly pg.FieldDef[]
}

/** kysely makes its cursors with `new` and two arguments; how rows are to be read is said here. */
function cursorMaker(client: pg.Client, reading: Reading): PostgresCursorConstructor {
  const lost = new Promise<void>(resolve => client.once('end', () => resolve()))
  function makeCursor(text: string, values: unknown[]) {
    const cursor = new Cursor<readonly Cell[]>(text, values, {
      rowMode: 'array',
      types: { getTypeParser: oid => reading.parser(oid) },
    })
    const [read, close] = [cursor.read.bind(cursor), cursor.close.bind(cursor)]
    return Object.assign(cursor, {
      read: (count: number) =>
        new Promise<(readonly Cell[])[]>((resolve, reject) => {
          // There is no result any more once all rows have been read, whatever its type says.
          read(count, (error, rows, result: pg.QueryResult | undefined) => {
            if (error) return reject(error)
            reading.fields = result?.fields ?? reading.fields
            resolve(rows)
          })
        }),
      // Closing waits for an answer, which a lost connection never gives.
      close: () => Promise.race([close(), lost]),
    })
  }
  return makeCursor as unknown as PostgresCursorConstructor
}

type Transaction = ControlledTransaction<unknown>

/** For this transaction alone. It takes the snapshot too, after which the transaction cannot be made one that writes. */
async function settle(transaction: Transaction, zone: string): Promise<void> {
  const settings = {
    TimeZone: zone,
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'postgres_verbose',
    bytea_output: 'hex',
    extra_float_digits: '1',
    standard_conforming_strings: 'on',
    // Files are read between two queries, and the server is not to wonder.
    idle_in_transaction_session_timeout: '0',
  }
  const own = Object.entries(settings).map(([name, value]) => sql`set_config(${name}, ${value}, true)`)
  const timeOut = sql`set_config('statement_timeout', case current_setting('statement_timeout')
    when '0' then ${MOST_TIME} else current_setting('statement_timeout') end, true)`
  await sql`select ${sql.join([...own, timeOut])}`.execute(transaction)
}

// --- values as text -------------------------------------------------------------------------------------------------

type TypeParser = (oid: number) => (text: string) => unknown

/** As the server prints it, but for what nobody writes so: `t` and `f`, and the `@` before an interval. */
function plainParser(oid: number): (text: string) => string {
  if (oid === pg.types.builtins.BOOL) return text => (text === 't' ? 'true' : text === 'f' ? 'false' : text)
  if (oid === pg.types.builtins.INTERVAL) return text => text.replace(/^@ /, '')
  return text => text
}

/** `text[]`: the driver's own list of types names single values only. */
const TEXT_ARRAY: number = 1009

/** Arrays of whatever type this database has, each member as text. */
async function arrayParser(transaction: Transaction): Promise<TypeParser> {
  const { rows } = await sql<{ readonly oid: number; readonly member: number }>`
    select list.oid, list.typelem as member
    from pg_catalog.pg_type as list join pg_catalog.pg_type as member on member.oid = list.typelem
    where list.typinput = 'pg_catalog.array_in'::regproc and list.typdelim = ',' and member.typtype <> 'c'`.execute(
    transaction,
  )
  const members = new Map(rows.map(({ oid, member }) => [oid, member]))
  const split = pg.types.getTypeParser(TEXT_ARRAY) as (text: string) => unknown
  return oid => {
    const member = members.get(oid)
    return member === undefined ? plainParser(oid) : text => withMembers(split(text), plainParser(member))
  }
}

function withMembers(value: unknown, read: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => withMembers(one, read))
  return typeof value === 'string' ? read(value) : value
}
