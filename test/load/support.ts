/** What the tests of loading share: a record type for repair orders, and folders with files that vanish after the test. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parseDay } from '../../src/calendar/day.ts'
import { makePeriod } from '../../src/calendar/period.ts'
import { makeZone } from '../../src/calendar/zone.ts'
import type { Format, Pieces, RawRow, TableOptions } from '../../src/load/formats/table.ts'
import type { HistoryInput } from '../../src/load/history.ts'
import { valueContext } from '../../src/load/records.ts'
import type { Zone } from '../../src/model/calendar.ts'
import type { AtSource, EventType, Field, FieldType } from '../../src/model/event.ts'
import type { Message } from '../../src/model/message.ts'
import type { RosterData } from '../../src/model/people.ts'
import type { Setup } from '../../src/model/setup.ts'
import type { Place } from '../../src/model/source.ts'

export function zone(name = 'Asia/Shanghai'): Zone {
  const made = makeZone(name)
  if (!made) throw new Error(`no zone ${name}`)
  return made
}

export function day(text: string): number {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new Error(`no day ${text}`)
  return parsed
}

/** The instant of a civil time in Shanghai. */
export function at(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}+08:00`) / 1000
}

export function field(name: string, type: FieldType, more: Partial<Field> = {}): Field {
  return { name, type, title: { zh: name, en: name }, aliases: [], required: false, shown: 'always', ...more }
}

const place: Place = { path: [], span: () => ({ file: 'pack.yaml', line: 1, column: 1 }), at: () => place }

export function eventType(
  id: string,
  source: AtSource,
  fields: readonly Field[],
  more: Partial<EventType> = {},
): EventType {
  return {
    id,
    title: { zh: id, en: id },
    at: source,
    fields: new Map(fields.map(one => [one.name, one])),
    derive: new Map(),
    place,
    ...more,
  }
}

const titled = (zh: string, en: string): { readonly title: Message } => ({ title: { zh, en } })

export const CHOICES = new Map([
  ['minor', { zh: '零星维修', en: 'Minor repair' }],
  ['indoor-small', { zh: '室内小型', en: 'Small indoor repair' }],
])

export const repair = eventType(
  'repair',
  { field: 'reported_at' },
  [
    field('order_no', 'text', { required: true, ...titled('工单号', 'Order no.'), aliases: ['单号'] }),
    field('reported_at', 'date-time', { required: true, ...titled('报修时间', 'Reported at') }),
    field('arrived_at', 'date-time', titled('到场时间', 'Arrived at')),
    field('class', 'choice', { ...titled('类别', 'Class'), choices: CHOICES }),
    field('hours', 'number', titled('工时', 'Hours')),
    field('technician', 'person', titled('维修工', 'Technician')),
    field('site', 'site', titled('楼栋', 'Building')),
  ],
  { title: { zh: '报修工单', en: 'Repair order' }, idField: 'order_no' },
)

export const callback = eventType(
  'callback',
  { of: 'ref' },
  [field('ref', 'record', { of: 'repair', ...titled('工单', 'Order') }), field('result', 'text')],
  { title: { zh: '回访', en: 'Callback' } },
)

export const types: ReadonlyMap<string, EventType> = new Map([repair, callback].map(type => [type.id, type]))

export const roster: RosterData = {
  spells: ['0012', 'E1'].map(person => ({
    person,
    name: `N${person}`,
    post: 'plumber',
    sites: [],
    share: 1,
    values: { id: person },
  })),
}

/** A text as it comes from a file, cut into pieces of so many letters. */
export async function* inPieces(text: string, letters = Number.POSITIVE_INFINITY): Pieces {
  for (let at = 0; at < text.length; at += letters) yield text.slice(at, at + letters)
}

export interface WholeTable {
  readonly headers: readonly string[]
  readonly headerRow: number
  readonly rows: readonly RawRow[]
}

/** What a format reads a text into, all rows together. */
export async function readWhole(
  format: Format,
  pieces: Pieces,
  options: TableOptions = { isKnown: () => false },
): Promise<WholeTable | { readonly problem: Message }> {
  const table = await format.read(pieces, options)
  if ('problem' in table) return table
  const rows: RawRow[] = []
  for await (const batch of table.rows) {
    if ('problem' in batch) return batch
    rows.push(...batch)
  }
  return { headers: table.headers, headerRow: table.headerRow, rows }
}

/** What cells are read against: this roster, in Shanghai. */
export function valueContextOf(data = roster) {
  return valueContext({ roster: data, zone: zone() })
}

/** A folder with these files (path → text or bytes); it is removed when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-load-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** What history is held against: the record types here, two grades, a pack of its own. */
export const rulebook: HistoryInput['rulebook'] = {
  eventTypes: types,
  zone: zone(),
  pack: {
    id: 'small',
    version: '1.0.0',
    title: titled('小', 'Small').title,
    sha256: '',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
  },
  grades: {
    bands: [
      {
        id: 'excellent',
        ...titled('优秀', 'Excellent'),
        from: { dated: [{ from: Number.NEGATIVE_INFINITY, value: 90 }] },
      },
      { id: 'good', ...titled('良好', 'Good'), from: { dated: [{ from: Number.NEGATIVE_INFINITY, value: 80 }] } },
    ],
    span: { file: 'pack.yaml', line: 1, column: 1 },
  },
}

export function setupOf(folder: string, more: Partial<Setup> = {}): Setup {
  const period = makePeriod({ name: '2024-H1', from: day('2024-01-01'), to: day('2024-06-30') })
  return {
    folder,
    period,
    asOf: '2024-06-30',
    recordsFrom: period.from,
    state: 'draft',
    people: { path: join(folder, 'people.csv') },
    records: new Map(),
    history: [],
    ...more,
  }
}
