/** Slots: which exist, whose they are, what of a record lies in them, and how open time is covered. */

import { describe, expect, it } from 'vitest'
import { judge, only, verdicts } from '../support/judge.ts'
import { compileKindPack } from '../support/pack.ts'

const PACK = `
time-zone: Asia/Shanghai
posts: { warden: { title: 管理员 }, cleaner: { title: 保洁员 }, director: { title: 主任 } }
calendars:
  office: { hours: { mon-fri: ['08:30-12:00', '13:30-17:30'] }, holidays: cn, dates: { 2024-03-13: closed } }
holidays: { cn: { years: [2023, 2024], off: [2024-01-01] } }
seasons: { term: [2024-03-04..2024-03-15] }
parameters: { opening: { title: 开放时间, value: '08:30-08:50', by-site: { west: '09:00-09:20' } } }
events:
  inspection:
    title: { zh: 检查, en: Inspection }
    id: no
    at: at
    fields:
      no: { type: text, required: true }
      at: { type: date-time, required: true }
      due_at: { type: date-time }
      checked_on: { type: date }
      kind: { type: choice, choices: { a: 甲, b: 乙 } }
      amount: { type: number }
      site: { type: site }
      project: { type: record, of: project }
      person: { type: person }
  shift:
    title: { zh: 班次, en: Shift }
    id: no
    at: from
    span: { from: from, to: to }
    fields: { no: { type: text, required: true }, from: { type: date-time, required: true }, to: { type: date-time }, kind: { type: choice, choices: { a: 甲, b: 乙 } }, site: { type: site } }
  project:
    title: { zh: 项目, en: Project }
    id: no
    at: opened_on
    span: { from: opened_on, to: closed_on }
    fields: { no: { type: text, required: true }, opened_on: { type: date, required: true }, closed_on: { type: date }, large: { type: yes-no } }
  visit:
    title: { zh: 探访, en: Visit }
    id: no
    at: at
    fields: { no: { type: text, required: true }, at: { type: date-time, required: true }, by: { type: person }, to: { type: person } }
  waiver:
    title: { zh: 免做, en: Waiver }
    id: no
    at: at
    fields: { no: { type: text, required: true }, at: { type: date-time, required: true }, granted: { type: yes-no }, site: { type: site } }
  site:
    fields: { hours: { type: text }, kind: { type: text }, since: { type: date }, until: { type: date } }
`

function pack(rule: string, event = 'inspection'): string {
  return `${PACK}\nstandards:\n  it: { title: 次数, kind: frequency, event: ${event}, charge: { post: director }, ${rule} }\n`
}

interface Told {
  readonly period?: string
  readonly asOf?: string
  readonly recordsFrom?: string
  readonly sites?: string
  readonly people?: string
  readonly carried?: string
  readonly events?: readonly string[]
}

const SITES = '[ { id: east, name: 东楼 } ]'
const PEOPLE = '[ { id: D1, name: 赵一, post: director } ]'

/** A week from Monday 4 March unless said; events without a type are inspections at the east site. */
function story({
  period = '2024-03-04..2024-03-10',
  asOf,
  recordsFrom,
  sites = SITES,
  people = PEOPLE,
  carried,
  events = [],
}: Told): string {
  const [from, to] = period.split('..')
  return [
    `period: { name: stretch, from: ${from}, to: ${to} }`,
    ...(asOf === undefined ? [] : [`as-of: "${asOf}"`]),
    ...(recordsFrom === undefined ? [] : [`records-from: ${recordsFrom}`]),
    `people: ${people}`,
    `sites: ${sites}`,
    ...(carried === undefined ? [] : [`carried: ${carried}`]),
    `events:${events.length === 0 ? ' []' : ''}`,
    ...events.map((event, at) =>
      event.startsWith('type:') ? `  - { ${event} }` : `  - { type: inspection, no: N${at}, site: east, ${event} }`,
    ),
  ].join('\n')
}

