/** The record files of a folder in, accepted records and rejected rows out; every row ends in exactly one of three counts. */

import { compareText } from '../lib/order.ts'
import type { Zone } from '../model/calendar.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Event, EventType, FileCounts, Records, RejectedRow, RowCounts } from '../model/event.ts'
import type { RosterData } from '../model/people.ts'
import type { RecordSource, Setup } from '../model/setup.ts'
import type { Environment } from './database/environment.ts'
import { type Database, openDatabase, toldOfQuery } from './database/index.ts'
import { isWorkbook } from './formats/index.ts'
import { resolveLinkedTimes } from './linked-times.ts'
import { mergeRows, type WaitingRow } from './merge.ts'
import { placeNames } from './place-names.ts'
import { problem, wholeFile } from './problem.ts'
import { type GoodRow, readRows } from './rows.ts'
import { type InputFile, readSource, rowSource, shownName } from './source-file.ts'
import { queryName, sourceName } from './source-name.ts'
import type { ValueContext } from './values.ts'
import { withSmallYoungGeneration } from './young-generation.ts'

export interface RecordsInput {
  readonly setup: Setup
  readonly eventTypes: ReadonlyMap<string, EventType>
  readonly roster: RosterData
  readonly zone: Zone
  /** Says how a database is reached; left out: that of the process. */
  readonly environment?: Environment
}

