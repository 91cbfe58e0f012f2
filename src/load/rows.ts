/** A table and the fields of its record type in, values row by row out; what cannot be read is rejected, cell by cell. */

import { compareText } from '../lib/order.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EventType, Field, RejectedRow, RowFault } from '../model/event.ts'
import type { Message } from '../model/message.ts'
import type { SourceWords } from '../model/setup.ts'
import type { Day, Value } from '../model/value.ts'
import { type Column, columnLetter, makeColumnReader } from './columns.ts'
import type { RawRow, Table } from './formats/table.ts'
import { isNote, notARecord } from './header.ts'
import { problem, wholeFile } from './problem.ts'
import { type Fault, wrong } from './reading.ts'
import { type SourceName, sourceName } from './source-name.ts'
import { parseValue, type ValueContext, type ValueReading } from './values.ts'

/** A row whose cells could all be read. */
export interface GoodRow extends SourceName {
  readonly row: number
  readonly values: Readonly<Record<string, Value>>
  /** Seconds that stamps were cut off to, by field; absent: none was. */
  readonly grain?: Readonly<Record<string, number>>
}

export interface RowsReading {
  readonly rejected: readonly RejectedRow[]
  readonly diagnostics: readonly Diagnostic[]
  /** Rows that are no records: sums at the foot, instructions. They count as ignored. */
  readonly passedOver: readonly { readonly row: number; readonly what: 'total' | 'note' }[]
  readonly read: number
}

export interface RowSource extends SourceName {
  readonly table: Table
}

/** How a file is to be read. */
export interface RowsRequest {
  readonly type: EventType
  /** `columns:` and `values:` of `appraisal.yaml`. */
  readonly file: SourceWords
  readonly context: ValueContext
  /** Told each row whose cells could all be read, in order. */
  readonly onGood: (row: GoodRow) => void
}

const NOTHING = { rejected: [], passedOver: [], read: 0 } as const

/** Where the diagnostics hold an error nothing of the file counts, whatever `onGood` was told. */
export async function readRows(source: RowSource, request: RowsRequest): Promise<RowsReading> {
  const { table } = source
  const taker = takeRows(source, table, request)
  const refused = table.isOpen ? undefined : taker.refused()
  if (refused) {
    await table.close?.()
    return refused
  }
  for await (const batch of table.rows) {
    if ('problem' in batch) {
      return { ...NOTHING, diagnostics: [batch.diagnostic ?? unreadable(source.file, batch.problem)] }
    }
    for (const row of batch) taker.take(row)
    if (taker.isHopeless()) return { ...NOTHING, diagnostics: [unreadable(source.file, hopeless(taker.end()))] }
  }
  return taker.end()
}

/** Where so many rows of a file cannot be read, it is another file than it is taken for. */
const MOST_REJECTED = 20_000

function hopeless({ rejected: [first] }: RowsReading): Message {
  const { row = 0, reason } = first ?? {}
  return {
    zh: `超过 ${MOST_REJECTED} 行读不出来（第一处在第 ${row} 行：${reason?.zh}），多半不是这种记录，或 columns 对应错了`,
    en: `More than ${MOST_REJECTED} rows cannot be read (the first is row ${row}: ${reason?.en}); it is probably not what it is taken for, or columns maps it wrongly`,
  }
}

function unreadable(file: string, { zh, en }: Message): Diagnostic {
  return problem('file-unreadable', wholeFile(file), { zh: `${file}：${zh}`, en: `${file}: ${en}` })
}

/** Of rows that are at hand. */
export function readRowsAtHand(
  source: SourceName & Pick<Table, 'headers' | 'headerRow'> & { readonly rows: readonly RawRow[] },
  request: RowsRequest,
): RowsReading {
  const taker = takeRows(source, source, request)
  const refused = taker.refused()
  if (refused) return refused
  for (const row of source.rows) taker.take(row)
  return taker.end()
}