const verdict = (rule: string, told: Told, event?: string) => only(judge(pack(rule, event), story(told))).verdict

describe('an event belongs to its period; a slot, whole, to the period of its last day', () => {
  it.each([
    ['2024-03-01..2024-03-31', ['2024-W09', '2024-W10', '2024-W11', '2024-W12', '2024-W13']],
    ['2024-04-01..2024-04-07', ['2024-W14']],
    ['2024-04-01..2024-04-06', []],
  ])('%s: %j', (period, weeks) => {
    const judged = judge(pack('every: week, for: organisation'), story({ period, recordsFrom: '2024-01-01' }))
    expect(judged.findings.map(one => one.case)).toEqual(weeks.map(week => `${week}@organisation`))
  })
  it('names slots and their length by their Chinese titles too', () => {
    expect(verdicts(judge(pack('every: 每周, for: organisation'), story({})))).toEqual(['2024-W10@organisation missed'])
  })
})

describe('records-from: a slot that reaches further back is undetermined unless what is there decides it', () => {
  const period = '2024-03-01..2024-03-03'
  it.each([
    ['at-least: 2', ['at: 2024-03-01 10:00'], 'undetermined'],
    ['at-least: 2', ['at: 2024-03-01 10:00', 'at: 2024-03-02 10:00'], 'met'],
    ['at-most: 1', ['at: 2024-03-01 10:00', 'at: 2024-03-02 10:00'], 'missed'],
    ['at-most: 1', [], 'undetermined'],
  ])('%s, %j: %s', (amount, events, expected) => {
    expect(verdict(`every: week, for: organisation, ${amount}`, { period, events })).toBe(expected)
  })
  it('is not what if-missing speaks of', () => {
    expect(verdict('every: week, for: organisation, if-missing: missed', { period })).toBe('undetermined')
  })
})

describe('slots must lie wholly inside effective and season, else they are exempt and shown', () => {
  const period = '2024-03-01..2024-03-31'
  const recordsFrom = '2024-01-01'
  it.each([
    ['effective: { from: 2024-03-06 }', ['2024-W10 exempt', '2024-W11 missed', '2024-W12 missed', '2024-W13 missed']],
    ['effective: { from: 2024-03-04, to: 2024-03-17 }', ['2024-W10 missed', '2024-W11 missed']],
    ['during: term', ['2024-W10 missed', '2024-W11 exempt']],
  ])('%s', (rule, expected) => {
    const judged = judge(pack(`every: week, for: organisation, ${rule}`), story({ period, recordsFrom }))
    expect(verdicts(judged)).toEqual(expected.map(one => one.replace(' ', '@organisation ')))
  })
  it('each Saturday of term has one (S1-50)', () => {
    const rule = 'every: day, only: [sat], during: term, for: organisation'
    const judged = judge(pack(rule), story({ period, events: ['at: 2024-03-09 09:00'] }))
    expect(verdicts(judged)).toEqual(['2024-03-09@organisation met'])
  })
})

describe('a slot without open time does not exist', () => {
  it('every day the calendar is open (S1-76)', () => {
    const judged = judge(
      pack('every: day, for: organisation, calendar: office'),
      story({ period: '2024-03-11..2024-03-17' }),
    )
    expect(judged.findings.map(one => one.case.slice(0, 10))).toEqual([
      '2024-03-11',
      '2024-03-12',
      '2024-03-14',
      '2024-03-15',
    ])
  })
  it('every working day likewise, by the pack’s calendar', () => {
    const judged = judge(pack('every: working day, for: organisation'), story({ period: '2024-03-09..2024-03-12' }))
    expect(judged.findings.map(one => one.case.slice(0, 10))).toEqual(['2024-03-11', '2024-03-12'])
  })
})

