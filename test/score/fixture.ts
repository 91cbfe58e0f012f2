/** Small rulebooks, rosters and check results for the tests of score and decide; nothing here is judged or compiled. */

import { parseDay } from '../../src/calendar/day.ts'
import { makeZone } from '../../src/calendar/zone.ts'
import type { Finding, Verdict } from '../../src/model/finding.ts'
import type { Away, Roster, Spell } from '../../src/model/people.ts'
import type { Period } from '../../src/model/period.ts'
import type {
  FactCondition,
  Fairness,
  Rulebook,
  Scorecard,
  ScorecardItem,
  ScorecardSection,
  Standard,
} from '../../src/model/rulebook.ts'
import type { PersonScore } from '../../src/model/score.ts'
import type { History } from '../../src/model/setup.ts'
import type { Checked, Measure, StandardState, Tally } from '../../src/model/tally.ts'
import type { Day, Setting } from '../../src/model/value.ts'
import { score } from '../../src/score/index.ts'

const found = makeZone('Asia/Shanghai')
if (!found) throw new Error('no zone')
export const zone = found
export const span = { file: 'scorecards.yaml', line: 1, column: 1 }
export const both = (text: string) => ({ zh: text, en: text })
export const always = <T>(value: T): Setting<T> => ({ dated: [{ from: Number.NEGATIVE_INFINITY, value }] })
export const unset: Setting<number> = { parameter: 'open-amount', dated: [] }

export function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new Error(text)
  return parsed
}

export const halfYear: Period = {
  name: '2024-H1',
  from: day('2024-01-01'),
  to: day('2024-06-30'),
  year: 2024,
  length: 'half-year',
}
export const noHistory: History = { appraisals: [], carried: [] }

/** Missed; standard, case and person are those that the id names, `-` for nobody. */
export function finding(id: string, more: Partial<Finding> = {}): Finding {
  const [standard = '', of = '', person = '-'] = id.split('/')
  return {
    id,
    standard,
    case: of,
    person: person === '-' ? null : person,
    at: 0,
    verdict: 'missed',
    reason: both('missed'),
    evidence: [],
    ...more,
  }
}

export function standard(id: string, more: Partial<Standard> = {}): Standard {
  return {
    id,
    title: both(id),
    clauses: [],
    kind: 'requirement',
    severity: 'minor',
    tags: [],
    judgedPer: 'event',
    needs: [],
    fields: {},
    ifMissing: 'undetermined',
    unset: [],
    calendars: [],
    checker: { links: [], cases: () => [], judge: () => [], trace: () => [] },
    describe: () => [],
    values: () => [],
    span,
    ...more,
  }
}

export function item(standards: string | readonly string[], more: Partial<ScorecardItem> = {}): ScorecardItem {
  const ids = typeof standards === 'string' ? [standards] : standards
  return { selection: ids.join(' '), standards: ids, method: 'rate', weight: always(1), by: 'case', span, ...more }
}

export function section(
  id: string,
  marks: number | undefined,
  items: readonly ScorecardItem[],
  more: Partial<ScorecardSection> = {},
): ScorecardSection {
  return {
    id,
    title: both(id),
    ...(marks === undefined ? {} : { marks: always(marks) }),
    empty: 'none',
    items,
    span,
    ...more,
  }
}

export function card(sections: readonly ScorecardSection[], more: Partial<Scorecard> = {}): Scorecard {
  return { id: 'card', title: both('card'), posts: ['warden'], sections, veto: [], gates: [], span, ...more }
}

/** The defaults of DESIGN, but for the minima, which a test sets where it is about them. */
export const fairness: Fairness = {
  missingSource: 'not-judged',
  perCase: 'rate',
  minimumCases: 1,
  oncePer: 'incident',
  measuredMarksAtLeast: 0,
  minimumDaysPercent: 50,
  raters: { minimum: 5, trim: 1, shownFrom: 5 },
  consequences: 'proposed',
  weakened: [],
}

export const bands = [
  { id: 'excellent', title: both('优秀'), from: always(90) },
  { id: 'good', title: both('良好'), from: always(80) },
  { id: 'pass', title: both('合格'), from: always(60) },
  { id: 'fail', title: both('不合格'), from: always(0) },
]

