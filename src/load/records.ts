/** The record files of a folder in, accepted records and rejected rows out; every row ends in exactly one of three counts. */

import { existsSync, statSync } from 'node:fs'
import { compareText } from '../lib/order.ts'
import { withSmallYoungGeneration } from '../lib/young-generation.ts'
import type { Zone } from '../model/calendar.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Event, EventType, FileCounts, Records, RejectedRow, RowCounts } from '../model/event.ts'
import type { RosterData } from '../model/people.ts'
import type { Settled } from '../model/settled.ts'
import type { Settler } from '../model/settling.ts'
import type { RecordFile, RecordSource, Setup } from '../model/setup.ts'
import type { Environment } from './database/environment.ts'
import { type Database, openDatabase, toldOfQuery } from './database/index.ts'
import { isWorkbook } from './formats/index.ts'
import { resolveLinkedTimes } from './linked-times.ts'
import { idOf, mergeRows, type WaitingRow } from './merge.ts'
import {
  type BegunFiles,
  beginFiles,
  openPassing,
  type PassedSource,
  type Passing,
  type PassingHelpers,
  passingFormat,
} from './passing/index.ts'
import { placeNames } from './place-names.ts'
import { problem, wholeFile } from './problem.ts'
import { type GoodRow, readRows } from './rows.ts'
import { type InputFile, readSource, rowSource, type SourceTable, shownName } from './source-file.ts'
import { queryName, sourceName } from './source-name.ts'
import type { ValueContext } from './values.ts'
import { leaves } from './whole-file.ts'

export interface RecordsInput {
  readonly setup: Setup
  readonly eventTypes: ReadonlyMap<string, EventType>
  readonly roster: RosterData
  readonly zone: Zone
  /** Says how a database is reached; left out: that of the process. */
  readonly environment?: Environment
  /** Judges records of large files as they are read; absent: every record is kept. */
  readonly settling?: Settling
}