describe('hours: half-open, a list, a parameter, or the owner’s fact', () => {
  const period = '2024-03-04..2024-03-04'
  it.each([
    ['08:29:59', 'missed'],
    ['08:30:00', 'met'],
    ['08:49:59', 'met'],
    ['08:50:00', 'missed'],
  ])('08:30-08:50 at %s: %s', (time, expected) => {
    expect(
      verdict('every: day, for: each site, hours: "08:30-08:50"', { period, events: [`at: "2024-03-04 ${time}"`] }),
    ).toBe(expected)
  })
  it('over midnight they belong to the day they start', () => {
    const rule = 'every: day, for: each site, hours: "22:00-06:00"'
    expect(verdict(rule, { period, events: ['at: 2024-03-05 05:00'], asOf: '2024-03-06' })).toBe('met')
    expect(verdict(rule, { period, events: ['at: 2024-03-04 05:00'], asOf: '2024-03-06' })).toBe('missed')
    expect(verdict(rule, { period, asOf: '2024-03-04' })).toBe('pending')
  })
  it.each([
    ['hours: ["06:00-07:00", "08:30-08:50"]', ['east', '08:40'], 'met'],
    ['hours: { parameter: opening }', ['east', '09:10'], 'missed'],
    ['hours: { parameter: opening }', ['west', '09:10'], 'met'],
    ['hours: { fact: hours }', ['west', '11:10'], 'met'],
    ['hours: { fact: owner.hours }', ['west', '09:10'], 'missed'],
  ])('%s at %j: %s', (hours, [site, time], expected) => {
    const told = {
      period,
      sites: `[ { id: ${site}, name: 楼, hours: "11:00-12:00" } ]`,
      events: [`at: "2024-03-04 ${time}"`],
    }
    const text = story(told).replace('site: east', `site: ${site}`)
    expect(only(judge(pack(`every: day, for: each site, ${hours}`), text)).verdict).toBe(expected)
  })
  it('the verdict comes when they end', () => {
    const rule = 'every: day, for: each site, hours: "08:30-08:50"'
    expect(verdict(rule, { period, asOf: '2024-03-04 08:49:59' })).toBe('pending')
    expect(verdict(rule, { period, asOf: '2024-03-04 08:50' })).toBe('missed')
  })
  it('a bare date does not tell whether it lies within them', () => {
    expect(
      verdict('every: day, for: each site, hours: "08:30-08:50", at: checked_on', {
        period,
        events: ['at: 2024-03-09 10:00, checked_on: 2024-03-04'],
      }),
    ).toBe('undetermined')
    expect(
      verdict('every: day, for: each site, at: checked_on', {
        period,
        asOf: '2024-03-10',
        events: ['at: 2024-03-09 10:00, checked_on: 2024-03-04'],
      }),
    ).toBe('met')
  })
})

describe('grace delays the verdict', () => {
  const base = 'every: week, for: each site, grace: 2 days'
  it.each([
    ['"2024-03-12 23:59:59"', 'met'],
    ['2024-03-13 00:00', 'missed'],
  ])('a record of %s counts: %s', (at, expected) => {
    expect(verdict(base, { asOf: '2024-03-20', events: [`at: ${at}`] })).toBe(expected)
  })
  it('unless `at` names another time field, which alone picks the slot', () => {
    expect(
      verdict(`${base}, at: due_at`, {
        asOf: '2024-03-20',
        events: ['at: 2024-03-08 10:00, due_at: 2024-03-11 10:00'],
      }),
    ).toBe('missed')
    expect(
      verdict(`${base}, at: due_at`, {
        asOf: '2024-03-20',
        events: ['at: 2024-03-11 10:00, due_at: 2024-03-08 10:00'],
      }),
    ).toBe('met')
  })
  it.each([
    ['2024-03-12', 'missed'],
    ['2024-03-12 12:00', 'pending'],
  ])('as of %s: %s', (asOf, expected) => {
    expect(verdict(base, { asOf })).toBe(expected)
  })
})

