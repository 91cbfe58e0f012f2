/** What the sentences of “Outcomes and cascades” mean. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeDecider } from '../../src/decide/engine.ts'
import { type DecideInput, decide } from '../../src/decide/index.ts'
import type { Appraisal } from '../../src/model/appraisal.ts'
import type { Event } from '../../src/model/event.ts'
import type { Cascade, OutcomeRule, Rulebook } from '../../src/model/rulebook.ts'
import type { History } from '../../src/model/setup.ts'
import { score } from '../../src/score/index.ts'
import {
  always,
  atLeast,
  both,
  type CheckedOptions,
  card,
  cases,
  checked,
  condition,
  day,
  equals,
  fairness,
  halfYear,
  item,
  noHistory,
  roster,
  rulebook,
  section,
  span,
  spell,
  standard,
  type TestCase,
  unset,
  zone,
} from '../score/fixture.ts'

const work = standard('work')
const defect = standard('defect')
const smile = standard('smile')
const sheet = card([section('s', 100, [item('work')])])
const asOf = { asOf: zone.startOf(day('2024-07-06')), knownThrough: zone.startOf(day('2024-07-06')) - 1 }

function outcome(
  id: string,
  when: OutcomeRule['when'],
  then: OutcomeRule['then'],
  more: Partial<OutcomeRule> = {},
): OutcomeRule {
  return { id, title: both(id), clauses: ['S1-37'], when, oncePer: 'period', then, span, ...more }
}

function book(more: Partial<Rulebook> = {}): Rulebook {
  return rulebook([work, defect, smile], [sheet], more)
}

interface Setting {
  readonly spells?: readonly ReturnType<typeof spell>[]
  readonly history?: History
  readonly confirmations?: DecideInput['confirmations']
  readonly events?: ReadonlyMap<string, readonly Event[]>
  readonly options?: CheckedOptions
}

async function decideOn(rules: Rulebook, all: readonly TestCase[], setting: Setting = {}) {
  const people = roster(setting.spells ?? [spell('E1')])
  const found = checked(rules.standards, all, setting.options)
  const history = setting.history ?? noHistory
  return decide({
    rulebook: rules,
    scores: score({ rulebook: rules, checked: found, roster: people, period: halfYear, history }),
    checked: found,
    roster: people,
    period: halfYear,
    history,
    confirmations: setting.confirmations ?? [],
    records: { events: setting.events ?? new Map() },
    cutOff: asOf,
  })
}

/** An earlier appraisal that gave E1 a grade. */
function earlier(name: string, grade: string | null, more: Partial<Appraisal['period']> = {}): Appraisal {
  const period = { name, from: '2024-07-01', to: '2024-12-31', year: 2024, length: 'half-year', ...more }
  return {
    period,
    people: [{ id: 'E1', score: grade === null ? null : 95, grade, outcomes: [], ledgers: {} }],
  } as unknown as Appraisal
}

const excellent = cases('work', 'met', 10)

