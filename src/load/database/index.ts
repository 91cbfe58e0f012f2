/** Queries of `appraisal.yaml` in, their rows as tables out, all from one snapshot of one database; or why there are none. */

import { createHash } from 'node:crypto'
import type { Zone } from '../../model/calendar.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EventType } from '../../model/event.ts'
import type { RecordQuery } from '../../model/setup.ts'
import type { Batch, RawRow } from '../formats/table.ts'
import { problem } from '../problem.ts'
import type { RowsReading } from '../rows.ts'
import type { SourceTable } from '../source-file.ts'
import { connectionFrom, type Environment } from './environment.ts'
import { QueryFailure } from './failures.ts'
import type { Answer, Cell, Session } from './postgres.ts'
import { readQueryText, type SortKey } from './query-text.ts'

export interface Database {
  /** `shown` is the name that evidence and the manifest print. Without a diagnostic: the reason was told of an earlier query. */
  read(
    query: RecordQuery,
    context: { readonly shown: string; readonly type: EventType },
  ): Promise<SourceTable | { readonly diagnostic?: Diagnostic }>
  close(): Promise<void>
}

/** Connects with the first query. */
export function openDatabase({ name: zone }: Zone, environment: Environment = process.env): Database {
  let session: Session | undefined
  let isOver = false
  const toldAt = (place: RecordQuery['place'], error: unknown): Diagnostic => {
    if (!(error instanceof QueryFailure)) throw error
    const { code, message, hint, isFinal } = error.failure
    isOver ||= isFinal === true
    return problem(code, place, message, hint ? { hint } : {})
  }
  return {
    async read(query, { shown, type }) {
      try {
        const sortedBy = sortingOf(query, type)
        if (isOver) return {}
        session ??= await connect(zone, environment)
        const answer = await session.ask(query.query)
        const { headers, batches, digest } = streamOf(answer, sortedBy)
        const rows = withFailures(batches, error => toldAt(query.place, error))
        return {
          shown,
          input: () => ({ file: shown, sha256: digest(), query: query.query }),
          encoding: 'UTF-8',
          told: [],
          table: { headers, rows, headerRow: 0 },
        }
      } catch (error) {
        return { diagnostic: toldAt(query.place, error) }
      }
    },
    async close() {
      await session?.close()
    },
  }
}

/** A query that breaks in the middle has given no rows at all. */
async function* withFailures(
  batches: AsyncIterable<readonly RawRow[]>,
  tell: (error: unknown) => Diagnostic,
): AsyncIterable<Batch> {
  try {
    yield* batches
  } catch (error) {
    const diagnostic = tell(error)
    yield { problem: diagnostic.message, diagnostic }
  }
}

/** What is wrong with the rows of a query, told of its entry; a file would have rows of its own to point at. */
export function toldOfQuery({ place }: RecordQuery, { diagnostics, read }: Pick<RowsReading, 'diagnostics' | 'read'>) {
  const told = diagnostics.map(one => ({ ...one, span: place }))
  if (read > 0 || told.some(({ severity }) => severity === 'error')) return told
  const words = {
    zh: '查询没有给出任何行。若本期确实没有这种记录，请写 none',
    en: 'The query gave no row. Where there were no such records, write none',
  }
  return [...told, problem('records-missing', place, words, { severity: 'warning' })]
}

/** What speaks to a database is loaded only where there is a query. */
async function connect(zone: string, environment: Environment): Promise<Session> {
  const connection = connectionFrom(environment)
  if ('problem' in connection)
    throw new QueryFailure({
      code: 'database-unreachable',
      message: connection.problem,
      hint: connection.hint,
      isFinal: true,
    })
  const { openSession } = await import('./postgres.ts')
  return await openSession(connection, zone)
}

// --- the order of rows ----------------------------------------------------------------------------------------------

const VERBS = ['select', 'with', 'values', 'table']

/** Rows come in any order where none is asked for, and the same run would give other row numbers the next time. */
function sortingOf({ query, columns = {} }: RecordQuery, { idField, fields }: EventType): readonly SortKey[] {
  const { verb, sortedBy } = readQueryText(query)
  if (!VERBS.includes(verb)) {
    throw new QueryFailure({
      code: 'query-refused',
      message: {
        zh: `查询以“${verb}”开头：只读取记录，只能是一条 select`,
        en: `The query begins with '${verb}': records are only read, by one select`,
      },
    })
  }
  if (sortedBy) return sortedBy
  const [named] = Object.entries(columns).find(([, field]) => field === idField) ?? []
  const title = fields.get(idField ?? '')?.title
  const line = `order by ${named ?? idField ?? '…'}`
  throw new QueryFailure({
    code: 'query-order',
    message: {
      zh: '查询最后没有 order by：各行的先后每次可能不同，行号和结果也就不同',
      en: 'The query has no order by at its end: its rows may come in another order each time, and with them row numbers and results',
    },
    hint: {
      zh: `在最后加上 ${line}：按每行都不同的列排序${title ? `（“${title.zh}”那一列，写它在结果里的名字）` : ''}`,
      en: `Add ${line} at its end: a column that is different in every row${title ? ` (that of '${title.en}', by its name in the result)` : ''}`,
    },
  })
}

