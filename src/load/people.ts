/** The roster's files in (people, sites, units), the roster as data out; nobody without id, name and post is in it. */

import { formatDay } from '../calendar/day.ts'
import { nearest } from '../lib/nearest.ts'
import { compareText } from '../lib/order.ts'
import type { Zone } from '../model/calendar.ts'
import type { Diagnostic, Span } from '../model/diagnostic.ts'
import type { EventType, RejectedRow } from '../model/event.ts'
import type { PlaceRow, RosterData, Spell } from '../model/people.ts'
import type { Rulebook } from '../model/rulebook.ts'
import type { RecordFile, Setup } from '../model/setup.ts'
import { placeNames } from './place-names.ts'
import { didYouMean, problem, wholeFile } from './problem.ts'
import { faultsOf } from './problem-groups.ts'
import { type GoodRow, readRows } from './rows.ts'
import { type InputFile, readSource, rowSource, shownName } from './source-file.ts'
import { type SourceName, sourceName } from './source-name.ts'
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

export async function loadRoster({ setup, types, zone }: RosterInput): Promise<RosterReading> {
  const units = setup.units && (await readFile(setup.units, types.unit, setup, { zone }))
  const unitRows = units?.rows.map(placeRow)
  const knownUnits = unitRows ? { units: placeNames(unitRows).ids } : {}
  const sites = setup.sites && (await readFile(setup.sites, types.site, setup, { zone, ...knownUnits }))
  const siteRows = sites?.rows.map(placeRow)
  const knownSites = siteRows ? { sites: placeNames(siteRows).ids } : {}
  const people = await readFile(setup.people, types.person, setup, { zone, ...knownUnits, ...knownSites })
  const spells = people.rows.map(row => ({ ...row, spell: spellOf(row) }))
  const readings = [units, sites, people].filter(one => one !== undefined)
  const diagnostics = readings.flatMap(one => one.diagnostics)
  if (units) diagnostics.push(...placeProblems(units.rows))
  if (sites) diagnostics.push(...placeProblems(sites.rows))
  if (people.diagnostics.every(one => one.severity !== 'error')) diagnostics.push(...rosterProblems(spells, setup))
  return {
    roster: {
      spells: spells.map(({ spell }) => spell),
      ...(siteRows ? { sites: siteRows } : {}),
      ...(unitRows ? { units: unitRows } : {}),
    },
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

async function readFile(file: RecordFile, type: EventType, setup: Setup, context: ValueContext): Promise<FileReading> {
  const source = await readSource(file, {
    shown: shownName(file.path, setup.folder),
    folder: setup.folder,
    fields: type.fields,
  })
  if ('diagnostic' in source) return { rows: [], rejected: [], diagnostics: [source.diagnostic], inputs: [] }
  const good: GoodRow[] = []
  const read = await readRows(rowSource(source), { type, file, context, onGood: row => good.push(row) })
  const isRead = read.diagnostics.every(({ severity }) => severity !== 'error')
  const [rows, shareless] = partition(isRead ? good : [], row => isShare(row.values.share))
  const rejected = [...read.rejected, ...shareless.map(wrongShare)]
  const told = rejected.slice(0, MOST_TOLD).flatMap(row =>
    faultsOf(row).map(({ reason, expected }) =>
      problem('roster-row', spanOf(row), {
        zh: `第 ${row.row} 行没有采用：${reason.zh}；应为${expected.zh}`,
        en: `Row ${row.row} was not taken: ${reason.en}; expected ${expected.en}`,
      }),
    ),
  )
  const rest = rejected.slice(MOST_TOLD)
  if (rest[0]) {
    const words = {
      zh: `另有 ${rest.length} 行没有采用，从第 ${rest[0].row} 行起：见 rejected.csv`,
      en: `${rest.length} more rows were not taken, from row ${rest[0].row} on: see rejected.csv`,
    }
    told.push(problem('roster-row', spanOf(rest[0]), words))
  }
  const inputs = [source.input()]
  return { rows, rejected, diagnostics: [...source.told, ...read.diagnostics, ...told], inputs }
}

/** So many rows of a file are told by themselves; all of them stand in `rejected.csv`. */
const MOST_TOLD = 20

function spanOf(row: SourceName & { readonly row: number }): Span {
  return { file: sourceName(row), line: row.row, column: 1 }
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter(item => !test(item))]
}

/** `50%` and `50` could be half of full time or a slip: only 0.5 says so. */
function isShare(share: unknown): boolean {
  return share === undefined || (typeof share === 'number' && share > 0 && share <= 1)
}

function wrongShare({ file, sheet, row, values }: GoodRow): RejectedRow {
  const value = String(values.share)
  return {
    file,
    ...(sheet === undefined ? {} : { sheet }),
    row,
    field: 'share',
    header: '工作量',
    value,
    type: 'person',
    what: { zh: '工作量不在 0 和 1 之间', en: 'the share of full time does not lie between 0 and 1' },
    reason: {
      zh: `工作量“${value}”不在 0 和 1 之间`,
      en: `The share of full time '${value}' does not lie between 0 and 1`,
    },
    expected: { zh: '全职的比例，如 0.5；全职不必写', en: 'the share of full time such as 0.5; full time needs none' },
  }
}

export function placeRow({ values }: GoodRow): PlaceRow {
  const { id, name = id, unit } = values
  return {
    id: String(id),
    name: String(name),
    ...(unit === undefined ? {} : { unit: String(unit) }),
    values: { ...values },
  }
}

export function spellOf({ values }: GoodRow): Spell {
  const text = (name: string): string | undefined => (values[name] === undefined ? undefined : String(values[name]))
  const number = (name: string): number | undefined => (typeof values[name] === 'number' ? values[name] : undefined)
  const { sites } = values
  const [from, to, unit, reportsTo, bonusBase] = [
    number('from'),
    number('to'),
    text('unit'),
    text('reports_to'),
    text('bonus_base'),
  ]
  return {
    person: text('id') ?? '',
    name: text('name') ?? text('id') ?? '',
    post: text('post') ?? '',
    ...(unit === undefined ? {} : { unit }),
    sites: typeof sites === 'object' ? sites.map(String) : sites === undefined ? [] : [String(sites)],
    ...(reportsTo === undefined ? {} : { reportsTo }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    share: number('share') ?? 1,
    ...(bonusBase === undefined ? {} : { bonusBase }),
    values: { ...values },
  }
}

/** One id twice is an error; a name that two bear is only no longer a name. */
function placeProblems(rows: readonly GoodRow[]): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  for (const [id, [first, ...others]] of Map.groupBy(rows, row => String(row.values.id))) {
    for (const other of first ? others : []) {
      const words = {
        zh: `编号 ${id} 出现了两次（第 ${first?.row} 行和第 ${other.row} 行）`,
        en: `The id ${id} stands twice (rows ${first?.row} and ${other.row})`,
      }
      found.push(problem('duplicate-id', spanOf(other), words, first ? { related: [spanOf(first)] } : {}))
    }
  }
  for (const { name, ids } of placeNames(rows.map(placeRow)).shared) {
    const words = {
      zh: `“${name}”是 ${ids.join('、')} 共同的名称，记录里请写编号`,
      en: `'${name}' is the name of ${ids.join(', ')}; records must give the id`,
    }
    found.push(problem('ambiguous-name', wholeFile(rows[0]?.file ?? ''), words, { severity: 'warning' }))
  }
  return found
}

interface SpellRow extends SourceName {
  readonly row: number
  readonly spell: Spell
}

function rosterProblems(rows: readonly SpellRow[], { people, folder, period }: Setup): readonly Diagnostic[] {
  const file = wholeFile(shownName(people.path, folder))
  if (rows.length === 0)
    return [problem('people-missing', file, { zh: '人员名册里没有任何人', en: 'The roster holds nobody' })]
  const { from, to, name } = period
  if (!rows.some(({ spell }) => (spell.from ?? from) <= to && (spell.to ?? to) >= from)) {
    return [
      problem('people-none-in-period', file, {
        zh: `${name} 期间没有任何人在岗`,
        en: `Nobody is in post during ${name}`,
      }),
    ]
  }
  const known = new Set(rows.map(({ spell }) => spell.person))
  const byPerson = new Map(
    [...Map.groupBy(rows, ({ spell }) => spell.person)].sort(([one], [other]) => compareText(one, other)),
  )
  const findCircle = makeFindCircle(byPerson)
  const bySpelling = Map.groupBy(byPerson.keys(), person => person.toLowerCase())
  return [...byPerson].flatMap(([person, own]) => [
    ...nameProblems(person, own),
    ...spellingProblems(person, own, byPerson.get(bySpelling.get(person.toLowerCase())?.[0] ?? person)),
    ...spellProblems(own.toSorted((one, other) => startOf(one) - startOf(other))),
    ...lineProblems(person, own, known),
    ...circleProblems(own, findCircle),
  ])
}

/** Whoever is above somebody cannot be below them too: told for each who stands in the circle, at the row. */
function circleProblems(own: readonly SpellRow[], find: FindCircle): readonly Diagnostic[] {
  return own.flatMap(row => {
    const place = find(row)
    if (!place) return []
    const { circle, at } = place
    const names = circle.slice(0, MOST_NAMED).map((_, step) => circle[(at + step) % circle.length])
    const way = [...names, ...(circle.length > MOST_NAMED ? ['…'] : []), circle[at]].join(' → ')
    return problem('reports-in-circle', spanOf(row), {
      zh: `上下级关系绕成一圈：${way}`,
      en: `The reporting line runs in a circle: ${way}`,
    })
  })
}

/** Of a circle so many names are enough to find it. */
const MOST_NAMED = 12

interface PlaceInCircle {
  readonly circle: readonly string[]
  readonly at: number
}

/** Where in a circle the person of a row stands by the end of that spell; undefined where the line ends, or runs into the circle of others. */
type FindCircle = (row: SpellRow) => PlaceInCircle | undefined

/** Each line is followed once a day. */
function makeFindCircle(byPerson: ReadonlyMap<string, readonly SpellRow[]>): FindCircle {
  const followed = new Map<number, Map<string, PlaceInCircle | undefined>>()
  return ({ spell: { person, from, to } }) => {
    const day = to ?? from ?? Number.POSITIVE_INFINITY
    const places = followed.get(day) ?? new Map<string, PlaceInCircle | undefined>()
    followed.set(day, places)
    const isThen = ({ spell }: SpellRow) => (spell.from ?? day) <= day && day <= (spell.to ?? day)
    const line: string[] = []
    let next: string | undefined = person
    while (next !== undefined && !places.has(next)) {
      places.set(next, undefined)
      line.push(next)
      next = byPerson.get(next)?.find(isThen)?.spell.reportsTo
    }
    const start = next === undefined ? -1 : line.indexOf(next)
    const circle = start < 0 ? [] : line.slice(start)
    circle.forEach((id, at) => {
      places.set(id, { circle, at })
    })
    return places.get(person)
  }
}

function startOf({ spell }: SpellRow): number {
  return spell.from ?? Number.NEGATIVE_INFINITY
}

function nameProblems(person: string, own: readonly SpellRow[]): readonly Diagnostic[] {
  const [first] = own
  const other = own.find(row => row.spell.name !== first?.spell.name)
  if (!first || !other) return []
  const names = [...new Set(own.map(({ spell }) => spell.name))]
  const words = {
    zh: `工号 ${person} 有两个姓名：${names.join('、')}`,
    en: `Staff number ${person} has two names: ${names.join(', ')}`,
  }
  const hint = {
    zh: '换了人的工号不能再用：给后来的人一个新工号；同一人改了名，则各行写同一个姓名',
    en: 'A number must not be given out again: give the later person a new one. Where one person changed the name, write the same in every row',
  }
  return [problem('staff-number-twice', spanOf(other), words, { related: [spanOf(first)], hint })]
}

/** What differs in capitals only was typed by two people, and is one file on many a system. */
function spellingProblems(
  person: string,
  [own]: readonly SpellRow[],
  others: readonly SpellRow[] | undefined,
): readonly Diagnostic[] {
  const [first] = others ?? []
  if (!own || !first || first.spell.person === person) return []
  const words = {
    zh: `工号 ${first.spell.person} 和 ${person} 只差大小写：同一个人请写成一样，不同的人请用不同的工号`,
    en: `The staff numbers ${first.spell.person} and ${person} differ in capitals only: write one person's number one way, and give two people two numbers`,
  }
  return [problem('staff-number-twice', spanOf(own), words, { related: [spanOf(first)] })]
}

function spellProblems(inOrder: readonly SpellRow[]): readonly Diagnostic[] {
  return inOrder.flatMap((row, at) => {
    const { person, name, post, from, to } = row.spell
    const found: Diagnostic[] = []
    if (from !== undefined && to !== undefined && to < from) {
      found.push(
        problem('spell-reversed', spanOf(row), {
          zh: `${person} ${name}：结束日期 ${formatDay(to)} 早于开始日期 ${formatDay(from)}`,
          en: `${person} ${name}: the spell ends on ${formatDay(to)}, before it starts on ${formatDay(from)}`,
        }),
      )
    }
    const next = inOrder[at + 1]
    if (next && (to ?? Number.POSITIVE_INFINITY) >= startOf(next)) {
      found.push(
        problem(
          'spells-overlap',
          spanOf(next),
          {
            zh: `${person} ${name}：两段任职重叠（第 ${row.row} 行 ${post}，第 ${next.row} 行 ${next.spell.post}）；前一段的结束日期应早于后一段的开始日期`,
            en: `${person} ${name}: two spells overlap (row ${row.row} ${post}, row ${next.row} ${next.spell.post}); the first must end before the second starts`,
          },
          { related: [spanOf(row)] },
        ),
      )
    }
    return found
  })
}

function lineProblems(person: string, own: readonly SpellRow[], known: ReadonlySet<string>): readonly Diagnostic[] {
  const unknown = own.filter(({ spell: { reportsTo } }) => reportsTo !== undefined && !known.has(reportsTo))
  return [...Map.groupBy(unknown, ({ spell }) => spell.reportsTo ?? '')].map(([boss, [row]]) => {
    const words = {
      zh: `${person} 的上级 ${boss} 不在名册里`,
      en: `${boss}, to whom ${person} reports, is not in the roster`,
    }
    return problem('reports-to-unknown', row ? spanOf(row) : wholeFile(''), words, didYouMean(nearest(boss, known)))
  })
}