interface RowTaker {
  take(row: RawRow): void
  /** More rows were sent back than anybody could mend. */
  isHopeless(): boolean
  /** Columns that cannot be told, as far as they are known, make the file unread: the error stops the run, and no row of it counts. */
  refused(): RowsReading | undefined
  end(): RowsReading
}

function takeRows(
  name: SourceName,
  { headers, headerRow }: Pick<Table, 'headers' | 'headerRow'>,
  { type, file, context, onGood }: RowsRequest,
): RowTaker {
  const place = name.sheet === undefined ? { file: name.file } : { file: name.file, sheet: name.sheet }
  const columns = makeColumnReader(type.fields, file.columns ?? {}, { file: sourceName(name), row: headerRow })
  columns.add(headers)
  const hasHeader = headerRow > 0
  const readRow = makeRowReader({ columns: columns.columns, file, type, place, context, hasLetters: hasHeader })
  const hasSecrets = [...type.fields.values()].some(({ shown }) => shown === 'never')
  const rejected: RejectedRow[] = []
  const passedOver: RowsReading['passedOver'][number][] = []
  const hidden: number[] = []
  let read = 0
  const refused = (): RowsReading | undefined => {
    const diagnostics = columns.end()
    return diagnostics.some(({ severity }) => severity === 'error') ? { ...NOTHING, diagnostics } : undefined
  }
  return {
    refused,
    isHopeless: () => rejected.length > MOST_REJECTED,
    take(row) {
      read++
      if ('broken' in row) {
        rejected.push(brokenRow(row, place, type.id, hasSecrets, hasHeader ? headers.length : undefined))
        return
      }
      if (row.isHidden) hidden.push(row.row)
      columns.add(headers)
      const what = hasHeader ? notARecord(row.cells) : undefined
      if (what) {
        passedOver.push({ row: row.row, what })
        return
      }
      const reading = readRow(row.row, row.cells)
      if ('good' in reading) onGood(reading.good)
      else if (hasHeader && isNote(row.cells)) passedOver.push({ row: row.row, what: 'note' })
      else rejected.push(reading.rejected)
    },
    end() {
      // A list of nothing has no columns either; a CSV file without a header is told, and so is a query.
      if (read === 0 && !hasHeader && headers.length === 0) return { ...NOTHING, diagnostics: [] }
      return refused() ?? { rejected, passedOver, diagnostics: [...columns.end(), ...tellHidden(hidden, name)], read }
    },
  }
}

function brokenRow(
  { row, broken, text }: Extract<RawRow, { readonly broken: Message }>,
  place: SourceName,
  type: string,
  hasSecrets: boolean,
  width: number | undefined,
): RejectedRow {
  return {
    ...place,
    row,
    value: hasSecrets ? '' : text.slice(0, 200),
    type,
    what: broken,
    reason: broken,
    expected:
      width === undefined
        ? { zh: '一个 JSON 对象 {…}', en: 'one JSON object {…}' }
        : { zh: `与表头相同的 ${width} 列`, en: `${width} columns as in the header` },
  }
}

/** As many row numbers as fit a glance. */
const MOST_SHOWN = 8

function tellHidden(hidden: readonly number[], name: SourceName): readonly Diagnostic[] {
  const [first] = hidden
  if (first === undefined) return []
  const rows = (mark: string) => `${hidden.slice(0, MOST_SHOWN).join(mark)}${hidden.length > MOST_SHOWN ? ' …' : ''}`
  return [
    problem(
      'rows-hidden',
      { file: sourceName(name), line: first, column: 1 },
      {
        zh: `有 ${hidden.length} 行在表里是隐藏的（第 ${rows('、')} 行），照样读取。不该算的行请删去`,
        en: `${hidden.length} ${hidden.length === 1 ? 'row is' : 'rows are'} hidden in the sheet (${rows(', ')}) and read like the others; delete those that should not count`,
      },
    ),
  ]
}