describe('a record with a span counts in each slot that it overlaps', () => {
  const shift = (from: string, to?: string, more = '') =>
    `type: shift, no: S${from}, site: east, from: ${from}${to === undefined ? '' : `, to: ${to}`}${more}`
  it('from the day it starts to the day it ends', () => {
    const told = { period: '2024-03-04..2024-03-07', events: [shift('2024-03-04 22:00', '2024-03-06 00:00')] }
    expect(verdicts(judge(pack('every: day, for: each site', 'shift'), story(told)))).toEqual([
      '2024-03-04@east met',
      '2024-03-05@east met',
      '2024-03-06@east missed',
      '2024-03-07@east missed',
    ])
  })
  it('an empty end is open', () => {
    const told = { period: '2024-03-04..2024-03-05', events: [shift('2024-03-04 22:00')] }
    expect(verdicts(judge(pack('every: day, for: each site', 'shift'), story(told)))).toEqual([
      '2024-03-04@east met',
      '2024-03-05@east met',
    ])
  })

  describe('covers: the union of spans', () => {
    const period = '2024-03-04..2024-03-04'
    const early = shift('2024-03-04 06:00', '2024-03-04 14:00')
    it.each([
      ['16 hours', '22:00', 16, 'met'],
      ['16 hours', '21:59', 15 + 59 / 60, 'missed'],
    ])('%s, the late shift until %s: %s', (covers, until, hours, expected) => {
      // The two shifts overlap by an hour, which counts once.
      const told = { period, events: [early, shift('2024-03-04 13:00', `2024-03-04 ${until}`)] }
      const finding = only(judge(pack(`every: day, for: each site, covers: ${covers}`, 'shift'), story(told)))
      expect(finding).toMatchObject({
        verdict: expected,
        limit: { value: 16, unit: 'hours' },
        measured: { unit: 'hours' },
      })
      expect(finding.measured?.value).toBeCloseTo(hours, 10)
    })
    it.each([
      ['08:30', '17:30', 'met', 100],
      ['08:31', '17:30', 'missed', (449 / 450) * 100],
    ])('100%% of the open time, from %s to %s: %s', (from, to, expected, percent) => {
      const told = { period, events: [shift(`2024-03-04 ${from}`, `2024-03-04 ${to}`)] }
      const finding = only(
        judge(pack('every: day, for: each site, calendar: office, covers: 100%', 'shift'), story(told)),
      )
      expect(finding).toMatchObject({
        verdict: expected,
        measured: { unit: 'percent' },
        limit: { value: 100, unit: 'percent' },
      })
      expect(finding.measured?.value).toBeCloseTo(percent, 8)
    })
    it('a shift that is still open covers until the cut-off', () => {
      const rule = pack('every: day, for: each site, covers: 10 hours', 'shift')
      expect(
        only(judge(rule, story({ period, asOf: '2024-03-04 12:00', events: [shift('2024-03-04 06:00')] }))).verdict,
      ).toBe('pending')
      expect(
        only(judge(rule, story({ period, asOf: '2024-03-04 16:00', events: [shift('2024-03-04 06:00')] }))).verdict,
      ).toBe('met')
    })
    it('what may count leaves it undetermined', () => {
      const rule = pack('every: day, for: each site, covers: 8 hours, when: { kind: a }', 'shift')
      expect(only(judge(rule, story({ period, events: [early] }))).verdict).toBe('undetermined')
      expect(
        only(judge(rule, story({ period, events: [shift('2024-03-04 06:00', '2024-03-04 14:00', ', kind: b')] })))
          .verdict,
      ).toBe('missed')
    })
  })
})

