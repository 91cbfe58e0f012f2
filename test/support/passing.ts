/** A pack, a roster and files of records in; what comes of them in the plain way, and judged as they are read, out. */

import { parseCutOff } from '../../src/calendar/cut-off.ts'
import { check, makeScope } from '../../src/check/index.ts'
import { compile } from '../../src/compile/index.ts'
import { completenessOf } from '../../src/completeness/index.ts'
import { loadRecords } from '../../src/load/records.ts'
import { parseYaml } from '../../src/load/yaml.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import type { RosterData, Spell } from '../../src/model/people.ts'
import type { Rulebook } from '../../src/model/rulebook.ts'
import type { Setup, SourceWords } from '../../src/model/setup.ts'
import type { Prepared } from '../../src/prepare.ts'
import { makeRoster } from '../../src/roster/roster.ts'
import { settlersFor } from '../../src/settle-records.ts'
import { setupOf } from '../load/support.ts'

/** Standards of every form that can be judged by a record alone, over a type with a field of every type. */
export const PASSING_PACK = `
pack: { id: passing, version: 1.0.0, title: { zh: 路过, en: Passing }, time-zone: Asia/Shanghai, calendar: office, currency: CNY }
calendars: { office: { hours: { mon-fri: [ 08:30-12:00, 13:30-17:30 ] } }, always: { hours: { daily: [ 00:00-24:00 ] } } }
posts:
  fitter: { title: { zh: 维修岗, en: Fitter }, level: staff }
  warden: { title: { zh: 管理岗, en: Warden }, level: staff }
events:
  repair:
    title: { zh: 报修, en: Repair }
    id: order_no
    at: reported_at
    entered-at: entered_on
    fields:
      order_no: { type: text, required: true, title: { zh: 单号, en: Order } }
      reported_at: { type: date-time, required: true, title: { zh: 报修时间, en: Reported } }
      arrived_at: { type: date-time, title: { zh: 到场时间, en: Arrived } }
      done_at: { type: date-time, title: { zh: 完工时间, en: Done } }
      due_on: { type: date, title: { zh: 约定日期, en: Due } }
      entered_on: { type: date, title: { zh: 录入日期, en: Entered } }
      slot: { type: time, title: { zh: 时刻, en: Slot } }
      class: { type: choice, title: { zh: 类别, en: Class }, choices: { minor: { zh: 零星, en: Minor }, large: { zh: 大修, en: Large } } }
      hours: { type: number, title: { zh: 工时, en: Hours } }
      is_urgent: { type: yes-no, title: { zh: 急修, en: Urgent } }
      technician: { type: person, required: true, title: { zh: 维修工, en: Technician } }
      helpers: { type: list, item: person, title: { zh: 协助, en: Helpers } }
      note: { type: text, title: { zh: 备注, en: Note } }
      place: { type: text, required: true, title: { zh: 地点, en: Place } }
      code: { type: text, title: { zh: 代码, en: Code } }
    derive:
      waited: { elapsed: { from: reported_at, to: arrived_at, unit: working minutes } }
standards:
  arrive: { title: { zh: 到场, en: Arrive }, kind: deadline, event: repair, to: arrived_at, within: 30 minutes, charge: technician }
  arrive-working: { title: { zh: 工作时间到场, en: Arrive in working time }, kind: deadline, event: repair, to: arrived_at, within: 2 working hours, charge: technician, when: { class: minor } }
  done: { title: { zh: 完工, en: Done }, kind: deadline, event: repair, to: done_at, within: 3 days, grace: 2 hours, charge: [ technician, helpers ], except: { urgent: { title: { zh: 急修, en: Urgent }, when: { is_urgent: true } } } }
  between: { title: { zh: 之间, en: Between }, kind: deadline, event: repair, to: done_at, between: [ 1 hours, 5 days ], charge: { first: [ { when: { class: large }, charge: { post: warden } }, { charge: technician } ] } }
  by-date: { title: { zh: 约定, en: By }, kind: deadline, event: repair, to: done_at, by: due_on, charge: technician, if-missing: missed }
  short: { title: { zh: 工时, en: Hours }, kind: requirement, event: repair, require: { any: [ { fact: hours, operator: lessThanInclusive, value: 8 }, { not: { code: X1 } } ] }, charge: technician, effective: { from: 2024-03-01 } }
  waited: { title: { zh: 等候, en: Waited }, kind: requirement, event: repair, require: { fact: waited, operator: lessThan, value: 120 }, charge: technician, when: { fact: slot, operator: lessThan, value: "18:00" } }
scorecards:
  fitter: { title: { zh: 维修岗, en: Fitter }, posts: [fitter], sections: { all: { title: { zh: 全部, en: All }, marks: 100, method: rate, items: [ { standards: '*' } ] } } }
  warden: { title: { zh: 管理岗, en: Warden }, posts: [warden], sections: { all: { title: { zh: 全部, en: All }, marks: 100, method: rate, items: [ { standards: '*' } ] } } }
`