interface RowReading {
  /** As far as they are known. */
  readonly columns: readonly Column[]
  readonly file: SourceWords
  readonly type: EventType
  readonly place: SourceName
  readonly context: ValueContext
  /** Columns have letters in a table; in JSON they have none. */
  readonly hasLetters: boolean
}

type RowRead = { readonly good: GoodRow } | { readonly rejected: RejectedRow }

/** Every cell is looked at: what is wrong with a row is told at once. */
function makeRowReader({ columns, file, type, place, context, hasLetters }: RowReading) {
  const given = givenValues(file)
  let cells: readonly unknown[] = []
  const own = { ...context, on: () => dayOf(cells, columns, type, context) }
  const grainOf = makeGrains()
  const kept = makeKept(type)
  const stamped: string[] = []
  const seconds: number[] = []
  return (row: number, read: readonly unknown[]): RowRead => {
    cells = read
    const values: Record<string, Value> = new Fields()
    const faults: RowFault[] = []
    stamped.length = 0
    seconds.length = 0
    for (const { header, index, field } of columns) {
      const cell = cells[index]
      const reading = readCell(cell, field, given, own)
      if ('value' in reading) {
        values[field.name] = typeof reading.value === 'string' ? kept(field, reading.value) : reading.value
        if (reading.grain !== undefined) {
          stamped.push(field.name)
          seconds.push(reading.grain)
        }
      } else if ('reason' in reading || field.required) {
        const letter = hasLetters ? { column: columnLetter(index) } : {}
        faults.push({ ...letter, header, field: field.name, ...faultOf(reading, cell, header, field) })
      }
    }
    const [fault, ...others] = faults
    if (!fault) {
      const grain = stamped.length === 0 ? undefined : grainOf(stamped, seconds)
      return { good: goodRow(place, row, values, grain) }
    }
    return {
      rejected: {
        ...place,
        row,
        type: type.id,
        ...fault,
        ...(others.length > 0 ? { others } : {}),
        ...peopleIn(values, type, faults),
      },
    }
  }
}

/** Written out, since there may be a million of them: what is spread takes half as much room again. */
function goodRow(
  { file, sheet }: SourceName,
  row: number,
  values: GoodRow['values'],
  grain: Grain | undefined,
): GoodRow {
  if (sheet === undefined) return grain ? { file, row, values, grain } : { file, row, values }
  return grain ? { file, sheet, row, values, grain } : { file, sheet, row, values }
}

/** Texts that a column is found to hold are kept once each, be they a thousand; a column of more is one in which few repeat. */
const MOST_KEPT = 1000

/** The same text, as it was kept when it was first read. Ids do not repeat. */
function makeKept({ idField }: EventType): (field: Field, text: string) => string {
  const byField = new Map<string, Map<string, string> | undefined>(idField === undefined ? [] : [[idField, undefined]])
  return ({ name }, text) => {
    if (!byField.has(name)) byField.set(name, new Map())
    const texts = byField.get(name)
    const known = texts?.get(text)
    if (known !== undefined || !texts) return known ?? text
    texts.set(text, text)
    if (texts.size > MOST_KEPT) byField.set(name, undefined)
    return text
  }
}

/** Without a prototype, so that a field may be called `constructor`; records of a type are laid out alike in memory. */
const Fields = function Fields() {} as unknown as new () => Record<string, Value>
Fields.prototype = Object.create(null)

type Grain = NonNullable<GoodRow['grain']>

/** The rows of a file are mostly stamped alike: what is as in the row before is not written down again. */
function makeGrains(): (fields: readonly string[], seconds: readonly number[]) => Grain {
  let last: Grain = {}
  let count = 0
  return (fields, seconds) => {
    const isAlike = fields.length === count && fields.every((field, at) => last[field] === seconds[at])
    if (!isAlike) last = Object.fromEntries(fields.map((field, at) => [field, seconds[at] ?? 1]))
    count = fields.length
    return last
  }
}