describe('outcomes', () => {
  const yearly = condition(
    {
      all: [
        { fact: 'year.complete', operator: 'equal', value: true },
        { fact: 'year.count.excellent', operator: 'equal', value: 2 },
      ],
    },
    ['year.complete', 'year.count.excellent'],
    facts => facts['year.complete'] === true && facts['year.count.excellent'] === 2,
  )
  const twice = book({
    outcomes: [outcome('two-excellent', yearly, [{ type: 'nomination' }, { type: 'bonus', amount: unset }])],
  })

  it.each([
    ['both semesters excellent', [earlier('2024-H2', 'excellent')], 2],
    ['one semester only', [], 0],
    ['the other one good', [earlier('2024-H2', 'good')], 0],
    ['no grade in the other: an incomplete year', [earlier('2024-H2', null)], 0],
    ['another calendar year', [earlier('2023-H2', 'excellent', { year: 2023 })], 0],
    ['another length', [earlier('2024-Q3', 'excellent', { length: 'quarter' })], 0],
    ['this period, appraised before', [earlier('2024-H1', 'excellent')], 0],
  ])('year facts use appraisals of the same length in the same calendar year: %s', async (_, appraisals, count) => {
    const { people } = await decideOn(twice, excellent, { history: { appraisals, carried: [] } })
    expect(people.get('E1')?.outcomes).toHaveLength(count)
  })

  it('a parameter without value: the amount is “not set”, and a proposal all the same', async () => {
    const { people } = await decideOn(twice, excellent, {
      history: { appraisals: [earlier('2024-H2', 'excellent')], carried: [] },
    })
    expect(people.get('E1')?.outcomes).toMatchObject([
      {
        id: 'two-excellent',
        type: 'nomination',
        state: 'proposed',
        amount: null,
        amountNotSet: false,
        clauses: ['S1-37'],
        due: null,
      },
      { type: 'bonus', state: 'proposed', amount: null, amountNotSet: true },
    ])
  })

  it('previous facts are of the latest earlier appraisal of the same length', async () => {
    const rules = book({ outcomes: [outcome('again', equals('previous.grade', 'fail'), [{ type: 'talk' }])] })
    const past = earlier('2023-H2', 'fail', { from: '2023-07-01', to: '2023-12-31', year: 2023 })
    const older = earlier('2023-H1', 'good', { from: '2023-01-01', to: '2023-06-30', year: 2023 })
    expect(
      (await decideOn(rules, excellent, { history: { appraisals: [past, older], carried: [] } })).people.get('E1')
        ?.outcomes,
    ).toHaveLength(1)
  })

  it('an unknown fact never fires a rule, whatever the library would make of it, and is told', async () => {
    const notFail = condition(
      { not: { fact: 'previous.grade', operator: 'equal', value: 'fail' } },
      ['previous.grade'],
      facts => (facts['previous.grade'] === undefined ? undefined : facts['previous.grade'] !== 'fail'),
    )
    const { people } = await decideOn(book({ outcomes: [outcome('reward', notFail, [{ type: 'reward' }])] }), excellent)
    expect(people.get('E1')).toMatchObject({
      outcomes: [],
      undecided: [{ outcome: 'reward', unknown: ['previous.grade'] }],
    })
  })

  it('an unknown fact does not hinder a rule that the others decide', async () => {
    const either = condition(
      {
        any: [
          { fact: 'previous.grade', operator: 'equal', value: 'fail' },
          { fact: 'score', operator: 'equal', value: 100 },
        ],
      },
      ['previous.grade', 'score'],
      facts => facts.score === 100 || undefined,
    )
    const { people } = await decideOn(book({ outcomes: [outcome('any', either, [{ type: 'talk' }])] }), excellent)
    expect(people.get('E1')?.outcomes).toHaveLength(1)
  })

  it('our reading and the library must agree', async () => {
    const wrong = condition({ fact: 'score', operator: 'equal', value: 1 }, ['score'], () => true)
    await expect(
      decideOn(book({ outcomes: [outcome('wrong', wrong, [{ type: 'talk' }])] }), excellent),
    ).rejects.toThrow('wrong')
  })

  it('one run per distinct set of the facts that rules ask about', async () => {
    const decider = makeDecider([outcome('x', atLeast('score', 50), [])])
    const first = decider.decide({ score: 90, post: 'warden' })
    expect(decider.decide({ post: 'cook', score: 90 })).toBe(first)
    expect(decider.decide({ score: 10 })).not.toBe(first)
    expect((await first).fired).toEqual(new Set(['x']))
    expect((await decider.decide({ score: 10 })).fired).toEqual(new Set())
  })

  describe('once-per', () => {
    const misses: readonly TestCase[] = [
      { standard: 'defect', verdict: 'missed', id: '1', incident: 'x:1' },
      { standard: 'defect', verdict: 'missed', id: '2', incident: 'x:1' },
      { standard: 'defect', verdict: 'missed', id: '3', incident: 'x:2' },
    ]
    it.each([
      ['period', [['1', '2', '3']]],
      ['incident', [['1', '2'], ['3']]],
      ['finding', [['1'], ['2'], ['3']]],
    ] as const)('%s', async (oncePer, expected) => {
      const rules = book({ outcomes: [outcome('fine', atLeast('missed.defect', 1), [{ type: 'fine' }], { oncePer })] })
      const { people } = await decideOn(rules, misses)
      expect(people.get('E1')?.outcomes.map(one => one.because)).toEqual(
        expected.map(ids => ids.map(id => `defect/${id}/E1`)),
      )
    })

    it('money once per person and incident: the largest; the others as the same incident', async () => {
      const fine = (id: string, standardId: string, amount: number) =>
        outcome(id, atLeast(`missed.${standardId}`, 1), [{ type: 'fine', amount: always(amount) }], {
          oncePer: 'incident',
        })
      const outcomes = [fine('small', 'smile', 50), fine('large', 'defect', 200)]
      const all = [...misses, { standard: 'smile', verdict: 'missed', id: '4', incident: 'x:1' } as const]
      const of = async (oncePer: 'incident' | 'finding') =>
        (await decideOn(book({ outcomes, fairness: { ...fairness, oncePer } }), all)).people
          .get('E1')
          ?.outcomes.map(({ id, amount, sameIncidentAs }) => ({ id, amount, sameIncidentAs }))
      expect(await of('incident')).toEqual([
        { id: 'small', amount: 0, sameIncidentAs: 'large' },
        { id: 'large', amount: 200, sameIncidentAs: undefined },
        { id: 'large', amount: 200, sameIncidentAs: undefined },
      ])
      expect((await of('finding'))?.map(one => one.amount)).toEqual([50, 200, 200])
    })
  })

  it('`within` sets the due date, counted from the day after the cut-off', async () => {
    const within = always({ value: 30, unit: 'days', working: false } as const)
    const rules = book({
      outcomes: [outcome('mend', equals('grade', 'excellent'), [{ type: 'rectification', within }])],
    })
    expect((await decideOn(rules, excellent)).people.get('E1')?.outcomes[0]?.due).toBe('2024-08-05') // 6 July + 30 days
  })

  it('working days without a calendar to count them by are told, not guessed', async () => {
    const within = always({ value: 3, unit: 'days', working: true } as const)
    const rules = book({
      outcomes: [outcome('mend', equals('grade', 'excellent'), [{ type: 'rectification', within }])],
    })
    const { people, diagnostics } = await decideOn(rules, excellent)
    expect(people.get('E1')?.outcomes[0]?.due).toBeNull()
    expect(diagnostics).toMatchObject([{ code: 'unknown-calendar', span }])
  })

  it('a proposal until a named person confirms it', async () => {
    const rules = book({
      outcomes: [
        outcome('reward', equals('grade', 'excellent'), [
          { type: 'reward', amount: always(300.005), approval: 'required' },
        ]),
      ],
    })
    const confirmed = {
      person: 'E1',
      outcome: 'reward',
      state: 'confirmed',
      by: 'L. Wang',
      on: day('2024-07-10'),
    } as const
    const stray = { ...confirmed, outcome: 'no-such' }
    const of = async (confirmations: DecideInput['confirmations']) =>
      (await decideOn(rules, excellent, { confirmations })).people.get('E1')?.outcomes[0]
    expect(await of([])).toMatchObject({ state: 'proposed', confirmedBy: null, approval: true, amount: 300.01 })
    expect(await of([confirmed])).toMatchObject({
      state: 'confirmed',
      confirmedBy: 'L. Wang',
      confirmedOn: '2024-07-10',
    })
    expect(await of([confirmed, { ...confirmed, state: 'approved', by: 'Z. Li' }])).toMatchObject({
      state: 'approved',
      confirmedBy: 'Z. Li',
    })
    expect((await decideOn(rules, excellent, { confirmations: [confirmed, stray] })).unmatchedConfirmations).toEqual([
      stray,
    ])
  })
})

