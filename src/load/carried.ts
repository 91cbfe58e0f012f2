/** The lines of an earlier `carried.ndjson` in, the cases that it left open out; a line that is none is told. */

import { parseDay } from '../calendar/day.ts'
import { parseJson } from '../lib/json.ts'
import { isMap } from '../lib/map.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { CarriedCase, Event, EventType, Field, FieldType, RecordRef } from '../model/event.ts'
import type { Value } from '../model/value.ts'
import { decodeUtf8 } from './encoding.ts'
import { problem } from './problem.ts'

export interface CarriedReading {
  readonly carried: readonly CarriedCase[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Values of all lines together: a hundred thousand open cases. */
const MOST_VALUES = 1_500_000
/** So many bad lines are told; a file with more of them is no such file. */
const MOST_TOLD = 20

export function readCarried(
  bytes: Uint8Array,
  file: string,
  eventTypes: ReadonlyMap<string, EventType>,
): CarriedReading {
  const carried: CarriedCase[] = []
  const diagnostics: Diagnostic[] = []
  let left = MOST_VALUES
  for (const { line, text } of linesOf(bytes)) {
    const parsed = text === undefined ? undefined : parseJson(text, left)
    const found = parsed && 'value' in parsed ? toCarried(parsed.value, eventTypes) : undefined
    if (found) carried.push(found)
    else diagnostics.push(unsound(file, line))
    if (diagnostics.length >= MOST_TOLD) break
    left -= parsed && 'count' in parsed ? parsed.count : 0
  }
  return { carried, diagnostics }
}

function unsound(file: string, line: number): Diagnostic {
  return problem(
    'history-unreadable',
    { file, line, column: 1 },
    {
      zh: `${file} 第 ${line} 行不是完好的结转个案：请用当时生成的原文件`,
      en: `Line ${line} of ${file} is no sound carried case: use the file as it was written`,
    },
  )
}

const LINE_FEED = 0x0a

/** Those that hold something; a text is undefined where its bytes are none. */
function* linesOf(bytes: Uint8Array): Generator<{ readonly line: number; readonly text: string | undefined }> {
  let line = 0
  for (let start = 0; start < bytes.length; ) {
    line++
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found === -1 ? bytes.length : found
    const text = decodeUtf8(bytes.subarray(start, end))?.replace(/\r$/, '')
    if (text !== '') yield { line, text }
    start = end + 1
  }
}

function toCarried(value: unknown, eventTypes: ReadonlyMap<string, EventType>): CarriedCase | undefined {
  if (!isMap(value) || !Array.isArray(value.records)) return undefined
  const { standard, case: id, from, slot } = value
  const list: readonly unknown[] = value.records
  const records = list.map(one => toEvent(one, eventTypes)).filter(one => one !== undefined)
  if (typeof standard !== 'string' || typeof id !== 'string' || typeof from !== 'string') return undefined
  if (records.length < list.length) return undefined
  const open = { standard, case: id, from, records }
  if (slot === undefined) return open
  if (!isMap(slot) || typeof slot.owner !== 'string') return undefined
  const [first, last] = [parseDay(String(slot.from)), parseDay(String(slot.to))]
  return first === undefined || last === undefined
    ? undefined
    : { ...open, slot: { from: first, to: last, owner: slot.owner } }
}

function toEvent(record: unknown, eventTypes: ReadonlyMap<string, EventType>): Event | undefined {
  if (!isMap(record) || !isMap(record.values) || !isMap(record.grain ?? {})) return undefined
  const { type, id, at, values, grain = {} } = record
  if (typeof type !== 'string' || typeof id !== 'string' || !isTime(at)) return undefined
  const fields = eventTypes.get(type)?.fields
  const isSound = Object.entries(values).every(([name, value]) => isOfField(value, fields?.get(name)))
  const source = toSource(record.source)
  const cuts = Object.entries(Object(grain)).every(([, seconds]) => Number.isInteger(seconds) && Number(seconds) > 0)
  return isSound && source && cuts ? ({ ...record, source } as unknown as Event) : undefined
}

function toSource(source: unknown): RecordRef | undefined {
  if (!isMap(source)) return undefined
  const { file, row, id } = source
  return typeof file === 'string' && Number.isInteger(row) && typeof id === 'string'
    ? { file, row: Number(row), id }
    : undefined
}

/** Some hundred thousand years: what calendars can reckon with. */
const LATEST_SECOND = 8.64e12

function isTime(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) <= LATEST_SECOND
}

const NUMBERS: ReadonlySet<FieldType> = new Set(['number', 'date-time', 'date', 'time'])

/** The pack may have changed since; a field that it no longer has may hold any plain value. */
function isOfField(value: unknown, field: Field | undefined): value is Value {
  if (Array.isArray(value)) return value.every(one => isScalar(one) && (!field || isOfType(one, field.item ?? 'text')))
  return isScalar(value) && (!field || field.type === 'list' || isOfType(value, field.type))
}

function isScalar(value: unknown): value is string | number | boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}

function isOfType(value: string | number | boolean, type: FieldType): boolean {
  if (type === 'number') return typeof value === 'number'
  if (NUMBERS.has(type)) return isTime(value)
  return typeof value === (type === 'yes-no' ? 'boolean' : 'string')
}