/** The value of a field that is never shown is not repeated either: the sender knows the cell. */
function faultOf(reading: Fault | { readonly blank: true }, cell: unknown, header: string, field: Field) {
  if ('blank' in reading) return { value: '', ...blank(header, field) }
  if (field.shown !== 'never') return { value: shown(cell), ...reading }
  const { zh, en } = reading.what
  return { ...reading, value: '', reason: { zh: `“${header}”${zh}`, en: `'${header}' ${en}` } }
}

/** What `values:` of `appraisal.yaml` says, by the text as it is compared. */
export type GivenValues = ReadonlyMap<string, string | number | boolean>

export function givenValues({ values = {} }: SourceWords): GivenValues {
  return new Map(Object.entries(values).map(([raw, value]) => [raw.normalize('NFKC').trim(), value]))
}

/** One cell as the row reader takes it. */
export function readCell(cell: unknown, field: Field, given: GivenValues, context: ValueContext): ValueReading {
  return cellFault(cell) ?? parseValue(field, mapped(cell, given), context)
}

/** What `values:` of `appraisal.yaml` says of a text, else the cell as it is. */
function mapped(cell: unknown, given: GivenValues): unknown {
  return typeof cell === 'string' && given.size > 0 ? (given.get(cell.normalize('NFKC').trim()) ?? cell) : cell
}

function blank(header: string, { title }: Field): Fault {
  return {
    what: { zh: '是空的', en: 'is empty' },
    reason: { zh: `“${header}”是空的`, en: `'${header}' is empty` },
    expected: { zh: `“${title.zh}”必填`, en: `'${title.en}' is required` },
  }
}

/** Whom a row names; nothing where it names nobody, or where a cell that might cannot be read. */
export function peopleIn(
  values: Readonly<Record<string, Value>>,
  { fields }: EventType,
  faults: readonly RowFault[] = [],
): Pick<RejectedRow, 'people'> {
  const named = [...fields.values()].filter(({ type, item }) => type === 'person' || item === 'person')
  if (faults.some(({ field }) => named.some(({ name }) => name === field))) return {}
  const people = named.flatMap(({ name }) => values[name] ?? []).map(String)
  return people.length === 0 ? {} : { people: [...new Set(people)].sort(compareText) }
}

/** The civil day that the row itself tells; undefined where it is that of a linked record, or cannot be read. */
function dayOf(
  cells: readonly unknown[],
  columns: readonly Column[],
  { at }: EventType,
  context: ValueContext,
): Day | undefined {
  const name = 'field' in at ? at.field : 'date' in at ? at.date : undefined
  const column = columns.find(({ field }) => field.name === name)
  if (!column) return undefined
  const reading = parseValue(column.field, cells[column.index], context)
  if (!('value' in reading) || typeof reading.value !== 'number') return undefined
  return column.field.type === 'date' ? reading.value : context.zone.dayOf(reading.value)
}

const ERRORS = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/

/** What a spreadsheet writes where a formula failed, or was never worked out, is no value of any field. */
function cellFault(cell: unknown): Fault | undefined {
  if (typeof cell !== 'string' || !/^[#=]/.test(cell)) return undefined
  if (ERRORS.test(cell))
    return wrong(
      cell,
      { zh: '是公式算错的结果', en: 'is what a formula that failed leaves' },
      { zh: '改好公式，或直接写值', en: 'the formula mended, or the value itself' },
    )
  if (cell !== '=') return undefined
  const unsolved = { zh: '公式还没有算出值', en: 'the formula has not been worked out' }
  return {
    what: unsolved,
    reason: unsolved,
    expected: {
      zh: '用 Excel 打开、保存一次再交来',
      en: 'the workbook opened and saved once in a spreadsheet program',
    },
  }
}

function shown(cell: unknown): string {
  return typeof cell === 'string' ? cell : (JSON.stringify(cell) ?? '')
}