export interface RecordsReading {
  readonly records: Records
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

/** Errors are about whole files and stop a run; a bad row never does. */
export async function loadRecords(input: RecordsInput): Promise<RecordsReading> {
  const sources = [...input.setup.records.values()].flatMap(one => (one === 'none' ? [] : one))
  const hasWorkbook = sources.some(one => 'path' in one && isWorkbook(one.path))
  // Text is read so quickly that it would take a fifth longer.
  return hasWorkbook ? await withSmallYoungGeneration(() => load(input)) : await load(input)
}

async function load(input: RecordsInput): Promise<RecordsReading> {
  const { setup, eventTypes } = input
  const context = valueContext(input)
  const readings: TypeReading[] = []
  const confirmedNone = new Set<string>()
  const database = openDatabase(input.zone, input.environment)
  try {
    for (const [id, sources] of [...setup.records].sort(([one], [other]) => compareText(one, other))) {
      const type = eventTypes.get(id)
      if (sources === 'none') confirmedNone.add(id)
      else if (type) readings.push(await readType(type, sources, { setup, context, database }))
    }
  } finally {
    await database.close()
  }
  const records = joined(readings, confirmedNone)
  const diagnostics = readings.flatMap(reading => reading.diagnostics)
  const isNothing = records.counts.read === 0 && confirmedNone.size === 0
  if (isNothing && diagnostics.every(one => one.severity !== 'error')) {
    diagnostics.push(
      problem('records-missing', wholeFile('appraisal.yaml'), {
        zh: '没有任何记录：文件夹里没有以记录类型命名的文件，appraisal.yaml 的 records 也没有列出有内容的文件',
        en: 'There are no records: no file in the folder is named after a record type, and records in appraisal.yaml lists none that holds any',
      }),
    )
  }
  return { records, diagnostics, inputs: readings.flatMap(reading => reading.inputs) }
}

/** What cells are read against. */
export function valueContext({ roster, zone }: Pick<RecordsInput, 'roster' | 'zone'>): ValueContext {
  return {
    zone,
    people: new Set(roster.spells.map(spell => spell.person)),
    names: Map.groupBy(roster.spells, ({ name }) => name.normalize('NFKC').trim()),
    ...(roster.sites ? { sites: placeNames(roster.sites).ids } : {}),
    ...(roster.units ? { units: placeNames(roster.units).ids } : {}),
  }
}

/** What is known of a file before its rows are held against those of others. */
type FileRead = Omit<FileCounts, 'accepted' | 'rejected' | 'ignored' | 'repeats'>

/** What the files of one type gave. */
interface TypeReading {
  readonly type: EventType
  readonly events: readonly Event[]
  readonly waiting: readonly WaitingRow[]
  readonly rejected: readonly RejectedRow[]
  readonly ignored: number
  readonly read: number
  readonly files: readonly FileRead[]
  readonly inputs: readonly InputFile[]
  readonly diagnostics: readonly Diagnostic[]
}

interface Surroundings {
  readonly setup: Setup
  readonly context: ValueContext
  readonly database: Database
}

async function readType(
  type: EventType,
  sources: readonly RecordSource[],
  { setup, context, database }: Surroundings,
): Promise<TypeReading> {
  const good: GoodRow[] = []
  const rejected: RejectedRow[] = []
  const files: FileRead[] = []
  const inputs: InputFile[] = []
  const diagnostics: Diagnostic[] = []
  let passedOver = 0
  // The same file or query named twice is read once: its rows are one set of rows.
  const distinct = [...new Map(sources.map(one => [identityOf(one), one])).values()]
  const queries = distinct.filter(one => 'query' in one)
  for (const file of distinct) {
    const source =
      'query' in file
        ? await database.read(file, { shown: queryName(file, type, queries.indexOf(file) + 1), type })
        : await readSource(file, {
            shown: shownName(file.path, setup.folder),
            folder: setup.folder,
            fields: type.fields,
          })
    if (!('table' in source)) {
      if (source.diagnostic) diagnostics.push(source.diagnostic)
      continue
    }
    const own: GoodRow[] = []
    const rows = await readRows(rowSource(source), { type, file, context, onGood: row => own.push(row) })
    const told = 'query' in file ? toldOfQuery(file, rows) : rows.diagnostics
    diagnostics.push(...source.told, ...told)
    const input = source.input()
    if (!inputs.some(({ file }) => file === input.file)) inputs.push(input)
    files.push({
      file: source.shown,
      ...(source.sheet === undefined ? {} : { sheet: source.sheet }),
      type: type.id,
      encoding: source.encoding,
      read: rows.read,
      totals: rows.passedOver.filter(({ what }) => what === 'total').length,
      notes: rows.passedOver.filter(({ what }) => what === 'note').length,
    })
    passedOver += rows.passedOver.length
    if (told.every(({ severity }) => severity !== 'error')) for (const row of own) good.push(row)
    for (const row of rows.rejected) rejected.push(row)
  }
  const merged = mergeRows(good, type, context.zone)
  const read = good.length + rejected.length + passedOver
  const ignored = merged.ignored + passedOver
  return { type, ...merged, ignored, rejected: [...rejected, ...merged.rejected], read, files, inputs, diagnostics }
}

function identityOf(source: RecordSource): string {
  return 'query' in source ? `?\n${source.query}` : `${source.path}\n${source.sheet ?? ''}`
}

/** All types together; records whose time is that of a linked record get it here. */
function joined(readings: readonly TypeReading[], confirmedNone: ReadonlySet<string>): Records {
  const linked = resolveLinkedTimes(
    readings,
    readings.flatMap(reading => reading.waiting),
  )
  const events = new Map<string, readonly Event[]>([...confirmedNone].map(type => [type, []]))
  const countsByType = new Map<string, RowCounts>([...confirmedNone].map(type => [type, NO_ROWS]))
  const blankFields = new Map<string, ReadonlySet<string>>()
  const rejected: RejectedRow[] = []
  const files: FileCounts[] = []
  for (const { type, read, ignored, ...own } of readings) {
    const late = linked.events.filter(event => event.type === type.id)
    const accepted =
      late.length === 0 ? own.events : [...own.events, ...late].sort((one, other) => compareText(one.id, other.id))
    const refused = [...own.rejected, ...linked.rejected.filter(row => row.type === type.id)]
    events.set(type.id, accepted)
    blankFields.set(type.id, fieldsWithout(accepted, type))
    countsByType.set(type.id, { read, accepted: accepted.length, rejected: refused.length, ignored })
    files.push(...own.files.map(file => countsOf(file, accepted, refused)))
    for (const row of refused) rejected.push(row)
  }
  return {
    events,
    rejected: rejected.toSorted((one, other) => compareText(sourceName(one), sourceName(other)) || one.row - other.row),
    counts: [...countsByType.values()].reduce(addCounts, NO_ROWS),
    countsByType,
    blankFields,
    confirmedNone,
    files,
  }
}

/** What is read, and neither accepted nor sent back, nor passed over, repeats a row or was joined to one. */
function countsOf(file: FileRead, accepted: readonly Event[], refused: readonly RejectedRow[]): FileCounts {
  const name = sourceName(file)
  const own = {
    accepted: accepted.filter(({ source }) => source.file === name).length,
    rejected: refused.filter(row => sourceName(row) === name).length,
  }
  const ignored = file.read - own.accepted - own.rejected
  return { ...file, ...own, ignored, repeats: ignored - file.totals - file.notes }
}

function fieldsWithout(events: readonly Event[], { fields }: EventType): ReadonlySet<string> {
  const blank = new Set(fields.keys())
  for (const { values } of events) {
    for (const field of blank) if (values[field] !== undefined) blank.delete(field)
    if (blank.size === 0) break
  }
  return blank
}

const NO_ROWS: RowCounts = { read: 0, accepted: 0, rejected: 0, ignored: 0 }

function addCounts(one: RowCounts, other: RowCounts): RowCounts {
  return {
    read: one.read + other.read,
    accepted: one.accepted + other.accepted,
    rejected: one.rejected + other.rejected,
    ignored: one.ignored + other.ignored,
  }
}