const zeroDefect: Cascade = {
  id: 'zero-defect',
  title: both('zero-defect'),
  clauses: ['S1-12'],
  standards: ['defect', 'smile'],
  verdict: 'missed',
  shares: {
    person: always(100),
    'department-manager': always(30),
    'deputy-general-manager': always(15),
    'general-manager': always(5),
  },
  combine: 'capped',
  span,
}

const line = [
  spell('E1', 'warden', { reportsTo: 'M1', bonusBase: '3000' }),
  spell('E2', 'warden', { reportsTo: 'M1' }),
  spell('M1', 'manager', { reportsTo: 'D1', bonusBase: '5000.10' }),
  spell('D1', 'deputy', { reportsTo: 'G1', bonusBase: '8000' }),
  spell('G1', 'chief', { bonusBase: '10001.11' }),
]

describe('cascades', () => {
  const rules = book({ cascades: [zeroDefect] })
  const miss = (id: string, more: Partial<TestCase> = {}): TestCase => ({
    standard: 'defect',
    verdict: 'missed',
    id,
    incident: `repair:${id}`,
    ...more,
  })
  const shares = async (all: readonly TestCase[], spells = line, more: Partial<Rulebook> = {}) => {
    const { people } = await decideOn({ ...rules, ...more }, all, { spells })
    return Object.fromEntries([...people].map(([id, { withheld }]) => [id, [withheld.share, withheld.amount]]))
  }

  it('the person concerned, and the first holder of each level up the line, each of their own bonus base', async () => {
    expect(await shares([miss('1')])).toEqual({
      E1: [1, 3000],
      E2: [0, null],
      M1: [0.3, 1500.03],
      D1: [0.15, 1200],
      G1: [0.05, 500.06], // 500.0555, half up
    })
  })

  it('says why: cascade, finding, role, share, incident, state', async () => {
    const { people } = await decideOn(rules, [miss('1')], { spells: line })
    expect(people.get('M1')?.withheld.because).toEqual([
      {
        cascade: 'zero-defect',
        finding: 'defect/1/E1',
        role: 'department-manager',
        share: 0.3,
        incident: 'repair:1',
        state: 'proposed',
      },
    ])
  })

  it('once per incident: several standards missed in one incident count once', async () => {
    expect(await shares([miss('1'), miss('2', { standard: 'smile', incident: 'repair:1' })])).toEqual(
      await shares([miss('1')]),
    )
  })

  it('several incidents add up, never beyond 100 %', async () => {
    const of = async (times: number) => (await shares(Array.from({ length: times }, (_, at) => miss(String(at))))).M1
    expect(await of(3)).toEqual([0.9, 4500.09])
    expect(await of(4)).toEqual([1, 5000.1])
  })

  it('two roles in one incident: the larger', async () => {
    const all = [miss('1'), miss('2', { person: 'M1', incident: 'repair:1' })]
    expect((await shares(all)).M1).toEqual([1, 5000.1])
  })

  it('a level that the roster lacks is skipped and noted', async () => {
    const without = line
      .map(one => (one.person === 'M1' ? { ...one, reportsTo: 'G1' } : one))
      .filter(one => one.person !== 'D1')
    const { people } = await decideOn(rules, [miss('1')], { spells: without })
    expect(people.get('E1')?.withheld.skipped).toEqual(['deputy-general-manager'])
    expect(people.get('G1')?.withheld.share).toBe(0.05)
  })

  it('one’s own level is not lacking', async () => {
    const { people } = await decideOn(rules, [miss('1', { person: 'M1' })], { spells: line })
    expect(people.get('M1')?.withheld).toMatchObject({ share: 1, skipped: [] })
  })

  it('without a bonus base the share is printed, and the amount is not set', async () => {
    expect((await shares([miss('1', { person: 'E2' })])).E2).toEqual([1, null])
  })

  it('the reporting line is the roster’s as of the incident', async () => {
    const moved = [
      spell('E1', 'warden', { reportsTo: 'M1', to: day('2024-03-05') }),
      spell('E1', 'warden', { reportsTo: 'M2', from: day('2024-03-06') }),
      spell('M1', 'manager'),
      spell('M2', 'manager'),
    ]
    const of = async (at: string) => {
      const { people } = await decideOn(rules, [miss('1', { at })], { spells: moved })
      return [people.get('M1')?.withheld.share, people.get('M2')?.withheld.share]
    }
    expect(await of('2024-03-05')).toEqual([0.3, 0])
    expect(await of('2024-03-06')).toEqual([0, 0.3])
  })

  it.each(['met', 'undetermined', 'pending', 'exempt'] as const)('%s sets nothing off', async verdict => {
    expect((await shares([miss('1', { verdict })])).E1).toEqual([0, null])
  })

  it('a note sets nothing off', async () => {
    const standards = [work, standard('defect', { severity: 'note' }), smile]
    expect((await shares([miss('1')], line, { standards })).E1).toEqual([0, null])
  })

  it('money that costs somebody is confirmed per person and cascade', async () => {
    const confirmations = [
      { person: 'M1', outcome: 'zero-defect', state: 'confirmed', by: 'W', on: day('2024-07-08') },
    ] as const
    const { people } = await decideOn(rules, [miss('1')], { spells: line, confirmations })
    expect(people.get('M1')?.withheld.because[0]?.state).toBe('confirmed')
    expect(people.get('E1')?.withheld.because[0]?.state).toBe('proposed')
  })

  it('feeds cascade.share', async () => {
    const outcomes = [outcome('talk', atLeast('cascade.share', 0.3), [{ type: 'talk' }])]
    const { people } = await decideOn({ ...rules, outcomes }, [miss('1')], { spells: line })
    expect([...people].filter(([, one]) => one.outcomes.length > 0).map(([id]) => id)).toEqual(['E1', 'M1'])
  })

  describe('dated by a fact', () => {
    const repair = {
      ...rules.rosterTypes.person,
      id: 'repair',
      fields: new Map([
        [
          'confirmed_at',
          {
            name: 'confirmed_at',
            type: 'date-time',
            title: both(''),
            aliases: [],
            required: false,
            shown: 'always',
          } as const,
        ],
      ]),
    }
    const dated = {
      ...rules,
      eventTypes: new Map([['repair', repair]]),
      cascades: [{ ...zeroDefect, at: 'confirmed_at' }],
    }
    const record = (values: Event['values']): ReadonlyMap<string, readonly Event[]> =>
      new Map([
        [
          'repair',
          [
            {
              type: 'repair',
              id: '1',
              at: zone.startOf(day('2024-03-05')),
              values,
              source: { file: 'records.csv', row: 2, id: '1' },
            },
          ],
        ],
      ])

    it.each([
      ['by the cut-off', { confirmed_at: zone.startOf(day('2024-07-05')) }, 1, 0],
      ['after the cut-off', { confirmed_at: zone.startOf(day('2024-07-06')) }, 0, 1],
      ['not yet', {}, 0, 1],
    ])('confirmed %s', async (_, values, share, waiting) => {
      const decisions = await decideOn(dated, [miss('1')], { spells: line, events: record(values) })
      expect(decisions.people.get('E1')?.withheld.share).toBe(share)
      expect(decisions.waiting).toHaveLength(waiting)
    })
  })

  it('never withholds more than 100 %, and the order of incidents changes nothing', async () => {
    const anyMiss = fc.record({
      standard: fc.constantFrom('defect', 'smile'),
      person: fc.constantFrom('E1', 'E2', 'M1', 'D1', 'G1'),
      incident: fc.constantFrom('x:1', 'x:2', 'x:3', 'x:4', 'x:5', 'x:6'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyMiss, { maxLength: 12 }), fc.integer(), async (all, seed) => {
        const misses: TestCase[] = all.map((one, at) => ({ ...one, verdict: 'missed', id: `k${at}` }))
        const found = checked(rules.standards, misses)
        const turn = found.findings.length === 0 ? 0 : Math.abs(seed) % found.findings.length
        const turned = {
          ...found,
          findings: [...found.findings.slice(turn), ...found.findings.slice(0, turn)].reverse(),
        }
        const run = async (given: typeof found) => {
          const people = roster(line)
          const input = { rulebook: rules, checked: given, roster: people, period: halfYear, history: noHistory }
          return decide({
            ...input,
            scores: score(input),
            confirmations: [],
            records: { events: new Map() },
            cutOff: asOf,
          })
        }
        const first = await run(found)
        expect([...(await run(turned)).people]).toEqual([...first.people])
        for (const { withheld } of first.people.values()) {
          expect(withheld.share).toBeGreaterThanOrEqual(0)
          expect(withheld.share).toBeLessThanOrEqual(1)
        }
        for (const one of misses) expect(first.people.get(one.person ?? '')?.withheld.share).toBe(1)
      }),
    )
  })
})