/** Where the columns that rows are sorted by stand in them. */
function keyPlaces(sortedBy: readonly SortKey[], columns: readonly string[]): readonly number[] {
  const places = sortedBy.map(key =>
    typeof key === 'number' ? key - 1 : key === undefined ? -1 : columns.indexOf(key),
  )
  const known = places.filter(place => place >= 0 && place < columns.length)
  if (known.length > 0) return known
  throw new QueryFailure({
    code: 'query-order',
    message: {
      zh: 'order by 没有直接写出结果里的列，看不出各行的先后是否确定',
      en: 'The order by names no column of the result, so that it cannot be seen whether the order of the rows is settled',
    },
    hint: {
      zh: `在 order by 最后加上一个每行都不同的列，只写列名，不带表名：${columns.join('、')}`,
      en: `End the order by in a column that is different in every row, by its bare name without that of a table: ${columns.join(', ')}`,
    },
  })
}

// --- rows as they come ----------------------------------------------------------------------------------------------

/** The rows of one query, batch by batch. */
interface QueryStream {
  readonly headers: readonly string[]
  /** Throws a `QueryFailure` where the query breaks in the middle. */
  readonly batches: AsyncIterable<readonly RawRow[]>
  /** Over all rows: what it is once they have been read. */
  digest(): string
}

function streamOf({ columns, batches }: Answer, sortedBy: readonly SortKey[]): QueryStream {
  const twice = columns.find((name, at) => columns.indexOf(name) !== at)
  if (twice !== undefined) {
    throw new QueryFailure({
      code: 'header-twice',
      message: {
        zh: `查询结果里有两列都叫“${twice}”`,
        en: `Two columns of the result are called '${twice}'`,
      },
      hint: {
        zh: '去掉一列，或用 as 给它另起一个名字',
        en: 'Leave one of them out, or give it another name with as',
      },
    })
  }
  const places = keyPlaces(sortedBy, columns)
  const hash = createHash('sha256').update(`${JSON.stringify(columns)}\n`)
  let bytes = 0
  let number = 0
  let last = { key: '', text: '' }
  const rawRow = (cells: readonly Cell[]): RawRow => {
    const text = JSON.stringify(cells)
    const key = JSON.stringify(places.map(place => cells[place]))
    number++
    bytes += Buffer.byteLength(text)
    if (bytes > MOST_BYTES) throw new QueryFailure(TOO_LARGE)
    // Rows that are alike in everything may change places unseen.
    if (key === last.key && text !== last.text) throw new QueryFailure(tie(number, places, columns))
    hash.update(`${text}\n`)
    last = { key, text }
    return { row: number, cells }
  }
  const rows = async function* () {
    for await (const batch of batches) yield batch.map(rawRow)
  }
  return { headers: columns, batches: rows(), digest: () => hash.digest('hex') }
}

/** As much as a file may hold. */
const MOST_BYTES = 4 * 1024 ** 3

type FailureWords = QueryFailure['failure']

function tie(row: number, places: readonly number[], columns: readonly string[]): FailureWords {
  const names = places.map(place => columns[place] ?? '')
  return {
    code: 'query-order',
    message: {
      zh: `第 ${row - 1} 行和第 ${row} 行按 ${names.join('、')} 分不出先后，数据库每次可能给出不同的次序`,
      en: `Rows ${row - 1} and ${row} are alike in ${names.join(', ')}, which they are sorted by: the database may give either of them first`,
    },
    hint: {
      zh: `在 order by 最后加上一个每行都不同的列：order by ${names.join(', ')}, …`,
      en: `End the order by in a column that is different in every row: order by ${names.join(', ')}, …`,
    },
  }
}

const TOO_LARGE: FailureWords = {
  code: 'query-refused',
  message: {
    zh: '查询结果超过 4 GiB，拒绝读取：请只取用得到的列，并用 where 缩小到考评周期',
    en: 'The result is larger than 4 GiB and is refused: ask for the columns that are used, and for the period alone',
  },
}
