/** The roster's files in (people, sites, units), the roster as data out; nobody without id, name and post is in it. */

import { nearest } from '../lib/nearest.ts'
import { compareText } from '../lib/order.ts'
import type { Zone } from '../model/calendar.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { EventType, RejectedRow } from '../model/event.ts'
import type { PlaceRow, RosterData, Spell } from '../model/people.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { RecordFile, Setup } from '../model/setup.ts'
import type { Value } from '../model/value.ts'
import { formatDay } from '../calendar/day.ts'
import { problem, wholeFile } from './problem.ts'
import { type GoodRow, readRows } from './rows.ts'
import { type InputFile, readSource, shownName } from './source-file.ts'
import type { ValueContext } from './values.ts'

export interface RosterInput {
  readonly setup: Setup
  readonly types: Rulebook['rosterTypes']
  readonly zone: Zone
}

export interface RosterReading {
  readonly roster: RosterData
  readonly rejected: readonly RejectedRow[]
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

export function loadRoster({ setup, types, zone }: RosterInput): RosterReading {
  const sites = setup.sites && readFile(setup.sites, types.site, setup, { zone })
  const units = setup.units && readFile(setup.units, types.unit, setup, { zone })
  const siteRows = sites?.rows.map(placeRow)
  const unitRows = units?.rows.map(placeRow)
  const context: ValueContext = {
    zone,
    ...(siteRows ? { sites: byIdAndName(siteRows) } : {}),
    ...(unitRows ? { units: byIdAndName(unitRows) } : {}),
  }
  const people = readFile(setup.people, types.person, setup, context)
  const spells = people.rows.map(spellOf)
  const readings = [sites, units, people].filter(one => one !== undefined)
  const diagnostics = readings.flatMap(one => one.diagnostics)
  if (diagnostics.every(one => one.severity !== 'error')) diagnostics.push(...rosterProblems(spells, setup))
  return {
    roster: { spells, ...(siteRows ? { sites: siteRows } : {}), ...(unitRows ? { units: unitRows } : {}) },
    rejected: readings.flatMap(one => one.rejected),
    diagnostics,
    inputs: readings.flatMap(one => one.inputs),
  }
}

interface FileReading {
  readonly rows: readonly GoodRow[]
  readonly rejected: readonly RejectedRow[]
  readonly diagnostics: readonly Diagnostic[]
  readonly inputs: readonly InputFile[]
}

function readFile(file: RecordFile, type: EventType, setup: Setup, context: ValueContext): FileReading {
  const source = readSource(file.path, shownName(file.path, setup.folder), setup.folder)
  if ('diagnostic' in source) return { rows: [], rejected: [], diagnostics: [source.diagnostic], inputs: [] }
  const { good, rejected, diagnostics } = readRows(source, type, file, context)
  const told = rejected.map(row =>
    problem(
      'roster-row',
      { file: row.file, line: row.row, column: 1 },
      { zh: `第 ${row.row} 行没有采用：${row.reason.zh}；应为${row.expected.zh}`, en: `Row ${row.row} was not taken: ${row.reason.en}; expected ${row.expected.en}` },
    ),
  )
  return { rows: good, rejected, diagnostics: [...diagnostics, ...told], inputs: [{ file: source.file, sha256: source.sha256 }] }
}

export function placeRow(row: GoodRow): PlaceRow {
  const { id, name = id, unit } = row.values
  return { id: String(id), name: String(name), ...(unit === undefined ? {} : { unit: String(unit) }), values: { ...row.values } }
}

function byIdAndName(rows: readonly PlaceRow[]): ReadonlyMap<string, string> {
  return new Map(rows.flatMap(row => [[row.name.normalize('NFKC'), row.id] as const, [row.id.normalize('NFKC'), row.id] as const]))
}

export function spellOf({ values }: GoodRow): Spell {
  const text = (name: string): string | undefined => (values[name] === undefined ? undefined : String(values[name]))
  const number = (value: Value | undefined): number | undefined => (typeof value === 'number' ? value : undefined)
  const sites = values.sites
  const from = number(values.from)
  const to = number(values.to)
  const unit = text('unit')
  const reportsTo = text('reports_to')
  const bonusBase = text('bonus_base')
  return {
    person: text('id') ?? '',
    name: text('name') ?? '',
    post: text('post') ?? '',
    ...(unit === undefined ? {} : { unit }),
    sites: typeof sites === 'object' ? sites.map(String) : sites === undefined ? [] : [String(sites)],
    ...(reportsTo === undefined ? {} : { reportsTo }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    share: number(values.share) ?? 1,
    ...(bonusBase === undefined ? {} : { bonusBase }),
    values: { ...values },
  }
}

function rosterProblems(spells: readonly Spell[], setup: Setup): readonly Diagnostic[] {
  const file = wholeFile(shownName(setup.people.path, setup.folder))
  if (spells.length === 0) return [problem('people-missing', file, { zh: '人员名册里没有任何人', en: 'The roster holds nobody' })]
  const { from, to, name } = setup.period
  const isInPeriod = (spell: Spell) => (spell.from ?? from) <= to && (spell.to ?? to) >= from
  if (!spells.some(isInPeriod)) {
    return [problem('people-none-in-period', file, { zh: `${name} 期间没有任何人在岗`, en: `Nobody is in post during ${name}` })]
  }
  const known = new Set(spells.map(spell => spell.person))
  const found: Diagnostic[] = []
  for (const [person, own] of [...Map.groupBy(spells, spell => spell.person)].sort(([one], [other]) => compareText(one, other))) {
    const names = [...new Set(own.map(spell => spell.name))]
    if (names.length > 1) {
      found.push(problem('staff-number-twice', file, { zh: `工号 ${person} 有两个姓名：${names.join('、')}`, en: `Staff number ${person} has two names: ${names.join(', ')}` }))
    }
    const inOrder = own.toSorted((one, other) => (one.from ?? Number.NEGATIVE_INFINITY) - (other.from ?? Number.NEGATIVE_INFINITY))
    inOrder.forEach((spell, at) => {
      if (spell.from !== undefined && spell.to !== undefined && spell.to < spell.from) {
        found.push(problem('spell-reversed', file, { zh: `${person} ${spell.name}：结束日期 ${formatDay(spell.to)} 早于开始日期 ${formatDay(spell.from)}`, en: `${person} ${spell.name}: the spell ends on ${formatDay(spell.to)}, before it starts on ${formatDay(spell.from)}` }))
      }
      const next = inOrder[at + 1]
      if (next && (spell.to ?? Number.POSITIVE_INFINITY) >= (next.from ?? Number.NEGATIVE_INFINITY)) {
        found.push(problem('spells-overlap', file, { zh: `${person} ${spell.name}：两段任职重叠（${spell.post} 与 ${next.post}）`, en: `${person} ${spell.name}: two spells overlap (${spell.post} and ${next.post})` }))
      }
    })
    for (const boss of new Set(own.map(spell => spell.reportsTo))) {
      if (boss === undefined || known.has(boss)) continue
      const meant = nearest(boss, known)
      found.push(
        problem('reports-to-unknown', file, { zh: `${person} 的上级 ${boss} 不在名册里`, en: `${boss}, to whom ${person} reports, is not in the roster` }, meant === undefined ? {} : { hint: { zh: `是不是 ${meant}？`, en: `Did you mean ${meant}?` } }),
      )
    }
  }
  return found
}