describe('a limit may be a share of the same owner’s previous slot (a trend; no case without one)', () => {
  const events = (before: number, now: number) => [
    ...Array.from({ length: before }, (_, at) => `at: 2024-03-0${at + 4} 10:00`),
    ...Array.from({ length: now }, (_, at) => `at: 2024-03-1${at + 1} 10:00`),
  ]
  const rule = 'every: week, for: each site, at-least: { previous: 100% }'
  it.each([
    [3, 3, 'met'],
    [3, 2, 'missed'],
  ])('%d, then %d: %s', (before, now, expected) => {
    const told = { period: '2024-03-11..2024-03-17', recordsFrom: '2024-03-04', events: events(before, now) }
    expect(only(judge(pack(rule), story(told)))).toMatchObject({ verdict: expected, limit: { value: before } })
  })
  it('no case where the slot before lies before the complete records', () => {
    expect(judge(pack(rule), story({ period: '2024-03-11..2024-03-17', events: events(3, 3) })).findings).toEqual([])
  })
})

describe('for: each of an EVENT TYPE', () => {
  const project = (more: string) => `type: project, no: P1, opened_on: 2024-03-06, ${more}`
  const visit = (at: string) => `project: P1, at: ${at}`
  it('day slots exist wherever its span touches them', () => {
    const told = {
      period: '2024-03-04..2024-03-10',
      events: [project('closed_on: 2024-03-08'), visit('2024-03-07 10:00')],
    }
    expect(verdicts(judge(pack('every: day, for: each project'), story(told)))).toEqual([
      '2024-03-06@P1 missed',
      '2024-03-07@P1 met',
      '2024-03-08@P1 missed',
    ])
  })
  it('longer ones count from its start', () => {
    const told = {
      period: '2024-03-04..2024-03-31',
      events: [project('closed_on: 2024-03-24'), visit('2024-03-12 23:00'), visit('2024-03-20 10:00')],
    }
    const judged = judge(pack('every: week, for: each project'), story(told))
    // Weeks from Wednesday to Tuesday; the third does not lie wholly inside the project.
    expect(judged.findings.map(one => [one.case, one.verdict, judged.time(one.at)?.slice(0, 10)])).toEqual([
      ['2024-W10@P1', 'met', '2024-03-12'],
      ['2024-W11@P1', 'missed', '2024-03-19'],
      ['2024-W12@P1', 'exempt', '2024-03-26'],
    ])
  })
  it('when chooses among them, and unknown when is undetermined', () => {
    const rule = pack('every: period, for: { each: project, when: { large: true } }')
    const at = (more: string) =>
      verdicts(judge(rule, story({ period: '2024-03-06..2024-03-10', events: [project(more)] })))
    expect(at('large: false')).toEqual([])
    expect(at('large: true')).toEqual(['stretch@P1 missed'])
    expect(at('')).toEqual(['stretch@P1 undetermined'])
  })
})

describe('for: each site, with from and to', () => {
  it.each([
    ['since: 2024-03-04', 'missed'],
    ['since: 2024-03-05', 'exempt'],
    ['since: 2024-02-01, until: 2024-03-09', 'exempt'],
  ])('%s: %s', (days, expected) => {
    const sites = `[ { id: east, name: 东楼, ${days} } ]`
    expect(verdict('every: week, for: { each: site, from: since, to: until }', { sites })).toBe(expected)
  })
  it('once a week in each building (S1-55)', () => {
    const sites = '[ { id: east, name: 东楼 }, { id: west, name: 西楼 } ]'
    expect(
      verdicts(judge(pack('every: week, for: each site'), story({ sites, events: ['at: 2024-03-06 10:00'] }))),
    ).toEqual(['2024-W10@east met', '2024-W10@west missed'])
  })
})

