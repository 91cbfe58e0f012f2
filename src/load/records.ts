/** The record files of a folder in, accepted records and rejected rows out; every row ends in exactly one of three counts. */

import { compareText } from '../lib/order.ts'
import type { Zone } from '../model/calendar.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Event, EventType, Records, RejectedRow, RowCounts } from '../model/event.ts'
import type { RosterData } from '../model/people.ts'
import type { Setup } from '../model/setup.ts'
import { makeEvent, mergeRows, type MergeResult } from './merge.ts'
import { problem, wholeFile } from './problem.ts'
import { type GoodRow, readRows } from './rows.ts'
import { type InputFile, readSource, shownName } from './source-file.ts'
import type { ValueContext } from './values.ts'

export interface RecordsInput {
  readonly setup: Setup
  readonly eventTypes: ReadonlyMap<string, EventType>
  readonly roster: RosterData
  readonly zone: Zone
}

export interface RecordsReading {
  readonly records: Records
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

/** What the files of one type gave. */
interface TypeReading {
  readonly type: EventType
  readonly merged: MergeResult
  readonly rejected: readonly RejectedRow[]
  readonly read: number
}

export function loadRecords(input: RecordsInput): RecordsReading {
  const { setup, eventTypes } = input
  const context = valueContext(input)
  const diagnostics: Diagnostic[] = []
  const inputs: InputFile[] = []
  const files: Records['files'][number][] = []
  const readings: TypeReading[] = []
  const confirmedNone = new Set<string>()

  for (const [id, sources] of [...setup.records].sort(([one], [other]) => compareText(one, other))) {
    const type = eventTypes.get(id)
    if (!type) continue
    if (sources === 'none') {
      confirmedNone.add(id)
      continue
    }
    const good: GoodRow[] = []
    const rejected: RejectedRow[] = []
    let read = 0
    for (const file of sources) {
      const source = readSource(file.path, shownName(file.path, setup.folder), setup.folder, file.headerRow === undefined ? {} : { headerRow: file.headerRow })
      if ('diagnostic' in source) {
        diagnostics.push(source.diagnostic)
        continue
      }
      inputs.push({ file: source.file, sha256: source.sha256 })
      const rows = readRows(source, type, file, context)
      files.push({ file: source.file, type: id, encoding: source.encoding, rows: rows.read })
      diagnostics.push(...rows.diagnostics)
      good.push(...rows.good)
      rejected.push(...rows.rejected)
      read += rows.read
    }
    readings.push({ type, merged: mergeRows(good, type, input.zone), rejected, read })
  }

  const records = joined(readings, confirmedNone, files)
  if (records.counts.read === 0 && confirmedNone.size === 0 && diagnostics.every(one => one.severity !== 'error')) {
    diagnostics.push(
      problem('records-missing', wholeFile('appraisal.yaml'), {
        zh: '没有任何记录：文件夹里没有以记录类型命名的文件，appraisal.yaml 的 records 也没有列出文件',
        en: 'There are no records: no file in the folder is named after a record type, and records in appraisal.yaml lists none',
      }),
    )
  }
  return { records, diagnostics, inputs }
}

function valueContext({ roster, zone }: RecordsInput): ValueContext {
  const names = (rows: RosterData['sites']) => rows && new Map(rows.flatMap(row => [[row.name.normalize('NFKC'), row.id] as const, [row.id.normalize('NFKC'), row.id] as const]))
  const sites = names(roster.sites)
  const units = names(roster.units)
  return {
    zone,
    people: new Set(roster.spells.map(spell => spell.person)),
    ...(sites ? { sites } : {}),
    ...(units ? { units } : {}),
  }
}

/** All types together; records whose time is a linked record's get it here. */
function joined(readings: readonly TypeReading[], confirmedNone: ReadonlySet<string>, files: Records['files']): Records {
  const events = new Map<string, readonly Event[]>([...confirmedNone].map(type => [type, []]))
  for (const { type, merged } of readings) events.set(type.id, merged.events)
  const rejected = readings.flatMap(reading => [...reading.rejected, ...reading.merged.rejected])
  const rejectedByType = new Map(readings.map(({ type, merged, rejected: rows }) => [type.id, rows.length + merged.rejected.length]))

  // A record may take its time from one that itself waits: go round until nothing moves.
  let waiting = readings.flatMap(({ type, merged }) => merged.waiting.map(one => ({ type, ...one })))
  for (let moved = true; moved; ) {
    moved = false
    waiting = waiting.filter(({ type, row, id, link }) => {
      const linked = 'of' in type.at ? events.get(type.fields.get(type.at.of)?.of ?? '')?.find(event => event.id === link) : undefined
      if (!linked) return true
      events.set(type.id, [...(events.get(type.id) ?? []), makeEvent(row, type, id, linked.at)])
      moved = true
      return false
    })
  }
  for (const { type, row, link } of waiting) {
    rejected.push({
      file: row.file,
      row: row.row,
      value: link,
      type: type.id,
      reason: { zh: `找不到所对应的记录 ${link}，无法得知时间`, en: `The linked record ${link} is not there, so the time is not known` },
      expected: { zh: '已交来的记录的编号', en: 'the id of a record that was handed in' },
    })
    rejectedByType.set(type.id, (rejectedByType.get(type.id) ?? 0) + 1)
  }

  const countsByType = new Map<string, RowCounts>()
  for (const type of events.keys()) {
    const reading = readings.find(one => one.type.id === type)
    countsByType.set(type, {
      read: reading?.read ?? 0,
      accepted: events.get(type)?.length ?? 0,
      rejected: rejectedByType.get(type) ?? 0,
      ignored: reading?.merged.ignored ?? 0,
    })
  }
  const counts = [...countsByType.values()].reduce(addCounts, { read: 0, accepted: 0, rejected: 0, ignored: 0 })
  return {
    events,
    rejected: rejected.toSorted((one, other) => compareText(one.file, other.file) || one.row - other.row),
    counts,
    countsByType,
    confirmedNone,
    files,
  }
}

function addCounts(one: RowCounts, other: RowCounts): RowCounts {
  return {
    read: one.read + other.read,
    accepted: one.accepted + other.accepted,
    rejected: one.rejected + other.rejected,
    ignored: one.ignored + other.ignored,
  }
}