export function rulebook(
  standards: readonly Standard[],
  scorecards: readonly Scorecard[],
  more: Partial<Rulebook> = {},
): Rulebook {
  const place = () => ({ path: [], span: () => span, at: place }) as never
  const type = (id: string) => ({
    id,
    title: both(id),
    at: { field: 'at' },
    fields: new Map(),
    derive: new Map(),
    place: place(),
  })
  const level = (id: string, of: string) => [id, { id, title: both(id), level: of }] as const
  return {
    pack: { id: 'test', version: '1', title: both('test'), timeZone: 'Asia/Shanghai', currency: 'CNY', sha256: '' },
    zone,
    sources: new Map(),
    clauses: new Map(),
    parameters: new Map(),
    calendars: new Map(),
    seasons: new Map(),
    posts: new Map([
      level('warden', 'staff'),
      level('cook', 'staff'),
      level('manager', 'department-manager'),
      level('deputy', 'deputy-general-manager'),
      level('chief', 'general-manager'),
    ]),
    eventTypes: new Map(),
    rosterTypes: { person: type('person'), site: type('site'), unit: type('unit') },
    standards,
    scorecards,
    otherScorecards: [],
    grades: { decimals: 2, bands, span: { file: 'pack.yaml', line: 1, column: 1 } },
    outcomes: [],
    cascades: [],
    fairness,
    bulletins: [],
    print: {
      signatures: [],
      appeal: { to: both('panel'), within: both('5 days') },
      notice: { shows: 'names', to: both('HR'), within: both('5 days') },
    },
    citations: new Map(),
    ...more,
  }
}

export function spell(person: string, post = 'warden', more: Partial<Spell> = {}): Spell {
  return { person, name: `name of ${person}`, post, sites: [], share: 1, values: {}, ...more }
}

export function roster(spells: readonly Spell[], away: readonly Away[] = []): Roster {
  const on = (one: Spell, at: Day) => (one.from ?? -Infinity) <= at && at <= (one.to ?? Infinity)
  const spellOn = (person: string, at: Day) => spells.find(one => one.person === person && on(one, at))
  return {
    data: { spells, away },
    people: [...new Set(spells.map(one => one.person))].sort(),
    spellsOf: person => spells.filter(one => one.person === person),
    spellOn,
    awayWithin: (person, from, to) =>
      away.filter(one => one.person === person && one.from <= to && (one.to ?? Infinity) >= from),
    holders: (post, at) => spells.filter(one => one.post === post && on(one, at)),
    site: () => undefined,
    unit: () => undefined,
    unitOfSite: () => undefined,
    lineAbove(person, at) {
      const line: Spell[] = []
      for (let above = spellOn(person, at)?.reportsTo; above !== undefined; above = line.at(-1)?.reportsTo) {
        const next = spellOn(above, at)
        if (!next || line.includes(next)) break
        line.push(next)
      }
      return line
    },
    asEvents: () => [],
  }
}

/** One case of one person. */
export interface TestCase {
  readonly standard: string
  readonly verdict: Verdict
  readonly person?: string | null
  readonly id?: string
  readonly incident?: string
  readonly owner?: string
  readonly at?: string
  readonly measure?: string
}

/** `times` cases alike. */
export function cases(
  standard: string,
  verdict: Verdict,
  times: number,
  more: Partial<TestCase> = {},
): readonly TestCase[] {
  return Array.from({ length: times }, (_, at) => ({ standard, verdict, id: `${verdict}-${at}`, ...more }))
}

export interface CheckedOptions {
  readonly states?: Readonly<Record<string, StandardState>>
  readonly missing?: Readonly<Record<string, readonly string[]>>
  readonly measures?: readonly Measure[]
  /** Of people who had several scorecards: which one counted on a day. */
  readonly cardOn?: (person: string, day: Day) => string | null | undefined
}