describe('a record belongs to the owner that `match` names, else to its only field of the owner’s type', () => {
  const people = '[ { id: D1, name: 赵一, post: director }, { id: W1, name: 钱二, post: warden } ]'
  const wrong = (rule: string, event: string) =>
    compileKindPack(pack(rule, event)).diagnostics.map(one => `${one.code} ${one.path}`)
  it('two such fields are an error', () => {
    expect(wrong('every: week, for: each person', 'visit')).toEqual(['owner-ambiguous standards.it.event'])
    expect(wrong('every: week, for: each unit', 'visit')).toEqual(['match-missing standards.it.event'])
  })
  it('match chooses', () => {
    const told = { people, events: ['type: visit, no: V1, at: 2024-03-06 10:00, by: D1, to: W1'] }
    const judged = judge(
      pack('every: week, for: each person, match: { by: owner }', 'visit').replace('{ post: director }', 'owner'),
      story(told),
    )
    expect(judged.findings.map(one => [one.case, one.person, one.verdict])).toEqual([
      ['2024-W10@D1', 'D1', 'met'],
      ['2024-W10@W1', 'W1', 'missed'],
    ])
  })
})

describe('for: each person, in the post that `when` names', () => {
  const rule = pack('every: week, for: { each: person, when: { post: warden } }').replace('{ post: director }', 'owner')
  const told = (spells: string) => story({ period: '2024-03-04..2024-03-17', people: `[ ${spells} ]` })
  it.each([
    // Moved to another post: the week of the change is exempt, the next is nobody's.
    [
      '{ id: W1, name: 甲, post: warden, to: 2024-03-06 }, { id: W1, name: 甲, post: cleaner, from: 2024-03-07 }',
      ['2024-W10@W1 exempt'],
    ],
    // A new spell in the same post is no break.
    [
      '{ id: W1, name: 甲, post: warden, to: 2024-03-06 }, { id: W1, name: 甲, post: warden, from: 2024-03-07 }',
      ['2024-W10@W1 missed', '2024-W11@W1 missed'],
    ],
    // A leave in between is.
    [
      '{ id: W1, name: 甲, post: warden, to: 2024-03-06 }, { id: W1, name: 甲, post: warden, from: 2024-03-08 }',
      ['2024-W10@W1 exempt', '2024-W11@W1 missed'],
    ],
    ['{ id: W1, name: 甲, post: cleaner }', []],
  ])('%s', (spells, expected) => {
    expect(verdicts(judge(rule, told(spells)))).toEqual(expected)
  })
})

describe('a slot left open is carried by its case id', () => {
  const rule = 'every: week, for: each site, grace: 3 days'
  it('and judged with the next period’s records', () => {
    const told = {
      period: '2024-03-11..2024-03-17',
      recordsFrom: '2024-03-04',
      carried: '[ { standard: it, case: 2024-W10@east } ]',
      asOf: '2024-03-20',
    }
    expect(verdicts(judge(pack(rule), story({ ...told, events: ['at: 2024-03-13 10:00'] })))).toEqual([
      '2024-W10@east met',
      '2024-W11@east met',
    ])
    expect(verdicts(judge(pack(rule), story(told)))).toEqual(['2024-W10@east missed', '2024-W11@east missed'])
  })
  it('of a member, that member alone', () => {
    const told = {
      period: '2024-03-11..2024-03-17',
      recordsFrom: '2024-03-04',
      carried: '[ { standard: it, case: 2024-W10@east/b } ]',
      asOf: '2024-03-20',
    }
    expect(verdicts(judge(pack(`${rule}, each-of: { kind: [a, b] }`), story(told)))).toEqual([
      '2024-W10@east/b missed',
      '2024-W11@east/a missed',
      '2024-W11@east/b missed',
    ])
  })
  it('of a whole period by its name', () => {
    const told = {
      period: '2024-04-01..2024-06-30',
      recordsFrom: '2024-01-01',
      carried: '[ { standard: it, case: 2024-Q1@east } ]',
    }
    expect(
      verdicts(judge(pack('every: period, for: each site'), story({ ...told, events: ['at: 2024-03-13 10:00'] }))),
    ).toEqual(['2024-Q1@east met', 'stretch@east missed'])
  })
})