export interface Settling {
  /** By record type, those whose records can be judged by themselves: a new one each time. */
  readonly settlers: ReadonlyMap<string, () => Settler>
  /** Files of one type that have so many bytes together are large. */
  readonly largeFrom: number
  /** Other threads that take part; absent: none do. */
  readonly helpers?: PassingHelpers
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
  const all = [...setup.records].toSorted(([one], [other]) => compareText(one, other))
  const confirmedNone = new Set(all.flatMap(([id, sources]) => (sources === 'none' ? [id] : [])))
  const toRead = all.flatMap(([id, sources]) => {
    const type = eventTypes.get(id)
    if (sources === 'none' || !type) return []
    // The same file or query named twice is read once: its rows are one set of rows.
    const distinct = [...new Map(sources.map(one => [identityOf(one), one])).values()]
    const large = largeFiles(type, distinct, input)
    // Others go on to the next type while what is left of one is looked at here.
    return { type, sources: distinct, large: large && { ...large, begun: begin(large, 0, new Set()) } }
  })
  const database = openDatabase(input.zone, input.environment)
  try {
    for (const { type, sources, large } of toRead)
      readings.push(await readType(type, sources, { setup, context, database }, large))
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
type FileRead = Omit<FileCounts, 'accepted' | 'rejected' | 'ignored' | 'repeats'> & { readonly settled: number }

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
  readonly settled?: readonly Settled[]
}

interface Surroundings {
  readonly setup: Setup
  readonly context: ValueContext
  readonly database: Database
}

async function readType(
  type: EventType,
  sources: readonly RecordSource[],
  surroundings: Surroundings,
  large: BegunLarge | undefined,
): Promise<TypeReading> {
  const passed = large && (await readPassing(large, surroundings))
  return passed ?? (await readPlainly(type, sources, surroundings))
}

async function readPlainly(
  type: EventType,
  sources: readonly RecordSource[],
  { setup, context, database }: Surroundings,
): Promise<TypeReading> {
  const queries = sources.filter(one => 'query' in one)
  const open = async (source: RecordSource) =>
    'query' in source
      ? await database.read(source, { shown: queryName(source, type, queries.indexOf(source) + 1), type })
      : await readSource(source, {
          shown: shownName(source.path, setup.folder),
          folder: setup.folder,
          fields: type.fields,
        })
  const { good, ...reading } = await readSources(type, sources, { context, open })
  return joinRows(type, good, reading, context)
}

/** Files of a type that are judged as they are read. */
interface LargeFiles {
  readonly type: EventType
  readonly files: readonly RecordFile[]
  readonly makeSettler: () => Settler
  readonly helpers: PassingHelpers | undefined
}

interface BegunLarge extends LargeFiles {
  readonly begun: BegunFiles
}

const NONE_BEGUN: BegunFiles = new Map()

/** Undefined: they are small, or have to be read in the plain way. */
function largeFiles(
  type: EventType,
  sources: readonly RecordSource[],
  { setup, settling }: RecordsInput,
): LargeFiles | undefined {
  const makeSettler = settling?.settlers.get(type.id)
  const files = sources.flatMap(source => ('path' in source && isPassable(source.path, setup) ? [source] : []))
  if (!settling || !makeSettler || files.length < sources.length) return undefined
  if (files.reduce((sum, { path }) => sum + statSync(path).size, 0) < settling.largeFrom) return undefined
  return { type, files, makeSettler, helpers: settling.helpers }
}

function begin({ type, files, helpers }: LargeFiles, attempt: number, keptIds: ReadonlySet<number>): BegunFiles {
  return helpers ? beginFiles(files, { type: type.id, attempt, keptIds }, helpers) : NONE_BEGUN
}

/** Undefined: one of the files has to be read in the plain way. */
async function readPassing(large: BegunLarge, { setup, context }: Surroundings): Promise<TypeReading | undefined> {
  const { type, files, makeSettler } = large
  const keptIds = new Set<number>()
  let { begun } = large
  let isShareable = true
  for (let attempt = 1; ; attempt++) {
    const settler = makeSettler()
    const passing = openPassing({ type, folder: setup.folder, context, settler, keptIds, begun })
    const passed = await passAll(files, passing)
    if (!passed) return undefined
    if (passed === 'not-shareable') isShareable = false
    else {
      const { settled, doubtful } = passing.end()
      const { good, ...reading } = await readSources(type, files, { context, open: async file => passed.get(file) })
      // What stands in several rows is joined, told or sent back by the plain way: all its rows are kept the next time.
      const again = doubtful(good.flatMap(row => idOf(row, type) ?? []))
      if (again.size === 0) return { ...joinRows(type, good, reading, context), settled }
      for (const print of again) keptIds.add(print)
    }
    begun = isShareable ? begin(large, attempt, keptIds) : NONE_BEGUN
  }
}

async function passAll(
  files: readonly RecordFile[],
  passing: Passing,
): Promise<ReadonlyMap<RecordSource, PassedSource> | 'not-shareable' | undefined> {
  const passed = new Map<RecordSource, PassedSource>()
  for (const file of files) {
    const source = await passing.open(file)
    if (source === 'not-shareable') return source
    if (typeof source === 'string') return undefined
    passed.set(file, source)
  }
  return passed
}

/** What cannot be read is told by the plain way. */
function isPassable(path: string, { folder }: Setup): boolean {
  return passingFormat(path) !== undefined && existsSync(path) && statSync(path).isFile() && !leaves(path, folder)
}

type Opened = SourceTable & { readonly settled?: number }

/** The rows of all files, before those of one id are held against each other. */
interface RowsOfType extends Pick<TypeReading, 'rejected' | 'files' | 'inputs' | 'diagnostics'> {
  readonly good: readonly GoodRow[]
  readonly passedOver: number
}

async function readSources(
  type: EventType,
  sources: readonly RecordSource[],
  {
    context,
    open,
  }: {
    readonly context: ValueContext
    readonly open: (source: RecordSource) => Promise<Opened | { readonly diagnostic?: Diagnostic } | undefined>
  },
): Promise<RowsOfType> {
  const good: GoodRow[] = []
  const rejected: RejectedRow[] = []
  const files: FileRead[] = []
  const inputs: InputFile[] = []
  const diagnostics: Diagnostic[] = []
  let passedOver = 0
  for (const file of sources) {
    const source = await open(file)
    if (!source || !('table' in source)) {
      if (source?.diagnostic) diagnostics.push(source.diagnostic)
      continue
    }
    const { settled = 0 } = source
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
      read: rows.read + settled,
      settled,
      totals: rows.passedOver.filter(({ what }) => what === 'total').length,
      notes: rows.passedOver.filter(({ what }) => what === 'note').length,
    })
    passedOver += rows.passedOver.length
    if (told.every(({ severity }) => severity !== 'error')) for (const row of own) good.push(row)
    for (const row of rows.rejected) rejected.push(row)
  }
  return { good, rejected, files, inputs, diagnostics, passedOver }
}

function joinRows(
  type: EventType,
  good: readonly GoodRow[],
  { passedOver, rejected, ...reading }: Omit<RowsOfType, 'good'>,
  { zone }: ValueContext,
): TypeReading {
  const merged = mergeRows(good, type, zone)
  const read = good.length + rejected.length + passedOver
  const ignored = merged.ignored + passedOver
  return { type, ...reading, ...merged, ignored, rejected: [...rejected, ...merged.rejected], read }
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
  const settled = new Map<string, readonly Settled[]>()
  for (const { type, read, ignored, ...own } of readings) {
    const late = linked.events.filter(event => event.type === type.id)
    const accepted =
      late.length === 0 ? own.events : [...own.events, ...late].sort((one, other) => compareText(one.id, other.id))
    const refused = [...own.rejected, ...linked.rejected.filter(row => row.type === type.id)]
    events.set(type.id, accepted)
    const count = own.settled?.reduce((sum, one) => sum + one.count, 0) ?? 0
    const filled = own.settled?.flatMap(one => one.filled) ?? []
    if (own.settled) settled.set(type.id, own.settled)
    blankFields.set(type.id, fieldsWithout(accepted, type).difference(new Set(filled)))
    countsByType.set(type.id, {
      read: read + count,
      accepted: accepted.length + count,
      rejected: refused.length,
      ignored,
    })
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
    ...(settled.size > 0 ? { settled } : {}),
  }
}

/** What is read, and neither accepted nor sent back, nor passed over, repeats a row or was joined to one. */
function countsOf(
  { settled, ...file }: FileRead,
  accepted: readonly Event[],
  refused: readonly RejectedRow[],
): FileCounts {
  const name = sourceName(file)
  const own = {
    accepted: settled + accepted.filter(({ source }) => source.file === name).length,
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