export function passingRulebook(pack: string = PASSING_PACK): Rulebook {
  const { file } = parseYaml(pack, 'pack.yaml')
  const { rulebook, diagnostics } = compile([file], { sha256: '' })
  if (rulebook) return rulebook
  throw new Error(diagnostics.map(one => `${one.code} ${one.message.en}`).join('\n'))
}

export interface PassingStory {
  readonly rulebook: Rulebook
  readonly folder: string
  readonly paths: readonly string[]
  readonly spells: RosterData['spells']
  readonly words?: SourceWords
  /** Files of so many bytes together are judged as they are read; absent: none are. */
  readonly largeFrom?: number
}

/** Everything that is told of the records and of what they came to, as plain data. */
export async function toldOf({ rulebook, folder, paths, spells, words = {}, largeFrom }: PassingStory) {
  const records = new Map([['repair', paths.map(path => ({ path, ...words }))]])
  const setup: Setup = setupOf(folder, { records, asOf: '2024-07-05' })
  const { zone } = rulebook
  const cutOff = parseCutOff(setup.asOf, zone)
  if (!cutOff) throw new Error('no cut-off')
  const data: RosterData = { spells }
  const roster = makeRoster(data, zone)
  const history = { appraisals: [], carried: [] }
  const { period, recordsFrom } = setup
  const scope = makeScope({ rulebook, period, cutOff, recordsFrom, roster, history, confirmedNone: new Set() })
  const ground = { rulebook, setup, roster, scope, cutOff, history, waivers: [], appeals: [], notices: [] }
  const settling = largeFrom === undefined ? {} : { settling: { settlers: settlersFor(ground), largeFrom } }
  const reading = await loadRecords({ setup, eventTypes: rulebook.eventTypes, roster: data, zone, ...settling })
  const { records: read, diagnostics, inputs } = reading
  return toldOfRecords({ rulebook, setup, roster, history, scope, cutOff, records: read, inputs }, diagnostics)
}

type Judged = Pick<Prepared, 'rulebook' | 'setup' | 'roster' | 'history' | 'scope' | 'cutOff' | 'records' | 'inputs'>

/** Of records that were read, in one way or the other. */
export function toldOfRecords(prepared: Judged, diagnostics: readonly Diagnostic[]) {
  const { rulebook, history, scope, inputs } = prepared
  const checked = check({ rulebook, records: prepared.records, history, scope, withTraces: true })
  const { events, settled, blankFields, ...told } = prepared.records
  const read = new Set(rulebook.standards.flatMap(({ fields }) => fields.repair ?? []))
  return {
    settled: (settled?.get('repair') ?? []).reduce((sum, { count }) => sum + count, 0),
    parts: settled?.get('repair')?.length ?? 0,
    kept: events.get('repair')?.length ?? 0,
    told: plain({
      ...told,
      blank: new Set([...(blankFields.get('repair') ?? [])].filter(name => read.has(name))),
      diagnostics,
      inputs,
      checked,
      completeness: completenessOf({ ...prepared, results: checked.standards }),
    }),
  }
}

/** Maps and sets in order, so that two of them can be held against each other. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return { map: [...value].map(plain).toSorted(byText) }
  if (value instanceof Set) return { set: [...value].map(plain).toSorted(byText) }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}

function byText(one: unknown, other: unknown): number {
  const [first, second] = [JSON.stringify(one), JSON.stringify(other)]
  return first < second ? -1 : first > second ? 1 : 0
}

const person = (id: string, name: string, post: string, more: Partial<Spell> = {}): Spell => ({
  person: id,
  name,
  post,
  unit: '一部',
  sites: [],
  share: 1,
  values: { id },
  ...more,
})

/** Somebody who changes posts in the period, two who bear one name, somebody who leaves. */
export const PASSING_SPELLS: readonly Spell[] = [
  person('0012', '张三', 'fitter'),
  person('E1', '李四', 'fitter', { unit: '二部' }),
  person('E2', '王五', 'fitter', { to: 19_800 }),
  person('E2', '王五', 'warden', { from: 19_801 }),
  person('E3', '赵六', 'fitter', { to: 19_790 }),
  person('E4', '赵六', 'warden'),
]