describe('in slot kinds `except` may be RECORDS: one in the slot exempts it', () => {
  const rule =
    'every: week, for: each site, except: { waived: { title: 主任免做, event: waiver, when: { granted: true } } }'
  const waiver = (at: string, more: string) => `type: waiver, no: V1, site: east, at: ${at}${more}`
  it.each([
    [[], 'missed'],
    [[waiver('2024-03-05 10:00', ', granted: true')], 'exempt'],
    [[waiver('2024-03-11 10:00', ', granted: true')], 'missed'],
    [[waiver('2024-03-05 10:00', ', granted: false')], 'missed'],
    // Not known whether it was granted: undetermined, unless met anyway.
    [[waiver('2024-03-05 10:00', '')], 'undetermined'],
    [[waiver('2024-03-05 10:00', ''), 'at: 2024-03-06 10:00'], 'met'],
  ])('%j: %s', (events, expected) => {
    expect(verdict(rule, { events })).toBe(expected)
  })
  it('a condition on the owner', () => {
    const except = 'every: week, for: each site, except: { small: { title: 小楼, when: { owner.kind: small } } }'
    expect(verdict(except, { sites: '[ { id: east, name: 东楼, kind: small } ]' })).toBe('exempt')
    expect(verdict(except, { sites: '[ { id: east, name: 东楼, kind: big } ]' })).toBe('missed')
    expect(verdict(except, {})).toBe('undetermined')
  })
})

describe('sums', () => {
  it.each([
    [['amount: 20', 'amount: 20'], 'met'],
    [['amount: 20', 'amount: 19.5'], 'missed'],
    [['amount: 20', 'kind: a'], 'undetermined'],
  ])('of at least 40, %j: %s', (amounts, expected) => {
    const events = amounts.map(amount => `at: 2024-03-06 10:00, ${amount}`)
    expect(verdict('every: week, for: each site, sum: amount, at-least: 40', { events })).toBe(expected)
  })
})

describe('a calendar that names holidays refuses a year that its table does not cover, and says which', () => {
  it('working-day slots', () => {
    const finding = only(judge(pack('every: working day, for: each site'), story({ period: '2025-03-03..2025-03-09' })))
    expect(finding).toMatchObject({ verdict: 'undetermined' })
    expect(finding.reason.zh).toContain('2025')
  })
  it('open time by a calendar', () => {
    const { findings } = judge(
      pack('every: week, for: each site, calendar: office, hours: "08:00-18:00"'),
      story({ period: '2025-03-03..2025-03-09' }),
    )
    expect(findings.map(one => [one.verdict, one.reason.zh.includes('2025')])).toEqual([['undetermined', true]])
  })
})

describe('what is wrong in the rule', () => {
  it.each([
    ['every: fortnight, for: each site', 'wrong-value standards.it.every'],
    ['every: week, for: each sites', 'wrong-value standards.it.for'],
    ['every: day, only: [monday?], for: each site', 'wrong-value standards.it.only'],
    ['every: day, hours: "8.30-8.50", for: each site', 'wrong-value standards.it.hours'],
    ['every: day, for: each site, covers: 100%', 'wrong-value standards.it.covers'],
    ['every: day, for: each site, sum: amount, distinct: kind', 'wrong-value standards.it.sum'],
    ['every: day, for: each site, calendar: offfice', 'unknown-calendar standards.it.calendar'],
    ['every: day, for: each site, during: terms', 'unknown-season standards.it.during'],
    [
      'every: day, for: each site, effective: { from: 2024-03-05, to: 2024-03-04 }',
      'range-reversed standards.it.effective.to',
    ],
    ['every: day, for: each site, except: { a: { title: 甲 } }', 'missing-key standards.it.except.a'],
  ])('%s: %s', (rule, expected) => {
    expect(compileKindPack(pack(rule)).diagnostics.map(one => `${one.code} ${one.path}`)).toEqual([expected])
  })
})