/** What `check` would hand on for these cases. */
export function checked(
  standards: readonly Standard[],
  all: readonly TestCase[],
  options: CheckedOptions = {},
): Checked {
  const counts = () => ({ met: 0, missed: 0, pending: 0, undetermined: 0, exempt: 0 })
  const findings: Finding[] = all.map((one, at) => {
    const person = one.person === undefined ? 'E1' : one.person
    const id = one.id ?? `case-${at}`
    return {
      id: `${one.standard}/${id}/${person ?? '-'}`,
      standard: one.standard,
      case: id,
      person,
      ...(one.owner === undefined ? {} : { owner: one.owner }),
      ...(one.incident === undefined ? {} : { incident: one.incident }),
      at: zone.startOf(day(one.at ?? '2024-03-05')),
      verdict: one.verdict,
      reason: both(id),
      evidence: [{ file: 'records.csv', row: at + 2, id }],
      ...(one.measure === undefined ? {} : { exact: one.measure }),
    }
  })
  const tallies = [
    ...Map.groupBy(
      findings.filter(one => one.person !== null),
      one => `${one.person}\n${one.standard}`,
    ),
  ].map(([key, own]): Tally => {
    const [person = '', id = ''] = key.split('\n')
    const whole = tallied(own)
    const byCard = Map.groupBy(own, one => options.cardOn?.(person, zone.dayOf(one.at)))
    const cards = [...byCard].flatMap(([card, some]) => (card === undefined ? [] : [[card, tallied(some)] as const]))
    const exact = own.find(one => one.exact !== undefined)?.exact
    const more = exact === undefined ? {} : { measure: exact }
    return { standard: id, person, ...whole, ...more, ...(cards.length > 0 ? { byCard: new Map(cards) } : {}) }
  })
  return {
    standards: standards.map(({ id }) => ({
      standard: id,
      state: options.states?.[id] ?? (all.some(one => one.standard === id) ? 'checked' : 'no-cases'),
      counts: counts(),
      missing: (options.missing?.[id] ?? []).map(type => ({ id: type, title: both(type), isField: false })),
    })),
    findings: findings.filter(one => one.verdict !== 'met'),
    tallies,
    measures: options.measures ?? [],
    inspections: [],
    carried: [],
    counts: counts(),
    unattributed: 0,
    traces: [],
  }
}

function tallied(findings: readonly Finding[]): Pick<Tally, 'counts' | 'incidents'> {
  const counts = { met: 0, missed: 0, pending: 0, undetermined: 0, exempt: 0 }
  const incidents = new Map<string, boolean>()
  for (const one of findings) {
    counts[one.verdict]++
    if (one.verdict !== 'met' && one.verdict !== 'missed') continue
    const incident = one.incident ?? ''
    incidents.set(incident, (incidents.get(incident) ?? true) && one.verdict === 'met')
  }
  return { counts, incidents }
}

/** Scores one warden, E1, who was there for the whole half-year. */
export function scoreOne(
  book: Rulebook,
  all: readonly TestCase[],
  options: CheckedOptions = {},
  history = noHistory,
): PersonScore {
  const input = {
    rulebook: book,
    checked: checked(book.standards, all, options),
    roster: roster([spell('E1')]),
    period: halfYear,
    history,
  }
  const [person] = score(input)
  if (!person) throw new Error('nobody was scored')
  return person
}

/** A condition that the test writes out itself: the library's JSON and what it means. */
export function condition(
  source: Readonly<Record<string, unknown>>,
  facts: readonly string[],
  test: FactCondition['test'],
): FactCondition {
  return { source, facts, titles: new Map(), words: both('condition'), test }
}

/** `fact >= least`; unknown where the fact is. */
export function atLeast(fact: string, least: number): FactCondition {
  return condition({ all: [{ fact, operator: 'greaterThanInclusive', value: least }] }, [fact], facts => {
    const value = facts[fact]
    return value === undefined ? undefined : Number(value) >= least
  })
}

/** `fact = value`; unknown where the fact is. */
export function equals(fact: string, value: string | number | boolean): FactCondition {
  return condition({ all: [{ fact, operator: 'equal', value }] }, [fact], facts => {
    const known = facts[fact]
    return known === undefined ? undefined : known === value
  })
}
